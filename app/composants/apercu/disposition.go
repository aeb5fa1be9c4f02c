package apercu

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
)

// Zoom is a way to size the pages: Largeur, PageEntiere, or a factor (1 is 100 %).
type Zoom float32

const (
	// Largeur makes the widest page as wide as the view.
	Largeur Zoom = 0
	// PageEntiere makes every page fit in the view.
	PageEntiere Zoom = -1
)

// crans are the factors that + and − step through.
var crans = []Zoom{0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2}

const (
	marge      = 14        // around the pages
	ecart      = 16        // between two pages
	parPoint   = 96.0 / 72 // units of the window in a point, at 100 %
	tolerance  = 0.01
	largeurMin = 40 // of a page, whatever the room
)

var couleurPapier = color.White

// etalage is the layout of the pages: they are placed by mesurer, it only says their room.
type etalage struct{ v *Vue }

func (e *etalage) MinSize([]fyne.CanvasObject) fyne.Size { return e.v.etendue }

func (e *etalage) Layout([]fyne.CanvasObject, fyne.Size) {}

// milieu centres a message, as wide as a line of text likes to be.
type milieu struct{}

func (milieu) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (milieu) Layout(objets []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objets {
		l := min(s.Width, 380)
		o.Resize(fyne.NewSize(l, s.Height))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(l, h))
		o.Move(fyne.NewPos((s.Width-l)/2, max(0, (s.Height-h)*0.4)))
	}
}

// disposer lays the pages out again, at the place where the reader was.
func (v *Vue) disposer() {
	if len(v.feuilles) == 0 {
		v.suite()
		return
	}
	lieu := v.ancre()
	v.mesurer()
	v.placer(lieu)
	if v.cible > 0 && v.lu {
		v.AllerA(v.cible)
	}
	v.suite()
}

// parUnite returns the device pixels in a unit of the window, 0 when it is not shown.
func (v *Vue) parUnite() float32 {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(v)
	if c == nil { // not drawn yet: the density of the first window is the best guess
		l := d.AllWindows()
		if len(l) == 0 {
			return 0
		}
		c = l[0].Canvas()
	}
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(100000, 0))
	return float32(x) / 100000
}

// echelle returns the units of the window in a point.
func (v *Vue) echelle() float64 {
	var l, h float64
	for _, f := range v.feuilles {
		l, h = max(l, f.taille.Largeur), max(h, f.taille.Hauteur)
	}
	if l == 0 {
		return 0
	}
	place := v.defil.Size()
	k := max(float64(place.Width)-2*marge, largeurMin) / l
	switch v.zoom {
	case Largeur:
		return k
	case PageEntiere:
		return max(min(k, (float64(place.Height)-2*marge)/h), largeurMin/l)
	}
	return float64(v.zoom) * parPoint
}

// mesurer gives every page its place. A page is a whole number of device pixels, the
// very number that the engine is asked for, so that its text stays sharp.
func (v *Vue) mesurer() {
	v.densite = v.parUnite()
	place := v.defil.Size()
	if v.densite <= 0 || place.Width <= 0 || len(v.feuilles) == 0 {
		return
	}
	k, d := v.echelle(), float64(v.densite)
	var large float32
	tailles := make([]fyne.Size, len(v.feuilles))
	for i, f := range v.feuilles {
		px := max(1, math.Round(f.taille.Largeur*k*d))
		py := math.Ceil(px * f.taille.Hauteur / f.taille.Largeur)
		f.px = min(int(px), largeurMax(f.taille))
		tailles[i] = fyne.NewSize(float32(px/d), float32(py/d))
		large = max(large, tailles[i].Width)
	}
	large = max(large+2*marge, place.Width)
	y := float32(marge)
	for i, f := range v.feuilles {
		x := float32(math.Round(float64(large-tailles[i].Width)/2*d) / d)
		y = float32(math.Round(float64(y)*d) / d)
		for _, o := range []fyne.CanvasObject{f.ombre, f.image} {
			o.Move(fyne.NewPos(x, y))
			o.Resize(tailles[i])
		}
		y += tailles[i].Height + ecart
	}
	v.etendue = fyne.NewSize(large, y-ecart+marge)
	v.papier.Resize(v.etendue.Max(place))
	v.defil.Refresh()
}

// lieu is a place in the document that does not depend on the zoom.
type lieu struct {
	page   int
	part   float32 // of the page, with the margin above it, that is above the view
	milieu float32 // what is in the middle across, as a part of the whole
}

// ancre returns where the reader is.
func (v *Vue) ancre() lieu {
	y, l := v.defil.Offset.Y, lieu{milieu: 0.5}
	if v.etendue.Width > v.defil.Size().Width {
		l.milieu = (v.defil.Offset.X + v.defil.Size().Width/2) / v.etendue.Width
	}
	for i, f := range v.feuilles {
		haut, h := f.ombre.Position().Y-marge, f.ombre.Size().Height
		if y < haut+h || i == len(v.feuilles)-1 {
			if l.page = i; h > 0 {
				l.part = (y - haut) / h
			}
			break
		}
	}
	return l
}

// placer goes back to where ancre was.
func (v *Vue) placer(l lieu) {
	if len(v.feuilles) == 0 || v.defil.Size().Height <= 0 {
		return
	}
	if l.page >= len(v.feuilles) {
		l.page, l.part = len(v.feuilles)-1, 1
	}
	o := v.feuilles[l.page].ombre
	v.defil.aller(fyne.NewPos(l.milieu*v.etendue.Width-v.defil.Size().Width/2, o.Position().Y-marge+l.part*o.Size().Height))
}

// visibles returns the first and the last page on screen, from 0.
func (v *Vue) visibles() (de, a int) {
	haut, bas := v.defil.Offset.Y, v.defil.Offset.Y+v.defil.Size().Height
	de, a = -1, 0
	for i, f := range v.feuilles {
		y := f.ombre.Position().Y
		if y+f.ombre.Size().Height > haut && y < bas {
			if de < 0 {
				de = i
			}
			a = i
		}
	}
	return max(de, 0), a
}

// pageCourante returns the page, from 1, of which most is seen.
func (v *Vue) pageCourante() int {
	haut, bas := v.defil.Offset.Y, v.defil.Offset.Y+v.defil.Size().Height
	page, vu := 1, float32(0)
	for i, f := range v.feuilles {
		y := f.ombre.Position().Y
		if s := min(bas, y+f.ombre.Size().Height) - max(haut, y); s > vu+1 {
			page, vu = i+1, s
		}
	}
	return page
}

// facteur returns the zoom as a factor, whatever its kind.
func (v *Vue) facteur() Zoom {
	if v.zoom > 0 {
		return v.zoom
	}
	return Zoom(v.echelle() / parPoint)
}

// cran returns the next factor up or down.
func (v *Vue) cran(plus bool) Zoom {
	f := v.facteur()
	if plus {
		for _, c := range crans {
			if c > f+tolerance {
				return c
			}
		}
		return crans[len(crans)-1]
	}
	for i := len(crans) - 1; i >= 0; i-- {
		if crans[i] < f-tolerance {
			return crans[i]
		}
	}
	return crans[0]
}

// choisir is a zoom asked for by the user.
func (v *Vue) choisir(z Zoom) {
	v.Zoomer(z)
	if v.OnZoom != nil {
		v.OnZoom(v.zoom)
	}
}

// melange returns a with a part of b.
func melange(a, b color.Color, part float64) color.Color {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	m := func(x, y uint32) uint8 { return uint8((float64(x)*(1-part) + float64(y)*part) / 257) }
	return color.NRGBA{m(ar, br), m(ag, bg), m(ab, bb), 255}
}
