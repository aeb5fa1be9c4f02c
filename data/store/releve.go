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
	out, err := data.NouveauReleve(svc, cle, du, au)
	if err != nil {
		return nil, err
	}
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
				if err := out.Ajouter(t.examiner(d, svc), cle, numero); err != nil {
					return err
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
