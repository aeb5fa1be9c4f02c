package reports

import (
	"fmt"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// droit writes what the law and the tables say.
type droit struct{ *vue }

// qualification writes the level: « Obligatoire ».
func (v droit) qualification() []Fragment {
	q := v.p.Qualification()
	if q == nil {
		return nil
	}
	if q.APreciser {
		return []Fragment{{Texte: "à préciser", Marque: Manque}}
	}
	return []Fragment{{Texte: francais.Minuscule(q.Libelle())}}
}

// motifs writes the reasons that hold, with their references.
func (v droit) motifs() []Fragment {
	q := v.p.Qualification()
	if q == nil {
		return nil
	}
	var out []Fragment
	for i, m := range q.Motifs {
		if i > 0 {
			out = append(out, Fragment{Texte: francais.Fine + "; "})
		}
		out = append(out, Fragment{Texte: v.fixe(m.Texte)})
		for _, a := range m.Articles {
			out = append(out, Fragment{Texte: " (" + articleImprime(a) + ")"})
		}
	}
	if q.APreciser {
		var noms []string
		for _, m := range v.p.Manques(q) {
			noms = append(noms, francais.Minuscule(v.fixe(m)))
		}
		sep := ""
		if len(out) > 0 {
			sep = francais.Fine + "; "
		}
		out = append(out, Fragment{Texte: sep + "il manque" + francais.Insecable + ": " + francais.Liste(noms), Marque: Manque})
	}
	return out
}

func articleImprime(a *trame.Article) string {
	s := strings.ReplaceAll(a.Texte, "L. ", "L."+francais.Insecable)
	s = strings.ReplaceAll(s, "article ", "article"+francais.Insecable)
	s = strings.ReplaceAll(s, "alinéa ", "alinéa"+francais.Insecable)
	if a.AVerifier {
		s += ", numérotation à vérifier"
	}
	return s
}

func (v droit) article(cle string) (string, error) {
	a := v.p.Article(cle)
	if a == nil {
		return "", fmt.Errorf("la référence « %s » n’est pas dans la table des articles", cle)
	}
	return articleImprime(a), nil
}

// articleLong writes a reference without abbreviation.
func (v droit) articleLong(cle string) (string, error) {
	a := v.p.Article(cle)
	if a == nil || a.Long == "" {
		return v.article(cle)
	}
	long := *a
	long.Texte = a.Long
	return articleImprime(&long), nil
}

// table writes an attribute of a row of a reference table; cle is a text or an answer.
func (v droit) table(nom string, cle any, attribut string) (string, error) {
	var k string
	switch c := cle.(type) {
	case string:
		k = c
	case Valeur:
		if !c.renseignee() {
			return nonRenseigne, nil
		}
		k, _ = c.v.(string)
	}
	if v.s.Tables.Liste(nom) == nil {
		return "", fmt.Errorf("la table « %s » n’existe pas", nom)
	}
	r := v.s.Tables.Rang(nom, k)
	if r == nil {
		return "", fmt.Errorf("« %s » n’est pas dans la table « %s »", k, nom)
	}
	s, _ := r.Attributs[attribut].(string)
	return s, nil
}
