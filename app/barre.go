package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/accueil"
	"justicepartage/app/afaire"
	"justicepartage/app/agenda"
	"justicepartage/app/composants"
	"justicepartage/app/dossiers"
	"justicepartage/app/habillage"
	"justicepartage/app/reglages"
)

// barre leads from screen to screen.
func (f *fenetre) barre() fyne.CanvasObject {
	bouton := func(titre string, ici bool, g func()) *composants.Bouton {
		b := composants.BoutonDiscret(titre, g)
		if ici {
			b.Importance = widget.MediumImportance
		}
		return b
	}
	var surAccueil, surAFaire, surAgenda, surDossiers, surReglages bool
	switch f.courant.(type) {
	case *accueil.Ecran:
		surAccueil = true
	case *afaire.Ecran:
		surAFaire = true
	case *agenda.Ecran:
		surAgenda = true
	case *dossiers.Ecran:
		surDossiers = true
	case *reglages.Ecran:
		surReglages = true
	}
	aFaire := bouton("À faire", surAFaire, f.allerAFaire)
	if !f.contenu() {
		aFaire.Hide()
	}
	c := f.session.Compte()
	return container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0), composants.Empiler(0,
		composants.Marge(3, 3, 16, 16, composants.EnLigne(6, 5,
			sansDossiers(f, bouton("Accueil", surAccueil, f.allerAccueil)), aFaire, sansDossiers(f, bouton("Agenda", surAgenda, f.allerAgenda)),
			sansDossiers(f, bouton("Dossiers", surDossiers, f.allerDossiers)), bouton("Réglages", surReglages, f.allerReglages),
			composants.NouveauTexte("", habillage.Discret, 1),
			composants.NouveauTexte(c.Nom, habillage.Discret, 1).Borne(260),
			bouton("Verrouiller", false, f.verrouiller))), composants.Filet()))
}
