package reglages

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/data"
)

// motDePasse changes one's own password.
func (e *Ecran) motDePasse() (fyne.CanvasObject, fyne.Focusable) {
	ancien := composants.NouveauSecret()
	dit := composants.Prose("")
	var secret *fiches.Secret
	changer := func() {
		nouveau, err := secret.MotDePasse()
		if ancien.Text == "" {
			err = &data.Erreur{Code: data.Saisie, Message: "Tapez d’abord votre mot de passe actuel."}
		}
		if err != nil {
			dit.DireEn(data.Phrase(err), widget.DangerImportance)
			return
		}
		avant := ancien.Text
		e.p.Ex.Lancer(func() { err = e.p.Base.ChangerMotDePasse(context.Background(), avant, nouveau) }, func() {
			if err != nil {
				dit.DireEn(data.Phrase(err), widget.DangerImportance)
				composants.Prendre(ancien)
				return
			}
			ancien.SetText("")
			secret.Effacer()
			dit.Dire("")
			composants.Prendre(ancien)
			e.p.Dialogues.Mot("Mot de passe changé. L’ancien n’ouvre plus rien.")
		})
	}
	secret = fiches.NouveauSecret("Nouveau mot de passe", func(m string) (string, bool) { return e.p.Juger(m, e.p.Compte) }, changer)
	return fiches.Page("Mot de passe", "Longueur avant tout : quatre ou cinq mots sans rapport entre eux valent mieux que des signes compliqués. Rien "+
		"n’oblige à en changer régulièrement.",
		fiches.Ligne("Mot de passe actuel", ancien, ""), secret.Vue, dit,
		container.NewHBox(composants.BoutonPrincipal("Changer le mot de passe", changer))), ancien
}
