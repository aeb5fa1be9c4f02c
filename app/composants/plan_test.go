package composants

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func planSeul(t *testing.T) *Plan {
	t.Helper()
	test.NewTempApp(t)
	p := NouveauPlan(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC), func(d string) string {
		if d == "2026-12-25" {
			return "Noël"
		}
		return ""
	})
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(1200, 620))
	return p
}

var plages = []Plage{
	{Date: "2026-11-23", Debut: "09:00", Fin: "10:00", Lignes: []string{"9h Visite", "Besson Inès"}},
	{Date: "2026-11-25", Debut: "10:00", Fin: "12:00", Lignes: []string{"10h Séance", "Roux Cédric"}},
	{Date: "2026-11-25", Debut: "11:00", Fin: "12:00", Lignes: []string{"11h Entretien", "Faure Nadège"}},
	{Date: "2026-11-25", Debut: "20:00", Fin: "21:00", Lignes: []string{"20h Réunion", "Groupe"}},
}

func textesDe(p *Plan) string {
	var l []string
	for _, o := range p.vu.Objects {
		if t, ok := o.(*canvas.Text); ok {
			l = append(l, t.Text)
		}
	}
	return strings.Join(l, "|")
}

// The arrows go through days and appointments; the period follows.
func TestPlanTouches(t *testing.T) {
	p := planSeul(t)
	lu := 0
	p.OnJour = func() { lu++ }
	ouvert := -1
	p.OnOuvrir = func(i int) { ouvert = i }
	p.Montrer(plages)
	if p.Choisie() != 1 {
		t.Fatalf("stands on %d, the first of today expected", p.Choisie())
	}
	touche := func(k fyne.KeyName) { p.TypedKey(&fyne.KeyEvent{Name: k}) }
	touche(fyne.KeyDown)
	touche(fyne.KeyDown)
	touche(fyne.KeyDown)
	if p.Choisie() != 3 {
		t.Errorf("the last of the day: %d", p.Choisie())
	}
	touche(fyne.KeyReturn)
	if ouvert != 3 {
		t.Errorf("opened %d", ouvert)
	}
	touche(fyne.KeyLeft)
	if p.iso() != "2026-11-24" || p.Choisie() != -1 {
		t.Errorf("%s, %d", p.iso(), p.Choisie())
	}
	touche(fyne.KeyLeft)
	if p.Choisie() != 0 || lu != 0 {
		t.Errorf("%d; read again %d times within the week", p.Choisie(), lu)
	}
	touche(fyne.KeyPageDown)
	if p.iso() != "2026-11-30" || lu != 1 {
		t.Errorf("%s, read %d times", p.iso(), lu)
	}
	touche(fyne.KeyHome)
	if p.iso() != "2026-11-25" || lu != 2 {
		t.Errorf("today: %s, read %d times", p.iso(), lu)
	}
	p.TypedRune('3')
	if p.Echelle() != EchelleMois || p.Intitule() != "Novembre 2026" {
		t.Errorf("%s %q", p.Echelle(), p.Intitule())
	}
	touche(fyne.KeyDown)
	if p.iso() != "2026-12-02" {
		t.Errorf("a week later: %s", p.iso())
	}
	touche(fyne.KeyReturn)
	if p.Echelle() != EchelleJour || p.Intitule() != "Mercredi 2\u00a0décembre 2026" {
		t.Errorf("%s %q", p.Echelle(), p.Intitule())
	}
	p.TypedRune('é')
	if p.Echelle() != EchelleSemaine {
		t.Error("the key of 2 without Shift does not show the week")
	}
	du, au := p.Periode()
	if du.Weekday() != time.Monday || au.Sub(du) != 6*24*time.Hour {
		t.Errorf("from %v to %v", du, au)
	}
}

// Everything that is planned is drawn, in the three scales, also outside office hours, and
// a holiday is named.
func TestPlanDessin(t *testing.T) {
	p := planSeul(t)
	p.Montrer(plages)
	for _, s := range []string{"Besson Inès", "Roux Cédric", "Faure Nadège", "20 h"} {
		if !strings.Contains(textesDe(p), s) {
			t.Errorf("the week does not show %q: %s", s, textesDe(p))
		}
	}
	p.PoserEchelle(EchelleJour)
	p.Montrer(plages)
	if !strings.Contains(textesDe(p), "Roux Cédric") || strings.Contains(textesDe(p), "Besson") {
		t.Errorf("the day: %s", textesDe(p))
	}
	p.PoserEchelle(EchelleMois)
	p.Montrer(plages)
	if !strings.Contains(textesDe(p), "9h00 Besson Inès") {
		t.Errorf("the month: %s", textesDe(p))
	}
	p.Aller(time.Date(2026, 12, 3, 0, 0, 0, 0, time.UTC))
	p.Montrer(nil)
	if !strings.Contains(textesDe(p), "Noël") {
		t.Errorf("the holiday is not named: %s", textesDe(p))
	}
}

// Appointments that overlap stand side by side, none under another.
func TestPlanCoteACote(t *testing.T) {
	p := planSeul(t)
	p.Montrer(plages)
	zone := map[int]*zonePlan{}
	for _, o := range p.vu.Objects {
		if z, ok := o.(*zonePlan); ok && z.plage >= 0 {
			zone[z.plage] = z
		}
	}
	a, b := zone[1], zone[2]
	if a == nil || b == nil {
		t.Fatal("not drawn")
	}
	if a.Position().X+a.Size().Width > b.Position().X {
		t.Errorf("one hides the other: %v %v, %v %v", a.Position(), a.Size(), b.Position(), b.Size())
	}
	p.Tapped(&fyne.PointEvent{Position: b.Position().Add(fyne.NewPos(4, 4))})
	if p.Choisie() != 2 {
		t.Errorf("the mouse chose %d", p.Choisie())
	}
}
