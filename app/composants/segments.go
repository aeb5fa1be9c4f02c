package composants

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
)

// Option is a possible answer.
type Option struct{ Cle, Libelle, Groupe string }

// Segments shows a few short options side by side; one or none is chosen. A letter
// chooses, the arrows move, Delete takes the answer back.
type Segments struct {
	prise
	options []Option
	choisi  int
	lettres recherche
	// initiales tells that no two options begin with the same letter.
	initiales bool
	OnChoix   func(cle string) // "" when the answer is taken back
}

// NouveauxSegments makes the control, without an answer.
func NouveauxSegments(options []Option) *Segments {
	s := &Segments{options: options, choisi: -1, initiales: initialesDistinctes(libelles(options))}
	s.etendre(s)
	return s
}

// Poser shows an answer, "" for none.
func (s *Segments) Poser(cle string) {
	s.choisi = indice(s.options, cle)
	s.Refresh()
}

// Choisi returns the key of the answer, or "".
func (s *Segments) Choisi() string { return cleDe(s.options, s.choisi) }

func indice(l []Option, cle string) int {
	for i, o := range l {
		if o.Cle == cle {
			return i
		}
	}
	return -1
}

func cleDe(l []Option, i int) string {
	if i < 0 || i >= len(l) {
		return ""
	}
	return l[i].Cle
}

func libelles(l []Option) []string {
	out := make([]string, len(l))
	for i, o := range l {
		out[i] = o.Libelle
	}
	return out
}

func (s *Segments) choisir(i int) {
	if s.Disabled() || i == s.choisi {
		return
	}
	s.choisi = i
	s.Refresh()
	if s.OnChoix != nil {
		s.OnChoix(s.Choisi())
	}
}

// TypedRune implements fyne.Focusable.
func (s *Segments) TypedRune(c rune) {
	if c == ' ' {
		s.choisir((s.choisi + 1) % len(s.options))
		return
	}
	if s.initiales {
		s.lettres.oublier() // « n » then « o » is a change of mind, not the word « non »
	}
	if i := s.lettres.frapper(c, libelles(s.options), s.choisi); i >= 0 {
		s.choisir(i)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Segments) TypedKey(ev *fyne.KeyEvent) {
	s.lettres.touche(ev.Name)
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choisir(max(0, s.choisi-1))
	case fyne.KeyRight, fyne.KeyDown:
		s.choisir(min(len(s.options)-1, s.choisi+1))
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.choisir(-1)
	default:
		s.touche(ev)
	}
}

// FocusLost implements fyne.Focusable.
func (s *Segments) FocusLost() {
	s.lettres.oublier()
	s.prise.FocusLost()
}

// Tapped implements fyne.Tappable; the chosen one tapped again is taken back.
func (s *Segments) Tapped(ev *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	s.prendre()
	x := float32(0)
	for i := range s.options {
		l := s.largeur(i)
		if ev.Position.X >= x && ev.Position.X < x+l {
			if i == s.choisi {
				i = -1
			}
			s.choisir(i)
			return
		}
		x += l
	}
}

// Cursor implements desktop.Cursorable.
func (s *Segments) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (s *Segments) largeur(i int) float32 {
	return max(52, fyne.MeasureText(s.options[i].Libelle, theme.TextSize(), fyne.TextStyle{Bold: true}).Width+26)
}

// CreateRenderer implements fyne.Widget.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &rendSegments{s: s, cadre: canvas.NewRectangle(color.Transparent)}
	r.objets = append(r.objets, r.cadre)
	for i := range s.options {
		fond, t := canvas.NewRectangle(color.Transparent), canvas.NewText(s.options[i].Libelle, color.Black)
		t.Alignment = fyne.TextAlignCenter
		filet := canvas.NewRectangle(color.Transparent)
		r.fonds, r.textes, r.filets = append(r.fonds, fond), append(r.textes, t), append(r.filets, filet)
		r.objets = append(r.objets, fond, filet, t)
	}
	r.Refresh()
	return r
}

type rendSegments struct {
	s      *Segments
	cadre  *canvas.Rectangle
	fonds  []*canvas.Rectangle
	filets []*canvas.Rectangle
	textes []*canvas.Text
	objets []fyne.CanvasObject
}

func (r *rendSegments) Destroy()                     {}
func (r *rendSegments) Objects() []fyne.CanvasObject { return r.objets }

func (r *rendSegments) MinSize() fyne.Size {
	l := float32(0)
	for i := range r.s.options {
		l += r.s.largeur(i)
	}
	return fyne.NewSize(l, hauteurSaisie())
}

func (r *rendSegments) Layout(s fyne.Size) {
	h := hauteurSaisie()
	x := float32(0)
	for i := range r.s.options {
		l := r.s.largeur(i)
		r.fonds[i].Move(fyne.NewPos(x+2, 2))
		r.fonds[i].Resize(fyne.NewSize(l-4, h-4))
		r.filets[i].Move(fyne.NewPos(x, 6))
		r.filets[i].Resize(fyne.NewSize(1, h-12))
		m := r.textes[i].MinSize()
		r.textes[i].Move(fyne.NewPos(x, (h-m.Height)/2))
		r.textes[i].Resize(fyne.NewSize(l, m.Height))
		x += l
	}
	r.cadre.Resize(fyne.NewSize(x, h))
}

func (r *rendSegments) Refresh() {
	s := r.s
	cadre(r.cadre, s.enFocus, s.Disabled())
	for i := range s.options {
		f, t := r.fonds[i], r.textes[i]
		f.CornerRadius = 3
		f.FillColor = color.Transparent
		t.TextSize = theme.TextSize()
		t.TextStyle.Bold = i == s.choisi
		t.Color = habillage.Couleur(theme.ColorNameForeground)
		if s.choisi >= 0 && i != s.choisi {
			t.Color = habillage.Couleur(habillage.Discret)
		}
		if i == s.choisi {
			f.FillColor = habillage.Couleur(theme.ColorNamePrimary)
			t.Color = habillage.Couleur(theme.ColorNameForegroundOnPrimary)
		}
		r.filets[i].FillColor = habillage.Couleur(habillage.Filet)
		r.filets[i].Hidden = i == 0 || i == s.choisi || i == s.choisi+1
		f.Refresh()
		t.Refresh()
		r.filets[i].Refresh()
	}
	r.Layout(s.Size())
}
