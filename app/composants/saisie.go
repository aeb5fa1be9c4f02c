package composants

import (
	"strings"

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
	enVie()
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

// TypedRune implements fyne.Focusable.
func (s *Saisie) TypedRune(r rune) {
	enVie()
	s.Entry.TypedRune(r)
}

// TypedShortcut implements fyne.Shortcutable: what is pasted has the line ends of Windows,
// and often one too many.
func (s *Saisie) TypedShortcut(r fyne.Shortcut) {
	if c, ok := r.(*fyne.ShortcutPaste); ok && !s.Password {
		r = &fyne.ShortcutPaste{Clipboard: &presse{strings.Trim(lignesSimples(c.Clipboard.Content()), "\n")}}
	}
	s.Entry.TypedShortcut(r)
}

// presse is a clipboard that holds a text.
type presse struct{ texte string }

// Content implements fyne.Clipboard.
func (p *presse) Content() string { return p.texte }

// SetContent implements fyne.Clipboard.
func (p *presse) SetContent(s string) { p.texte = s }

// lignesSimples ends lines the way entries do; those that Word breaks inside a paragraph
// as well.
func lignesSimples(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n").Replace(s)
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
