package store

import (
	"path/filepath"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/contrat"
)

// maisonStore is a base of this PC for the suite of the contract.
type maisonStore struct {
	s *Session
	h *horloge
}

func (m maisonStore) Premiere() data.Session { return m.s }

// Avancer implements contrat.Maison.
func (m maisonStore) Avancer(d time.Duration) { m.h.avancer(d) }

func (m maisonStore) Entrer(login, motDePasse string) (data.Session, error) {
	s, err := m.s.Entrer(ctx, login, motDePasse)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// The session of this PC does what every session must.
func TestContrat(t *testing.T) {
	contrat.Verifier(t, func(t *testing.T) contrat.Maison {
		h := &horloge{t: moment}
		s, err := Create(ctx, filepath.Join(t.TempDir(), "base"), Options{
			Horloge: h.maintenant, Assets: contrat.Assets(), Lieu: time.UTC, Derivation: legere, Rendre: contrat.PDF,
		}, claire(), contrat.MotDePasse)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Base.Close() })
		return maisonStore{s, h}
	})
}
