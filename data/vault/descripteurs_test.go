//go:build cgo && linux

package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tenus are the files of a folder that this process holds open.
func tenus(t *testing.T, dossier string) (noms []string) {
	t.Helper()
	l, err := os.ReadDir("/proc/self/fd")
	fait(t, err)
	for _, e := range l {
		if vers, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name())); err == nil && strings.HasPrefix(vers, dossier) {
			noms = append(noms, vers)
		}
	}
	return noms
}

// A vault that is closed holds no file: Windows renames and removes none that is held.
func TestFermeRelache(t *testing.T) {
	c, _ := neuf(t, essai)
	dossier := t.TempDir()
	chemin := filepath.Join(dossier, "copie")
	n, err := c.Copier(chemin)
	fait(t, err)
	db := sqlDe(t, n)
	remplir(t, db, 3)
	fait(t, db.Close())
	fait(t, n.Fermer())
	for _, lecture := range []bool{true, false} {
		o, err := c.OuvrirCopie(chemin, lecture)
		fait(t, err)
		if len(tenus(t, dossier)) == 0 {
			t.Fatal("an open vault holds nothing: the test sees nothing")
		}
		fait(t, o.Fermer())
		if l := tenus(t, dossier); len(l) > 0 {
			t.Errorf("read only %v, once closed: %v", lecture, l)
		}
	}
}
