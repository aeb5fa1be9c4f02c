package taches

import (
	"context"
	"slices"
	"time"
)

// Simule is an Executeur for tests: work runs inline, time moves only when it is told to.
type Simule struct {
	T       time.Time
	attente []*attendu
	guets   []*guet
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

// guet is work that waits for somebody else.
type guet struct {
	travail func(ctx context.Context)
	apres   func()
}

// Attendre implements Executeur: the work is done each time Avancer moves on, with a context
// that has ended already, so that it looks without waiting.
func (s *Simule) Attendre(travail func(ctx context.Context), apres func()) func() {
	g := &guet{travail, apres}
	s.guets = append(s.guets, g)
	return func() { s.guets = slices.DeleteFunc(s.guets, func(x *guet) bool { return x == g }) }
}

// guetter does once the work that waits.
func (s *Simule) guetter() {
	ctx, fin := context.WithCancel(context.Background())
	fin()
	for _, g := range slices.Clone(s.guets) {
		if i := slices.Index(s.guets, g); i >= 0 {
			s.guets = slices.Delete(s.guets, i, i+1)
			g.travail(ctx)
			g.apres()
		}
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
	s.guetter()
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
