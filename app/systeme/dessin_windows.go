package systeme

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	gdi32    = windows.NewLazySystemDLL("gdi32.dll")
	opengl32 = windows.NewLazyDLL(DLL) // that beside the program, if there is one

	createWindowEx    = user32.NewProc("CreateWindowExW")
	destroyWindow     = user32.NewProc("DestroyWindow")
	getDC             = user32.NewProc("GetDC")
	releaseDC         = user32.NewProc("ReleaseDC")
	choosePixelFormat = gdi32.NewProc("ChoosePixelFormat")
	setPixelFormat    = gdi32.NewProc("SetPixelFormat")
	wglCreateContext  = opengl32.NewProc("wglCreateContext")
	wglDeleteContext  = opengl32.NewProc("wglDeleteContext")
	wglMakeCurrent    = opengl32.NewProc("wglMakeCurrent")
	glGetString       = opengl32.NewProc("glGetString")
)

// formatPixels is PIXELFORMATDESCRIPTOR.
type formatPixels struct {
	taille, version       uint16
	drapeaux              uint32
	genre, couleurs       uint8
	_                     [13]uint8
	profondeur, decoupage uint8
	_                     [3]uint8
	_                     [3]uint32
}

// Dessin tells what is wrong when this PC cannot draw the window: a *SansDessin.
func Dessin() error {
	offert := versionGL()
	if suffit(offert) {
		return nil
	}
	e := &SansDessin{Offert: offert}
	if exe, err := os.Executable(); err == nil {
		e.Dossier = filepath.Dir(exe)
		_, err := os.Stat(filepath.Join(e.Dossier, DLL))
		e.Remede = err == nil
	}
	return e
}

// versionGL asks for a context, as the window will, and for its version; "" when there is
// none to be had.
func versionGL() string {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, p := range []*windows.LazyProc{wglCreateContext, wglDeleteContext, wglMakeCurrent, glGetString} {
		if p.Find() != nil {
			return ""
		}
	}
	classe, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return ""
	}
	const popup = 0x80000000
	fen, _, _ := createWindowEx.Call(0, uintptr(unsafe.Pointer(classe)), 0, popup, 0, 0, 1, 1, 0, 0, 0, 0)
	if fen == 0 {
		return ""
	}
	defer destroyWindow.Call(fen)
	dc, _, _ := getDC.Call(fen)
	if dc == 0 {
		return ""
	}
	defer releaseDC.Call(fen, dc)
	const doubleTampon, versFenetre, parGL = 0x1, 0x4, 0x20
	f := formatPixels{version: 1, drapeaux: doubleTampon | versFenetre | parGL, couleurs: 24, profondeur: 24, decoupage: 8}
	f.taille = uint16(unsafe.Sizeof(f))
	n, _, _ := choosePixelFormat.Call(dc, uintptr(unsafe.Pointer(&f)))
	if n == 0 {
		return ""
	}
	if ok, _, _ := setPixelFormat.Call(dc, n, uintptr(unsafe.Pointer(&f))); ok == 0 {
		return ""
	}
	contexte, _, _ := wglCreateContext.Call(dc)
	if contexte == 0 {
		return ""
	}
	defer wglDeleteContext.Call(contexte)
	if ok, _, _ := wglMakeCurrent.Call(dc, contexte); ok == 0 {
		return ""
	}
	defer wglMakeCurrent.Call(0, 0)
	return chaine(appelPointeur(glGetString, 0x1F02)) // GL_VERSION
}

// appelPointeur calls a function that returns a text of its own.
func appelPointeur(p *windows.LazyProc, arg uintptr) *byte {
	r, _, _ := syscall.SyscallN(p.Addr(), arg)
	return *(**byte)(unsafe.Pointer(&r))
}

func chaine(p *byte) string {
	if p == nil {
		return ""
	}
	return windows.BytePtrToString(p)
}

// Alerter says something when there is no window to say it in.
func Alerter(titre, texte string) {
	t, err1 := windows.UTF16PtrFromString(titre)
	x, err2 := windows.UTF16PtrFromString(texte)
	if err1 == nil && err2 == nil {
		_, _ = windows.MessageBox(0, x, t, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
	}
}
