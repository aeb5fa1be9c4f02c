// Package store keeps the data of the association in one SQLite file.
//
// Rules of the room:
//   - a Base is the open file, a Session an account on it; no session, no data;
//   - several sessions work on one base at the same time; closing one closes nothing of
//     another;
//   - one exported method is one transaction, undone on an error or a panic;
//   - the account is read again in each transaction: one that was retired reads nothing
//     more, and rights that changed hold at the next call;
//   - rights are in the SQL: a dossier of a service one may not see does not exist;
//   - what is read, changed, printed or deleted is written to the audit in the same
//     transaction;
//   - errors carry a French sentence and never a name.
package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
	"justicepartage/data/vault"
)

// Options are what a base is handed.
type Options struct {
	Horloge func() time.Time // default time.Now
	Assets  fs.FS            // the shipped services/ and tables/
	// Verifier checks what the store does not read of a service: its templates.
	Verifier func(*trame.Service) error
	// Rendre prints a document that is being finalised. It runs inside the transaction and
	// calls nothing of the base.
	Rendre func(data.Impression) ([]byte, error)
	Lieu   *time.Location // civil zone of the office, default time.Local

	// Derivation slows down who tries passwords. Zero is right: calibrated on this
	// machine to half a second. Tests take a light one.
	Derivation Derivation

	enClair bool // tests and benchmarks: a plain file
}

func (o Options) completer() Options {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.Verifier == nil {
		o.Verifier = func(*trame.Service) error { return nil }
	}
	if o.Rendre == nil {
		o.Rendre = func(data.Impression) ([]byte, error) {
			return nil, data.ErrSansImpression
		}
	}
	if o.Lieu == nil {
		o.Lieu = time.Local
	}
	return o
}

// Base is the open file: vault, services as the association adapted them, sessions. It is
// safe for concurrent use.
type Base struct {
	db     *sql.DB
	coffre *vault.Coffre // nil for a plain file
	chemin string
	opt    Options
	flux   data.Flux
	essais data.Essais

	mu       sync.Mutex
	livrees  []string                  // ids of the shipped services
	reserves []string                  // those that only the accounts that name them see
	adaptes  map[string][]byte         // texts of the association, by path
	sans     map[string]bool           // services whose adaptation does not read: the shipped text stands
	connus   map[string]*trame.Service // by id and version
	avis     []string
	sessions map[*acces]bool // those that are not closed
	tenue    bool            // stays open without a session, until Close
	ferme    bool
	secours  string // the recovery code, until it is asked for
}

// Create makes a new encrypted base with its first account, who is responsable and sees
// all services, and opens it. An existing file is refused. The recovery code is given
// once by CodeDeSecours.
func Create(ctx context.Context, chemin string, opt Options, premier data.Compte, motDePasse string) (*Session, error) {
	opt = opt.completer()
	if _, err := os.Stat(chemin); err == nil {
		return nil, panne("Un fichier existe déjà à cet endroit : il n’a pas été touché. Choisissez un autre nom.", nil)
	}
	if err := data.VerifierMotDePasse(motDePasse, premier); err != nil {
		return nil, err
	}
	premier.Role, premier.Services = data.RoleResponsable, nil
	if err := premier.Verifier(); err != nil {
		return nil, err
	}
	s, err := etablir(ctx, chemin, opt, premier, motDePasse)
	if err != nil {
		for _, suffixe := range []string{"", "-wal", "-journal"} {
			os.Remove(chemin + suffixe) // it did not exist before
		}
		return nil, err
	}
	return s, nil
}

func etablir(ctx context.Context, chemin string, opt Options, premier data.Compte, motDePasse string) (*Session, error) {
	var c *vault.Coffre
	var err error
	if opt.enClair {
		err = creerVide(chemin)
	} else {
		c, err = vault.Creer(chemin, opt.coffre())
	}
	if err != nil {
		return nil, panne("La base n’a pas pu être créée à cet endroit : vérifiez le dossier et la place sur le disque.", sansChemin(err))
	}
	b, err := preparer(ctx, chemin, opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	err = b.ecrire(ctx, func(t *tx) error {
		id, err := t.ajouterCompte(premier, motDePasse)
		premier.ID = id
		return err
	})
	if err == nil && c != nil {
		b.secours, err = c.NouveauSecours()
		err = erreurCoffre(err, opt.Lieu)
	}
	if err != nil {
		b.Close()
		return nil, err
	}
	return b.session(premier), nil
}

// Open opens a base for an account. An unknown login and a wrong password are one
// refusal, and are written to the audit; after five of them each attempt has to wait. A
// base of ours that is not encrypted yet is encrypted first: Avis tells it. The base closes
// with its last session; Tenir keeps it open.
func Open(ctx context.Context, chemin string, opt Options, login, motDePasse string) (*Session, error) {
	opt = opt.completer()
	if opt.enClair {
		b, err := preparer(ctx, chemin, opt, nil)
		if err != nil {
			return nil, err
		}
		return b.oufermer(b.Entrer(ctx, login, motDePasse))
	}
	c, compte, avis, err := ouvrirCoffre(ctx, chemin, opt, login, motDePasse)
	if err != nil {
		return nil, err
	}
	b, err := preparer(ctx, chemin, opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	b.avis = append(avis, b.avis...)
	s, err := b.premiere(ctx, compte)
	if err == nil {
		err = b.projeterAnciens(ctx)
	}
	return b.oufermer(s, err)
}

// oufermer closes a base in which nobody could come.
func (b *Base) oufermer(s *Session, err error) (*Session, error) {
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return s, nil
}

func preparer(ctx context.Context, chemin string, opt Options, c *vault.Coffre) (*Base, error) {
	livrees, err := trame.Lister(opt.Assets)
	if err != nil {
		return nil, err
	}
	scripts, err := migrations(migrationsFS)
	if err != nil {
		return nil, err
	}
	b := &Base{coffre: c, chemin: chemin, opt: opt, connus: map[string]*trame.Service{}, livrees: livrees, sessions: map[*acces]bool{}}
	if b.db, err = ouvrirFichier(ctx, chemin, c); err != nil {
		return nil, b.traduire(err)
	}
	if err := migrer(ctx, b.db, chemin, scripts, c); err != nil {
		b.db.Close()
		return nil, b.traduire(err)
	}
	if err := b.constater(ctx); err != nil {
		b.db.Close()
		return nil, b.traduire(err)
	}
	if err := b.chargerServices(ctx); err != nil {
		b.db.Close()
		return nil, err
	}
	return b, nil
}

// Avis are sentences to show once after opening: what was found, what was done.
func (b *Base) Avis() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.avis)
}

// ArretBrutal tells whether the program was stopped without closing the base the last
// time. The base was checked since.
func (b *Base) ArretBrutal() bool { return b.coffre != nil && b.coffre.ArretBrutal() }

// CodeDeSecours returns the recovery code that was just made, once: print it on the
// « feuille de secours » and put the sheet in a safe. It is kept nowhere.
func (b *Base) CodeDeSecours() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	code := b.secours
	b.secours = ""
	return code
}

// Tenir keeps the base open when its last session closes, until Close.
func (b *Base) Tenir() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tenue = true
}

// Close ends every session, releases the file and wipes the keys.
func (b *Base) Close() error {
	b.mu.Lock()
	ferme := b.ferme
	b.ferme = true
	var l []*acces
	for s := range b.sessions {
		l = append(l, s)
	}
	b.sessions = map[*acces]bool{}
	b.mu.Unlock()
	if ferme {
		return nil
	}
	for _, s := range l {
		s.muCompte.Lock()
		s.ferme = true
		s.muCompte.Unlock()
	}
	b.flux.Fermer()
	ancre := b.ecrire(context.Background(), func(t *tx) error { return t.solder("1 = 1") })
	if b.coffre != nil {
		ancre = errors.Join(ancre, b.ancrer())
	}
	err := traduire(b.db.Close())
	if b.coffre != nil {
		err = errors.Join(err, erreurCoffre(b.coffre.Fermer(), b.opt.Lieu))
	}
	return errors.Join(ancre, err)
}

// quitter ends a session. The base closes with the last one, unless it is held.
func (b *Base) quitter(s *acces) error {
	b.mu.Lock()
	etait := b.sessions[s]
	delete(b.sessions, s)
	seule := len(b.sessions) == 0 && !b.tenue && !b.ferme
	b.mu.Unlock()
	switch {
	case !etait:
		return nil
	case seule:
		return b.Close()
	}
	login := s.Compte().Login
	return b.ecrire(context.Background(), func(t *tx) error { return t.solder("compte = ?", login) })
}
