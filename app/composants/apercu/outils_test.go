package apercu

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"slices"
	"sync"
	"testing"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// One engine and one cache for all tests: compiling is what costs.
var cacheCommun string

func TestMain(m *testing.M) {
	Auxiliaire() // the child that compiles is this test binary
	dir, err := os.MkdirTemp("", "apercu")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	cacheCommun = dir
	n := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(n)
}

var moteurCommun = sync.OnceValue(func() *Moteur { return Demarrer(cacheCommun) })

// moteur returns the engine the tests share, started.
func moteur(tb testing.TB) *Moteur {
	tb.Helper()
	m := moteurCommun()
	<-m.Pret()
	if err := m.Erreur(); err != nil {
		tb.Fatal(err)
	}
	return m
}

// rapport makes the report of the complete worked example; the number makes two reports
// differ in one line of every page.
func rapport(tb testing.TB, numero string, projet bool) *reports.Rendu {
	tb.Helper()
	cle := fmt.Sprint(numero, projet)
	if r := rapports[cle]; r != nil {
		return r
	}
	r := rediger(tb, numero, projet)
	rapports[cle] = r
	return r
}

var rapports = map[string]*reports.Rendu{}

func rediger(tb testing.TB, numero string, projet bool) *reports.Rendu {
	tb.Helper()
	s, err := trame.Charger(assets.FS, "esr")
	if err != nil {
		tb.Fatal(err)
	}
	cas, err := trame.LireCas(assets.FS, s.ID)
	if err != nil {
		tb.Fatal(err)
	}
	i := slices.IndexFunc(cas, func(c *trame.Cas) bool { return c.Nom == "Rapport complet" })
	ex, err := cas[i].Examen(s)
	if err != nil {
		tb.Fatal(err)
	}
	at, err := reports.NouvelAtelier(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := at.Rendre(reports.Demande{
		Examen: ex, Document: s.Document("rapport"), Numero: numero, Projet: projet,
		Association: data.Association{Nom: "Justice et Partage", Adresse: []string{"Le Puy-en-Velay"}},
		Signataire:  ex.Contexte().Signataire, Date: ex.Contexte().Maintenant,
	})
	if err != nil {
		tb.Fatal(err)
	}
	if r.Pages < 4 {
		tb.Fatal("a report of several pages is needed")
	}
	return r
}

// encre returns the part of a rectangle, given in parts of the picture, that is dark.
func encre(img image.Image, x0, y0, x1, y1 float64) float64 {
	b := img.Bounds()
	noir, tout := 0, 0
	for y := b.Min.Y + int(y0*float64(b.Dy())); y < b.Min.Y+int(y1*float64(b.Dy())); y++ {
		for x := b.Min.X + int(x0*float64(b.Dx())); x < b.Min.X+int(x1*float64(b.Dx())); x++ {
			if tout++; color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 140 {
				noir++
			}
		}
	}
	return float64(noir) / float64(tout)
}

// Executeurs: one that works at once, one that works when it is told to.

type surLeChamp struct{}

func (surLeChamp) Lancer(travail, apres func()) { travail(); apres() }

type aLaDemande struct{ file []func() }

func (e *aLaDemande) Lancer(travail, apres func()) {
	e.file = append(e.file, func() { travail(); apres() })
}

// pas does one piece of work; it says whether there was one.
func (e *aLaDemande) pas() bool {
	if len(e.file) == 0 {
		return false
	}
	f := e.file[0]
	e.file = e.file[1:]
	f()
	return true
}

func (e *aLaDemande) tout() {
	for e.pas() {
	}
}

// faux draws pages in one colour, taken from the first byte of the document.
type faux struct {
	pret    chan struct{}
	err     error // of the engine
	refus   error // of Pages
	panne   error // of Dessiner
	pages   int
	dessins []string // « page×width »
	images  []*image.RGBA
	oublis  int
}

func nouveauFaux(pages int) *faux {
	f := &faux{pret: make(chan struct{}), pages: pages}
	close(f.pret)
	return f
}

func (f *faux) Pret() <-chan struct{} { return f.pret }
func (f *faux) Oublier()              { f.oublis++ }

func (f *faux) Erreur() error {
	select {
	case <-f.pret:
		return f.err
	default:
		return nil
	}
}

func (f *faux) Pages(ctx context.Context, pdf []byte) ([]Taille, error) {
	if err := errors.Join(ctx.Err(), f.refus); err != nil {
		return nil, err
	}
	t := make([]Taille, f.pages)
	for i := range t {
		t[i] = Taille{600, 800}
	}
	return t, nil
}

func (f *faux) Dessiner(ctx context.Context, pdf []byte, page, largeurPx int) (*image.RGBA, error) {
	if err := errors.Join(ctx.Err(), f.panne); err != nil {
		return nil, err
	}
	f.dessins = append(f.dessins, fmt.Sprintf("%d×%d", page, largeurPx))
	img := image.NewRGBA(image.Rect(0, 0, largeurPx, int(math.Ceil(float64(largeurPx)*800/600))))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{pdf[0], 0, uint8(page), 255}), image.Point{}, draw.Src)
	f.images = append(f.images, img)
	return img, nil
}
