package data

import (
	"justicepartage/data/trame"
)

// Releve is a statement across dossiers, over a period.
type Releve struct {
	Titre, Note string
	Du, Au      string // AAAA-MM-JJ, both included
	Colonnes    []trame.ColonneReleve
	Lignes      [][]any // string, float64, bool or nil, in the order of the columns
}
