package data

import (
	"time"
)

// Adaptation is a text of the association laid over a shipped one.
type Adaptation struct {
	Chemin string // of the file: services/<id>/…, tables/…
	Texte  string
	Par    string
	Le     time.Time
}
