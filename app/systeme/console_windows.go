package systeme

import (
	"os"

	"golang.org/x/sys/windows"
)

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// RejoindreConsole gives a command typed in a console a place to answer: a program with a
// window is given none by Windows. What was redirected stays so.
func RejoindreConsole() {
	if len(os.Args) < 2 {
		return
	}
	absent := func(quoi uint32) bool {
		h, err := windows.GetStdHandle(quoi)
		return err != nil || h == 0 || h == windows.InvalidHandle
	}
	sortie, erreurs, entree := absent(windows.STD_OUTPUT_HANDLE), absent(windows.STD_ERROR_HANDLE), absent(windows.STD_INPUT_HANDLE)
	if !sortie && !erreurs && !entree {
		return
	}
	const parent = ^uintptr(0)
	if r, _, _ := attachConsole.Call(parent); r == 0 {
		return // started by a double click: nobody reads
	}
	if f, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
		if sortie {
			os.Stdout = f
		}
		if erreurs {
			os.Stderr = f
		}
	}
	if f, err := os.OpenFile("CONIN$", os.O_RDWR, 0); err == nil && entree {
		os.Stdin = f
	}
}
