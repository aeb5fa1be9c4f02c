package trame

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

func (c *chargeur) qualification() {
	q := c.s.Qualification
	if q == nil {
		return
	}
	c.si(q.Titre == "" || len(q.Niveaux) == 0 || q.Defaut.Donne == "", "qualification", "une qualification a un titre, des niveaux et un défaut")
	niveau := func(chemin string, m *Motif) {
		c.si(!slices.ContainsFunc(q.Niveaux, func(n *Niveau) bool { return n.Cle == m.Donne }), chemin+".donne",
			"« %s » n’est pas un niveau de la qualification", m.Donne)
		for _, a := range m.Articles {
			c.si(c.s.Tables.articles[a] == nil, chemin+".articles", "la référence « %s » n’est pas dans la table des articles", a)
		}
	}
	niveau("qualification.defaut", &q.Defaut)
	for i, m := range q.Motifs {
		p := fmt.Sprintf("qualification.motif[%d]", i)
		c.si(m.Cle == "" || m.Si == "" || m.Texte == "", p, "un motif a une clé, une condition et un texte")
		niveau(p, m)
		c.expression(p+".si", m.Si, nil, kBool)
	}
}

func (c *chargeur) verification() {
	v := c.s.Verification
	if v == nil {
		return
	}
	sec := c.s.sections[v.Section]
	c.si(sec == nil || !sec.Repetee, "verification.section", "« %s » n’est pas une section répétée", v.Section)
	if c.err != nil {
		return
	}
	d, r := sec.champs[v.Declarations], sec.champs[v.Resultat]
	c.si(d == nil || !d.Declare(), "verification.declarations", "« %s » n’est pas un champ de type declarations", v.Declarations)
	c.si(r == nil || r.Type != TypeChoix, "verification.resultat", "« %s » n’est pas un choix", v.Resultat)
	if c.err != nil {
		return
	}
	statuts := []string{StatutDeclare, StatutVerifie, StatutPartiel, StatutInfirme, StatutContradictoire, StatutNonVerifie}
	for res, st := range v.Effets {
		c.si(r.options[res] == nil, "verification.effets."+res, "« %s » n’est pas un résultat possible", res)
		c.si(!slices.Contains(statuts, st), "verification.effets."+res, "statut inconnu : « %s »", st)
	}
	for _, st := range statuts {
		c.si(!slices.ContainsFunc(v.Statuts, func(o *Option) bool { return o.Cle == st && o.Libelle != "" }), "verification",
			"il manque le libellé du statut « %s »", st)
	}
}

func (c *chargeur) documents() {
	vus := map[string]bool{}
	for i, d := range c.s.Documents {
		p := fmt.Sprintf("document[%d]", i)
		c.si(!cleValide(d.Cle) || vus[d.Cle], p+".cle", "clé de document mal formée ou en double : « %s »", d.Cle)
		vus[d.Cle] = true
		c.si(d.Titre == "", p, "le document « %s » n’a pas de titre", d.Cle)
		c.si(d.Modele == "" || path.Base(d.Modele) != d.Modele || !c.modele(d.Modele), p+".modele",
			"le modèle « %s » du document « %s » n’existe pas", d.Modele, d.Cle)
		c.si((d.Si == "") != (d.Sinon == ""), p, "« si » et « sinon » vont ensemble")
	}
	for i, d := range c.s.Documents {
		p := fmt.Sprintf("document[%d]", i)
		c.si(d.Courant && (d.Complete != "" || !d.Finalisable), p+".courant", "un document courant se finalise, et n’en complète aucun autre")
		c.si(d.Complete != "" && c.s.Document(d.Complete) == nil, p+".complete", "le document « %s » n’existe pas", d.Complete)
		c.si(d.Lignes != "" && (c.s.sections[d.Lignes] == nil || !c.s.sections[d.Lignes].Repetee), p+".lignes", "« %s » n’est pas une section répétée", d.Lignes)
		ligne := c.repetee(p+".pour", d.Pour)
		c.si(d.Pour != "" && d.Complete != "", p+".pour", "un document complète un autre ou porte sur une ligne, pas les deux")
		c.expression(p+".si", d.Si, ligne, kBool)
		for _, t := range d.Tait {
			sec, champ, _ := strings.Cut(t, ".")
			c.si(c.s.sections[sec] == nil || champ != "" && c.s.Champ(sec, champ) == nil, p+".tait", "« %s » n’existe pas", t)
		}
		for _, t := range d.Dit {
			sec, champ, _ := strings.Cut(t, ".")
			ch := c.s.Champ(sec, champ)
			c.si(ch == nil || !ch.Secret, p+".dit", "« %s » n’est pas un champ secret", t)
			c.si(slices.Contains(d.Tait, t) || slices.Contains(d.Tait, sec), p+".dit", "« %s » : ce document le dit et le tait", t)
		}
	}
}
