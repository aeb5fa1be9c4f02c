package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Marge puts a margin around an object: top, bottom, left, right.
func Marge(haut, bas, gauche, droite float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(haut, bas, gauche, droite), o)
}

// LargeurFixe gives its content a width of its own.
type LargeurFixe struct{ L float32 }

// MinSize implements fyne.Layout.
func (l *LargeurFixe) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		if x.Visible() {
			x.Resize(fyne.NewSize(l.L, x.Size().Height)) // what wraps measures itself at its width
			h = max(h, x.MinSize().Height)
		}
	}
	return fyne.NewSize(l.L, h)
}

// Layout implements fyne.Layout.
func (l *LargeurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(fyne.NewSize(l.L, s.Height))
		x.Move(fyne.NewPos(0, 0))
	}
}

// DeLargeur sets an object to a width.
func DeLargeur(l float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&LargeurFixe{l}, o)
}

// Colonne stacks objects with a small gap, each at its minimum height.
type Colonne struct{ Ecart float32 }

// MinSize implements fyne.Layout.
func (l *Colonne) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, x := range o {
		if x.Visible() {
			m := x.MinSize()
			s.Width = max(s.Width, m.Width)
			s.Height += m.Height
			n++
		}
	}
	if n > 1 {
		s.Height += float32(n-1) * l.Ecart
	}
	return s
}

// Layout implements fyne.Layout.
func (l *Colonne) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for _, x := range o {
		if !x.Visible() {
			continue
		}
		x.Resize(fyne.NewSize(s.Width, x.MinSize().Height)) // twice: what wraps needs its width first
		h := x.MinSize().Height
		x.Resize(fyne.NewSize(s.Width, h))
		x.Move(fyne.NewPos(0, y))
		y += h + l.Ecart
	}
}

// Empiler makes a Colonne.
func Empiler(ecart float32, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Colonne{ecart}, o...)
}

// Rangee sets objects side by side at their minimum width, centred in height; one may
// stretch.
type Rangee struct {
	Ecart float32
	Etire int // index of the object that takes the rest, -1 for none
}

// MinSize implements fyne.Layout.
func (l *Rangee) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, x := range o {
		if x.Visible() {
			m := x.MinSize()
			s.Height = max(s.Height, m.Height)
			s.Width += m.Width
			n++
		}
	}
	if n > 1 {
		s.Width += float32(n-1) * l.Ecart
	}
	return s
}

// Layout implements fyne.Layout.
func (l *Rangee) Layout(o []fyne.CanvasObject, s fyne.Size) {
	reste := s.Width - l.MinSize(o).Width
	x := float32(0)
	for i, ob := range o {
		if !ob.Visible() {
			continue
		}
		m := ob.MinSize()
		if i == l.Etire {
			m.Width = max(0, m.Width+reste)
		}
		ob.Resize(m)
		ob.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
		x += m.Width + l.Ecart
	}
}

// EnLigne makes a Rangee; etire is the index of the object that takes the rest, or -1.
func EnLigne(ecart float32, etire int, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Rangee{ecart, etire}, o...)
}
