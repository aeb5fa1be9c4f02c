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
	"(Parent)": "(dossier parent)", "file.name": "Nom", "file.parent": "Dossier parent",
	"monday": "lundi", "monday.short": "lun.", "tuesday": "mardi", "tuesday.short": "mar.", "wednesday": "mercredi", "wednesday.short": "mer.",
	"thursday": "jeudi", "thursday.short": "jeu.", "friday": "vendredi", "friday.short": "ven.", "saturday": "samedi", "saturday.short": "sam.",
	"sunday": "dimanche", "sunday.short": "dim.",
}

// langues are those that Fyne speaks.
var langues = []string{"cs", "de", "el", "en", "es", "fr", "ja", "pl", "pt", "pt_BR", "ru", "sv", "ta", "uk", "zh_Hans"}

// parlerFrancais makes Fyne speak French whatever the language of the system: its words
// are registered in the place of those of every language it speaks, English being the one
// it falls back to.
func parlerFrancais() {
	b, err := json.Marshal(mots)
	if err != nil {
		return
	}
	for _, l := range langues {
		_ = lang.AddTranslations(fyne.NewStaticResource(l+".json", b))
	}
}
