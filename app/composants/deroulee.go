package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
)

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

// hauteurs gives the top of each option, with room for the headings of groups.
func (d *deroulee) hauteurs() (hauts []float32, total float32) {
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
	hauts, _ := d.hauteurs()
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
	hauts, _ := d.hauteurs()
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
	hauts, _ := d.hauteurs()
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

func (r *rendDeroulee) Destroy() {}

func (r *rendDeroulee) Objects() []fyne.CanvasObject { return r.objets }

func (r *rendDeroulee) MinSize() fyne.Size {
	l := float32(0)
	for _, t := range r.textes {
		l = max(l, fyne.MeasureText(t.Text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width)
	}
	_, h := r.d.hauteurs()
	return fyne.NewSize(l+24, h)
}

func (r *rendDeroulee) Layout(s fyne.Size) {
	hauts, _ := r.d.hauteurs()
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
