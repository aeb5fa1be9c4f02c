package commande

import (
	"os"
	"path/filepath"
)

// ecrireFichier writes a file whole or not at all: a temporary file beside it, flushed
// to the disk, then renamed. Reports hold personal data: only the owner may read them.
func ecrireFichier(nom string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(nom), ".justicepartage-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(b); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), nom)
}
