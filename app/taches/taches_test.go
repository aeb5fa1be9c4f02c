package taches

import (
	"context"
	"testing"
	"time"
)

func TestRebond(t *testing.T) {
	s := &Simule{T: time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)}
	n := 0
	r := &Rebond{Ex: s, Calme: 500 * time.Millisecond, Limite: time.Second, Faire: func() { n++ }}
	r.Relancer()
	s.Avancer(400 * time.Millisecond)
	r.Relancer()
	s.Avancer(400 * time.Millisecond)
	if n != 0 {
		t.Fatalf("done while things were not quiet")
	}
	r.Relancer() // 800 ms in: the limit leaves 200
	s.Avancer(200 * time.Millisecond)
	if n != 1 {
		t.Fatalf("done %d times at the limit, once expected", n)
	}
	s.Avancer(time.Minute)
	if n != 1 {
		t.Fatalf("done again without being asked")
	}
	r.Relancer()
	if !r.Annuler() || r.Annuler() {
		t.Fatal("Annuler does not say whether something was asked")
	}
	s.Avancer(time.Minute)
	if n != 1 {
		t.Fatal("done after it was forgotten")
	}
}

func TestSimuleRetient(t *testing.T) {
	s := &Simule{Retenir: true}
	var l []string
	s.Lancer(func() { l = append(l, "travail") }, func() { l = append(l, "apres") })
	if len(l) != 0 {
		t.Fatal("ran at once")
	}
	s.Liberer()
	if len(l) != 2 || l[0] != "travail" {
		t.Fatalf("%v", l)
	}
}

// sourd never has the time to run what is planned, as a window that draws slowly while
// keys keep coming.
type sourd struct{ t time.Time }

func (s *sourd) Lancer(travail func(), apres func())           { travail(); apres() }
func (s *sourd) Dans(time.Duration, func()) (annuler func())   { return func() {} }
func (s *sourd) Maintenant() time.Time                         { return s.t }
func (s *sourd) Attendre(func(context.Context), func()) func() { return func() {} }

// The limit holds even then.
func TestRebondSousLesTouches(t *testing.T) {
	s := &sourd{t: time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)}
	n := 0
	r := &Rebond{Ex: s, Calme: 300 * time.Millisecond, Limite: 600 * time.Millisecond, Faire: func() { n++ }}
	for range 40 { // two seconds of keys
		r.Relancer()
		s.t = s.t.Add(50 * time.Millisecond)
	}
	if n != 3 {
		t.Errorf("done %d times in two seconds of keys, three expected", n)
	}
}
