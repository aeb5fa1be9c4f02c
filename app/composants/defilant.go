package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Defilant is a page taller than its window, in which the control that takes the focus
// comes into view.
type Defilant struct {
	*container.Scroll
	suivis map[fyne.CanvasObject]bool
}

// NouveauDefilant makes a page that scrolls down.
func NouveauDefilant(page fyne.CanvasObject) *Defilant {
	d := &Defilant{Scroll: container.NewVScroll(page), suivis: map[fyne.CanvasObject]bool{}}
	d.Suivre()
	return d
}

// Suivre looks at the page again, after controls were added to it.
func (d *Defilant) Suivre() { d.visiter(d.Content) }

func (d *Defilant) visiter(o fyne.CanvasObject) {
	if c, ok := o.(*fyne.Container); ok {
		for _, x := range c.Objects {
			d.visiter(x)
		}
		return
	}
	var prendre *func()
	switch o := o.(type) {
	case *Saisie:
		prendre = &o.OnPrendre
	case *Bouton:
		prendre = &o.OnPrendre
	case *Paragraphe:
		prendre = &o.OnPrendre
	case *Choix:
		prendre = &o.OnPrendre
	case *ChoixMultiple:
		prendre = &o.OnPrendre
	case *Segments:
		prendre = &o.OnPrendre
	default:
		return
	}
	if d.suivis[o] {
		return
	}
	d.suivis[o] = true
	avant := *prendre
	*prendre = func() {
		d.montrer(o)
		if avant != nil {
			avant()
		}
	}
}

// montrer scrolls by as little as brings an object into view, with some air around it.
func (d *Defilant) montrer(o fyne.CanvasObject) {
	const air = 36
	drv := fyne.CurrentApp().Driver()
	y := drv.AbsolutePositionForObject(o).Y - drv.AbsolutePositionForObject(d.Content).Y
	h, vue, haut := o.Size().Height, d.Size().Height, d.Offset.Y
	switch {
	case vue <= 0:
	case y-air < haut:
		d.ScrollToOffset(fyne.NewPos(0, max(0, y-air)))
	case y+h+air > haut+vue:
		d.ScrollToOffset(fyne.NewPos(0, min(y-air, max(0, y+h+air-vue))))
	}
}
