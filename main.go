// Justice et Partage keeps the case files of a justice association and prints its
// reports. This file only joins the rooms.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"justicepartage/app/commande"
	"justicepartage/assets"
)

// version is set when the program is built, from FyneApp.toml.
var version = "0.1.0"

func main() {
	ctx, arret := signal.NotifyContext(context.Background(), os.Interrupt)
	defer arret()
	p := commande.Programme{
		Version: version,
		Assets:  assets.FS,
		Entree:  os.Stdin,
		Sortie:  os.Stdout,
		Erreurs: os.Stderr,
		Horloge: time.Now,
	}
	os.Exit(p.Executer(ctx, os.Args[1:]))
}
