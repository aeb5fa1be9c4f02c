package composants

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// zonePlan is a part of the plan that answers to the mouse: a day, or an appointment.
type zonePlan struct {
	canvas.Rectangle
	jour  time.Time
	plage int // -1 for a day
}

// dessin gathers what is drawn.
type dessin struct {
	o []fyne.CanvasObject
}

func (d *dessin) rect(x, y, w, h float32, fond, bord fyne.ThemeColorName, trait, rayon float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	if fond != "" {
		r.FillColor = habillage.Couleur(fond)
	}
	if bord != "" {
		r.StrokeColor, r.StrokeWidth = habillage.Couleur(bord), trait
	}
	r.CornerRadius = rayon
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	d.o = append(d.o, r)
	return r
}

func (d *dessin) zone(x, y, w, h float32, jour time.Time, plage int) {
	z := &zonePlan{jour: jour, plage: plage}
	z.Move(fyne.NewPos(x, y))
	z.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	d.o = append(d.o, z)
}

func (d *dessin) texte(s string, x, y, w float32, couleur fyne.ThemeColorName, echelle float32, gras, centre bool) {
	if w < 8 || s == "" {
		return
	}
	t := canvas.NewText("", habillage.Couleur(couleur))
	t.TextSize = theme.TextSize() * echelle
	t.TextStyle.Bold = gras
	t.Text = tronquer(t, s, w)
	if centre {
		t.Alignment = fyne.TextAlignCenter
	}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(w, t.MinSize().Height))
	d.o = append(d.o, t)
}

func (p *Plan) dessiner() {
	if p.vu == nil || p.Size().Width <= 0 {
		return
	}
	d := &dessin{}
	if p.echelle == EchelleMois {
		p.dessinerMois(d)
	} else {
		p.dessinerHeures(d)
	}
	if p.enFocus {
		d.rect(0, 0, p.Size().Width, p.Size().Height, "", theme.ColorNamePrimary, 2, 4)
	}
	p.vu.Objects = d.o
	p.vu.Resize(p.Size())
	p.vu.Refresh()
}

// MinSize leaves room for a week at 1366 pixels.
func (p *Plan) MinSize() fyne.Size { return fyne.NewSize(560, 320) }

// Resize implements fyne.CanvasObject.
func (p *Plan) Resize(s fyne.Size) {
	if s != p.Size() {
		p.prise.Resize(s)
		p.dessiner()
	}
}

// Refresh follows the theme.
func (p *Plan) Refresh() {
	p.dessiner()
	p.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Plan) CreateRenderer() fyne.WidgetRenderer {
	p.dessiner()
	return widget.NewSimpleRenderer(p.vu)
}
