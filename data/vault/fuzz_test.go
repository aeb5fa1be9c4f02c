//go:build cgo

package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Whatever stands where the header should be: an error that is one of ours, or a header
// that reads back as it is. Never a panic, never an unbounded wait.
func FuzzEntete(f *testing.F) {
	e := neufEntete()
	cle := make([]byte, tailleCle)
	_ = e.poser(e.emballer(cle, MotDePasse("claire", "x"), 1, legere))
	_ = e.poser(e.emballer(cle, Secours("y"), 0, legere))
	e.signer(cle)
	f.Add(e.coder())
	f.Add([]byte("SQLite format 3\x00"))
	f.Add([]byte(magie))
	f.Fuzz(func(t *testing.T, b []byte) {
		un := make([]byte, tailleEntete)
		copy(un, b)
		h, _, abime, err := choisirEntete(un, make([]byte, tailleEntete))
		var d *Dommage
		if err != nil {
			if !errors.Is(err, ErrPasCoffre) && !errors.Is(err, ErrEnClair) && !errors.Is(err, ErrVersion) && !errors.As(err, &d) {
				t.Fatalf("%v", err)
			}
			return
		}
		if !abime {
			t.Fatal("a copy that is missing is not noticed")
		}
		if again, _ := decoderEntete(h.coder()); again == nil || again.generation != h.generation || len(again.fentes) != len(h.fentes) {
			t.Fatal("it does not read back")
		}
		for i := range h.fentes {
			if h.fentes[i].deriv != legere {
				return // what a slot may ask of the machine is bounded; it is not waited for here
			}
		}
		if _, _, err := h.deballer(MotDePasse("claire", "pas le bon")); !errors.Is(err, ErrSecret) {
			t.Fatalf("%v", err)
		}
	})
}

// Whatever a whole file holds behind a good header: opening it ends in an error of ours,
// or in a vault.
func FuzzFichier(f *testing.F) {
	chemin := filepath.Join(f.TempDir(), "base")
	c, err := Creer(chemin, essai)
	fait(f, err)
	fait(f, c.PoserCompte(1, "claire", "une phrase de passe"))
	db := sqlDe(f, c)
	remplir(f, db, 20)
	fait(f, db.Close())
	fait(f, c.Fermer())
	bon, err := os.ReadFile(chemin)
	fait(f, err)
	f.Add(uint32(0), []byte("x"))
	f.Add(uint32(posRacine1), []byte("xxxxxxxxxxxxxxxx"))
	f.Add(uint32(posGroupes+50), []byte{0})
	f.Fuzz(func(t *testing.T, off uint32, b []byte) {
		x := bytes.Clone(bon)
		copy(x[int(off)%len(x):], b)
		p := filepath.Join(t.TempDir(), "base")
		fait(t, os.WriteFile(p, x, 0o600))
		c, _, err := Ouvrir(p, essai, loginMdp)
		if err != nil {
			var d *Dommage
			for _, nous := range []error{ErrSecret, ErrPasCoffre, ErrEnClair, ErrVersion, ErrDisque} {
				if errors.Is(err, nous) {
					return
				}
			}
			if !errors.As(err, &d) {
				t.Fatalf("%v", err)
			}
			return
		}
		if _, err := c.Examiner(nil, nil); err != nil {
			t.Fatalf("%v", err)
		}
		fait(t, c.Fermer())
	})
}

// Whatever is typed as a recovery code: no panic, and only the right one is well written
// and opens.
func FuzzSecours(f *testing.F) {
	f.Add(nouveauSecours())
	f.Add("ABCD-EFGH")
	f.Fuzz(func(t *testing.T, s string) {
		if SecoursBienEcrit(s) && len(normaliserSecours(s)) != signesSecours {
			t.Fatal(s)
		}
	})
}

func TestSecours(t *testing.T) {
	for range 200 {
		code := nouveauSecours()
		if !SecoursBienEcrit(code) {
			t.Fatal(code)
		}
		b := []byte(code)
		for i := range b {
			if b[i] == '-' {
				continue
			}
			garde := b[i]
			b[i] = alphabetSecours[(bytes.IndexByte([]byte(alphabetSecours), b[i])+1+i)%len(alphabetSecours)]
			if b[i] != garde && SecoursBienEcrit(string(b)) {
				t.Errorf("one wrong sign is not seen: %s", b)
			}
			b[i] = garde
		}
	}
}
