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
		out, err := data.NouveauReleve(svc, cle, du, au)
		if err != nil {
			return nil, err
		}
		t.tracerBase("releve", service+"/"+cle, du, au)
		for _, d := range t.filtrer(data.Filtre{Service: service}) {
			fini++
			if err := out.Ajouter(t.examiner(d), cle, d.Numero); err != nil {
				return nil, err
			}
		}
		return out, nil
	})
	if err == nil && progres != nil && fini > 0 {
		progres(0, fini)
	}
	return out, err
}
