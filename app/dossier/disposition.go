package dossier

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
)

// composes lays out a label, its control and what stands under it.
func composes(large bool, gauche []fyne.CanvasObject, champ, bas fyne.CanvasObject) *fyne.Container {
	l := &disposition{large: large, n: len(gauche)}
	if t, ok := gauche[0].(*composants.Lecture); ok {
		l.texte = t.Contenu()
	}
	return &fyne.Container{Layout: l, Objects: append(append([]fyne.CanvasObject{}, gauche...), champ, bas)}
}

// disposition sets the label at the left of its control, above it when the control is
// wide or the room is narrow.
type disposition struct {
	large   bool
	n       int // objects at the left: the label, and perhaps the question mark
	texte   string
	petit   bool // the control is small: a long label takes its room
	largeur float32
}

const ecartQuestion = 6

func (d *disposition) mesures() (colonne float32, dessus bool) {
	l := d.largeur
	if l == 0 {
		l = 560
	}
	e := theme.TextSize() / 14
	colonne = min(max(l*.36, 150*e), 240*e)
	return colonne, d.large || l < 400*e
}

func (d *disposition) poser(o []fyne.CanvasObject, faire bool) fyne.Size {
	colonne, dessus := d.mesures()
	libelle, champ, bas := o[0], o[len(o)-2], o[len(o)-1]
	largeur := d.largeur
	if largeur == 0 {
		largeur = 560
	}
	lab := colonne - 20
	if dessus {
		lab = largeur - 24
	}
	libelle.Resize(fyne.NewSize(lab, libelle.Size().Height))
	hl := libelle.MinSize().Height
	x, y, l, haut := colonne, float32(0), largeur-colonne, theme.InnerPadding()
	switch {
	case dessus:
		x, y, l, haut = 0, hl+5, largeur, 2
	case d.petit && fyne.MeasureText(d.texte, theme.TextSize(), fyne.TextStyle{}).Width > lab:
		// A long question with a short answer: the question takes the room.
		petit := champ.MinSize().Width
		lab = largeur - petit - 34
		libelle.Resize(fyne.NewSize(lab, libelle.Size().Height))
		hl = libelle.MinSize().Height
		x, l = largeur-petit, petit
	}
	champ.Resize(fyne.NewSize(l, champ.Size().Height))
	hc := champ.MinSize().Height
	xb, lb := min(x, colonne), largeur-min(x, colonne) // what is said stands under the controls
	bas.Resize(fyne.NewSize(lb, bas.Size().Height))
	hb := bas.MinSize().Height
	if faire {
		libelle.Resize(fyne.NewSize(lab, hl))
		libelle.Move(fyne.NewPos(0, haut))
		if d.n > 1 {
			m := o[1].MinSize()
			o[1].Resize(m)
			bout := fyne.MeasureText(d.texte, theme.TextSize(), fyne.TextStyle{}).Width
			o[1].Move(fyne.NewPos(min(bout, lab-2), haut-3))
		}
		champ.Resize(fyne.NewSize(l, hc))
		champ.Move(fyne.NewPos(x, y))
		bas.Resize(fyne.NewSize(lb, hb))
		bas.Move(fyne.NewPos(xb, y+hc))
	}
	return fyne.NewSize(260, max(haut+hl, y+hc+hb)+ecartQuestion)
}

func (d *disposition) MinSize(o []fyne.CanvasObject) fyne.Size { return d.poser(o, false) }

func (d *disposition) Layout(o []fyne.CanvasObject, s fyne.Size) {
	d.largeur = s.Width
	d.poser(o, true)
}
