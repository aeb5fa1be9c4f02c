package store

import (
	"context"
	"errors"

	"justicepartage/data/vault"
)

// constater looks at the state of a base that was just opened: what the last stop left,
// whether the audit was cut, whether a copy of the header is damaged.
func (b *Base) constater(ctx context.Context) error {
	if b.coffre == nil {
		return nil
	}
	if b.coffre.ArretBrutal() {
		var etat string
		if err := b.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&etat); err != nil {
			return err
		}
		if etat != "ok" {
			return b.abimee()
		}
		b.avis = append(b.avis, "Le programme s’était arrêté sans fermer la base. "+
			"Elle vient d’être contrôlée : elle est saine, et tout ce qui était enregistré y est.")
	}
	if b.coffre.EnteteAbime() {
		if err := b.coffre.Reecrire(); err != nil {
			return erreurCoffre(err, b.opt.Lieu)
		}
		b.avis = append(b.avis, "Une des deux copies de l’en-tête de la base était abîmée : elle a été refaite. Si cela se répète, changez de disque.")
	}
	entier, err := b.ancre(ctx)
	if err == nil && !entier {
		b.avis = append(b.avis, "Le journal d’audit ne va plus jusqu’où il allait à la dernière fermeture. "+
			"Gardez une copie de ce fichier et prévenez la responsable.")
	}
	return err
}

// abimee is what an integrity check that failed means: SQLite only tells that it did.
func (b *Base) abimee() error {
	var d *vault.Dommage
	if b.coffre != nil && errors.As(b.coffre.Derniere(), &d) {
		return erreurCoffre(d, b.opt.Lieu)
	}
	return panne("La base est abîmée. N’y écrivez plus : restaurez la dernière sauvegarde, ou essayez la réparation.",
		&vault.Dommage{Partie: vault.PartieBase, Bloc: -1, Raison: "integrity_check"})
}
