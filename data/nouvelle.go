package data

// Nouvelle tells that something changed in the base, without saying what it is now: who
// wants to know reads it, with the rights of their account.
type Nouvelle struct {
	Rang    uint64 // grows with each
	Quoi    string
	Service string // of the dossier, "" for what belongs to no service
	Numero  string // of the dossier, or ""
	Par     string // Session.ID of who made it, "" for the base itself
}

// What a Nouvelle is about.
const (
	NouvelleDossier  = "dossier"      // answers, state, documents, pieces, deadlines of one dossier
	NouvelleAgenda   = "agenda"       // appointments of one dossier
	NouvelleJournal  = "journal"      // the journal of one dossier
	NouvelleComptes  = "utilisateurs" // accounts and their rights
	NouvelleReglages = "reglages"     // settings of the association
	NouvelleServices = "services"     // texts adapted by the association
	NouvelleTout     = "tout"         // too much changed, or the base was opened anew: read everything again
)
