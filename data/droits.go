package data

import (
	"slices"
	"strings"
)

// NomsPermis refuses the accounts that may see nobody.
func (c Compte) NomsPermis() error {
	if c.Role == RoleTechnicien {
		return &Erreur{Code: Refuse, Message: "Un compte technique ne donne pas accès aux dossiers."}
	}
	return nil
}

// ContenuPermis refuses the accounts that may see no content.
func (c Compte) ContenuPermis() error {
	if c.Role == RoleAccueil {
		return &Erreur{
			Code:    Refuse,
			Message: "Un compte d’accueil donne accès aux noms et aux rendez-vous, pas au contenu des dossiers. Demandez à la personne qui suit le dossier.",
		}
	}
	return c.NomsPermis()
}

// AdministrerPermis refuses whoever is not responsable.
func (c Compte) AdministrerPermis() error {
	if c.Role != RoleResponsable {
		return &Erreur{Code: Refuse, Message: "Seul un compte de responsable peut faire cela."}
	}
	return nil
}

// Voit tells whether an account sees a service: one it names, or without a list every
// service that is not reserved.
func (c Compte) Voit(service string, reserves []string) bool {
	if len(c.Services) == 0 {
		return !slices.Contains(reserves, service)
	}
	return slices.Contains(c.Services, service)
}

// Roles are those an account may have.
var Roles = []Role{RoleAccueil, RoleIntervenant, RoleResponsable, RoleTechnicien}

// Verifier refuses an account that is not complete, and takes the spaces around its names away.
func (c *Compte) Verifier() error {
	c.Login, c.Nom = strings.TrimSpace(c.Login), strings.TrimSpace(c.Nom)
	switch {
	case c.Login == "" || c.Nom == "":
		return &Erreur{Code: Saisie, Message: "Un compte a un identifiant et un nom : complétez-les."}
	case !slices.Contains(Roles, c.Role):
		return &Erreur{Code: Saisie, Message: "Ce rôle n’existe pas : choisissez accueil, intervenant, responsable ou technicien."}
	}
	return nil
}

// Apprend tells whether an account is told of a change.
func (c Compte) Apprend(n Nouvelle, reserves []string) bool {
	return n.Service == "" || c.NomsPermis() == nil && c.Voit(n.Service, reserves)
}
