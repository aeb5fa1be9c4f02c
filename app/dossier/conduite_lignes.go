package dossier

import (
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// allerLigne goes to a row that was just added, and begins to write in it.
func (c *conduite) allerLigne(sec *trame.Section, l *trame.Ligne) {
	c.sec, c.depliee = sec, l.ID
	c.allerSection(sec, true)
}

// basculer unfolds a row, or folds it.
func (c *conduite) basculer(ligne string) {
	if c.depliee == ligne {
		ligne = ""
	}
	c.depliee = ligne
	c.OnLignes()
}

// ajouter adds a row to the section one stands in, and stands in its first question.
func (c *conduite) ajouter() {
	if !c.sec.Repetee || c.verrou(c.sec) != data.Libre {
		return
	}
	c.depliee = c.r.Ajouter(c.sec.Cle, nil).ID
	c.OnLignes()
	c.OnPremier()
}

// figees is how many rows of the section one stands in can no longer be written in: the first
// ones.
func (c *conduite) figees() int { return c.r.Dossier().LignesFigees(c.svc, c.sec) }

// retirer takes a row out; Ctrl+Z brings it back, unfolded if it was.
func (c *conduite) retirer(ligne string) {
	c.r.Retirer(c.sec.Cle, ligne)
	c.OnLignes()
	c.OnPremier()
	c.OnMot("Ligne retirée. Ctrl+Z la fait revenir.")
}

// retirerIci takes out the row in which one stands, the one that is unfolded otherwise.
func (c *conduite) retirerIci() {
	if c.verrou(c.sec) != data.Libre {
		return
	}
	ligne := c.depliee
	if c.ici != nil && c.dedans && c.ici.Ligne != "" {
		ligne = c.ici.Ligne
	}
	if i := c.rang(c.sec.Cle, ligne); i >= 0 && i >= c.figees() {
		c.retirer(ligne)
	}
}

// rang is the place of a row in its section, -1 when it is not there.
func (c *conduite) rang(section, ligne string) int {
	return slices.IndexFunc(c.r.Lignes(section), func(l *trame.Ligne) bool { return l.ID == ligne })
}
