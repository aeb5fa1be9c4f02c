package app

import (
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"justicepartage/app/dialogues"
	"justicepartage/app/profil"
	"justicepartage/data"
)

// A crash leaves where it happened, and nothing of whom one was writing about; the next
// start says so once.
func TestPanne(t *testing.T) {
	const temoin = "Teyssier-Temoin"
	if dossier := os.Getenv("ESSAI_PANNE"); dossier != "" {
		p := profil.Profil{Dossier: dossier}
		defer ouvrirJournal(p)()
		surveillerPanne(p)
		dialogues.Consigner(&data.Erreur{
			Code: data.Base, Message: "Le dossier de " + temoin + " est abîmé.",
			Err: &os.PathError{Op: "open", Path: "/" + temoin, Err: os.ErrNotExist},
		})
		slog.Info("started")
		tomber(temoin, []string{temoin, "autre"}, len(temoin))
		return
	}
	p := profil.Profil{Dossier: t.TempDir()}
	c := exec.Command(os.Args[0], "-test.run", "^TestPanne$")
	c.Env = append(os.Environ(), "ESSAI_PANNE="+p.Dossier)
	if out, err := c.CombinedOutput(); err == nil {
		t.Fatalf("the child did not crash:\n%s", out)
	}
	for _, nom := range []string{p.Panne(), p.Journal()} {
		s := lireFichier(t, nom)
		if strings.Contains(s, "Teyssier") {
			t.Errorf("%s tells a name:\n%s", nom, s)
		}
		if i, err := os.Stat(nom); err != nil || i.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", nom, i.Mode())
		}
	}
	if s := lireFichier(t, p.Panne()); !strings.Contains(s, "index out of range") || !strings.Contains(s, "tomber") {
		t.Errorf("the crash file does not say where:\n%s", s)
	}
	if !surveillerPanne(p) {
		t.Error("the next start does not know of the crash")
	}
	if surveillerPanne(p) {
		t.Error("it is told twice")
	}
}

// tomber crashes with a name in its hands.
//
//go:noinline
func tomber(nom string, l []string, i int) string { return l[i] + nom }
