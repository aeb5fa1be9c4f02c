package composants

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
)

// The bars of typing, each beside a bare entry of Fyne that holds the same text, written
// in turn in the same run.
func BenchmarkBarres(b *testing.B) {
	w := clavier.Fenetre(b, widget.NewLabel(""))
	p := NouveauParagraphe(8)
	p.OnChange = func(string) {}
	nu := widget.NewMultiLineEntry()
	nu.Wrapping = fyne.TextWrapWord
	nu.SetMinRowsVisible(lignesHautM)
	w.SetContent(Empiler(4, p, nu))
	w.Resize(fyne.NewSize(900, 900))
	mesurer := func(nom string, n, nus int) {
		var l [2][]time.Duration
		runtime.GC()
		for i := range n {
			r := []rune("mot de la fin, ")[i%15]
			for k, f := range []fyne.Focusable{p.Focus(), nu} {
				if k == 1 && i%(n/nus) != 0 {
					continue // the bare entry is slow: fewer keys of it
				}
				w.Canvas().Focus(f)
				t := time.Now()
				f.TypedRune(r)
				l[k] = append(l[k], time.Since(t))
			}
		}
		centile := func(l []time.Duration, p int) float64 {
			slices.SortFunc(l, cmp.Compare)
			return float64(l[min(len(l)*p/100, len(l)-1)].Microseconds()) / 1000
		}
		fmt.Printf("BARRE|%s, p99|< 16 ms|%.2f ms|%.2f ms\n", nom, centile(l[0], 99), centile(l[1], 99))
	}
	texte := prose(8_000)
	p.Poser(texte)
	nu.SetText(texte)
	p.zone.placer(4_000)
	nu.CursorRow, nu.CursorColumn = p.zone.CursorRow, p.zone.CursorColumn
	mesurer("a key in an 8 000-character paragraph, against a bare entry", 300, 300)

	long := strings.Repeat(prose(10_000), 5)
	p.Poser("")
	nu.SetText("")
	chrono := func(f fyne.Focusable) time.Duration {
		w.Canvas().Focus(f)
		t := time.Now()
		clavier.Coller(w.Canvas(), long)
		return time.Since(t)
	}
	nous, base := chrono(p.Focus()), chrono(nu)
	fmt.Printf("BARRE|50 000 characters pasted, against a bare entry||%.0f ms|%.0f ms\n", float64(nous.Milliseconds()), float64(base.Milliseconds()))
	if p.Texte() != long {
		b.Fatal("the paste is not whole")
	}
	mesurer("a key after 50 000 characters were pasted, against a bare entry", 300, 50)
}
