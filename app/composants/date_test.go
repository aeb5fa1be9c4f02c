package composants

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/data/trame"
)

func jour(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func calendrierSeul(t *testing.T, de string) (*Calendrier, fyne.Window) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	c := NouveauCalendrier(jour(de), midi)
	w.SetContent(c)
	w.Canvas().Focus(c)
	return c, w
}

func TestCalendrierTouches(t *testing.T) {
	for _, x := range []struct {
		de      string
		maj     bool
		touches []fyne.KeyName
		veut    string
	}{
		{"2026-01-31", false, []fyne.KeyName{droite}, "2026-02-01"},
		{"2026-01-01", false, []fyne.KeyName{gauche}, "2025-12-31"},
		{"2026-01-31", false, []fyne.KeyName{bas}, "2026-02-07"},
		{"2026-01-03", false, []fyne.KeyName{haut}, "2025-12-27"},
		{"2026-01-31", false, []fyne.KeyName{pageBas}, "2026-02-28"}, // never beyond the month
		{"2024-01-31", false, []fyne.KeyName{pageBas}, "2024-02-29"},
		{"2026-03-31", false, []fyne.KeyName{pageHaut}, "2026-02-28"},
		{"2026-12-15", false, []fyne.KeyName{pageBas}, "2027-01-15"},
		{"2026-01-15", false, []fyne.KeyName{pageHaut}, "2025-12-15"},
		{"2026-05-15", true, []fyne.KeyName{pageHaut, pageHaut}, "2024-05-15"},
		{"2026-05-15", true, []fyne.KeyName{pageBas}, "2027-05-15"},
		{"2024-02-29", true, []fyne.KeyName{pageHaut}, "2023-02-28"},
		{"2026-05-15", false, []fyne.KeyName{debut}, "2026-11-24"},
	} {
		c, w := calendrierSeul(t, x.de)
		if x.maj {
			clavier.Maj(w.Canvas(), x.touches...)
		} else {
			clavier.Touche(w.Canvas(), x.touches...)
		}
		veux(t, x.de, c.Jour().Format(time.DateOnly), x.veut)
		if x.maj { // Shift is let go: months again
			clavier.Touche(w.Canvas(), pageBas)
			if d := c.Jour().Sub(jour(x.veut)); d > 32*24*time.Hour {
				t.Errorf("%s: Shift stays held", x.de)
			}
		}
	}
	c, w := calendrierSeul(t, "2020-05-05")
	clavier.Taper(w.Canvas(), "a")
	veux(t, "« a »", c.Jour().Format(time.DateOnly), "2026-11-24")
}

func TestCalendrierPrend(t *testing.T) {
	for _, k := range []fyne.KeyName{entree, fyne.KeyEnter, tab} {
		c, w := calendrierSeul(t, "2026-05-15")
		var pris []string
		c.OnJour = func(j time.Time) { pris = append(pris, j.Format(time.DateOnly)) }
		clavier.Touche(w.Canvas(), droite, k)
		if len(pris) != 1 || pris[0] != "2026-05-16" {
			t.Errorf("%s takes %v", k, pris)
		}
	}
	c, w := calendrierSeul(t, "2026-05-15")
	n, laisse := 0, 0
	c.OnJour = func(time.Time) { n++ }
	c.OnAbandon = func() { laisse++ }
	clavier.Taper(w.Canvas(), " ")
	clavier.Touche(w.Canvas(), echap)
	veux(t, "Space takes", n, 1)
	veux(t, "Escape leaves", laisse, 1)
}

func TestCalendrierFrancais(t *testing.T) {
	c, _ := calendrierSeul(t, "2026-01-15")
	r := test.TempWidgetRenderer(t, c).(*rendCalendrier)
	for i, m := range []string{"Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre"} {
		c.aller(time.Date(2026, time.Month(i+1), 1, 0, 0, 0, 0, time.UTC))
		r.Refresh()
		veux(t, "title", r.titre.Text, m+" 2026")
		// Weeks begin on Monday: the 1st stands under its day.
		premier := 0
		for r.numeros[premier].Text != "1" {
			premier++
		}
		veux(t, m, r.jours[premier%7].Text, []string{"dim", "lun", "mar", "mer", "jeu", "ven", "sam"}[c.jour.Weekday()])
		n := 0
		for i, f := range r.fonds {
			if f.FillColor != nil && r.numeros[i].TextStyle.Bold {
				n++
			}
		}
		veux(t, "one day is marked", n, 1)
	}
	for _, o := range r.Objects() {
		if x, ok := o.(*canvas.Text); ok && x.Text == "" {
			t.Error("an empty cell")
		}
	}
}

func TestCalendrierSouris(t *testing.T) {
	c, _ := calendrierSeul(t, "2026-11-15") // the 1st of November 2026 is a Sunday
	var pris string
	c.OnJour = func(j time.Time) { pris = j.Format(time.DateOnly) }
	test.TapAt(c, fyne.NewPos(6*celL+5, teteH+joursH+5))
	veux(t, "the Sunday of the first week", pris, "2026-11-01")
	test.TapAt(c, fyne.NewPos(5, teteH+joursH+5))
	veux(t, "the Monday before", pris, "2026-10-26")
	pris = ""
	test.TapAt(c, fyne.NewPos(5, teteH+5)) // the names of the days
	veux(t, "names of days", pris, "")
	test.TapAt(c, fyne.NewPos(5, 10))
	veux(t, "the arrow at the left", c.Jour().Format(time.DateOnly), "2026-10-15")
	test.TapAt(c, fyne.NewPos(6*celL+20, 10))
	test.TapAt(c, fyne.NewPos(6*celL+20, 10))
	veux(t, "the arrow at the right", c.Jour().Format(time.DateOnly), "2026-12-15")
	test.TapAt(c, fyne.NewPos(3*celL, 10)) // the title does nothing
	veux(t, "title", c.Jour().Format(time.DateOnly), "2026-12-15")
	c.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, teteH+joursH+5)}})
	veux(t, "under the mouse", c.survol, 0)
	c.MouseOut()
	veux(t, "the mouse is gone", c.survol, -1)
}

// In a date, Down opens the calendar on the day that stands there.
func TestCalendrierDUnChamp(t *testing.T) {
	date := question(t, "entretien", "date", trame.TypeDate)
	dateHeure := question(t, "saisine", "recue_le", trame.TypeDateHeure)
	naissance := question(t, "etat_civil", "naissance", trame.TypeDate)
	for _, x := range []struct {
		c       *trame.Champ
		tape    string
		ouvert  string
		touches []fyne.KeyName
		ecrit   string
		valeur  any
	}{
		{date, "", "2026-11-24", []fyne.KeyName{droite, entree}, "25/11/2026", "2026-11-25"},
		{date, "3/1/26", "2026-01-03", []fyne.KeyName{pageBas, entree}, "03/02/2026", "2026-02-03"},
		{date, "n’importe", "2026-11-24", []fyne.KeyName{entree}, "24/11/2026", "2026-11-24"},
		{naissance, "", "1996-11-24", []fyne.KeyName{entree}, "24/11/1996", "1996-11-24"},
		{dateHeure, "3/1/26 9h", "2026-01-03", []fyne.KeyName{gauche, entree}, "02/01/2026 9h00", "2026-01-02T09:00"},
		{dateHeure, "3/1/26", "2026-01-03", []fyne.KeyName{gauche, entree}, "02/01/2026 ", nil},
	} {
		f, o, w := champSeul(t, x.c, envDe(t))
		c := w.Canvas()
		clavier.Taper(c, x.tape)
		clavier.Touche(c, bas)
		cal, ok := c.Focused().(*Calendrier)
		if !ok {
			t.Fatalf("%s: Down opens nothing", x.c.Chemin())
		}
		veux(t, "opened on", cal.Jour().Format(time.DateOnly), x.ouvert)
		clavier.Touche(c, x.touches...)
		s := f.Focus().(*Saisie)
		veux(t, "written", s.Text, x.ecrit)
		if x.valeur != nil {
			veux(t, "told", o.derniere(t), x.valeur)
		} else if _, ok := o.derniere(t).(trame.Invalide); !ok {
			t.Errorf("a day without its hour tells %#v", o.derniere(t))
		}
		if c.Focused() != fyne.Focusable(s) || c.Overlays().Top() != nil {
			t.Errorf("the focus went to %T", c.Focused())
		}
		if x.valeur == nil { // the hour is typed on
			clavier.Taper(c, "1430")
			veux(t, "with its hour", o.derniere(t), any("2026-01-02T14:30"))
		}
	}
	f, o, w := champSeul(t, date, envDe(t))
	clavier.Touche(w.Canvas(), bas, droite, echap)
	veux(t, "Escape tells nothing", len(o.valeurs), 0)
	if w.Canvas().Focused() != f.Focus() || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not come back")
	}
}
