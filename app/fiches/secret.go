package fiches

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
)

// Secret asks for a new password, twice, and says how strong it is as it is typed.
type Secret struct {
	Vue     fyne.CanvasObject
	Premier fyne.Focusable
	juger   func(string) (phrase string, ok bool)
	secret  *composants.Saisie
	encore  *composants.Saisie
	force   *composants.Texte
}

// NouveauSecret makes the form. juger says how strong a password is; valider follows Enter
// in the last entry, nil goes on to the next control.
func NouveauSecret(libelle string, juger func(motDePasse string) (phrase string, ok bool), valider func()) *Secret {
	f := &Secret{juger: juger, secret: composants.NouveauSecret(), encore: composants.NouveauSecret()}
	f.Premier = f.secret
	f.force = composants.NouveauTexte("Une phrase de quelques mots est le plus simple.", habillage.Discret, .95)
	f.secret.OnChanged = func(t string) {
		phrase, ok := juger(t)
		couleur := theme.ColorNameError
		switch {
		case ok:
			couleur = theme.ColorNameSuccess
		case t == "":
			couleur = habillage.Discret
		}
		f.force.DireEn(phrase, couleur)
	}
	if valider != nil {
		f.encore.OnSubmitted = func(string) { valider() }
	}
	f.Vue = composants.Empiler(8,
		Ligne(libelle, composants.Empiler(0, f.secret, f.force), ""),
		Ligne("Encore une fois", f.encore, ""))
	return f
}

// MotDePasse returns the password if it was typed twice alike and is strong enough, or
// what is wrong.
func (f *Secret) MotDePasse() (string, error) {
	if phrase, ok := f.juger(f.secret.Text); !ok {
		if f.secret.Text == "" {
			phrase = "Ce mot de passe est trop court : une phrase de quelques mots est le plus simple."
		}
		return "", &data.Erreur{Code: data.Saisie, Message: phrase}
	}
	if f.secret.Text != f.encore.Text {
		return "", &data.Erreur{Code: data.Saisie, Message: "Les deux mots de passe ne sont pas les mêmes : tapez-les à nouveau."}
	}
	return f.secret.Text, nil
}

// Effacer wipes the password from the screen.
func (f *Secret) Effacer() {
	f.secret.SetText("")
	f.encore.SetText("")
}
