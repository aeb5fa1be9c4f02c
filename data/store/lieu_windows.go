package store

import (
	"path/filepath"
	"syscall"
	"unsafe"
)

var getDriveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

// surReseau asks the system what the drive is.
func surReseau(dossier string) bool {
	const distant = 4 // DRIVE_REMOTE
	racine, err := syscall.UTF16PtrFromString(filepath.VolumeName(dossier) + `\`)
	if err != nil {
		return false
	}
	r, _, _ := getDriveType.Call(uintptr(unsafe.Pointer(racine)))
	return r == distant
}
