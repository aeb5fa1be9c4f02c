package data

import "justicepartage/data/trame"

// OrientationProposee is the orientation of an examined dossier that may be followed now.
func OrientationProposee(ex *trame.Examen, id string) (trame.OrientationVue, error) {
	for _, o := range ex.Orientations() {
		if o.ID() != id {
			continue
		}
		if o.Accord != trame.Oui {
			return o, ErrAccord
		}
		return o, nil
	}
	return trame.OrientationVue{}, ErrOrientation
}

// RolesOrientes are the role of the person who is oriented, and the one they take up in the
// other service; "" for none.
func RolesOrientes(svc, autre *trame.Service, o trame.OrientationVue) (de, vers string) {
	for _, p := range svc.Personnes {
		if o.Pour != "" && p.Section == o.Pour || o.Pour == "" && p.Principal {
			de = p.Role
			break
		}
	}
	for _, p := range autre.Personnes {
		if p.Principal {
			return de, p.Role
		}
	}
	return de, ""
}
