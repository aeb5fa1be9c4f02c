//go:build linux

package boutenbout

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// patience bounds how long something may take before the test gives up.
const patience = 60 * time.Second

// bureau is a virtual screen with a window manager.
type bureau struct {
	t      testing.TB
	ecran  string
	maison string // the home folder, with its Documents
	frappe int    // keys that a person would have pressed

	documents string // where exports go, as we see it
	wine      string // the command that runs Windows programs, "" for those of this system
}

// programme builds the program once.
func programme(t testing.TB) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "justicepartage")
	out, err := exec.Command("go", "build", "-tags", "sqlite_fts5 migrated_fynedo no_emoji no_animations", "-o", exe, "justicepartage").CombinedOutput()
	if err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

// nouveauBureau starts the screen, with what its server is told besides; it skips where
// there is none to be had.
func nouveauBureau(t testing.TB, ecran ...string) *bureau {
	t.Helper()
	for _, p := range []string{"Xvfb", "openbox", "xdotool", "xclip", "pdftotext"} {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed", p)
			}
			t.Skipf("%s is not installed", p)
		}
	}
	b := &bureau{t: t, maison: t.TempDir()}
	if err := os.Mkdir(filepath.Join(b.maison, "Documents"), 0o700); err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	b.documents = filepath.Join(b.maison, "Documents")
	x := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp"}, ecran...)...)
	x.ExtraFiles = []*os.File{w}
	b.demarrer(x)
	w.Close()
	numero := make([]byte, 16)
	n, err := r.Read(numero)
	if err != nil {
		t.Fatal("the virtual screen did not start")
	}
	b.ecran = ":" + strings.TrimSpace(string(numero[:n]))
	b.demarrer(b.commande("openbox"))
	return b
}

func (b *bureau) demarrer(c *exec.Cmd) {
	b.t.Helper()
	if err := c.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
}

func (b *bureau) commande(nom string, args ...string) *exec.Cmd {
	c := exec.Command(nom, args...)
	c.Env = append(os.Environ(), "DISPLAY="+b.ecran, "WAYLAND_DISPLAY=", "LC_ALL=C.UTF-8", "FYNE_PLATFORM=x11", "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+b.maison)
	return c
}

func (b *bureau) lancer(args ...string) string {
	b.t.Helper()
	out, err := b.commande(args[0], args[1:]...).CombinedOutput()
	if err != nil {
		b.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// attendre waits until something holds.
func (b *bureau) attendre(quoi string, f func() bool) {
	b.t.Helper()
	ctx, fin := context.WithTimeout(context.Background(), patience)
	defer fin()
	pas := time.NewTicker(30 * time.Millisecond)
	defer pas.Stop()
	for !f() {
		select {
		case <-ctx.Done():
			b.photographier()
			b.t.Fatalf("%s: not after %v", quoi, patience)
		case <-pas.C:
		}
	}
}

// photographier keeps a picture of what went wrong.
func (b *bureau) photographier() {
	dir := filepath.Join("testdata", "failed")
	if os.MkdirAll(dir, 0o755) != nil {
		return
	}
	nom := filepath.Join(dir, strings.ReplaceAll(b.t.Name(), "/", "_")+".png")
	if b.commande("import", "-window", "root", nom).Run() == nil {
		b.t.Logf("what was on the screen: app/boutenbout/%s", nom)
	}
}

// titre waits for a window whose title begins so.
func (b *bureau) titre(debut string) {
	b.t.Helper()
	b.attendre("a window called "+debut, func() bool {
		out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
		return err == nil && strings.HasPrefix(string(out), debut)
	})
}

// touches presses keys, named as X names them.
func (b *bureau) touches(noms ...string) {
	b.t.Helper()
	b.frappe += len(noms)
	b.lancer(append([]string{"xdotool", "key", "--delay", "12"}, noms...)...)
}

// ecrire types a text; what the keyboard of a virtual screen does not have is pasted.
func (b *bureau) ecrire(s string) {
	b.t.Helper()
	b.frappe += utf8.RuneCountInString(s)
	if s == "" {
		return
	}
	ascii := true
	for _, r := range s {
		ascii = ascii && r < 128 && r >= ' '
	}
	if ascii {
		b.lancer("xdotool", "type", "--delay", "8", s)
		return
	}
	// xclip serves the clipboard once, then ends: the text was pasted.
	c := b.commande("xclip", "-selection", "clipboard", "-loops", "1", "-verbose")
	c.Stdin = strings.NewReader(s)
	dit, err := c.StderrPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.t.Fatal(err)
	}
	attend, servi := make(chan struct{}), make(chan struct{})
	go func() {
		lignes := bufio.NewScanner(dit)
		for lignes.Scan() {
			if strings.Contains(lignes.Text(), "Waiting for") {
				select {
				case <-attend:
				default:
					close(attend)
				}
			}
		}
		_ = c.Wait()
		close(servi)
	}()
	fait := func(c chan struct{}) func() bool {
		return func() bool {
			select {
			case <-c:
				return true
			default:
				return false
			}
		}
	}
	b.attendre("the clipboard", fait(attend))
	b.lancer("xdotool", "key", "ctrl+v")
	essai, la := time.Now(), fait(servi)
	b.attendre("the paste", func() bool {
		// Wine may not have seen yet that the clipboard has a new owner, and paste what it
		// had before: the whole is pasted again in its place.
		if !la() && b.wine != "" && time.Since(essai) > time.Second {
			b.lancer("xdotool", "key", "ctrl+a", "ctrl+v")
			essai = time.Now()
		}
		return la()
	})
}

// posement types at the pace of somebody who types fast, not of a machine: what is typed
// is on the screen when this returns.
func (b *bureau) posement(s string) {
	b.t.Helper()
	b.lancer("xdotool", "type", "--delay", "40", s)
}

// deverrouiller types the password, again if the first keys came before the window had
// the keyboard.
func (b *bureau) deverrouiller() {
	b.t.Helper()
	var essai time.Time
	b.attendre("unlocking", func() bool {
		out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
		if err == nil && strings.HasPrefix(string(out), "Accueil") {
			return true
		}
		if time.Since(essai) > 6*time.Second {
			b.touches("ctrl+a")
			b.ecrire(motDePasse)
			b.touches("Return")
			essai = time.Now()
		}
		return false
	})
}

// rangerFeuille keeps the recovery sheet of a new base as a PDF, reads the last group of
// its code there, and goes on.
func (b *bureau) rangerFeuille() {
	b.t.Helper()
	b.titre("Feuille de secours")
	b.touches("Tab", "Return", "Return") // « Enregistrer en PDF… », in the usual folder
	pdf := filepath.Join(b.documents, "Feuille de secours.pdf")
	var groupes []string
	b.attendre("the recovery sheet", func() bool {
		texte, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
		groupes = regexp.MustCompile(`\b[2-9A-HJ-NP-Z]{4}\b`).FindAllString(string(texte), -1)
		return err == nil && len(groupes) == 7
	})
	if err := os.Remove(pdf); err != nil { // printed, then erased, as the dialog says
		b.t.Fatal(err)
	}
	// Again, if the first keys came before the field had the keyboard.
	var essai time.Time
	b.attendre("the end of the recovery sheet", func() bool {
		out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
		if err == nil && strings.HasPrefix(string(out), "Accueil") {
			return true
		}
		if time.Since(essai) > 6*time.Second {
			b.ecrire(groupes[6])
			b.touches("Return")
			essai = time.Now()
		}
		return false
	})
}

// fenetre is the program, running.
type fenetre struct {
	*bureau
	c       *exec.Cmd
	sorties bytes.Buffer
	fin     chan struct{}
}

// ouvrir starts the program and waits for its first screen.
func (b *bureau) ouvrir(exe, titre string, args ...string) *fenetre {
	b.t.Helper()
	f := b.executer(exe, args...)
	b.titre(titre)
	return f
}

// executer starts the program.
func (b *bureau) executer(exe string, args ...string) *fenetre {
	b.t.Helper()
	if b.wine != "" {
		exe, args = b.wine, append([]string{exe}, args...)
	}
	f := &fenetre{bureau: b, c: b.commande(exe, args...), fin: make(chan struct{})}
	f.c.Stdout, f.c.Stderr = &f.sorties, &f.sorties
	if err := f.c.Start(); err != nil {
		b.t.Fatal(err)
	}
	go func() { _ = f.c.Wait(); close(f.fin) }()
	b.t.Cleanup(f.tuer)
	return f
}

func (f *fenetre) tuer() {
	_ = f.c.Process.Kill()
	<-f.fin
}

// finie waits for the program to end by itself.
func (f *fenetre) finie() {
	f.t.Helper()
	select {
	case <-f.fin:
	case <-time.After(patience):
		f.photographier()
		f.t.Fatal("the program did not end")
	}
	if !f.c.ProcessState.Success() {
		f.t.Fatalf("the program ended with %v\n%s", f.c.ProcessState, f.sorties.String())
	}
}

func (f *fenetre) String() string { return fmt.Sprint(f.c.Args) }
