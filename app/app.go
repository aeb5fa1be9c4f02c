// Package app is the window of the program: unlocking, navigation, menu and shortcuts,
// errors. Its screens are rooms of their own; this one joins them.
//
// Rules of the room:
//   - no screen is left before what was written in it is in the base;
//   - every action has its place in the menu, from one table that also makes the help;
//   - what is decided about a dossier is decided in data and reports, never here.
package app

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"justicepartage/app/composants/apercu"
	"justicepartage/app/habillage"
	"justicepartage/app/profil"
	"justicepartage/app/taches"
	"justicepartage/data/store"
)

// Options are what the window is handed.
type Options struct {
	Version string
	Assets  fs.FS
	Horloge func() time.Time
	Profil  profil.Profil
	// Base is the base to open, "" for the last one.
	Base string
	// Derivation slows down who tries passwords; zero is right, tests take a light one.
	Derivation store.Derivation
	// Moteur starts the engine of the preview; the real one by default.
	Moteur func(cache string) Moteur
}

// Moteur draws the pages of the preview.
type Moteur interface {
	apercu.Dessinateur
	Close() error
}

// ID is how the system knows the program; FyneApp.toml says the same.
const ID = "fr.justice-partage.dossiers"

// Lancer opens the window and returns when it is closed.
func Lancer(o Options) error {
	if err := preparerProfil(o); err != nil {
		return err
	}
	defer ouvrirJournal(o.Profil)()
	// Half as much room for garbage: office PCs have little memory, and other programs.
	debug.SetGCPercent(50)
	crash := surveillerPanne(o.Profil)
	r := o.Profil.Lire()
	if err := peutDessiner(); err != nil {
		return err
	}
	poserEchelle(r)
	a := fyneapp.NewWithID(ID)
	parlerFrancais()
	theme, err := habillage.Nouveau(o.Assets, r.Theme, r.TailleTexte())
	if err != nil {
		return err
	}
	a.Settings().SetTheme(theme)
	if b, err := fs.ReadFile(o.Assets, "icone.png"); err == nil {
		a.SetIcon(fyne.NewStaticResource("icone.png", b))
	}
	if o.Moteur == nil {
		o.Moteur = func(cache string) Moteur { return apercu.Demarrer(cache) }
	}
	f := nouvelleFenetre(a, o, taches.Reel{Horloge: o.Horloge})
	f.crash = crash
	f.porte.commencer()

	signaux := make(chan os.Signal, 1)
	signal.Notify(signaux, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signaux
		fyne.Do(func() { f.fermer(true) })
	}()
	a.Lifecycle().SetOnStopped(func() {
		// However the window went, what was written is in the base.
		if err := f.vider(context.Background()); err != nil {
			slog.Error("not saved at the end")
		}
		f.lacher()
	})
	f.fen.ShowAndRun()
	return nil
}
