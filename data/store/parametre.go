package store

import (
	"context"
	"encoding/json"
	"fmt"

	"justicepartage/data"
)

// Parametre returns a setting, "" when it was never set.
func (s reglages) Parametre(ctx context.Context, cle string) (string, error) {
	var v string
	err := s.ecrire(ctx, func(t *tx) (err error) {
		v, err = parametre(t, cle)
		return err
	})
	return v, err
}

func parametre(t *tx, cle string) (string, error) {
	var v string
	err := t.un([]any{&v}, "SELECT valeur FROM parametre WHERE cle = ?", cle)
	if estIntrouvable(err) {
		return "", nil
	}
	return v, err
}

func poserParametre(t *tx, cle, valeur string) error {
	err := t.faire("INSERT INTO parametre (cle, valeur) VALUES (?, ?) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur", cle, valeur)
	if err != nil {
		return err
	}
	t.annoncer(data.NouvelleReglages, "", "")
	return t.trace("parametre", 0, cle, "", "")
}

// PoserParametre changes a setting. Only a responsable may.
func (s reglages) PoserParametre(ctx context.Context, cle, valeur string) error {
	return s.administrer(ctx, func(t *tx) error { return poserParametre(t, cle, valeur) })
}

// Settings that are structures, kept as JSON.
const (
	cleAssociation = "association"
	cleParquet     = "parquet"
)

func lireReglage(t *tx, cle string, dest any) error {
	v, err := parametre(t, cle)
	if err != nil || v == "" {
		return err
	}
	return json.Unmarshal([]byte(v), dest)
}

func (s reglages) lire(ctx context.Context, cle string, dest any) error {
	return s.ecrire(ctx, func(t *tx) error { return lireReglage(t, cle, dest) })
}

func (s reglages) poser(ctx context.Context, cle string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.PoserParametre(ctx, cle, string(b))
}

// Association returns what the letterhead says; it is empty until it is set.
func (s reglages) Association(ctx context.Context) (a data.Association, err error) {
	err = s.lire(ctx, cleAssociation, &a)
	return a, err
}

// PoserAssociation sets what the letterhead says. Only a responsable may.
func (s reglages) PoserAssociation(ctx context.Context, a data.Association) error {
	return s.poser(ctx, cleAssociation, a)
}

// Parquet returns the authority the association works with most; it is empty until it is
// set.
func (s reglages) Parquet(ctx context.Context) (p data.Parquet, err error) {
	err = s.lire(ctx, cleParquet, &p)
	return p, err
}

// PoserParquet sets it. Only a responsable may.
func (s reglages) PoserParquet(ctx context.Context, p data.Parquet) error {
	return s.poser(ctx, cleParquet, p)
}

// Verifier checks the whole base: the file, its links, the audit, the documents.
func (b *Base) Verifier(ctx context.Context) error {
	err := b.ecrire(ctx, func(t *tx) error {
		var etat string
		if err := t.un([]any{&etat}, "PRAGMA integrity_check(1)"); err != nil {
			return err
		}
		if etat != "ok" {
			return b.abimee()
		}
		perdus := 0
		if err := t.lignes("PRAGMA foreign_key_check", nil, func(func(...any) error) error { perdus++; return nil }); err != nil {
			return err
		}
		if perdus > 0 {
			return panne(fmt.Sprintf("Des liens de la base sont rompus (%d). Restaurez la dernière sauvegarde.", perdus), nil)
		}
		for _, table := range []string{"document", "piece"} {
			if err := verifierOctets(t, table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.VerifierAudit(ctx)
}

// verifierOctets compares the kept bytes of a table with their SHA-256.
func verifierOctets(t *tx, table string) error {
	return t.lignes("SELECT id, octets, sha256 FROM "+table+" ORDER BY id", nil, func(scan func(...any) error) error {
		var id int64
		var octets []byte
		var sha string
		if err := scan(&id, &octets, &sha); err != nil {
			return err
		}
		if data.Empreinte(octets) != sha {
			return panne(fmt.Sprintf("Un fichier conservé (%s n° %d) a été altéré. Restaurez une sauvegarde et prévenez la responsable.", table, id), nil)
		}
		return nil
	})
}
