//go:build !windows

package systeme

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
)

// fausses puts programs of our own before those of the system: they note how they are
// called. Each is a script.
func fausses(t *testing.T, scripts map[string]string) (appels func(string) []string) {
	t.Helper()
	dir := t.TempDir()
	for nom, script := range scripts {
		corps := "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + filepath.Join(dir, nom+".args") + "'\n" + script + "\n"
		if err := os.WriteFile(filepath.Join(dir, nom), []byte(corps), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	return func(nom string) []string {
		b, err := os.ReadFile(filepath.Join(dir, nom+".args"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(string(b)), "\n")
	}
}

// lp gets the document, on the printer that was chosen, under a title that names nobody;
// then nothing of it is left.
func TestImprimerParLp(t *testing.T) {
	recu := filepath.Join(t.TempDir(), "reçu")
	appels := fausses(t, map[string]string{
		"lp":     `for f; do :; done; cat "$f" > '` + recu + `'`,
		"lpstat": "echo Accueil_1er_étage; echo Bureau",
	})
	profil := t.TempDir()
	s := Nouvelle(profil)
	s.Imprimante = func() string { return "Bureau" }
	if err := s.Imprimer([]byte("document")); err != nil {
		t.Fatal(err)
	}
	args := appels("lp")
	if !slices.Equal(args[:5], []string{"-s", "-t", "Document", "-d", "Bureau"}) {
		t.Errorf("%v", args)
	}
	if b, err := os.ReadFile(recu); err != nil || string(b) != "document" {
		t.Errorf("lp got %q (%v)", b, err)
	}
	if l, _ := os.ReadDir(filepath.Join(profil, "temporaire")); len(l) > 0 {
		t.Error("a copy is left")
	}
	if l := Imprimantes(); !slices.Equal(l, []string{"Accueil_1er_étage", "Bureau"}) {
		t.Errorf("printers: %v", l)
	}
	s.Imprimante = nil
	if err := s.Imprimer(nil); err != nil || slices.Contains(appels("lp"), "-d") {
		t.Errorf("%v %v", err, appels("lp"))
	}
}

// A printer that refuses is told, by its name when it was chosen, and nothing is left.
func TestImprimerEchoue(t *testing.T) {
	fausses(t, map[string]string{"lp": "exit 1"})
	profil := t.TempDir()
	s := Nouvelle(profil)
	for imprimante, veut := range map[string]string{"": "vérifiez qu’une imprimante est installée", "Bureau": "« Bureau »"} {
		s.Imprimante = func() string { return imprimante }
		err := s.Imprimer([]byte("document"))
		if data.CodeDe(err) != data.Refuse || !strings.Contains(data.Phrase(err), veut) {
			t.Errorf("%q: %v", imprimante, err)
		}
		if l, _ := os.ReadDir(filepath.Join(profil, "temporaire")); len(l) > 0 {
			t.Error("a copy is left")
		}
	}
}
