package app

import (
	"errors"
	"log/slog"

	"justicepartage/app/systeme"
	"justicepartage/data"
)

// What keeps the window from opening is said by the system, as there is no window to say
// it in.

// preparerProfil makes the folder of the program.
func preparerProfil(o Options) error {
	err := o.Profil.Preparer()
	if err == nil {
		return nil
	}
	e := &data.Erreur{Code: data.Base, Message: "Le dossier du programme ne peut pas être écrit : ni les réglages ni les dossiers ne pourraient être gardés. Vérifiez la place sur le disque, et que la clé ou le dossier n’est pas protégé en écriture.\n\n" + o.Profil.Dossier, Err: err}
	systeme.Alerter("Justice et Partage ne peut pas démarrer", e.Message)
	return e
}

// peutDessiner looks whether this PC can draw a window, before the graphics library does.
func peutDessiner() error {
	err := systeme.Dessin()
	var sans *systeme.SansDessin
	if !errors.As(err, &sans) {
		return err
	}
	slog.Error("no OpenGL 2.1", "offered", sans.Offert)
	systeme.Alerter(sans.Titre(), sans.Phrase())
	return &data.Erreur{Code: data.Refuse, Message: sans.Phrase(), Err: err}
}
