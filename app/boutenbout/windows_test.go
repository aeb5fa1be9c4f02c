//go:build linux

package boutenbout

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"justicepartage/assets"
	"justicepartage/data/store"
)

// The tests of this file run the Windows program under Wine; « make test-windows » builds
// it, makes the prefix, and says where they are.

// bureauWindows is a virtual screen on which Windows programs run, in the prefix of the
// environment.
func bureauWindows(t *testing.T, ecran ...string) (b *bureau, exe string) {
	t.Helper()
	exe, prefixe := os.Getenv("PROGRAMME_WINDOWS"), os.Getenv("WINEPREFIX")
	if exe == "" || prefixe == "" {
		t.Skip("make test-windows runs this")
	}
	b = nouveauBureau(t, ecran...)
	wine, err := filepath.Abs("../../.ci/wine")
	if err != nil {
		t.Fatal(err)
	}
	b.wine = wine
	l, err := filepath.Glob(filepath.Join(prefixe, "drive_c", "users", "*", "Documents"))
	for _, d := range l {
		if filepath.Base(filepath.Dir(d)) != "Public" {
			b.documents = d
		}
	}
	if err != nil || b.documents == "" {
		t.Fatalf("the prefix has no documents: %v", err)
	}
	vider(t, b.documents)
	return b, exe
}

// vider empties a folder of the prefix.
func vider(t *testing.T, dossier string) {
	t.Helper()
	l, err := os.ReadDir(dossier)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range l {
		if err := os.RemoveAll(filepath.Join(dossier, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
}

// lecteurC is a folder of the drive C:, as the test sees it.
func lecteurC(nom string) string {
	return filepath.Join(os.Getenv("WINEPREFIX"), "drive_c", filepath.FromSlash(strings.ReplaceAll(nom, `\`, "/")))
}

// TestWindowsEnquete tells the whole story on Windows, in the folder of somebody whose
// name has accents, closes the program, starts it again, and finds everything.
func TestWindowsEnquete(t *testing.T) {
	b, exe := bureauWindows(t)
	const dossier = `users\Éloïse Bérard-Faÿ\AppData\Roaming\Justice et Partage`
	p := poste{exe: exe, profil: `C:\` + dossier, ici: lecteurC(dossier)}
	if err := os.RemoveAll(p.ici); err != nil {
		t.Fatal(err)
	}
	numero := enquete(t, b, p)

	f := b.ouvrir(exe, "Ouvrir la base", "--profil", p.profil)
	b.deverrouiller()
	b.touches("ctrl+f")
	b.ecrire("oeuvrard")
	b.attendre("the dossier", func() bool {
		b.touches("Return")
		out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
		return err == nil && strings.HasPrefix(string(out), numero)
	})
	b.touches("ctrl+q")
	f.finie()

	// Closing made a backup that opens.
	ctx := context.Background()
	l, err := store.Sauvegardes(filepath.Join(p.ici, "dossiers.jpbase"), filepath.Join(p.ici, "sauvegardes"), store.Options{})
	if err != nil || len(l) == 0 {
		t.Fatalf("no backup: %v", err)
	}
	c, err := store.ContenuSauvegarde(ctx, l[0].Chemin, store.Options{Assets: assets.FS}, compte, motDePasse)
	if err != nil || c.Dossiers != 1 {
		t.Errorf("the backup holds %+v, %v", c, err)
	}
	for _, reste := range []string{"dossiers.jpbase.verrou", "dossiers.jpbase-wal"} {
		if _, err := os.Stat(filepath.Join(p.ici, reste)); err == nil {
			t.Errorf("%s is left", reste)
		}
	}
	if l, _ := os.ReadDir(filepath.Join(p.ici, "temporaire")); len(l) > 0 {
		t.Error("documents are left for other programs")
	}
}
