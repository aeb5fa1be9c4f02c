// Justice et Partage keeps the case files of a justice association and prints its
// reports. This file only joins the rooms.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"justicepartage/app"
	"justicepartage/app/commande"
	"justicepartage/app/composants/apercu"
	"justicepartage/app/profil"
	"justicepartage/app/systeme"
	"justicepartage/assets"
)

// version is set when the program is built, from FyneApp.toml.
var version = "0.1.0"

func main() {
	apercu.Auxiliaire() // this program may have been started by itself, to prepare the preview
	systeme.RejoindreConsole()
	ctx, arret := signal.NotifyContext(context.Background(), os.Interrupt)
	defer arret()
	p := commande.Programme{
		Version: version,
		Assets:  assets.FS,
		Entree:  os.Stdin,
		Sortie:  os.Stdout,
		Erreurs: os.Stderr,
		Horloge: time.Now,
		Fenetre: func(dossier, base string) error {
			arret() // the window has its own answer to signals
			return app.Lancer(app.Options{Version: version, Assets: assets.FS, Horloge: time.Now, Profil: profil.Profil{Dossier: dossier}, Base: base})
		},
	}
	os.Exit(p.Executer(ctx, os.Args[1:]))
}
