package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// Choix shows one answer out of many. First letters choose at once, the arrows go
// through the options, Space opens the list, Delete takes the answer back.
type Choix struct {
	prise
	options []Option
	choisi  int
	lettres recherche
	vide    string
	OnChoix func(cle string)
	liste   *widget.PopUp
	// ajoute is set when each answer is added to others: one looks before one takes, so
	// letters and arrows open the list.
	ajoute bool
}

// NouveauChoix makes the control, without an answer.
func NouveauChoix(options []Option) *Choix {
	c := &Choix{options: options, choisi: -1, vide: "Choisir…"}
	c.etendre(c)
	return c
}

// Proposer changes the options; an answer that is still among them stays.
func (c *Choix) Proposer(options []Option) {
	cle := c.Choisi()
	c.options = options
	c.Poser(cle)
}

// DireVide sets what is shown when nothing is chosen.
func (c *Choix) DireVide(s string) *Choix { c.vide = s; return c }

// Poser shows an answer, "" for none.
func (c *Choix) Poser(cle string) {
	c.choisi = indice(c.options, cle)
	c.Refresh()
}

// Choisi returns the key of the answer, or "".
func (c *Choix) Choisi() string { return cleDe(c.options, c.choisi) }

func (c *Choix) choisir(i int) {
	if c.Disabled() || i == c.choisi || i >= len(c.options) {
		return
	}
	c.choisi = i
	c.Refresh()
	if c.OnChoix != nil {
		c.OnChoix(c.Choisi())
	}
}

// TypedRune implements fyne.Focusable.
func (c *Choix) TypedRune(r rune) {
	if r == ' ' {
		c.Ouvrir()
		return
	}
	if c.ajoute {
		if l := c.ouvrir(); l != nil {
			l.TypedRune(r)
		}
		return
	}
	if i := c.lettres.frapper(r, libelles(c.options), c.choisi); i >= 0 {
		c.choisir(i)
	}
}

// TypedKey implements fyne.Focusable.
func (c *Choix) TypedKey(ev *fyne.KeyEvent) {
	c.lettres.touche(ev.Name)
	if c.ajoute && (ev.Name == fyne.KeyUp || ev.Name == fyne.KeyDown) {
		c.Ouvrir()
		return
	}
	switch ev.Name {
	case fyne.KeyUp:
		c.choisir(max(0, c.choisi-1))
	case fyne.KeyDown:
		c.choisir(min(len(c.options)-1, c.choisi+1))
	case fyne.KeyDelete, fyne.KeyBackspace:
		c.choisir(-1)
	default:
		c.touche(ev)
	}
}

// FocusLost implements fyne.Focusable.
func (c *Choix) FocusLost() {
	c.lettres.oublier()
	c.prise.FocusLost()
}

// Tapped implements fyne.Tappable.
func (c *Choix) Tapped(*fyne.PointEvent) {
	if !c.Disabled() {
		c.prendre()
		c.Ouvrir()
	}
}

// Cursor implements desktop.Cursorable.
func (c *Choix) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Ouvrir shows the list of options under the control.
func (c *Choix) Ouvrir() { c.ouvrir() }

func (c *Choix) ouvrir() *deroulee {
	cv := toile(c)
	if cv == nil || c.Disabled() || len(c.options) == 0 {
		return nil
	}
	var l *deroulee
	fermer := func() {
		c.liste.Hide()
		c.liste = nil
		Prendre(c)
	}
	l = nouvelleDeroulee(c.options, c.choisi, func(i int) {
		fermer()
		c.choisir(i)
	}, fermer)
	l.continuer = func() { Suivant(c) }
	defile := container.NewVScroll(l)
	l.defile = defile
	m := l.MinSize()
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	dessous := cv.Size().Height - pos.Y - c.Size().Height - 8
	h := min(m.Height, 380)
	y := pos.Y + c.Size().Height
	if h > dessous {
		if pos.Y-8 > dessous {
			h = min(h, pos.Y-8)
			y = pos.Y - h
		} else {
			h = dessous
		}
	}
	c.liste = widget.NewPopUp(defile, cv)
	c.liste.Resize(fyne.NewSize(max(c.Size().Width, m.Width+14), h))
	c.liste.ShowAtPosition(fyne.NewPos(pos.X, y))
	cv.Focus(l)
	l.montrer()
	return l
}

// CreateRenderer implements fyne.Widget.
func (c *Choix) CreateRenderer() fyne.WidgetRenderer {
	r := &rendChoix{c: c, cadre: canvas.NewRectangle(color.Transparent), t: canvas.NewText("", color.Black), icone: widget.NewIcon(theme.MenuDropDownIcon())}
	r.Refresh()
	return r
}

type rendChoix struct {
	c     *Choix
	cadre *canvas.Rectangle
	t     *canvas.Text
	icone *widget.Icon
}

func (r *rendChoix) Destroy() {}
func (r *rendChoix) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.cadre, r.t, r.icone}
}

func (r *rendChoix) MinSize() fyne.Size { return fyne.NewSize(120, hauteurSaisie()) }

func (r *rendChoix) Layout(s fyne.Size) {
	h := hauteurSaisie()
	r.cadre.Resize(fyne.NewSize(s.Width, h))
	i := theme.IconInlineSize()
	r.icone.Resize(fyne.NewSquareSize(i))
	r.icone.Move(fyne.NewPos(s.Width-i-6, (h-i)/2))
	m := r.t.MinSize()
	r.t.Move(fyne.NewPos(theme.InnerPadding()+2, (h-m.Height)/2))
	r.t.Resize(fyne.NewSize(max(0, s.Width-i-2*theme.InnerPadding()-8), m.Height))
	r.ecrire(s)
}

func (r *rendChoix) ecrire(s fyne.Size) {
	c := r.c
	texte := c.vide
	r.t.Color = habillage.Couleur(theme.ColorNamePlaceHolder)
	if c.choisi >= 0 && c.choisi < len(c.options) {
		texte = c.options[c.choisi].Libelle
		r.t.Color = habillage.Couleur(theme.ColorNameForeground)
	}
	r.t.TextSize = theme.TextSize()
	r.t.Text = tronquer(r.t, texte, s.Width-theme.IconInlineSize()-2*theme.InnerPadding()-8)
	r.t.Refresh()
}

func (r *rendChoix) Refresh() {
	cadre(r.cadre, r.c.enFocus, r.c.Disabled())
	r.icone.Hidden = r.c.Disabled()
	r.ecrire(r.c.Size())
	r.icone.Refresh()
}
