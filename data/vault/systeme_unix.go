//go:build !windows

package vault

import (
	"errors"
	"os"
	"syscall"
)

func syncDossier(dossier string) error {
	d, err := os.Open(dossier)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // some network folders cannot
		return err
	}
	return nil
}

func disquePlein(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func protege(err error) bool { return errors.Is(err, syscall.EROFS) }

// prendreVerrou locks an open file for this process; the system gives it back when the
// process ends in any way.
func prendreVerrou(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
