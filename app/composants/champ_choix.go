package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// champChoix is one answer out of several: side by side when they are few and short.
type champChoix struct {
	widget.BaseWidget
	segments *Segments
	choix    *Choix
	contenu  fyne.CanvasObject
}

// largeurSegments is the room that options side by side may take.
const largeurSegments = 300

func optionsDe(c *trame.Champ, env Env) []Option {
	if c.Designe() {
		if env.Lignes == nil {
			return nil
		}
		return env.Lignes(c.Parmi)
	}
	var out []Option
	for _, o := range c.Choix() {
		if o.Retiree {
			continue
		}
		out = append(out, Option{o.Cle, francais.Typographie(o.Libelle), o.Groupe})
	}
	return out
}

func nouveauChampChoix(c *trame.Champ, env Env, e Ecoute) *champChoix {
	f := &champChoix{}
	options := optionsDe(c, env)
	dire := func(cle string) {
		if cle == "" {
			e.valeur(nil)
		} else {
			e.valeur(cle)
		}
	}
	large := float32(0)
	for _, o := range options {
		large += fyne.MeasureText(o.Libelle, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 26
	}
	if len(options) > 0 && len(options) <= 4 && large <= largeurSegments*theme.TextSize()/14 {
		f.segments = NouveauxSegments(options)
		f.segments.OnChoix, f.segments.OnPrendre, f.segments.OnQuitter, f.segments.OnRaccourci = dire, e.Prendre, e.Quitter, env.OnRaccourci
		f.contenu = EnLigne(0, -1, f.segments)
	} else {
		f.choix = NouveauChoix(options)
		f.choix.OnChoix, f.choix.OnPrendre, f.choix.OnQuitter, f.choix.OnRaccourci = dire, e.Prendre, e.Quitter, env.OnRaccourci
		f.contenu = f.choix
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champChoix) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.contenu) }

func (f *champChoix) Poser(v any) {
	cle, _ := v.(string)
	if f.segments != nil {
		f.segments.Poser(cle)
	} else {
		f.choix.Poser(cle)
	}
}

func (f *champChoix) Focus() fyne.Focusable {
	if f.segments != nil {
		return f.segments
	}
	return f.choix
}

func (f *champChoix) Large() bool { return false }

// champMultiple is several answers out of a few.
type champMultiple struct {
	widget.BaseWidget
	m *ChoixMultiple
}

func nouveauChampMultiple(c *trame.Champ, env Env, e Ecoute) *champMultiple {
	f := &champMultiple{m: NouveauChoixMultiple(optionsDe(c, env))}
	f.m.OnPrendre, f.m.OnQuitter, f.m.OnRaccourci = e.Prendre, e.Quitter, env.OnRaccourci
	f.m.OnChoix = func(cles []string, repond bool) {
		if !repond {
			e.valeur(nil)
			return
		}
		e.valeur(cles)
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champMultiple) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.m) }

func (f *champMultiple) Poser(v any) {
	cles, ok := v.([]string)
	f.m.Poser(cles, ok)
}

func (f *champMultiple) Focus() fyne.Focusable { return f.m }

func (f *champMultiple) Large() bool { return false }
