package trame

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/saisie"
)

// Choices: yes or no, one option, several.

const (
	oui = "oui"
	non = "non"
)

var optionsOuiNon = []*Option{{Cle: oui, Libelle: "Oui"}, {Cle: non, Libelle: "Non"}}

func init() {
	declarer(TypeOuiNon, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, saisie.OuiNon)
		},
		ecrire: ecrireOuiNon, kind: kTexte, papier: Papier{Poids: 1, Courte: true, Cases: true},
	})
	declarer(TypeChoix, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			return lireTexte(c, v, saisie.Ligne, c.cleOption)
		},
		ecrire: ecrireChoix, kind: kTexte, options: true, papier: Papier{Poids: 1.5, Cases: true},
	})
	declarer(TypeChoixMult, nature{
		lire: func(c *Champ, v any, _ time.Time) (any, error) {
			l, err := lireListe(v, c.cleOption)
			if err == nil && l != nil {
				// The order of the options, not of the clicks, so that the same answers
				// always print the same words.
				slices.SortStableFunc(l, func(a, b string) int { return c.rang(a) - c.rang(b) })
			}
			return listeOuRien(l), err
		},
		ecrire: ecrireChoixMultiple, kind: kListe, options: true, multiple: true, papier: Papier{Cases: true},
	})
}

// Choix returns the options of a choix, choix-multiple or oui-non, in order.
func (c *Champ) Choix() []*Option {
	if c.Type == TypeOuiNon {
		return optionsOuiNon
	}
	return c.Options
}

// ecrireOuiNon writes a yes or a no; a computed one is a bool, and a word of the sentence
// even in a table.
func ecrireOuiNon(p Plume, _ *Champ, v any) string {
	switch v := v.(type) {
	case bool:
		s := non
		if v {
			s = oui
		}
		if p.Usage.imprime() {
			return s
		}
		return francais.Majuscule(s)
	case string:
		if p.Usage == EnPhrase {
			return v
		}
		return francais.Majuscule(v)
	}
	return ""
}

// cleOption accepts the key of an option, or its label as shown.
func (c *Champ) cleOption(s string) (string, error) {
	if c.options[s] != nil {
		return s, nil
	}
	for _, o := range c.Options {
		if strings.EqualFold(o.Libelle, s) {
			return o.Cle, nil
		}
	}
	var cles []string
	for _, o := range c.Options {
		cles = append(cles, o.Cle)
	}
	return "", fmt.Errorf("« %s » n’est pas une réponse possible (%s)", s, strings.Join(cles, ", "))
}

func (c *Champ) rang(cle string) int {
	return slices.IndexFunc(c.Options, func(o *Option) bool { return o.Cle == cle })
}

func ecrireChoix(p Plume, c *Champ, v any) string {
	s, _ := v.(string)
	o := c.options[s]
	switch {
	case o == nil:
		return p.reponse(s)
	case p.Usage != EnPhrase:
		return p.libelle(o.Libelle)
	case o.Phrase != "":
		return p.libelle(o.Phrase)
	}
	return francais.Minuscule(p.libelle(o.Libelle))
}

func ecrireChoixMultiple(p Plume, c *Champ, v any) string {
	cles, _ := v.([]string)
	var l []string
	for _, s := range cles {
		if p.Usage == EnTable { // the cell is a sentence of its own
			l = append(l, ecrireChoix(Plume{Usage: EnPhrase, Libelle: p.Libelle, Reponse: p.Reponse}, c, s))
		} else {
			l = append(l, ecrireChoix(p, c, s))
		}
	}
	switch p.Usage {
	case EnPhrase:
		return francais.Liste(l)
	case EnTable:
		return francais.Majuscule(francais.Liste(l))
	}
	return strings.Join(l, ", ")
}

// lireListe reads a list of texts, each understood; nil when nothing was given. « There is
// none » is an empty list.
func lireListe(v any, comprendre func(string) (string, error)) ([]string, error) {
	var textes []string
	switch v := v.(type) {
	case string:
		if strings.TrimSpace(v) == "" {
			return nil, nil
		}
		textes = []string{v}
	case []string:
		textes = v
	case []any:
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("une liste de textes était attendue")
			}
			textes = append(textes, s)
		}
	default:
		return nil, fmt.Errorf("une liste était attendue")
	}
	out := []string{}
	for _, t := range textes {
		t = saisie.Ligne(t)
		if comprendre != nil {
			cle, err := comprendre(t)
			if err != nil {
				return nil, err
			}
			t = cle
		}
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out, nil
}

// listeOuRien keeps an absent list from being a list.
func listeOuRien(l []string) any {
	if l == nil {
		return nil
	}
	return l
}
