package store

import (
	"context"
	"encoding/json"
	"fmt"

	"justicepartage/data"
)

// Parametre returns a setting, "" when it was never set.
func (s *Session) Parametre(ctx context.Context, cle string) (string, error) {
	var v string
	err := s.ecrire(ctx, func(t *tx) error {
		if err := t.un([]any{&v}, "SELECT valeur FROM parametre WHERE cle = ?", cle); !estIntrouvable(err) {
			return err
		}
		return nil
	})
	return v, err
}

// PoserParametre changes a setting. Only a responsable may.
func (s *Session) PoserParametre(ctx context.Context, cle, valeur string) error {
	if err := s.responsable(); err != nil {
		return err
	}
	return s.ecrire(ctx, func(t *tx) error {
		err := t.faire("INSERT INTO parametre (cle, valeur) VALUES (?, ?) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur", cle, valeur)
		if err != nil {
			return err
		}
		return t.trace("parametre", 0, cle, "", "")
	})
}

// Settings that are structures, kept as JSON.
const (
	cleAssociation = "association"
	cleParquet     = "parquet"
)

func (s *Session) lireReglage(ctx context.Context, cle string, dest any) error {
	v, err := s.Parametre(ctx, cle)
	if err != nil || v == "" {
		return err
	}
	return json.Unmarshal([]byte(v), dest)
}

func (s *Session) poserReglage(ctx context.Context, cle string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.PoserParametre(ctx, cle, string(b))
}

// Association returns what the letterhead says; it is empty until it is set.
func (s *Session) Association(ctx context.Context) (a data.Association, err error) {
	err = s.lireReglage(ctx, cleAssociation, &a)
	return a, err
}

// PoserAssociation sets what the letterhead says. Only a responsable may.
func (s *Session) PoserAssociation(ctx context.Context, a data.Association) error {
	return s.poserReglage(ctx, cleAssociation, a)
}

// Parquet returns the authority the association works with most; it is empty until it is
// set.
func (s *Session) Parquet(ctx context.Context) (p data.Parquet, err error) {
	err = s.lireReglage(ctx, cleParquet, &p)
	return p, err
}

// PoserParquet sets it. Only a responsable may.
func (s *Session) PoserParquet(ctx context.Context, p data.Parquet) error {
	return s.poserReglage(ctx, cleParquet, p)
}

// Verifier checks the whole base: the file, its links, the audit, the documents.
func (s *Session) Verifier(ctx context.Context) error {
	err := s.ecrire(ctx, func(t *tx) error {
		var etat string
		if err := t.un([]any{&etat}, "PRAGMA integrity_check(1)"); err != nil {
			return err
		}
		if etat != "ok" {
			return s.abimee()
		}
		perdus := 0
		if err := t.lignes("PRAGMA foreign_key_check", nil, func(func(...any) error) error { perdus++; return nil }); err != nil {
			return err
		}
		if perdus > 0 {
			return base(fmt.Sprintf("Des liens de la base sont rompus (%d). Restaurez la dernière sauvegarde.", perdus), nil)
		}
		for _, table := range []string{"document", "piece"} {
			if err := t.verifierOctets(table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.VerifierAudit(ctx)
}

// verifierOctets compares the kept bytes of a table with their SHA-256.
func (t *tx) verifierOctets(table string) error {
	return t.lignes("SELECT id, octets, sha256 FROM "+table+" ORDER BY id", nil, func(scan func(...any) error) error {
		var id int64
		var octets []byte
		var sha string
		if err := scan(&id, &octets, &sha); err != nil {
			return err
		}
		if empreinte(octets) != sha {
			return base(fmt.Sprintf("Un fichier conservé (%s n° %d) a été altéré. Restaurez une sauvegarde et prévenez la responsable.", table, id), nil)
		}
		return nil
	})
}
