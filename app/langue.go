package app

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// mots are the words of Fyne's own menus and dialogs.
var mots = map[string]any{
	"Quit": "Quitter", "Cut": "Couper", "Copy": "Copier", "Paste": "Coller", "Select all": "Tout sélectionner",
	"Undo": "Annuler", "Redo": "Rétablir", "OK": "OK", "Cancel": "Annuler", "Confirm": "Confirmer", "Yes": "Oui", "No": "Non",
	"Error": "Erreur", "Open": "Ouvrir", "Save": "Enregistrer", "File": "Fichier", "Folder": "Dossier",
	"Create Folder": "Nouveau dossier", "New Folder": "Nouveau dossier", "Enter filename": "Nom du fichier",
	"Favourites": "Favoris", "Show Hidden Files": "Montrer les fichiers cachés", "Advanced": "Avancé",
}

// parlerFrancais makes Fyne speak French whatever the language of the system: its words
// are registered as those of the language the system asks for.
func parlerFrancais() {
	b, err := json.Marshal(mots)
	if err != nil {
		return
	}
	systeme := lang.SystemLocale().LanguageString()
	if systeme == "" {
		systeme = "en"
	}
	_ = lang.AddTranslations(fyne.NewStaticResource(systeme+".json", b))
}
