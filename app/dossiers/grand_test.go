package dossiers

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/dialogues"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// grande is a base of so many dossiers, that counts what it is asked for.
type grande struct {
	n, lus, pages int
}

func (g *grande) Compter(context.Context, data.Filtre) (int, error) { return g.n, nil }
func (g *grande) ChercherIdentite(context.Context, string, int) ([]data.Resume, error) {
	return nil, nil
}

func (g *grande) Dossiers(_ context.Context, f data.Filtre) ([]data.Resume, error) {
	g.pages++
	var l []data.Resume
	for i := f.Decalage; i < min(g.n, f.Decalage+f.Limite); i++ {
		l = append(l, data.Resume{ID: int64(i), Numero: fmt.Sprintf("2026-ESR-%06d", i), Titre: fmt.Sprintf("Nom%06d Prénom", i), Saisine: "2026-11-24T09:20"})
	}
	g.lus += len(l)
	return l, nil
}

func grandEcran(tb testing.TB, n int) (*Ecran, *grande, *taches.Simule) {
	tb.Helper()
	test.NewTempApp(tb)
	w := test.NewTempWindow(tb, container.NewStack())
	w.Resize(fyne.NewSize(1366, 740))
	s := &taches.Simule{T: time.Date(2026, 11, 24, 10, 0, 0, 0, time.Local)}
	g := &grande{n: n}
	e := Nouvel(Params{Base: g, Ex: s, Dialogues: dialogues.Nouveaux(w, s), Ouvrir: func(string) {}})
	w.SetContent(e.Contenu())
	return e, g, s
}

// A hundred thousand dossiers: what is read is what is looked at, from one end to the
// other, and what comes late stays out of the way.
func TestCentMille(t *testing.T) {
	e, g, s := grandEcran(t, 100_000)
	if e.compte.Contenu() != "100 000 dossiers" && e.longueur() != 100_000 {
		t.Errorf("%q", e.compte.Contenu())
	}
	avant := g.lus
	for _, i := range []int{0, 500, 99_999, 50_000, 3} {
		e.liste.Montrer(i)
		if r := e.rangee(i); r == nil || r.Numero != fmt.Sprintf("2026-ESR-%06d", i) {
			t.Errorf("row %d is %+v", i, r)
		}
	}
	if lus := g.lus - avant; lus > 10*page {
		t.Errorf("%d rows read to look at five places", lus)
	}
	// While a page is on its way the row says so, and its answer is not taken for another
	// order of the list.
	s.Retenir = true
	if r := e.rangee(70_000); r != nil {
		t.Fatal("there before it was read")
	}
	e.Trier("titre")
	s.Liberer()
	if r := e.rangee(70_000); r == nil || r.Numero != "2026-ESR-070000" {
		t.Errorf("%+v", r)
	}
	for i := range 90 {
		e.rangee(i * 1000)
	}
	if len(e.pages) > pagesGardees {
		t.Errorf("%d pages are kept", len(e.pages))
	}
}

// The bars of the list, on Fyne's test driver: a jump anywhere in it.
func BenchmarkBarres(b *testing.B) {
	saut := func(n int) time.Duration {
		e, _, _ := grandEcran(b, n)
		var l []time.Duration
		for i := range 400 {
			t := time.Now()
			e.liste.Montrer(i * 7919 % n)
			l = append(l, time.Since(t))
		}
		slices.Sort(l)
		return l[len(l)*95/100]
	}
	ms := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
	petit, grand := saut(1000), saut(100_000)
	fmt.Printf("BARRE|window: a jump in a list of 100 000 dossiers, p95, against one of 1 000||%s|%s\n", ms(grand), ms(petit))
}
