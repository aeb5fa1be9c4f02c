package reports

import (
	"fmt"
	"strconv"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports/porte"
)

// Genre is the gender in which the person a dossier is about is spoken of.
func Genre(ex *trame.Examen) francais.Genre {
	return nouvelleVue(Demande{Examen: ex, Document: &trame.Document{}}).genre
}

func genre(p *trame.RolePersonne, valeur func(champ string) any) (g francais.Genre) {
	if p == nil || p.Genre == "" {
		return g
	}
	switch valeur(p.Genre) {
	case p.Feminin:
		g = francais.Feminin
	case p.Masculin:
		g = francais.Masculin
	}
	return g
}

// sujet is the person the document speaks of: the one of its row, the one its row names, or
// the one the dossier is about. nil when it speaks of nobody in particular: of several at
// once, or of a row that is no person.
func (v *vue) sujet() (*trame.RolePersonne, func(champ string) any) {
	pour := v.s.Section(v.d.Document.Pour)
	for _, p := range v.s.Personnes {
		sec := v.s.Section(p.Section)
		if pour == nil || !sec.Repetee {
			continue
		}
		l := v.ligne(pour)
		if pour != sec {
			l = v.designee(pour, l, sec)
		}
		if l != nil {
			return p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), l) }
		}
	}
	for _, p := range v.s.Personnes {
		if sec := v.s.Section(p.Section); p.Principal && !sec.Repetee {
			return p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), nil) }
		}
	}
	return nil, nil
}

// designee is the row of a section that a row of another names by a field « ligne », nil for
// none.
func (v *vue) designee(de *trame.Section, l *porte.Ligne, vers *trame.Section) *porte.Ligne {
	for _, c := range de.Champs {
		if !c.Designe() || c.Plusieurs() || c.Parmi != vers.Cle {
			continue
		}
		if rows := v.p.LignesDesignees(c, v.p.Valeur(c, l)); len(rows) == 1 {
			return rows[0]
		}
	}
	return nil
}

// personne writes the name of the person the dossier is about, or of those it is about;
// "" when they are not known.
func (v *vue) personne() string {
	if v.d.Document.Pour != "" { // of the others of the dossier, such a paper says nothing
		if p, valeur := v.sujet(); p != nil {
			return nomDe(p, valeur)
		}
		return ""
	}
	var noms []string
	for _, p := range v.s.Personnes {
		if !p.Principal {
			continue
		}
		sec := v.s.Section(p.Section)
		for _, l := range v.p.Fiches(sec) {
			if n := nomDe(p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), l) }); n != "" {
				noms = append(noms, n)
			}
		}
	}
	return francais.Liste(noms)
}

// nomDe writes the name of a person from its answers.
func nomDe(p *trame.RolePersonne, valeur func(champ string) any) string {
	nom, _ := valeur(p.Nom).(string)
	prenoms := ""
	if p.Prenoms != "" {
		prenoms, _ = valeur(p.Prenoms).(string)
	}
	return strings.TrimSpace(imprimable(francais.Nom(nom, prenoms)))
}

// nomsDesLignes names the rows that an answer designates.
func (v *vue) nomsDesLignes(c *trame.Champ, val any) []string {
	var l []string
	sec := v.s.Section(c.Parmi)
	for _, x := range v.p.LignesDesignees(c, val) {
		if n := v.qui(sec, x); n != nonRenseigne { // a person bears a name, not the words of a list
			l = append(l, n)
		} else {
			l = append(l, imprimable(v.p.NomLigne(sec, x)))
		}
	}
	return l
}

// noms names what an answer designates: rows, or the statements that may be spoken of.
func (v *vue) noms(c *trame.Champ, val any) []string {
	if c.Designe() {
		return v.nomsDesLignes(c, val)
	}
	chemins, _ := val.([]string)
	var l []string
	for _, n := range chemins {
		if nom := v.p.Libelle(n); nom != "" {
			l = append(l, imprimable(nom))
		}
	}
	return l
}

// qui names the person a row is about, by the role of its section: « Mme VIALATTE Laure ».
func (v *vue) qui(sec *trame.Section, l *porte.Ligne) string {
	for _, p := range v.s.Personnes {
		if p.Section != sec.Cle {
			continue
		}
		texte := func(cle string) string {
			if cle == "" {
				return ""
			}
			return v.brut(v.valeur(sec.Champ(cle), l))
		}
		civilite := ""
		if g := p.Genre; g != "" {
			if o := sec.Champ(g).Option(fmt.Sprint(v.p.Valeur(sec.Champ(g), l))); o != nil {
				civilite = v.fixe(o.Libelle) + francais.Insecable
			}
		}
		if nom := strings.TrimSpace(imprimable(francais.Nom(texte(p.Nom), texte(p.Prenoms)))); nom != "" {
			return civilite + nom
		}
	}
	return nonRenseigne
}

// rangLigne is the place of the row the document is about among those of its section.
func (v *vue) rangLigne() string {
	sec := v.s.Section(v.d.Document.Pour)
	n := 0
	if sec != nil {
		n = max(0, v.p.RangLigne(sec, v.d.Ligne))
	}
	return strconv.Itoa(n + 1)
}
