// Package composants holds the widgets of the program: one per type of field, and the
// pieces that screens are made of.
//
// Rules of the room:
//   - a widget knows no screen and no store; it raises callbacks and never opens a dialog;
//   - everything can be done from the keyboard; Tab follows reading order, Enter goes on;
//   - what a person typed is never thrown away, even when it is not understood;
//   - keys that a widget does not want (F1…, Escape) go on to its window.
package composants

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// toile is the canvas of an object. An object that was never painted has none yet: it
// belongs to the one window of the program.
func toile(o fyne.CanvasObject) fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		return c
	}
	if l := d.AllWindows(); len(l) > 0 {
		return l[0].Canvas()
	}
	return nil
}

// enVie is told that somebody is there.
var enVie = func() {}

// SurActivite sets what is told of each key and of each control that takes the focus: a
// window locks itself when nobody is there any more.
func SurActivite(f func()) { enVie = f }

// Remonter hands a key on to the window of an object: Fyne gives it to the focused widget
// alone.
func Remonter(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := toile(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// pourLaFenetre tells the keys that belong to the window wherever they are typed.
func pourLaFenetre(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

// Suivant moves the focus to the next control of the window of o.
func Suivant(o fyne.CanvasObject) {
	if c := toile(o); c != nil {
		c.FocusNext()
	}
}

// Prendre gives the focus to a control, if it is on a window.
func Prendre(f fyne.Focusable) {
	o, ok := f.(fyne.CanvasObject)
	if !ok || f == nil {
		return
	}
	if c := toile(o); c != nil {
		c.Focus(f)
	}
}

// Tient tells whether what has the focus stands inside o.
func Tient(o fyne.CanvasObject) bool {
	c := toile(o)
	if c == nil {
		return false
	}
	f, ok := c.Focused().(fyne.CanvasObject)
	return ok && contient(o, f)
}

func contient(o, cherche fyne.CanvasObject) bool {
	switch x := o.(type) {
	case *fyne.Container:
		return slices.ContainsFunc(x.Objects, func(y fyne.CanvasObject) bool { return contient(y, cherche) })
	case *container.Scroll:
		return contient(x.Content, cherche)
	}
	return o == cherche
}
