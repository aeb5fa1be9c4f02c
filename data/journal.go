package data

import (
	"time"
)

// Evenement is a line of the journal of a dossier.
type Evenement struct {
	ID      int64
	Le      time.Time
	Auteur  string
	Nature  string
	Texte   string
	Minutes int
}
