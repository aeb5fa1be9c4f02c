package reports

import (
	"fmt"
	"slices"
	"strings"

	"justicepartage/data/francais"
)

func renseigne(vals ...any) (bool, error) {
	for _, x := range vals {
		switch x := x.(type) {
		case Valeur:
			if !x.renseignee() {
				return false, nil
			}
		case []map[string]any:
			if len(x) == 0 {
				return false, nil
			}
		default:
			return false, fmt.Errorf("« renseigne » attend des champs")
		}
	}
	return true, nil
}

func marquer(f []Fragment, m Marque) []Fragment {
	out := slices.Clone(f)
	for i := range out {
		out[i].Marque |= m
	}
	return out
}

// brut is the plain text of an answer, "" when there is none.
func (v *vue) brut(val Valeur) string {
	if !val.renseignee() {
		return ""
	}
	return v.texte(val.champ, val.v)
}

// dit writes a sentence with answers in the place of %s, each followed by its status if
// it can be verified. If one of the answers is missing, it says nothing: what is missing
// is said once, by non_renseignes.
func (v *vue) dit(format string, vals ...Valeur) ([]Fragment, error) {
	parts := strings.Split(format, "%s")
	if len(parts) != len(vals)+1 {
		return nil, fmt.Errorf("« %s » attend %d réponses, %d données", format, len(parts)-1, len(vals))
	}
	for _, val := range vals {
		if !val.renseignee() {
			return []Fragment{}, nil
		}
	}
	var out []Fragment
	for i, p := range parts {
		p = v.fixe(p)
		var suivant []Fragment
		if i < len(vals) {
			suivant = v.fragments(vals[i])
			if len(suivant) == 1 {
				// « de Anne » → « d’Anne »
				for _, mot := range []string{"de", "que"} {
					avant, ok := strings.CutSuffix(p, mot+" ")
					if ok && (avant == "" || strings.HasSuffix(avant, " ")) {
						lie := francais.Elider(mot, suivant[0].Texte)
						p, suivant[0].Texte = avant, lie
					}
				}
			}
			suivant = v.avecStatut(suivant, vals[i])
			// A sentence that ends the answer does not end ours a second time.
			if j := len(suivant) - 1; i == len(vals)-1 && strings.HasPrefix(parts[i+1], ".") && suivant[j].Marque == 0 {
				suivant[j].Texte = strings.TrimRight(suivant[j].Texte, ". ")
			}
		}
		out = append(append(out, Fragment{Texte: p}), suivant...)
	}
	return out, nil
}

// propos writes what was said on a subject: a run-in label, the text as it was written,
// its status. A missing answer prints nothing.
func (v *vue) propos(label string, val Valeur) []Bloc {
	if !val.renseignee() {
		return []Bloc{}
	}
	var out []Bloc
	paras := strings.Split(v.texte(val.champ, val.v), "\n\n")
	for i, p := range paras {
		f := []Fragment{{Texte: p}}
		if i == 0 && label != "" {
			f = append([]Fragment{{Texte: v.fixe(label) + francais.Insecable + "– ", Marque: Etiquette}}, f...)
		}
		if i == len(paras)-1 {
			f = v.avecStatut(f, val)
		}
		out = append(out, Paragraphe{Texte: f})
	}
	return out
}

func (v *vue) libelle(val Valeur) []Fragment {
	if s, ok := val.v.(string); ok {
		if o := val.champ.Option(s); o != nil {
			return []Fragment{{Texte: v.fixe(o.Libelle)}}
		}
	}
	return v.fragments(val)
}

// age writes the age between a date of birth and the day of the document.
func (v *vue) age(val Valeur) string {
	s, _ := val.v.(string)
	return francais.AgeEnLettres(s, v.jour())
}

// majuscule writes an answer that stands alone: option labels as they are.
func (v *vue) majuscule(val Valeur) []Fragment {
	return premier(v.libelle(val), francais.Majuscule)
}
