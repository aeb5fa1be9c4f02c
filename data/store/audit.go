package store

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"

	"justicepartage/data"
)

// The audit is append-only: triggers refuse changes, and each row carries the hash of
// the one before, so that a row altered or taken out behind our back is found.

func maillon(precedent []byte, le, compte, action string, dossier int64, objet, avant, apres string) []byte {
	h := sha256.New()
	h.Write(precedent)
	for _, s := range []string{le, compte, action, fmt.Sprint(dossier), objet, avant, apres} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return h.Sum(nil)
}

// tracer writes a row of the audit.
func (t *tx) tracer(compte, action string, dossier int64, objet, avant, apres string) error {
	var precedent []byte
	if err := t.un([]any{&precedent}, "SELECT empreinte FROM audit ORDER BY id DESC LIMIT 1"); err != nil && !estIntrouvable(err) {
		return err
	}
	le := instant(t.le)
	return t.faire(`
		INSERT INTO audit (le, compte, action, dossier, objet, avant, apres, empreinte)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		le, compte, action, dossier, objet, avant, apres, maillon(precedent, le, compte, action, dossier, objet, avant, apres))
}

// trace is tracer for the account of the session.
func (t *tx) trace(action string, dossier int64, objet, avant, apres string) error {
	return t.tracer(t.s.Compte().Login, action, dossier, objet, avant, apres)
}

// Historique returns what was done to a dossier, oldest first.
func (s *Session) Historique(ctx context.Context, numero string) ([]data.Trace, error) {
	var out []data.Trace
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.entete(numero)
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT id, le, compte, action, objet, avant, apres
			FROM audit
			WHERE dossier = ?
			ORDER BY id`, []any{d.ID}, func(scan func(...any) error) error {
			tr := data.Trace{Numero: numero}
			var le string
			err := scan(&tr.ID, &le, &tr.Compte, &tr.Action, &tr.Objet, &tr.Avant, &tr.Apres)
			tr.Le = lireInstant(le)
			out = append(out, tr)
			return err
		})
	})
	return out, err
}

// VerifierAudit walks the chain. A row that was altered, added or taken out breaks it.
func (s *Session) VerifierAudit(ctx context.Context) error {
	return s.ecrire(ctx, func(t *tx) error {
		var precedent []byte
		attendu := int64(1)
		return t.lignes("SELECT id, le, compte, action, dossier, objet, avant, apres, empreinte FROM audit ORDER BY id", nil, func(scan func(...any) error) error {
			var id, dossier int64
			var le, compte, action, objet, avant, apres string
			var empreinte []byte
			if err := scan(&id, &le, &compte, &action, &dossier, &objet, &avant, &apres, &empreinte); err != nil {
				return err
			}
			if id != attendu || subtle.ConstantTimeCompare(empreinte, maillon(precedent, le, compte, action, dossier, objet, avant, apres)) != 1 {
				return base(fmt.Sprintf("Le journal d’audit a été altéré : la ligne %d ne suit pas la précédente. Gardez ce fichier à part et prévenez la responsable.", attendu), nil)
			}
			precedent, attendu = empreinte, id+1
			return nil
		})
	})
}
