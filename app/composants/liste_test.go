package composants

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/app/habillage"
)

// ligneEssai is a row of one text.
type ligneEssai struct{ t *Texte }

func nouvelleLigneEssai() ligneEssai {
	return ligneEssai{NouveauTexte("", theme.ColorNameForeground, 1)}
}

func (l ligneEssai) Objet() fyne.CanvasObject { return l.t }

func listeSeule(t *testing.T, n *int) (*Liste, *[]int, fyne.Window) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	l := NouvelleListe(func() int { return *n }, nouvelleLigneEssai, func(i int, l ligneEssai) {
		l.t.Dire(fmt.Sprintf("ligne %d", i))
	})
	ouverts := &[]int{}
	l.OnOuvrir = func(i int) { *ouverts = append(*ouverts, i) }
	w.SetContent(l)
	w.Resize(fyne.NewSize(400, 300))
	return l, ouverts, w
}

func TestListeTouches(t *testing.T) {
	n := 1000
	l, ouverts, w := listeSeule(t, &n)
	var courants []int
	l.OnCourant = func(i int) { courants = append(courants, i) }
	c := w.Canvas()
	veux(t, "no cursor at first", l.Courant(), -1)
	c.Focus(l)
	veux(t, "the focus shows a cursor", l.Courant(), 0)
	for _, x := range []struct {
		k    fyne.KeyName
		veut int
	}{
		{bas, 1},
		{bas, 2},
		{haut, 1},
		{haut, 0},
		{haut, 0},
		{fin, 999},
		{bas, 999},
		{debut, 0},
		{pageBas, l.page()},
		{pageBas, 2 * l.page()},
		{pageHaut, l.page()},
		{pageHaut, 0},
		{pageHaut, 0},
	} {
		clavier.Touche(c, x.k)
		veux(t, string(x.k), l.Courant(), x.veut)
		veux(t, "told", courants[len(courants)-1], x.veut)
	}
	if l.page() < 5 {
		t.Errorf("a page of %d rows", l.page())
	}
	veux(t, "moving opens nothing", len(*ouverts), 0)
	clavier.Touche(c, bas, entree, fyne.KeyEnter)
	clavier.Taper(c, " ")
	veux(t, "Enter, Enter of the pad, Space", fmt.Sprint(*ouverts), "[1 1 1]")
	l.OnTouche = func(ev *fyne.KeyEvent) bool { return ev.Name == bas }
	clavier.Touche(c, bas)
	veux(t, "a key taken first", l.Courant(), 1)
}

// visible tells the first and the last row in view.
func visibles(l *Liste) (premier, dernier int) {
	h := l.CreateItem().MinSize().Height + theme.Padding()
	return int(l.GetScrollOffset() / h), int((l.GetScrollOffset() + l.Size().Height) / h)
}

func TestListeDefile(t *testing.T) {
	n := 1000
	l, _, w := listeSeule(t, &n)
	w.Canvas().Focus(l)
	clavier.Touche(w.Canvas(), fin)
	if a, b := visibles(l); a > 999 || b < 999 {
		t.Errorf("rows %d to %d in view, the cursor at 999", a, b)
	}
	l.Montrer(500)
	// The focus goes, the mouse scrolls elsewhere, the focus comes back: the cursor is seen.
	w.Canvas().Unfocus()
	l.ScrollToTop()
	w.Canvas().Focus(l)
	veux(t, "cursor", l.Courant(), 500)
	if a, b := visibles(l); a > 500 || b < 500 {
		t.Errorf("rows %d to %d in view, the cursor at 500", a, b)
	}
	// Fewer rows than before.
	n = 3
	l.Refresh()
	clavier.Touche(w.Canvas(), bas)
	veux(t, "cursor of a shorter list", l.Courant(), 2)
	clavier.Touche(w.Canvas(), entree)
	l.Montrer(-1)
	veux(t, "no cursor", l.Courant(), -1)
}

func TestListeVide(t *testing.T) {
	n := 0
	l, ouverts, w := listeSeule(t, &n)
	w.Canvas().Focus(l)
	clavier.Touche(w.Canvas(), bas, haut, fin, debut, pageBas, pageHaut, entree)
	veux(t, "cursor", l.Courant(), -1)
	veux(t, "opened", len(*ouverts), 0)
}

func TestListeSouris(t *testing.T) {
	n := 10
	l, ouverts, w := listeSeule(t, &n)
	h := l.CreateItem().MinSize().Height + theme.Padding()
	taper := func(i int) { test.TapCanvas(w.Canvas(), fyne.NewPos(30, h*float32(i)+h/2)) }
	taper(0) // the row that the focus would give the cursor to
	veux(t, "the first row", fmt.Sprint(*ouverts), "[0]")
	taper(4)
	veux(t, "another", fmt.Sprint(*ouverts), "[0 4]")
	taper(4) // and again, as when one comes back from what it opened
	veux(t, "the same again", fmt.Sprint(*ouverts), "[0 4 4]")
	veux(t, "cursor", l.Courant(), 4)
	if w.Canvas().Focused() != fyne.Focusable(l) {
		t.Errorf("%T has the focus", w.Canvas().Focused())
	}
}

func TestTexteCoupe(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s := "Comparution sur reconnaissance préalable de culpabilité"
	x := NouveauTexte(s, theme.ColorNameForeground, 1)
	vu := func() string { return test.TempWidgetRenderer(t, x).(*rendTexte).vu.Text }
	w.SetContent(DeLargeur(600, x))
	veux(t, "enough room", vu(), s)
	w.SetContent(DeLargeur(120, x))
	court := vu()
	r := []rune(court)
	if r[len(r)-1] != '…' || len(r) < 8 || s[:len(court)-len("…")] != court[:len(court)-len("…")] {
		t.Errorf("cut as %q", court)
	}
	if m := fyne.MeasureText(court, theme.TextSize(), fyne.TextStyle{}); m.Width > 125 {
		t.Errorf("%q is %v wide", court, m.Width)
	}
	veux(t, "whole all the same", x.Contenu(), s)
	w.SetContent(DeLargeur(600, x))
	veux(t, "room again", vu(), s)
	x.Borne(80)
	if x.MinSize().Width > 80 {
		t.Errorf("asks for %v", x.MinSize().Width)
	}
	x.DireEn("Bref", theme.ColorNameError)
	veux(t, "changed", vu(), "Bref")
	veux(t, "colour", test.TempWidgetRenderer(t, x).(*rendTexte).vu.Color, habillage.Couleur(theme.ColorNameError))
}

func TestPastille(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	p := NouvellePastille("à préciser", Moyen)
	w.SetContent(EnLigne(4, -1, p))
	r := test.TempWidgetRenderer(t, p).(*rendPastille)
	veux(t, "word", r.t.Text, "à préciser")
	veux(t, "ink", r.t.Color, habillage.Couleur(theme.ColorNameWarning))
	veux(t, "tint", r.fond.FillColor, habillage.Couleur(habillage.FondMoyen))
	p.Dire("complet", Bon)
	veux(t, "changed", r.t.Text, "complet")
	veux(t, "changed ink", r.t.Color, habillage.Couleur(theme.ColorNameSuccess))
	if m := r.t.MinSize(); p.MinSize().Width < m.Width+8 {
		t.Error("the word touches the edge")
	}
	p.Dire("", Bon)
	if p.Visible() {
		t.Error("an empty chip is shown")
	}
	p.Dire("revu", Neutre)
	if !p.Visible() || p.Contenu() != "revu" {
		t.Error("the chip does not come back")
	}
}

func TestLecture(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	l := Prose(prose(400))
	autre := NouveauTexte("dessous", theme.ColorNameForeground, 1)
	w.SetContent(Empiler(0, l, autre))
	w.Resize(fyne.NewSize(600, 400))
	large := l.MinSize().Height
	w.Resize(fyne.NewSize(260, 400))
	if l.MinSize().Height < 1.7*large {
		t.Errorf("does not wrap: %v high at 600, %v at 260", large, l.MinSize().Height)
	}
	if autre.Position().Y < l.MinSize().Height-1 {
		t.Error("what stands below is covered")
	}
	l.DireEn("Bref.", widget.DangerImportance)
	veux(t, "text", l.Contenu(), "Bref.")
	veux(t, "tone", l.Ton(), widget.DangerImportance)
	l.Dire("Autre.")
	veux(t, "text", l.Contenu(), "Autre.")
}

func TestRangeesEtColonnes(t *testing.T) {
	clavier.Fenetre(t, widget.NewLabel(""))
	bloc := func(l, h float32) fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(l, h))
		return r
	}
	a, b, c := bloc(10, 10), bloc(20, 30), bloc(30, 10)
	r := EnLigne(5, 1, a, b, c)
	veux(t, "row", r.MinSize(), fyne.NewSize(70, 30))
	r.Resize(fyne.NewSize(170, 30))
	veux(t, "the one that stretches", b.Size().Width, 120)
	veux(t, "the last", c.Position().X, 140)
	veux(t, "centred", a.Position().Y, 10)
	b.Hide()
	veux(t, "row without one", r.MinSize(), fyne.NewSize(45, 10))
	k := Empiler(5, a, b, c)
	veux(t, "column without one", k.MinSize(), fyne.NewSize(30, 25))
	b.Show()
	k.Resize(k.MinSize())
	veux(t, "third", c.Position(), fyne.NewPos(0, 50))
}
