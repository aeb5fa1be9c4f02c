package systeme

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"justicepartage/data"
)

type appel struct{ verbe, fichier string }

// sortie makes a way out whose programs are noted.
func sortie(t *testing.T, err error) (*Sortie, *[]appel) {
	t.Helper()
	s := Nouvelle(t.TempDir())
	l := &[]appel{}
	s.Lancer = func(verbe, fichier string) error {
		*l = append(*l, appel{verbe, fichier})
		return err
	}
	return s, l
}

func TestOuvrirEtImprimer(t *testing.T) {
	s, l := sortie(t, nil)
	if err := s.Ouvrir([]byte("un")); err != nil {
		t.Fatal(err)
	}
	if err := s.Imprimer([]byte("deux")); err != nil {
		t.Fatal(err)
	}
	if len(*l) != 2 || (*l)[0].verbe != Ouvrir || (*l)[1].verbe != Imprimer || (*l)[0].fichier == (*l)[1].fichier {
		t.Fatalf("%v", *l)
	}
	for i, veut := range []string{"un", "deux"} {
		f := (*l)[i].fichier
		if i == 1 && imprimeCopie { // the system took it: nothing of it is left
			if _, err := os.Stat(f); !os.IsNotExist(err) {
				t.Error("what was printed is left")
			}
			continue
		}
		if b, err := os.ReadFile(f); err != nil || string(b) != veut || filepath.Ext(f) != ".pdf" {
			t.Errorf("%s holds %q (%v)", f, b, err)
		}
		if runtime.GOOS == "windows" {
			continue
		}
		for c, mode := range map[string]os.FileMode{f: 0o600, filepath.Dir(f): 0o700} {
			if i, err := os.Stat(c); err != nil || i.Mode().Perm() != mode {
				t.Errorf("%s: mode %v", c, i.Mode().Perm())
			}
		}
	}
	if err := s.Balayer(); err != nil {
		t.Fatal(err)
	}
	for _, x := range *l {
		if _, err := os.Stat(x.fichier); !os.IsNotExist(err) {
			t.Error("something is left for other programs")
		}
	}
	if err := s.Balayer(); err != nil {
		t.Errorf("nothing to erase: %v", err)
	}
}

// What an earlier run left behind is erased at the next start.
func TestNouvelleBalaie(t *testing.T) {
	profil := t.TempDir()
	reste := filepath.Join(profil, "temporaire", "x")
	if err := os.MkdirAll(reste, 0o700); err != nil {
		t.Fatal(err)
	}
	Nouvelle(profil)
	if _, err := os.Stat(reste); !os.IsNotExist(err) {
		t.Error("it is still there")
	}
}

func TestLancerEchoue(t *testing.T) {
	s, _ := sortie(t, errors.New("exec: \"xdg-open\": not found in /usr/bin"))
	for nom, f := range map[string]func([]byte) error{"visionneuse": s.Ouvrir, "imprimante": s.Imprimer} {
		var e *data.Erreur
		err := f(nil)
		if !errors.As(err, &e) || e.Code != data.Refuse || e.Err == nil {
			t.Errorf("%s: %v", nom, err)
			continue
		}
		if m := data.Phrase(err); strings.Contains(m, "exec") || !strings.HasSuffix(m, ".") || len(m) < 40 {
			t.Errorf("%s: told as %q", nom, m)
		}
	}
	// The private folder cannot be made.
	s = Nouvelle(filepath.Join(t.TempDir(), "a\x00b"))
	if err := s.Ouvrir(nil); data.CodeDe(err) != data.Base {
		t.Errorf("no folder: %v", err)
	}
}

// Nothing that is already on the disk is ever replaced.
func TestExporterNeRemplaceRien(t *testing.T) {
	s, _ := sortie(t, nil)
	dir := t.TempDir()
	const nom = "2026-ESR-0001 (parquet 26.328) - Rapport.pdf"
	noms := map[string]string{}
	for _, x := range []string{"un", "deux", "trois"} {
		chemin, err := s.Exporter(dir, nom, []byte(x))
		if err != nil {
			t.Fatal(err)
		}
		noms[filepath.Base(chemin)] = x
	}
	for n, veut := range map[string]string{
		nom: "un", strings.Replace(nom, ".pdf", " (2).pdf", 1): "deux",
		strings.Replace(nom, ".pdf", " (3).pdf", 1): "trois",
	} {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil || string(b) != veut || noms[n] != veut {
			t.Errorf("%s holds %q (%v), told as %v", n, b, err, noms)
		}
	}
	l, _ := os.ReadDir(dir)
	if len(l) != 3 {
		t.Errorf("%d files", len(l))
	}
}

func TestExporterAilleurs(t *testing.T) {
	s, _ := sortie(t, nil)
	dir := t.TempDir()
	fichier := filepath.Join(dir, "fichier")
	if err := os.WriteFile(fichier, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{filepath.Join(dir, "absent"), fichier, "\x00"} {
		_, err := s.Exporter(d, "a.pdf", []byte("x"))
		if data.CodeDe(err) != data.Saisie || !strings.Contains(data.Phrase(err), "Rien n’a été écrit.") {
			t.Errorf("%q: %v", d, err)
		}
	}
	// Nothing said: the documents of the person.
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
	if got := s.DossierExport(); got != dir {
		t.Errorf("without documents: %s", got)
	}
	docs := filepath.Join(dir, "Documents")
	if err := os.Mkdir(docs, 0o755); err != nil {
		t.Fatal(err)
	}
	chemin, err := s.Exporter("", "a.pdf", []byte("x"))
	if err != nil || chemin != filepath.Join(docs, "a.pdf") {
		t.Errorf("%s, %v", chemin, err)
	}
}
