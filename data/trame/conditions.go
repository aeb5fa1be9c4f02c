package trame

// evaluation evaluates the conditions of a service on answers, each once.
type evaluation struct {
	examen *Examen // what conditions may ask besides answers
	s      *Service
	r      Reponses
	ctx    Contexte
	memo   map[string]any
	cours  map[string]bool // being evaluated
}

// eval evaluates a compiled expression. An empty source is true.
func (ev *evaluation) eval(source string, sec *Section, ligne *Ligne) any {
	if source == "" {
		return true
	}
	p := &portee{ex: ev.examen}
	cle := cleExpression(source, nil)
	if ligne != nil {
		p.ligne = &vueLigne{sec: sec, ligne: ligne}
		cle = cleExpression(source, sec)
	}
	e := ev.s.expressions[cle]
	if e == nil {
		panic("trame: expression not compiled at loading: " + source)
	}
	return p.eval(e.node)
}

// Condition evaluates a condition of the service, given as its source text.
func (ev *evaluation) condition(source string) Trivalent { return trivalent(ev.eval(source, nil, nil)) }

// retenir computes a value once. A value that depends on itself is unknown; loading
// refuses such trames, this only keeps an old one from looping.
func (ev *evaluation) retenir(cle string, f func() any) any {
	if v, ok := ev.memo[cle]; ok {
		return v
	}
	if ev.cours[cle] {
		return inconnu(cle)
	}
	ev.cours[cle] = true
	v := f()
	delete(ev.cours, cle)
	ev.memo[cle] = v
	return v
}

func (ev *evaluation) siChamp(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ev.eval(c.Si, c.section, ligne)
	}
	return ev.eval(c.Si, nil, nil)
}

// valeur is what a question is worth in an expression: its answer, unknown when it is
// unanswered, nil when it does not apply.
func (ev *evaluation) valeur(c *Champ, ligne *Ligne) any {
	chemin := cheminDe(c, ligne).String()
	return ev.retenir(chemin, func() any {
		si := ev.retenir("si "+c.section.Cle, func() any { return ev.eval(c.section.Si, nil, nil) })
		if si == true && c.Si != "" {
			si = ev.retenir("si "+chemin, func() any { return ev.siChamp(c, ligne) })
		}
		switch {
		case estInconnu(si):
			return si
		case si != true:
			return nil
		case c.Calcule():
			return ev.calcul(c, ligne)
		}
		v := ev.brut(c, ligne)
		if _, faux := v.(Invalide); v == nil || faux {
			return inconnu(chemin)
		}
		return v
	})
}

// calcul evaluates a formula; amounts are rounded to the cent.
func (ev *evaluation) calcul(c *Champ, ligne *Ligne) any {
	var v any
	if ligne != nil {
		v = ev.eval(c.Formule, c.section, ligne)
	} else {
		v = ev.eval(c.Formule, nil, nil)
	}
	if f, ok := v.(float64); ok && c.Format == TypeMontant {
		return auCentime(f)
	}
	return v
}

// brut is the stored answer, nil when there is none.
func (ev *evaluation) brut(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ligne.Valeurs[c.Cle]
	}
	if rub := ev.r[c.section.Cle]; rub != nil {
		return rub.Valeurs[c.Cle]
	}
	return nil
}

// lignes gives the rows of a repeated section as an expression sees them.
func (ev *evaluation) lignes(sec *Section) any {
	si := ev.retenir("si "+sec.Cle, func() any { return ev.eval(sec.Si, nil, nil) })
	switch {
	case estInconnu(si):
		return si
	case si != true:
		return []any{}
	}
	rub := ev.r[sec.Cle]
	if rub == nil {
		return inconnu(sec.Cle)
	}
	out := make([]any, len(rub.Lignes))
	for i, l := range rub.Lignes {
		out[i] = &vueLigne{sec: sec, ligne: l}
	}
	return out
}

func cheminDe(c *Champ, ligne *Ligne) Chemin {
	ch := Chemin{Section: c.section.Cle, Champ: c.Cle}
	if ligne != nil {
		ch.Ligne = ligne.ID
	}
	return ch
}
