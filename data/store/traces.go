package store

import (
	"maps"
	"slices"

	"justicepartage/data/trame"
)

// tracerReponses writes one row of the audit per changed answer; a text that is being
// written waits until its writer is done with it.
func tracerReponses(t *tx, id int64, svc *trame.Service, a, b trame.Reponses) error {
	for _, sec := range svc.Sections {
		if trame.MemeRubrique(a[sec.Cle], b[sec.Cle]) {
			continue
		}
		av, ap := aplatir(sec, a[sec.Cle]), aplatir(sec, b[sec.Cle])
		cles := slices.Sorted(maps.Keys(av))
		for k := range ap {
			if _, ok := av[k]; !ok {
				cles = append(cles, k)
			}
		}
		slices.Sort(cles)
		for _, k := range slices.Compact(cles) {
			if av[k] == ap[k] {
				continue
			}
			if err := t.solder("dossier = ? AND objet <> ? AND compte = ?", id, k, t.compte.Login); err != nil {
				return err
			}
			if ecritEnMots(svc, k) {
				if err := retenirTexte(t, id, k, av[k], ap[k]); err != nil {
					return err
				}
				continue
			}
			if err := t.tracer(t.compte.Login, "modification", id, k, av[k], ap[k]); err != nil {
				return err
			}
			if err := garderValeur(t, svc, a, k, av[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// aplatir gives the answers of a section by path, as text. The path of a row stands for
// the row itself, that of a repeated section for the answer « there is none ».
func aplatir(sec *trame.Section, r *trame.Rubrique) map[string]string {
	out := map[string]string{}
	if r == nil {
		return out
	}
	poser := func(c trame.Chemin, valeurs map[string]any) {
		for k, v := range valeurs {
			c.Champ = k
			if champ := sec.Champ(k); champ != nil {
				out[c.String()] = trame.Ecrire(champ, v, trame.Garde)
			}
		}
	}
	poser(trame.Chemin{Section: sec.Cle}, r.Valeurs)
	if sec.Repetee && len(r.Lignes) == 0 {
		out[sec.Cle] = sec.Aucun
	}
	for _, l := range r.Lignes {
		out[sec.Cle+"."+l.ID] = "+"
		poser(trame.Chemin{Section: sec.Cle, Ligne: l.ID}, l.Valeurs)
	}
	return out
}
