package trame

import (
	"fmt"
	"slices"
)

// Empechement is a reason why a document cannot be finalised.
type Empechement struct {
	Message string
	Chemin  string
}

// Possible tells whether a document fits the dossier, and why not. A document for each row
// fits when it fits its row.
func (ex *Examen) Possible(d *Exemplaire) (bool, string) {
	if a := ex.Arrets(d.Cle); len(a) > 0 {
		return false, a[0].Message
	}
	if d.Complete != "" && ex.ctx.Finalises[d.Complete] == 0 {
		return false, fmt.Sprintf("« %s » n’est pas encore finalisé : il n’y a rien à compléter.", ex.s.Document(d.Complete).Titre)
	}
	if d.Pour == "" {
		if ex.condition(d.Si) != Oui {
			return false, d.Sinon
		}
		return true, ""
	}
	sec := ex.s.sections[d.Pour]
	lignes := ex.Lignes(sec)
	i := slices.IndexFunc(lignes, func(l *Ligne) bool { return l.ID == d.Ligne })
	switch {
	case len(lignes) == 0:
		return false, fmt.Sprintf("Ce document se fait pour chaque ligne de « %s » : il n’y en a pas encore.", sec.Titre)
	case i < 0:
		return false, fmt.Sprintf("Choisissez pour qui, dans « %s ».", sec.Titre)
	case trivalent(ex.eval(d.Si, sec, lignes[i])) != Oui:
		return false, d.Sinon
	}
	return true, ""
}

// Empechements lists what keeps a document from being finalised: missing answers,
// answers that were not understood, blocking rules. What blocks another row than that of the
// paper does not block it.
func (ex *Examen) Empechements(d *Exemplaire) []Empechement {
	var out []Empechement
	if ok, pourquoi := ex.Possible(d); !ok {
		out = append(out, Empechement{Message: pourquoi})
	}
	if !d.Finalisable {
		out = append(out, Empechement{Message: fmt.Sprintf("« %s » ne se finalise pas.", d.Titre)})
	}
	for _, c := range ex.Completude() {
		// What comes after a document is not required for it, and the other way round.
		if c.Section.Apres != d.Complete {
			continue
		}
		for _, m := range c.Manques {
			out = append(out, Empechement{fmt.Sprintf("%s : « %s » n’est pas renseigné.", m.Section.Titre, m.Libelle), m.Chemin})
		}
		for _, p := range c.Invalides {
			out = append(out, Empechement{fmt.Sprintf("%s : « %s » n’a pas été compris.", c.Section.Titre, ex.Libelle(p)), p})
		}
	}
	for _, a := range ex.Controles(d.Cle) {
		c, err := ex.s.Chemin(a.Chemin)
		ailleurs := err == nil && d.Pour != "" && c.Section == d.Pour && c.Ligne != "" && c.Ligne != d.Ligne
		if a.Gravite == GraviteBloquant && !ailleurs {
			out = append(out, Empechement{a.Message, a.Chemin})
		}
	}
	return out
}
