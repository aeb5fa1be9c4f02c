package trame

import "time"

// JourDroit is the day that dates the law: that of the request, today when it is not
// known.
func (ex *Examen) JourDroit() string {
	if s, ok := ex.Repere(ex.s.Reperes.Saisine).(string); ok && len(s) >= 10 {
		return s[:10]
	}
	return ex.ctx.Maintenant.Format(time.DateOnly)
}

// Intitule names a dossier that is about no person in particular, "" when it has no name.
func (ex *Examen) Intitule() string {
	s, _ := ex.Repere(ex.s.Reperes.Titre).(string)
	return s
}

// Repere returns the answer at one of the paths of Reperes, or nil.
func (ex *Examen) Repere(chemin string) any {
	if chemin == "" {
		return nil
	}
	c, err := ex.s.Chemin(chemin)
	if err != nil {
		return nil
	}
	return ex.Valeur(ex.s.Champ(c.Section, c.Champ), nil)
}

// DeRole gives the text of a field by which a role identifies a person (« nom », « prenoms »…);
// l is the row of a repeated section. "" for a field that the role does not name.
func (ex *Examen) DeRole(p *RolePersonne, l *Ligne, champ string) string {
	if champ == "" {
		return ""
	}
	s, _ := ex.Valeur(ex.s.sections[p.Section].champs[champ], l).(string)
	return s
}
