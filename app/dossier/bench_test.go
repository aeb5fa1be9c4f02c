package dossier

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/assets"
	"justicepartage/data/trame"
)

func p95(l []time.Duration) time.Duration {
	slices.Sort(l)
	return l[len(l)*95/100]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// The bars of the screen of a dossier, on Fyne's test driver: everything but the painting.
func BenchmarkBarres(b *testing.B) {
	e, base, _, w := ecranEssai(b)
	ctx := context.Background()
	cas, err := trame.LireCas(assets.FS, e.p.Service.ID)
	if err != nil {
		b.Fatal(err)
	}
	r, err := e.p.Service.Normaliser(cas[0].Reponses, e.p.Ex.Maintenant())
	if err != nil {
		b.Fatal(err)
	}
	plein, err := base.Creer(ctx, e.p.Service.ID, r, nil)
	if err != nil {
		b.Fatal(err)
	}
	var ouvrir, section, touche, vide []time.Duration
	for range 40 {
		t := time.Now()
		d, err := base.Dossier(ctx, plein.Numero)
		if err != nil {
			b.Fatal(err)
		}
		p := e.p
		p.Dossier = d
		x := Nouvel(p)
		w.SetContent(x.Contenu())
		test.WidgetRenderer(x.form.suite)
		ouvrir = append(ouvrir, time.Since(t))
		for _, sec := range x.c.visibles() {
			t := time.Now()
			x.c.allerSection(sec, true)
			section = append(section, time.Since(t))
		}
		x.AllerA("observations.attitude")
		f := x.form.courant.champ.Focus()
		for _, c := range "il parle " {
			t := time.Now()
			f.TypedRune(c)
			touche = append(touche, time.Since(t))
		}
		if err := x.Quitter(ctx); err != nil {
			b.Fatal(err)
		}
	}
	nue := widget.NewMultiLineEntry()
	w.SetContent(composants.Empiler(0, nue))
	w.Canvas().Focus(nue)
	for range 40 {
		t := time.Now()
		nue.TypedRune('x')
		vide = append(vide, time.Since(t))
	}
	fmt.Printf("BARRE|window: open a dossier that is full, base to screen, p95|< 50 ms|%s|\n", ms(p95(ouvrir)))
	fmt.Printf("BARRE|window: change section, p95|< 50 ms|%s|\n", ms(p95(section)))
	fmt.Printf("BARRE|window: a key in a text of the form, with all that follows, p95|< 16 ms|%s|%s\n", ms(p95(touche)), ms(p95(vide)))
}
