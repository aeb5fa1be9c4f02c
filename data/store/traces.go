package store

import (
	"justicepartage/data"
	"justicepartage/data/trame"
)

// tracerReponses writes one row of the audit per changed answer; a text that is being
// written waits until its writer is done with it.
func tracerReponses(t *tx, id int64, svc *trame.Service, a, b trame.Reponses) error {
	for _, m := range data.Modifications(svc, a, b) {
		if err := t.solder("dossier = ? AND objet <> ? AND compte = ?", id, m.Objet, t.compte.Login); err != nil {
			return err
		}
		if m.EnMots {
			if err := retenirTexte(t, id, m.Objet, m.Avant, m.Apres); err != nil {
				return err
			}
			continue
		}
		if err := t.tracer(t.compte.Login, "modification", id, m.Objet, m.Avant, m.Apres); err != nil {
			return err
		}
		if err := garderValeur(t, svc, a, m.Objet, m.Avant); err != nil {
			return err
		}
	}
	return nil
}
