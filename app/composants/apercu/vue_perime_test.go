package apercu

import (
	"image"
	"slices"
	"strings"
	"testing"
)

// Results that come too late are thrown away, wherever the work was.
func TestVuePerime(t *testing.T) {
	f, ex := nouveauFaux(2), &aLaDemande{}
	v, _ := ouvrirVue(t, f, ex)
	for n := range 4 {
		v.Montrer([]byte{'a', byte(n)}, 2)
		for range n {
			ex.pas()
		}
		v.Montrer([]byte{'z', byte(n)}, 2)
		v.Montrer([]byte{'b', byte(n)}, 2)
		if len(ex.file) > 1 {
			t.Errorf("%d pieces of work at once", len(ex.file))
		}
		ex.tout()
		for i, p := range v.feuilles {
			if img := p.image.Image.(*image.RGBA); img.Pix[0] != 'b' || img.Pix[2] != byte(i+1) {
				t.Errorf("after %d steps, page %d is another: %v", n, i+1, img.Pix[:4])
			}
		}
		if len(v.perimes) != 0 {
			t.Error("the documents before were not wiped")
		}
	}
}

// Vider leaves nothing: no byte, no picture, not even what is being drawn.
func TestVueVider(t *testing.T) {
	f, ex := nouveauFaux(3), &aLaDemande{}
	v, _ := ouvrirVue(t, f, ex)
	source := []byte("secret")
	v.Montrer(source, 3)
	ex.tout()
	v.Zoomer(1)
	pdf := v.pdf
	if len(ex.file) != 1 {
		t.Fatal("nothing is being drawn")
	}
	v.Vider()
	dit(t, v, texteVide)
	if page, pages := v.Page(); page != 0 || pages != 0 {
		t.Errorf("page %d of %d", page, pages)
	}
	ex.tout()
	if f.oublis != 1 {
		t.Errorf("the engine was told %d times to forget", f.oublis)
	}
	if string(pdf) != "\x00\x00\x00\x00\x00\x00" || string(source) != "secret" {
		t.Error("the bytes: the copy must be wiped, and the copy alone")
	}
	for _, img := range f.images {
		if slices.ContainsFunc(img.Pix, func(b byte) bool { return b != 0 }) {
			t.Error("a picture was not wiped")
		}
	}
	if len(v.papier.Objects)+len(v.feuilles) != 0 {
		t.Error("pages are still there")
	}
	v.Montrer([]byte("autre"), 3)
	ex.tout()
	dit(t, v, "")
}

// enDeuxTemps works at once, and publishes when it is told to: what was drawn comes back after
// something else was asked.
type enDeuxTemps struct{ file []func() }

func (e *enDeuxTemps) Lancer(travail, apres func()) {
	travail()
	e.file = append(e.file, apres)
}

func (e *enDeuxTemps) publier() {
	f := e.file[0]
	e.file = e.file[1:]
	f()
}

func (e *enDeuxTemps) tout() {
	for len(e.file) > 0 {
		e.publier()
	}
}

// vues are the documents of which a picture is shown, page by page.
func vues(v *Vue) string {
	s := ""
	for _, p := range v.feuilles {
		c := "."
		if img, ok := p.image.Image.(*image.RGBA); ok {
			c = string(img.Pix[0])
		}
		s += c
	}
	return s
}

// A picture of an older document that comes back late is never shown over a newer one, nor
// over what it would replace.
func TestVueDessinEnRetard(t *testing.T) {
	f, ex := nouveauFaux(2), &enDeuxTemps{}
	v, _ := ouvrirVue(t, f, ex)
	v.Montrer([]byte("a"), 2)
	ex.tout()
	if vues(v) != "aa" {
		t.Fatalf("shown: %s", vues(v))
	}
	v.Montrer([]byte("b"), 2)
	ex.publier() // the sizes of b
	if len(f.images) != 3 {
		t.Fatalf("%d pictures: b is not being drawn", len(f.images))
	}
	tard := f.images[2]
	v.Montrer([]byte("c"), 2)
	ex.publier() // the picture of b
	if vues(v) != "aa" {
		t.Errorf("a late picture is shown: %s", vues(v))
	}
	if slices.ContainsFunc(tard.Pix, func(b byte) bool { return b != 0 }) {
		t.Error("the late picture was not wiped")
	}
	for len(ex.file) > 0 {
		ex.publier()
		if s := vues(v); strings.Contains(s, "b") {
			t.Errorf("on the way: %s", s)
		}
	}
	if vues(v) != "cc" {
		t.Errorf("in the end: %s", vues(v))
	}
}

// Nor do the sizes of an older document lay out a newer one.
func TestVueTaillesEnRetard(t *testing.T) {
	f, ex := nouveauFaux(5), &enDeuxTemps{}
	v, _ := ouvrirVue(t, f, ex)
	v.Montrer([]byte("a"), 5) // its sizes are read, not published
	f.pages = 1
	v.Montrer([]byte("b"), 1)
	ex.publier()
	if _, n := v.Page(); n != 0 || len(f.images) != 0 {
		t.Errorf("%d pages of another document, %d drawn", n, len(f.images))
	}
	ex.tout()
	if _, n := v.Page(); n != 1 || vues(v) != "b" {
		t.Errorf("%d pages, shown %s", n, vues(v))
	}
}

// A picture that was drawn for another zoom does not pass for the one that is wanted.
func TestVueZoomEnRetard(t *testing.T) {
	f, ex := nouveauFaux(1), &enDeuxTemps{}
	v, _ := ouvrirVue(t, f, ex)
	v.Montrer([]byte("a"), 1)
	ex.tout()
	v.Zoomer(1.5) // drawn, not published
	v.Zoomer(0.5)
	ex.tout()
	img := v.feuilles[0].image.Image.(*image.RGBA)
	if got, veut := img.Rect.Dx(), v.feuilles[0].px; got != veut {
		t.Errorf("the page is %d pixels wide, shown by a picture of %d", veut, got)
	}
}
