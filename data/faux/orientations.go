package faux

import (
	"context"
	"slices"

	"justicepartage/data"
)

// Orientations implements data.Dossiers.
func (s dossiers) Orientations(ctx context.Context, numero string) (map[string]string, error) {
	return faire(ctx, s.appel("Orientations", numero), contenu, func(t *tx) (map[string]string, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		out := map[string]string{}
		for cle, id := range d.orientations {
			out[cle] = t.numeroVu(t.e.dossiers[id-1])
		}
		return out, nil
	})
}

// numeroVu is the number of a dossier, "" when the account does not see it.
func (t *tx) numeroVu(d *dossier) string {
	if !t.voit(d.Service) {
		return ""
	}
	return d.Numero
}

// Orienter implements data.Dossiers.
func (s dossiers) Orienter(ctx context.Context, numero, id string) (string, error) {
	return faire(ctx, s.appel("Orienter", numero, id), contenu, func(t *tx) (string, error) {
		return uneFois(t, "orienter", func() (string, error) { return t.orienter(numero, id) })
	})
}

func (t *tx) orienter(numero, id string) (string, error) {
	d, err := t.trouver(numero)
	if err != nil {
		return "", err
	}
	if err := d.Ouvert(); err != nil {
		return "", err
	}
	ex := t.examiner(d)
	o, err := data.OrientationProposee(ex, id)
	if err != nil {
		return "", err
	}
	if d.orientations[id] != 0 {
		return "", data.ErrOrientee
	}
	referent, err := t.referent(o.Vers)
	if err != nil {
		return "", err
	}
	autre := t.e.catalogue.Services[o.Vers]
	if autre == nil {
		return "", data.ErrService
	}
	r, err := ex.Transmises(o, autre)
	if err != nil {
		return "", err
	}
	reprises := map[string]int64{}
	de, vers := data.RolesOrientes(d.svc, autre, o)
	if i := slices.IndexFunc(d.liens, func(l lien) bool { return l.role == de && l.ligne == o.Ligne }); i >= 0 && vers != "" {
		reprises[vers] = d.liens[i].personne
	}
	nouveau, err := t.ouvrir(autre, r, reprises, referent)
	if err != nil {
		return "", err
	}
	d = t.changer(d)
	d.orientations[id] = nouveau.ID
	t.trace("orientation", d, o.Titre, "", autre.Titre)
	t.trace("orientation-recue", nouveau, o.Titre, "", d.svc.Titre)
	return t.numeroVu(nouveau), nil
}

// referent is who takes a dossier of a service: oneself, or the first account that sees it.
func (t *tx) referent(service string) (int64, error) {
	if t.voit(service) {
		return t.compte.ID, nil
	}
	for _, c := range t.e.comptes {
		if c.RetireLe == "" && c.ContenuPermis() == nil && c.Voit(service, t.e.catalogue.Reserves) {
			return c.ID, nil
		}
	}
	return 0, data.ErrSansCompte
}
