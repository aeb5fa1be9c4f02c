package trame

import (
	"strings"
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/saisie"
)

// Words: a line, a paragraph, a telephone number.

func init() {
	declarer(TypeTexte, nature{lire: lireLigne, ecrire: ecrireLibre, kind: kTexte, mots: true, tapee: true})
	declarer(TypeParagraphe, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireTexte(c, v, saisie.Texte, nil)
		},
		ecrire: ecrireLibre, kind: kTexte, mots: true, long: true, tapee: true, papier: Papier{Lignes: 2},
	})
	declarer(TypeTelephone, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, saisie.Telephone)
		},
		ecrire: ecrireTelephone, kind: kTexte, tapee: true, papier: Papier{Courte: true},
	})
}

func ecrireTelephone(p Plume, _ *Champ, v any) string {
	s, _ := v.(string)
	switch p.Usage {
	case EnClair, Garde:
		return s
	case Lu, Saisi:
		return strings.ReplaceAll(francais.Telephone(s), francais.Insecable, " ")
	}
	return francais.Telephone(s)
}
