package demarrage

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// Oubli is what coming in with the recovery code asks for.
type Oubli struct {
	Ex    taches.Executeur
	Login string
	// Juger says how strong a password is.
	Juger func(motDePasse, login string) (phrase string, ok bool)
	// BienEcrit tells whether a code was copied without a slip.
	BienEcrit func(code string) bool
	// Ouvrir opens the base, away from the window; Entre follows on it.
	Ouvrir  func(code, login, nouveau string) error
	Entre   func()
	Revenir func()
}

// MotDePasseOublie is the screen that opens the base with the recovery code.
type MotDePasseOublie struct {
	p      Oubli
	vue    fyne.CanvasObject
	code   *composants.Saisie
	login  *composants.Saisie
	secret *fiches.Secret
	bouton *composants.Bouton
	dit    *composants.Lecture
	enVoie bool
}

// NouveauMotDePasseOublie makes the screen.
func NouveauMotDePasseOublie(p Oubli) *MotDePasseOublie {
	o := &MotDePasseOublie{p: p, code: composants.NouvelleSaisie(), login: composants.NouvelleSaisie(), dit: composants.Prose("")}
	o.login.Poser(p.Login)
	o.code.SetPlaceHolder("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
	const aide = "28 signes ; minuscules, espaces et tirets sont libres."
	ditCode := composants.NouveauTexte(aide, habillage.Discret, .95)
	o.code.OnChanged = func(string) { ditCode.DireEn(aide, habillage.Discret) }
	o.code.OnQuitter = func() {
		if strings.TrimSpace(o.code.Text) != "" && !p.BienEcrit(o.code.Text) {
			ditCode.DireEn("Il y a une faute de copie : relisez la feuille, groupe par groupe.", theme.ColorNameError)
		}
	}
	o.secret = fiches.NouveauSecret("Nouveau mot de passe", func(m string) (string, bool) { return p.Juger(m, o.login.Text) }, o.entrer)
	o.bouton = composants.BoutonPrincipal("Changer le mot de passe et ouvrir", o.entrer)
	retour := composants.NouveauBouton("Revenir", p.Revenir)
	o.vue = auMilieu(640, fiches.Page("Mot de passe oublié",
		"La feuille de secours rend son mot de passe à un compte de responsable. Les autres comptes reçoivent ensuite le leur dans Réglages, « Comptes » ; "+
			"vous n’avez pas besoin de la feuille pour eux.",
		fiches.Ligne("Code de secours", composants.Empiler(0, o.code, ditCode), ""),
		fiches.Ligne("Identifiant", o.login, "D’un compte de responsable."),
		o.secret.Vue, o.dit,
		container.NewHBox(layout.NewSpacer(), retour, o.bouton)))
	return o
}

// Contenu is what the window shows.
func (o *MotDePasseOublie) Contenu() fyne.CanvasObject { return o.vue }

// Titre names the screen.
func (o *MotDePasseOublie) Titre() string { return "Mot de passe oublié" }

// Commencer gives the focus to the code.
func (o *MotDePasseOublie) Commencer() { composants.Prendre(o.code) }

func (o *MotDePasseOublie) entrer() {
	if o.enVoie {
		return
	}
	code, login := o.code.Text, strings.TrimSpace(o.login.Text)
	nouveau, err := o.secret.MotDePasse()
	if err == nil && (strings.TrimSpace(code) == "" || login == "") {
		err = &data.Erreur{Code: data.Saisie, Message: "Recopiez le code de la feuille, et l’identifiant d’un compte de responsable."}
	}
	if err != nil {
		dire(o.dit, err)
		return
	}
	o.enVoie = true
	o.dit.Dire("")
	o.bouton.SetText("Ouverture…")
	o.bouton.Disable()
	o.p.Ex.Lancer(func() { err = o.p.Ouvrir(code, login, nouveau) }, func() {
		o.enVoie = false
		o.bouton.SetText("Changer le mot de passe et ouvrir")
		o.bouton.Enable()
		if err != nil {
			dire(o.dit, err)
			return
		}
		o.secret.Effacer()
		o.code.SetText("")
		o.p.Entre()
	})
}
