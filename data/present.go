package data

import (
	"slices"

	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Present is a person named by the answers of a dossier.
type Present struct {
	Personne
	Role, Ligne string // of the service, and the row of the answers
	Principal   bool
	Sur         string // how to reach them without danger
}

// Presents reads the people that the answers name, by the roles of the service.
func Presents(ex *trame.Examen) []Present {
	var out []Present
	svc := ex.Service()
	for _, role := range svc.Personnes {
		sec := svc.Section(role.Section)
		for _, l := range ex.Fiches(sec) {
			texte := func(cle string) string { return ex.DeRole(role, l, cle) }
			p := Present{Role: role.Role, Principal: role.Principal}
			p.Sur = texte(role.Sur)
			p.Nom, p.NomUsage, p.Prenoms, p.Naissance = texte(role.Nom), texte(role.NomUsage), texte(role.Prenoms), texte(role.Naissance)
			for _, cle := range role.Telephones {
				if tel := texte(cle); tel != "" {
					p.Telephones = append(p.Telephones, tel)
				}
			}
			switch g := texte(role.Genre); {
			case g == "":
			case g == role.Feminin:
				p.Genre = "f"
			case g == role.Masculin:
				p.Genre = "m"
			}
			if l != nil {
				p.Ligne = l.ID
			}
			if p.Nom != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// Identite is the person as likeness compares them.
func (p Personne) Identite() identite.Identite {
	return identite.Identite{Nom: p.Nom, NomUsage: p.NomUsage, Prenoms: p.Prenoms, Naissance: p.Naissance, Telephones: p.Telephones}
}

// Reunir lays what is newly said of a person over what was known; what is not said stays,
// phones add up.
func (p Personne) Reunir(n Personne) Personne {
	for _, c := range []struct {
		dest *string
		v    string
	}{{&p.Nom, n.Nom}, {&p.NomUsage, n.NomUsage}, {&p.Prenoms, n.Prenoms}, {&p.Naissance, n.Naissance}, {&p.Genre, n.Genre}} {
		if c.v != "" {
			*c.dest = c.v
		}
	}
	p.Telephones = slices.Clone(p.Telephones)
	for _, tel := range n.Telephones {
		if !slices.Contains(p.Telephones, tel) {
			p.Telephones = append(p.Telephones, tel)
		}
	}
	return p
}
