package app

import (
	"time"

	"justicepartage/app/composants"
)

// The window locks itself when nobody is there any more, and when the computer comes back
// from sleep. Both are judged by the clock on the wall: the one that counts for timers
// stands still while a computer sleeps.

const (
	inactiviteMax = 10 * time.Minute
	rondeVerrou   = 20 * time.Second
	// sommeil is how much later than planned a round may come before the computer must
	// have slept.
	sommeil = 3 * time.Minute
)

// veille watches over an open session.
type veille struct {
	f       *fenetre
	dernier int64 // somebody was there, Unix seconds
	ronde   int64
	annuler func()
}

// veiller starts to watch.
func veiller(f *fenetre) *veille {
	v := &veille{f: f}
	v.dernier = f.ex.Maintenant().Unix()
	v.ronde = v.dernier
	composants.SurActivite(func() { v.dernier = f.ex.Maintenant().Unix() })
	v.planifier()
	return v
}

// cesserVeille stops to watch.
func (f *fenetre) cesserVeille() {
	if f.veille != nil {
		f.veille.annuler()
		f.veille = nil
		composants.SurActivite(func() {})
	}
}

func (v *veille) planifier() {
	v.annuler = v.f.ex.Dans(rondeVerrou, func() {
		maintenant := v.f.ex.Maintenant().Unix()
		dormi := maintenant-v.ronde > int64((rondeVerrou+sommeil)/time.Second)
		v.ronde = maintenant
		if dormi || maintenant-v.dernier >= int64(inactiviteMax/time.Second) {
			v.planifier() // should locking fail, it is tried again
			v.f.verrouiller()
			return
		}
		v.planifier()
	})
}
