package reports

import (
	"fmt"
	"slices"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// rubriques speaks of whole sections: their headings, what is not in them.
type rubriques struct{ *vue }

// chapitre starts the chapter of a section, so that the preview can follow the form.
func (v rubriques) chapitre(cle string) ([]Bloc, error) {
	sec := v.s.Section(cle)
	if sec == nil {
		return nil, fmt.Errorf("la section « %s » n’existe pas", cle)
	}
	if v.p.Applicable(sec) == trame.Non {
		return []Bloc{}, nil
	}
	return []Bloc{Titre{Niveau: 2, Texte: []Fragment{{Texte: v.fixe(sec.Titre)}}, Ancre: cle}}, nil
}

func (v rubriques) aucun(cle string) string {
	sec := v.s.Section(cle)
	if v.p.DitAucun(sec) {
		return v.fixe(sec.Aucun)
	}
	return ""
}

// vide tells whether nothing at all was answered in some sections.
func (v rubriques) vide(sections ...string) bool {
	return !slices.ContainsFunc(sections, func(cle string) bool { return !v.p.Vide(v.s.Section(cle)) })
}

// nonRenseignes says in one line what was not answered in some sections.
func (v rubriques) nonRenseignes(sections ...string) []Bloc {
	var noms []string
	applique := false
	for _, cle := range sections {
		sec := v.s.Section(cle)
		if v.p.Applicable(sec) == trame.Non {
			continue
		}
		applique = true
		if sec.Repetee {
			if !v.p.Repondue(sec) {
				noms = append(noms, v.fixe(sec.Titre))
			}
			continue
		}
		for _, c := range sec.Champs {
			val := v.valeur(c, nil)
			if !c.Calcule() && !c.Silence && !val.renseignee() && v.applicable(val) {
				noms = append(noms, v.fixe(c.Libelle))
			}
		}
	}
	switch {
	case applique && v.vide(sections...):
		return []Bloc{Paragraphe{Texte: []Fragment{{Texte: "Cette rubrique n’a pas été renseignée.", Marque: Manque}}}}
	case len(noms) == 0:
		return []Bloc{}
	}
	return []Bloc{Paragraphe{Style: "note", Texte: []Fragment{{Texte: "Non renseigné" + francais.Insecable + ": " + strings.Join(noms, " · ")}}}}
}

// exige tells whether the absence of an answer must be seen where it would stand.
func (v *vue) exige(val Valeur) bool {
	return val.champ.Requis != trame.RequisJamais && v.applicable(val)
}

// chapitreLibre starts a chapter that is not that of a section; ancre may name the
// section of the form it speaks of.
func (v rubriques) chapitreLibre(titre string, ancre ...string) []Bloc {
	t := Titre{Niveau: 2, Texte: []Fragment{{Texte: v.fixe(titre)}}}
	if len(ancre) > 0 {
		t.Ancre = ancre[0]
	}
	return []Bloc{t}
}

// chapitreDe starts a part of a chapter for a section.
func (v rubriques) chapitreDe(cle string, niveau int) ([]Bloc, error) {
	b, err := v.chapitre(cle)
	if err != nil {
		return nil, err
	}
	if len(b) == 0 {
		return b, nil
	}
	t := b[0].(Titre)
	t.Niveau = niveau
	return []Bloc{t}, nil
}

func (v rubriques) ditSiAucun(sep, cle, texte string) []Fragment {
	if v.p.DitAucun(v.s.Section(cle)) {
		return []Fragment{{Texte: sep + v.fixe(texte)}}
	}
	return rienADire
}
