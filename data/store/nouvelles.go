package store

import (
	"context"

	"justicepartage/data"
)

// Nouvelles implements data.Session.
func (s *acces) Nouvelles(ctx context.Context, depuis uint64) ([]data.Nouvelle, uint64, error) {
	l, rang := s.flux.Attendre(ctx, depuis, func(n data.Nouvelle) bool { return s.Compte().Apprend(n, s.reservees()) })
	return l, rang, nil
}
