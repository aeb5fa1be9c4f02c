package faux

import (
	"context"

	"justicepartage/data"
)

// Relever implements data.Releves.
func (s releves) Relever(ctx context.Context, service, cle, du, au string, progres func(fait, total int)) (*data.Releve, error) {
	var fini int
	out, err := faire(ctx, s.appel("Relever", service, cle, du, au), contenu, func(t *tx) (*data.Releve, error) {
		svc := t.e.catalogue.Services[service]
		if svc == nil || !t.voit(service) {
			return nil, data.ErrService
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
		t.tracerBase("releve", service+"/"+cle, du, au)
		for _, d := range t.filtrer(data.Filtre{Service: service}) {
			fini++
			// A version that did not know the statement brings nothing to it.
			r := d.svc.Releve(cle)
			if r == nil {
				continue
			}
			lignes, err := t.examiner(d).Relever(r, du, au, d.Numero)
			if err != nil {
				return nil, err
			}
			for _, l := range lignes {
				if len(l) == len(colonnes) {
					out.Lignes = append(out.Lignes, l)
				}
			}
		}
		return out, nil
	})
	if err == nil && progres != nil && fini > 0 {
		progres(0, fini)
	}
	return out, err
}
