package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
)

// ChoixMultiple shows options with boxes to tick. The arrows move, Space ticks, a letter
// goes to an option.
type ChoixMultiple struct {
	prise
	options []Option
	coches  map[string]bool
	repond  bool // an answer was given, be it « none of them »
	courant int
	lettres recherche
	OnChoix func(cles []string, repond bool)
}

// NouveauChoixMultiple makes the control, without an answer.
func NouveauChoixMultiple(options []Option) *ChoixMultiple {
	c := &ChoixMultiple{options: options, coches: map[string]bool{}}
	c.etendre(c)
	return c
}

// Poser shows an answer.
func (c *ChoixMultiple) Poser(cles []string, repond bool) {
	c.coches = map[string]bool{}
	for _, k := range cles {
		c.coches[k] = true
	}
	c.repond = repond
	c.Refresh()
}

// Proposer changes the options; what is ticked and still among them stays.
func (c *ChoixMultiple) Proposer(options []Option) {
	c.options = options
	c.courant = max(0, min(c.courant, len(options)-1))
	c.Refresh()
}

// Choisis returns the keys that are ticked, in the order of the options.
func (c *ChoixMultiple) Choisis() []string {
	out := []string{}
	for _, o := range c.options {
		if c.coches[o.Cle] {
			out = append(out, o.Cle)
		}
	}
	return out
}

func (c *ChoixMultiple) basculer(i int) {
	if c.Disabled() || i < 0 || i >= len(c.options) {
		return
	}
	c.courant = i
	cle := c.options[i].Cle
	c.coches[cle] = !c.coches[cle]
	c.repond = len(c.Choisis()) > 0
	c.Refresh()
	if c.OnChoix != nil {
		c.OnChoix(c.Choisis(), c.repond)
	}
}

// TypedRune implements fyne.Focusable.
func (c *ChoixMultiple) TypedRune(r rune) {
	if r == ' ' {
		c.basculer(c.courant)
		return
	}
	if i := c.lettres.frapper(r, libelles(c.options), c.courant); i >= 0 {
		c.courant = i
		c.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (c *ChoixMultiple) TypedKey(ev *fyne.KeyEvent) {
	c.lettres.touche(ev.Name)
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		c.courant = max(0, c.courant-1)
		c.Refresh()
	case fyne.KeyDown, fyne.KeyRight:
		c.courant = max(0, min(len(c.options)-1, c.courant+1))
		c.Refresh()
	default:
		c.touche(ev)
	}
}

// FocusLost implements fyne.Focusable.
func (c *ChoixMultiple) FocusLost() {
	c.lettres.oublier()
	c.prise.FocusLost()
}

// Tapped implements fyne.Tappable.
func (c *ChoixMultiple) Tapped(ev *fyne.PointEvent) {
	c.prendre()
	c.basculer(int(ev.Position.Y / c.hauteurLigne()))
}

// Cursor implements desktop.Cursorable.
func (c *ChoixMultiple) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (c *ChoixMultiple) hauteurLigne() float32 { return hauteurSaisie() - 8 }

// CreateRenderer implements fyne.Widget.
func (c *ChoixMultiple) CreateRenderer() fyne.WidgetRenderer {
	r := &rendMultiple{c: c, fond: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type rendMultiple struct {
	c      *ChoixMultiple
	fond   *canvas.Rectangle
	icones []*widget.Icon
	textes []*canvas.Text
	objets []fyne.CanvasObject
}

// garnir makes what draws each option.
func (r *rendMultiple) garnir() {
	r.objets, r.icones, r.textes = []fyne.CanvasObject{r.fond}, nil, nil
	for _, o := range r.c.options {
		i, t := widget.NewIcon(theme.CheckButtonIcon()), canvas.NewText(o.Libelle, color.Black)
		r.icones, r.textes = append(r.icones, i), append(r.textes, t)
		r.objets = append(r.objets, i, t)
	}
}

func (r *rendMultiple) Destroy() {}

func (r *rendMultiple) Objects() []fyne.CanvasObject { return r.objets }

func (r *rendMultiple) MinSize() fyne.Size {
	return fyne.NewSize(160, max(hauteurSaisie(), r.c.hauteurLigne()*float32(len(r.c.options))))
}

func (r *rendMultiple) Layout(s fyne.Size) {
	h := r.c.hauteurLigne()
	for i, t := range r.textes {
		y := h * float32(i)
		ic := theme.IconInlineSize()
		r.icones[i].Resize(fyne.NewSquareSize(ic))
		r.icones[i].Move(fyne.NewPos(4, y+(h-ic)/2))
		m := t.MinSize()
		t.Move(fyne.NewPos(ic+10, y+(h-m.Height)/2))
		t.Text = tronquer(t, r.c.options[i].Libelle, s.Width-ic-14)
		t.Resize(fyne.NewSize(s.Width-ic-12, m.Height))
	}
	r.fond.Move(fyne.NewPos(0, h*float32(r.c.courant)))
	r.fond.Resize(fyne.NewSize(s.Width, h))
}

func (r *rendMultiple) Refresh() {
	c := r.c
	if r.objets == nil || len(r.textes) != len(c.options) {
		r.garnir()
	}
	r.fond.Hidden = !c.enFocus
	r.fond.FillColor = habillage.Couleur(habillage.FondEncre)
	r.fond.StrokeColor, r.fond.StrokeWidth = habillage.Couleur(theme.ColorNamePrimary), 1.5
	r.fond.CornerRadius = 4
	for i, o := range c.options {
		r.icones[i].SetResource(theme.CheckButtonIcon())
		if c.coches[o.Cle] {
			r.icones[i].SetResource(theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon()))
		}
		r.textes[i].TextSize = theme.TextSize()
		r.textes[i].TextStyle.Bold = c.coches[o.Cle]
		r.textes[i].Color = habillage.Couleur(theme.ColorNameForeground)
		r.textes[i].Refresh()
	}
	r.Layout(c.Size())
	r.fond.Refresh()
}
