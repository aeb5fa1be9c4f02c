package data

import (
	"maps"
	"slices"
	"time"

	"justicepartage/data/trame"
)

// Modification is an answer that changed, as the history tells it.
type Modification struct {
	Objet        string // path of the answer, of a row, of a section
	Avant, Apres string
	EnMots       bool // a text that is typed, little by little
}

// Modifications tells what differs between two states of the answers of a service.
func Modifications(svc *trame.Service, a, b trame.Reponses) []Modification {
	var out []Modification
	for _, sec := range svc.Sections {
		if trame.MemeRubrique(a[sec.Cle], b[sec.Cle]) {
			continue
		}
		av, ap := aplatir(sec, a[sec.Cle]), aplatir(sec, b[sec.Cle])
		cles := slices.AppendSeq(slices.Collect(maps.Keys(av)), maps.Keys(ap))
		slices.Sort(cles)
		for _, k := range slices.Compact(cles) {
			if av[k] != ap[k] {
				out = append(out, Modification{Objet: k, Avant: av[k], Apres: ap[k], EnMots: ecritEnMots(svc, k)})
			}
		}
	}
	return out
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

// ecritEnMots tells whether a change is that of a text that is typed.
func ecritEnMots(svc *trame.Service, objet string) bool {
	c, err := svc.Chemin(objet)
	if err != nil || c.Champ == "" {
		return false
	}
	return svc.Section(c.Section).Champ(c.Champ).EnMots()
}

// PauseTexte is the silence after which a text that is typed counts as written.
const PauseTexte = 2 * time.Minute
