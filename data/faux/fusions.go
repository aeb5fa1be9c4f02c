package faux

import (
	"context"
	"fmt"
	"slices"

	"justicepartage/data"
)

// fusion is two records made one, and what it takes to part them.
type fusion struct {
	data.Fusion
	avant   data.Personne // the kept record, before
	liens   []lienDossier
	annulee bool
}

type lienDossier struct {
	lien
	dossier int64
}

// accessible refuses what touches a person of whom dossiers lie in services that the account
// does not see: their place there would be changed unseen.
func (t *tx) accessible(id int64) (data.Personne, []*dossier, error) {
	p, l, ailleurs, err := t.personne(id)
	if err == nil && ailleurs {
		err = data.ErrPersonneAilleurs
	}
	return p, l, err
}

// passer gives the place of a person in a dossier to another record.
func (t *tx) passer(l lienDossier, de, vers int64) {
	d := t.changer(t.e.dossiers[l.dossier-1])
	for i, x := range d.liens {
		if x.role == l.role && x.ligne == l.ligne && x.personne == de {
			d.liens[i].personne = vers
		}
	}
}

// Fusionner implements data.Personnes.
func (s personnes) Fusionner(ctx context.Context, garder, fondre int64) (data.Fusion, error) {
	return faire(ctx, s.appel("Fusionner", garder, fondre), contenu, func(t *tx) (data.Fusion, error) {
		return uneFois(t, "Fusionner", func() (data.Fusion, error) { return t.fusionner(garder, fondre) })
	})
}

func (t *tx) fusionner(garder, fondre int64) (out data.Fusion, err error) {
	if garder == fondre {
		return out, data.ErrMemeFiche
	}
	g, _, err := t.accessible(garder)
	if err != nil {
		return out, err
	}
	f, l, err := t.accessible(fondre)
	if err != nil {
		return out, err
	}
	x := fusion{avant: g, Fusion: data.Fusion{ID: int64(len(t.e.fusions)) + 1, Gardee: garder, Fondue: f, Dossiers: numerosDe(l), Le: t.le}}
	for _, d := range slices.Backward(l) {
		for _, y := range d.liens {
			if y.personne == fondre {
				x.liens = append(x.liens, lienDossier{y, d.ID})
			}
		}
	}
	for _, y := range x.liens {
		t.passer(y, fondre, garder)
		t.trace("fusion-personnes", t.e.dossiers[y.dossier-1], y.role, fmt.Sprint(fondre), fmt.Sprint(garder))
	}
	t.maj(garder, f.Reunir(g)) // what the kept record says wins
	t.oublier(fondre)
	t.e.fusions = append(t.e.fusions, x)
	return x.vue(), nil
}

func (x fusion) vue() data.Fusion {
	v := x.Fusion
	v.Dossiers, v.Fondue.Telephones = slices.Clone(v.Dossiers), slices.Clone(v.Fondue.Telephones)
	return v
}

// AnnulerFusion implements data.Personnes.
func (s personnes) AnnulerFusion(ctx context.Context, id int64) error {
	return ecrire(ctx, s.appel("AnnulerFusion", id), contenu, func(t *tx) error {
		if id < 1 || id > int64(len(t.e.fusions)) || t.e.fusions[id-1].annulee {
			return data.ErrFusion
		}
		x := t.e.fusions[id-1]
		if _, _, err := t.accessible(x.Gardee); err != nil {
			return err
		}
		t.maj(x.Fondue.ID, x.Fondue)
		for _, y := range x.liens {
			t.passer(y, x.Gardee, x.Fondue.ID)
			t.trace("fusion-annulee", t.e.dossiers[y.dossier-1], y.role, fmt.Sprint(x.Gardee), fmt.Sprint(x.Fondue.ID))
		}
		// The record that stayed is again what its own dossiers say of it.
		t.e.personnes[x.Gardee] = x.avant
		l, _ := t.dossiersDe(x.Gardee)
		t.maj(x.Gardee, t.vuDans(x.Gardee, l))
		x.annulee = true
		t.e.fusions[id-1] = x
		return nil
	})
}

// Fusions implements data.Personnes.
func (s personnes) Fusions(ctx context.Context, personne int64) ([]data.Fusion, error) {
	return faire(ctx, s.appel("Fusions", personne), contenu, func(t *tx) ([]data.Fusion, error) {
		if l, _ := t.dossiersDe(personne); len(l) == 0 {
			return nil, data.ErrPersonne
		}
		var out []data.Fusion
		for _, x := range slices.Backward(t.e.fusions) {
			if x.Gardee == personne && !x.annulee {
				v := x.vue()
				v.Dossiers = nil // told once, when it is made
				out = append(out, v)
			}
		}
		return out, nil
	})
}
