package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

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
