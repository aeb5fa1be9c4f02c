package taches

import (
	"slices"
	"time"
)

// Simule is an Executeur for tests: work runs inline, time moves only when it is told to.
type Simule struct {
	T       time.Time
	attente []*attendu
	// Retenir keeps the work of Lancer until Liberer, to test what happens meanwhile.
	Retenir bool
	retenus []func()
}

type attendu struct {
	le time.Time
	f  func()
}

// Lancer implements Executeur.
func (s *Simule) Lancer(travail func(), apres func()) {
	f := func() { travail(); apres() }
	if s.Retenir {
		s.retenus = append(s.retenus, f)
		return
	}
	f()
}

// Liberer runs the work that was kept.
func (s *Simule) Liberer() {
	l := s.retenus
	s.retenus, s.Retenir = nil, false
	for _, f := range l {
		f()
	}
}

// Dans implements Executeur.
func (s *Simule) Dans(d time.Duration, f func()) func() {
	a := &attendu{s.T.Add(d), f}
	s.attente = append(s.attente, a)
	return func() { s.attente = slices.DeleteFunc(s.attente, func(b *attendu) bool { return a == b }) }
}

// Maintenant implements Executeur.
func (s *Simule) Maintenant() time.Time { return s.T }

// Avancer moves time on and runs what falls due, in order.
func (s *Simule) Avancer(d time.Duration) {
	fin := s.T.Add(d)
	for {
		var prochain *attendu
		for _, a := range s.attente {
			if !a.le.After(fin) && (prochain == nil || a.le.Before(prochain.le)) {
				prochain = a
			}
		}
		if prochain == nil {
			break
		}
		s.attente = slices.DeleteFunc(s.attente, func(b *attendu) bool { return prochain == b })
		if prochain.le.After(s.T) {
			s.T = prochain.le
		}
		prochain.f()
	}
	s.T = fin
}
