package temporaire

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// reserve tells whether only the owner has a right; Windows has no such mode.
func reserve(i os.FileInfo, mode os.FileMode) bool {
	return i.Mode().Perm() == mode || runtime.GOOS == "windows"
}

func TestDossier(t *testing.T) {
	profil := t.TempDir()
	d, err := Ouvrir(profil)
	if err != nil {
		t.Fatal(err)
	}
	nom, err := d.Ecrire(".pdf", []byte("TEMOIN"))
	if err != nil {
		t.Fatal(err)
	}
	if i, err := os.Stat(nom); err != nil || !reserve(i, 0o600) || filepath.Ext(nom) != ".pdf" || i.Size() != 6 {
		t.Errorf("%v %v", i, err)
	}
	if i, err := os.Stat(filepath.Dir(nom)); err != nil || !reserve(i, 0o700) {
		t.Errorf("%v %v", i, err)
	}
	autre, err := d.Ecrire("/../../x", nil)
	if err != nil || !strings.HasPrefix(autre, filepath.Join(profil, nomDossier)+string(filepath.Separator)) {
		t.Errorf("%s %v", autre, err)
	}
	if err := d.Effacer(); err != nil {
		t.Fatal(err)
	}
	if l, _ := os.ReadDir(filepath.Dir(nom)); len(l) != 0 {
		t.Errorf("%v", l)
	}
	// What a killed program left is erased at the next start; a link is not followed.
	if _, err := d.Ecrire(".pdf", []byte("TEMOIN")); err != nil {
		t.Fatal(err)
	}
	dehors := filepath.Join(profil, "dehors")
	if err := os.WriteFile(dehors, []byte("garde"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dehors, filepath.Join(profil, nomDossier, "lien")); err != nil {
		t.Skip("no links here")
	}
	if _, err = Ouvrir(profil); err != nil {
		t.Fatal(err)
	}
	if l, _ := os.ReadDir(filepath.Dir(nom)); len(l) != 0 {
		t.Errorf("%v", l)
	}
	if b, err := os.ReadFile(dehors); err != nil || string(b) != "garde" {
		t.Errorf("%q %v", b, err)
	}
}
