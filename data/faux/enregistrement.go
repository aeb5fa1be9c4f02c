package faux

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// cleDesaccord is an answer of an account that diverges; Par of the value is a login.
type cleDesaccord struct {
	compte int64
	chemin string
}

// desaccords are those of the account in a dossier, by path.
func (t *tx) desaccords(d *dossier) []data.Desaccord {
	var out []data.Desaccord
	for k, x := range d.desaccords {
		if k.compte != t.compte.ID {
			continue
		}
		if c, err := t.e.compteDe(x.Par); err == nil {
			x.Par = c.Nom
		}
		x.Mien = copieValeur(d.svc, k.chemin, x.Mien)
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b data.Desaccord) int { return cmp.Compare(a.Chemin, b.Chemin) })
	return out
}

// copieValeur hands an answer over: some are lists.
func copieValeur(svc *trame.Service, chemin string, v any) any {
	c, err := svc.Chemin(chemin)
	if err != nil || v == nil {
		return nil
	}
	r := trame.Reponses{}
	r.Poser(c, v)
	return r.Copie().Valeur(c)
}

// Enregistrer implements data.Dossiers.
func (s dossiers) Enregistrer(ctx context.Context, numero string, c trame.Changement) (*data.Dossier, error) {
	return faire(ctx, s.appel("Enregistrer", numero, c), contenu, func(t *tx) (*data.Dossier, error) {
		_, err := uneFois(t, "enregistrer", func() (struct{}, error) { return struct{}{}, t.enregistrer(numero, c) })
		if err != nil {
			return nil, err
		}
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		return t.vue(d), nil
	})
}

func (t *tx) enregistrer(numero string, c trame.Changement) error {
	d, err := t.trouver(numero)
	if err != nil {
		return err
	}
	if err := d.Ouvert(); err != nil {
		return err
	}
	if c, err = data.Lisible(d.svc, c); err != nil {
		return err
	}
	d = t.changer(d)
	t.tenirApart(d, c)
	r, divergences := d.svc.Fondre(d.Reponses, c)
	for _, x := range divergences {
		par := t.auteur(d, x.Chemin.String())
		t.trace("desaccord", d, x.Chemin.String(), par, "")
		d.desaccords[cleDesaccord{t.compte.ID, x.Chemin.String()}] = data.Desaccord{Chemin: x.Chemin.String(), Mien: x.Mien, Par: par}
	}
	return t.poserReponses(d, r)
}

// tenirApart takes out of a change the answers of which the account has a disagreement that
// is not settled: what it writes there stays beside the answer that stands.
func (t *tx) tenirApart(d *dossier, c trame.Changement) {
	for _, x := range t.desaccords(d) {
		chemin, err := d.svc.Chemin(x.Chemin)
		if err != nil || c.Avant[chemin.Section] == nil && c.Apres[chemin.Section] == nil ||
			chemin.Ligne != "" && c.Apres[chemin.Section].Ligne(chemin.Ligne) == nil {
			continue
		}
		k := cleDesaccord{t.compte.ID, x.Chemin}
		garde := d.desaccords[k]
		garde.Mien = c.Apres.Valeur(chemin)
		d.desaccords[k] = garde
		c.Apres.Poser(chemin, c.Avant.Valeur(chemin)) // on both sides the same: no change
	}
}

// poserReponses makes answers those of a dossier that is being changed, unless they are
// already, or frozen.
func (t *tx) poserReponses(d *dossier, r trame.Reponses) error {
	r, err := data.Canoniques(d.svc, r)
	if err != nil || bytes.Equal(d.Reponses.JSON(), r.JSON()) {
		return err
	}
	if err := d.Figees(d.svc, r); err != nil {
		return err
	}
	avant := *d
	d.Reponses = r
	return t.remplacer(&avant, d)
}

// Trancher implements data.Dossiers.
func (s dossiers) Trancher(ctx context.Context, numero, chemin string, mien bool) (*data.Dossier, error) {
	return faire(ctx, s.appel("Trancher", numero, chemin, mien), contenu, func(t *tx) (*data.Dossier, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		if err := d.Ouvert(); err != nil {
			return nil, err
		}
		k := cleDesaccord{t.compte.ID, chemin}
		x, ok := d.desaccords[k]
		if !ok { // settled already, perhaps by this very call
			return t.vue(d), nil
		}
		c, err := d.svc.Chemin(chemin)
		if err != nil {
			return nil, err
		}
		d = t.changer(d)
		delete(d.desaccords, k)
		garde, r := "celle du dossier", d.Reponses.Copie()
		if mien {
			garde = "la sienne"
			if c.Ligne == "" || r[c.Section].Ligne(c.Ligne) != nil {
				r.Poser(c, x.Mien)
			}
		}
		if err := t.poserReponses(d, r); err != nil {
			return nil, err
		}
		t.trace("desaccord-tranche", d, chemin, "", garde)
		t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
		return t.vue(d), nil
	})
}
