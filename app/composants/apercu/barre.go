package apercu

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// barre is the tool bar: pages at the left, zoom at the right. What a button does is
// written at the foot of the pages while the pointer or the focus is on it.
type barre struct {
	v       *Vue
	objet   fyne.CanvasObject
	legende *fyne.Container // the foot of the pages
	aide    *canvas.Text
	fond    *canvas.Rectangle
	trait   *canvas.Rectangle

	indicateur           *widget.Label
	precedente, suivante *bouton
	moins, plus          *bouton
	largeur, entiere     *bouton
	pourcent             *widget.Label
}

func nouvelleBarre(v *Vue) *barre {
	b := &barre{v: v, indicateur: widget.NewLabel(""), pourcent: widget.NewLabel("")}
	b.indicateur.Alignment, b.pourcent.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	icone := func(nom fyne.ThemeIconName) fyne.Resource { return theme.Current().Icon(nom) }
	b.precedente = b.bouton("", icone(theme.IconNameMoveUp), "Page précédente", func() { v.pas(-1) })
	b.suivante = b.bouton("", icone(theme.IconNameMoveDown), "Page suivante", func() { v.pas(1) })
	b.moins = b.bouton("−", nil, "Réduire (touche −, ou Ctrl et la molette)", func() { v.choisir(v.cran(false)) })
	b.plus = b.bouton("+", nil, "Agrandir (touche +, ou Ctrl et la molette)", func() { v.choisir(v.cran(true)) })
	b.largeur = b.bouton("Largeur", nil, "Ajuster à la largeur de la page", func() { v.choisir(Largeur) })
	b.entiere = b.bouton("Page entière", nil, "Voir la page entière", func() { v.choisir(PageEntiere) })
	b.objet = container.NewHBox(b.precedente, b.indicateur, b.suivante, layout.NewSpacer(),
		b.moins, b.pourcent, b.plus, b.largeur, b.entiere)
	b.aide = canvas.NewText("", nil)
	b.fond, b.trait = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	b.trait.SetMinSize(fyne.NewSize(0, 1))
	b.legende = container.NewBorder(nil, container.NewStack(b.fond, container.NewVBox(b.trait, container.NewPadded(b.aide))), nil, nil)
	b.legende.Hide()
	return b
}

// actualiser writes the page and the zoom, and what can be pressed.
func (b *barre) actualiser() {
	page, pages := b.v.Page()
	texte, zoom := "page –", "–"
	if pages > 0 {
		texte = fmt.Sprintf("page %d/%d", page, pages)
		zoom = fmt.Sprintf("%d\u00a0%%", int(math.Round(float64(b.v.facteur())*100)))
	}
	if texte != b.indicateur.Text {
		b.indicateur.SetText(texte)
	}
	if zoom != b.pourcent.Text {
		b.pourcent.SetText(zoom)
	}
	bas := b.v.defil.Offset.Y+b.v.defil.Size().Height >= b.v.etendue.Height-1
	b.precedente.actif(pages > 0 && b.v.defil.Offset.Y > 1)
	b.suivante.actif(pages > 0 && !bas)
	f := b.v.facteur()
	b.moins.actif(pages > 0 && f > crans[0]+tolerance)
	b.plus.actif(pages > 0 && f < crans[len(crans)-1]-tolerance)
	b.largeur.choisi(b.v.zoom == Largeur)
	b.entiere.choisi(b.v.zoom == PageEntiere)
}

func (b *barre) habiller(th fyne.Theme, va fyne.ThemeVariant) {
	b.aide.Color = th.Color(theme.ColorNameForeground, va)
	b.aide.TextSize = th.Size(theme.SizeNameCaptionText)
	b.fond.FillColor = th.Color(theme.ColorNameOverlayBackground, va)
	b.trait.FillColor = th.Color(theme.ColorNameSeparator, va)
	b.legende.Refresh()
}

func (b *barre) expliquer(texte string) {
	b.aide.Text = texte
	b.v.montrer(b.legende, texte != "")
	b.legende.Refresh()
}

// bouton is a button that says what it does.
type bouton struct {
	widget.Button
	b    *barre
	aide string
}

func (b *barre) bouton(texte string, icone fyne.Resource, aide string, f func()) *bouton {
	x := &bouton{b: b, aide: aide}
	x.Text, x.Icon, x.OnTapped, x.Importance = texte, icone, f, widget.LowImportance
	x.ExtendBaseWidget(x)
	return x
}

func (x *bouton) actif(oui bool) {
	if oui && x.Disabled() {
		x.Enable()
	} else if !oui && !x.Disabled() {
		x.Disable()
	}
}

func (x *bouton) choisi(oui bool) {
	i := widget.LowImportance
	if oui {
		i = widget.MediumImportance
	}
	if i != x.Importance {
		x.Importance = i
		x.Refresh()
	}
}

// MouseIn is a private method of Fyne.
func (x *bouton) MouseIn(e *desktop.MouseEvent) {
	x.Button.MouseIn(e)
	x.b.expliquer(x.aide)
}

// MouseOut is a private method of Fyne.
func (x *bouton) MouseOut() {
	x.Button.MouseOut()
	x.b.expliquer("")
}

// FocusGained is a private method of Fyne.
func (x *bouton) FocusGained() {
	x.Button.FocusGained()
	x.b.expliquer(x.aide)
}

// FocusLost is a private method of Fyne.
func (x *bouton) FocusLost() {
	x.Button.FocusLost()
	x.b.expliquer("")
}

// defileur is the area of the pages: it scrolls, zooms with Ctrl and the wheel, and takes
// the focus for the keyboard.
type defileur struct {
	container.Scroll
	v *Vue
}

func nouveauDefileur(v *Vue) *defileur {
	d := &defileur{v: v}
	d.Content, d.Direction = v.papier, container.ScrollBoth
	d.OnScrolled = func(fyne.Position) { v.suite() }
	d.ExtendBaseWidget(d)
	return d
}

// Resize is a private method of Fyne.
func (d *defileur) Resize(s fyne.Size) {
	if s == d.Size() && d.v.densite == d.v.parUnite() {
		return
	}
	l := d.v.ancre() // before the scroller clamps its offset
	d.Scroll.Resize(s)
	d.v.mesurer()
	d.v.placer(l)
	d.v.disposer()
}

// Scrolled is a private method of Fyne.
func (d *defileur) Scrolled(e *fyne.ScrollEvent) {
	if b, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && b.CurrentKeyModifiers()&fyne.KeyModifierShortcutDefault != 0 {
		if e.Scrolled.DY != 0 {
			d.v.choisir(d.v.cran(e.Scrolled.DY > 0))
		}
		return
	}
	d.Scroll.Scrolled(e)
}

// aller scrolls to a place, as near as there is paper.
func (d *defileur) aller(p fyne.Position) {
	s := d.Size()
	p.X = max(0, min(p.X, d.v.etendue.Width-s.Width))
	p.Y = max(0, min(p.Y, d.v.etendue.Height-s.Height))
	if p == d.Offset {
		return
	}
	d.ScrollToOffset(p)
	d.v.suite()
}

func (d *defileur) avancer(dy float32) { d.aller(d.Offset.AddXY(0, dy)) }

// Tapped gives the focus to the pages.
func (d *defileur) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		c.Focus(d)
	}
}

// FocusGained is a private method of Fyne.
func (d *defileur) FocusGained() {
	d.v.montrer(d.v.cadre, true)
	d.v.barre.expliquer("Page suivante et précédente : touches Pg suiv. et Pg préc. — Zoom : touches + et −")
}

// FocusLost is a private method of Fyne.
func (d *defileur) FocusLost() {
	d.v.montrer(d.v.cadre, false)
	d.v.barre.expliquer("")
}

// TypedRune zooms.
func (d *defileur) TypedRune(r rune) {
	switch r {
	case '+':
		d.v.choisir(d.v.cran(true))
	case '-', '−':
		d.v.choisir(d.v.cran(false))
	}
}

// TypedKey moves through the pages.
func (d *defileur) TypedKey(e *fyne.KeyEvent) {
	d.v.barre.expliquer("") // it was read
	page, ligne := d.Size().Height-4*marge, float32(40)
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeySpace:
		d.avancer(page)
	case fyne.KeyPageUp:
		d.avancer(-page)
	case fyne.KeyDown:
		d.avancer(ligne)
	case fyne.KeyUp:
		d.avancer(-ligne)
	case fyne.KeyLeft:
		d.aller(d.Offset.AddXY(-ligne, 0))
	case fyne.KeyRight:
		d.aller(d.Offset.AddXY(ligne, 0))
	case fyne.KeyHome:
		d.aller(fyne.NewPos(d.Offset.X, 0))
	case fyne.KeyEnd:
		d.aller(fyne.NewPos(d.Offset.X, d.v.etendue.Height))
	}
}

// pas goes so many pages down.
func (v *Vue) pas(n int) {
	if page, pages := v.Page(); pages > 0 {
		v.AllerA(page + n)
	}
}
