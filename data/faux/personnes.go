package faux

import (
	"cmp"
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/identite"
)

// lien is the place of a person in a dossier.
type lien struct {
	role, ligne string
	personne    int64
	sur         string // how to reach them without danger
}

// lier brings the people of a dossier up to date with its answers: a person named for the
// first time is made, or the record chosen in reprises is taken up.
func (t *tx) lier(d *dossier, reprises map[string]int64) error {
	anciens := d.liens
	d.liens = nil
	for _, p := range d.derives.Gens {
		var id int64
		i := slices.IndexFunc(anciens, func(l lien) bool { return l.role == p.Role && l.ligne == p.Ligne })
		if i >= 0 {
			id = anciens[i].personne
		} else {
			if id = reprises[p.Role+"/"+p.Ligne]; id == 0 && p.Ligne == "" {
				id = reprises[p.Role]
			}
			if id != 0 {
				if numeros, _ := t.dossiersDe(id); len(numeros) == 0 {
					return data.ErrReprise
				}
			}
		}
		if id == 0 {
			id = t.id("personne")
		}
		t.maj(id, p.Personne)
		d.liens = append(d.liens, lien{p.Role, p.Ligne, id, p.Sur})
	}
	slices.SortFunc(d.liens, func(a, b lien) int { return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.ligne, b.ligne)) })
	for _, l := range anciens {
		t.oublier(l.personne)
	}
	return nil
}

// maj lays what a dossier says of a person over its record.
func (t *tx) maj(id int64, n data.Personne) {
	p := t.e.personnes[id].Reunir(n)
	p.ID = id
	t.e.personnes[id] = p
}

// oublier takes out a person whom no dossier names any more.
func (t *tx) oublier(id int64) {
	for _, d := range t.e.dossiers {
		if d.nomme(id) {
			return
		}
	}
	delete(t.e.personnes, id)
}

func (d *dossier) nomme(id int64) bool {
	return slices.ContainsFunc(d.liens, func(l lien) bool { return l.personne == id })
}

// dossiersDe tells which dossiers of a person the account may see, newest first, and whether
// there are others.
func (t *tx) dossiersDe(id int64) (l []*dossier, ailleurs bool) {
	for _, d := range slices.Backward(t.e.dossiers) {
		switch {
		case !d.nomme(id):
		case t.voit(d.Service):
			l = append(l, d)
		default:
			ailleurs = true
		}
	}
	return l, ailleurs
}

func numerosDe(l []*dossier) (out []string) {
	for _, d := range l {
		out = append(out, d.Numero)
	}
	return out
}

// vuDans is a person as dossiers tell them, the newest over the older ones.
func (t *tx) vuDans(id int64, l []*dossier) data.Personne {
	out := data.Personne{ID: id}
	for _, d := range slices.Backward(l) {
		for _, p := range data.Presents(t.examiner(d)) {
			if slices.ContainsFunc(d.liens, func(x lien) bool { return x.personne == id && x.role == p.Role && x.ligne == p.Ligne }) {
				out = out.Reunir(p.Personne)
			}
		}
	}
	return out
}

// personne is a record as the account may see it, with its dossiers.
func (t *tx) personne(id int64) (p data.Personne, l []*dossier, ailleurs bool, err error) {
	if l, ailleurs = t.dossiersDe(id); len(l) == 0 {
		return p, nil, ailleurs, data.ErrPersonne
	}
	if ailleurs {
		return t.vuDans(id, l), l, true, nil
	}
	p = t.e.personnes[id]
	p.Telephones = slices.Clone(p.Telephones)
	return p, l, false, nil
}

// Personne implements data.Personnes.
func (s personnes) Personne(ctx context.Context, id int64) (data.Personne, []string, error) {
	var numeros []string
	p, err := faire(ctx, s.appel("Personne", id), noms, func(t *tx) (data.Personne, error) {
		p, l, _, err := t.personne(id)
		numeros = numerosDe(l)
		return p, err
	})
	return p, numeros, err
}

// Gens implements data.Personnes.
func (s personnes) Gens(ctx context.Context, numero string) ([]data.Personne, error) {
	return faire(ctx, s.appel("Gens", numero), contenu, func(t *tx) ([]data.Personne, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		var out []data.Personne
		for _, l := range d.liens {
			if !slices.ContainsFunc(out, func(p data.Personne) bool { return p.ID == l.personne }) {
				vus, _ := t.dossiersDe(l.personne)
				out = append(out, t.vuDans(l.personne, vus))
			}
		}
		return out, nil
	})
}

// candidats are the records that share a key with somebody, those that share most first.
func (t *tx) candidats(qui identite.Identite) []int64 {
	cles := identite.ClesDeRapprochement(qui)
	communes := map[int64]int{}
	var ids []int64
	for id, p := range t.e.personnes {
		siennes := identite.ClesDeRapprochement(p.Identite())
		for _, c := range cles {
			if slices.Contains(siennes, c) {
				communes[id]++
			}
		}
		if communes[id] > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(communes[b]-communes[a], cmp.Compare(b, a)) })
	return ids
}

// Doublons implements data.Personnes.
func (s personnes) Doublons(ctx context.Context, qui identite.Identite, limite int) ([]data.Doublon, error) {
	return faire(ctx, s.appel("Doublons", qui, limite), noms, func(t *tx) ([]data.Doublon, error) {
		var out []data.Doublon
		alerte := false
		for _, id := range t.candidats(qui) {
			entiere := identite.Comparer(qui, t.e.personnes[id].Identite())
			if entiere.Score < identite.SeuilPossible {
				continue
			}
			// Neither the record nor the reasons tell what another service knows.
			p, l, ailleurs, err := t.personne(id)
			if r := identite.Comparer(qui, p.Identite()); err == nil && r.Score >= identite.SeuilPossible {
				out = append(out, data.Doublon{Personne: p, Score: r.Score, Raisons: r.Raisons, Dossiers: numerosDe(l), Ailleurs: ailleurs})
			} else if ailleurs && entiere.Score >= identite.SeuilProbable {
				alerte = true
			}
		}
		slices.SortStableFunc(out, func(a, b data.Doublon) int { return b.Score - a.Score })
		if alerte { // first, so that no limit cuts it
			out = append([]data.Doublon{{Ailleurs: true}}, out...)
		}
		return out[:min(len(out), max(limite, 0))], nil
	})
}

// Consignes implements data.Personnes.
func (s personnes) Consignes(ctx context.Context, numero string) ([]data.Consigne, error) {
	return faire(ctx, s.appel("Consignes", numero), contenu, func(t *tx) ([]data.Consigne, error) {
		ici, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		var out []data.Consigne
		dire := func(d *dossier) {
			for _, l := range d.liens {
				p := t.e.personnes[l.personne]
				c := data.Consigne{Nom: p.Nom, Prenoms: p.Prenoms, Texte: l.sur, Numero: d.Numero}
				if l.sur != "" && ici.nomme(l.personne) &&
					!slices.ContainsFunc(out, func(x data.Consigne) bool { c := c; c.Numero = x.Numero; return x == c }) {
					out = append(out, c)
				}
			}
		}
		dire(ici)
		for _, d := range slices.Backward(t.visibles()) {
			if d != ici {
				dire(d)
			}
		}
		return out, nil
	})
}
