package trame

import "slices"

// Examen is the examination of one set of answers at one moment. It computes what is
// asked, once, and is not safe for concurrent use. The answers must not change under it.
type Examen struct {
	s     *Service
	r     Reponses
	ctx   Contexte
	memo  map[string]any
	cours map[string]bool

	essais map[string][]*Ligne // verification attempts by statement
}

// Examiner starts an examination.
func (s *Service) Examiner(r Reponses, ctx Contexte) *Examen {
	return &Examen{s: s, r: r, ctx: ctx, memo: map[string]any{}, cours: map[string]bool{}}
}

// Service returns the service the answers belong to.
func (ex *Examen) Service() *Service { return ex.s }

// Reponses returns the answers under examination.
func (ex *Examen) Reponses() Reponses { return ex.r }

// Contexte returns what was handed in.
func (ex *Examen) Contexte() Contexte { return ex.ctx }

// eval evaluates a compiled expression. An empty source is true.
func (ex *Examen) eval(source string, sec *Section, ligne *Ligne) any {
	if source == "" {
		return true
	}
	p := &portee{ex: ex}
	cle := cleExpression(source, nil)
	if ligne != nil {
		p.ligne = &vueLigne{sec: sec, ligne: ligne}
		cle = cleExpression(source, sec)
	}
	e := ex.s.expressions[cle]
	if e == nil {
		panic("trame: expression not compiled at loading: " + source)
	}
	return p.eval(e.node)
}

// Condition evaluates a condition of the service, given as its source text.
func (ex *Examen) condition(source string) Trivalent { return trivalent(ex.eval(source, nil, nil)) }

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

func (ex *Examen) siChamp(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ex.eval(c.Si, c.section, ligne)
	}
	return ex.eval(c.Si, nil, nil)
}

func cheminDe(c *Champ, ligne *Ligne) Chemin {
	ch := Chemin{Section: c.section.Cle, Champ: c.Cle}
	if ligne != nil {
		ch.Ligne = ligne.ID
	}
	return ch
}

// retenir computes a value once. A value that depends on itself is unknown; loading
// refuses such trames, this only keeps an old one from looping.
func (ex *Examen) retenir(cle string, f func() any) any {
	if v, ok := ex.memo[cle]; ok {
		return v
	}
	if ex.cours[cle] {
		return inconnu(cle)
	}
	ex.cours[cle] = true
	v := f()
	delete(ex.cours, cle)
	ex.memo[cle] = v
	return v
}

// valeur is what a question is worth in an expression: its answer, unknown when it is
// unanswered, nil when it does not apply.
func (ex *Examen) valeur(c *Champ, ligne *Ligne) any {
	chemin := cheminDe(c, ligne).String()
	return ex.retenir(chemin, func() any {
		si := ex.retenir("si "+c.section.Cle, func() any { return ex.eval(c.section.Si, nil, nil) })
		if si == true && c.Si != "" {
			si = ex.retenir("si "+chemin, func() any { return ex.siChamp(c, ligne) })
		}
		switch {
		case estInconnu(si):
			return si
		case si != true:
			return nil
		case c.Calcule():
			return ex.calcul(c, ligne)
		}
		v := ex.brut(c, ligne)
		if _, faux := v.(Invalide); v == nil || faux {
			return inconnu(chemin)
		}
		return v
	})
}

// calcul evaluates a formula; amounts are rounded to the cent.
func (ex *Examen) calcul(c *Champ, ligne *Ligne) any {
	var v any
	if ligne != nil {
		v = ex.eval(c.Formule, c.section, ligne)
	} else {
		v = ex.eval(c.Formule, nil, nil)
	}
	if f, ok := v.(float64); ok && c.Format == TypeMontant {
		return auCentime(f)
	}
	return v
}

// brut is the stored answer, nil when there is none.
func (ex *Examen) brut(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ligne.Valeurs[c.Cle]
	}
	if rub := ex.r[c.section.Cle]; rub != nil {
		return rub.Valeurs[c.Cle]
	}
	return nil
}

// lignes gives the rows of a repeated section as an expression sees them.
func (ex *Examen) lignes(sec *Section) any {
	si := ex.retenir("si "+sec.Cle, func() any { return ex.eval(sec.Si, nil, nil) })
	switch {
	case estInconnu(si):
		return si
	case si != true:
		return []any{}
	}
	rub := ex.r[sec.Cle]
	if rub == nil {
		return inconnu(sec.Cle)
	}
	out := make([]any, len(rub.Lignes))
	for i, l := range rub.Lignes {
		out[i] = &vueLigne{sec: sec, ligne: l}
	}
	return out
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
