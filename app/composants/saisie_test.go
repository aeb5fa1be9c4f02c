package composants

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
)

func TestSaisieEntree(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	a, b := NouvelleSaisie(), NouvelleSaisie()
	w.SetContent(Empiler(2, a, b))
	c := w.Canvas()
	c.Focus(a)
	clavier.Taper(c, "un")
	clavier.Touche(c, fyne.KeyEnter)
	if c.Focused() != fyne.Focusable(b) {
		t.Fatalf("Enter of the pad: %T has the focus", c.Focused())
	}
	soumis := ""
	b.OnSubmitted = func(s string) { soumis = s }
	clavier.Taper(c, "deux")
	clavier.Touche(c, entree)
	veux(t, "submitted", soumis, "deux")
	if c.Focused() != fyne.Focusable(b) {
		t.Error("an entry that submits gives its focus away")
	}
	var vues []fyne.KeyName
	b.OnTouche = func(ev *fyne.KeyEvent) bool { vues = append(vues, ev.Name); return ev.Name == retour }
	clavier.Touche(c, retour)
	veux(t, "a key that was taken first", b.Text, "deux")
	veux(t, "keys seen first", len(vues), 1)
}

func TestSaisiePoser(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s := NouvelleSaisie()
	n := 0
	s.OnChanged = func(string) { n++ }
	w.SetContent(s)
	w.Canvas().Focus(s)
	s.Poser("Éléonore")
	veux(t, "told", n, 0)
	clavier.Taper(w.Canvas(), "!")
	veux(t, "written on at the end", s.Text, "Éléonore!")
	veux(t, "told", n, 1)
}

// What is pasted from Windows is a line: no carriage return, no line too many.
func TestSaisieColler(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s := NouvelleSaisie()
	w.SetContent(s)
	w.Canvas().Focus(s)
	clavier.Coller(w.Canvas(), "Durand\r\n")
	veux(t, "a cell of a sheet", s.Text, "Durand")
	s.Poser("")
	clavier.Coller(w.Canvas(), "12 rue Basse\r\n43170 Thoras\r\n")
	veux(t, "two lines", s.Text, "12 rue Basse 43170 Thoras")
	// A password is what it is.
	p := NouveauSecret()
	w.SetContent(p)
	w.Canvas().Focus(p)
	clavier.Coller(w.Canvas(), "a\rb")
	veux(t, "password", p.Text, "a\rb")
}

func TestFocusDit(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s, p, g := NouvelleSaisie(), NouveauParagraphe(2), NouveauxSegments(ouiNon)
	var dits []string
	dire := func(x string) func() { return func() { dits = append(dits, x) } }
	s.OnPrendre, s.OnQuitter = dire("s+"), dire("s-")
	p.OnPrendre, p.OnQuitter = dire("p+"), dire("p-")
	g.OnPrendre, g.OnQuitter = dire("g+"), dire("g-")
	w.SetContent(Empiler(2, s, p, g))
	w.Canvas().Focus(s)
	clavier.Touche(w.Canvas(), tab, tab)
	w.Canvas().Unfocus()
	voulu := []string{"s+", "s-", "p+", "p-", "g+", "g-"}
	if len(dits) != len(voulu) {
		t.Fatalf("%v", dits)
	}
	for i := range voulu {
		veux(t, "in order", dits[i], voulu[i])
	}
}
