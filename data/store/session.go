package store

import (
	"context"
	"crypto/rand"
	"sync"

	"justicepartage/data"
)

// Session is an account on a base: one implementation of data.Session. Its calls are parted
// by need, as the interface is.
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

// acces is an account on a base, and what it may do there.
type acces struct {
	*Base
	id string // of the session

	muCompte sync.Mutex
	compte   data.Compte // as the last transaction read it
	ferme    bool
	ouverts  map[string]bool // dossiers that were opened, and told to the audit
}

// session opens a session for an account that proved who it is.
func (b *Base) session(c data.Compte) *Session {
	a := &acces{Base: b, id: rand.Text(), compte: c, ouverts: map[string]bool{}}
	b.mu.Lock()
	b.sessions[a] = true
	b.mu.Unlock()
	return &Session{
		acces: a, agenda: agenda{a}, comptes: comptes{a}, documents: documents{a}, dossiers: dossiers{a}, echeances: echeances{a},
		historique: historique{a}, journal: journal{a}, personnes: personnes{a}, pieces: pieces{a}, recherche: recherche{a},
		reglages: reglages{a}, releves: releves{a}, sauvegardes: sauvegardes{a}, services: services{a},
	}
}

// ID names the session in what it announces (data.Nouvelle.Par).
func (s *acces) ID() string { return s.id }

// Compte returns the account of the session, as it was last read.
func (s *acces) Compte() data.Compte {
	s.muCompte.Lock()
	defer s.muCompte.Unlock()
	return s.compte
}

// Close ends the session: what its account was writing is written down. The base closes
// with its last session.
func (s *acces) Close() error {
	s.muCompte.Lock()
	ferme := s.ferme
	s.ferme = true
	s.muCompte.Unlock()
	if ferme {
		return nil
	}
	return s.Base.quitter(s)
}

// ecrire runs one transaction of the account, read again as it is now.
func (s *acces) ecrire(ctx context.Context, f func(*tx) error) error {
	s.muCompte.Lock()
	id, ferme := s.compte.ID, s.ferme
	s.muCompte.Unlock()
	if ferme {
		return fermee()
	}
	var lu data.Compte
	err := s.Base.transaction(ctx, s.id, func(t *tx) error {
		c, err := lireCompte(t.QueryRowContext(ctx, "SELECT "+colonnesCompte+" FROM compte WHERE id = ?", id).Scan)
		if err != nil && !estIntrouvable(err) {
			return err
		}
		if err != nil || c.RetireLe != "" {
			return data.ErrRetire
		}
		t.compte = c
		s.relu(c)
		err = f(t)
		lu = t.compte // another one, when it changed itself
		return err
	})
	if err == nil {
		s.relu(lu)
	}
	return err
}

// relu keeps the account as it was just read.
func (s *acces) relu(c data.Compte) {
	s.muCompte.Lock()
	defer s.muCompte.Unlock()
	s.compte = c
}

func fermee() error { return data.ErrFermee }

// lireIdentite is a transaction that reads who is in which dossier, and no content.
func (s *acces) lireIdentite(ctx context.Context, f func(*tx) error) error {
	return s.ecrire(ctx, func(t *tx) error {
		if err := t.compte.NomsPermis(); err != nil {
			return err
		}
		return f(t)
	})
}

// lireContenu is a transaction that reads or writes dossiers.
func (s *acces) lireContenu(ctx context.Context, f func(*tx) error) error {
	return s.ecrire(ctx, func(t *tx) error {
		if err := t.compte.ContenuPermis(); err != nil {
			return err
		}
		return f(t)
	})
}

// administrer is a transaction that only a responsable may make.
func (s *acces) administrer(ctx context.Context, f func(*tx) error) error {
	return s.ecrire(ctx, func(t *tx) error {
		if err := t.compte.AdministrerPermis(); err != nil {
			return err
		}
		return f(t)
	})
}

// voit tells whether an account sees a service.
func (b *Base) voit(c data.Compte, service string) bool { return c.Voit(service, b.reservees()) }
