//go:build !windows

package app

import (
	"os"
	"path/filepath"
	"testing"
)

// The printer is chosen among those of the system, by its first letters, and kept; one
// that is gone is still shown, as gone.
func TestChoisirImprimante(t *testing.T) {
	dir := t.TempDir()
	poser := func(noms string) {
		if err := os.WriteFile(filepath.Join(dir, "lpstat"), []byte("#!/bin/sh\necho "+noms+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	poser("Accueil Bureau")
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	b := avecBase(t)
	b.faire("Réglages")
	b.presser("Impression")
	b.doitVoir("Celle du système")
	b.taper("b")
	if b.regl.Imprimante != "Bureau" || b.o.Profil.Lire().Imprimante != "Bureau" || b.sortie.Imprimante() != "Bureau" {
		t.Fatalf("%q, kept as %q", b.regl.Imprimante, b.o.Profil.Lire().Imprimante)
	}
	poser("Accueil")
	b.presser("Apparence")
	b.presser("Impression")
	b.doitVoir("Bureau (absente)")
	b.taper("c")
	if b.regl.Imprimante != "" {
		t.Errorf("back to that of the system: %q", b.regl.Imprimante)
	}
}
