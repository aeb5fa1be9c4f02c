package trame

import (
	"strings"
	"time"

	"justicepartage/data/francais"
)

// What names something else of the dossier: rows of another section, statements.

func init() {
	declarer(TypeLigne, nature{lire: lireLigne, ecrire: ecrireNoms, kind: kTexte, designe: true})
	declarer(TypeLignes, nature{lire: lireIDs, ecrire: ecrireNoms, kind: kListe, designe: true, multiple: true})
	declarer(TypeDeclarations, nature{lire: lireIDs, ecrire: ecrireNoms, kind: kListe, declare: true, multiple: true})
}

func lireIDs(_ *Champ, v any, _ time.Time) (any, error) {
	l, err := lireListe(v, nil)
	return listeOuRien(l), err
}

func ecrireNoms(p Plume, c *Champ, v any) string {
	l := enIDs(v)
	if p.Noms != nil {
		l = p.Noms(c, v)
	}
	switch p.Usage {
	case EnPhrase:
		return francais.Liste(l)
	case EnTable:
		return strings.Join(l, "\n")
	}
	return strings.Join(l, ", ")
}
