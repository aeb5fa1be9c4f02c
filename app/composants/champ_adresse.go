package composants

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
	"justicepartage/data/trame"
)

// champAdresse is a postal address; the commune is completed as one types.
type champAdresse struct {
	widget.BaseWidget
	env                           Env
	e                             Ecoute
	voie, complement, cp, commune *Saisie
	proposees                     *fyne.Container
	communes                      []trame.Commune
	fonds                         []*Fond  // of the communes proposed
	cibles                        []*cible // that take each
	courante                      int
}

func nouveauChampAdresse(env Env, e Ecoute) *champAdresse {
	f := &champAdresse{env: env, e: e, proposees: Empiler(0), courante: -1}
	f.voie, f.complement, f.cp, f.commune = NouvelleSaisie(), NouvelleSaisie(), NouvelleSaisie(), NouvelleSaisie()
	f.voie.SetPlaceHolder("N° et voie")
	f.complement.SetPlaceHolder("Complément (bâtiment, chez…)")
	f.cp.SetPlaceHolder("Code postal")
	f.commune.SetPlaceHolder("Commune")
	for _, s := range []*Saisie{f.voie, f.complement, f.cp, f.commune} {
		s.OnPrendre, s.OnQuitter = e.Prendre, e.Quitter
		s.OnChanged = func(string) { f.dire() }
	}
	for _, s := range []*Saisie{f.cp, f.commune} {
		s.OnChanged = func(t string) {
			f.proposer(t)
			f.dire()
		}
		s.OnTouche = f.touche
		s.OnQuitter = func() {
			f.proposer("")
			if e.Quitter != nil {
				e.Quitter()
			}
		}
	}
	f.proposees.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champAdresse) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Empiler(3, f.voie, f.complement, EnLigne(4, 1, DeLargeur(104, f.cp), f.commune), f.proposees))
}

func (f *champAdresse) valeur() trame.Adresse {
	return trame.Adresse{
		Voie: strings.TrimSpace(f.voie.Text), Complement: strings.TrimSpace(f.complement.Text),
		CodePostal: strings.TrimSpace(f.cp.Text), Commune: strings.TrimSpace(f.commune.Text),
	}
}

func (f *champAdresse) dire() {
	if a := f.valeur(); a.Vide() {
		f.e.valeur(nil)
	} else {
		f.e.valeur(a)
	}
}

// Proposed at most; a whole post code lists all of its communes.
const (
	communesMax    = 6
	communesDuCode = 24
)

func (f *champAdresse) proposer(t string) {
	f.communes, f.courante = nil, -1
	if len(t) >= 2 {
		n := communesMax
		if len(t) == 5 && strings.Trim(t, "0123456789") == "" {
			n = communesDuCode
		}
		f.communes = f.env.Communes(t, n)
		if len(f.communes) > 0 {
			f.courante = 0
		}
	}
	f.proposees.RemoveAll()
	f.fonds, f.cibles = nil, nil
	for _, c := range f.communes {
		fond := NouveauFond(habillage.Papier, "", 3)
		f.fonds = append(f.fonds, fond)
		t := NouveauTexte(c.CodePostal+"  "+c.Nom, theme.ColorNameForeground, 1)
		prise := nouvelleCible(func() { f.prendre(c) })
		f.cibles = append(f.cibles, prise)
		f.proposees.Add(container.NewStack(fond, Marge(3, 3, 8, 8, t), prise))
	}
	f.designer()
	if len(f.communes) == 0 {
		f.proposees.Hide()
	} else {
		f.proposees.Show()
	}
	f.Refresh()
}

// designer colours the commune under the cursor.
func (f *champAdresse) designer() {
	for i, fond := range f.fonds {
		fond.Couleur = habillage.Papier
		if i == f.courante {
			fond.Couleur = habillage.FondEncre
		}
		fond.Refresh()
	}
}

func (f *champAdresse) prendre(c trame.Commune) {
	f.cp.Poser(c.CodePostal)
	f.commune.Poser(c.Nom)
	f.proposer("")
	f.dire()
}

// touche moves among the communes proposed; Enter takes one.
func (f *champAdresse) touche(ev *fyne.KeyEvent) bool {
	if len(f.communes) == 0 {
		return false
	}
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp:
		pas := 1
		if ev.Name == fyne.KeyUp {
			pas = -1
		}
		f.courante = (f.courante + pas + len(f.communes)) % len(f.communes)
		f.designer()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		f.prendre(f.communes[f.courante])
		Prendre(f.commune)
		Suivant(f.commune)
		return true
	case fyne.KeyEscape:
		f.proposer("")
		return true
	}
	return false
}

func (f *champAdresse) Poser(v any) {
	a, _ := v.(trame.Adresse)
	if faux, ok := v.(trame.Invalide); ok {
		a = trame.Adresse{Voie: faux.Texte}
	}
	f.voie.Poser(a.Voie)
	f.complement.Poser(a.Complement)
	f.cp.Poser(a.CodePostal)
	f.commune.Poser(a.Commune)
}
func (f *champAdresse) Focus() fyne.Focusable { return f.voie }
func (f *champAdresse) Large() bool           { return false }

// cible makes what lies under it answer to the mouse.
type cible struct {
	widget.BaseWidget
	f func()
}

func nouvelleCible(f func()) *cible {
	c := &cible{f: f}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *cible) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// MouseDown implements desktop.Mouseable: at the press, since the release may come once
// what was under the mouse is gone.
func (c *cible) MouseDown(*desktop.MouseEvent) { c.f() }

// MouseUp implements desktop.Mouseable.
func (c *cible) MouseUp(*desktop.MouseEvent) {}
