//go:build cgo

package vault

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// vecteur is a sealed file as it was written once: the format is a promise, and this is what
// holds it. The password is that of loginMdp, the recovery code its own. JP_ESSAI_REFAIRE
// makes the one of today's format, when there is a new one.
const (
	vecteur       = "testdata/format-1.coffre"
	secoursDecrit = "testdata/format-1.secours"
)

func texteVecteur(i int) string {
	return fmt.Sprintf("ligne %d : %x", i, sha256.Sum256([]byte{byte(i)}))
}

// A file of the format as it was first released opens by password and by recovery code, and says
// what was written in it.
func TestVecteurs(t *testing.T) {
	if os.Getenv("JP_ESSAI_REFAIRE") != "" {
		refaireVecteur(t)
	}
	code, err := os.ReadFile(secoursDecrit)
	if err != nil {
		t.Fatal(err)
	}
	octets, err := os.ReadFile(vecteur)
	if err != nil {
		t.Fatal(err)
	}
	for nom, s := range map[string]Secret{"password": loginMdp, "recovery code": Secours(string(bytes.TrimSpace(code)))} {
		chemin := filepath.Join(t.TempDir(), "base")
		if err := os.WriteFile(chemin, octets, 0o600); err != nil {
			t.Fatal(err)
		}
		c, _, err := Ouvrir(chemin, essai, s)
		if err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
		db := sqlDe(t, c)
		for i := 1; i <= 200; i++ {
			var texte string
			if err := db.QueryRow("SELECT texte FROM temoin WHERE id = ?", i).Scan(&texte); err != nil || texte != texteVecteur(i) {
				t.Fatalf("%s, row %d: %q %v", nom, i, texte, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if err := c.Fermer(); err != nil {
			t.Error(err)
		}
	}
}

func refaireVecteur(t *testing.T) {
	c, chemin := neuf(t, essai)
	code, err := c.NouveauSecours()
	if err != nil {
		t.Fatal(err)
	}
	db := sqlDe(t, c)
	if _, err := db.Exec("CREATE TABLE temoin (id INTEGER PRIMARY KEY, texte TEXT NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= 200; i++ {
		if _, err := db.Exec("INSERT INTO temoin (id, texte) VALUES (?, ?)", i, texteVecteur(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Fermer(); err != nil {
		t.Fatal(err)
	}
	octets, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	for nom, b := range map[string][]byte{vecteur: octets, secoursDecrit: []byte(code + "\n")} {
		if err := os.WriteFile(nom, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
