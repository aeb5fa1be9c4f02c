package reports

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"justicepartage/assets"
	"justicepartage/data"
)

// The recovery sheet is one page that holds the whole code, whatever the letterhead; the
// same demand gives the same bytes.
func TestFeuilleDeSecours(t *testing.T) {
	a, err := NouvelAtelier(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	const code = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345"
	le := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	longue := data.Association{
		Nom: "Association d’aide aux victimes et de médiation de la Haute-Loire", SousTitre: "France Victimes 43",
		Adresse: []string{"12 rue du Palais", "Bâtiment B", "43000 Le Puy-en-Velay"}, Telephone: "0471000000", Courriel: "contact@exemple.fr",
		Appartenances: []string{"Fédération une", "Fédération deux"}, Habilitation: "Décision du 1er janvier 2020",
	}
	for nom, assoc := range map[string]data.Association{"vide": {}, "longue": longue} {
		pdf, err := a.FeuilleDeSecours(assoc, code, le)
		if err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
		if n := Pages(pdf); n != 1 {
			t.Errorf("%s: %d pages", nom, n)
		}
		encore, err := a.FeuilleDeSecours(assoc, code, le)
		if err != nil || !bytes.Equal(pdf, encore) {
			t.Errorf("%s: the same demand gives other bytes (%v)", nom, err)
		}
		fichier := filepath.Join(t.TempDir(), "feuille.pdf")
		if err := os.WriteFile(fichier, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.LookPath("pdftotext"); err != nil {
			t.Skip("pdftotext is not installed")
		}
		texte, err := exec.Command("pdftotext", "-layout", fichier, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range append(strings.Split(code, "-"), "24 novembre 2026", "Mot de passe oublié") {
			if !strings.Contains(strings.ReplaceAll(string(texte), "\u00a0", " "), g) {
				t.Errorf("%s: %q is not on the sheet:\n%s", nom, g, texte)
			}
		}
	}
}
