package app

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"justicepartage/app/accueil"
	"justicepartage/app/composants"
	"justicepartage/app/dossier"
	"justicepartage/app/dossiers"
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

// veiller starts to watch; cesser stops.
func (f *fenetre) veiller() {
	f.cesser()
	v := &veille{f: f}
	v.dernier = f.ex.Maintenant().Unix()
	v.ronde = v.dernier
	composants.SurActivite(func() { v.dernier = f.ex.Maintenant().Unix() })
	f.veille = v
	v.planifier()
}

func (f *fenetre) cesser() {
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

// basculerDiscret hides names in lists, or shows them again: somebody sits beside.
func (f *fenetre) basculerDiscret() {
	if f.session == nil || f.dial.Ouvert() {
		return
	}
	f.discret = !f.discret
	switch e := f.courant.(type) {
	case *accueil.Ecran:
		f.allerAccueil()
	case *dossiers.Ecran:
		f.allerDossiers()
	case *dossier.Ecran:
		e.Rafraichir()
	}
	mot := "Les noms se lisent à nouveau."
	if f.discret {
		mot = "Écran visible : les noms sont réduits à leurs initiales. F9 les rend."
	}
	f.dial.Mot(mot)
}

// nommer writes a name for the screen: its initials while the screen is seen by others.
func (f *fenetre) nommer(nom string) string {
	if !f.discret {
		return nom
	}
	var sb strings.Builder
	for _, m := range strings.FieldsFunc(nom, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == ',' }) {
		r, _ := utf8.DecodeRuneInString(m)
		sb.WriteRune(unicode.ToUpper(r))
		sb.WriteString(". ")
	}
	return strings.TrimSpace(sb.String())
}
