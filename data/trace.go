package data

import (
	"time"
)

// Trace is a line of the audit.
type Trace struct {
	ID     int64
	Le     time.Time
	Compte string
	Action string
	Numero string // of the dossier, or ""
	Objet  string // path of the answer, key of the document…
	Avant  string
	Apres  string
}
