package reports

import (
	"fmt"

	"justicepartage/data/trame"
)

// fiche makes label and value pairs. An answer takes its own label; a text before a
// value or fragments is the label. Unanswered questions are left out.
func (v *vue) fiche(colonnes int, args []any) ([]Bloc, error) {
	f := Fiche{Colonnes: colonnes}
	label := ""
	for _, a := range args {
		var valeur []Fragment
		switch a := a.(type) {
		case string:
			if label == "" {
				label = a
				continue
			}
			valeur = []Fragment{{Texte: imprimable(a)}}
		case Valeur:
			if label == "" {
				label = a.champ.Libelle
			}
			if a.renseignee() {
				valeur = v.avecStatut(v.majuscule(a), a)
			} else if _, faux := a.v.(trame.Invalide); faux || v.exige(a) {
				valeur = v.fragments(a)
			}
		case []Fragment:
			valeur = a
			if vide(a) {
				valeur = nil
			}
		case Fragment:
			valeur = []Fragment{a}
		default:
			return nil, fmt.Errorf("« fiche » attend des champs, ou un libellé suivi d’une valeur")
		}
		if len(valeur) > 0 {
			f.Paires = append(f.Paires, Paire{Libelle: v.fixe(label), Valeur: valeur})
		}
		label = ""
	}
	if len(f.Paires) == 0 {
		return []Bloc{}, nil
	}
	return []Bloc{f}, nil
}
