package store

import (
	"context"
	"slices"
	"sync"

	"justicepartage/data"
)

// The feed of changes: what is written is told to the sessions that may see it. It lives in
// memory: who comes later reads the base.

// nouvellesMax is how many changes are remembered. Who is further behind is told to read
// everything again.
const nouvellesMax = 2000

// flux remembers the last changes. Ranks begin after 1: 0 asks where the feed stands.
type flux struct {
	mu       sync.Mutex
	dernier  uint64 // rank of the last change
	l        []data.Nouvelle
	attente  chan struct{} // closed at the next change
	terminee bool
}

func (x *flux) publier(par string, l []data.Nouvelle) {
	if len(l) == 0 {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, n := range l {
		x.dernier++
		n.Rang, n.Par = x.dernier, par
		x.l = append(x.l, n)
	}
	if trop := len(x.l) - nouvellesMax; trop > 0 {
		x.l = slices.Delete(x.l, 0, trop)
	}
	x.reveiller()
}

func (x *flux) reveiller() {
	if x.attente != nil {
		close(x.attente)
		x.attente = nil
	}
}

func (x *flux) fermer() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.terminee = true
	x.reveiller()
}

// depuis gives the changes after a rank; what wakes who waits when there is none.
func (x *flux) depuis(rang uint64) (l []data.Nouvelle, dernier uint64, attendre <-chan struct{}) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case rang == 0 || rang > x.dernier: // it starts, or the base was opened anew
		if rang != 0 {
			l = []data.Nouvelle{{Rang: x.dernier, Quoi: data.NouvelleTout}}
		}
	case rang == x.dernier:
		if x.terminee {
			return nil, x.dernier, nil
		}
		if x.attente == nil {
			x.attente = make(chan struct{})
		}
		return nil, x.dernier, x.attente
	case len(x.l) == 0 || x.l[0].Rang > rang+1:
		l = []data.Nouvelle{{Rang: x.dernier, Quoi: data.NouvelleTout}}
	default:
		i := len(x.l) - int(x.dernier-rang)
		l = slices.Clone(x.l[i:])
	}
	return l, x.dernier, nil
}

// Nouvelles implements data.Session.
func (s *acces) Nouvelles(ctx context.Context, depuis uint64) ([]data.Nouvelle, uint64, error) {
	for {
		l, dernier, attendre := s.flux.depuis(depuis)
		c := s.Compte()
		l = slices.DeleteFunc(l, func(n data.Nouvelle) bool { return n.Service != "" && (nomsPermis(c) != nil || !s.voit(c, n.Service)) })
		if len(l) > 0 || attendre == nil {
			return l, dernier, nil
		}
		select {
		case <-ctx.Done():
			return nil, depuis, nil
		case <-attendre:
		}
	}
}
