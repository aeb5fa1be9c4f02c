package commande

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"justicepartage/app/profil"
)

func TestLieux(t *testing.T) {
	p := profil.Profil{Dossier: filepath.Join(t.TempDir(), "Éloïse")}
	if code, sortie, erreurs := executer(t, "", "lieux", "--profil", p.Dossier); code != Fait || !strings.HasPrefix(sortie, "Aucune base") {
		t.Errorf("nothing there: %d %q %q", code, sortie, erreurs)
	}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	ailleurs := filepath.Join(t.TempDir(), "réseau", "base.jpbase")
	if err := p.Ecrire(profil.Reglages{Base: ailleurs}); err != nil {
		t.Fatal(err)
	}
	fichier := filepath.Join(t.TempDir(), "lieux.txt")
	if code, _, erreurs := executer(t, "", "lieux", "--profil", p.Dossier, "--sortie", fichier); code != Fait {
		t.Fatalf("%d %q", code, erreurs)
	}
	b, err := os.ReadFile(fichier)
	if err != nil || len(b) < 2 || b[0] != 0xFF || b[1] != 0xFE {
		t.Fatalf("%v %x", err, b)
	}
	var u []uint16
	for i := 2; i < len(b); i += 2 {
		u = append(u, uint16(b[i])|uint16(b[i+1])<<8)
	}
	texte := string(utf16.Decode(u))
	for _, veut := range []string{"Base : " + ailleurs + "\r\n", "Sauvegardes : " + filepath.Join(filepath.Dir(ailleurs), "sauvegardes") + "\r\n", "Dossier du programme : " + p.Dossier + "\r\n"} {
		if !strings.Contains(texte, veut) {
			t.Errorf("%q is not in %q", veut, texte)
		}
	}
	for _, args := range [][]string{{"lieux", "x"}, {"lieux", "--quoi"}} {
		if code, _, _ := executer(t, "", args...); code != MalEcrit {
			t.Errorf("%v: code %d", args, code)
		}
	}
}
