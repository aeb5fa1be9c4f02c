package apercu

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Executeur runs work away from the window, then publishes the result on it.
type Executeur interface {
	Lancer(travail func(), apres func())
}

// What the widget says in place of the pages.
const (
	texteVide      = "Aucun document à afficher."
	textePrepare   = "L’aperçu se prépare…"
	texteMoteur    = "L’aperçu ne peut pas s’afficher sur ce poste. Le document peut toujours être exporté et imprimé."
	texteIllisible = "Ce document n’a pas pu être affiché. Il peut toujours être exporté et imprimé."
)

// Vue shows the pages of a document one under the other. All its methods belong to the
// goroutine of the window.
type Vue struct {
	widget.BaseWidget

	// OnZoom is called when the user chose another zoom, so that it can be kept.
	OnZoom func(Zoom)
	// OnPage is called when another page becomes the current one.
	OnPage func(page int)

	m       Dessinateur
	ex      Executeur
	zoom    Zoom
	rendu   uint64 // sequence number of the document shown
	arret   context.CancelFunc
	ctx     context.Context
	pdf     []byte // own copy, wiped when it is no longer shown
	perimes [][]byte
	lu      bool   // the sizes of pdf are those of feuilles
	occupe  bool   // one piece of work is under way
	attend  bool   // the engine is waited for
	echec   string // shown in place of the pages
	cible   int    // page to go to as soon as it is known; 0: stay
	courant int    // page last told

	feuilles []*feuille
	etendue  fyne.Size // of all pages
	densite  float32   // device pixels per unit when they were laid out

	fond    *canvas.Rectangle
	defil   *defileur
	papier  *fyne.Container
	message *widget.Label
	barre   *barre
	cadre   *canvas.Rectangle // shows that the pages have the focus
}

// feuille is one page on the screen.
type feuille struct {
	taille Taille
	ombre  *canvas.Rectangle // the paper and its soft edge
	image  *canvas.Image
	px     int    // wanted width, in device pixels
	rendu  uint64 // what the picture shows: document, and width
	faitPx int
}

// NouvelleVue returns an empty view. Without an engine (nil) it says that there is no
// preview on this computer.
func NouvelleVue(moteur Dessinateur, ex Executeur) *Vue {
	v := &Vue{m: moteur, ex: ex, zoom: Largeur}
	v.ctx, v.arret = context.WithCancel(context.Background())
	v.fond = canvas.NewRectangle(nil)
	v.papier = container.New(&etalage{v})
	v.defil = nouveauDefileur(v)
	v.message = widget.NewLabel(texteVide)
	v.message.Alignment = fyne.TextAlignCenter
	v.message.Wrapping = fyne.TextWrapWord
	v.barre = nouvelleBarre(v)
	v.cadre = canvas.NewRectangle(color.Transparent)
	v.cadre.StrokeWidth = 2
	v.cadre.Hide()
	v.ExtendBaseWidget(v)
	v.habiller()
	v.afficher()
	return v
}

// CreateRenderer is a private method of Fyne.
func (v *Vue) CreateRenderer() fyne.WidgetRenderer {
	centre := container.New(&milieu{}, v.message)
	pages := container.NewStack(v.fond, v.defil, centre, v.barre.legende, v.cadre)
	// The order is the order of Tab: tool bar, then pages.
	return widget.NewSimpleRenderer(container.New(layout.NewBorderLayout(v.barre.objet, nil, nil, nil), v.barre.objet, pages))
}

// MinSize keeps the tool bar whole.
func (v *Vue) MinSize() fyne.Size {
	return v.BaseWidget.MinSize().Max(fyne.NewSize(0, 160))
}

// Refresh follows the theme and the density of the screen.
func (v *Vue) Refresh() {
	v.habiller()
	v.disposer()
	v.BaseWidget.Refresh()
}

// Montrer shows a document of so many pages. It takes a copy of its bytes. The place in
// the document is kept, and the pages shown stay until their successors are drawn.
func (v *Vue) Montrer(pdf []byte, pages int) {
	if v.lu && bytes.Equal(pdf, v.pdf) {
		return
	}
	if len(pdf) == 0 || pages < 1 {
		v.Vider()
		return
	}
	v.perimer()
	v.pdf, v.lu, v.echec = bytes.Clone(pdf), false, ""
	v.suite()
}

// AllerA brings the top of a page, numbered from 1, under the eyes.
func (v *Vue) AllerA(page int) {
	if !v.lu || v.defil.Size().Height <= 0 {
		v.cible = page
		return
	}
	v.cible = 0
	page = min(max(page, 1), len(v.feuilles))
	y := v.feuilles[page-1].ombre.Position().Y - marge
	v.defil.aller(fyne.NewPos(v.defil.Offset.X, y))
}

// Page returns the current page, and how many there are; 0, 0 without a document.
func (v *Vue) Page() (page, pages int) {
	if len(v.feuilles) == 0 || !v.montrable() {
		return 0, 0
	}
	return v.pageCourante(), len(v.feuilles)
}

// Zoom returns the zoom.
func (v *Vue) Zoom() Zoom { return v.zoom }

// Zoomer sets the zoom; OnZoom is not called.
func (v *Vue) Zoomer(z Zoom) {
	if z != Largeur && z != PageEntiere {
		z = min(max(z, crans[0]), crans[len(crans)-1])
	}
	v.zoom = z
	v.disposer()
	v.barre.actualiser()
}

// Vider forgets the document: its bytes and its pictures are overwritten with zeros, and
// the engine is told to forget it. What the engine is drawing at that moment is thrown
// away when it comes.
func (v *Vue) Vider() {
	v.perimer()
	for _, f := range v.feuilles {
		f.effacer()
	}
	v.feuilles, v.etendue, v.cible, v.echec, v.lu = nil, fyne.Size{}, 0, "", false
	v.papier.RemoveAll()
	v.defil.aller(fyne.Position{})
	perimes, m := v.perimes, v.m
	v.perimes = nil
	if len(perimes) > 0 && m != nil {
		// After Oublier nobody reads the bytes: the work under way was cancelled.
		v.ex.Lancer(func() {
			m.Oublier()
			effacerTout(perimes)
		}, func() {})
	}
	v.afficher()
}

// perimer makes all that is under way stale.
func (v *Vue) perimer() {
	v.arret()
	v.ctx, v.arret = context.WithCancel(context.Background())
	v.rendu++
	if v.pdf != nil {
		v.perimes = append(v.perimes, v.pdf)
		v.pdf = nil
	}
}

func effacerTout(l [][]byte) {
	for _, b := range l {
		clear(b)
	}
}

// suite starts the next piece of work: one at a time, the most wanted first. It is called
// again whenever something changed.
func (v *Vue) suite() {
	v.afficher()
	if v.pdf == nil || v.m == nil || v.occupe || v.attend || v.echec != "" {
		return
	}
	select {
	case <-v.m.Pret():
	default:
		v.attend = true
		v.ex.Lancer(func() { <-v.m.Pret() }, func() {
			v.attend = false
			v.suite()
		})
		return
	}
	if v.m.Erreur() != nil {
		v.echouer(texteMoteur)
		return
	}
	if !v.lu {
		v.lire()
		return
	}
	if f, n := v.prochaine(); f != nil {
		v.dessiner(f, n)
	}
}

// lire asks the engine for the sizes of the pages.
func (v *Vue) lire() {
	ctx, m, pdf, rendu, perimes := v.ctx, v.m, v.pdf, v.rendu, v.perimes
	v.perimes = nil
	var (
		tailles []Taille
		err     error
	)
	v.occupe = true
	v.ex.Lancer(func() {
		effacerTout(perimes) // this is the only work under way
		tailles, err = m.Pages(ctx, pdf)
	}, func() {
		v.occupe = false
		switch {
		case rendu != v.rendu: // stale
		case err != nil:
			v.echouer(texteIllisible)
			return
		default:
			v.etaler(tailles)
		}
		v.suite()
	})
}

// dessiner asks the engine for page n.
func (v *Vue) dessiner(f *feuille, n int) {
	ctx, m, pdf, rendu, px := v.ctx, v.m, v.pdf, v.rendu, f.px
	var (
		img *image.RGBA
		err error
	)
	v.occupe = true
	v.ex.Lancer(func() { img, err = m.Dessiner(ctx, pdf, n, px) }, func() {
		v.occupe = false
		switch {
		case rendu != v.rendu:
			if img != nil {
				clear(img.Pix)
			}
		case err != nil:
			v.echouer(texteIllisible)
			return
		default:
			f.recevoir(img, rendu, px)
			canvas.Refresh(v)
		}
		v.suite()
	})
}

// echouer shows a sentence in place of the pages, never an outdated page.
func (v *Vue) echouer(texte string) {
	if v.m.Erreur() != nil {
		texte = texteMoteur
	}
	v.echec, v.lu = texte, false
	for _, f := range v.feuilles {
		f.effacer()
	}
	v.afficher()
}

// etaler takes the sizes of the pages of the document, and keeps what can be kept.
func (v *Vue) etaler(tailles []Taille) {
	lieu := v.ancre()
	for _, f := range v.feuilles[min(len(tailles), len(v.feuilles)):] {
		f.effacer()
	}
	v.feuilles = slices.Delete(v.feuilles, min(len(tailles), len(v.feuilles)), len(v.feuilles))
	for i, t := range tailles {
		if i == len(v.feuilles) {
			v.feuilles = append(v.feuilles, nouvelleFeuille())
		}
		v.feuilles[i].taille = t
	}
	v.lu = true
	objets := make([]fyne.CanvasObject, 0, 2*len(v.feuilles))
	for _, f := range v.feuilles {
		objets = append(objets, f.ombre, f.image)
	}
	v.papier.Objects = objets
	v.habiller()
	v.mesurer()
	v.placer(lieu)
	if v.cible > 0 {
		v.AllerA(v.cible)
	}
}

// prochaine returns the page to draw next, and its number: those on screen from top to
// bottom, then their neighbours unless they are large. Pages further away lose their
// picture.
func (v *Vue) prochaine() (*feuille, int) {
	if v.densite <= 0 {
		return nil, 0
	}
	de, a := v.visibles()
	autour := 1
	if f := v.feuilles[a]; f.taille.Largeur > 0 && float64(f.px*f.px)*f.taille.Hauteur/f.taille.Largeur > pixelsGardes {
		autour = 0
	}
	for i, f := range v.feuilles {
		if i < de-autour || i > a+autour {
			f.effacer()
		}
	}
	ordre := make([]int, 0, a-de+3)
	for i := de; i <= a; i++ {
		ordre = append(ordre, i)
	}
	for _, i := range append(ordre, a+autour, de-autour) {
		if i < 0 || i >= len(v.feuilles) {
			continue
		}
		if f := v.feuilles[i]; f.px > 0 && (f.rendu != v.rendu || f.faitPx != f.px) {
			return f, i + 1
		}
	}
	return nil, 0
}

// montrable: there are pages to look at, of this document or still of the last one.
func (v *Vue) montrable() bool {
	return v.m != nil && v.pdf != nil && v.echec == "" && len(v.feuilles) > 0
}

// afficher brings the message and the tool bar up to date.
func (v *Vue) afficher() {
	texte := ""
	switch {
	case v.m == nil:
		texte = texteMoteur
	case v.echec != "":
		texte = v.echec
	case v.pdf == nil:
		texte = texteVide
	case !v.montrable():
		texte = textePrepare
	}
	if texte != v.message.Text {
		v.message.SetText(texte)
	}
	v.montrer(v.message, texte != "")
	v.montrer(v.defil, texte == "")
	v.barre.actualiser()
	if page, _ := v.Page(); page != v.courant {
		v.courant = page
		if v.OnPage != nil && page > 0 {
			v.OnPage(page)
		}
	}
}

// montrer shows or hides a part of the view. Fyne does not know the window of an object
// that was hidden, so its Show repaints nothing: the view asks for it.
func (v *Vue) montrer(o fyne.CanvasObject, oui bool) {
	switch {
	case oui == o.Visible():
		return
	case oui:
		o.Show()
	default:
		o.Hide()
	}
	canvas.Refresh(v)
}

// vierge is what a page shows until it is drawn: its paper.
var vierge = image.NewNRGBA(image.Rect(0, 0, 1, 1))

func nouvelleFeuille() *feuille {
	return &feuille{
		ombre: canvas.NewRectangle(nil),
		image: &canvas.Image{Image: vierge, ScaleMode: canvas.ImageScaleFastest},
	}
}

// recevoir takes a new picture; the same picture again changes nothing on the screen.
func (f *feuille) recevoir(img *image.RGBA, rendu uint64, px int) {
	f.rendu, f.faitPx = rendu, px
	if vieux, ok := f.image.Image.(*image.RGBA); ok {
		if vieux.Rect == img.Rect && bytes.Equal(vieux.Pix, img.Pix) {
			return
		}
		clear(vieux.Pix)
	}
	f.image.Image = img
	f.image.Refresh()
}

// effacer overwrites the picture and lets it go.
func (f *feuille) effacer() {
	f.rendu, f.faitPx = 0, 0
	img, ok := f.image.Image.(*image.RGBA)
	if !ok {
		return
	}
	clear(img.Pix)
	f.image.Image = vierge
	f.image.Refresh() // frees the texture
}

// habiller takes the colours of the theme. The paper stays white, as it will be printed.
func (v *Vue) habiller() {
	th, va := v.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	fond, encre := th.Color(theme.ColorNameBackground, va), th.Color(theme.ColorNameForeground, va)
	v.fond.FillColor = melange(fond, encre, 0.10)
	v.fond.Refresh()
	for _, f := range v.feuilles {
		f.ombre.FillColor = couleurPapier
		f.ombre.Shadow = canvas.Shadow{Color: th.Color(theme.ColorNameShadow, va), BlurRadius: 6, Offset: fyne.NewPos(0, 1)}
		f.ombre.Refresh()
	}
	v.cadre.StrokeColor = th.Color(theme.ColorNamePrimary, va)
	v.cadre.Refresh()
	v.barre.habiller(th, va)
}
