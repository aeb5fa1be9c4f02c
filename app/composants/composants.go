// Package composants holds the widgets of the program: one per type of field, and the
// pieces that screens are made of.
//
// Rules of the room:
//   - a widget knows no screen and no store; it raises callbacks and never opens a dialog;
//   - everything can be done from the keyboard; Tab follows reading order, Enter goes on;
//   - what a person typed is never thrown away, even when it is not understood;
//   - keys that a widget does not want (F1…, Escape) go on to its window.
package composants

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// toile is the canvas of an object. An object that was never painted has none yet: it
// belongs to the one window of the program.
func toile(o fyne.CanvasObject) fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		return c
	}
	if l := d.AllWindows(); len(l) > 0 {
		return l[0].Canvas()
	}
	return nil
}

// enVie is told that somebody is there.
var enVie = func() {}

// SurActivite sets what is told of each key and of each control that takes the focus: a
// window locks itself when nobody is there any more.
func SurActivite(f func()) { enVie = f }

// Remonter hands a key on to the window of an object: Fyne gives it to the focused widget
// alone.
func Remonter(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := toile(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// pourLaFenetre tells the keys that belong to the window wherever they are typed.
func pourLaFenetre(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

// Suivant moves the focus to the next control of the window of o.
func Suivant(o fyne.CanvasObject) {
	if c := toile(o); c != nil {
		c.FocusNext()
	}
}

// Prendre gives the focus to a control, if it is on a window.
func Prendre(f fyne.Focusable) {
	o, ok := f.(fyne.CanvasObject)
	if !ok || f == nil {
		return
	}
	if c := toile(o); c != nil {
		c.Focus(f)
	}
}

// Tient tells whether what has the focus stands inside o.
func Tient(o fyne.CanvasObject) bool {
	c := toile(o)
	if c == nil {
		return false
	}
	f, ok := c.Focused().(fyne.CanvasObject)
	return ok && contient(o, f)
}

func contient(o, cherche fyne.CanvasObject) bool {
	switch x := o.(type) {
	case *fyne.Container:
		return slices.ContainsFunc(x.Objects, func(y fyne.CanvasObject) bool { return contient(y, cherche) })
	case *container.Scroll:
		return contient(x.Content, cherche)
	}
	return o == cherche
}

// Bouton is a button that Enter and Space press.
type Bouton struct {
	widget.Button
	OnPrendre func()
}

// NouveauBouton makes a button.
func NouveauBouton(texte string, f func()) *Bouton {
	b := &Bouton{}
	b.Text, b.OnTapped = texte, f
	b.ExtendBaseWidget(b)
	return b
}

// BoutonPrincipal is the one button that goes on with the work.
func BoutonPrincipal(texte string, f func()) *Bouton {
	b := NouveauBouton(texte, f)
	b.Importance = widget.HighImportance
	return b
}

// BoutonDiscret is a button without a background.
func BoutonDiscret(texte string, f func()) *Bouton {
	b := NouveauBouton(texte, f)
	b.Importance = widget.LowImportance
	return b
}

// TypedKey implements fyne.Focusable.
func (b *Bouton) TypedKey(ev *fyne.KeyEvent) {
	enVie()
	switch {
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	case pourLaFenetre(ev.Name):
		Remonter(b, ev)
	}
}

// TypedRune implements fyne.Focusable. Space presses as a letter, not as a key: the letter
// comes after the key, and would go to what the button gave the focus to.
func (b *Bouton) TypedRune(r rune) {
	if r == ' ' && !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (b *Bouton) FocusGained() {
	b.Button.FocusGained()
	if b.OnPrendre != nil {
		b.OnPrendre()
	}
}

// Actif enables or disables a button.
func (b *Bouton) Actif(oui bool) {
	if oui {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Texte is a text of one line, in a colour of the theme.
type Texte struct {
	widget.BaseWidget
	t       canvas.Text
	Couleur fyne.ThemeColorName
	Echelle float32 // of the text of the theme
	Titre   bool    // in the face of headings
	largeur float32 // at most; 0: none
}

// NouveauTexte makes a text.
func NouveauTexte(s string, couleur fyne.ThemeColorName, echelle float32) *Texte {
	t := &Texte{Couleur: couleur, Echelle: echelle}
	t.t.Text = s
	t.ExtendBaseWidget(t)
	return t
}

// NouveauTitre makes a heading; echelle is relative to running text.
func NouveauTitre(s string, echelle float32) *Texte {
	t := NouveauTexte(s, theme.ColorNameForeground, echelle)
	t.Titre = true
	return t
}

// Gras makes the text bold.
func (t *Texte) Gras() *Texte { t.t.TextStyle.Bold = true; return t }

// Italique makes the text italic.
func (t *Texte) Italique() *Texte { t.t.TextStyle.Italic = true; return t }

// Aligne sets the alignment.
func (t *Texte) Aligne(a fyne.TextAlign) *Texte { t.t.Alignment = a; return t }

// Borne limits the width that the text asks for: it is cut with an ellipsis when the
// room is missing.
func (t *Texte) Borne(largeur float32) *Texte { t.largeur = largeur; return t }

// Dire changes the text.
func (t *Texte) Dire(s string) {
	if t.t.Text != s {
		t.t.Text = s
		t.Refresh()
	}
}

// DireEn changes the text and its colour.
func (t *Texte) DireEn(s string, couleur fyne.ThemeColorName) {
	t.t.Text, t.Couleur = s, couleur
	t.Refresh()
}

// Contenu returns the text.
func (t *Texte) Contenu() string { return t.t.Text }

// CreateRenderer implements fyne.Widget.
func (t *Texte) CreateRenderer() fyne.WidgetRenderer {
	r := &rendTexte{t: t, vu: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type rendTexte struct {
	t  *Texte
	vu *canvas.Text
}

func (r *rendTexte) Destroy()                     {}
func (r *rendTexte) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.vu} }

func (r *rendTexte) MinSize() fyne.Size {
	p := *r.vu
	p.Text = r.t.t.Text
	m := p.MinSize()
	if r.t.largeur > 0 {
		m.Width = min(m.Width, r.t.largeur)
	}
	return m
}

func (r *rendTexte) Layout(s fyne.Size) {
	r.vu.Text = tronquer(r.vu, r.t.t.Text, s.Width)
	r.vu.Resize(s)
	r.vu.Refresh()
}

func (r *rendTexte) Refresh() {
	t := r.t
	r.vu.TextStyle, r.vu.Alignment = t.t.TextStyle, t.t.Alignment
	r.vu.Color = habillage.Couleur(t.Couleur)
	// Whole sizes: Fyne sets the letters of others too far apart.
	r.vu.TextSize = float32(math.Round(float64(theme.TextSize() * t.Echelle)))
	r.vu.FontSource = nil
	if t.Titre {
		r.vu.FontSource = habillage.Titre()
	}
	r.vu.Text = tronquer(r.vu, t.t.Text, t.Size().Width)
	r.vu.Refresh()
}

// tronquer cuts a text that is too long for its room, with an ellipsis.
func tronquer(t *canvas.Text, s string, largeur float32) string {
	mesure := func(s string) float32 {
		m, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, t.TextSize, t.TextStyle, t.FontSource)
		return m.Width
	}
	if largeur <= 0 || mesure(s) <= largeur+1 {
		return s
	}
	runes := []rune(s)
	bas, haut := 0, len(runes)
	for bas < haut {
		m := (bas + haut + 1) / 2
		if mesure(string(runes[:m])+"…") <= largeur {
			bas = m
		} else {
			haut = m - 1
		}
	}
	return string(runes[:bas]) + "…"
}

// Lecture is text of several lines that wraps, set flush with what stands above it.
type Lecture struct {
	widget.BaseWidget
	l *widget.Label
}

// Prose makes a Lecture.
func Prose(s string) *Lecture {
	t := &Lecture{l: widget.NewLabel(s)}
	t.l.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// ProseDiscrete is Prose in secondary ink.
func ProseDiscrete(s string) *Lecture {
	t := Prose(s)
	t.l.Importance = widget.LowImportance
	return t
}

// Contenu returns the text.
func (t *Lecture) Contenu() string { return t.l.Text }

// Dire changes the text.
func (t *Lecture) Dire(s string) {
	if t.l.Text != s {
		t.l.SetText(s)
		t.Refresh()
	}
}

// DireEn changes the text and its tone.
func (t *Lecture) DireEn(s string, ton widget.Importance) {
	t.l.Importance = ton
	t.l.SetText(s)
	t.Refresh()
}

// Ton is the tone of the text.
func (t *Lecture) Ton() widget.Importance { return t.l.Importance }

// CreateRenderer implements fyne.Widget.
func (t *Lecture) CreateRenderer() fyne.WidgetRenderer { return &rendLecture{t} }

// rendLecture takes away the padding of the label.
type rendLecture struct{ t *Lecture }

func (r *rendLecture) Destroy()                     {}
func (r *rendLecture) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.l} }
func (r *rendLecture) Refresh()                     { r.t.l.Refresh() }

func (r *rendLecture) Layout(s fyne.Size) {
	p := theme.InnerPadding()
	r.t.l.Resize(fyne.NewSize(s.Width+2*p, s.Height+2*p))
	r.t.l.Move(fyne.NewPos(-p, -p))
}

func (r *rendLecture) MinSize() fyne.Size {
	p := theme.InnerPadding()
	r.t.l.Resize(fyne.NewSize(r.t.Size().Width+2*p, r.t.l.Size().Height))
	m := r.t.l.MinSize()
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-2*p))
}

// Pastille is a chip: a word on a tint.
type Pastille struct {
	widget.BaseWidget
	texte      string
	encre, sur fyne.ThemeColorName
}

// Tons of a chip.
type Ton int

// The tones: good, to look at, bad, neutral, ink.
const (
	Neutre Ton = iota
	Bon
	Moyen
	Mauvais
	Encre
)

func (t Ton) couleurs() (encre, fond fyne.ThemeColorName) {
	switch t {
	case Bon:
		return theme.ColorNameSuccess, habillage.FondBon
	case Moyen:
		return theme.ColorNameWarning, habillage.FondMoyen
	case Mauvais:
		return theme.ColorNameError, habillage.FondMauvais
	case Encre:
		return theme.ColorNamePrimary, habillage.FondEncre
	}
	return habillage.Discret, habillage.FondNeutre
}

// Fond is the tint that goes with a tone.
func (t Ton) Fond() fyne.ThemeColorName {
	_, fond := t.couleurs()
	return fond
}

// NouvellePastille makes a chip.
func NouvellePastille(s string, t Ton) *Pastille {
	p := &Pastille{}
	p.ExtendBaseWidget(p)
	p.Dire(s, t)
	return p
}

// Dire changes a chip; an empty text hides it.
func (p *Pastille) Dire(s string, t Ton) {
	p.texte = s
	p.encre, p.sur = t.couleurs()
	if s == "" {
		p.Hide()
	} else {
		p.Show()
	}
	p.Refresh()
}

// Contenu returns the word of the chip.
func (p *Pastille) Contenu() string { return p.texte }

// CreateRenderer implements fyne.Widget.
func (p *Pastille) CreateRenderer() fyne.WidgetRenderer {
	r := &rendPastille{p: p, fond: canvas.NewRectangle(color.Transparent), t: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type rendPastille struct {
	p    *Pastille
	fond *canvas.Rectangle
	t    *canvas.Text
}

func (r *rendPastille) Destroy()                     {}
func (r *rendPastille) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.fond, r.t} }

func (r *rendPastille) MinSize() fyne.Size {
	return r.t.MinSize().Add(fyne.NewSize(14, 5))
}

func (r *rendPastille) Layout(s fyne.Size) {
	m := r.MinSize()
	h := min(s.Height, m.Height)
	y := (s.Height - h) / 2
	r.fond.Move(fyne.NewPos(0, y))
	r.fond.Resize(fyne.NewSize(min(s.Width, m.Width), h))
	r.fond.CornerRadius = h / 2
	r.t.Move(fyne.NewPos(7, y+2))
	r.t.Resize(fyne.NewSize(s.Width-14, h-5))
}

func (r *rendPastille) Refresh() {
	r.t.Text = r.p.texte
	r.t.TextSize = theme.CaptionTextSize()
	r.t.TextStyle.Bold = true
	r.t.Color = habillage.Couleur(r.p.encre)
	r.fond.FillColor = habillage.Couleur(r.p.sur)
	r.Layout(r.p.Size())
	r.fond.Refresh()
	r.t.Refresh()
}

// Fond is a rectangle in a colour of the theme, with soft corners.
type Fond struct {
	widget.BaseWidget
	Couleur fyne.ThemeColorName
	Bord    fyne.ThemeColorName // "": none
	Rayon   float32
}

// NouveauFond makes a background.
func NouveauFond(couleur, bord fyne.ThemeColorName, rayon float32) *Fond {
	f := &Fond{Couleur: couleur, Bord: bord, Rayon: rayon}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fond) CreateRenderer() fyne.WidgetRenderer {
	r := &rendFond{f: f, r: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type rendFond struct {
	f *Fond
	r *canvas.Rectangle
}

func (r *rendFond) Destroy()                     {}
func (r *rendFond) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.r} }
func (r *rendFond) MinSize() fyne.Size           { return fyne.NewSize(0, 0) }
func (r *rendFond) Layout(s fyne.Size)           { r.r.Resize(s) }

func (r *rendFond) Refresh() {
	r.r.FillColor = habillage.Couleur(r.f.Couleur)
	r.r.CornerRadius = r.f.Rayon
	r.r.StrokeWidth = 0
	if r.f.Bord != "" {
		r.r.StrokeWidth = 1
		r.r.StrokeColor = habillage.Couleur(r.f.Bord)
	}
	r.r.Refresh()
}

// Carte lays a content on a sheet with a margin.
func Carte(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NouveauFond(habillage.Papier, habillage.Filet, 6), container.New(layout.NewCustomPaddedLayout(12, 12, 16, 16), o))
}

// Marge puts a margin around an object: top, bottom, left, right.
func Marge(haut, bas, gauche, droite float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(haut, bas, gauche, droite), o)
}

// Filet is a thin horizontal line.
func Filet() *fyne.Container {
	return container.New(&hauteurFixe{1}, NouveauFond(habillage.Filet, "", 0))
}

type hauteurFixe struct{ h float32 }

func (l *hauteurFixe) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, l.h) }
func (l *hauteurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(fyne.NewSize(s.Width, l.h))
		x.Move(fyne.NewPos(0, 0))
	}
}

// LargeurFixe gives its content a width of its own.
type LargeurFixe struct{ L float32 }

// MinSize implements fyne.Layout.
func (l *LargeurFixe) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		if x.Visible() {
			x.Resize(fyne.NewSize(l.L, x.Size().Height)) // what wraps measures itself at its width
			h = max(h, x.MinSize().Height)
		}
	}
	return fyne.NewSize(l.L, h)
}

// Layout implements fyne.Layout.
func (l *LargeurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(fyne.NewSize(l.L, s.Height))
		x.Move(fyne.NewPos(0, 0))
	}
}

// DeLargeur sets an object to a width.
func DeLargeur(l float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&LargeurFixe{l}, o)
}

// Colonne stacks objects with a small gap, each at its minimum height.
type Colonne struct{ Ecart float32 }

// MinSize implements fyne.Layout.
func (l *Colonne) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, x := range o {
		if x.Visible() {
			m := x.MinSize()
			s.Width = max(s.Width, m.Width)
			s.Height += m.Height
			n++
		}
	}
	if n > 1 {
		s.Height += float32(n-1) * l.Ecart
	}
	return s
}

// Layout implements fyne.Layout.
func (l *Colonne) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for _, x := range o {
		if !x.Visible() {
			continue
		}
		x.Resize(fyne.NewSize(s.Width, x.MinSize().Height)) // twice: what wraps needs its width first
		h := x.MinSize().Height
		x.Resize(fyne.NewSize(s.Width, h))
		x.Move(fyne.NewPos(0, y))
		y += h + l.Ecart
	}
}

// Empiler makes a Colonne.
func Empiler(ecart float32, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Colonne{ecart}, o...)
}

// Rangee sets objects side by side at their minimum width, centred in height; one may
// stretch.
type Rangee struct {
	Ecart float32
	Etire int // index of the object that takes the rest, -1 for none
}

// MinSize implements fyne.Layout.
func (l *Rangee) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, x := range o {
		if x.Visible() {
			m := x.MinSize()
			s.Height = max(s.Height, m.Height)
			s.Width += m.Width
			n++
		}
	}
	if n > 1 {
		s.Width += float32(n-1) * l.Ecart
	}
	return s
}

// Layout implements fyne.Layout.
func (l *Rangee) Layout(o []fyne.CanvasObject, s fyne.Size) {
	reste := s.Width - l.MinSize(o).Width
	x := float32(0)
	for i, ob := range o {
		if !ob.Visible() {
			continue
		}
		m := ob.MinSize()
		if i == l.Etire {
			m.Width = max(0, m.Width+reste)
		}
		ob.Resize(m)
		ob.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
		x += m.Width + l.Ecart
	}
}

// EnLigne makes a Rangee; etire is the index of the object that takes the rest, or -1.
func EnLigne(ecart float32, etire int, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Rangee{ecart, etire}, o...)
}
