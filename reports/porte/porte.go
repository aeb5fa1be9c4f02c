// Package porte is the one way from a document to the answers of a dossier. What the
// document must not say (tait) does not come through: not as a value, not in the name of a
// row, not as a count. Nothing else of reports holds an examination, so that the compiler,
// and not the care of whoever writes a template function, keeps the silence.
package porte

import (
	"slices"

	"justicepartage/data/trame"
)

// Porte shows an examination as one document may see it.
type Porte struct {
	ex   *trame.Examen
	d    *trame.Document
	noms trame.Noms
	tus  map[*trame.Champ]bool // what is known of Cache
}

// Ouvrir shows an examination as a document may see it.
func Ouvrir(ex *trame.Examen, d *trame.Document) *Porte {
	p := &Porte{ex: ex, d: d, tus: map[*trame.Champ]bool{}}
	p.noms = ex.Noms(func(c *trame.Champ) bool { return !p.Cache(c) })
	return p
}

// Ligne is a row of a repeated section. It tells nothing but its name.
type Ligne struct{ l *trame.Ligne }

// ID names the row in its section.
func (l *Ligne) ID() string { return l.l.ID }

func (l *Ligne) dedans() *trame.Ligne {
	if l == nil {
		return nil
	}
	return l.l
}

func envelopper(lignes []*trame.Ligne) []*Ligne {
	out := make([]*Ligne, len(lignes))
	for i, l := range lignes {
		if l != nil {
			out[i] = &Ligne{l}
		}
	}
	return out
}

// Service returns the service the answers belong to.
func (p *Porte) Service() *trame.Service { return p.ex.Service() }

// Contexte returns what is not an answer: who signs, what time it is.
func (p *Porte) Contexte() trame.Contexte { return p.ex.Contexte() }

// Cache tells whether the document must not reveal a field.
func (p *Porte) Cache(c *trame.Champ) bool {
	tu, connu := p.tus[c]
	if !connu {
		tu = p.d.Cache(c)
		p.tus[c] = tu
	}
	return tu
}

// Valeur is what the document prints for a question: see trame.Examen.Valeur. nil for what
// it must not reveal; l is the row of a repeated section.
func (p *Porte) Valeur(c *trame.Champ, l *Ligne) any {
	if c == nil || p.Cache(c) {
		return nil
	}
	return p.ex.Valeur(c, l.dedans())
}

// Applicable tells whether a section is to be filled in; one that must not be revealed is
// not.
func (p *Porte) Applicable(sec *trame.Section) trame.Trivalent {
	if sec == nil || p.d.CacheSection(sec) {
		return trame.Non
	}
	return p.ex.Applicable(sec)
}

// ChampApplicable tells whether a question is to be answered.
func (p *Porte) ChampApplicable(c *trame.Champ, l *Ligne) trame.Trivalent {
	if p.Cache(c) {
		return trame.Non
	}
	return p.ex.ChampApplicable(c, l.dedans())
}

// Lignes returns the rows of a repeated section that applies and may be revealed.
func (p *Porte) Lignes(sec *trame.Section) []*Ligne {
	if sec == nil || p.d.CacheSection(sec) {
		return nil
	}
	return envelopper(p.ex.Lignes(sec))
}

// LigneDuDocument returns the row that a document made for each row is about, answers or
// not: a form to look at has none.
func (p *Porte) LigneDuDocument(sec *trame.Section, id string) *Ligne {
	for _, l := range p.ex.Lignes(sec) {
		if l.ID == id {
			return &Ligne{l}
		}
	}
	return &Ligne{&trame.Ligne{ID: id}}
}

// RangLigne is the place of a row in its section, from 0.
func (p *Porte) RangLigne(sec *trame.Section, id string) int {
	return slices.IndexFunc(p.ex.Lignes(sec), func(l *trame.Ligne) bool { return l.ID == id })
}

// Fiches returns what a section is walked by: its rows, or one nil row.
func (p *Porte) Fiches(sec *trame.Section) []*Ligne {
	if p.d.CacheSection(sec) {
		return nil
	}
	return envelopper(p.ex.Fiches(sec))
}

// LignesDesignees gives the rows that an answer names.
func (p *Porte) LignesDesignees(c *trame.Champ, v any) []*Ligne {
	if sec := p.Service().Section(c.Parmi); p.Cache(c) || sec == nil || p.d.CacheSection(sec) {
		return nil
	}
	return envelopper(p.ex.LignesDesignees(c, v))
}

// DitAucun tells whether « there is none » was answered.
func (p *Porte) DitAucun(sec *trame.Section) bool {
	return sec != nil && !p.d.CacheSection(sec) && p.ex.DitAucun(sec)
}

// Vide tells whether nothing at all was answered in a section.
func (p *Porte) Vide(sec *trame.Section) bool {
	if p.Applicable(sec) != trame.Oui {
		return true
	}
	if sec.Repetee {
		return !p.Repondue(sec)
	}
	return !slices.ContainsFunc(sec.Champs, func(c *trame.Champ) bool { return !c.Calcule() && p.Valeur(c, nil) != nil })
}

// Repondue tells whether a repeated section has rows or says that there is none.
func (p *Porte) Repondue(sec *trame.Section) bool {
	return !p.d.CacheSection(sec) && p.ex.Reponses()[sec.Cle] != nil
}

// Libelle names a question or a row; "" when the document must not reveal it.
func (p *Porte) Libelle(chemin string) string {
	if p.tu(chemin) {
		return ""
	}
	return p.noms.Libelle(chemin)
}

// tu tells whether the document must not speak of what is at a path.
func (p *Porte) tu(chemin string) bool {
	s := p.Service()
	if sec := s.Section(chemin); sec != nil {
		return p.d.CacheSection(sec)
	}
	c, err := s.Chemin(chemin)
	switch {
	case err != nil: // no answer is there
		return false
	case c.Champ == "":
		return p.d.CacheSection(s.Section(c.Section))
	}
	return p.Cache(s.Champ(c.Section, c.Champ))
}

// NomLigne names a row by its most telling answers, of those that may be revealed.
func (p *Porte) NomLigne(sec *trame.Section, l *Ligne) string {
	if p.d.CacheSection(sec) {
		return ""
	}
	return p.noms.Ligne(sec, l.dedans())
}

// Statut returns the status of a statement; "" when the document must not reveal it.
func (p *Porte) Statut(chemin string) string {
	if p.tu(chemin) {
		return ""
	}
	return p.ex.Statut(chemin)
}

// Declaration is a statement that can be verified.
type Declaration struct {
	Chemin  string
	Libelle string
	Statut  string
	Champ   *trame.Champ // nil for a row
	Valeur  any          // of Champ
	Ligne   *Ligne
}

// Declarations lists the answered statements that may be revealed, in the order of the form.
func (p *Porte) Declarations() []Declaration {
	var out []Declaration
	for _, d := range p.ex.Declarations() {
		if p.tu(d.Chemin) {
			continue
		}
		c, _ := p.Service().Chemin(d.Chemin) // it was read just before
		x := Declaration{Chemin: d.Chemin, Libelle: p.Libelle(d.Chemin), Statut: d.Statut}
		if l := p.ex.Reponses()[c.Section].Ligne(c.Ligne); l != nil {
			x.Ligne = &Ligne{l}
		}
		if c.Champ != "" {
			x.Champ = p.Service().Champ(c.Section, c.Champ)
			x.Valeur = p.Valeur(x.Champ, x.Ligne)
		}
		out = append(out, x)
	}
	return out
}

// Repere returns the answer at one of the landmarks of the service.
func (p *Porte) Repere(chemin string) any {
	if p.tu(chemin) {
		return nil
	}
	return p.ex.Repere(chemin)
}

// Revele tells whether the document may speak of a landmark that the service has.
func (p *Porte) Revele(chemin string) bool { return chemin != "" && !p.tu(chemin) }

// Qualification returns what the law makes of the request.
func (p *Porte) Qualification() *trame.Qualifiee { return p.ex.Qualification() }

// Manques names the questions that must be answered before the law can be applied. The text
// of a question tells no answer; the name of a row does.
func (p *Porte) Manques(q *trame.Qualifiee) []string {
	var out []string
	for _, m := range q.Manques {
		if c, err := p.Service().Chemin(m); err == nil && c.Ligne != "" && p.tu(m) {
			continue
		}
		out = append(out, p.noms.Libelle(m))
	}
	return out
}

// Article returns a reference of the law as it reads at the date of the request.
func (p *Porte) Article(cle string) *trame.Article { return p.ex.Article(cle) }
