package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// Fond is a rectangle in a colour of the theme, with soft corners.
type Fond struct {
	widget.BaseWidget
	Couleur fyne.ThemeColorName
	Bord    fyne.ThemeColorName // "": none
	Rayon   float32
}

// NouveauFond makes a background.
func NouveauFond(couleur, bord fyne.ThemeColorName, rayon float32) *Fond {
	f := &Fond{Couleur: couleur, Bord: bord, Rayon: rayon}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fond) CreateRenderer() fyne.WidgetRenderer {
	r := &rendFond{f: f, r: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type rendFond struct {
	f *Fond
	r *canvas.Rectangle
}

func (r *rendFond) Destroy() {}

func (r *rendFond) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.r} }

func (r *rendFond) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *rendFond) Layout(s fyne.Size) { r.r.Resize(s) }

func (r *rendFond) Refresh() {
	r.r.FillColor = habillage.Couleur(r.f.Couleur)
	r.r.CornerRadius = r.f.Rayon
	r.r.StrokeWidth = 0
	if r.f.Bord != "" {
		r.r.StrokeWidth = 1
		r.r.StrokeColor = habillage.Couleur(r.f.Bord)
	}
	r.r.Refresh()
}

// Carte lays a content on a sheet with a margin.
func Carte(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NouveauFond(habillage.Papier, habillage.Filet, 6), container.New(layout.NewCustomPaddedLayout(12, 12, 16, 16), o))
}

// Filet is a thin horizontal line.
func Filet() *fyne.Container {
	return container.New(&hauteurFixe{1}, NouveauFond(habillage.Filet, "", 0))
}

type hauteurFixe struct{ h float32 }

func (l *hauteurFixe) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, l.h) }

func (l *hauteurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(fyne.NewSize(s.Width, l.h))
		x.Move(fyne.NewPos(0, 0))
	}
}
