package trame

import (
	"fmt"
	"slices"
	"strings"
)

func (c *chargeur) regles() {
	for i, e := range c.s.Etapes {
		p := fmt.Sprintf("etape[%d]", i)
		c.si(!cleValide(e.Cle) || e.Titre == "", p, "une étape a une clé et un titre")
		for j, x := range e.Exige {
			q := fmt.Sprintf("%s.exige[%d]", p, j)
			c.si(x.Si == "" || x.Sinon == "", q, "une exigence a une condition (si) et la phrase qui l’explique (sinon)")
			c.expression(q+".si", x.Si, nil, kBool)
		}
	}
	for i, e := range c.s.Echeances {
		p := fmt.Sprintf("echeance[%d]", i)
		c.si(!cleValide(e.Cle) || e.Titre == "" || e.Le == "", p, "une échéance a une clé, un titre et une date")
		ligne := c.repetee(p+".pour", e.Pour)
		c.expression(p+".le", e.Le, ligne, kTexte)
		c.expression(p+".si", e.Si, ligne, kBool)
		c.expression(p+".fait", e.Fait, ligne, kBool)
		c.si(e.Section != "" && c.s.sections[e.Section] == nil, p+".section", "la section « %s » n’existe pas", e.Section)
		for _, a := range e.Alertes {
			if _, err := LireDuree(a); err != nil {
				c.faute(p+".alertes", "%v", err)
			}
		}
	}
	for i, k := range c.s.Controles {
		c.controle(fmt.Sprintf("controle[%d]", i), k)
	}
	for i, ind := range c.s.Indicateurs {
		p := fmt.Sprintf("indicateur[%d]", i)
		c.si(!cleValide(ind.Cle) || ind.Titre == "" || ind.Valeur == "", p, "un indicateur a une clé, un titre et une valeur")
		c.expression(p+".valeur", ind.Valeur, nil, kAny)
	}
	if r := c.s.Redaction; r != nil {
		c.si(c.s.Tables.Formulations(r.Table) == nil, "redaction.table", "la table de formulations « %s » n’existe pas", r.Table)
	}
}

func (c *chargeur) controle(p string, k *Controle) {
	c.si(!cleValide(k.Cle) || k.Si == "" || k.Message == "", p, "un contrôle a une clé, une condition et un message")
	c.si(!slices.Contains([]string{GraviteArret, GraviteBloquant, GraviteAlerte, GraviteInformation}, k.Gravite), p+".gravite",
		"la gravité est arret, bloquant, alerte ou information, pas « %s »", k.Gravite)
	c.si(len(k.Sauf) > 0 && k.Gravite != GraviteArret, p+".sauf", "« sauf » ne vaut que pour un arrêt")
	c.si(len(k.Documents) > 0 && k.Gravite == GraviteArret, p+".documents", "un arrêt vaut pour tous les documents ; « sauf » dit lesquels restent possibles")
	ligne := c.repetee(p+".pour", k.Pour)
	c.expression(p+".si", k.Si, ligne, kBool)
	if k.Champ != "" {
		sec, champ, _ := strings.Cut(k.Champ, ".")
		c.si(c.s.sections[sec] == nil || champ != "" && c.s.Champ(sec, champ) == nil, p+".champ", "« %s » n’existe pas", k.Champ)
	}
	for _, d := range k.Documents {
		c.si(c.s.Document(d) == nil, p+".documents", "le document « %s » n’existe pas", d)
	}
	for _, d := range k.Sauf {
		c.si(c.s.Document(d) == nil, p+".sauf", "le document « %s » n’existe pas", d)
	}
}
