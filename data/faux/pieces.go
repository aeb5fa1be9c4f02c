package faux

import (
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/saisie"
)

// piece is an attached file and its bytes.
type piece struct {
	data.Piece
	octets []byte
}

// AjouterPiece implements data.Pieces.
func (s pieces) AjouterPiece(ctx context.Context, numero, nom, media string, octets []byte) (int64, error) {
	a := s.appel("AjouterPiece", numero, nom, media, octets)
	nom = saisie.Ligne(nom)
	return faire(ctx, a.si(nom != "" && len(octets) > 0, data.ErrPieceVide), contenu, func(t *tx) (int64, error) {
		return uneFois(t, "piece", func() (int64, error) {
			d, err := t.trouver(numero)
			if err != nil {
				return 0, err
			}
			if err := d.Ouvert(); err != nil {
				return 0, err
			}
			t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
			p := piece{data.Piece{ID: t.id("piece"), Nom: nom, Type: media, Octets: len(octets), SHA256: data.Empreinte(octets), AjoutLe: t.le}, slices.Clone(octets)}
			d = t.changer(d)
			d.pieces = append(d.pieces, p)
			t.trace("piece", d, nom, "", p.SHA256)
			return p.ID, nil
		})
	})
}

// Pieces implements data.Pieces.
func (s pieces) Pieces(ctx context.Context, numero string) ([]data.Piece, error) {
	return faire(ctx, s.appel("Pieces", numero), contenu, func(t *tx) ([]data.Piece, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		var out []data.Piece
		for _, p := range d.pieces {
			out = append(out, p.Piece)
		}
		return out, nil
	})
}

// PieceOctets implements data.Pieces.
func (s pieces) PieceOctets(ctx context.Context, id int64) ([]byte, error) {
	return faire(ctx, s.appel("PieceOctets", id), contenu, func(t *tx) ([]byte, error) {
		for _, d := range t.visibles() {
			for _, p := range d.pieces {
				if p.ID == id {
					t.trace("lecture", d, p.Nom, "", p.SHA256)
					return slices.Clone(p.octets), nil
				}
			}
		}
		return nil, data.ErrPiece
	})
}
