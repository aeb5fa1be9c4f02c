package afaire

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/clavier"
	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/contrat"
	"justicepartage/data/faux"
	"justicepartage/data/trame"
)

var moment = time.Date(2026, 11, 24, 14, 32, 0, 0, time.UTC)

// banc is the screen at work on a session in memory.
type banc struct {
	t       *testing.T
	s       *faux.Session
	e       *Ecran
	w       fyne.Window
	numero  string
	ouverts []string
}

// ouvrir shows the screen on a dossier of which a deadline of the law runs in a month.
func ouvrir(t *testing.T, avant func(*faux.Session)) *banc {
	t.Helper()
	s, err := faux.Ouvrir(faux.Options{
		Horloge: func() time.Time { return moment }, Assets: contrat.Assets(),
		Premier: data.Compte{Login: "claire", Nom: "Claire Vidal"}, MotDePasse: contrat.MotDePasse,
	})
	if err != nil {
		t.Fatal(err)
	}
	r := trame.Reponses{}
	r.Poser(trame.Chemin{Section: "qui", Champ: "nom"}, "Vialatte")
	r.Poser(trame.Chemin{Section: "qui", Champ: "limite"}, "2026-12-20")
	d, err := s.Creer(context.Background(), "essai", r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if avant != nil {
		avant(s)
	}
	b := &banc{t: t, s: s, w: clavier.Fenetre(t, container.NewStack()), numero: d.Numero}
	ex := &taches.Simule{T: moment}
	dial := dialogues.Nouveaux(b.w, ex)
	b.e = Nouvel(Params{Base: s, Ex: ex, Dialogues: dial, Compte: s.Compte(), Ouvrir: func(numero, chemin string) {
		b.ouverts = append(b.ouverts, numero+" "+chemin)
	}})
	b.w.SetContent(container.NewStack(b.e.Contenu(), dial.Calque()))
	return b
}

// demandes are the calls of the screen since it was opened.
func (b *banc) demandes() []faux.Appel {
	l := b.s.Appels()
	for i, a := range l {
		if a.Methode == "AFaire" {
			return l[i:]
		}
	}
	return nil
}

// dit is what is on top of the window.
func (b *banc) dit() string {
	var l []string
	for _, o := range test.LaidOutObjects(b.w.Canvas().Overlays().Top()) {
		switch o := o.(type) {
		case *composants.Texte:
			l = append(l, o.Contenu())
		case *composants.Lecture:
			l = append(l, o.Contenu())
		}
	}
	return strings.Join(l, " ")
}

// The screen asks once for what runs and for what is kept too long; a row leads to its place.
func TestCeQuiCourt(t *testing.T) {
	b := ouvrir(t, nil)
	veut := []faux.Appel{{Methode: "AFaire", Args: []any{"", lignesMax}}, {Methode: "Echus", Args: []any{lignesMax}}}
	if l := b.demandes(); !reflect.DeepEqual(l, veut) {
		t.Errorf("%+v", l)
	}
	if b.e.compte.Contenu() != "1\u00a0échéance" {
		t.Errorf("%q", b.e.compte.Contenu())
	}
	b.e.Commencer()
	b.e.liste.Montrer(0)
	clavier.Touche(b.w.Canvas(), fyne.KeyReturn)
	if len(b.ouverts) != 1 || b.ouverts[0] != b.numero+" qui" {
		t.Errorf("%q", b.ouverts)
	}
	// The filters choose among what was read: the base is not asked again.
	b.e.delai.Poser(semaine)
	b.e.montrer()
	if len(b.e.lignes) != 0 || len(b.demandes()) != len(veut) {
		t.Errorf("%+v, %+v", b.e.lignes, b.demandes())
	}
}

// Waiving asks why, writes it, and reads again; without a reason nothing is asked of the base.
func TestRenoncer(t *testing.T) {
	b := ouvrir(t, nil)
	b.e.Commencer()
	b.e.liste.Montrer(0)
	clavier.Touche(b.w.Canvas(), fyne.KeyDelete)
	if d := b.dit(); !strings.Contains(d, "vient de la loi ou d’un juge") {
		t.Fatalf("%q", d)
	}
	clavier.Taper(b.w.Canvas(), "classement")
	clavier.Touche(b.w.Canvas(), fyne.KeyReturn)
	l := b.demandes()
	if len(l) != 5 || l[2].Methode != "Renoncer" || l[2].Args[0] != b.numero || l[2].Args[2] != "classement" || l[3].Methode != "AFaire" {
		t.Fatalf("%+v", l)
	}
	if len(b.e.lignes) != 0 || !b.e.vide.Visible() {
		t.Errorf("%+v", b.e.lignes)
	}
}

// When the base fails, a French sentence says so and the list stays as it was.
func TestPanne(t *testing.T) {
	b := ouvrir(t, func(s *faux.Session) {
		s.Echouer("AFaire", &data.Erreur{Code: data.Base, Message: "Le poste qui tient la base ne répond plus : rien n’est perdu."})
	})
	if d := b.dit(); !strings.Contains(d, "Le poste qui tient la base ne répond plus") {
		t.Errorf("%q", d)
	}
	if l := b.demandes(); len(l) != 1 {
		t.Errorf("it went on asking: %+v", l)
	}
	b = ouvrir(t, func(s *faux.Session) { s.Echouer("Renoncer", context.DeadlineExceeded) })
	b.e.Commencer()
	b.e.liste.Montrer(0)
	clavier.Touche(b.w.Canvas(), fyne.KeyDelete)
	clavier.Taper(b.w.Canvas(), "classement")
	clavier.Touche(b.w.Canvas(), fyne.KeyReturn)
	if d := b.dit(); !strings.Contains(d, "L’opération n’a pas abouti") || strings.Contains(d, "deadline") {
		t.Errorf("%q", d)
	}
	if len(b.e.lignes) != 1 {
		t.Errorf("the deadline is gone: %+v", b.e.lignes)
	}
}
