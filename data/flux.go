package data

import (
	"context"
	"slices"
	"sync"
)

// The feed of changes: what is written is told to the sessions that may see it. It lives in
// memory: who comes later reads the base.

// NouvellesMax is how many changes are remembered. Who is further behind is told to read
// everything again.
const NouvellesMax = 2000

// Flux remembers the last changes. Ranks begin after 1: 0 asks where the feed
// stands. Its zero value is ready.
type Flux struct {
	mu       sync.Mutex
	n        uint64 // changes told so far
	l        []Nouvelle
	attente  chan struct{} // closed at the next change
	terminee bool
}

// Publier tells of changes made by a session, after they are kept.
func (x *Flux) Publier(par string, l []Nouvelle) {
	if len(l) == 0 {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, n := range l {
		x.n++
		n.Rang, n.Par = x.n+1, par
		x.l = append(x.l, n)
	}
	if trop := len(x.l) - NouvellesMax; trop > 0 {
		x.l = slices.Delete(x.l, 0, trop)
	}
	x.reveiller()
}

func (x *Flux) reveiller() {
	if x.attente != nil {
		close(x.attente)
		x.attente = nil
	}
}

// Fermer ends every wait.
func (x *Flux) Fermer() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.terminee = true
	x.reveiller()
}

// depuis gives the changes after a rank; what wakes who waits when there is none.
func (x *Flux) depuis(rang uint64) (l []Nouvelle, dernier uint64, attendre <-chan struct{}) {
	x.mu.Lock()
	defer x.mu.Unlock()
	dernier = x.n + 1
	switch {
	case rang == 0 || rang > dernier: // it starts, or the base was opened anew
		if rang != 0 {
			l = []Nouvelle{{Rang: dernier, Quoi: NouvelleTout}}
		}
	case rang == dernier:
		if x.terminee {
			return nil, dernier, nil
		}
		if x.attente == nil {
			x.attente = make(chan struct{})
		}
		return nil, dernier, x.attente
	case len(x.l) == 0 || x.l[0].Rang > rang+1:
		l = []Nouvelle{{Rang: dernier, Quoi: NouvelleTout}}
	default:
		i := len(x.l) - int(dernier-rang)
		l = slices.Clone(x.l[i:])
	}
	return l, dernier, nil
}

// Attendre gives the changes after a rank that voit chooses, with the rank to ask from next;
// it waits for one, and gives none when ctx ends first.
func (x *Flux) Attendre(ctx context.Context, depuis uint64, voit func(Nouvelle) bool) ([]Nouvelle, uint64) {
	for {
		l, dernier, attendre := x.depuis(depuis)
		l = slices.DeleteFunc(l, func(n Nouvelle) bool { return !voit(n) })
		if len(l) > 0 || attendre == nil {
			return l, dernier
		}
		select {
		case <-ctx.Done():
			return nil, depuis
		case <-attendre:
		}
	}
}
