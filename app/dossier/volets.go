package dossier

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
)

// Panneau is a panel at the right of the form.
type Panneau string

// The panels.
const (
	PanneauAucun      Panneau = "aucun"
	PanneauApercu     Panneau = "apercu"
	PanneauControle   Panneau = "controle"
	PanneauDocuments  Panneau = "documents"
	PanneauJournal    Panneau = "journal"
	PanneauHistorique Panneau = "historique"
)

// panneau is what is shown at the right of the form.
type panneau interface {
	objet() fyne.CanvasObject
	// rafraichir brings the panel up to date with the answers; section is where one stands.
	rafraichir(section string)
	// premier is what takes the focus when one goes to the panel.
	premier() fyne.Focusable
}

// volets are the form and the panel beside it, with the bar that chooses the panel.
type volets struct {
	e        *Ecran
	panneaux map[Panneau]panneau
	onglets  map[Panneau]*composants.Bouton
	boite    *fyne.Container
	partage  *container.Split
	vue      *fyne.Container
	ouvert   Panneau
}

func nouveauxVolets(e *Ecran, panneaux map[Panneau]panneau) *volets {
	v := &volets{e: e, panneaux: panneaux, onglets: map[Panneau]*composants.Bouton{}, boite: container.NewStack(), vue: container.NewStack()}
	barre := container.NewHBox()
	for _, p := range []struct {
		p     Panneau
		titre string
	}{
		{PanneauApercu, "Aperçu"},
		{PanneauControle, "Contrôle"},
		{PanneauDocuments, "Documents"},
		{PanneauJournal, "Journal"},
		{PanneauHistorique, "Historique"},
	} {
		b := composants.BoutonDiscret(p.titre, func() { v.aller(p.p) })
		v.onglets[p.p] = b
		barre.Add(b)
	}
	haut := container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0), composants.Marge(2, 2, 4, 4, barre))
	v.partage = container.NewHSplit(e.form.vue, container.NewBorder(haut, nil, nil, nil, v.boite))
	v.partage.Offset = .52
	return v
}

// montrer shows a panel beside the form, or the form alone.
func (v *volets) montrer(p Panneau) {
	if p == "" {
		p = PanneauApercu
	}
	v.ouvert = p
	for cle, b := range v.onglets {
		b.Importance = widget.LowImportance
		if cle == p {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
	if p == PanneauAucun {
		v.vue.Objects = []fyne.CanvasObject{v.e.form.vue}
		v.vue.Refresh()
		return
	}
	v.boite.Objects = []fyne.CanvasObject{v.panneaux[p].objet()}
	v.boite.Refresh()
	v.partage.Leading = v.e.form.vue
	v.vue.Objects = []fyne.CanvasObject{v.partage}
	v.partage.Refresh()
	v.vue.Refresh()
	v.panneaux[p].rafraichir(v.e.c.sec.Cle)
}

// rafraichir brings the bar and the open panel up to date with the answers.
func (v *volets) rafraichir() {
	titre := "Contrôle"
	if n := len(v.e.c.signalements(v.e.c.courant())); n > 0 {
		titre = fmt.Sprintf("Contrôle (%d)", n)
	}
	v.onglets[PanneauControle].SetText(titre)
	if p := v.panneaux[v.ouvert]; p != nil {
		p.rafraichir(v.e.c.sec.Cle)
	}
}

// aller opens a panel and gives it the focus.
func (v *volets) aller(p Panneau) {
	v.montrer(p)
	v.e.p.OnPanneau(p)
	v.prendre()
}

// prendre gives the focus to the open panel.
func (v *volets) prendre() {
	if p := v.panneaux[v.ouvert]; p != nil && p.premier() != nil {
		composants.Prendre(p.premier())
	}
}

// tient tells whether the open panel has the focus.
func (v *volets) tient() bool {
	p := v.panneaux[v.ouvert]
	return p != nil && composants.Tient(p.objet())
}

// basculer shows a panel or hides it, without leaving the form.
func (v *volets) basculer(p Panneau) {
	if v.ouvert == p {
		p = PanneauAucun
	}
	v.montrer(p)
	v.e.p.OnPanneau(p)
}
