package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Saisie is an entry of one line. Enter goes on to the next control, or submits.
type Saisie struct {
	widget.Entry
	OnPrendre func()
	OnQuitter func()
	// OnTouche sees a key before the entry does; true means that it took it.
	OnTouche func(*fyne.KeyEvent) bool
}

// NouvelleSaisie makes an entry.
func NouvelleSaisie() *Saisie {
	s := &Saisie{}
	s.ExtendBaseWidget(s)
	return s
}

// NouveauSecret makes an entry for a password.
func NouveauSecret() *Saisie {
	s := NouvelleSaisie()
	s.Password = true
	return s
}

// TypedKey implements fyne.Focusable.
func (s *Saisie) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case s.OnTouche != nil && s.OnTouche(ev):
	case pourLaFenetre(ev.Name):
		Remonter(s, ev)
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && s.OnSubmitted == nil:
		Suivant(s)
	default:
		s.Entry.TypedKey(ev)
	}
}

// FocusGained implements fyne.Focusable.
func (s *Saisie) FocusGained() {
	s.Entry.FocusGained()
	if s.OnPrendre != nil {
		s.OnPrendre()
	}
}

// FocusLost implements fyne.Focusable.
func (s *Saisie) FocusLost() {
	s.Entry.FocusLost()
	if s.OnQuitter != nil {
		s.OnQuitter()
	}
}

// Poser shows a text without telling anybody, at the end of it. The undo of the entry
// starts afresh: it never brings back the text of another field.
func (s *Saisie) Poser(texte string) {
	if s.Text == texte {
		return
	}
	f := s.OnChanged
	s.OnChanged = nil
	s.SetText(texte)
	s.OnChanged = f
	s.CursorColumn = len([]rune(texte))
}
