package dossier

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
	"justicepartage/app/horloge"
	"justicepartage/data/trame"
	"justicepartage/reports/francais"
)

// Horloge is a time that runs: since the request, or to a deadline.
type Horloge struct {
	Texte   string
	Couleur fyne.ThemeColorName
}

// Horloges gives the clocks of a dossier: the time since the request, while it is not
// answered, and the time to each deadline that runs.
func Horloges(ex *trame.Examen, maintenant time.Time) []Horloge {
	var out []Horloge
	court := false
	for _, v := range ex.Echeances() {
		t, ok := horloge.Lire(v.Date, maintenant.Location())
		if !ok || v.Etat == trame.EcheanceFaite {
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
	if s, ok := ex.Repere(ex.Service().Reperes.Saisine).(string); ok && court {
		if t, ok := horloge.Lire(s, maintenant.Location()); ok && !t.After(maintenant) && maintenant.Sub(t) < 48*time.Hour {
			out = append([]Horloge{{"Reçue il y a " + horloge.Duree(maintenant.Sub(t)), habillage.Discret}}, out...)
		}
	}
	return out
}
