package trame

// Declaration is a statement that can be verified, with what became of it.
type Declaration struct {
	Chemin  string
	Libelle string
	Statut  string
}

// Statut returns the status of one statement.
func (ex *Examen) Statut(chemin string) string {
	v := ex.s.Verification
	if v == nil {
		return StatutDeclare
	}
	vus := map[string]bool{}
	for _, l := range essaisDe(ex, chemin) {
		if res, ok := l.Valeurs[v.Resultat].(string); ok {
			if e := v.Effets[res]; e != "" {
				vus[e] = true
			}
		}
	}
	switch {
	case vus[StatutInfirme] && (vus[StatutVerifie] || vus[StatutPartiel]):
		return StatutContradictoire
	case vus[StatutInfirme]:
		return StatutInfirme
	case vus[StatutPartiel]:
		return StatutPartiel
	case vus[StatutVerifie]:
		return StatutVerifie
	case vus[StatutNonVerifie]:
		return StatutNonVerifie
	}
	return StatutDeclare
}

// essaisDe returns the verification attempts about one statement.
func essaisDe(ex *Examen, chemin string) []*Ligne {
	if ex.essais == nil {
		ex.essais = map[string][]*Ligne{}
		if v := ex.s.Verification; v != nil {
			for _, l := range ex.Lignes(ex.s.sections[v.Section]) {
				noms, _ := l.Valeurs[v.Declarations].([]string)
				for _, n := range noms {
					ex.essais[n] = append(ex.essais[n], l)
				}
			}
		}
	}
	return ex.essais[chemin]
}

// Declarations lists the answered statements that can be verified, in the order of the
// form.
func (ex *Examen) Declarations() []Declaration {
	var out []Declaration
	ajouter := func(c Chemin) {
		p := c.String()
		out = append(out, Declaration{p, ex.Libelle(p), ex.Statut(p)})
	}
	for _, sec := range ex.s.Sections {
		for _, l := range ex.Fiches(sec) {
			if sec.Verifiable && l != nil {
				ajouter(Chemin{Section: sec.Cle, Ligne: l.ID})
			}
			for _, c := range sec.Champs {
				if c.Verifiable && ex.Valeur(c, l) != nil {
					ajouter(cheminDe(c, l))
				}
			}
		}
	}
	return out
}
