package dossier

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// panneauControle lists what is missing or doubtful, and leads to it; when nothing is
// missing, it finalises.
type panneauControle struct {
	e         *Ecran
	vue       fyne.CanvasObject
	tete      *composants.Lecture
	finaliser *composants.Bouton
	liste     *composants.Liste
	l         []signalement
}

func nouveauPanneauControle(e *Ecran) *panneauControle {
	p := &panneauControle{e: e, tete: composants.Prose("")}
	p.finaliser = composants.BoutonPrincipal("Finaliser…", func() { e.Finaliser() })
	p.liste = composants.NouvelleListe(func() int { return len(p.l) }, nouveauSignalementVue, p.remplir)
	p.liste.HideSeparators = true
	p.liste.OnOuvrir = func(i int) {
		if c := p.l[i].chemin; c != "" {
			e.AllerA(c)
		}
	}
	haut := composants.Marge(8, 6, 10, 10, composants.Empiler(4, p.tete, container.NewHBox(p.finaliser)))
	p.vue = container.NewBorder(haut, nil, nil, nil, p.liste)
	return p
}

func (p *panneauControle) objet() fyne.CanvasObject { return p.vue }

func (p *panneauControle) premier() fyne.Focusable {
	if len(p.l) > 0 {
		return p.liste
	}
	return p.finaliser
}

// signalementVue is a row of the list as it is drawn.
type signalementVue struct {
	vue   fyne.CanvasObject
	titre *composants.Texte
	texte *composants.Lecture
}

func nouveauSignalementVue() *signalementVue {
	v := &signalementVue{titre: composants.NouveauTexte("", habillage.Discret, .88).Gras(), texte: composants.Prose("X")}
	v.vue = composants.Marge(5, 5, 10, 10, composants.Empiler(1, v.titre, v.texte))
	return v
}

// Objet implements composants.LigneDeListe.
func (v *signalementVue) Objet() fyne.CanvasObject { return v.vue }

func (p *panneauControle) remplir(i int, v *signalementVue) {
	s := p.l[i]
	couleur := map[string]fyne.ThemeColorName{
		trame.GraviteBloquant: theme.ColorNameError, trame.GraviteAlerte: theme.ColorNameWarning, aRelire: theme.ColorNameWarning,
	}[s.gravite]
	if couleur == "" {
		couleur = habillage.Discret
	}
	v.titre.DireEn(s.titre, couleur)
	v.texte.Dire(p.e.lu.texte(s.message))
	v.texte.Resize(fyne.NewSize(p.liste.Size().Width-24, v.texte.MinSize().Height))
	p.liste.SetItemHeight(i, v.vue.MinSize().Height)
}

func (p *panneauControle) rafraichir(string) {
	e := p.e
	doc := e.c.courant()
	p.l = e.c.signalements(doc)
	bloquants := 0
	for _, s := range p.l {
		if s.gravite == trame.GraviteBloquant {
			bloquants++
		}
	}
	p.finaliser.Actif(false)
	switch {
	case doc == nil:
		p.tete.Dire("Aucun document n’est encore possible dans ce dossier.")
	case e.c.r.Dossier().Etat == data.EtatClos:
		p.tete.Dire("Ce dossier est clos.")
	case e.c.fini(doc):
		p.tete.Dire(p.e.lu.texte(fmt.Sprintf("« %s » est finalisé. Le panneau Documents sert à le remettre, et à le compléter s’il y a lieu.", doc.Titre)))
	case bloquants > 0:
		p.tete.Dire(p.e.lu.texte(fmt.Sprintf("%s : %s avant de finaliser. Entrée mène à l’endroit.", doc.Intitule(),
			francais.Pluriel(bloquants, "point à régler", "points à régler"))))
	default:
		p.tete.Dire(p.e.lu.texte(fmt.Sprintf("%s : rien n’empêche de le finaliser.", doc.Intitule())))
		p.finaliser.Actif(true)
	}
	p.liste.Refresh()
}
