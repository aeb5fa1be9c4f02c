package app

import (
	"testing"

	"fyne.io/fyne/v2"
	_ "fyne.io/fyne/v2/app" // the desktop driver: the C libraries of this machine must suffice
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// The pinned Fyne builds and links here, and its type draws what our screens will say.
func TestFyne(t *testing.T) {
	test.NewTempApp(t)
	l := widget.NewLabel("")
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(400, 100))
	vide := l.MinSize()
	l.SetText("Enquête sociale rapide – « Œuvrard », 14 h 30")
	if l.MinSize().Width <= vide.Width {
		t.Error("the text takes no room")
	}
}
