package data

import (
	"time"

	"justicepartage/data/trame"
)

// Impression is a document about to be finalised, as it is handed to what prints it.
type Impression struct {
	Examen      *trame.Examen
	Papier      *trame.Exemplaire
	Numero      string // of the dossier
	Rang        int    // 1 for the first of its kind
	Association Association
	Le          time.Time
}

// Finalisation asks for a document to be frozen.
type Finalisation struct {
	Numero string // of the dossier
	Papier string // trame.Exemplaire.ID
	// Revision is that of the dossier that was looked at: nobody signs what they did not see.
	Revision int64
	Gardees  []string // extracts of wordings that were kept on purpose
}
