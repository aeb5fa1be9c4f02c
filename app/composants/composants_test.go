package composants

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/clavier"
)

// Tient tells where the focus stands, through containers and what scrolls.
func TestTient(t *testing.T) {
	un, autre := NouvelleSaisie(), NouvelleSaisie()
	dedans := Empiler(0, container.NewVScroll(Marge(1, 1, 1, 1, un)))
	w := clavier.Fenetre(t, container.NewVBox(dedans, autre))
	if Tient(dedans) {
		t.Error("nothing has the focus")
	}
	w.Canvas().Focus(un)
	if !Tient(dedans) || Tient(autre) {
		t.Error("the focus is inside")
	}
	w.Canvas().Focus(autre)
	if Tient(dedans) {
		t.Error("the focus is elsewhere")
	}
}

// Other options are drawn; what was ticked and is still among them stays.
func TestChoixMultipleProposer(t *testing.T) {
	c := NouveauChoixMultiple([]Option{{Cle: "a", Libelle: "A"}, {Cle: "b", Libelle: "B"}})
	w := clavier.Fenetre(t, c)
	w.Resize(fyne.NewSize(300, 300))
	c.Poser([]string{"b"}, true)
	c.Proposer([]Option{{Cle: "b", Libelle: "Bé"}, {Cle: "c", Libelle: "C"}, {Cle: "d", Libelle: "D"}})
	r := test.TempWidgetRenderer(t, c).(*rendMultiple)
	var vus []string
	for _, x := range r.textes {
		vus = append(vus, x.Text)
	}
	if !slices.Equal(vus, []string{"Bé", "C", "D"}) || !slices.Equal(c.Choisis(), []string{"b"}) || len(r.Objects()) != 7 {
		t.Errorf("%q, ticked %q, %d objects", vus, c.Choisis(), len(r.Objects()))
	}
}
