// Package store keeps the data of the association in one SQLite file.
//
// Rules of the room:
//   - no session, no data: everything goes through a *Session bound to an account;
//   - one exported method is one transaction, undone on an error or a panic;
//   - rights are in the SQL: a dossier of a service one may not see does not exist;
//   - what is read, changed, printed or deleted is written to the audit in the same
//     transaction;
//   - errors carry a French sentence and never a name.
package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
	"justicepartage/data/vault"
)

// Options are what a store is handed.
type Options struct {
	Horloge func() time.Time // default time.Now
	Assets  fs.FS            // the shipped services/ and tables/
	// Verifier checks what the store does not read of a service: its templates.
	Verifier func(*trame.Service) error
	Lieu     *time.Location // civil zone of the office, default time.Local

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
	if o.Lieu == nil {
		o.Lieu = time.Local
	}
	return o
}

// Session is the base opened by an account. It is safe for concurrent use.
type Session struct {
	db       *sql.DB
	coffre   *vault.Coffre // nil for a plain file
	chemin   string
	opt      Options
	livrees  []string          // ids of the shipped services
	reserves []string          // those that only the accounts that name them see
	adaptes  map[string][]byte // texts of the association, by path
	sans     map[string]bool   // services whose adaptation does not read: the shipped text stands
	avis     []string

	mu       sync.Mutex
	compte   data.Compte               // through Compte and poserCompte
	services map[string]*trame.Service // by id and version
	ferme    bool
	secours  string // the recovery code, until it is asked for
}

// Create makes a new encrypted base with its first account, who is responsable and sees
// all services, and opens it. An existing file is refused. The recovery code is given
// once by CodeDeSecours.
func Create(ctx context.Context, chemin string, opt Options, premier data.Compte, motDePasse string) (*Session, error) {
	opt = opt.completer()
	if _, err := os.Stat(chemin); err == nil {
		return nil, base("Un fichier existe déjà à cet endroit : il n’a pas été touché. Choisissez un autre nom.", nil)
	}
	if err := verifierMotDePasse(motDePasse, premier); err != nil {
		return nil, err
	}
	premier.Role, premier.Services = data.RoleResponsable, nil
	if err := verifierCompte(&premier); err != nil {
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
		return nil, base("La base n’a pas pu être créée à cet endroit : vérifiez le dossier et la place sur le disque.", sansChemin(err))
	}
	s, err := preparer(ctx, chemin, opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	err = s.ecrire(ctx, func(t *tx) error {
		id, err := t.ajouterCompte(premier, motDePasse)
		premier.ID = id
		return err
	})
	if err == nil && c != nil {
		s.secours, err = c.NouveauSecours()
		err = erreurCoffre(err, opt.Lieu)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	s.poserCompte(premier)
	return s, nil
}

// Open opens a base for an account. An unknown login and a wrong password are one
// refusal, and are written to the audit; after five of them each attempt has to wait. A
// base of ours that is not encrypted yet is encrypted first: Avis tells it.
func Open(ctx context.Context, chemin string, opt Options, login, motDePasse string) (*Session, error) {
	opt = opt.completer()
	if opt.enClair {
		s, err := preparer(ctx, chemin, opt, nil)
		if err != nil {
			return nil, err
		}
		if err := s.connecter(ctx, login, motDePasse); err != nil {
			s.Close()
			return nil, err
		}
		return s, nil
	}
	c, compte, avis, err := ouvrirCoffre(ctx, chemin, opt, login, motDePasse)
	if err != nil {
		return nil, err
	}
	s, err := preparer(ctx, chemin, opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	s.avis = append(avis, s.avis...)
	if err := s.entrer(ctx, compte); err != nil {
		s.Close()
		return nil, err
	}
	if err := s.projeterAnciens(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func preparer(ctx context.Context, chemin string, opt Options, c *vault.Coffre) (*Session, error) {
	livrees, err := trame.Lister(opt.Assets)
	if err != nil {
		return nil, err
	}
	scripts, err := migrations(migrationsFS)
	if err != nil {
		return nil, err
	}
	s := &Session{coffre: c, chemin: chemin, opt: opt, services: map[string]*trame.Service{}, livrees: livrees}
	if s.db, err = ouvrirFichier(ctx, chemin, c); err != nil {
		return nil, s.traduire(err)
	}
	if err := migrer(ctx, s.db, chemin, scripts, c); err != nil {
		s.db.Close()
		return nil, s.traduire(err)
	}
	if err := s.constater(ctx); err != nil {
		s.db.Close()
		return nil, s.traduire(err)
	}
	if err := s.chargerServices(ctx); err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

func rang(s *trame.Service) int {
	if s.Rang == 0 {
		return math.MaxInt
	}
	return s.Rang
}

// Avis are sentences to show once after opening: what was found, what was done.
func (s *Session) Avis() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.avis)
}

// ArretBrutal tells whether the program was stopped without closing the base the last
// time. The base was checked since.
func (s *Session) ArretBrutal() bool { return s.coffre != nil && s.coffre.ArretBrutal() }

// Close releases the file and wipes the keys.
func (s *Session) Close() error {
	s.mu.Lock()
	ferme := s.ferme
	s.ferme = true
	s.mu.Unlock()
	if ferme {
		return nil
	}
	ancre := s.ecrire(context.Background(), func(t *tx) error { return t.solder("1 = 1") })
	if s.coffre != nil {
		ancre = errors.Join(ancre, s.ancrer())
	}
	err := traduire(s.db.Close())
	if s.coffre != nil {
		err = errors.Join(err, erreurCoffre(s.coffre.Fermer(), s.opt.Lieu))
	}
	return errors.Join(ancre, err)
}

// Compte returns the account of the session.
func (s *Session) Compte() data.Compte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.compte
}

func (s *Session) poserCompte(c data.Compte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.compte = c
}

// tx is a transaction of a session, with one instant.
type tx struct {
	*sql.Tx
	ctx context.Context
	s   *Session
	le  time.Time

	derniere int64 // last row of the audit that it wrote
}

// ecrire runs one transaction. An error or a panic undoes it.
func (s *Session) ecrire(ctx context.Context, f func(*tx) error) error {
	t, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.traduire(err)
	}
	defer t.Rollback()
	if err := f(&tx{Tx: t, ctx: ctx, s: s, le: s.opt.Horloge()}); err != nil {
		return s.traduire(err)
	}
	return s.traduire(t.Commit())
}

// identite refuses the accounts that may see nobody.
func (s *Session) identite() error {
	if s.Compte().Role == data.RoleTechnicien {
		return &data.Erreur{Code: data.Refuse, Message: "Un compte technique ne donne pas accès aux dossiers."}
	}
	return nil
}

// contenu refuses the accounts that may see no content.
func (s *Session) contenu() error {
	if s.Compte().Role == data.RoleAccueil {
		return &data.Erreur{Code: data.Refuse, Message: "Un compte d’accueil donne accès aux noms et aux rendez-vous, pas au contenu des dossiers. Demandez à la personne qui suit le dossier."}
	}
	return s.identite()
}

// lireIdentite is a transaction that reads who is in which dossier, and no content.
func (s *Session) lireIdentite(ctx context.Context, f func(*tx) error) error {
	if err := s.identite(); err != nil {
		return err
	}
	return s.ecrire(ctx, f)
}

// lireContenu is a transaction that reads or writes dossiers.
func (s *Session) lireContenu(ctx context.Context, f func(*tx) error) error {
	if err := s.contenu(); err != nil {
		return err
	}
	return s.ecrire(ctx, f)
}

// portee limits a query on dossier d to those whose names the account may see.
func (s *Session) portee() (string, []any) {
	c := s.Compte()
	sql := ""
	switch c.Role {
	case data.RoleAccueil, data.RoleIntervenant, data.RoleResponsable:
	default: // the technician, or a role that is not known here
		sql = " AND 0"
	}
	services, parmi := c.Services, "d.service IN"
	if len(services) == 0 {
		// « + »: nearly every dossier passes, and the index on services must not be taken for it.
		services, parmi = s.reservees(), "+d.service NOT IN"
	}
	if len(services) == 0 {
		return sql, nil
	}
	args := make([]any, len(services))
	for i, id := range services {
		args[i] = id
	}
	return sql + " AND " + parmi + " (?" + strings.Repeat(", ?", len(args)-1) + ")", args
}

// porteeContenu limits a query on dossier d to those whose content the account may see.
func (s *Session) porteeContenu() (string, []any) {
	sql, args := s.portee()
	switch s.Compte().Role {
	case data.RoleIntervenant, data.RoleResponsable:
	default:
		sql = " AND 0" + sql
	}
	return sql, args
}

func (t *tx) un(dest []any, query string, args ...any) error {
	return t.QueryRowContext(t.ctx, query, args...).Scan(dest...)
}

func (t *tx) faire(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// lignes runs a query and calls f with a scanner for each row.
func (t *tx) lignes(query string, args []any, f func(scan func(...any) error) error) error {
	rows, err := t.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

const largeurInstant = "2006-01-02T15:04:05.000Z"

func instant(t time.Time) string { return t.UTC().Format(largeurInstant) }

func lireInstant(s string) time.Time {
	t, _ := time.Parse(largeurInstant, s)
	return t
}

// civil is the civil time of the office.
func (t *tx) civil() time.Time { return t.le.In(t.s.opt.Lieu) }

func listeJSON(l []string) string {
	if l == nil {
		l = []string{}
	}
	b, _ := json.Marshal(l)
	return string(b)
}

func lireListe(s string) []string {
	var l []string
	if json.Unmarshal([]byte(s), &l) != nil || len(l) == 0 {
		return nil
	}
	return l
}

func introuvable() error {
	return &data.Erreur{Code: data.Introuvable, Message: "Ce dossier n’existe pas, ou votre compte n’y a pas accès."}
}

func estIntrouvable(err error) bool { return errors.Is(err, sql.ErrNoRows) }
