package store

import (
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Relever makes a statement of a service across its dossiers, from one day to another, both
// included. It is written to the audit: it leaves the program. progres, if not nil, is told
// how far it is; ctx stops it.
func (s releves) Relever(ctx context.Context, service, cle, du, au string, progres func(fait, total int)) (*data.Releve, error) {
	var svc *trame.Service
	err := s.lireContenu(ctx, func(t *tx) (err error) {
		if !t.voit(service) || !slices.Contains(s.Livrees(), service) {
			return data.ErrService
		}
		svc, err = t.service(service, "")
		return err
	})
	if err != nil {
		return nil, err
	}
	r := svc.Releve(cle)
	if r == nil {
		return nil, data.ErrReleve
	}
	colonnes, err := svc.ColonnesDe(r)
	if err != nil {
		return nil, err
	}
	out := &data.Releve{Titre: r.Titre, Note: r.Note, Du: du, Au: au, Colonnes: colonnes}
	var numeros []string
	err = s.lireContenu(ctx, func(t *tx) error {
		portee, args := t.porteeContenu()
		if err := t.lignes(`
			SELECT d.numero FROM dossier d WHERE d.service = ?`+portee+" ORDER BY d.numero", append([]any{service}, args...), func(scan func(...any) error) error {
			var n string
			err := scan(&n)
			numeros = append(numeros, n)
			return err
		}); err != nil {
			return err
		}
		return t.trace("releve", 0, service+"/"+cle, du, au)
	})
	if err != nil {
		return nil, err
	}
	const lot = 50 // others work meanwhile
	for i := 0; i < len(numeros); i += lot {
		if progres != nil {
			progres(i, len(numeros))
		}
		err := s.lireContenu(ctx, func(t *tx) error {
			for _, numero := range numeros[i:min(i+lot, len(numeros))] {
				d, svc, err := t.lireDossier(numero)
				if err != nil {
					return err
				}
				// The dossier is read as it was written; a version that did not know the
				// statement brings nothing to it.
				if svc.Releve(cle) == nil {
					continue
				}
				rows, err := t.examiner(d, svc).Relever(svc.Releve(cle), du, au, numero)
				if err != nil {
					return err
				}
				for _, row := range rows {
					if len(row) == len(colonnes) {
						out.Lignes = append(out.Lignes, row)
					}
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
