package store

import (
	"context"
	"errors"

	"justicepartage/data/vault"
)

// constater looks at the state of a base that was just opened: what the last stop left,
// whether the audit was cut, whether a copy of the header is damaged.
func (s *Session) constater(ctx context.Context) error {
	if s.coffre == nil {
		return nil
	}
	if s.coffre.ArretBrutal() {
		var etat string
		if err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&etat); err != nil {
			return err
		}
		if etat != "ok" {
			return s.abimee()
		}
		s.avis = append(s.avis, "Le programme s’était arrêté sans fermer la base. Elle vient d’être contrôlée : elle est saine, et tout ce qui était enregistré y est.")
	}
	if s.coffre.EnteteAbime() {
		if err := s.coffre.Reecrire(); err != nil {
			return erreurCoffre(err, s.opt.Lieu)
		}
		s.avis = append(s.avis, "Une des deux copies de l’en-tête de la base était abîmée : elle a été refaite. Si cela se répète, changez de disque.")
	}
	entier, err := s.ancre(ctx)
	if err == nil && !entier {
		s.avis = append(s.avis, "Le journal d’audit ne va plus jusqu’où il allait à la dernière fermeture. Gardez une copie de ce fichier et prévenez la responsable.")
	}
	return err
}

// abimee is what an integrity check that failed means: SQLite only tells that it did.
func (s *Session) abimee() error {
	var d *vault.Dommage
	if s.coffre != nil && errors.As(s.coffre.Derniere(), &d) {
		return erreurCoffre(d, s.opt.Lieu)
	}
	return base("La base est abîmée. N’y écrivez plus : restaurez la dernière sauvegarde, ou essayez la réparation.",
		&vault.Dommage{Partie: vault.PartieBase, Bloc: -1, Raison: "integrity_check"})
}
