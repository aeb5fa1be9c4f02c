package apercu

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// ouvrirVue shows a view in a window of 500 × 600.
func ouvrirVue(t *testing.T, m Dessinateur, ex Executeur) (*Vue, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	v := NouvelleVue(m, ex)
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 600))
	return v, w
}

func dit(t *testing.T, v *Vue, texte string) {
	t.Helper()
	switch {
	case texte == "" && (v.message.Visible() || !v.defil.Visible()):
		t.Errorf("« %s » is shown in place of the pages", v.message.Text)
	case texte != "" && (v.message.Text != texte || !v.message.Visible() || v.defil.Visible()):
		t.Errorf("« %s » is shown, not « %s »", v.message.Text, texte)
	}
}

// Every page picture shown is exactly as large as its place, in device pixels.
func nettete(t *testing.T, v *Vue) {
	t.Helper()
	n := 0
	for i, f := range v.feuilles {
		img, ok := f.image.Image.(*image.RGBA)
		if !ok {
			continue
		}
		n++
		l, h := fyne.CurrentApp().Driver().CanvasForObject(v).PixelCoordinateForPosition(fyne.NewPos(f.image.Size().Width, f.image.Size().Height))
		if img.Rect.Dx() != l || img.Rect.Dy() != h {
			t.Errorf("page %d: a picture of %v in a place of %d × %d pixels", i+1, img.Rect, l, h)
		}
	}
	if n == 0 {
		t.Error("no picture")
	}
}

func TestVueEtats(t *testing.T) {
	f := nouveauFaux(3)
	f.pret = make(chan struct{})
	ex := &aLaDemande{}
	v, _ := ouvrirVue(t, f, ex)
	dit(t, v, texteVide)
	if v.barre.indicateur.Text != "page –" || !v.barre.plus.Disabled() {
		t.Error("the tool bar offers something")
	}
	v.Montrer([]byte("a"), 3)
	dit(t, v, textePrepare)
	v.Montrer([]byte("b"), 3)
	if len(ex.file) != 1 {
		t.Errorf("%d pieces of work wait for the engine", len(ex.file))
	}
	close(f.pret)
	ex.tout()
	dit(t, v, "")
	if v.barre.indicateur.Text != "page 1/3" {
		t.Errorf("the tool bar says %q", v.barre.indicateur.Text)
	}
	nettete(t, v)
	v.Montrer(nil, 0)
	ex.tout()
	dit(t, v, texteVide)
}

func TestVueSansMoteur(t *testing.T) {
	v, _ := ouvrirVue(t, nil, surLeChamp{})
	dit(t, v, texteMoteur)
	v.Montrer([]byte("a"), 1)
	v.AllerA(1)
	v.Vider()
	dit(t, v, texteMoteur)

	f := nouveauFaux(3)
	f.err = errors.New("no")
	v, _ = ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 3)
	dit(t, v, texteMoteur)
	if !strings.Contains(texteMoteur, "exporté et imprimé") {
		t.Error("the sentence does not say what can still be done")
	}
}

// A document that cannot be read, or a page that cannot be drawn, is said; the next one
// is shown.
func TestVueIllisible(t *testing.T) {
	f := nouveauFaux(3)
	v, _ := ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 3)
	for _, casser := range []*error{&f.refus, &f.panne} {
		*casser = errors.New("no")
		v.Montrer([]byte("b"), 3)
		dit(t, v, texteIllisible)
		for i, p := range v.feuilles {
			if p.image.Image != image.Image(vierge) {
				t.Errorf("page %d of the document before is still there", i+1)
			}
		}
		*casser = nil
		v.Montrer([]byte("c"), 3)
		dit(t, v, "")
	}
}

// Only the pages on screen and their neighbours are drawn, and kept.
func TestVueVisibles(t *testing.T) {
	f := nouveauFaux(20)
	v, _ := ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 20)
	l := v.feuilles[0].px
	if want := []string{"1", "2"}; !slices.Equal(numeros(f), want) || l != int(500-2*marge) {
		t.Errorf("drawn: %v, at %d pixels", f.dessins, l)
	}
	f.dessins = nil
	v.AllerA(10)
	if got := numeros(f); !slices.Equal(got, []string{"10", "11", "9"}) {
		t.Errorf("drawn: %v", got)
	}
	if page, pages := v.Page(); page != 10 || pages != 20 {
		t.Errorf("page %d of %d", page, pages)
	}
	for i, p := range v.feuilles {
		if proche := i >= 8 && i <= 10; proche != (p.image.Image != image.Image(vierge)) {
			t.Errorf("page %d: picture %v", i+1, p.image.Image != image.Image(vierge))
		}
	}
	f.dessins = nil
	v.AllerA(11)
	if got := numeros(f); !slices.Equal(got, []string{"12"}) {
		t.Errorf("drawn for one page further: %v", got)
	}
	nettete(t, v)
}

// numeros returns the pages drawn.
func numeros(f *faux) []string {
	var l []string
	for _, d := range f.dessins {
		n, _, _ := strings.Cut(d, "×")
		l = append(l, n)
	}
	return l
}

// A redrawn document keeps its place; the old pages stay until the new ones are there,
// and a page that did not change keeps its very picture.
func TestVueRedessin(t *testing.T) {
	f, ex := nouveauFaux(6), &aLaDemande{}
	v, _ := ouvrirVue(t, f, ex)
	v.Montrer([]byte("a"), 6)
	ex.tout()
	v.AllerA(3)
	v.defil.avancer(57)
	ex.tout()
	lieu, vieux := v.defil.Offset, v.feuilles[2].image.Image

	v.Montrer([]byte("b"), 6)
	for ex.pas() {
		if v.feuilles[2].image.Image == image.Image(vierge) || v.defil.Offset != lieu {
			t.Fatal("the page flickers or moves")
		}
		dit(t, v, "")
	}
	if v.feuilles[2].image.Image == vieux {
		t.Error("the page was not redrawn")
	}
	if slices.ContainsFunc(vieux.(*image.RGBA).Pix, func(b byte) bool { return b != 0 }) {
		t.Error("the picture it replaces was not wiped")
	}

	// The fake draws by the first byte: this document looks the same.
	vieux = v.feuilles[2].image.Image
	v.Montrer([]byte("bis"), 6)
	ex.tout()
	if v.feuilles[2].image.Image != vieux {
		t.Error("a page that did not change was replaced")
	}
	n := len(f.dessins)
	v.Montrer([]byte("bis"), 6)
	if ex.pas() || len(f.dessins) != n {
		t.Error("the same bytes are drawn again")
	}
}

// AllerA before the document is known is kept for when it is.
func TestVueAllerA(t *testing.T) {
	f, ex := nouveauFaux(6), &aLaDemande{}
	v, _ := ouvrirVue(t, f, ex)
	var pages []int
	v.OnPage = func(p int) { pages = append(pages, p) }
	v.Montrer([]byte("a"), 6)
	v.AllerA(4)
	ex.tout()
	if p, _ := v.Page(); p != 4 {
		t.Errorf("page %d", p)
	}
	if f.dessins[0] != "4×472" {
		t.Errorf("drawn first: %v", f.dessins)
	}
	v.AllerA(99)
	if p, _ := v.Page(); p != 6 {
		t.Errorf("page %d", p)
	}
	v.AllerA(-2)
	ex.tout()
	if want := []int{4, 6, 1}; !slices.Equal(pages, want) {
		t.Errorf("told: %v, want %v", pages, want)
	}

	// A document that became shorter.
	v.AllerA(6)
	f.pages = 2
	v.Montrer([]byte("b"), 2)
	ex.tout()
	if p, n := v.Page(); p != 2 || n != 2 {
		t.Errorf("page %d of %d", p, n)
	}
}

func TestVueZoom(t *testing.T) {
	f := nouveauFaux(6)
	v, w := ouvrirVue(t, f, surLeChamp{})
	var dits []Zoom
	v.OnZoom = func(z Zoom) { dits = append(dits, z) }
	v.Montrer([]byte("a"), 6)
	v.AllerA(3)
	test.Tap(v.barre.entiere)
	if h := v.feuilles[0].ombre.Size().Height; h > v.defil.Size().Height-2*marge+1 || h < v.defil.Size().Height-3*marge {
		t.Errorf("a page is %v high in %v", h, v.defil.Size().Height)
	}
	nettete(t, v)
	test.Tap(v.barre.plus)
	if v.Zoom() <= 0 || !slices.Contains(crans, v.Zoom()) {
		t.Errorf("zoom %v", v.Zoom())
	}
	test.Tap(v.barre.largeur)
	if !strings.HasSuffix(f.dessins[len(f.dessins)-1], "×472") {
		t.Errorf("drawn: %v", f.dessins)
	}
	if len(dits) != 3 || dits[0] != PageEntiere || dits[2] != Largeur {
		t.Errorf("told: %v", dits)
	}
	if p, _ := v.Page(); p != 3 {
		t.Errorf("after zooming, page %d", p)
	}
	v.Zoomer(1)
	if v.barre.pourcent.Text != "100\u00a0%" || v.feuilles[0].px != 800 {
		t.Errorf("at 100 %%: %q, %d pixels", v.barre.pourcent.Text, v.feuilles[0].px)
	}
	if v.defil.Offset.X == 0 {
		t.Error("a page wider than the view is not centred")
	}
	v.Zoomer(77)
	if v.Zoom() != 2 || !v.barre.plus.Disabled() || v.feuilles[0].px != 1600 {
		t.Errorf("zoom %v, %d pixels", v.Zoom(), v.feuilles[0].px)
	}
	gardees := 0
	for _, p := range v.feuilles {
		if p.image.Image != image.Image(vierge) {
			gardees++
		}
	}
	if gardees != 1 {
		t.Errorf("%d large pictures are kept, one is on screen", gardees)
	}
	for range 20 {
		test.Tap(v.barre.moins)
	}
	if v.Zoom() != crans[0] || !v.barre.moins.Disabled() {
		t.Errorf("zoom %v", v.Zoom())
	}
	v.Zoomer(Largeur)
	w.Resize(fyne.NewSize(700, 600))
	if v.feuilles[0].px != 700-2*marge {
		t.Errorf("in a wider window: %d pixels", v.feuilles[0].px)
	}
	nettete(t, v)
}

// In every theme the paper is white and the rest follows the theme.
func TestVueTheme(t *testing.T) {
	f := nouveauFaux(2)
	v, w := ouvrirVue(t, f, surLeChamp{})
	v.Montrer([]byte("a"), 2)
	clair := v.fond.FillColor
	// Not the theme of the application: it changes in the background, and other tests see it.
	w.SetContent(container.NewThemeOverride(v, test.NewTheme()))
	v.Refresh()
	if v.fond.FillColor == clair {
		t.Error("the ground does not follow the theme")
	}
	if v.feuilles[0].ombre.FillColor != couleurPapier {
		t.Error("the paper is not white")
	}
}

// The whole: a real report, the real engine, a window.
func TestVueReelle(t *testing.T) {
	m, r := moteur(t), rapport(t, "2026-0001", true)
	v, w := ouvrirVue(t, m, surLeChamp{})
	v.Montrer(r.PDF, r.Pages)
	dit(t, v, "")
	nettete(t, v)
	if _, n := v.Page(); n != r.Pages {
		t.Errorf("%d pages", n)
	}
	// What is on the screen is the picture of the page, pixel by pixel.
	page := v.feuilles[0]
	img, ecran := page.image.Image.(*image.RGBA), w.Canvas().Capture().(*image.NRGBA)
	o := fyne.CurrentApp().Driver().AbsolutePositionForObject(page.image)
	for y := 100; y < 400; y++ {
		for x := range img.Rect.Dx() {
			a, b := img.RGBAAt(x, y), ecran.NRGBAAt(int(o.X)+x, int(o.Y)+y)
			if a.R != b.R || a.G != b.G || a.B != b.B {
				t.Fatalf("at %d, %d the screen shows %v, the page is %v", x, y, b, a)
			}
		}
	}
	pixels := slices.Clone(img.Pix)
	v.AllerA(r.Pages)
	if p, _ := v.Page(); p != r.Pages {
		t.Errorf("page %d", p)
	}
	nettete(t, v)
	v.AllerA(1)
	autre := rapport(t, "2026-0002", true)
	v.Montrer(autre.PDF, autre.Pages)
	if slices.Equal(pixels, page.image.Image.(*image.RGBA).Pix) {
		t.Error("the other report shows the same page")
	}
	v.Montrer(r.PDF, r.Pages)
	if !slices.Equal(pixels, page.image.Image.(*image.RGBA).Pix) {
		t.Error("the first report shows another page")
	}
	v.Vider()
	reste := w.Canvas().Capture().(*image.NRGBA)
	// Where the view lies: around it is the window, whose theme other tests change.
	coin, taille := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.fond), v.fond.Size()
	bas, droite := int(coin.Y+taille.Height)-2, int(coin.X+taille.Width)-4
	if bas < 500 || droite < 400 {
		t.Fatalf("the view is %v at %v", taille, coin)
	}
	for y := 300; y < bas; y++ {
		for x := 4; x < droite; x++ {
			if reste.NRGBAAt(x, y) != reste.NRGBAAt(4, 300) {
				t.Fatalf("something is left on the screen at %d, %d: %v", x, y, reste.NRGBAAt(x, y))
			}
		}
	}
	if m.pdf != nil {
		t.Error("the engine still holds the document")
	}
}
