package store

import (
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Services lists the shipped services that the account may see.
func (s *Session) Services() []string {
	if s.Compte().Role == data.RoleTechnicien {
		return nil
	}
	var out []string
	for _, id := range s.Livrees() {
		if s.voit(id) {
			out = append(out, id)
		}
	}
	return out
}

// Livrees lists the shipped services, seen or not, in the order of lists.
func (s *Session) Livrees() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.livrees)
}

// reservees lists the services that only the accounts that name them see.
func (s *Session) reservees() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reserves
}

func (s *Session) voit(service string) bool {
	return s.voitAvec(s.Compte(), service)
}

// voitAvec tells whether an account sees a service: one it names, or without a list every
// service that is not reserved.
func (s *Session) voitAvec(c data.Compte, service string) bool {
	if len(c.Services) == 0 {
		return !slices.Contains(s.reservees(), service)
	}
	return slices.Contains(c.Services, service)
}

// Service returns a service: the shipped text for version "", otherwise the version that
// a dossier was written with.
func (s *Session) Service(ctx context.Context, id, version string) (*trame.Service, error) {
	if err := s.identite(); err != nil {
		return nil, err
	}
	if !s.voit(id) || version == "" && !slices.Contains(s.Livrees(), id) {
		return nil, &data.Erreur{Code: data.Introuvable, Message: "Ce service n’existe pas, ou votre compte n’y a pas accès."}
	}
	if svc := s.connu(id, version); svc != nil {
		return svc, nil
	}
	var svc *trame.Service
	err := s.ecrire(ctx, func(t *tx) (err error) {
		svc, err = t.service(id, version)
		return err
	})
	return svc, err
}

func (s *Session) connu(id, version string) *trame.Service {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.services[id+"/"+version]
}

func (s *Session) retenir(svc *trame.Service, version string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.services[svc.ID+"/"+version] = svc
}

func (t *tx) service(id, version string) (*trame.Service, error) {
	if svc := t.s.connu(id, version); svc != nil {
		return svc, nil
	}
	var svc *trame.Service
	var err error
	if version == "" {
		svc, err = trame.Charger(t.s.assets(id), id)
	} else {
		var paquet []byte
		if err = t.un([]any{&paquet}, "SELECT paquet FROM trame WHERE service = ? AND version = ?", id, version); err == nil {
			svc, err = trame.Deballer(paquet, id)
		}
	}
	if err != nil {
		return nil, err
	}
	t.s.retenir(svc, version)
	return svc, nil
}

// epingler keeps the shipped text of a service in the base, once per version.
func (t *tx) epingler(svc *trame.Service) error {
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM trame WHERE service = ? AND version = ?", svc.ID, svc.Version); err != nil || n > 0 {
		return err
	}
	paquet, err := trame.Empaqueter(t.s.assets(svc.ID), svc.ID)
	if err != nil {
		return err
	}
	return t.faire("INSERT INTO trame (service, version, paquet) VALUES (?, ?, ?)", svc.ID, svc.Version, paquet)
}
