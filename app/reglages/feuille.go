package reglages

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
)

// feuille makes another recovery sheet.
func (e *Ecran) feuille() (fyne.CanvasObject, fyne.Focusable) {
	b := composants.BoutonPrincipal("Nouvelle feuille de secours…", func() {
		e.p.Dialogues.Confirmer("Nouvelle feuille de secours",
			"L’ancienne feuille n’ouvrira plus la base telle qu’elle est à partir d’aujourd’hui : détruisez-la une fois la nouvelle rangée.",
			"Faire une nouvelle feuille", false, func() {
				code := ""
				e.faire(func(ctx context.Context) (err error) {
					code, err = e.p.Base.NouveauCodeDeSecours(ctx)
					return err
				}, func() { e.p.Feuille(code) })
			})
	})
	return fiches.Page("Feuille de secours", "Une page de papier, au coffre, qui ouvre la base si plus aucun compte de responsable ne connaît son mot de "+
		"passe.",
		composants.Prose("Le code n’est gardé nulle part : il ne peut pas être montré une seconde fois. Faites une nouvelle feuille si l’ancienne est "+
			"perdue, ou si quelqu’un a pu la lire."),
		composants.Prose("Les sauvegardes faites avant gardent leur ancien code : une feuille remplacée ouvre encore une vieille copie."),
		container.NewHBox(b)), b
}
