package composants

import (
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/data/trame"
)

// Env is what the controls of fields need from outside.
type Env struct {
	Maintenant func() time.Time
	// Communes completes the name or the post code of a commune.
	Communes func(saisie string, max int) []trame.Commune
	// Declarations are the statements that a verification can be about.
	Declarations func() []Option
	// Lignes are the rows of a repeated section, for the fields that name some of them.
	Lignes func(section string) []Option
	// Nommer names a statement that is not among them any more, or not yet.
	Nommer func(cle string) string
	// OnRaccourci receives undo and redo from controls that are not texts.
	OnRaccourci func(fyne.Shortcut)
}

// Champ is the control of one question.
type Champ interface {
	fyne.CanvasObject
	// Poser shows a value: canonical, trame.Invalide, or nil.
	Poser(v any)
	// Focus is what takes the focus; nil for a value that is only shown.
	Focus() fyne.Focusable
	// Large tells that the control wants the whole width, under its label.
	Large() bool
}

// Ecoute is what a control tells: each change of its value, and the coming and going of
// the focus.
type Ecoute struct {
	// Valeur receives a canonical value, trame.Invalide, or nil.
	Valeur  func(v any)
	Prendre func()
	Quitter func()
}

func (e Ecoute) valeur(v any) {
	if e.Valeur != nil {
		e.Valeur(v)
	}
}

// NouveauChamp makes the control that fits a question.
func NouveauChamp(c *trame.Champ, env Env, e Ecoute) Champ {
	switch c.Type {
	case trame.TypeParagraphe:
		return nouveauChampTexteLong(c, e)
	case trame.TypeOuiNon, trame.TypeChoix, trame.TypeLigne:
		return nouveauChampChoix(c, env, e)
	case trame.TypeChoixMult, trame.TypeLignes:
		return nouveauChampMultiple(c, env, e)
	case trame.TypeDeclarations:
		return nouveauChampDeclarations(env, e)
	case trame.TypeAdresse:
		return nouveauChampAdresse(env, e)
	case trame.TypeCalcul:
		return nouveauChampCalcul(c)
	}
	return nouveauChampCourt(c, env, e)
}
