package apercu

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestVueClavier(t *testing.T) {
	f := nouveauFaux(6)
	v, w := ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 6)
	avant := widget.NewEntry()
	w.SetContent(container.NewBorder(avant, nil, nil, nil, v))
	w.Canvas().Focus(nil)
	var vus []fyne.Focusable
	for range 10 {
		w.Canvas().(interface{ FocusNext() }).FocusNext()
		if o := w.Canvas().Focused(); o != nil && !slices.Contains(vus, o) {
			vus = append(vus, o)
		}
	}
	i, j := slices.Index(vus, fyne.Focusable(v.barre.plus)), slices.Index(vus, fyne.Focusable(v.defil))
	if i < 0 || j < 0 || i > j {
		t.Fatalf("Tab reaches the button + %d-th and the pages %d-th", i, j)
	}
	w.Canvas().Focus(v.defil)
	if !v.cadre.Visible() || !v.barre.legende.Visible() {
		t.Error("the focus is not shown")
	}
	touche := func(n fyne.KeyName) { v.defil.TypedKey(&fyne.KeyEvent{Name: n}) }
	touche(fyne.KeyPageDown)
	y := v.defil.Offset.Y
	if y <= 0 || y >= v.defil.Size().Height || v.barre.legende.Visible() {
		t.Errorf("Page Down: %v", y)
	}
	touche(fyne.KeyPageUp)
	touche(fyne.KeyUp)
	if v.defil.Offset.Y != 0 {
		t.Errorf("Page Up: %v", v.defil.Offset.Y)
	}
	touche(fyne.KeyEnd)
	if p, _ := v.Page(); p != 6 || !v.barre.suivante.Disabled() {
		t.Errorf("End: page %d", p)
	}
	touche(fyne.KeyHome)
	if p, _ := v.Page(); p != 1 || !v.barre.precedente.Disabled() {
		t.Errorf("Home: page %d", p)
	}
	test.Type(v.defil, "++-")
	if z := v.Zoom(); z <= 0 || v.facteur() <= 0.59 {
		t.Errorf("+ + −: %v", z)
	}
	w.Canvas().Unfocus()
	if v.cadre.Visible() {
		t.Error("the focus is still shown")
	}
	test.Tap(v.defil)
	if w.Canvas().Focused() != fyne.Focusable(v.defil) {
		t.Error("a click does not give the focus")
	}
	test.Tap(v.barre.suivante)
	test.Tap(v.barre.suivante)
	test.Tap(v.barre.precedente)
	if p, _ := v.Page(); p != 2 {
		t.Errorf("page %d", p)
	}
	// Every button says in French what it does.
	for _, b := range []*bouton{v.barre.precedente, v.barre.suivante, v.barre.moins, v.barre.plus, v.barre.largeur, v.barre.entiere} {
		b.MouseIn(&desktop.MouseEvent{})
		if v.barre.aide.Text == "" || !v.barre.legende.Visible() {
			t.Errorf("%q says nothing", b.Text)
		}
		b.MouseOut()
		if v.barre.legende.Visible() {
			t.Error("it goes on saying it")
		}
	}
}

func TestVueMolette(t *testing.T) {
	f := nouveauFaux(6)
	v, w := ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 6)
	test.Scroll(w.Canvas(), fyne.NewPos(250, 300), 0, -700)
	if p, _ := v.Page(); p != 2 || v.barre.indicateur.Text != "page 2/6" {
		t.Errorf("page %d, %q", p, v.barre.indicateur.Text)
	}
	if !slices.Contains(numeros(f), "3") {
		t.Errorf("drawn: %v", f.dessins)
	}
}
