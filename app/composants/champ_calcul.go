package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
	"justicepartage/data/trame"
)

// champCalcul shows a computed value.
type champCalcul struct {
	widget.BaseWidget
	c *trame.Champ
	t *Texte
}

func nouveauChampCalcul(c *trame.Champ) *champCalcul {
	f := &champCalcul{c: c, t: NouveauTexte("", theme.ColorNameForeground, 1).Gras()}
	f.ExtendBaseWidget(f)
	f.Poser(nil)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champCalcul) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Marge(6, 6, 2, 2, f.t))
}

func (f *champCalcul) Poser(v any) {
	couleur := theme.ColorNameForeground
	s := EnLecture(nil, f.c, v)
	if s == "" {
		s, couleur = "à préciser", habillage.Discret
	}
	f.t.DireEn(s, couleur)
}

func (f *champCalcul) Focus() fyne.Focusable { return nil }

func (f *champCalcul) Large() bool { return false }
