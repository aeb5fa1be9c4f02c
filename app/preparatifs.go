package app

import (
	"errors"
	"log/slog"
	"os"
	"strconv"

	"fyne.io/fyne/v2"

	"justicepartage/app/profil"
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
	e := &data.Erreur{Code: data.Base, Message: "Le dossier du programme ne peut pas être écrit : ni les réglages ni les dossiers ne pourraient être " +
		"gardés. Vérifiez la place sur le disque, et que la clé ou le dossier n’est pas protégé en écriture.\n\n" + o.Profil.Dossier, Err: err}
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

// cleEchelle is where Fyne reads how big it draws, each time it draws a window anew.
const cleEchelle = "FYNE_SCALE"

// echelleDuPoste tells that whoever started the program chose already.
var echelleDuPoste = os.Getenv(cleEchelle) != ""

// poserEchelle sets how big everything is drawn.
func poserEchelle(r profil.Reglages) {
	if !echelleDuPoste {
		_ = os.Setenv(cleEchelle, strconv.FormatFloat(float64(r.EchellePC())/100, 'f', 2, 64))
	}
}

// aTaille is the size that takes as much of the screen at one scale as at another.
func aTaille(s fyne.Size, avant, apres int) fyne.Size {
	k := float32(avant) / float32(apres)
	return fyne.NewSize(s.Width*k, s.Height*k)
}
