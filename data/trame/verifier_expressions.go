package trame

import "fmt"

func cleExpression(source string, ligne *Section) string {
	if ligne == nil {
		return source
	}
	return ligne.Cle + "\x00" + source
}

func (c *chargeur) expression(chemin, source string, ligne *Section, attendu kind) *expression {
	if source == "" || c.err != nil {
		return nil
	}
	e, err := c.s.compile(source, ligne, attendu)
	if err != nil {
		c.faute(chemin, "%v", err)
		return nil
	}
	c.s.expressions[cleExpression(source, ligne)] = e
	return e
}

func (c *chargeur) expressionsSections() {
	for i, sec := range c.s.Sections {
		chemin := fmt.Sprintf("section[%d]", i)
		c.expression(chemin+".si", sec.Si, nil, kBool)
		c.si(sec.Apres != "" && c.s.Document(sec.Apres) == nil, chemin+".apres", "le document « %s » n’existe pas", sec.Apres)
		var ligne *Section
		if sec.Repetee {
			ligne = sec
		}
		for j, ch := range sec.Champs {
			p := fmt.Sprintf("%s.champ[%d]", chemin, j)
			if ch.Parmi != "" {
				c.repetee(p+".parmi", ch.Parmi)
			}
			c.expression(p+".si", ch.Si, ligne, kBool)
			c.expression(p+".formule", ch.Formule, ligne, kAny)
		}
	}
}

// cycles refuses conditions and formulas that depend on themselves.
func (c *chargeur) cycles() {
	if c.err != nil {
		return
	}
	liens := map[string][]string{}
	lieu := map[string]string{}
	for i, sec := range c.s.Sections {
		var ligne *Section
		if sec.Repetee {
			ligne = sec
		}
		if sec.Si != "" {
			liens[sec.Cle] = c.s.expressions[cleExpression(sec.Si, nil)].refs
		}
		lieu[sec.Cle] = fmt.Sprintf("section[%d].si", i)
		for j, ch := range sec.Champs {
			p := ch.Chemin()
			lieu[p] = fmt.Sprintf("section[%d].champ[%d]", i, j)
			liens[p] = append(liens[p], sec.Cle)
			for _, e := range []string{ch.Si, ch.Formule} {
				if e != "" {
					liens[p] = append(liens[p], c.s.expressions[cleExpression(e, ligne)].refs...)
				}
			}
		}
	}
	etat := map[string]int{} // 1: being visited, 2: done
	var visite func(n string) bool
	visite = func(n string) bool {
		if etat[n] != 0 {
			return etat[n] == 1
		}
		etat[n] = 1
		for _, m := range liens[n] {
			if visite(m) {
				c.faute(lieu[n], "« %s » dépend de lui-même", n)
				return true
			}
		}
		etat[n] = 2
		return false
	}
	for _, sec := range c.s.Sections {
		if visite(sec.Cle) {
			return
		}
		for _, ch := range sec.Champs {
			if visite(ch.Chemin()) {
				return
			}
		}
	}
}
