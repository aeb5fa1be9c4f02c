//go:build linux

package boutenbout

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"justicepartage/app/profil"
	"justicepartage/assets"
	"justicepartage/data"
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
	const dossier = `users\Éloïse Bérard-Faÿ\AppData\Local\Justice et Partage`
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

// commander runs a command of the Windows program, with a password on its input, and
// returns what it said.
func (b *bureau) commander(exe string, args ...string) (dit string, code int) {
	b.t.Helper()
	c := b.commande(b.wine, append([]string{exe}, args...)...)
	c.Stdin = strings.NewReader(motDePasse + "\n")
	out, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		b.t.Fatal(err)
	}
	return string(out), c.ProcessState.ExitCode()
}

// TestWindowsSecondDepart starts the program on a base that is held: who holds it is said,
// whether it is asked for in the window or on the command line; once it is let go, it
// opens, killed or not.
func TestWindowsSecondDepart(t *testing.T) {
	b, exe := bureauWindows(t)
	const dossier = `users\Zoé\Justice et Partage`
	p := profil.Profil{Dossier: lecteurC(dossier)}
	if err := os.RemoveAll(p.Dossier); err != nil {
		t.Fatal(err)
	}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	preparer(t, p)
	if err := p.Ecrire(profil.Reglages{Base: `C:\` + dossier + `\dossiers.jpbase`, Login: compte}); err != nil {
		t.Fatal(err)
	}
	base := []string{"--base", `C:\` + dossier + `\dossiers.jpbase`, "--identifiant", compte}
	f := b.ouvrir(exe, "Ouvrir la base", "--profil", `C:\`+dossier)
	b.deverrouiller()
	dit, code := b.commander(exe, append([]string{"verifier"}, base...)...)
	if code != 1 || !strings.Contains(dit, "déjà ouverte par un autre programme") || !strings.Contains(dit, "depuis") {
		t.Errorf("told %q, code %d", dit, code)
	}
	// Killed while it holds the base: the lock goes with it.
	f.tuer()
	b.attendre("the base to be free", func() bool {
		dit, code = b.commander(exe, append([]string{"verifier"}, base...)...)
		return code == 0
	})
	if !strings.Contains(dit, "La base est saine") {
		t.Errorf("told %q", dit)
	}
}

// TestWindowsCheminLong works in a folder whose path is longer than the 260 characters of
// old, with accents.
func TestWindowsCheminLong(t *testing.T) {
	b, exe := bureauWindows(t)
	long := strings.Repeat(`Éloïse – dossiers de l’année `, 3)
	dossier := `users\Éloïse\` + strings.TrimSpace(long) + `\` + strings.TrimSpace(long) + `\` + strings.TrimSpace(long)
	ici := lecteurC(dossier)
	if err := os.MkdirAll(ici, 0o700); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(`C:\` + dossier)); n < 260 {
		t.Fatalf("%d characters only", n)
	}
	creerBase(t, filepath.Join(ici, "é.jpbase"))
	base := []string{"--base", `C:\` + dossier + `\é.jpbase`, "--identifiant", compte}
	for _, quoi := range []string{"verifier", "sauvegarder", "verifier"} {
		if dit, code := b.commander(exe, append([]string{quoi}, base...)...); code != 0 {
			t.Errorf("%s: %q, code %d", quoi, dit, code)
		}
	}
	if l, _ := filepath.Glob(filepath.Join(ici, "sauvegardes", "é_*.sauvegarde")); len(l) != 1 {
		t.Errorf("backups: %v", l)
	}
}

// creerBase makes a base with an account.
func creerBase(t *testing.T, chemin string) {
	t.Helper()
	os.Remove(chemin)
	s, err := store.Create(context.Background(), chemin, store.Options{Assets: assets.FS}, data.Compte{Login: compte, Nom: "Claire Vidal"}, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestWindowsDisque fills the disk of a base, then forbids to write on it: both are said
// in French, and the base is sound once there is room again.
func TestWindowsDisque(t *testing.T) {
	b, exe := bureauWindows(t)
	if err := exec.Command("unshare", "-rm", "true").Run(); err != nil {
		t.Skipf("no folder can be mounted here: %v", err)
	}
	reponses := filepath.Join(t.TempDir(), "r.toml")
	if err := os.WriteFile(reponses, []byte("[reponses.saisine]\nrecue_le = \""+time.Now().Format("2006-01-02T15:04")+"\"\n[reponses.etat_civil]\nnom = "+
		"\"Teyssier\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	modele := filepath.Join(t.TempDir(), "base")
	creerBase(t, modele)
	c := b.commande("unshare", "-rm", "bash", "-euc", `
		wineserver -k || true # the one outside does not see what is mounted here
		disque="$WINEPREFIX/drive_c/disque"
		mkdir -p "$disque"
		mount -t tmpfs -o size=3m,mode=700 essai "$disque"
		cp "$MODELE" "$disque/é.jpbase"
		dire() { echo "== $1"; shift; echo "$SECRET" | "$WINE" "$EXE" "$@" --base 'C:\disque\é.jpbase' --identifiant cvidal 2>&1 || echo "code $?"; }
		creer() { dire "$1" nouveau --service esr --reponses "Z:$REPONSES"; }
		creer place
		dd if=/dev/zero of="$disque/bourre" bs=4096 status=none 2>/dev/null || true
		creer plein
		dire plein-sauvegarde sauvegarder
		rm "$disque/bourre"
		creer libre
		dire sain verifier
		mount -o remount,ro "$disque"
		creer protege
		wineserver -k`)
	c.Env = append(c.Env, "MODELE="+modele, "REPONSES="+strings.ReplaceAll(reponses, "/", `\`), "WINE="+b.wine, "EXE="+exe, "SECRET="+motDePasse)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dits := map[string]string{}
	for _, l := range strings.Split(string(out), "== ")[1:] {
		quoi, dit, _ := strings.Cut(l, "\n")
		dits[quoi] = dit
	}
	for quoi, veut := range map[string]string{
		"place": "-ESR-0001", "plein": "Le disque est plein", "plein-sauvegarde": "code 1", "libre": "-ESR-0002",
		"sain": "La base est saine", "protege": "protégé en écriture",
	} {
		if !strings.Contains(dits[quoi], veut) {
			t.Errorf("%s: told %q, expected %q", quoi, dits[quoi], veut)
		}
	}
}

// TestWindowsSansOpenGL starts the program on a screen that has no OpenGL: it says so in
// French, with the remedy, instead of the English words of the library.
func TestWindowsSansOpenGL(t *testing.T) {
	b, exe := bureauWindows(t, "-extension", "GLX")
	f := b.executer(exe, "--profil", `C:\sans-dessin`)
	b.titre("Justice et Partage ne peut pas s’afficher")
	b.touches("Return")
	<-f.fin
	if f.c.ProcessState.ExitCode() != 1 || !strings.Contains(f.sorties.String(), "opengl32.dll") {
		t.Errorf("code %d, told %q", f.c.ProcessState.ExitCode(), f.sorties.String())
	}
	journal, err := os.ReadFile(filepath.Join(lecteurC("sans-dessin"), "journal.txt"))
	if err != nil || !strings.Contains(string(journal), "no OpenGL 2.1") {
		t.Errorf("the log holds %q, %v", journal, err)
	}
}
