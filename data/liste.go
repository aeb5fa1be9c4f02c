package data

import (
	"time"
)

// Resume is a dossier as a list shows it.
type Resume struct {
	ID            int64
	Numero        string
	Service       string
	Titre         string // names of the people concerned
	Etat          string
	Etape         string
	NumeroParquet string
	Saisine       string
	Audience      string
	Echeance      string // the next deadline that runs
	Referent      int64
	ModifieLe     time.Time
}

// Filtre chooses the dossiers of a list. Zero values choose nothing.
type Filtre struct {
	Service  string
	Etat     string
	Etape    string
	Referent int64
	Du, Au   string // on Saisine, AAAA-MM-JJ
	Tri      string // numero, titre, saisine, audience, echeance, etape, modifie
	Datees   bool   // only those that have the date of Tri (audience, echeance)
	Inverse  bool
	Limite   int
	Decalage int
}
