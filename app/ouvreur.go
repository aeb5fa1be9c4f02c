package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"justicepartage/app/attente"
	"justicepartage/app/demarrage"
	"justicepartage/app/edition"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// ouvreur opens bases and makes sessions of them. Its methods run away from the window.
type ouvreur struct {
	o       Options
	attente *attente.Attente
	// mu is held while atelier is made.
	mu      sync.Mutex
	atelier *reports.Atelier
}

// options are those of the store.
func (o *ouvreur) options() store.Options {
	return store.Options{
		Horloge: o.o.Horloge, Assets: o.o.Assets, Derivation: o.o.Derivation,
		Verifier: func(svc *trame.Service) error {
			a, err := o.pret()
			if err != nil {
				return err
			}
			return a.Verifier(svc)
		},
		Rendre: edition.Rendre(o.pret),
	}
}

// pret reads the faces and is ready to make documents.
func (o *ouvreur) pret() (*reports.Atelier, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.atelier == nil {
		a, err := reports.NouvelAtelier(o.o.Assets)
		if err != nil {
			return nil, err
		}
		o.atelier = a
	}
	return o.atelier, nil
}

// ouvrir opens a base and reads what every screen needs. It runs away from the window.
func (o *ouvreur) ouvrir(base, login, mdp string) (*session, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, base, o.options(), login, mdp)
	if err != nil {
		return nil, err
	}
	s, err := o.preparer(ctx, st, base)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return s, nil
}

// preparer reads what every screen needs of a base that has just been opened.
func (o *ouvreur) preparer(ctx context.Context, st data.Session, base string) (*session, error) {
	s := &session{Session: st, sections: map[string]string{}}
	a, err := o.pret()
	if err != nil {
		return nil, err
	}
	s.editeur = edition.Editeur{Session: st, Atelier: a, Horloge: o.o.Horloge}
	if err = s.relireServices(ctx); err != nil {
		return nil, err
	}
	if s.assoc, err = st.Association(ctx); err != nil {
		return nil, err
	}
	if s.parquet, err = st.Parquet(ctx); err != nil {
		return nil, err
	}
	if s.dernier, err = dernierService(ctx, st); err != nil {
		return nil, err
	}
	s.constats, err = constater(ctx, st, base)
	for _, x := range o.attente.Lister(st, "") {
		s.avis = append(s.avis, fmt.Sprintf("Des réponses du dossier %s n’avaient pas pu être enregistrées le %s : ouvrez-le pour les reprendre.",
			x.Numero, francais.DateHeureCourte(x.Le.In(time.Local).Format("2006-01-02T15:04"))))
	}
	return s, err
}

// creer makes a base. It runs away from the window.
func (o *ouvreur) creer(b demarrage.Brouillon, c data.Compte, mdp string) (*session, error) {
	ctx := context.Background()
	st, err := store.Create(ctx, b.Base, o.options(), c, mdp)
	if err != nil {
		return nil, err
	}
	if err = st.PoserAssociation(ctx, b.Association); err == nil {
		err = st.PoserParquet(ctx, b.Parquet)
	}
	var s *session
	if err == nil {
		s, err = o.preparer(ctx, st, b.Base)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	s.secours = st.CodeDeSecours()
	return s, nil
}
