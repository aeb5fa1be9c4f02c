package data

import (
	"time"

	"justicepartage/data/trame"
)

// State of a dossier.
const (
	EtatOuvert = "ouvert"
	EtatClos   = "clos"
)

// Dossier is the file of one person for one affair in one service.
type Dossier struct {
	ID       int64
	Numero   string // AAAA-ESR-0001, never re-used
	Service  string
	Version  string // of the service, for ever
	Etat     string
	Etape    string // key of the step it stands at
	Referent int64  // account

	NumeroParquet string
	Juridiction   string
	Saisine       string // AAAA-MM-JJTHH:MM, or ""
	Audience      string

	Reponses trame.Reponses
	Revision int64 // grows with every change; a save names the revision it started from

	CreeLe    time.Time
	ModifieLe time.Time
	ClosLe    *time.Time

	Finalises  map[string]int  // finalised documents, by key, and by paper (trame.Exemplaire)
	Renonces   map[string]bool // deadlines that were waived
	TransmisLe string          // of the first finalised document that was handed over
	Desaccords []Desaccord     // answers of the account that diverge from those that stand
}

// Contexte returns what an examination of the dossier needs.
func (d *Dossier) Contexte(maintenant time.Time, signataire trame.Signataire) trame.Contexte {
	return trame.Contexte{Maintenant: maintenant, Signataire: signataire, Finalises: d.Finalises, Renonces: d.Renonces, TransmisLe: d.TransmisLe}
}

// Verrou says whether a section may still be written in, and if not why.
type Verrou int

// What keeps a section from being written in.
const (
	Libre     Verrou = iota
	Finalisee        // a finalised document froze it
	PasEncore        // it is written after a document that is not finalised yet
	DossierClos
)

// Verrou tells whether a section may be written in. Of a section whose rows are the
// matter of numbered documents, LignesFigees tells how many rows are frozen.
func (d *Dossier) Verrou(svc *trame.Service, sec *trame.Section) Verrou {
	switch {
	case d.Etat == EtatClos:
		return DossierClos
	case sec.Apres != "" && d.Finalises[sec.Apres] == 0:
		return PasEncore
	case sec.Apres == "" && !sec.Libre && d.FigePar(svc) != nil:
		return Finalisee
	}
	return Libre
}

// FigePar is the document that froze the sections of the dossier, nil when none did.
func (d *Dossier) FigePar(svc *trame.Service) *trame.Document {
	for _, doc := range svc.Documents {
		if doc.Fige() && d.Finalises[doc.Cle] > 0 {
			return doc
		}
	}
	return nil
}

// PourCorriger says by which document a finalised one is corrected, nothing when the service
// has none.
func PourCorriger(svc *trame.Service, cle string) string {
	x := svc.Complement(cle)
	if x == nil {
		return ""
	}
	return " Pour corriger ou ajouter : « " + x.Titre + " »."
}

// LignesFigees is the number of first rows of a section that finalised documents froze.
func (d *Dossier) LignesFigees(svc *trame.Service, sec *trame.Section) int {
	n := 0
	for _, doc := range svc.Documents {
		if doc.Lignes == sec.Cle {
			n = max(n, d.Finalises[doc.Cle])
		}
	}
	return n
}

// Ouvert refuses a closed dossier.
func (d *Dossier) Ouvert() error {
	if d.Etat == EtatClos {
		return ErrClos
	}
	return nil
}
