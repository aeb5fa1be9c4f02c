package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/dossier"
	"justicepartage/app/habillage"
	"justicepartage/app/profil"
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
		{"Affichage", "Texte plus grand", fyne.KeyPlus, ctrl, partout, func(f *fenetre) { f.taille(1) }},
		{"Affichage", "Texte plus petit", fyne.KeyMinus, ctrl, partout, func(f *fenetre) { f.taille(-1) }},
		{"Affichage", "Clair ou sombre", fyne.KeyM, ctrl, partout, (*fenetre).basculerTheme},

		{"Aide", "Touches du clavier (F1)", "", 0, partout, (*fenetre).aide},
		{"Aide", "À propos", "", 0, partout, (*fenetre).aPropos},
	}
}

// gestes are the keys that controls answer by themselves, for the help.
var gestes = [][2]string{
	{"Tab, Maj+Tab", "champ suivant, précédent ; Entrée passe aussi au suivant"},
	{"premières lettres", "choisissent une réponse ; ↑ ↓ parcourent, Espace ouvre la liste"},
	{"Suppr", "reprend une réponse donnée par choix"},
	{"↓ dans une date", "ouvre le calendrier ; « auj », « hier », 3/1/26, 030126 se comprennent"},
	{"m dans une heure", "écrit l’heure qu’il est"},
	{"Ctrl+Z, Ctrl+Y", "annuler, rétablir"},
	{"dans l’agenda", "← → jours, ↑ ↓ rendez-vous, 1 2 3 jour, semaine, mois, Inser ajoute, initiale d’une réponse : présence"},
	{"Échap", "sort d’un panneau, d’une fenêtre, d’une recherche"},
	{"F9", "écran visible : les noms se réduisent à leurs initiales, l’aperçu se masque"},
	{"F1", "cette page"},
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

// poserMenu makes the menu from the table.
func (f *fenetre) poserMenu() {
	f.commande = map[string]*fyne.MenuItem{}
	var menus []*fyne.Menu
	for _, c := range commandes {
		if len(menus) == 0 || menus[len(menus)-1].Label != c.menu {
			menus = append(menus, fyne.NewMenu(c.menu))
		}
		m := menus[len(menus)-1]
		if c.titre == "" {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
			continue
		}
		i := fyne.NewMenuItem(c.titre, func() { f.executer(c) })
		i.Shortcut = c.raccourci()
		i.IsQuit = c.titre == "Quitter"
		m.Items = append(m.Items, i)
		f.commande[c.titre] = i
	}
	f.fen.SetMainMenu(fyne.NewMainMenu(menus...))
}

// possible tells whether an action has a meaning now.
func (f *fenetre) possible(c commande) bool {
	if f.courant != nil && c.ici != partout {
		switch f.courant.Retenue() {
		case contrat.Rien:
			return false
		case contrat.Verrouillage:
			return c.titre == verrouiller
		}
	}
	switch c.ici {
	case enSession:
		return f.session != nil
	case enDossier:
		return f.ouvert() != nil
	}
	return true
}

// surDialogue are the actions that stay possible while a dialog waits for an answer.
var surDialogue = map[string]bool{"Valider, ou champ suivant": true, verrouiller: true, "Quitter": true}

// valider takes the main action of a dialog or of a step of the first start; elsewhere it
// goes on to the next control.
func (f *fenetre) valider() {
	switch {
	case f.dial.Valider():
	case f.assist != nil:
		f.assist.Continuer()
	default:
		f.fen.Canvas().FocusNext()
	}
}

// executer does an action, unless a dialog waits for an answer.
func (f *fenetre) executer(c commande) {
	if !f.possible(c) {
		return
	}
	if f.dial.Ouvert() && !surDialogue[c.titre] {
		return
	}
	c.faire(f)
}

// accorderMenu greys what has no meaning now.
func (f *fenetre) accorderMenu() {
	for _, c := range commandes {
		if i := f.commande[c.titre]; i != nil {
			i.Disabled = !f.possible(c)
		}
	}
	f.fen.MainMenu().Refresh()
}

func (f *fenetre) taille(pas float32) {
	r := f.regl
	r.Texte = min(max(r.TailleTexte()+pas, profil.TexteMin), profil.TexteMax)
	f.regler(r)
	f.dial.Mot(fmt.Sprintf("Taille du texte : %g", r.Texte))
}

func (f *fenetre) basculerTheme() {
	r := f.regl
	sombre := r.Theme == profil.ThemeSombre || r.Theme == profil.ThemeSysteme && f.app.Settings().ThemeVariant() == theme.VariantDark
	r.Theme = profil.ThemeSombre
	if sombre {
		r.Theme = profil.ThemeClair
	}
	f.regler(r)
}

// aide shows every key, from the table.
func (f *fenetre) aide() {
	var colonnes []fyne.CanvasObject
	ligne := func(touche, quoi string) fyne.CanvasObject {
		return composants.EnLigne(10, 1, composants.DeLargeur(150, composants.NouveauTexte(touche, theme.ColorNamePrimary, .97).Gras()),
			composants.NouveauTexte(quoi, theme.ColorNameForeground, .97).Borne(280))
	}
	bloc := func(titre string) *fyne.Container {
		return composants.Empiler(4, composants.NouveauTexte(titre, habillage.Discret, .97).Gras())
	}
	menu := ""
	var b *fyne.Container
	for _, c := range commandes {
		if c.titre == "" || c.touche == "" {
			continue
		}
		if c.menu != menu {
			menu = c.menu
			b = bloc(menu)
			colonnes = append(colonnes, b)
		}
		b.Add(ligne(c.nomTouche(), c.titre))
	}
	g := bloc("Partout")
	for _, x := range gestes {
		g.Add(composants.EnLigne(10, 1, composants.DeLargeur(150, composants.NouveauTexte(x[0], theme.ColorNamePrimary, .97).Gras()),
			composants.NouveauTexte(x[1], theme.ColorNameForeground, .97).Borne(420)))
	}
	gauche, droite := composants.Empiler(14), composants.Empiler(14)
	for i, c := range colonnes {
		if i < 2 {
			gauche.Add(c)
		} else {
			droite.Add(c)
		}
	}
	droite.Add(g) // two columns that fit a low screen
	f.dial.Montrer(dialogues.Boite{
		Titre: "Touches du clavier", Largeur: 1140, Laisser: "Fermer",
		Contenu: container.NewGridWithColumns(2, gauche, droite),
	})
}
