package trame

import "fmt"

// Compte is one counted value of an indicator.
type Compte struct{ Cle, Valeur string }

// Comptes returns what the yearly report counts in this dossier: the flagged answers
// and the indicators of the service. Unknown values are not counted.
func (ex *Examen) Comptes() []Compte {
	var out []Compte
	ex.chaqueReponse(func(c *Champ, _ *Ligne, v any) {
		if !c.Indicateur {
			return
		}
		switch v := v.(type) {
		case []string:
			for _, s := range v {
				out = append(out, Compte{c.Chemin(), s})
			}
		default:
			if t := comptable(v); t != "" {
				out = append(out, Compte{c.Chemin(), t})
			}
		}
	})
	for _, i := range ex.s.Indicateurs {
		if t := comptable(ex.eval(i.Valeur, nil, nil)); t != "" {
			out = append(out, Compte{i.Cle, t})
		}
	}
	return out
}

func comptable(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return oui
		}
		return non
	case float64:
		return fmt.Sprintf("%g", v)
	case Adresse:
		return v.Commune
	}
	return ""
}
