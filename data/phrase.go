package data

import (
	"errors"
	"io/fs"

	"justicepartage/data/trame"
)

// Phrase is what a person reads of an error: an error of ours is a French sentence
// already; of the system's, only the kind is told.
func Phrase(err error) string {
	var e *Erreur
	var t *trame.Erreur
	var chemin *fs.PathError
	switch {
	case errors.As(err, &e):
		return e.Message
	case errors.As(err, &t):
		return err.Error()
	case errors.Is(err, fs.ErrNotExist):
		return "Ce fichier ou ce dossier n’existe pas : vérifiez le chemin. Rien n’a été changé."
	case errors.Is(err, fs.ErrPermission):
		return "L’accès à ce fichier ou à ce dossier est refusé : choisissez un autre endroit. Rien n’a été changé."
	case errors.As(err, &chemin):
		return "Le fichier n’a pas pu être lu ou écrit : vérifiez le chemin et la place sur le disque."
	}
	return "L’opération n’a pas abouti ; ce qui était enregistré l’est toujours. Recommencez, et prévenez le support si cela se répète."
}
