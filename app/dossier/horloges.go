package dossier

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
	"justicepartage/app/horloge"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Horloge is a time that runs: since the request, or to a deadline.
type Horloge struct {
	Texte   string
	Couleur fyne.ThemeColorName
}

// Horloges gives the clocks of a dossier: the time since the request, while it is not
// answered, and the time to each deadline that runs.
//
// The nearest ones: a header has room for two.
func Horloges(ex *trame.Examen, maintenant time.Time) []Horloge {
	var out []Horloge
	court := false
	courent := slices.DeleteFunc(ex.Echeances(), func(v trame.EcheanceVue) bool { return !v.Courante() })
	slices.SortStableFunc(courent, func(a, b trame.EcheanceVue) int { return strings.Compare(a.Date, b.Date) })
	for _, v := range courent[:min(len(courent), horlogesMax)] {
		t, ok := horloge.Lire(v.Date, maintenant.Location())
		if !ok {
			continue
		}
		court = court || t.Sub(maintenant) < 24*time.Hour
		h := Horloge{Couleur: habillage.Discret}
		switch v.Etat {
		case trame.EcheanceDepassee:
			h.Couleur = theme.ColorNameError
		case trame.EcheanceProche:
			h.Couleur = theme.ColorNameWarning
		}
		h.Texte = francais.Typographie(v.Titre + " " + horloge.Delai(t, maintenant))
		out = append(out, h)
	}
	if n := len(courent) - horlogesMax; n > 0 { // the list « À faire » has them all
		out = append(out, Horloge{fmt.Sprintf("+%d", n), habillage.Discret})
	}
	if s, ok := ex.Repere(ex.Service().Reperes.Saisine).(string); ok && court {
		if t, ok := horloge.Lire(s, maintenant.Location()); ok && !t.After(maintenant) && maintenant.Sub(t) < 48*time.Hour {
			out = append([]Horloge{{"Reçue il y a " + horloge.Duree(maintenant.Sub(t)), habillage.Discret}}, out...)
		}
	}
	return out
}

// horlogesMax is how many deadlines the header counts down.
const horlogesMax = 2
