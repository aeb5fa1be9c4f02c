package data

import (
	"sync"
	"time"
)

// Essais counts the passwords refused to each login on an open base: after five of them
// each one has to wait, longer and longer. Its zero value is ready.
type Essais struct {
	mu sync.Mutex
	l  map[string]essai
}

type essai struct {
	n       int
	dernier time.Time
}

// How attempts are bounded.
const (
	EssaisLibres  = 5
	attenteEssai  = 30 * time.Second // doubled by each one more
	AttenteMax    = 15 * time.Minute
	essaisOublies = 24 * time.Hour
)

// Attente is until when no attempt is taken, zero when one is.
func (x *Essais) Attente(login string, maintenant time.Time) time.Time {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.l[login]
	if e.n < EssaisLibres {
		return time.Time{}
	}
	jusque := e.dernier.Add(min(attenteEssai<<min(e.n-EssaisLibres, 10), AttenteMax))
	if !jusque.After(maintenant) {
		return time.Time{}
	}
	return jusque
}

// Compter counts a refusal.
func (x *Essais) Compter(login string, maintenant time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.l == nil {
		x.l = map[string]essai{}
	}
	for k, e := range x.l {
		if maintenant.Sub(e.dernier) > essaisOublies {
			delete(x.l, k)
		}
	}
	x.l[login] = essai{x.l[login].n + 1, maintenant}
}

// Oublier forgets them: the right password came.
func (x *Essais) Oublier(login string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.l, login)
}

// TropDEssais refuses an attempt before its time.
func TropDEssais(jusque time.Time, lieu *time.Location, cause error) error {
	return &Erreur{Code: Refuse, Message: "Trop d’essais ont échoué : le prochain sera possible à " + jusque.In(lieu).Format("15 h 04 min 05 s") + ".", Err: cause}
}
