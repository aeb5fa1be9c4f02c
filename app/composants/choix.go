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

// deroulee is the open list of a Choix.
type deroulee struct {
	prise
	options []Option
	courant int
	lettres recherche
	prendre func(int)
	laisser func()
	// continuer goes on to the control after the one that was open.
	continuer func()
	defile    *container.Scroll
}

func nouvelleDeroulee(options []Option, courant int, prendre func(int), laisser func()) *deroulee {
	d := &deroulee{options: options, courant: max(courant, 0), prendre: prendre, laisser: laisser}
	d.etendre(d)
	return d
}

func (d *deroulee) hauteurLigne() float32 { return hauteurSaisie() - 5 }

// rangs gives the top of each option, with room for the headings of groups.
func (d *deroulee) rangs() (hauts []float32, total float32) {
	y := float32(0)
	for i, o := range d.options {
		if o.Groupe != "" && (i == 0 || d.options[i-1].Groupe != o.Groupe) {
			y += d.hauteurLigne() * .9
		}
		hauts = append(hauts, y)
		y += d.hauteurLigne()
	}
	return hauts, y
}

func (d *deroulee) montrer() {
	hauts, _ := d.rangs()
	if d.defile == nil || d.courant >= len(hauts) {
		return
	}
	y, h := hauts[d.courant], d.hauteurLigne()
	switch o := d.defile.Offset.Y; {
	case y < o+h:
		d.defile.ScrollToOffset(fyne.NewPos(0, max(0, y-h)))
	case y+h > o+d.defile.Size().Height:
		d.defile.ScrollToOffset(fyne.NewPos(0, y+h-d.defile.Size().Height))
	}
	d.Refresh()
}

func (d *deroulee) aller(i int) {
	if i >= 0 && i < len(d.options) {
		d.courant = i
		d.montrer()
	}
}

// TypedRune implements fyne.Focusable.
func (d *deroulee) TypedRune(r rune) {
	if r == ' ' {
		d.prendre(d.courant)
		return
	}
	d.aller(d.lettres.frapper(r, libelles(d.options), d.courant))
}

// TypedKey implements fyne.Focusable.
func (d *deroulee) TypedKey(ev *fyne.KeyEvent) {
	d.lettres.touche(ev.Name)
	switch ev.Name {
	case fyne.KeyUp:
		d.aller(d.courant - 1)
	case fyne.KeyDown:
		d.aller(d.courant + 1)
	case fyne.KeyHome:
		d.aller(0)
	case fyne.KeyEnd:
		d.aller(len(d.options) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		d.prendre(d.courant)
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.prendre(-1)
	case fyne.KeyTab:
		d.prendre(d.courant)
		d.continuer()
	case fyne.KeyEscape:
		d.laisser()
	}
}

// AcceptsTab implements fyne.Tabbable: Tab takes what the list shows and goes on.
func (d *deroulee) AcceptsTab() bool { return true }

// Tapped implements fyne.Tappable.
func (d *deroulee) Tapped(ev *fyne.PointEvent) {
	hauts, _ := d.rangs()
	for i, y := range hauts {
		if ev.Position.Y >= y && ev.Position.Y < y+d.hauteurLigne() {
			d.prendre(i)
			return
		}
	}
}

// MouseIn implements desktop.Hoverable.
func (d *deroulee) MouseIn(ev *desktop.MouseEvent) { d.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (d *deroulee) MouseMoved(ev *desktop.MouseEvent) {
	hauts, _ := d.rangs()
	for i, y := range hauts {
		if ev.Position.Y >= y && ev.Position.Y < y+d.hauteurLigne() && i != d.courant {
			d.courant = i
			d.Refresh()
		}
	}
}

// MouseOut implements desktop.Hoverable.
func (d *deroulee) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (d *deroulee) CreateRenderer() fyne.WidgetRenderer {
	r := &rendDeroulee{d: d, fond: canvas.NewRectangle(color.Transparent)}
	r.objets = append(r.objets, r.fond)
	for i, o := range d.options {
		var titre *canvas.Text
		if o.Groupe != "" && (i == 0 || d.options[i-1].Groupe != o.Groupe) {
			titre = canvas.NewText(o.Groupe, color.Black)
			titre.TextStyle.Bold = true
			r.objets = append(r.objets, titre)
		}
		t := canvas.NewText(o.Libelle, color.Black)
		r.titres, r.textes = append(r.titres, titre), append(r.textes, t)
		r.objets = append(r.objets, t)
	}
	r.Refresh()
	return r
}

type rendDeroulee struct {
	d      *deroulee
	fond   *canvas.Rectangle
	titres []*canvas.Text
	textes []*canvas.Text
	objets []fyne.CanvasObject
}

func (r *rendDeroulee) Destroy()                     {}
func (r *rendDeroulee) Objects() []fyne.CanvasObject { return r.objets }

func (r *rendDeroulee) MinSize() fyne.Size {
	l := float32(0)
	for _, t := range r.textes {
		l = max(l, fyne.MeasureText(t.Text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width)
	}
	_, h := r.d.rangs()
	return fyne.NewSize(l+24, h)
}

func (r *rendDeroulee) Layout(s fyne.Size) {
	hauts, _ := r.d.rangs()
	h := r.d.hauteurLigne()
	for i, t := range r.textes {
		m := t.MinSize()
		t.Move(fyne.NewPos(12, hauts[i]+(h-m.Height)/2))
		t.Resize(fyne.NewSize(s.Width-16, m.Height))
		if titre := r.titres[i]; titre != nil {
			titre.Move(fyne.NewPos(8, hauts[i]-h*.9+6))
			titre.Resize(fyne.NewSize(s.Width-16, m.Height))
		}
	}
	if c := r.d.courant; c >= 0 && c < len(hauts) {
		r.fond.Move(fyne.NewPos(2, hauts[c]))
		r.fond.Resize(fyne.NewSize(s.Width-4, h))
	}
}

func (r *rendDeroulee) Refresh() {
	r.fond.FillColor = habillage.Couleur(habillage.FondEncre)
	r.fond.CornerRadius = 4
	for i, t := range r.textes {
		t.TextSize = theme.TextSize()
		t.Color = habillage.Couleur(theme.ColorNameForeground)
		t.TextStyle.Bold = i == r.d.courant
		t.Refresh()
		if titre := r.titres[i]; titre != nil {
			titre.TextSize = theme.CaptionTextSize()
			titre.Color = habillage.Couleur(habillage.Discret)
			titre.Refresh()
		}
	}
	r.Layout(r.d.Size())
	r.fond.Refresh()
}

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

// garnir makes what draws each option.
func (r *rendMultiple) garnir() {
	r.objets, r.icones, r.textes = []fyne.CanvasObject{r.fond}, nil, nil
	for _, o := range r.c.options {
		i, t := widget.NewIcon(theme.CheckButtonIcon()), canvas.NewText(o.Libelle, color.Black)
		r.icones, r.textes = append(r.icones, i), append(r.textes, t)
		r.objets = append(r.objets, i, t)
	}
}

type rendMultiple struct {
	c      *ChoixMultiple
	fond   *canvas.Rectangle
	icones []*widget.Icon
	textes []*canvas.Text
	objets []fyne.CanvasObject
}

func (r *rendMultiple) Destroy()                     {}
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
