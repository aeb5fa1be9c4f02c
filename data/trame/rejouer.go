package trame

import (
	"maps"
	"reflect"
	"slices"
)

// Copie returns a deep copy.
func (r Reponses) Copie() Reponses {
	out := Reponses{}
	for k, rub := range r {
		if rub != nil {
			out[k] = rub.Copie()
		}
	}
	return out
}

// Copie returns a deep copy; nil for nil.
func (r *Rubrique) Copie() *Rubrique {
	if r == nil {
		return nil
	}
	n := &Rubrique{repetee: r.repetee, Valeurs: copieValeurs(r.Valeurs)}
	for _, l := range r.Lignes {
		n.Lignes = append(n.Lignes, &Ligne{ID: l.ID, Valeurs: copieValeurs(l.Valeurs)})
	}
	return n
}

func copieValeurs(m map[string]any) map[string]any {
	if m == nil {
		return nil
	}
	out := maps.Clone(m)
	for k, v := range out {
		if l, ok := v.([]string); ok {
			out[k] = slices.Clone(l)
		}
	}
	return out
}

// Rejouer makes on a section the changes that lead from one state of it to another, and
// no other: what was answered since, beside them, stays.
func (s *Service) Rejouer(r Reponses, section string, de, vers *Rubrique) {
	if vers == nil {
		vers = &Rubrique{repetee: s.sections[section].Repetee}
		defer func() {
			if rub := r[section]; rub != nil && len(rub.Valeurs)+len(rub.Lignes) == 0 {
				delete(r, section)
			}
		}()
	}
	if de == nil {
		de = &Rubrique{}
	}
	if r[section] == nil {
		r[section] = &Rubrique{repetee: vers.repetee}
	}
	rub := r[section]
	if !rub.repetee && rub.Valeurs == nil {
		rub.Valeurs = map[string]any{}
	}
	rejouerValeurs(rub.Valeurs, de.Valeurs, vers.Valeurs)
	for _, l := range de.Lignes {
		if vers.Ligne(l.ID) == nil {
			s.Retirer(r, section, l.ID)
		}
	}
	if r[section] == nil { // the last row went
		r[section] = rub
	}
	for i, l := range vers.Lignes {
		ici := rub.Ligne(l.ID)
		switch avant := de.Ligne(l.ID); {
		case ici == nil && avant == nil:
			n := &Ligne{ID: l.ID, Valeurs: copieValeurs(l.Valeurs)}
			rub.Lignes = slices.Insert(rub.Lignes, min(i, len(rub.Lignes)), n)
		case ici != nil && avant != nil:
			rejouerValeurs(ici.Valeurs, avant.Valeurs, l.Valeurs)
		}
	}
}

func rejouerValeurs(ici, de, vers map[string]any) {
	for k := range de {
		if _, reste := vers[k]; !reste {
			delete(ici, k)
		}
	}
	for k, v := range vers {
		if !reflect.DeepEqual(de[k], v) {
			ici[k] = v
		}
	}
}
