package trame

import (
	"fmt"
	"slices"
	"time"
)

// What is worked out from other answers. Its format is the type of field that it is written
// as.

var formats = []string{TypeNombre, TypeMontant, TypeDate, TypeDateHeure, TypeTexte, TypeOuiNon}

func init() {
	declarer(TypeCalcul, nature{
		lire: func(*Champ, any, time.Time) (any, error) {
			return nil, fmt.Errorf("cette valeur est calculée, elle ne se saisit pas")
		},
		ecrire: func(p Plume, c *Champ, v any) string {
			if !slices.Contains(formats, c.Format) {
				return ecrireLibre(p, c, v)
			}
			return natureDe(c.Format).ecrire(p, c, v)
		},
		calcule: true,
	})
}

// kind is the static type of the field in conditions.
func (c *Champ) kind() kind {
	if !c.Calcule() {
		return c.nature().kind
	}
	if c.Format == TypeOuiNon { // a condition, and not an answer
		return kBool
	}
	if n := natureDe(c.Format); n.nombre {
		return n.kind
	}
	return kAny
}
