package trame

import (
	"fmt"
	"slices"
	"strings"
)

// Noms names questions and rows in words. A row is named by its most telling answers: those
// that dit lets through.
type Noms struct {
	ex  *Examen
	dit func(c *Champ) bool
}

// Noms gives the names that hold only answers that dit lets through; all of them for nil.
func (ex *Examen) Noms(dit func(c *Champ) bool) Noms { return Noms{ex, dit} }

// Libelle names a question, a row, or a question of a row, for a person.
func (ex *Examen) Libelle(chemin string) string { return ex.Noms(nil).Libelle(chemin) }

// NomLigne names a row by its most telling answers.
func (ex *Examen) NomLigne(sec *Section, l *Ligne) string { return ex.Noms(nil).Ligne(sec, l) }

// Texte writes a value plainly, the rows and the statements it names by their names.
func (ex *Examen) Texte(c *Champ, v any) string { return ex.Noms(nil).Texte(c, v) }

// Libelle names a question, a row, or a question of a row, for a person.
func (n Noms) Libelle(chemin string) string {
	c, err := n.ex.s.Chemin(chemin)
	if err != nil {
		if sec := n.ex.s.sections[chemin]; sec != nil {
			return sec.Titre
		}
		return chemin
	}
	sec := n.ex.s.sections[c.Section]
	if c.Ligne == "" {
		return sec.champs[c.Champ].Libelle
	}
	nom := n.Ligne(sec, n.ex.r[c.Section].Ligne(c.Ligne))
	if c.Champ != "" {
		nom += " – " + sec.champs[c.Champ].Libelle
	}
	return nom
}

// Ligne names a row by its most telling answers, by its place without any.
func (n Noms) Ligne(sec *Section, l *Ligne) string {
	var mots []string
	if l != nil {
		for _, cle := range sec.Resume {
			c := sec.champs[cle]
			if n.dit != nil && !n.dit(c) {
				continue
			}
			u := EnClair
			if c.nature().moment {
				u = Lu
			}
			if t := n.Ecrire(c, n.ex.Valeur(c, l), u); t != "" {
				mots = append(mots, t)
			}
		}
	}
	if len(mots) == 0 {
		place := 0
		if rub := n.ex.r[sec.Cle]; rub != nil {
			place = slices.Index(rub.Lignes, l) + 1
		}
		return fmt.Sprintf("%s %d", sec.Ligne, place)
	}
	return strings.Join(mots, ", ")
}

// Texte writes a value plainly, the rows and the statements it names by their names.
func (n Noms) Texte(c *Champ, v any) string { return n.Ecrire(c, v, EnClair) }

// Ecrire writes a value for one usage, the rows and the statements it names by their names.
func (n Noms) Ecrire(c *Champ, v any, u Usage) string {
	return Plume{Usage: u, Noms: n.designes}.Ecrire(c, v)
}

// designes names the rows or the statements that a value designates.
func (n Noms) designes(c *Champ, v any) []string {
	var noms []string
	for _, id := range enIDs(v) {
		if c.Designe() {
			id = c.Parmi + "." + id
		}
		noms = append(noms, n.Libelle(id))
	}
	return noms
}
