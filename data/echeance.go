package data

// AFaire is a deadline that runs, in the list of the whole office.
type AFaire struct {
	Numero, Service string
	Dossier         string // names of the people concerned
	Referent        int64
	Cle             string // trame.EcheanceVue.ID
	Titre           string
	Date            string // AAAA-MM-JJ or AAAA-MM-JJTHH:MM
	Etat            string // trame.EcheanceAVenir, Proche, Depassee
	Dit             string // what it means that it is past
	Chemin          string // where to go in the dossier
	Legale          bool
	Clos            bool // the dossier is closed, and this runs all the same
}

// Echu is a dossier kept longer than its service keeps them.
type Echu struct {
	Resume
	// Depuis is the day since when it could have been deleted or put away, AAAA-MM-JJ.
	Depuis string
}
