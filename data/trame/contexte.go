package trame

import "time"

// Signataire is the person who signs, with the period of their habilitation (CPP,
// art. R. 15-35 and following). Empty fields are unknown.
type Signataire struct {
	Nom, Fonction          string
	HabiliteDu, HabiliteAu string // AAAA-MM-JJ; an empty end means until further notice
}

// Contexte is what an examination needs besides the answers.
type Contexte struct {
	Maintenant time.Time // civil time of the office
	Signataire Signataire
	// Finalises counts the finalised documents of the dossier, by key.
	Finalises map[string]int
	// Renonces are the deadlines that were waived, by ID.
	Renonces map[string]bool
	// TransmisLe is when the main document was handed over, AAAA-MM-JJTHH:MM, or "".
	TransmisLe string
}

// Trivalent is yes, no, or not known yet.
type Trivalent int

// The three values.
const (
	Inconnue Trivalent = iota
	Non
	Oui
)

func trivalent(v any) Trivalent {
	switch v := v.(type) {
	case *Inconnu:
		return Inconnue
	case bool:
		if v {
			return Oui
		}
	}
	return Non
}
