package afaire

import (
	"testing"

	"justicepartage/app/regard"
	"justicepartage/data"
)

// The title of a deadline of a row ends with what the row is called: somebody, sometimes.
func TestIntitule(t *testing.T) {
	e := &Ecran{p: Params{Regard: &regard.Regard{}}}
	const deLigne, deDossier = "Convocation à envoyer – DURAND Paul", "Rapport à remettre"
	for _, x := range []struct {
		autrui      bool
		titre, veut string
	}{{false, deLigne, deLigne}, {true, deLigne, "Convocation à envoyer – D. P."}, {true, deDossier, deDossier}} {
		e.p.Regard.Autrui = x.autrui
		if got := e.intitule(data.AFaire{Titre: x.titre}); got != x.veut {
			t.Errorf("%q, want %q", got, x.veut)
		}
	}
}
