package commande

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"justicepartage/app/demonstration"
	"justicepartage/app/profil"
)

// demo makes the demonstration base and prints one finalised report beside it.
func (p *Programme) demo(ctx context.Context, args []string) error {
	o := nouvellesOptions("demo", "sortie")
	if err := o.lire(args); err != nil {
		return err
	}
	dir := o.valeur("sortie")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	base := filepath.Join(dir, demonstration.Fichier)
	if err := demonstration.Retirer(base); err != nil {
		return err
	}
	numero, pdf, err := demonstration.Creer(ctx, p.Assets, p.Horloge, base, nil)
	if err != nil {
		return errors.Join(err, demonstration.Retirer(base))
	}
	if err := profil.EcrireFichier(filepath.Join(dir, "rapport-"+numero+".pdf"), pdf); err != nil {
		return err
	}
	fmt.Fprintf(p.Sortie, "base : %s\nidentifiant : %s\nmot de passe : %s\ndossier : %s\n", base, demonstration.Identifiant, demonstration.MotDePasse, numero)
	return nil
}
