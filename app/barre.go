package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/habillage"
)

// barre leads from screen to screen; ici is the entry of the one that is shown.
func (f *fenetre) barre(ici contrat.Onglet) fyne.CanvasObject {
	entrees := container.NewHBox()
	for _, x := range []struct {
		onglet contrat.Onglet
		titre  string
		aller  func()
		vue    bool
	}{
		{contrat.Accueil, "Accueil", f.allerAccueil, !f.technique()},
		{contrat.AFaire, "À faire", f.allerAFaire, f.contenu()},
		{contrat.Agenda, "Agenda", f.allerAgenda, !f.technique()},
		{contrat.Dossiers, "Dossiers", f.allerDossiers, !f.technique()},
		{contrat.Reglages, "Réglages", f.allerReglages, true},
	} {
		if !x.vue {
			continue
		}
		b := composants.BoutonDiscret(x.titre, x.aller)
		if x.onglet == ici {
			b.Importance = widget.MediumImportance
		}
		entrees.Add(b)
	}
	return container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0), composants.Empiler(0,
		composants.Marge(3, 3, 16, 16, composants.EnLigne(6, 1,
			entrees, composants.NouveauTexte("", habillage.Discret, 1),
			composants.NouveauTexte(f.session.Compte().Nom, habillage.Discret, 1).Borne(260),
			composants.BoutonDiscret("Verrouiller", f.verrouiller))), composants.Filet()))
}
