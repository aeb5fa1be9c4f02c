package composants

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
	"justicepartage/data/identite"
)

// prise is what our own controls share: the focus, the keys they pass on, undo.
type prise struct {
	widget.DisableableWidget
	soi       fyne.Widget
	enFocus   bool
	OnPrendre func()
	OnQuitter func()
	// OnRaccourci receives undo and redo: a control that is not a text has no history of
	// its own.
	OnRaccourci func(fyne.Shortcut)
}

func (p *prise) etendre(soi fyne.Widget) {
	p.soi = soi
	p.ExtendBaseWidget(soi)
}

// FocusGained implements fyne.Focusable.
func (p *prise) FocusGained() {
	enVie()
	p.enFocus = true
	p.Refresh()
	if p.OnPrendre != nil {
		p.OnPrendre()
	}
}

// FocusLost implements fyne.Focusable.
func (p *prise) FocusLost() {
	p.enFocus = false
	p.Refresh()
	if p.OnQuitter != nil {
		p.OnQuitter()
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (p *prise) TypedShortcut(s fyne.Shortcut) {
	if p.OnRaccourci != nil {
		p.OnRaccourci(s)
	}
}

func (p *prise) prendre() { Prendre(p.soi.(fyne.Focusable)) }

// touche passes on the keys that no control wants; it tells whether it did.
func (p *prise) touche(ev *fyne.KeyEvent) bool {
	enVie()
	switch {
	case pourLaFenetre(ev.Name):
		Remonter(p.soi, ev)
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		Suivant(p.soi)
	default:
		return false
	}
	return true
}

// recherche finds the option that begins with what is typed letter after letter; the
// same letter again goes to the next one.
type recherche struct{ tape string }

func (r *recherche) oublier() { r.tape = "" }

// touche forgets what was typed once a key moves or erases. Each letter comes with its own
// key first: that one changes nothing.
func (r *recherche) touche(k fyne.KeyName) {
	switch k {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyDelete, fyne.KeyBackspace:
		r.oublier()
	}
}

// frapper returns the index to go to from courant, -1 when nothing matches.
func (r *recherche) frapper(c rune, libelles []string, courant int) int {
	lettre := identite.Plier(string(c))
	if lettre == "" {
		return -1
	}
	commence := func(i int, s string) bool { return strings.HasPrefix(identite.Plier(libelles[i]), s) }
	if essai := r.tape + lettre; r.tape != "" {
		for i := range libelles {
			if commence(i, essai) {
				r.tape = essai
				return i
			}
		}
	}
	r.tape = lettre
	for k := 1; k <= len(libelles); k++ {
		if i := (courant + k + len(libelles)) % len(libelles); commence(i, lettre) {
			return i
		}
	}
	return -1
}

// initialesDistinctes tells that one letter is enough to choose.
func initialesDistinctes(libelles []string) bool {
	vues := map[byte]bool{}
	for _, l := range libelles {
		p := identite.Plier(l)
		if p == "" || vues[p[0]] {
			return false
		}
		vues[p[0]] = true
	}
	return true
}

// cadre is the border and ground of an input, as entries have them.
func cadre(r *canvas.Rectangle, focus, inactif bool) {
	r.CornerRadius = theme.InputRadiusSize()
	r.FillColor = habillage.Couleur(theme.ColorNameInputBackground)
	r.StrokeWidth, r.StrokeColor = 1, habillage.Couleur(theme.ColorNameInputBorder)
	if focus {
		r.StrokeWidth, r.StrokeColor = 2, habillage.Couleur(theme.ColorNamePrimary)
	}
	if inactif {
		r.FillColor = color.Transparent
		r.StrokeColor = habillage.Couleur(habillage.Filet)
	}
	r.Refresh()
}

// hauteurSaisie is the height of an entry of one line.
func hauteurSaisie() float32 {
	return fyne.MeasureText("Éy", theme.TextSize(), fyne.TextStyle{}).Height + theme.InnerPadding()*2
}
