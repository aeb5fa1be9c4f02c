package dossier

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"

	"justicepartage/data/trame"
)

// vueQuiNote remembers how often pages were shown.
type vueQuiNote struct {
	*canvas.Rectangle
	montres int
}

func (v *vueQuiNote) Montrer([]byte, int) { v.montres++ }
func (v *vueQuiNote) AllerA(int)          {}
func (v *vueQuiNote) Vider()              {}

// The pages of answers that have changed meanwhile are not shown.
func TestApercuEnRetard(t *testing.T) {
	e, _, s, _ := ecranEssai(t)
	vue := &vueQuiNote{Rectangle: canvas.NewRectangle(nil)}
	e.p.Apercu = vue
	s.Avancer(5 * time.Second)
	if vue.montres == 0 {
		t.Fatal("nothing is shown")
	}
	vue.montres = 0
	s.Retenir = true
	e.apercu.dessiner()
	e.c.r.Poser(trame.Chemin{Section: "saisine", Champ: "autorite_nom"}, "Mme Vallet")
	e.apercu.dessiner()
	s.Liberer()
	if vue.montres != 1 {
		t.Errorf("shown %d times: the first pages came late", vue.montres)
	}
}
