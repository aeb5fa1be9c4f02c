package trame

import "slices"

// Examen is the examination of one set of answers at one moment. It computes what is
// asked, once, and is not safe for concurrent use. The answers must not change under it.
type Examen struct {
	evaluation
	essais map[string][]*Ligne // verification attempts by statement
}

// Examiner starts an examination.
func (s *Service) Examiner(r Reponses, ctx Contexte) *Examen {
	ex := &Examen{evaluation: evaluation{s: s, r: r, ctx: ctx, memo: map[string]any{}, cours: map[string]bool{}}}
	ex.examen = ex
	return ex
}

// Service returns the service the answers belong to.
func (ex *Examen) Service() *Service { return ex.s }

// Reponses returns the answers under examination.
func (ex *Examen) Reponses() Reponses { return ex.r }

// Contexte returns what was handed in.
func (ex *Examen) Contexte() Contexte { return ex.ctx }

// Applicable tells whether a section is to be filled in.
func (ex *Examen) Applicable(sec *Section) Trivalent {
	return trivalent(ex.retenir("si "+sec.Cle, func() any { return ex.eval(sec.Si, nil, nil) }))
}

// ChampApplicable tells whether a question is to be answered; ligne is the row of a
// repeated section, nil otherwise.
func (ex *Examen) ChampApplicable(c *Champ, ligne *Ligne) Trivalent {
	if a := ex.Applicable(c.section); a != Oui || c.Si == "" {
		return a
	}
	return trivalent(ex.retenir("si "+cheminDe(c, ligne).String(), func() any { return ex.siChamp(c, ligne) }))
}

// Montre tells whether a form shows a question: its own condition holds, and its section
// is not ruled out. A section that is not known to apply yet can be written in; a
// question that hangs on an unanswered one waits for it.
func (ex *Examen) Montre(c *Champ, ligne *Ligne) bool {
	if ex.Applicable(c.section) == Non {
		return false
	}
	if c.Si == "" {
		return true
	}
	return trivalent(ex.retenir("si "+cheminDe(c, ligne).String(), func() any { return ex.siChamp(c, ligne) })) == Oui
}

// Valeur returns what a document prints for a question: the canonical value, a computed
// value, Invalide, or nil when it is unanswered or does not apply.
func (ex *Examen) Valeur(c *Champ, ligne *Ligne) any {
	switch v := ex.valeur(c, ligne).(type) {
	case *Inconnu:
		if faux, ok := ex.brut(c, ligne).(Invalide); ok {
			return faux
		}
		return nil
	default:
		return v
	}
}

// Lignes returns the rows of a repeated section that applies.
func (ex *Examen) Lignes(sec *Section) []*Ligne {
	if rub := ex.r[sec.Cle]; rub != nil && ex.Applicable(sec) == Oui {
		return rub.Lignes
	}
	return nil
}

// Fiches returns what a section is walked by: its rows when it is repeated, one nil row
// otherwise. Nothing when the section does not apply.
func (ex *Examen) Fiches(sec *Section) []*Ligne {
	switch {
	case sec.Repetee:
		return ex.Lignes(sec)
	case ex.Applicable(sec) == Oui:
		return []*Ligne{nil}
	}
	return nil
}

// DitAucun tells whether « there is none » was answered for a repeated section.
func (ex *Examen) DitAucun(sec *Section) bool {
	rub := ex.r[sec.Cle]
	return rub != nil && len(rub.Lignes) == 0 && ex.Applicable(sec) == Oui
}

// enIDs gives the rows that an answer names.
func enIDs(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// LignesDesignees gives the rows that the answer to a ligne or lignes names, in their own
// order.
func (ex *Examen) LignesDesignees(c *Champ, v any) []*Ligne {
	var out []*Ligne
	ids := enIDs(v)
	for _, l := range ex.Lignes(ex.s.sections[c.Parmi]) {
		if slices.Contains(ids, l.ID) {
			out = append(out, l)
		}
	}
	return out
}
