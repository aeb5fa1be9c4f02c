package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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

// Empreinte is the SHA-256 of bytes, as it is written.
func Empreinte(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// NouveauDocument is the n-th paper of its kind, about to be kept.
func (d *Dossier) NouveauDocument(doc *trame.Document, ligne string, n int, octets []byte) *Document {
	x := &Document{Dossier: d.Numero, Cle: doc.Cle, Ligne: ligne, Titre: doc.Titre, Numero: n, Octets: len(octets), SHA256: Empreinte(octets)}
	if doc.Complete != "" || n > 1 {
		x.Titre = fmt.Sprintf("%s n° %d", doc.Titre, n)
	}
	return x
}
