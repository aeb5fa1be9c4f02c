package disque

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// compter counts the pauses, and does something at the n-th.
func compter(t *testing.T, n int, faire func()) *int {
	t.Helper()
	avant, pauses := pause, 0
	pause = func(time.Duration) {
		pauses++
		if pauses == n {
			faire()
		}
	}
	t.Cleanup(func() { pause = avant })
	return &pauses
}

func ecrire(t *testing.T, nom, texte string) string {
	t.Helper()
	nom = filepath.Join(t.TempDir(), nom)
	if err := os.WriteFile(nom, []byte(texte), 0o600); err != nil {
		t.Fatal(err)
	}
	return nom
}

// A file that another program reads is replaced once it lets go.
func TestRenommerTenu(t *testing.T) {
	neuf, la := ecrire(t, "neuf", "neuf"), ecrire(t, "là", "ancien")
	f, err := os.Open(la)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	pauses := compter(t, 3, func() { f.Close() })
	if err := Renommer(neuf, la); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(la); err != nil || string(b) != "neuf" {
		t.Errorf("%q %v", b, err)
	}
	if runtime.GOOS == "windows" && *pauses != 3 {
		t.Errorf("%d pauses: the file was not held", *pauses)
	}
}

// One that is never let go is told, and both files stay.
func TestRenommerJamais(t *testing.T) {
	neuf, la := ecrire(t, "neuf", "neuf"), ecrire(t, "là", "ancien")
	if runtime.GOOS != "windows" {
		la = filepath.Join(filepath.Dir(la), "absent", "là")
	} else {
		f, err := os.Open(la)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
	}
	pauses := compter(t, -1, nil)
	if err := Renommer(neuf, la); err == nil {
		t.Fatal("renamed over a file that is held")
	}
	if (*pauses > 0) != (runtime.GOOS == "windows") {
		t.Errorf("%d pauses", *pauses)
	}
	if b, err := os.ReadFile(neuf); err != nil || string(b) != "neuf" {
		t.Errorf("%q %v", b, err)
	}
}

func TestRetirer(t *testing.T) {
	nom := ecrire(t, "é", "x")
	f, err := os.Open(nom)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	compter(t, 1, func() { f.Close() })
	if err := Retirer(nom); err != nil {
		t.Fatal(err)
	}
	if err := Retirer(nom); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
}
