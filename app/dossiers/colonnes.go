package dossiers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data/trame"
)

// colonne is a column of the list.
type colonne struct {
	tri, titre string
	part       float32 // of the width
	droite     bool
}

var colonnes = []colonne{
	{"numero", "N°", .13, false},
	{"titre", "Nom", .25, false},
	{"", "", .13, false},
	{"saisine", "", .13, false},
	{"audience", "", .13, false},
	{"etape", "Étape", .15, false},
	{"modifie", "Modifié", .08, true},
}

// titres are the heads of the columns: some are words of the services one sees.
func titres(l []*trame.Service) []string {
	var out []string
	m := trame.MotsCommuns(l...)
	for _, c := range colonnes {
		out = append(out, c.titre)
	}
	out[2], out[3], out[4] = m.Numero, m.Saisine, m.Audience
	return out
}

// colonnage lays out the cells of a row.
type colonnage struct{}

func (colonnage) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return fyne.NewSize(600, h)
}

func (colonnage) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for i, c := range colonnes {
		l := s.Width * c.part
		h := o[i].MinSize().Height
		o[i].Resize(fyne.NewSize(l-10, h))
		o[i].Move(fyne.NewPos(x+4, (s.Height-h)/2))
		x += l
	}
}

// ligneVue is a row as it is drawn: a text for each column.
type ligneVue struct {
	vue      fyne.CanvasObject
	cellules []*composants.Texte
}

// Objet implements composants.LigneDeListe.
func (v *ligneVue) Objet() fyne.CanvasObject { return v.vue }

func nouvelleLigneVue() *ligneVue {
	v := &ligneVue{}
	r := &fyne.Container{Layout: colonnage{}}
	for i, c := range colonnes {
		t := composants.NouveauTexte("", theme.ColorNameForeground, 1).Borne(10)
		if i == 1 {
			t.Gras()
		}
		if c.droite {
			t.Aligne(fyne.TextAlignTrailing)
		}
		v.cellules = append(v.cellules, t)
		r.Objects = append(r.Objects, t) // laid out once whole
	}
	v.vue = composants.Marge(4, 4, 2, 2, r)
	return v
}

func (e *Ecran) remplir(i int, v *ligneVue) {
	r := e.rangee(i)
	for k, t := range v.cellules {
		switch {
		case r == nil && k == 0:
			t.DireEn("…", habillage.Discret)
		case r == nil:
			t.Dire("")
		case r.clos || k == 0 || k == 2 || k == 6:
			t.DireEn(r.mots[k], habillage.Discret)
		default:
			t.DireEn(r.mots[k], theme.ColorNameForeground)
		}
	}
}

// tete is the head of a column: a click or Enter sorts.
type tete struct {
	composants.Bouton
	e *Ecran
	c colonne
}

func nouvelleTete(e *Ecran, c colonne) *tete {
	t := &tete{e: e, c: c}
	t.Text, t.Importance = c.titre, widget.LowImportance
	t.Alignment = widget.ButtonAlignLeading
	if c.droite {
		t.Alignment = widget.ButtonAlignTrailing
	}
	t.IconPlacement = widget.ButtonIconTrailingText
	t.OnTapped = func() { e.Trier(c.tri) }
	t.ExtendBaseWidget(t)
	if c.tri == "" {
		t.Disable()
	}
	return t
}

// Refresh shows which way the list is sorted.
func (t *tete) Refresh() {
	t.Icon = nil
	if t.c.tri != "" && t.e.filtre.Tri == t.c.tri {
		t.Icon = theme.MoveUpIcon()
		if t.e.filtre.Inverse {
			t.Icon = theme.MoveDownIcon()
		}
	}
	t.Bouton.Refresh()
}

// Cursor implements desktop.Cursorable.
func (t *tete) Cursor() desktop.Cursor { return desktop.PointerCursor }
