package store

import "context"

// Reprise returns the section of a dossier where the account was last, "" for none.
func (s dossiers) Reprise(ctx context.Context, numero string) (string, error) {
	var section string
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		err = t.un([]any{&section}, "SELECT section FROM reprise WHERE compte = ? AND dossier = ?", t.compte.ID, d.ID)
		if estIntrouvable(err) {
			return nil
		}
		return err
	})
	return section, err
}

// PoserReprise keeps where the account is in a dossier.
func (s dossiers) PoserReprise(ctx context.Context, numero, section string) error {
	return s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		return t.faire(`
			INSERT INTO reprise (compte, dossier, section) VALUES (?, ?, ?) ON CONFLICT (compte, dossier) DO UPDATE
			SET section = excluded.section`, t.compte.ID, d.ID, section)
	})
}
