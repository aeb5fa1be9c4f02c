package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// Pastille is a chip: a word on a tint.
type Pastille struct {
	widget.BaseWidget
	texte      string
	encre, sur fyne.ThemeColorName
}

// Tons of a chip.
type Ton int

// The tones: good, to look at, bad, neutral, ink.
const (
	Neutre Ton = iota
	Bon
	Moyen
	Mauvais
	Encre
)

func (t Ton) couleurs() (encre, fond fyne.ThemeColorName) {
	switch t {
	case Bon:
		return theme.ColorNameSuccess, habillage.FondBon
	case Moyen:
		return theme.ColorNameWarning, habillage.FondMoyen
	case Mauvais:
		return theme.ColorNameError, habillage.FondMauvais
	case Encre:
		return theme.ColorNamePrimary, habillage.FondEncre
	}
	return habillage.Discret, habillage.FondNeutre
}

// Fond is the tint that goes with a tone.
func (t Ton) Fond() fyne.ThemeColorName {
	_, fond := t.couleurs()
	return fond
}

// NouvellePastille makes a chip.
func NouvellePastille(s string, t Ton) *Pastille {
	p := &Pastille{}
	p.ExtendBaseWidget(p)
	p.Dire(s, t)
	return p
}

// Dire changes a chip; an empty text hides it.
func (p *Pastille) Dire(s string, t Ton) {
	p.texte = s
	p.encre, p.sur = t.couleurs()
	if s == "" {
		p.Hide()
	} else {
		p.Show()
	}
	p.Refresh()
}

// Contenu returns the word of the chip.
func (p *Pastille) Contenu() string { return p.texte }

// CreateRenderer implements fyne.Widget.
func (p *Pastille) CreateRenderer() fyne.WidgetRenderer {
	r := &rendPastille{p: p, fond: canvas.NewRectangle(color.Transparent), t: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type rendPastille struct {
	p    *Pastille
	fond *canvas.Rectangle
	t    *canvas.Text
}

func (r *rendPastille) Destroy() {}

func (r *rendPastille) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.fond, r.t} }

func (r *rendPastille) MinSize() fyne.Size {
	return r.t.MinSize().Add(fyne.NewSize(14, 5))
}

func (r *rendPastille) Layout(s fyne.Size) {
	m := r.MinSize()
	h := min(s.Height, m.Height)
	y := (s.Height - h) / 2
	r.fond.Move(fyne.NewPos(0, y))
	r.fond.Resize(fyne.NewSize(min(s.Width, m.Width), h))
	r.fond.CornerRadius = h / 2
	r.t.Move(fyne.NewPos(7, y+2))
	r.t.Resize(fyne.NewSize(s.Width-14, h-5))
}

func (r *rendPastille) Refresh() {
	r.t.Text = r.p.texte
	r.t.TextSize = theme.CaptionTextSize()
	r.t.TextStyle.Bold = true
	r.t.Color = habillage.Couleur(r.p.encre)
	r.fond.FillColor = habillage.Couleur(r.p.sur)
	r.Layout(r.p.Size())
	r.fond.Refresh()
	r.t.Refresh()
}
