package store

import (
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Services lists the shipped services that the account may see.
func (s services) Services() []string {
	return s.servicesDe(s.Compte())
}

// servicesDe lists the shipped services that an account sees.
func (b *Base) servicesDe(c data.Compte) []string {
	if c.NomsPermis() != nil {
		return nil
	}
	var out []string
	for _, id := range b.Livrees() {
		if b.voit(c, id) {
			out = append(out, id)
		}
	}
	return out
}

// Livrees lists the shipped services, seen or not, in the order of lists.
func (b *Base) Livrees() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.livrees)
}

// reservees lists the services that only the accounts that name them see.
func (b *Base) reservees() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.reserves
}

// Service returns a service: the shipped text for version "", otherwise the version that
// a dossier was written with.
func (s services) Service(ctx context.Context, id, version string) (*trame.Service, error) {
	var svc *trame.Service
	err := s.lireIdentite(ctx, func(t *tx) (err error) {
		if !t.voit(id) || version == "" && !slices.Contains(s.Livrees(), id) {
			return data.ErrService
		}
		svc, err = t.service(id, version)
		return err
	})
	return svc, err
}

func (b *Base) connu(id, version string) *trame.Service {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.connus[id+"/"+version]
}

func (b *Base) retenir(svc *trame.Service, version string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.connus[svc.ID+"/"+version] = svc
}

func (t *tx) service(id, version string) (*trame.Service, error) {
	if svc := t.b.connu(id, version); svc != nil {
		return svc, nil
	}
	var svc *trame.Service
	var err error
	if version == "" {
		svc, err = trame.Charger(t.b.assets(id), id)
	} else {
		var paquet []byte
		if err = t.un([]any{&paquet}, "SELECT paquet FROM trame WHERE service = ? AND version = ?", id, version); err == nil {
			svc, err = trame.Deballer(paquet, id)
		}
	}
	if err != nil {
		return nil, err
	}
	t.b.retenir(svc, version)
	return svc, nil
}

// epingler keeps the shipped text of a service in the base, once per version.
func (t *tx) epingler(svc *trame.Service) error {
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM trame WHERE service = ? AND version = ?", svc.ID, svc.Version); err != nil || n > 0 {
		return err
	}
	paquet, err := trame.Empaqueter(t.b.assets(svc.ID), svc.ID)
	if err != nil {
		return err
	}
	return t.faire("INSERT INTO trame (service, version, paquet) VALUES (?, ?, ?)", svc.ID, svc.Version, paquet)
}
