package apercu

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// copieCache returns a copy of the filled cache.
func copieCache(t *testing.T) string {
	t.Helper()
	moteur(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(cacheCommun)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fichierCode returns the one file of machine code of a cache.
func fichierCode(t *testing.T, dir string) string {
	t.Helper()
	var l []string
	err := filepath.WalkDir(filepath.Join(dir, nomCode), func(nom string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			l = append(l, nom)
		}
		return err
	})
	if err != nil || len(l) != 1 {
		t.Fatalf("files of code: %q, %v", l, err)
	}
	return l[0]
}

// sansAuxiliaire makes this program forget that it can be its own child.
func sansAuxiliaire(t *testing.T) {
	auxiliaire.Store(false)
	t.Cleanup(func() { auxiliaire.Store(true) })
}

// A sealed cache is used as it is: nothing is compiled, nothing is written.
func TestCacheReutilise(t *testing.T) {
	dir := copieCache(t)
	sansAuxiliaire(t)
	avant, err := os.Stat(fichierCode(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	if c := preparerCache(context.Background(), dir); !c.scelle {
		t.Error("the seal does not hold")
	}
	m := Demarrer(dir)
	<-m.Pret()
	if err := m.Erreur(); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if apres, err := os.Stat(fichierCode(t, dir)); err != nil || !apres.ModTime().Equal(avant.ModTime()) {
		t.Errorf("the code was written again (%v)", err)
	}
}

// Any damage breaks the seal, and what was damaged is thrown away before it is read.
func TestCacheAbime(t *testing.T) {
	ecrire := func(nom string, b []byte) {
		t.Helper()
		if err := os.WriteFile(nom, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for nom, abimer := range map[string]func(dir, code string, b []byte){
		"table des fonctions": func(_, code string, b []byte) { b[200] ^= 1; ecrire(code, b) },
		"code":                func(_, code string, b []byte) { b[len(b)/2] ^= 0x80; ecrire(code, b) },
		"coupé":               func(_, code string, b []byte) { ecrire(code, b[:len(b)-7]) },
		"vide":                func(_, code string, _ []byte) { ecrire(code, nil) },
		"renommé":             func(_, code string, b []byte) { _ = os.Rename(code, code+"0") },
		"de trop":             func(_, code string, b []byte) { ecrire(code+".tmp", b[:100]) },
		"sceau perdu":         func(dir, _ string, _ []byte) { _ = os.Remove(filepath.Join(dir, nomSceau)) },
		"sceau vide":          func(dir, _ string, _ []byte) { ecrire(filepath.Join(dir, nomSceau), nil) },
		"autre sceau": func(dir, _ string, _ []byte) {
			ecrire(filepath.Join(dir, nomSceau), bytes.Repeat([]byte("a"), 64))
		},
	} {
		t.Run(nom, func(t *testing.T) {
			dir := copieCache(t)
			sansAuxiliaire(t)
			code := fichierCode(t, dir)
			b, err := os.ReadFile(code)
			if err != nil {
				t.Fatal(err)
			}
			abimer(dir, code, b)
			c := preparerCache(context.Background(), dir)
			if c.scelle {
				t.Fatal("the seal holds")
			}
			if c.dossier == "" || !vide(c.code()) {
				t.Error("the damaged code is still there")
			}
		})
	}
}

// A damaged cache costs one compilation, and is whole again. (The child that the shared
// engine started compiled for good; here it copies.)
func TestCacheReconstruit(t *testing.T) {
	dir := copieCache(t)
	appels := 0
	enfant = func(_ context.Context, code string) error {
		appels++
		return os.CopyFS(code, os.DirFS(filepath.Join(cacheCommun, nomCode)))
	}
	t.Cleanup(func() { enfant = compilerAuDehors })
	if err := os.Truncate(fichierCode(t, dir), 1000); err != nil {
		t.Fatal(err)
	}
	m := Demarrer(dir)
	r := rapport(t, "2026-0001", false)
	if _, err := m.Dessiner(context.Background(), r.PDF, 1, 300); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if c := (&cache{dossier: dir}); !c.intact() {
		t.Error("the cache was not sealed again")
	}
	if appels != 1 {
		t.Errorf("%d compilations", appels)
	}
}

// A folder that cannot be used is done without.
func TestCacheInutilisable(t *testing.T) {
	fichier := filepath.Join(t.TempDir(), "fichier")
	if err := os.WriteFile(fichier, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for nom, dir := range map[string]string{"aucun": "", "un fichier": fichier, "sous un fichier": filepath.Join(fichier, "x"), "protégé": "/proc/apercu"} {
		sansAuxiliaire(t)
		if c := preparerCache(context.Background(), dir); c.dossier != "" || c.scelle || c.wazero() != nil {
			t.Errorf("%s: it is used", nom)
		}
	}
}

// Without a folder to keep the code in, the child still compiles, into a private folder
// that is gone once the code is loaded.
func TestCacheJetable(t *testing.T) {
	moteur(t)
	t.Setenv("TMPDIR", t.TempDir())
	enfant = func(_ context.Context, code string) error {
		return os.CopyFS(code, os.DirFS(filepath.Join(cacheCommun, nomCode)))
	}
	t.Cleanup(func() { enfant = compilerAuDehors })
	m := Demarrer("")
	r := rapport(t, "2026-0001", false)
	if _, err := m.Dessiner(context.Background(), r.PDF, 1, 300); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if !vide(os.TempDir()) {
		t.Error("the private folder is still there")
	}
}

// The shared engine was compiled by a child of this program, and sealed.
func TestCacheParUnEnfant(t *testing.T) {
	moteur(t)
	if c := (&cache{dossier: cacheCommun}); !c.intact() {
		t.Error("no seal")
	}
	fichierCode(t, cacheCommun)
}

// A child that cannot do its work leaves the compilation to this process.
func TestCacheSansEnfant(t *testing.T) {
	ctx, annuler := context.WithCancel(context.Background())
	annuler() // the child is killed at once
	dir := t.TempDir()
	c := preparerCache(ctx, dir)
	if c.scelle || c.dossier != dir || !vide(c.code()) {
		t.Errorf("%+v", c)
	}
	if c.wazero() == nil {
		t.Error("no cache to fill")
	}
}
