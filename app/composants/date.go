package composants

import (
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
	"justicepartage/data/francais"
)

var nomsJours = []string{"lun", "mar", "mer", "jeu", "ven", "sam", "dim"}

// Calendrier shows a month. The arrows move by day and week, PageUp and PageDown by month
// (with Shift by year), Enter takes the day, Escape leaves.
type Calendrier struct {
	prise
	jour        time.Time // the day under the cursor
	aujourdhui  time.Time
	OnJour      func(time.Time)
	OnAbandon   func()
	majuscule   bool
	survol      int // index of the cell under the mouse, -1
	premiereCel time.Time
}

// NouveauCalendrier makes a calendar that stands at a day.
func NouveauCalendrier(jour, aujourdhui time.Time) *Calendrier {
	c := &Calendrier{jour: minuit(jour), aujourdhui: minuit(aujourdhui), survol: -1}
	c.etendre(c)
	return c
}

func minuit(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Jour returns the day under the cursor.
func (c *Calendrier) Jour() time.Time { return c.jour }

func (c *Calendrier) aller(j time.Time) {
	c.jour = j
	c.Refresh()
}

// mois moves by months and stays within the month it comes to.
func (c *Calendrier) mois(n int) {
	p := time.Date(c.jour.Year(), c.jour.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	dernier := p.AddDate(0, 1, -1).Day()
	c.aller(p.AddDate(0, 0, min(c.jour.Day(), dernier)-1))
}

// TypedRune implements fyne.Focusable.
func (c *Calendrier) TypedRune(r rune) {
	switch r {
	case ' ':
		c.OnJour(c.jour)
	case 'a', 'A':
		c.aller(c.aujourdhui)
	}
}

// KeyDown implements desktop.Keyable.
func (c *Calendrier) KeyDown(ev *fyne.KeyEvent) { c.maj(ev, true) }

// KeyUp implements desktop.Keyable.
func (c *Calendrier) KeyUp(ev *fyne.KeyEvent) { c.maj(ev, false) }

func (c *Calendrier) maj(ev *fyne.KeyEvent, bas bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		c.majuscule = bas
	}
}

// AcceptsTab implements fyne.Tabbable.
func (c *Calendrier) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (c *Calendrier) TypedKey(ev *fyne.KeyEvent) {
	pas := 1
	if c.majuscule {
		pas = 12
	}
	switch ev.Name {
	case fyne.KeyLeft:
		c.aller(c.jour.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.aller(c.jour.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.aller(c.jour.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.aller(c.jour.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.mois(-pas)
	case fyne.KeyPageDown:
		c.mois(pas)
	case fyne.KeyHome:
		c.aller(c.aujourdhui)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		c.OnJour(c.jour)
	case fyne.KeyEscape:
		if c.OnAbandon != nil {
			c.OnAbandon()
		}
	}
}

const (
	celL, celH = 38, 30
	teteH      = 36
	joursH     = 22
)

// cellule returns the index of the day under a point, -1 outside.
func (c *Calendrier) cellule(p fyne.Position) int {
	x, y := int(p.X/celL), int((p.Y-teteH-joursH)/celH)
	if p.Y < teteH+joursH || x < 0 || x > 6 || y > 5 {
		return -1
	}
	return y*7 + x
}

// Tapped implements fyne.Tappable.
func (c *Calendrier) Tapped(ev *fyne.PointEvent) {
	if ev.Position.Y < teteH {
		if ev.Position.X < celL {
			c.mois(-1)
		} else if ev.Position.X > 6*celL {
			c.mois(1)
		}
		return
	}
	if i := c.cellule(ev.Position); i >= 0 {
		c.OnJour(c.premiereCel.AddDate(0, 0, i))
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Calendrier) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (c *Calendrier) MouseMoved(ev *desktop.MouseEvent) {
	if i := c.cellule(ev.Position); i != c.survol {
		c.survol = i
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *Calendrier) MouseOut() { c.survol = -1; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Calendrier) CreateRenderer() fyne.WidgetRenderer {
	r := &rendCalendrier{
		c: c, titre: canvas.NewText("", color.Black), avant: widget.NewIcon(theme.NavigateBackIcon()),
		apres: widget.NewIcon(theme.NavigateNextIcon()),
	}
	r.titre.Alignment = fyne.TextAlignCenter
	r.objets = []fyne.CanvasObject{r.titre, r.avant, r.apres}
	for _, j := range nomsJours {
		t := canvas.NewText(j, color.Black)
		t.Alignment = fyne.TextAlignCenter
		r.jours = append(r.jours, t)
		r.objets = append(r.objets, t)
	}
	for i := range r.fonds {
		r.fonds[i] = canvas.NewRectangle(color.Transparent)
		r.numeros[i] = canvas.NewText("", color.Black)
		r.numeros[i].Alignment = fyne.TextAlignCenter
		r.objets = append(r.objets, r.fonds[i], r.numeros[i])
	}
	r.Refresh()
	return r
}

type rendCalendrier struct {
	c            *Calendrier
	titre        *canvas.Text
	avant, apres *widget.Icon
	jours        []*canvas.Text
	fonds        [42]*canvas.Rectangle
	numeros      [42]*canvas.Text
	objets       []fyne.CanvasObject
}

func (r *rendCalendrier) Destroy()                     {}
func (r *rendCalendrier) Objects() []fyne.CanvasObject { return r.objets }
func (r *rendCalendrier) MinSize() fyne.Size           { return fyne.NewSize(7*celL, teteH+joursH+6*celH+4) }

func (r *rendCalendrier) Layout(fyne.Size) {
	r.titre.Move(fyne.NewPos(celL, 8))
	r.titre.Resize(fyne.NewSize(5*celL, 22))
	r.avant.Move(fyne.NewPos(8, 8))
	r.apres.Move(fyne.NewPos(6*celL+10, 8))
	r.avant.Resize(fyne.NewSquareSize(20))
	r.apres.Resize(fyne.NewSquareSize(20))
	for i, t := range r.jours {
		t.Move(fyne.NewPos(float32(i*celL), teteH))
		t.Resize(fyne.NewSize(celL, joursH))
	}
	for i := range r.fonds {
		p := fyne.NewPos(float32(i%7*celL), float32(teteH+joursH+i/7*celH))
		r.fonds[i].Move(p.Add(fyne.NewPos(2, 1)))
		r.fonds[i].Resize(fyne.NewSize(celL-4, celH-2))
		r.numeros[i].Move(p)
		r.numeros[i].Resize(fyne.NewSize(celL, celH))
	}
}

func (r *rendCalendrier) Refresh() {
	c := r.c
	encre, discret, primaire := habillage.Couleur(theme.ColorNameForeground), habillage.Couleur(habillage.Discret), habillage.Couleur(theme.ColorNamePrimary)
	r.titre.Text = fmt.Sprintf("%s %d", francais.Majuscule(francais.Mois(int(c.jour.Month()))), c.jour.Year())
	r.titre.TextStyle.Bold, r.titre.Color, r.titre.TextSize = true, encre, theme.TextSize()
	r.titre.Refresh()
	for _, t := range r.jours {
		t.Color, t.TextSize = discret, theme.CaptionTextSize()
		t.Refresh()
	}
	premier := time.Date(c.jour.Year(), c.jour.Month(), 1, 0, 0, 0, 0, time.UTC)
	c.premiereCel = premier.AddDate(0, 0, -(int(premier.Weekday())+6)%7)
	for i := range r.fonds {
		j := c.premiereCel.AddDate(0, 0, i)
		f, n := r.fonds[i], r.numeros[i]
		n.Text, n.TextSize, n.Color, n.TextStyle.Bold = fmt.Sprint(j.Day()), theme.TextSize(), encre, false
		f.FillColor, f.StrokeWidth, f.CornerRadius = color.Transparent, 0, 4
		if j.Month() != c.jour.Month() {
			n.Color = habillage.Couleur(theme.ColorNameDisabled)
		}
		if i == c.survol {
			f.FillColor = habillage.Couleur(theme.ColorNameHover)
		}
		if j.Equal(c.aujourdhui) {
			f.StrokeWidth, f.StrokeColor = 1.5, primaire
		}
		if j.Equal(c.jour) {
			f.FillColor, n.Color, n.TextStyle.Bold = primaire, habillage.Couleur(theme.ColorNameForegroundOnPrimary), true
		}
		f.Refresh()
		n.Refresh()
	}
}

// OuvrirCalendrier shows a calendar under an object. prendre receives the day, AAAA-MM-JJ.
func OuvrirCalendrier(sous fyne.CanvasObject, jour, aujourdhui time.Time, prendre func(string)) {
	cv := toile(sous)
	if cv == nil {
		return
	}
	c := NouveauCalendrier(jour, aujourdhui)
	pop := widget.NewPopUp(c, cv)
	rendre := func() {
		pop.Hide()
		if f, ok := sous.(fyne.Focusable); ok {
			Prendre(f)
		}
	}
	c.OnAbandon = rendre
	c.OnJour = func(j time.Time) {
		rendre()
		prendre(j.Format(time.DateOnly))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(sous)
	m := pop.MinSize()
	y := pos.Y + sous.Size().Height
	if y+m.Height > cv.Size().Height {
		y = max(0, pos.Y-m.Height)
	}
	pop.ShowAtPosition(fyne.NewPos(min(pos.X, max(0, cv.Size().Width-m.Width)), y))
	cv.Focus(c)
}

// Poignee is a small icon that the mouse presses; the keyboard has another way.
type Poignee struct {
	widget.BaseWidget
	icone *widget.Icon
	f     func()
}

// NouvellePoignee makes the icon.
func NouvellePoignee(icone fyne.Resource, f func()) *Poignee {
	p := &Poignee{icone: widget.NewIcon(icone), f: f}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Poignee) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Marge(4, 4, 4, 4, p.icone))
}

// Tapped implements fyne.Tappable.
func (p *Poignee) Tapped(*fyne.PointEvent) { p.f() }

// Cursor implements desktop.Cursorable.
func (p *Poignee) Cursor() desktop.Cursor { return desktop.PointerCursor }
