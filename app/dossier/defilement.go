package dossier

import (
	"fyne.io/fyne/v2"
)

// remesurer lays the form out again: the height of a question changed.
func (f *formulaire) remesurer() {
	f.corps.Refresh()
	f.defile.Refresh()
	if f.courant != nil && f.courant.enFocus {
		f.montrer(f.courant.vue)
	}
}

// montrer scrolls so that an object is in view.
func (f *formulaire) montrer(o fyne.CanvasObject) {
	y := float32(0)
	if !position(f.defile.Content, o, &y) {
		return
	}
	h, vue, haut := o.Size().Height, f.defile.Size().Height, f.defile.Offset.Y
	const air = 28
	switch {
	case y-air < haut:
		f.defile.ScrollToOffset(fyne.NewPos(0, max(0, y-air)))
	case y+h+air > haut+vue:
		f.defile.ScrollToOffset(fyne.NewPos(0, min(y-air, max(0, y+h+air-vue))))
	}
}

// position finds where an object stands inside another.
func position(dans, o fyne.CanvasObject, y *float32) bool {
	if dans == o {
		return true
	}
	c, ok := dans.(*fyne.Container)
	if !ok {
		return false
	}
	for _, x := range c.Objects {
		if position(x, o, y) {
			*y += x.Position().Y
			return true
		}
	}
	return false
}
