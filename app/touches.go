package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
)

// montrerTouches shows every key, from the table.
func montrerTouches(d *dialogues.Dialogues) {
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
	d.Montrer(dialogues.Boite{
		Titre: "Touches du clavier", Largeur: 1140, Laisser: "Fermer",
		Contenu: container.NewGridWithColumns(2, gauche, droite),
	})
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
