package faux

import (
	"context"
	"encoding/json"

	"justicepartage/data"
)

// Settings that are structures, kept as JSON.
const (
	cleAssociation = "association"
	cleParquet     = "parquet"
)

// Parametre implements data.Reglages.
func (s reglages) Parametre(ctx context.Context, cle string) (string, error) {
	return faire(ctx, s.appel("Parametre", cle), sansExigence, func(t *tx) (string, error) { return t.e.parametres[cle], nil })
}

// PoserParametre implements data.Reglages.
func (s reglages) PoserParametre(ctx context.Context, cle, valeur string) error {
	return poser(ctx, s.appel("PoserParametre", cle, valeur), cle, valeur)
}

func poser(ctx context.Context, d demande, cle, valeur string) error {
	return ecrire(ctx, d, administrer, func(t *tx) error {
		t.e.parametres[cle] = valeur
		t.annoncer(data.NouvelleReglages, "", "")
		t.tracerBase("parametre", cle, "", "")
		return nil
	})
}

func (t *tx) lireReglage(cle string, dest any) error {
	v := t.e.parametres[cle]
	if v == "" {
		return nil
	}
	return json.Unmarshal([]byte(v), dest)
}

func lire[T any](ctx context.Context, d demande, cle string) (T, error) {
	return faire(ctx, d, sansExigence, func(t *tx) (v T, err error) {
		err = t.lireReglage(cle, &v)
		return v, err
	})
}

func poserReglage(ctx context.Context, d demande, cle string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return poser(ctx, d, cle, string(b))
}

// Association implements data.Reglages.
func (s reglages) Association(ctx context.Context) (data.Association, error) {
	return lire[data.Association](ctx, s.appel("Association"), cleAssociation)
}

// PoserAssociation implements data.Reglages.
func (s reglages) PoserAssociation(ctx context.Context, a data.Association) error {
	return poserReglage(ctx, s.appel("PoserAssociation", a), cleAssociation, a)
}

// Parquet implements data.Reglages.
func (s reglages) Parquet(ctx context.Context) (data.Parquet, error) {
	return lire[data.Parquet](ctx, s.appel("Parquet"), cleParquet)
}

// PoserParquet implements data.Reglages.
func (s reglages) PoserParquet(ctx context.Context, p data.Parquet) error {
	return poserReglage(ctx, s.appel("PoserParquet", p), cleParquet, p)
}
