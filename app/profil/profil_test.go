package profil

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func temporaire(t *testing.T) Profil {
	t.Helper()
	p := Profil{filepath.Join(t.TempDir(), "config", "Justice et Partage")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	return p
}

// modes checks who may read a file.
func modes(t *testing.T, nom string, voulu os.FileMode) {
	t.Helper()
	if runtime.GOOS == "windows" {
		return
	}
	i, err := os.Stat(nom)
	if err != nil {
		t.Fatal(err)
	}
	if i.Mode().Perm() != voulu {
		t.Errorf("%s has the mode %o, expected %o", filepath.Base(nom), i.Mode().Perm(), voulu)
	}
}

func TestReglages(t *testing.T) {
	p := temporaire(t)
	if r := p.Lire(); r != (Reglages{}) {
		t.Errorf("nothing was written: %+v", r)
	}
	vu := true
	voulu := Reglages{Base: "/ailleurs/é.jpbase", Login: "cvidal", Theme: ThemeSombre, Texte: 16, Apercu: &vu}
	for range 2 { // over an older file too
		if err := p.Ecrire(voulu); err != nil {
			t.Fatal(err)
		}
	}
	r := p.Lire()
	if r.Apercu == nil || !*r.Apercu {
		t.Fatal("the preview is forgotten")
	}
	r.Apercu = voulu.Apercu
	if r != voulu {
		t.Errorf("read again: %+v", r)
	}
	modes(t, p.fichier(), 0o600)
	modes(t, p.Dossier, 0o700)
	l, _ := os.ReadDir(p.Dossier)
	if len(l) != 1 {
		t.Errorf("%d files are left", len(l))
	}
}

// A spoiled setting never keeps anybody from working.
func TestReglagesGates(t *testing.T) {
	p := temporaire(t)
	for _, s := range []string{
		"", "{", "null", "[]", "\x00\x00\x00", `{"texte": "gros"}`, `{"login": "x", "base": 12}`, `{"login":"x"} reste`, "\ufeff{}",
		strings.Repeat("[", 100_000),
	} {
		if err := os.WriteFile(p.fichier(), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		if r := p.Lire(); r != (Reglages{}) {
			t.Errorf("%.20q gives %+v", s, r)
		}
		if err := p.Ecrire(Reglages{Login: "a"}); err != nil || p.Lire().Login != "a" {
			t.Errorf("after %.20q, nothing can be written: %v", s, err)
		}
	}
}

func TestTailleTexte(t *testing.T) {
	for texte, veut := range map[float32]float32{0: TexteNormal, 16: 16, 1: TexteMin, -3: TexteMin, 1e9: TexteMax} {
		if got := (Reglages{Texte: texte}).TailleTexte(); got != veut {
			t.Errorf("%v gives %v", texte, got)
		}
	}
}

// A folder that everybody could read is closed.
func TestPreparerFerme(t *testing.T) {
	p := Profil{t.TempDir()}
	if err := os.Chmod(p.Dossier, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	modes(t, p.Dossier, 0o700)
}

// A write that fails leaves what was there, and nothing beside it.
func TestEcrireFichierToutOuRien(t *testing.T) {
	dir := t.TempDir()
	nom := filepath.Join(dir, "x")
	if err := EcrireFichier(nom, []byte("avant")); err != nil {
		t.Fatal(err)
	}
	// The final name is a folder: the last step fails.
	gene := filepath.Join(dir, "gene")
	if err := os.MkdirAll(filepath.Join(gene, "plein"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := EcrireFichier(gene, []byte("après")); err == nil {
		t.Fatal("a folder was replaced by a file")
	}
	if err := EcrireFichier(filepath.Join(dir, "absent", "x"), nil); err == nil {
		t.Fatal("written into a folder that does not exist")
	}
	l, _ := os.ReadDir(dir)
	if len(l) != 2 {
		t.Errorf("%d entries are left, expected x and gene", len(l))
	}
	if b, _ := os.ReadFile(nom); string(b) != "avant" {
		t.Errorf("x holds %q", b)
	}
}

func TestBrouillon(t *testing.T) {
	p := temporaire(t)
	var v struct{ Nom string }
	if p.Brouillon(&v) {
		t.Error("a draft out of nowhere")
	}
	v.Nom = "Justice et Partage"
	if err := p.PoserBrouillon(v); err != nil {
		t.Fatal(err)
	}
	modes(t, p.brouillon(), 0o600)
	v.Nom = ""
	if !p.Brouillon(&v) || v.Nom != "Justice et Partage" {
		t.Errorf("read again: %+v", v)
	}
	for range 2 {
		if err := p.PoserBrouillon(nil); err != nil {
			t.Fatal(err)
		}
	}
	if p.Brouillon(&v) {
		t.Error("a draft that was forgotten")
	}
	if err := os.WriteFile(p.brouillon(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p.Brouillon(&v) {
		t.Error("a spoiled draft")
	}
}

// Everything lies in the folder of the program, each thing in its own place.
func TestEmplacements(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", "/config")
	t.Setenv("HOME", "/maison")
	p, err := Defaut()
	if err != nil {
		t.Fatal(err)
	}
	vus := map[string]bool{}
	for _, c := range []string{p.Base(), p.Demonstration(), p.Cache(), p.Panne(), p.Journal(), p.fichier(), p.brouillon()} {
		if filepath.Dir(c) != p.Dossier || vus[c] {
			t.Errorf("%s", c)
		}
		vus[c] = true
	}
}

// The folder of a portable program is beside it, and may move with its base.
func TestPortable(t *testing.T) {
	ici := t.TempDir()
	exe := filepath.Join(ici, "Justice et Partage.exe")
	if _, ok := portable(exe); ok {
		t.Error("portable without its mark")
	}
	if err := os.WriteFile(filepath.Join(ici, marque), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p, ok := portable(exe)
	if !ok || p.Dossier != filepath.Join(ici, "profil") {
		t.Fatalf("%+v %v", p, ok)
	}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	if err := p.Ecrire(Reglages{Base: p.Base(), Login: "cvidal"}); err != nil {
		t.Fatal(err)
	}
	ailleurs := Profil{filepath.Join(t.TempDir(), "profil")}
	if err := os.Rename(p.Dossier, ailleurs.Dossier); err != nil {
		t.Fatal(err)
	}
	if r := ailleurs.Lire(); r.Base != ailleurs.Base() {
		t.Errorf("after the move, the base is looked for in %s", r.Base)
	}
}

// On Windows the folder is the one that stays on this PC.
func TestDefaut(t *testing.T) {
	t.Setenv("LOCALAPPDATA", `C:\Users\Zoé\AppData\Local`)
	t.Setenv("APPDATA", `C:\Users\Zoé\AppData\Roaming`)
	t.Setenv("XDG_CONFIG_HOME", "/home/zoe/.config")
	p, err := Defaut()
	if err != nil {
		t.Fatal(err)
	}
	veut := "/home/zoe/.config/Justice et Partage"
	if runtime.GOOS == "windows" {
		veut = `C:\Users\Zoé\AppData\Local\Justice et Partage`
	}
	if p.Dossier != veut {
		t.Errorf("%s", p.Dossier)
	}
}
