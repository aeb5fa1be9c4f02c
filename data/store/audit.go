package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
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
	m := maillon(precedent, le, compte, action, dossier, objet, avant, apres)
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO audit (le, compte, action, dossier, objet, avant, apres, empreinte)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		le, compte, action, dossier, objet, avant, apres, m)
	if err != nil {
		return err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return err
	}
	t.derniere = id
	return t.faire("UPDATE audit_ancre SET dernier = ?, empreinte = ?, sceau = ? WHERE id = 1", id, m, t.b.sceauAudit(id, m))
}

// sceauAudit seals the end of the audit with a key of the vault.
func (b *Base) sceauAudit(id int64, empreinte []byte) []byte {
	if b.coffre == nil {
		return []byte{}
	}
	return b.coffre.Sceau(append(binary.BigEndian.AppendUint64([]byte("audit"), uint64(id)), empreinte...))
}

func (b *Base) finAudit(ctx context.Context) (id int64, empreinte []byte, err error) {
	err = b.db.QueryRowContext(ctx, "SELECT id, empreinte FROM audit ORDER BY id DESC LIMIT 1").Scan(&id, &empreinte)
	if estIntrouvable(err) {
		err = nil
	}
	return id, empreinte, b.traduire(err)
}

// ancrer keeps the end of the audit in the root of the vault.
func (b *Base) ancrer() error {
	id, empreinte, err := b.finAudit(context.Background())
	if err != nil {
		return err
	}
	a := b.coffre.Ancre()
	binary.BigEndian.PutUint64(a[:], uint64(id))
	copy(a[8:40], empreinte)
	return erreurCoffre(b.coffre.PoserAncre(a), b.opt.Lieu)
}

// ancre checks that the audit still goes as far as it went when the base was closed.
func (b *Base) ancre(ctx context.Context) (bool, error) {
	if b.coffre == nil {
		return true, nil
	}
	a := b.coffre.Ancre()
	id := int64(binary.BigEndian.Uint64(a[:]))
	if id == 0 {
		return true, nil
	}
	var empreinte []byte
	err := b.db.QueryRowContext(ctx, "SELECT empreinte FROM audit WHERE id = ?", id).Scan(&empreinte)
	if err != nil && !estIntrouvable(err) {
		return false, b.traduire(err)
	}
	return subtle.ConstantTimeCompare(empreinte, a[8:40]) == 1, nil
}

// trace is tracer for the account of the session.
func (t *tx) trace(action string, dossier int64, objet, avant, apres string) error {
	if dossier != 0 { // what the account was writing comes before what follows it
		if err := t.solder("dossier = ? AND compte = ?", dossier, t.compte.Login); err != nil {
			return err
		}
	}
	return t.tracer(t.compte.Login, action, dossier, objet, avant, apres)
}

// Historique returns what was done to a dossier, oldest first.
func (s historique) Historique(ctx context.Context, numero string) ([]data.Trace, error) {
	var out []data.Trace
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		if err := t.solder("dossier = ? AND compte = ?", d.ID, t.compte.Login); err != nil {
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
func (b *Base) VerifierAudit(ctx context.Context) error {
	return b.ecrire(ctx, func(t *tx) error {
		var precedent []byte
		attendu := int64(1)
		err := t.lignes("SELECT id, le, compte, action, dossier, objet, avant, apres, empreinte FROM audit ORDER BY id", nil, func(scan func(...any) error) error {
			var id, dossier int64
			var le, compte, action, objet, avant, apres string
			var empreinte []byte
			if err := scan(&id, &le, &compte, &action, &dossier, &objet, &avant, &apres, &empreinte); err != nil {
				return err
			}
			if id != attendu || subtle.ConstantTimeCompare(empreinte, maillon(precedent, le, compte, action, dossier, objet, avant, apres)) != 1 {
				return panne(fmt.Sprintf("Le journal d’audit a été altéré : la ligne %d ne suit pas la précédente. "+
					"Gardez ce fichier à part et prévenez la responsable.", attendu), nil)
			}
			precedent, attendu = empreinte, id+1
			return nil
		})
		if err != nil {
			return err
		}
		var dernier int64
		var fin, sceau []byte
		if err := t.un([]any{&dernier, &fin, &sceau}, "SELECT dernier, empreinte, sceau FROM audit_ancre WHERE id = 1"); err != nil && !estIntrouvable(err) {
			return err
		}
		if dernier != attendu-1 || !bytes.Equal(fin, precedent) || subtle.ConstantTimeCompare(sceau, b.sceauAudit(dernier, fin)) != 1 {
			return panne(fmt.Sprintf("Le journal d’audit a été altéré : des lignes manquent à la fin (il s’arrête à %d). "+
				"Gardez ce fichier à part et prévenez la responsable.", attendu-1), nil)
		}
		return nil
	})
}
