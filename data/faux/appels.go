package faux

import (
	"fmt"
	"reflect"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Appel is a call that a session was made: the method and its arguments, without the context.
type Appel struct {
	Methode string
	Args    []any
}

// demande is a call under way: err is why it is not done.
type demande struct {
	acces   *acces
	methode string
	err     error
}

// appel records a call; it fails when it was told to.
func (a *acces) appel(methode string, args ...any) demande {
	for i, x := range args { // the caller goes on writing in its own
		switch x := x.(type) {
		case trame.Reponses:
			args[i] = x.Copie()
		case trame.Changement:
			args[i] = trame.Changement{Avant: x.Avant.Copie(), Apres: x.Apres.Copie()}
		case []byte:
			args[i] = slices.Clone(x)
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.appels = append(a.appels, Appel{methode, args})
	return demande{a, methode, a.pannes[methode]}
}

// si refuses a call whose arguments do not fit.
func (d demande) si(bien bool, err error) demande {
	if d.err == nil && !bien {
		d.err = err
	}
	return d
}

// Appels are the calls that were made to this session, in order: those that may fail, and
// not what any session answers by itself (ID, Compte, Services, Livrees, Avis, Close).
func (a *acces) Appels() []Appel {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.appels)
}

// Echouer makes every call of a method fail until nil takes it back; such a call does nothing.
func (a *acces) Echouer(methode string, err error) {
	if _, ok := reflect.TypeFor[data.Session]().MethodByName(methode); !ok {
		panic(fmt.Sprintf("data.Session has no method %q", methode))
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pannes[methode] = err
}
