package reports

import (
	"fmt"
	"strings"

	"justicepartage/data/francais"
)

// Small words for templates: joining, omitting, counting.

// rienADire is a run of text that says nothing and leaves no hole. It differs from a
// missing value: fiche leaves the pair out.
var rienADire = []Fragment{}

// suite joins pieces with a space and drops those that say nothing.
func (v *vue) suite(pieces ...any) ([]Fragment, error) {
	var out []Fragment
	for _, p := range pieces {
		var f []Fragment
		switch p := p.(type) {
		case []Fragment:
			f = p
		case Fragment:
			f = []Fragment{p}
		case string:
			f = []Fragment{{Texte: v.fixe(p)}}
		case Valeur:
			f = v.fragments(p)
		default:
			return nil, fmt.Errorf("« suite » attend des textes ou des réponses")
		}
		if vide(f) {
			continue
		}
		if len(out) > 0 && !strings.HasPrefix(f[0].Texte, ",") && !strings.HasPrefix(f[0].Texte, "\n") {
			out = append(out, Fragment{Texte: " "})
		}
		out = append(out, f...)
	}
	if out == nil {
		return rienADire, nil
	}
	return out, nil
}

// premier changes the first letter of a run.
func premier(f []Fragment, change func(string) string) []Fragment {
	out := marquer(f, 0)
	for i := range out {
		if strings.TrimSpace(out[i].Texte) != "" {
			out[i].Texte = change(out[i].Texte)
			break
		}
	}
	return out
}

// ou writes an answer, or a text in its place.
func (v *vue) ou(val Valeur, sinon string) []Fragment {
	if val.renseignee() {
		return v.fragments(val)
	}
	return []Fragment{{Texte: v.fixe(sinon), Marque: Discret}}
}

// facultatif writes an answer as a sentence, or nothing.
func (v *vue) facultatif(val Valeur) []Fragment {
	if !val.renseignee() {
		return rienADire
	}
	return v.avecStatut([]Fragment{{Texte: francais.Phrase(v.texte(val.champ, val.v))}}, val)
}

func (v *vue) siValeur(avant string, f []Fragment) []Fragment {
	if vide(f) {
		return rienADire
	}
	return append([]Fragment{{Texte: v.fixe(avant)}}, f...)
}

// paragraphes gives the paragraphs of a long answer, one by one.
func (v *vue) paragraphes(val Valeur) [][]Fragment {
	var out [][]Fragment
	if val.renseignee() {
		for _, p := range strings.Split(v.texte(val.champ, val.v), "\n\n") {
			out = append(out, []Fragment{{Texte: p}})
		}
	}
	return out
}

// prenomNom writes « Paul MARTIN », « non renseigné » without a name.
func (v *vue) prenomNom(nom, prenoms Valeur) []Fragment {
	if !nom.renseignee() {
		return v.fragments(nom)
	}
	return []Fragment{{Texte: francais.PrenomNom(v.brut(nom), v.brut(prenoms))}}
}

// ageApres writes the age after a separator, when the date of birth is known.
func (v *vue) ageApres(sep string, val Valeur) []Fragment {
	if s := v.age(val); s != "" && val.renseignee() {
		return []Fragment{{Texte: sep + s}}
	}
	return rienADire
}

// compter writes « 2 enfants » for the rows of a section.
func (v *vue) compter(sep string, rows []map[string]any, singulier, pluriel string) []Fragment {
	if len(rows) == 0 {
		return rienADire
	}
	return []Fragment{{Texte: sep + francais.Pluriel(len(rows), singulier, pluriel)}}
}
