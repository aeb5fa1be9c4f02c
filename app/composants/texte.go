package composants

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// Texte is a text of one line, in a colour of the theme.
type Texte struct {
	widget.BaseWidget
	t       canvas.Text
	Couleur fyne.ThemeColorName
	Echelle float32 // of the text of the theme
	Titre   bool    // in the face of headings
	largeur float32 // at most; 0: none
}

// NouveauTexte makes a text.
func NouveauTexte(s string, couleur fyne.ThemeColorName, echelle float32) *Texte {
	t := &Texte{Couleur: couleur, Echelle: echelle}
	t.t.Text = s
	t.ExtendBaseWidget(t)
	return t
}

// NouveauTitre makes a heading; echelle is relative to running text.
func NouveauTitre(s string, echelle float32) *Texte {
	t := NouveauTexte(s, theme.ColorNameForeground, echelle)
	t.Titre = true
	return t
}

// Gras makes the text bold.
func (t *Texte) Gras() *Texte { t.t.TextStyle.Bold = true; return t }

// Italique makes the text italic.
func (t *Texte) Italique() *Texte { t.t.TextStyle.Italic = true; return t }

// Aligne sets the alignment.
func (t *Texte) Aligne(a fyne.TextAlign) *Texte { t.t.Alignment = a; return t }

// Borne limits the width that the text asks for: it is cut with an ellipsis when the
// room is missing.
func (t *Texte) Borne(largeur float32) *Texte { t.largeur = largeur; return t }

// Dire changes the text.
func (t *Texte) Dire(s string) {
	if t.t.Text != s {
		t.t.Text = s
		t.Refresh()
	}
}

// DireEn changes the text and its colour.
func (t *Texte) DireEn(s string, couleur fyne.ThemeColorName) {
	t.t.Text, t.Couleur = s, couleur
	t.Refresh()
}

// Contenu returns the text.
func (t *Texte) Contenu() string { return t.t.Text }

// CreateRenderer implements fyne.Widget.
func (t *Texte) CreateRenderer() fyne.WidgetRenderer {
	r := &rendTexte{t: t, vu: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type rendTexte struct {
	t  *Texte
	vu *canvas.Text
}

func (r *rendTexte) Destroy() {}

func (r *rendTexte) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.vu} }

func (r *rendTexte) MinSize() fyne.Size {
	p := *r.vu
	p.Text = r.t.t.Text
	m := p.MinSize()
	if r.t.largeur > 0 {
		m.Width = min(m.Width, r.t.largeur)
	}
	return m
}

func (r *rendTexte) Layout(s fyne.Size) {
	r.vu.Text = tronquer(r.vu, r.t.t.Text, s.Width)
	r.vu.Resize(s)
	r.vu.Refresh()
}

func (r *rendTexte) Refresh() {
	t := r.t
	r.vu.TextStyle, r.vu.Alignment = t.t.TextStyle, t.t.Alignment
	r.vu.Color = habillage.Couleur(t.Couleur)
	// Whole sizes: Fyne sets the letters of others too far apart.
	r.vu.TextSize = float32(math.Round(float64(theme.TextSize() * t.Echelle)))
	r.vu.FontSource = nil
	if t.Titre {
		r.vu.FontSource = habillage.Titre()
	}
	r.vu.Text = tronquer(r.vu, t.t.Text, t.Size().Width)
	r.vu.Refresh()
}

// tronquer cuts a text that is too long for its room, with an ellipsis.
func tronquer(t *canvas.Text, s string, largeur float32) string {
	mesure := func(s string) float32 {
		m, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, t.TextSize, t.TextStyle, t.FontSource)
		return m.Width
	}
	if largeur <= 0 || mesure(s) <= largeur+1 {
		return s
	}
	runes := []rune(s)
	bas, haut := 0, len(runes)
	for bas < haut {
		m := (bas + haut + 1) / 2
		if mesure(string(runes[:m])+"…") <= largeur {
			bas = m
		} else {
			haut = m - 1
		}
	}
	return string(runes[:bas]) + "…"
}
