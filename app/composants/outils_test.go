package composants

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/clavier"
	"justicepartage/assets"
	"justicepartage/data/trame"
)

// The keys, under short names.
const (
	entree, echap, tab            = fyne.KeyReturn, fyne.KeyEscape, fyne.KeyTab
	haut, bas, gauche, droite     = fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight
	pageHaut, pageBas, debut, fin = fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd
	effacer, retour               = fyne.KeyDelete, fyne.KeyBackspace
)

var charger = sync.OnceValues(func() (*trame.Service, error) { return trame.Charger(assets.FS, "esr") })

func service(t testing.TB) *trame.Service {
	t.Helper()
	s, err := charger()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// question is a field of the service, which must be of that type.
func question(t testing.TB, section, champ, genre string) *trame.Champ {
	t.Helper()
	c := service(t).Champ(section, champ)
	if c == nil {
		t.Fatalf("no field %s.%s", section, champ)
	}
	if c.Type != genre {
		t.Fatalf("%s.%s is a %s, not a %s", section, champ, c.Type, genre)
	}
	return c
}

// midi is the moment of the tests: Tuesday 24 November 2026, 14 h 32.
var midi = time.Date(2026, 11, 24, 14, 32, 0, 0, time.UTC)

// oreille notes what a control tells.
type oreille struct {
	valeurs          []any
	prises, quittees int
}

func (o *oreille) ecoute() Ecoute {
	return Ecoute{
		Valeur:  func(v any) { o.valeurs = append(o.valeurs, v) },
		Prendre: func() { o.prises++ },
		Quitter: func() { o.quittees++ },
	}
}

// derniere is the value told last; a test fails when nothing was told.
func (o *oreille) derniere(t testing.TB) any {
	t.Helper()
	if len(o.valeurs) == 0 {
		t.Fatal("nothing was told")
	}
	return o.valeurs[len(o.valeurs)-1]
}

func envDe(t testing.TB) Env {
	return Env{
		Maintenant: func() time.Time { return midi },
		Communes:   service(t).Tables.Communes,
		Declarations: func() []Option {
			return []Option{
				{"logement.type", "Locataire du parc privé", "Logement"},
				{"emploi.situation", "CDI", "Emploi"},
				{"emploi.employeur", "Café du Commerce", "Emploi"},
			}
		},
	}
}

// champSeul shows the control of a field between two entries, and gives it the focus.
func champSeul(t testing.TB, c *trame.Champ, env Env) (Champ, *oreille, fyne.Window) {
	t.Helper()
	o := &oreille{}
	w := clavier.Fenetre(t, NouvelleSaisie()) // the theme comes first: widgets measure texts
	f := NouveauChamp(c, env, o.ecoute())
	w.SetContent(Empiler(4, NouvelleSaisie(), f, NouvelleSaisie()))
	w.Resize(fyne.NewSize(1000, 700))
	if x := f.Focus(); x != nil {
		w.Canvas().Focus(x)
	}
	return f, o, w
}

// veux compares.
func veux[T comparable](t testing.TB, quoi string, eu, voulu T) {
	t.Helper()
	if eu != voulu {
		t.Errorf("%s: %v, expected %v", quoi, eu, voulu)
	}
}
