package data

import (
	"time"
)

// Personne is somebody the association knows, in one or more dossiers.
type Personne struct {
	ID         int64
	Nom        string
	NomUsage   string
	Prenoms    string
	Naissance  string
	Genre      string // f, m or ""
	Telephones []string
}

// Doublon is a person already known who may be the one being entered.
type Doublon struct {
	Personne Personne
	Score    int
	Raisons  []string
	Dossiers []string // numbers this account may see
	// Ailleurs is true when the person is known in a service that this account may not
	// see: no content is shown, the responsable decides.
	Ailleurs bool
}

// Fusion is two records of one person made one.
type Fusion struct {
	ID       int64
	Gardee   int64
	Fondue   Personne // the record that went
	Dossiers []string // whose person changed record
	Le       time.Time
}

// Consigne says how a person may be reached without danger, and which dossier says it.
type Consigne struct {
	Nom, Prenoms string
	Texte        string
	Numero       string
}
