package apercu

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"golang.org/x/image/draw"
)

// Every page of a real report is drawn: right shape, opaque, ink where text stands and
// none in the margins, with and without the watermark of a draft.
func TestDessiner(t *testing.T) {
	m, ctx := moteur(t), context.Background()
	for _, projet := range []bool{false, true} {
		r := rapport(t, "2026-0001", projet)
		tailles, err := m.Pages(ctx, r.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if len(tailles) != r.Pages {
			t.Fatalf("%d pages, %d expected", len(tailles), r.Pages)
		}
		for i, ta := range tailles {
			if math.Abs(ta.Largeur-595.28) > 1 || math.Abs(ta.Hauteur-841.89) > 1 {
				t.Errorf("page %d is %v, not A4", i+1, ta)
			}
			img, err := m.Dessiner(ctx, r.PDF, i+1, 800)
			if err != nil {
				t.Fatal(err)
			}
			if want := image.Rect(0, 0, 800, int(math.Ceil(800*ta.Hauteur/ta.Largeur))); img.Rect != want {
				t.Errorf("page %d: %v, want %v", i+1, img.Rect, want)
			}
			if !img.Opaque() {
				t.Errorf("page %d shows through", i+1)
			}
			if img.RGBAAt(3, 3) != img.RGBAAt(796, 3) || img.RGBAAt(3, 3).R != 255 {
				t.Errorf("page %d is not on white paper", i+1)
			}
			if e := encre(img, 0.1, 0.05, 0.9, 0.5); e < 0.005 || e > 0.3 {
				t.Errorf("page %d: %.4f of its upper half is ink", i+1, e)
			}
			if e := encre(img, 0.1, 0.94, 0.9, 0.99); e < 0.002 {
				t.Errorf("page %d: no footer", i+1)
			}
			if e := encre(img, 0, 0, 0.04, 1) + encre(img, 0.97, 0, 1, 1); e != 0 {
				t.Errorf("page %d: ink in the margins", i+1)
			}
		}
	}
}

// The picture is the one that poppler draws, up to the smoothing of the letters.
func TestDessinerCommePoppler(t *testing.T) {
	m, r := moteur(t), rapport(t, "2026-0001", true)
	dir := t.TempDir()
	pdf := filepath.Join(dir, "d.pdf")
	if err := os.WriteFile(pdf, r.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	for page := 1; page <= 2; page++ {
		n := strconv.Itoa(page)
		out := filepath.Join(dir, n)
		if o, err := exec.Command("pdftoppm", "-png", "-f", n, "-l", n, "-singlefile", "-scale-to-x", "800", "-scale-to-y", "-1", pdf,
			out).CombinedOutput(); err != nil {
			t.Fatalf("pdftoppm: %v\n%s", err, o)
		}
		b, err := os.ReadFile(out + ".png")
		if err != nil {
			t.Fatal(err)
		}
		lui, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		nous, err := m.Dessiner(context.Background(), r.PDF, page, 800)
		if err != nil {
			t.Fatal(err)
		}
		const l, h = 80, 113
		a, c := image.NewGray(image.Rect(0, 0, l, h)), image.NewGray(image.Rect(0, 0, l, h))
		draw.CatmullRom.Scale(a, a.Rect, nous, nous.Bounds(), draw.Src, nil)
		draw.CatmullRom.Scale(c, c.Rect, lui, lui.Bounds(), draw.Src, nil)
		var ecart, pire float64
		for i := range a.Pix {
			d := math.Abs(float64(a.Pix[i]) - float64(c.Pix[i]))
			ecart, pire = ecart+d, max(pire, d)
		}
		if ecart /= l * h; ecart > 4 {
			t.Errorf("page %d differs from poppler's by %.1f levels (worst %.0f)", page, ecart, pire)
		}
	}
}

func TestDessinerPageAbsente(t *testing.T) {
	m, r := moteur(t), rapport(t, "2026-0001", false)
	for _, c := range [][2]int{{0, 800}, {r.Pages + 1, 800}, {1, 0}, {-1, 800}, {1, -5}} {
		if _, err := m.Dessiner(context.Background(), r.PDF, c[0], c[1]); err == nil {
			t.Errorf("page %d, %d pixels: no error", c[0], c[1])
		}
	}
}

// A file that is no PDF is an error, and the next document is drawn all the same.
func TestDessinerAbime(t *testing.T) {
	m, ctx, r := moteur(t), context.Background(), rapport(t, "2026-0001", false)
	coupe := bytes.Clone(r.PDF[:len(r.PDF)/3])
	for nom, pdf := range map[string][]byte{
		"vide": nil, "texte": []byte("ceci n’est pas un PDF"), "entête": []byte("%PDF-1.4\n"),
		"zéros": make([]byte, 5000),
	} {
		if _, err := m.Pages(ctx, pdf); err == nil {
			t.Errorf("%s: no error", nom)
		}
	}
	_, _ = m.Dessiner(ctx, coupe, 1, 400) // either answer is right, a crash is not
	if _, err := m.Dessiner(ctx, r.PDF, 1, 400); err != nil {
		t.Error(err)
	}
}

// A demand for a giant picture gives a smaller one, and the memory it took is given back
// with the next document.
func TestDessinerGeant(t *testing.T) {
	m, ctx := moteur(t), context.Background()
	r, autre := rapport(t, "2026-0001", false), rapport(t, "2026-0002", false)
	img, err := m.Dessiner(ctx, r.PDF, 1, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if n := img.Rect.Dx() * img.Rect.Dy(); n > pixelsMax*101/100 || n < pixelsMax/2 {
		t.Errorf("%d pixels", n)
	}
	if m.pointe <= pixelsGardes {
		t.Error("the large picture was not noted")
	}
	if _, err := m.Dessiner(ctx, autre.PDF, 1, 400); err != nil {
		t.Fatal(err)
	}
	if m.pointe > pixelsGardes {
		t.Error("the instance that grew is still there")
	}
}

// Many goroutines, two documents, one that forgets: each gets its own page.
func TestDessinerEnsemble(t *testing.T) {
	m, ctx := moteur(t), context.Background()
	a, b := rapport(t, "2026-0001", false), rapport(t, "2026-0002", true)
	const l = 120
	want := map[*byte][]*image.RGBA{}
	for _, pdf := range [][]byte{a.PDF, b.PDF} {
		for p := 1; p <= 3; p++ {
			img, err := m.Dessiner(ctx, pdf, p, l)
			if err != nil {
				t.Fatal(err)
			}
			want[&pdf[0]] = append(want[&pdf[0]], img)
		}
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 6 {
				pdf, p := a.PDF, (g+i)%3
				if (g+i/2)%2 == 1 {
					pdf = b.PDF
				}
				if g == 7 && i%2 == 1 {
					m.Oublier()
				}
				img, err := m.Dessiner(ctx, pdf, p+1, l)
				if err != nil {
					t.Error(err)
					return
				}
				if !bytes.Equal(img.Pix, want[&pdf[0]][p].Pix) {
					t.Errorf("page %d is another", p+1)
				}
			}
		})
	}
	wg.Wait()
}

func TestDessinerAnnule(t *testing.T) {
	m, r := moteur(t), rapport(t, "2026-0001", false)
	ctx, annuler := context.WithCancel(context.Background())
	annuler()
	if _, err := m.Dessiner(ctx, r.PDF, 1, 400); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	// Waiting for a turn ends too.
	<-m.tour
	ctx, annuler = context.WithCancel(context.Background())
	fini := make(chan error)
	go func() {
		_, err := m.Pages(ctx, r.PDF)
		fini <- err
	}()
	annuler()
	if err := <-fini; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	m.tour <- struct{}{}
}

// After Oublier nothing of the document is held.
func TestOublier(t *testing.T) {
	m, r := moteur(t), rapport(t, "2026-0001", false)
	if _, err := m.Dessiner(context.Background(), r.PDF, 1, 400); err != nil {
		t.Fatal(err)
	}
	m.Oublier()
	if m.pdf != nil || m.tailles != nil || m.inst != nil {
		t.Error("the document is still held")
	}
	if _, err := m.Dessiner(context.Background(), r.PDF, 2, 400); err != nil {
		t.Error(err)
	}
}

func TestClose(t *testing.T) {
	moteur(t) // the cache is full
	r := rapport(t, "2026-0001", false)
	m := Demarrer(cacheCommun)
	if _, err := m.Dessiner(context.Background(), r.PDF, 1, 200); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := m.Dessiner(context.Background(), r.PDF, 1, 200); !errors.Is(err, ErrFerme) || !errors.Is(m.Erreur(), ErrFerme) {
		t.Errorf("after Close: %v, %v", err, m.Erreur())
	}
	m.Oublier()
	if m.pool != nil {
		t.Error("the engine is still there")
	}

	// Closed while it starts.
	m = Demarrer(cacheCommun)
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	<-m.Pret()
	if !errors.Is(m.Erreur(), ErrFerme) {
		t.Errorf("error %v", m.Erreur())
	}
}
