package store

import (
	"context"

	"justicepartage/data"
	"justicepartage/data/saisie"
)

// AjouterPiece attaches a file to a dossier.
func (s pieces) AjouterPiece(ctx context.Context, numero, nom, media string, octets []byte) (int64, error) {
	nom = saisie.Ligne(nom)
	if nom == "" || len(octets) == 0 {
		return 0, data.ErrPieceVide
	}
	var id int64
	err := s.lireContenu(ctx, func(t *tx) error {
		return uneFois(t, "AjouterPiece", &id, func() (err error) {
			id, err = ajouterPiece(t, numero, nom, media, octets)
			return err
		})
	})
	return id, err
}

func ajouterPiece(t *tx, numero, nom, media string, octets []byte) (id int64, err error) {
	d, err := t.reconnaitre(numero)
	if err != nil {
		return 0, err
	}
	if err := d.Ouvert(); err != nil {
		return 0, err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	res, err := t.ExecContext(t.ctx, "INSERT INTO piece (dossier, nom, type, octets, sha256, ajout_le) VALUES (?, ?, ?, ?, ?, ?)",
		d.ID, nom, media, octets, data.Empreinte(octets), instant(t.le))
	if err != nil {
		return 0, err
	}
	if id, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	return id, t.trace("piece", d.ID, nom, "", data.Empreinte(octets))
}

// Pieces lists the files attached to a dossier, oldest first.
func (s pieces) Pieces(ctx context.Context, numero string) ([]data.Piece, error) {
	var out []data.Piece
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT id, nom, type, length(octets), sha256, ajout_le FROM piece WHERE dossier = ? ORDER BY id`, []any{d.ID}, func(scan func(...any) error) error {
			var p data.Piece
			var le string
			err := scan(&p.ID, &p.Nom, &p.Type, &p.Octets, &p.SHA256, &le)
			p.AjoutLe = lireInstant(le)
			out = append(out, p)
			return err
		})
	})
	return out, err
}

// PieceOctets returns the bytes of an attached file; the reading is written to the audit.
func (s pieces) PieceOctets(ctx context.Context, id int64) ([]byte, error) {
	var octets []byte
	err := s.lireContenu(ctx, func(t *tx) error {
		portee, args := t.porteeContenu()
		var dossier int64
		var nom, sha string
		err := t.un([]any{&octets, &dossier, &nom, &sha}, `
			SELECT p.octets, p.dossier, p.nom, p.sha256 FROM piece p JOIN dossier d ON d.id = p.dossier WHERE p.id = ?`+portee, append([]any{id}, args...)...)
		if estIntrouvable(err) {
			return data.ErrPiece
		}
		if err != nil {
			return err
		}
		if data.Empreinte(octets) != sha {
			return panne("Cette pièce a été altérée depuis son ajout : son empreinte ne correspond plus. Restaurez une sauvegarde et prévenez la responsable.", nil)
		}
		return t.trace("lecture", dossier, nom, "", sha)
	})
	if err != nil {
		return nil, err
	}
	return octets, nil
}
