package data

import (
	"justicepartage/data/trame"
)

// Role is what an account may do.
type Role string

// The roles.
const (
	RoleAccueil     Role = "accueil"
	RoleIntervenant Role = "intervenant"
	RoleResponsable Role = "responsable"
	RoleTechnicien  Role = "technicien"
)

// Compte is a person who works in the program.
type Compte struct {
	ID       int64
	Login    string
	Nom      string // as printed under a signature: « Claire Vidal »
	Fonction string
	Role     Role
	// Services the account may see; empty means all of them.
	Services   []string
	HabiliteDu string // AAAA-MM-JJ, "" when not on the list of the court
	HabiliteAu string // AAAA-MM-JJ, "" until further notice
	RetireLe   string // instant at which the account was ended, "" while it works
}

// Signataire returns the account as signatory of a document.
func (c Compte) Signataire() trame.Signataire {
	return trame.Signataire{Nom: c.Nom, Fonction: c.Fonction, HabiliteDu: c.HabiliteDu, HabiliteAu: c.HabiliteAu}
}
