package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Liste is a list that the keyboard walks: the arrows, PageUp, PageDown, Home and End
// move, Enter opens. A click opens at once.
type Liste struct {
	widget.List
	courant   int
	clavier   bool
	OnOuvrir  func(i int)
	OnCourant func(i int)
	OnPrendre func()
	// OnTouche sees a key first; true means that it took it.
	OnTouche func(*fyne.KeyEvent) bool
}

// LigneDeListe is a row as a list draws it, its parts by their names.
type LigneDeListe interface {
	// Objet is what is drawn.
	Objet() fyne.CanvasObject
}

// NouvelleListe makes a list of longueur rows, made by creer and written by remplir.
func NouvelleListe[L LigneDeListe](longueur func() int, creer func() L, remplir func(i int, l L)) *Liste {
	l := &Liste{courant: -1}
	l.Length = longueur
	l.CreateItem = func() fyne.CanvasObject {
		ligne := creer()
		return nouvellePlace(l, ligne.Objet(), func(i int) { remplir(i, ligne) })
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*place).montrer(i) }
	l.OnSelected = func(i widget.ListItemID) {
		l.courant = i
		if l.OnCourant != nil {
			l.OnCourant(i)
		}
		if !l.clavier && l.OnOuvrir != nil {
			l.OnOuvrir(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Courant returns the row under the cursor, -1 for none.
func (l *Liste) Courant() int { return l.courant }

// Montrer moves the cursor to a row without opening it; -1 takes the cursor away.
func (l *Liste) Montrer(i int) {
	l.clavier = true
	defer func() { l.clavier = false }()
	n := l.Length()
	if n == 0 || i < 0 {
		l.courant = -1
		l.UnselectAll()
		return
	}
	i = min(i, n-1)
	if i == l.courant {
		l.ScrollTo(i)
	}
	l.Select(i)
}

// Bouger moves the cursor by so many rows.
func (l *Liste) Bouger(n int) { l.Montrer(max(0, l.courant+n)) }

// Ouvrir opens the row under the cursor, the first one when there is no cursor.
func (l *Liste) Ouvrir() {
	if l.Length() == 0 || l.OnOuvrir == nil {
		return
	}
	l.OnOuvrir(max(0, min(l.courant, l.Length()-1)))
}

// page is the number of whole rows in view.
func (l *Liste) page() int {
	h := l.CreateItem().MinSize().Height + 4
	return max(1, int(l.Size().Height/h)-1)
}

// Deplacer answers the keys that move the cursor; it tells whether it took the key.
func (l *Liste) Deplacer(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		if l.courant < 0 {
			l.Montrer(0)
		} else {
			l.Bouger(1)
		}
	case fyne.KeyUp:
		l.Bouger(-1)
	case fyne.KeyPageDown:
		l.Bouger(l.page())
	case fyne.KeyPageUp:
		l.Bouger(-l.page())
	default:
		return false
	}
	return true
}

// TypedKey implements fyne.Focusable.
func (l *Liste) TypedKey(ev *fyne.KeyEvent) {
	enVie()
	switch {
	case l.OnTouche != nil && l.OnTouche(ev):
	case l.Deplacer(ev):
	case ev.Name == fyne.KeyHome:
		l.Montrer(0)
	case ev.Name == fyne.KeyEnd:
		l.Montrer(l.Length() - 1)
	case ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
		l.Ouvrir()
	case pourLaFenetre(ev.Name):
		Remonter(l, ev)
	}
}

// TypedRune implements fyne.Focusable: Space opens, as a letter since it is one.
func (l *Liste) TypedRune(r rune) {
	if r == ' ' {
		l.Ouvrir()
	}
}

// FocusGained implements fyne.Focusable: there is always a cursor to see. The list of
// Fyne is not told: it would highlight a row of its own.
func (l *Liste) FocusGained() {
	l.Montrer(max(0, l.courant))
	if l.OnPrendre != nil {
		l.OnPrendre()
	}
}

// place is where a row is drawn. It answers to the mouse: the list of Fyne does not when the
// row has the cursor already.
type place struct {
	widget.BaseWidget
	l       *Liste
	i       int
	contenu fyne.CanvasObject
	remplir func(i int)
}

func nouvellePlace(l *Liste, contenu fyne.CanvasObject, remplir func(i int)) *place {
	p := &place{l: l, contenu: contenu, remplir: remplir}
	p.ExtendBaseWidget(p)
	return p
}

func (p *place) montrer(i int) {
	p.i = i
	p.remplir(i)
}

// CreateRenderer implements fyne.Widget.
func (p *place) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.contenu) }

// Tapped implements fyne.Tappable.
func (p *place) Tapped(*fyne.PointEvent) {
	p.l.Montrer(p.i)
	Prendre(p.l)
	p.l.Ouvrir()
}
