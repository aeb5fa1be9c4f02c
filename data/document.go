package data

import (
	"time"

	"justicepartage/data/trame"
)

// Document is a finalised document: its bytes never change.
type Document struct {
	ID          int64
	Dossier     string // number
	Cle         string
	Ligne       string // row it is about, "" for none
	Titre       string
	Numero      int // 1 for the first of its kind in the dossier
	Octets      int
	SHA256      string
	FinalisePar string
	FinaliseLe  time.Time
	Transmis    *Transmission
}

// Exemplaire names the paper it is (trame.Exemplaire).
func (x *Document) Exemplaire() string { return trame.IDExemplaire(x.Cle, x.Ligne) }

// Transmission is the handing over of a document.
type Transmission struct {
	A     string // to whom
	Moyen string
	Le    string // AAAA-MM-JJTHH:MM
}
