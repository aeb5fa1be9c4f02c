// Package clavier opens windows for tests and types on them, in the order in which the
// desktop delivers keys: a key first, then the letter it makes, each to what has the focus
// at that moment.
package clavier

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/habillage"
	"justicepartage/assets"
)

// Fenetre shows an object in a window of 1000 × 700 with the light theme of the program.
func Fenetre(t testing.TB, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	a := test.NewTempApp(t)
	th, err := habillage.Nouveau(assets.FS, "", 14)
	if err != nil {
		t.Fatal(err)
	}
	a.Settings().SetTheme(th)
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(1000, 700))
	return w
}

// Taper types a text.
func Taper(c fyne.Canvas, texte string) {
	for _, r := range texte {
		if k := toucheDe(r); k != "" {
			Touche(c, k)
		}
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		} else if f := c.OnTypedRune(); f != nil {
			f(r)
		}
	}
}

// toucheDe is the key that makes a letter; accented letters have none of their own.
func toucheDe(r rune) fyne.KeyName {
	switch {
	case r == ' ':
		return fyne.KeySpace
	case r >= 'a' && r <= 'z':
		return fyne.KeyName(string(r - 'a' + 'A'))
	case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return fyne.KeyName(string(r))
	}
	return ""
}

// Touche presses keys, one after the other. Tab moves the focus unless what has it wants
// Tab for itself.
func Touche(c fyne.Canvas, touches ...fyne.KeyName) {
	for _, k := range touches {
		f := c.Focused()
		if k == fyne.KeyTab {
			if t, ok := f.(fyne.Tabbable); !ok || !t.AcceptsTab() {
				c.FocusNext()
				continue
			}
		}
		ev := &fyne.KeyEvent{Name: k}
		if f != nil {
			f.TypedKey(ev)
		} else if g := c.OnTypedKey(); g != nil {
			g(ev)
		}
	}
}

// Maj presses keys with Shift held.
func Maj(c fyne.Canvas, touches ...fyne.KeyName) {
	tenir(c, true)
	Touche(c, touches...)
	tenir(c, false)
}

func tenir(c fyne.Canvas, bas bool) {
	k, ok := c.Focused().(desktop.Keyable)
	if !ok {
		return
	}
	ev := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	if bas {
		k.KeyDown(ev)
	} else {
		k.KeyUp(ev)
	}
}

// Raccourci sends a shortcut to what has the focus.
func Raccourci(c fyne.Canvas, s fyne.Shortcut) {
	if f, ok := c.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	}
}

// Coller pastes a text.
func Coller(c fyne.Canvas, texte string) {
	p := fyne.CurrentApp().Clipboard()
	p.SetContent(texte)
	Raccourci(c, &fyne.ShortcutPaste{Clipboard: p})
}
