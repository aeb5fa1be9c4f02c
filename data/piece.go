package data

import (
	"time"
)

// Piece is a file attached to a dossier.
type Piece struct {
	ID      int64
	Nom     string
	Type    string // media type
	Octets  int
	SHA256  string
	AjoutLe time.Time
}
