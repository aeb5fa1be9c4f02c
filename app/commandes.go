package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"justicepartage/app/dossier"
)

// commande is an action of the program: one table feeds the menu and the help.
type commande struct {
	menu, titre string
	touche      fyne.KeyName
	modif       fyne.KeyModifier
	ici         lieu
	faire       func(*fenetre)
}

// lieu is where an action has a meaning.
type lieu int

const (
	partout   lieu = iota
	enSession      // a session is open
	enDossier      // a dossier is open
)

// verrouiller is the action that stays possible where no other is.
const verrouiller = "Verrouiller"

const (
	ctrl    = fyne.KeyModifierControl
	ctrlMaj = fyne.KeyModifierControl | fyne.KeyModifierShift
)

func surDossier(g func(*dossier.Ecran)) func(*fenetre) {
	return func(f *fenetre) {
		if e := f.ouvert(); e != nil {
			g(e)
		}
	}
}

func versPanneau(p dossier.Panneau) func(*fenetre) {
	return surDossier(func(e *dossier.Ecran) { e.AllerAuPanneau(p) })
}

// commandes is the table. Ctrl+Alt is left alone: it is how accents and € are typed on
// French keyboards. An empty title draws a line in the menu.
var commandes []commande

// The help, which is in the table, reads the table: hence init.
func init() {
	commandes = []commande{
		{"Fichier", "Nouveau dossier…", fyne.KeyN, ctrl, enSession, (*fenetre).nouveau},
		{"Fichier", "Accueil et recherche", fyne.KeyF, ctrl, enSession, (*fenetre).allerAccueil},
		{"Fichier", "À faire", fyne.KeyF, ctrlMaj, enSession, (*fenetre).allerAFaire},
		{"Fichier", "Agenda", fyne.KeyA, ctrlMaj, enSession, (*fenetre).allerAgenda},
		{"Fichier", "Tous les dossiers", fyne.KeyO, ctrl, enSession, (*fenetre).allerDossiers},
		{"Fichier", "Relevés…", fyne.KeyE, ctrlMaj, enSession, (*fenetre).releves},
		{"Fichier", "Réglages", fyne.KeyR, ctrlMaj, enSession, (*fenetre).allerReglages},
		{"Fichier", "", "", 0, partout, nil},
		{"Fichier", "Valider, ou champ suivant", fyne.KeyReturn, ctrl, partout, (*fenetre).valider},
		{"Fichier", verrouiller, fyne.KeyL, ctrl, enSession, (*fenetre).verrouiller},
		{"Fichier", "Quitter", fyne.KeyQ, ctrl, partout, func(f *fenetre) { f.fermer(false) }},

		{"Dossier", "Section suivante", fyne.KeyPageDown, ctrl, enDossier, surDossier((*dossier.Ecran).Suivante)},
		{"Dossier", "Section précédente", fyne.KeyPageUp, ctrl, enDossier, surDossier((*dossier.Ecran).Precedente)},
		{"Dossier", "Aller à la liste des sections", fyne.KeyG, ctrl, enDossier, surDossier((*dossier.Ecran).AllerAuSommaire)},
		{"Dossier", "Ajouter une ligne", fyne.KeyI, ctrl, enDossier, surDossier((*dossier.Ecran).AjouterLigne)},
		{"Dossier", "Retirer la ligne", fyne.KeyDelete, ctrl, enDossier, surDossier((*dossier.Ecran).RetirerLigne)},
		{"Dossier", "Vérifier cette déclaration", fyne.KeyT, ctrl, enDossier, surDossier((*dossier.Ecran).Verifier)},
		{"Dossier", "Que faut-il écrire ?", fyne.KeyU, ctrl, enDossier, surDossier((*dossier.Ecran).Aide)},
		{"Dossier", "Valeurs précédentes du champ", fyne.KeyH, ctrl, enDossier, surDossier((*dossier.Ecran).ValeursPrecedentes)},
		{"Dossier", "", "", 0, partout, nil},
		{"Dossier", "Enregistrer maintenant", fyne.KeyS, ctrl, enDossier, surDossier((*dossier.Ecran).Enregistrer)},
		{"Dossier", "Fiches des personnes…", fyne.KeyP, ctrlMaj, enDossier, surDossier((*dossier.Ecran).Gens)},
		{"Dossier", "Clore le dossier…", "", 0, enDossier, surDossier((*dossier.Ecran).Clore)},
		{"Dossier", "Rouvrir le dossier…", "", 0, enDossier, surDossier((*dossier.Ecran).Rouvrir)},
		{"Dossier", "Fermer le dossier", fyne.KeyW, ctrl, enDossier, (*fenetre).allerAccueil},

		{"Document", "Contrôle avant remise", fyne.KeyK, ctrl, enDossier, versPanneau(dossier.PanneauControle)},
		{"Document", "Finaliser…", fyne.KeyReturn, ctrlMaj, enDossier, surDossier((*dossier.Ecran).Finaliser)},
		{"Document", "Documents et remise", fyne.KeyD, ctrl, enDossier, versPanneau(dossier.PanneauDocuments)},
		{"Document", "Imprimer", fyne.KeyP, ctrl, enDossier, surDossier((*dossier.Ecran).Imprimer)},
		{"Document", "Exporter en PDF…", fyne.KeyE, ctrl, enDossier, surDossier((*dossier.Ecran).Exporter)},
		{"Document", "Ouvrir dans la visionneuse", fyne.KeyO, ctrlMaj, enDossier, surDossier((*dossier.Ecran).Ouvrir)},

		{"Affichage", "Aperçu à côté du formulaire", fyne.KeyR, ctrl, enDossier, surDossier((*dossier.Ecran).BasculerApercu)},
		{"Affichage", "Journal", fyne.KeyJ, ctrl, enDossier, versPanneau(dossier.PanneauJournal)},
		{"Affichage", "Historique", fyne.KeyH, ctrlMaj, enDossier, versPanneau(dossier.PanneauHistorique)},
		{"Affichage", "", "", 0, partout, nil},
		{"Affichage", "Texte plus grand", fyne.KeyPlus, ctrl, partout, func(f *fenetre) { apparence{f}.taille(1) }},
		{"Affichage", "Texte plus petit", fyne.KeyMinus, ctrl, partout, func(f *fenetre) { apparence{f}.taille(-1) }},
		{"Affichage", "Clair ou sombre", fyne.KeyM, ctrl, partout, func(f *fenetre) { apparence{f}.basculerTheme() }},

		{"Aide", "Touches du clavier (F1)", "", 0, partout, func(f *fenetre) { montrerTouches(f.dial) }},
		{"Aide", "À propos", "", 0, partout, (*fenetre).aPropos},
	}
}

func (c commande) raccourci() fyne.Shortcut {
	if c.touche == "" {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: c.touche, Modifier: c.modif}
}

// nomTouche writes the keys of an action.
func (c commande) nomTouche() string {
	noms := map[fyne.KeyName]string{
		fyne.KeyPageDown: "Page suiv.", fyne.KeyPageUp: "Page préc.", fyne.KeyReturn: "Entrée", fyne.KeyDelete: "Suppr",
		fyne.KeyPlus: "+", fyne.KeyMinus: "−",
	}
	nom, ok := noms[c.touche]
	if !ok {
		nom = string(c.touche)
	}
	if c.modif == ctrlMaj {
		return "Ctrl+Maj+" + nom
	}
	return "Ctrl+" + nom
}

// valider takes the main action of a dialog or of a step of the first start; elsewhere it
// goes on to the next control.
func (f *fenetre) valider() {
	switch {
	case f.dial.Valider():
	case f.porte.assist != nil:
		f.porte.assist.Continuer()
	default:
		f.fen.Canvas().FocusNext()
	}
}
