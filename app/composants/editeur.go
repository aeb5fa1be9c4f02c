package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Editeur is a text of many lines that is not wrapped: a template, a table. Tab leaves it.
type Editeur struct {
	widget.Entry
	lignes float32
}

// NouvelEditeur makes an editor that shows so many lines.
func NouvelEditeur(lignes int) *Editeur {
	e := &Editeur{lignes: float32(lignes)}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapOff
	e.TextStyle = fyne.TextStyle{Monospace: true}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab implements fyne.Tabbable.
func (e *Editeur) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (e *Editeur) FocusGained() {
	enVie()
	e.Entry.FocusGained()
}

// TypedRune implements fyne.Focusable.
func (e *Editeur) TypedRune(r rune) {
	enVie()
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Editeur) TypedKey(ev *fyne.KeyEvent) {
	enVie()
	if pourLaFenetre(ev.Name) {
		Remonter(e, ev)
		return
	}
	e.Entry.TypedKey(ev)
}

// MinSize leaves room for the lines.
func (e *Editeur) MinSize() fyne.Size {
	m := fyne.MeasureText("M", e.Theme().Size("text"), e.TextStyle)
	return fyne.NewSize(m.Width*30, m.Height*e.lignes)
}
