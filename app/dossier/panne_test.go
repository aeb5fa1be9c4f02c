package dossier

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/edition"
	"justicepartage/app/taches"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// capricieuse is a base whose disk fails when it is told to.
type capricieuse struct {
	*store.Session
	panne  error
	ecrits int
}

func (c *capricieuse) Enregistrer(ctx context.Context, numero string, x trame.Changement) (*data.Dossier, error) {
	if c.panne != nil {
		return nil, c.panne
	}
	c.ecrits++
	return c.Session.Enregistrer(ctx, numero, x)
}

type vueVide struct{ *canvas.Rectangle }

func (vueVide) Montrer([]byte, int) {}
func (vueVide) AllerA(int)          {}
func (vueVide) Vider()              {}

var disquePlein = &data.Erreur{
	Code: data.Base, Message: "Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.",
	Err: errors.New("full"),
}

func ecranEssai(t testing.TB) (*Ecran, *capricieuse, *taches.Simule, fyne.Window) {
	t.Helper()
	ctx := context.Background()
	s := &taches.Simule{T: time.Date(2026, 11, 24, 10, 0, 0, 0, time.Local)}
	horloge := func() time.Time { return s.T }
	st, err := store.Create(ctx, filepath.Join(t.TempDir(), "essai"), store.Options{Horloge: horloge, Assets: assets.FS},
		data.Compte{Login: "essai", Nom: "Claire Vidal"}, "quatre mots bien cachés")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	base := &capricieuse{Session: st}
	svc, err := st.Service(ctx, "esr", "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := st.Creer(ctx, svc.ID, trame.Reponses{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := reports.NouvelAtelier(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(1366, 740))
	dial := dialogues.Nouveaux(w, s)
	e := Nouvel(Params{
		Session: base, Imprimerie: edition.Editeur{Session: st, Atelier: a, Horloge: horloge}, Ex: s, Dialogues: dial,
		Apercu: vueVide{canvas.NewRectangle(nil)}, Service: svc, Dossier: d, Revenir: func() {},
	})
	w.SetContent(container.NewStack(e.Contenu(), dial.Calque()))
	return e, base, s, w
}

// A disk that fails is said; nothing that was typed is lost; saving takes up again by
// itself once the disk is back; the dossier is not left meanwhile.
func TestDisqueEnPanne(t *testing.T) {
	e, base, s, _ := ecranEssai(t)
	e.AllerA("saisine.autorite_nom")
	base.panne = disquePlein
	saisie := e.form.courant.champ.Focus().(*composants.Saisie)
	test.Type(saisie, "Mme Vallet")
	s.Avancer(time.Second)
	if !strings.Contains(e.entete.sauve.Contenu(), "Le disque est plein") {
		t.Errorf("the header says %q", e.entete.sauve.Contenu())
	}
	if err := e.Quitter(context.Background()); err == nil {
		t.Fatal("the dossier was left though it is not saved")
	}
	if saisie.Text != "Mme Vallet" || e.c.r.Reste().Vide() {
		t.Error("what was typed is gone")
	}
	base.panne = nil
	s.Avancer(2 * reessai)
	if base.ecrits != 1 || !e.c.r.Reste().Vide() {
		t.Errorf("written %d times, waiting: %v", base.ecrits, !e.c.r.Reste().Vide())
	}
	if !strings.Contains(e.entete.sauve.Contenu(), "Enregistré à") {
		t.Errorf("the header says %q", e.entete.sauve.Contenu())
	}
	d, err := base.Dossier(context.Background(), e.Numero())
	if err != nil || d.Reponses.Valeur(trame.Chemin{Section: "saisine", Champ: "autorite_nom"}) != "Mme Vallet" {
		t.Errorf("%v %v", d, err)
	}
	if err := e.Quitter(context.Background()); err != nil {
		t.Error(err)
	}
}

// Typing is not written at each key, and a refused write is not tried for ever.
func TestPasDAcharnement(t *testing.T) {
	e, base, s, _ := ecranEssai(t)
	e.AllerA("saisine.autorite_nom")
	base.panne = &data.Erreur{Code: data.Fige, Message: "Ce dossier est clos."}
	test.Type(e.form.courant.champ.Focus(), "a")
	s.Avancer(time.Minute)
	base.panne = nil
	if base.ecrits != 0 {
		t.Fatal("written though refused")
	}
	s.Avancer(time.Minute)
	if base.ecrits != 0 {
		t.Error("a refusal that will not change is tried again")
	}
	test.Type(e.form.courant.champ.Focus(), "b")
	s.Avancer(time.Second)
	if base.ecrits != 1 {
		t.Errorf("the next key wrote %d times", base.ecrits)
	}
}
