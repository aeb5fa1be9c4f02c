package data

// Seance is an appointment in the agenda of the office: a row of a dossier.
type Seance struct {
	Numero, Service  string
	Dossier          string // names of the people concerned
	Section, Ligne   string
	Titre            string // what it is: « Visite »
	Date, Debut, Fin string // AAAA-MM-JJ, HH:MM
	Lieu, Avec       string
	Presence         string // key of the option, "" when not answered
	Clos             bool   // its dossier is closed
}
