package dossier

import (
	"fyne.io/fyne/v2"
)

const largeurSommaire = 236

// coque lays out the header over the list of sections and the rest.
type coque struct{}

func (*coque) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(800, o[0].MinSize().Height+300)
}

func (*coque) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(largeurSommaire, s.Height-h))
	o[1].Move(fyne.NewPos(0, h))
	o[2].Resize(fyne.NewSize(s.Width-largeurSommaire, s.Height-h))
	o[2].Move(fyne.NewPos(largeurSommaire, h))
}
