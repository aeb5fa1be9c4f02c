package composants

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"justicepartage/data/trame"
)

// champTexteLong is running text.
type champTexteLong struct {
	widget.BaseWidget
	p *Paragraphe
}

func nouveauChampTexteLong(c *trame.Champ, e Ecoute) *champTexteLong {
	f := &champTexteLong{p: NouveauParagraphe(c.Lignes)}
	f.p.OnPrendre, f.p.OnQuitter = e.Prendre, e.Quitter
	f.p.OnChange = func(s string) {
		if strings.TrimSpace(s) == "" {
			e.valeur(nil)
			return
		}
		e.valeur(s)
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champTexteLong) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.p) }

func (f *champTexteLong) Poser(v any) {
	switch v := v.(type) {
	case string:
		f.p.Poser(v)
	case trame.Invalide:
		f.p.Poser(v.Texte)
	default:
		f.p.Poser("")
	}
}

func (f *champTexteLong) Focus() fyne.Focusable { return f.p.Focus() }

func (f *champTexteLong) Large() bool { return true }
