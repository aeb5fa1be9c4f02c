package trame

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/saisie"
)

// Numbers and amounts.

func init() {
	declarer(TypeNombre, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireNombre(c, v, saisie.Nombre, func(f float64) float64 { return f })
		},
		ecrire: ecrireNombre, kind: kNombre, tapee: true, nombre: true, papier: Papier{Poids: 1.5, Courte: true},
	})
	declarer(TypeMontant, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) { return lireNombre(c, v, saisie.Montant, auCentime) },
		ecrire: func(p Plume, c *Champ, v any) string {
			f, ok := v.(float64)
			switch {
			case !ok || p.Usage.brut():
				return ecrireNombre(p, c, v)
			case p.Usage == Saisi:
				return strings.TrimRight(strings.TrimSuffix(francais.Montant(f), "€"), francais.Insecable+francais.Fine+" ")
			}
			return francais.Montant(f)
		},
		kind: kNombre, tapee: true, nombre: true, papier: Papier{Poids: 1.5, Courte: true, Unite: "€"},
	})
}

func auCentime(f float64) float64 { return math.Round(f*100) / 100 }

func lireNombre(c *Champ, v any, comprendre func(string) (float64, error), arrondir func(float64) float64) (any, error) {
	var f float64
	switch v := v.(type) {
	case float64:
		f = v
	case int64:
		f = float64(v)
	case int:
		f = float64(v)
	default:
		s, ok := enTexte(v)
		if !ok {
			return nil, fmt.Errorf("un nombre était attendu")
		}
		if s = saisie.Ligne(s); s == "" {
			return nil, nil
		}
		var err error
		if f, err = comprendre(s); err != nil {
			return nil, err
		}
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, fmt.Errorf("un nombre était attendu")
	}
	f = arrondir(f)
	if c.Min != nil && f < *c.Min {
		return nil, fmt.Errorf("la valeur ne peut pas être inférieure à %s", chiffres(*c.Min))
	}
	if c.Max != nil && f > *c.Max {
		return nil, fmt.Errorf("la valeur ne peut pas dépasser %s", chiffres(*c.Max))
	}
	return f, nil
}

// chiffres writes a number exactly, with the French comma and nothing else.
func chiffres(f float64) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', -1, 64), ".", ",", 1)
}

func ecrireNombre(p Plume, c *Champ, v any) string {
	f, ok := v.(float64)
	switch {
	case !ok:
		return ecrireLibre(p, c, v)
	case p.Usage.brut():
		return chiffres(f)
	case p.Usage == Saisi || c.Unite == "":
		return francais.Nombre(f)
	}
	return francais.Nombre(f) + francais.Insecable + c.Unite
}
