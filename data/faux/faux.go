// Package faux is a base in memory: an implementation of data.Session that forgets, records
// what it was asked, and fails when it is told to. It does what data/store does, rights and
// history included, without a file: screens and the network are tested on it.
package faux

import (
	"context"
	"io/fs"
	"sync"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Options are what a base is handed.
type Options struct {
	Horloge func() time.Time // required: nothing here looks at the clock of the PC
	Assets  fs.FS            // the shipped services/ and tables/
	Lieu    *time.Location   // civil zone of the office, default UTC
	// Verifier checks what is not read of a service: its templates. It may be nil.
	Verifier func(*trame.Service) error
	// Rendre prints a document that is being finalised; without it none can be.
	Rendre func(data.Impression) ([]byte, error)

	Premier    data.Compte // the first account, responsable of every service
	MotDePasse string
}

// Base is what several sessions share. It is safe for concurrent use.
type Base struct {
	opt    Options
	cle    string // seals what waits
	flux   data.Flux
	essais data.Essais

	mu   sync.Mutex
	etat etat
}

// Session is an account on a base. Its calls are parted by need, as the interface is.
type Session struct {
	*acces
	agenda
	comptes
	documents
	dossiers
	echeances
	historique
	journal
	personnes
	pieces
	recherche
	reglages
	releves
	sauvegardes
	services
}

var _ data.Session = (*Session)(nil)

// What a session is asked, each by its need.
type (
	agenda      struct{ *acces }
	comptes     struct{ *acces }
	documents   struct{ *acces }
	dossiers    struct{ *acces }
	echeances   struct{ *acces }
	historique  struct{ *acces }
	journal     struct{ *acces }
	personnes   struct{ *acces }
	pieces      struct{ *acces }
	recherche   struct{ *acces }
	reglages    struct{ *acces }
	releves     struct{ *acces }
	sauvegardes struct{ *acces }
	services    struct{ *acces }
)

// Ouvrir makes a base with its first account, who is responsable and sees all services, and
// opens it.
func Ouvrir(o Options) (*Session, error) {
	if o.Lieu == nil {
		o.Lieu = time.UTC
	}
	if o.Verifier == nil {
		o.Verifier = func(*trame.Service) error { return nil }
	}
	if o.Rendre == nil {
		o.Rendre = func(data.Impression) ([]byte, error) { return nil, data.ErrSansImpression }
	}
	b := &Base{opt: o, cle: data.NouvelleRequete(), etat: etatNeuf()}
	if err := b.etat.charger(o); err != nil {
		return nil, err
	}
	o.Premier.Role, o.Premier.Services = data.RoleResponsable, nil
	if err := o.Premier.Verifier(); err != nil {
		return nil, err
	}
	if err := data.VerifierMotDePasse(o.MotDePasse, o.Premier); err != nil {
		return nil, err
	}
	t := b.tx(context.Background(), data.Compte{})
	if _, err := t.ajouterCompte(o.Premier, o.MotDePasse); err != nil {
		return nil, err
	}
	return b.session(b.etat.comptes[0].Compte), nil
}

// Partagee is the base of the session, for others to come in.
func (a *acces) Partagee() *Base { return a.b }
