package dossier

import (
	"fmt"

	"justicepartage/data/trame"
)

// The papers of a dossier: which one it is going to, what keeps it from being finalised.

// choisir goes to work on a paper (trame.Exemplaire): the control is about it.
func (c *conduite) choisir(papier string) {
	c.papier = papier
	c.OnPapier()
}

// courant is the paper that the dossier is going to: the one chosen by hand if it can be
// finalised, the first that can be and is not yet, or the numbered one that is being written.
func (c *conduite) courant() *trame.Exemplaire {
	ex, d := c.r.Examen(), c.r.Dossier()
	possible := func(x *trame.Exemplaire) bool {
		if !x.Finalisable {
			return false
		}
		ok, _ := ex.Possible(x)
		return ok
	}
	if x := ex.Exemplaire(c.papier); x != nil && possible(x) && !c.fini(x) {
		return x
	}
	var dernier *trame.Exemplaire
	for _, x := range ex.Exemplaires() {
		if !possible(x) {
			continue
		}
		if x.Complete == "" && d.Finalises[x.ID()] == 0 || x.Complete != "" && len(c.r.Lignes(x.Lignes)) > d.Finalises[x.Cle] {
			return x
		}
		dernier = x
	}
	return dernier
}

// fini tells whether a paper is finalised for good.
func (c *conduite) fini(doc *trame.Exemplaire) bool {
	return doc.Complete == "" && !doc.Courant && c.r.Dossier().Finalises[doc.ID()] > 0
}

// resteAFaire tells whether the next document of a kind is begun on the screen.
func (c *conduite) resteAFaire(doc *trame.Exemplaire) bool {
	n := c.r.Dossier().Finalises[doc.ID()]
	return n == 0 || doc.Courant || doc.Lignes != "" && len(c.r.Lignes(doc.Lignes)) > n
}

// completer begins the next numbered document.
func (c *conduite) completer(doc *trame.Exemplaire) {
	sec := c.svc.Section(doc.Lignes)
	c.allerLigne(sec, c.r.Ajouter(sec.Cle, nil))
	c.OnMot("Écrivez, puis finalisez au panneau Contrôle (Ctrl+K).")
}

// signalement is one thing to look at before a document is handed over.
type signalement struct {
	gravite string
	titre   string
	message string
	chemin  string
}

const aRelire = "relire"

// signalements lists what keeps a document from being finalised, then what deserves a second
// look.
func (c *conduite) signalements(doc *trame.Exemplaire) []signalement {
	if doc == nil || c.fini(doc) {
		return nil
	}
	ex := c.r.Examen()
	var out []signalement
	vus := map[string]bool{}
	for _, m := range ex.Empechements(doc) {
		out = append(out, signalement{trame.GraviteBloquant, "Il manque ou il faut corriger", m.Message, m.Chemin})
		vus[m.Message] = true
	}
	for _, g := range []string{trame.GraviteAlerte, trame.GraviteInformation} {
		titre := map[string]string{trame.GraviteAlerte: "À vérifier", trame.GraviteInformation: "À savoir"}[g]
		for _, a := range ex.Controles(doc.Cle) {
			if a.Gravite == g && !vus[a.Message] {
				out = append(out, signalement{g, titre, a.Message, a.Chemin})
			}
		}
		if g != trame.GraviteAlerte {
			continue
		}
		for _, r := range ex.Relecture() {
			dit := fmt.Sprintf("%s : « %s » (%s). %s", r.Libelle, r.Extrait, r.Formulation.Categorie, r.Formulation.Conseil)
			out = append(out, signalement{aRelire, "Formulations à relire", dit, r.Chemin})
		}
	}
	return out
}

// bloque tells whether something keeps a document from being finalised.
func (c *conduite) bloque(doc *trame.Exemplaire) bool {
	for _, s := range c.signalements(doc) {
		if s.gravite == trame.GraviteBloquant {
			return true
		}
	}
	return false
}
