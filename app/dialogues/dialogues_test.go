package dialogues

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/app/composants"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// ouvrir makes the dialogs of a window that has one entry, with the focus.
func ouvrir(t *testing.T) (*Dialogues, *composants.Saisie, fyne.Window, *taches.Simule) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	ex := &taches.Simule{T: time.Date(2026, 11, 24, 14, 32, 0, 0, time.UTC)}
	d := Nouveaux(w, ex)
	s := composants.NouvelleSaisie()
	w.SetContent(container.NewStack(composants.Empiler(4, s), d.Calque()))
	w.Canvas().Focus(s)
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			d.Echapper()
		}
	})
	return d, s, w, ex
}

// mots are the texts of what is open on top.
func mots(w fyne.Window) string {
	var l []string
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		switch o := o.(type) {
		case *composants.Texte:
			l = append(l, o.Contenu())
		case *composants.Lecture:
			l = append(l, o.Contenu())
		case *composants.Bouton:
			l = append(l, "["+o.Text+"]")
		}
	}
	return strings.Join(l, " ")
}

// ferme checks that nothing is open and that the focus is back.
func ferme(t *testing.T, quoi string, d *Dialogues, s *composants.Saisie, w fyne.Window) {
	t.Helper()
	if d.Ouvert() || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("%s: a dialog is still open", quoi)
	}
	if w.Canvas().Focused() != fyne.Focusable(s) {
		t.Fatalf("%s: the focus went to %T", quoi, w.Canvas().Focused())
	}
}

func TestConfirmer(t *testing.T) {
	d, s, w, _ := ouvrir(t)
	n := 0
	demander := func() {
		d.Confirmer("Retirer la ligne ?", "Elle disparaît du rapport.", "Retirer", true, func() { n++ })
	}
	demander()
	if m := mots(w); !strings.Contains(m, "Retirer la ligne ?") || !strings.Contains(m, "Elle disparaît") || !strings.Contains(m, "[Retirer]") ||
		!strings.Contains(m, "[Annuler]") {
		t.Errorf("the dialog says %q", m)
	}
	clavier.Touche(w.Canvas(), fyne.KeyEscape)
	ferme(t, "Escape", d, s, w)
	if n != 0 {
		t.Fatal("Escape did it")
	}
	demander()
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	ferme(t, "Enter", d, s, w)
	if n != 1 {
		t.Fatalf("Enter did it %d times", n)
	}
	demander()
	clavier.Taper(w.Canvas(), " ")
	ferme(t, "Space", d, s, w)
	if n != 2 || s.Text != "" {
		t.Fatalf("Space did it %d times, and wrote %q", n-1, s.Text)
	}
	demander()
	w.Canvas().FocusPrevious() // « Annuler »
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	ferme(t, "Annuler", d, s, w)
	if n != 2 {
		t.Fatal("Annuler did it")
	}
}

func TestBoite(t *testing.T) {
	d, s, w, _ := ouvrir(t)
	fins := 0
	reste := true
	var faits []string
	b := Boite{Titre: "T", Contenu: composants.Prose("…"), OnFin: func() { fins++ }, Actions: []Action{
		{Texte: "Première", Faire: func() bool { faits = append(faits, "1"); return !reste }},
		{Texte: "Seconde", Faire: func() bool { faits = append(faits, "2"); return true }},
		{Texte: "Sans suite"},
	}}
	d.Montrer(b)
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	if !d.Ouvert() {
		t.Fatal("an action that refuses closes the dialog")
	}
	reste = false
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	ferme(t, "first action", d, s, w)
	if got := strings.Join(faits, ""); got != "11" || fins != 1 {
		t.Errorf("did %q, ended %d times", got, fins)
	}
	fermer := d.Montrer(b)
	fermer()
	fermer() // twice is once
	ferme(t, "closed from outside", d, s, w)
	if fins != 2 {
		t.Errorf("ended %d times", fins)
	}
	if d.Echapper() {
		t.Error("Escape found a dialog")
	}
}

// The one below, closed first, leaves the focus to the one on top; once that is left, the
// focus comes back to where it all began.
func TestDialoguesEmpiles(t *testing.T) {
	d, s, w, _ := ouvrir(t)
	fermer := d.Montrer(Boite{Titre: "Dessous", Contenu: composants.Prose("…")})
	d.Informer("Dessus", "Voilà.")
	haut := w.Canvas().Focused()
	fermer()
	if !d.Ouvert() || w.Canvas().Focused() != haut {
		t.Fatalf("closing the one below disturbs the one on top: %T", w.Canvas().Focused())
	}
	if m := mots(w); !strings.Contains(m, "Voilà.") {
		t.Fatalf("the one on top is gone from view: %q", m)
	}
	clavier.Touche(w.Canvas(), fyne.KeyEscape)
	ferme(t, "both", d, s, w)
	// What an action has to say outlives its own dialog.
	d.Confirmer("Finaliser ?", "…", "Finaliser", false, func() { d.Erreur(&data.Erreur{Code: data.Refuse, Message: "Il manque la date."}) })
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	if m := mots(w); !strings.Contains(m, "Il manque la date.") {
		t.Fatalf("an action failed without a word: %q", m)
	}
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	ferme(t, "said", d, s, w)
	d.Informer("Un", "…")
	d.Informer("Deux", "…")
	clavier.Touche(w.Canvas(), fyne.KeyEscape)
	if m := mots(w); !strings.Contains(m, "Un") || strings.Contains(m, "Deux") {
		t.Fatalf("Escape leaves %q", m)
	}
	d.Informer("Trois", "…")
	d.Mot("passé")
	d.Fermer()
	ferme(t, "all at once", d, s, w)
	if d.MotVu() != "" {
		t.Error("a word outlives the window")
	}
}

func TestDemander(t *testing.T) {
	d, s, w, _ := ouvrir(t)
	var recu []string
	erreur := errors.New("open /home/durand: no")
	f := func(x string) error {
		recu = append(recu, x)
		if x == "" {
			return &data.Erreur{Code: data.Saisie, Message: "Écrivez un motif."}
		}
		if x == "panne" {
			return erreur
		}
		return nil
	}
	d.Demander("Motif", "Pourquoi ?", "Rouvrir", f)
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	if !d.Ouvert() || !strings.Contains(mots(w), "Écrivez un motif.") {
		t.Fatalf("after a refusal: open %v, %q", d.Ouvert(), mots(w))
	}
	clavier.Taper(w.Canvas(), "panne")
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	if m := mots(w); strings.Contains(m, "durand") || !strings.Contains(m, "support") {
		t.Fatalf("an error of the system is told as %q", m)
	}
	for range 5 {
		clavier.Touche(w.Canvas(), fyne.KeyBackspace)
	}
	clavier.Taper(w.Canvas(), "appel du magistrat")
	clavier.Touche(w.Canvas(), fyne.KeyReturn)
	ferme(t, "accepted", d, s, w)
	if got := strings.Join(recu, "|"); got != "|panne|appel du magistrat" {
		t.Errorf("received %q", got)
	}
	// By its button too.
	d.Demander("Motif", "Pourquoi ?", "Rouvrir", f)
	clavier.Taper(w.Canvas(), "x")
	clavier.Touche(w.Canvas(), fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	ferme(t, "button", d, s, w)
	if len(recu) != 4 {
		t.Errorf("received %q", recu)
	}
	d.Demander("Motif", "Pourquoi ?", "Rouvrir", f)
	clavier.Taper(w.Canvas(), "x")
	clavier.Touche(w.Canvas(), fyne.KeyEscape)
	ferme(t, "Escape from the entry", d, s, w)
	if len(recu) != 4 {
		t.Error("Escape did it")
	}
}

func TestMot(t *testing.T) {
	d, s, w, ex := ouvrir(t)
	d.Mot("Enregistré.")
	if d.MotVu() != "Enregistré." || d.Ouvert() || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Fatal("a word stops nobody")
	}
	ex.Avancer(3900 * time.Millisecond)
	if d.MotVu() == "" {
		t.Fatal("gone too early")
	}
	d.Mot("Exporté.")
	ex.Avancer(200 * time.Millisecond) // when the first would have gone
	if d.MotVu() != "Exporté." {
		t.Fatalf("the first took the second away: %q", d.MotVu())
	}
	ex.Avancer(3800 * time.Millisecond)
	if d.MotVu() != "" {
		t.Fatal("still there after 4 s")
	}
	ex.Avancer(time.Minute)
}

func TestErreur(t *testing.T) {
	journal(t)
	for _, x := range []struct {
		err   error
		titre string
		mot   string
	}{
		{&data.Erreur{Code: data.Refuse, Message: "Ce rapport est déjà finalisé."}, "Ce n’est pas possible", "Ce rapport est déjà finalisé."},
		{fmt.Errorf("autour: %w", &data.Erreur{Code: data.Base, Message: "Le disque est plein."}), "La base a un problème", "Le disque est plein."},
		{&data.Erreur{Code: data.Interne, Message: "Erreur interne."}, "Une erreur est survenue", "Erreur interne."},
		{&fs.PathError{Op: "open", Path: "/home/durand/x", Err: fs.ErrNotExist}, "", "n’existe pas"},
	} {
		d, s, w, _ := ouvrir(t)
		d.Erreur(x.err)
		m := mots(w)
		if !strings.Contains(m, x.titre) || !strings.Contains(m, x.mot) || strings.Contains(m, "durand") || !strings.Contains(m, "[J’ai compris]") {
			t.Errorf("%v is told as %q", x.err, m)
		}
		clavier.Touche(w.Canvas(), fyne.KeyReturn)
		ferme(t, "error", d, s, w)
	}
	d, _, _, _ := ouvrir(t)
	d.Erreur(nil)
	d.Erreur(context.Canceled)
	d.Erreur(fmt.Errorf("lu: %w", context.Canceled))
	if d.Ouvert() {
		t.Error("no error, and a dialog")
	}
}

// journal redirects the log for a test.
func journal(t *testing.T) *bytes.Buffer {
	t.Helper()
	b := &bytes.Buffer{}
	avant := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(b, nil)))
	t.Cleanup(func() { slog.SetDefault(avant) })
	return b
}

// The log holds kinds, never a path, a name or what was typed.
func TestConsignerSansNom(t *testing.T) {
	const temoin = "Quincampoix"
	chemin := &fs.PathError{Op: "open", Path: "/home/" + temoin + "/dossiers.jpbase", Err: fs.ErrPermission}
	for _, x := range []struct {
		err  error
		veut string
	}{
		{&data.Erreur{Code: data.Saisie, Message: "M. " + temoin + " a déjà un dossier."}, "code="},
		{&data.Erreur{Code: data.Base, Message: temoin, Err: chemin}, "PathError"},
		{&data.Erreur{Code: data.Interne, Message: temoin, Err: fmt.Errorf("%s: %w", temoin, chemin)}, "PathError"},
		{chemin, "PathError"},
		{errors.New("no such column: " + temoin), "errorString"},
		{errors.Join(chemin, errors.New(temoin)), "joinError"},
		{fmt.Errorf("%s: %w", temoin, &data.Erreur{Code: data.Refuse, Message: temoin}), "code="},
	} {
		b := journal(t)
		Consigner(x.err)
		if s := b.String(); strings.Contains(s, temoin) || strings.Contains(s, "/home") || !strings.Contains(s, x.veut) {
			t.Errorf("%T is logged as %q", x.err, s)
		}
	}
}

func TestPatienter(t *testing.T) {
	d, s, w, _ := ouvrir(t)
	arrets := 0
	a, fermer := d.Patienter("Export de la base", func() { arrets++ })
	a.Avancer(.4, "400 dossiers sur 1 000")
	if !strings.Contains(mots(w), "400 dossiers sur 1 000") || a.barre.Value != .4 {
		t.Errorf("%q, %v", mots(w), a.barre.Value)
	}
	fermer()
	ferme(t, "done", d, s, w)
	if arrets != 0 {
		t.Error("work that is done is stopped")
	}
	_, fermer = d.Patienter("Export de la base", func() { arrets++ })
	clavier.Touche(w.Canvas(), fyne.KeyEscape)
	ferme(t, "stopped", d, s, w)
	fermer()
	if arrets != 1 {
		t.Errorf("stopped %d times", arrets)
	}
}
