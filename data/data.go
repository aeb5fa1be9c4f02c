// Package data is the model: the dossier and what surrounds it, and the errors that
// cross the rooms. It knows no SQL, no window and no PDF.
//
// Instants are time.Time in UTC; civil dates and hours, as people say them, are texts:
// AAAA-MM-JJ, HH:MM, AAAA-MM-JJTHH:MM.
package data

import (
	"errors"
	"slices"
	"time"

	"justicepartage/data/trame"
)

// Code tells programs what kind of error happened.
type Code string

// The codes.
const (
	Introuvable Code = "introuvable" // it does not exist, or not for this account
	Conflit     Code = "conflit"     // somebody else changed it first
	Refuse      Code = "refuse"      // not allowed: rights, password
	Fige        Code = "fige"        // finalised: it no longer changes
	Saisie      Code = "saisie"      // what was given does not fit
	Base        Code = "base"        // the file cannot be used: newer, damaged, not ours
	Interne     Code = "interne"     // anything else
)

// Erreur is an error with two audiences: Code for programs, Message for people. Message
// is a French sentence that says what happened and what to do; it never holds a name.
type Erreur struct {
	Code    Code
	Message string
	Err     error // the cause, for the log
}

func (e *Erreur) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Erreur) Unwrap() error { return e.Err }

// CodeDe returns the code of an error, Interne when it has none, "" for nil.
func CodeDe(err error) Code {
	var e *Erreur
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	}
	return Interne
}

// Role is what an account may do.
type Role string

// The roles.
const (
	RoleAccueil     Role = "accueil"
	RoleIntervenant Role = "intervenant"
	RoleResponsable Role = "responsable"
	RoleTechnicien  Role = "technicien"
)

// Compte is a person who works in the program.
type Compte struct {
	ID       int64
	Login    string
	Nom      string // as printed under a signature: « Claire Vidal »
	Fonction string
	Role     Role
	// Services the account may see; empty means all of them.
	Services   []string
	HabiliteDu string // AAAA-MM-JJ, "" when not on the list of the court
	HabiliteAu string // AAAA-MM-JJ, "" until further notice
	RetireLe   string // instant at which the account was ended, "" while it works
}

// Signataire returns the account as signatory of a document.
func (c Compte) Signataire() trame.Signataire {
	return trame.Signataire{Nom: c.Nom, Fonction: c.Fonction, HabiliteDu: c.HabiliteDu, HabiliteAu: c.HabiliteAu}
}

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
	case sec.Apres == "" && !sec.Libre && slices.ContainsFunc(svc.Documents, func(doc *trame.Document) bool {
		return doc.Fige() && d.Finalises[doc.Cle] > 0
	}):
		return Finalisee
	}
	return Libre
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

// Resume is a dossier as a list shows it.
type Resume struct {
	ID            int64
	Numero        string
	Service       string
	Titre         string // names of the people concerned
	Etat          string
	Etape         string
	NumeroParquet string
	Saisine       string
	Audience      string
	Echeance      string // the next deadline that runs
	Referent      int64
	ModifieLe     time.Time
}

// Personne is somebody the association knows, in one or more dossiers.
type Personne struct {
	ID         int64
	Nom        string
	NomUsage   string
	Prenoms    string
	Naissance  string
	Genre      string // f, m or ""
	Telephones []string
}

// Doublon is a person already known who may be the one being entered.
type Doublon struct {
	Personne Personne
	Score    int
	Raisons  []string
	Dossiers []string // numbers this account may see
	// Ailleurs is true when the person is known in a service that this account may not
	// see: no content is shown, the responsable decides.
	Ailleurs bool
}

// Evenement is a line of the journal of a dossier.
type Evenement struct {
	ID      int64
	Le      time.Time
	Auteur  string
	Nature  string
	Texte   string
	Minutes int
}

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

// Piece is a file attached to a dossier.
type Piece struct {
	ID      int64
	Nom     string
	Type    string // media type
	Octets  int
	SHA256  string
	AjoutLe time.Time
}

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

// Fusion is two records of one person made one.
type Fusion struct {
	ID       int64
	Gardee   int64
	Fondue   Personne // the record that went
	Dossiers []string // whose person changed record
	Le       time.Time
}

// Adaptation is a text of the association laid over a shipped one.
type Adaptation struct {
	Chemin string // of the file: services/<id>/…, tables/…
	Texte  string
	Par    string
	Le     time.Time
}

// Releve is a statement across dossiers, over a period.
type Releve struct {
	Titre, Note string
	Du, Au      string // AAAA-MM-JJ, both included
	Colonnes    []trame.ColonneReleve
	Lignes      [][]any // string, float64, bool or nil, in the order of the columns
}

// Consigne says how a person may be reached without danger, and which dossier says it.
type Consigne struct {
	Nom, Prenoms string
	Texte        string
	Numero       string
}

// Trace is a line of the audit.
type Trace struct {
	ID     int64
	Le     time.Time
	Compte string
	Action string
	Numero string // of the dossier, or ""
	Objet  string // path of the answer, key of the document…
	Avant  string
	Apres  string
}

// Association is what the letterhead and the fixed sentences say of the association.
type Association struct {
	Nom           string   `json:"nom"`
	SousTitre     string   `json:"sous_titre,omitempty"`
	Adresse       []string `json:"adresse,omitempty"`
	Telephone     string   `json:"telephone,omitempty"`
	Courriel      string   `json:"courriel,omitempty"`
	Appartenances []string `json:"appartenances,omitempty"` // federations
	Habilitation  string   `json:"habilitation,omitempty"`  // reference of the habilitation
	Logo          []byte   `json:"logo,omitempty"`          // PNG or JPEG
}

// Parquet is the authority the association works with most: what a new dossier and a
// handing over begin with.
type Parquet struct {
	Juridiction  string `json:"juridiction,omitempty"`  // key of the table of courts
	Destinataire string `json:"destinataire,omitempty"` // « Parquet de permanence »
	Telephone    string `json:"telephone,omitempty"`
	Courriel     string `json:"courriel,omitempty"`
}

// Filtre chooses the dossiers of a list. Zero values choose nothing.
type Filtre struct {
	Service  string
	Etat     string
	Etape    string
	Referent int64
	Du, Au   string // on Saisine, AAAA-MM-JJ
	Tri      string // numero, titre, saisine, audience, echeance, etape, modifie
	Datees   bool   // only those that have the date of Tri (audience, echeance)
	Inverse  bool
	Limite   int
	Decalage int
}
