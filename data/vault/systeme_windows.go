package vault

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

// Windows keeps the names of a folder itself; there is nothing to flush.
func syncDossier(string) error { return nil }

const (
	erreurDisquePlein   = syscall.Errno(112) // ERROR_DISK_FULL
	erreurPoigneePleine = syscall.Errno(39)  // ERROR_HANDLE_DISK_FULL
	erreurProtege       = syscall.Errno(19)  // ERROR_WRITE_PROTECT
	erreurVerrou        = syscall.Errno(33)  // ERROR_LOCK_VIOLATION
	erreurEnCours       = syscall.Errno(997) // ERROR_IO_PENDING
)

func disquePlein(err error) bool {
	return errors.Is(err, erreurDisquePlein) || errors.Is(err, erreurPoigneePleine) || errors.Is(err, syscall.ENOSPC)
}

func protege(err error) bool { return errors.Is(err, erreurProtege) }

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// prendreVerrou locks a byte far behind the text, which others may still read. The
// system gives it back when the process ends in any way.
func prendreVerrou(f *os.File) (bool, error) {
	const exclusif, sansAttendre = 2, 1
	ol := &syscall.Overlapped{Offset: 0xFFFFFFF0, OffsetHigh: 0x3FFFFFFF}
	r, _, err := lockFileEx.Call(f.Fd(), exclusif|sansAttendre, 0, 1, 0, uintptr(unsafe.Pointer(ol)))
	switch {
	case r != 0:
		return true, nil
	case errors.Is(err, erreurVerrou) || errors.Is(err, erreurEnCours):
		return false, nil
	}
	return false, err
}
