package trame

import (
	"fmt"
	"slices"
	"strings"
	"time"
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
			if t := n.Texte(c, n.ex.Valeur(c, l)); t != "" {
				mots = append(mots, momentCourt(c.Type, t))
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

// momentCourt writes a date or an hour the way one reads it in a list: 02/01/2026, 9h05.
func momentCourt(genre, s string) string {
	for _, f := range []struct{ genre, de, vers string }{
		{TypeDate, "2006-01-02", "02/01/2006"},
		{TypeDateHeure, "2006-01-02T15:04", "02/01/2006 15h04"},
		{TypeHeure, "15:04", "15h04"},
	} {
		if t, err := time.Parse(f.de, s); genre == f.genre && err == nil {
			return t.Format(f.vers)
		}
	}
	return s
}

// Texte writes a value plainly, the rows and the statements it names by their names.
func (n Noms) Texte(c *Champ, v any) string {
	var noms []string
	switch {
	case c.Designe():
		for _, id := range enIDs(v) {
			noms = append(noms, n.Libelle(c.Parmi+"."+id))
		}
	case c.Type == TypeDeclarations:
		l, _ := v.([]string)
		for _, d := range l {
			noms = append(noms, n.Libelle(d))
		}
	default:
		return c.Texte(v)
	}
	return strings.Join(noms, ", ")
}
