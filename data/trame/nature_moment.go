package trame

import (
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/saisie"
)

// Days and hours.

func init() {
	declarer(TypeDate, nature{
		lire: func(c *Champ, v any, maintenant time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, func(s string) (string, error) {
				if c.Naissance {
					return saisie.DateNaissance(s, maintenant)
				}
				return saisie.Date(s, maintenant)
			})
		},
		ecrire: ecrireMoment(francais.Date, francais.DateCourte),
		kind:   kTexte, tapee: true, moment: true, jour: true, papier: Papier{Poids: 1.5, Courte: true},
	})
	declarer(TypeHeure, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, saisie.Heure)
		},
		ecrire: ecrireMoment(francais.Heure, francais.HeureCourte),
		kind:   kTexte, tapee: true, moment: true, papier: Papier{Poids: 1, Courte: true},
	})
	declarer(TypeDateHeure, nature{
		lire: func(c *Champ, v any, maintenant time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, func(s string) (string, error) { return saisie.DateHeure(s, maintenant) })
		},
		ecrire: ecrireMoment(francais.DateHeure, francais.DateHeureCourte),
		kind:   kTexte, tapee: true, moment: true, jour: true, papier: Papier{Courte: true},
	})
}

// ecrireMoment writes a moment at length in running text, in short elsewhere.
func ecrireMoment(long, court func(string) string) func(Plume, *Champ, any) string {
	return func(p Plume, _ *Champ, v any) string {
		s, _ := v.(string)
		switch p.Usage {
		case EnClair, Garde:
			return s
		case EnPhrase:
			return long(s)
		}
		return court(s)
	}
}
