package trame

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Several people may write in one dossier. What each of them sends is a change: the
// sections they touched, as they were when they started and as they are now. Rules of
// the merge:
//   - an answer changed by one alone is that one's; the same value written by both is no
//     disagreement;
//   - the same answer changed by both diverges: the one already there stays, the other is
//     told, and nothing chooses for people;
//   - a row edited by one and removed by the other stays: what was written wins over what
//     was taken away. So does a row over « there is none »;
//   - what names a row that is gone no longer names it.

// Changement is what one writer changed: the touched sections before and after. A section
// that is absent from one side was, or is, unanswered.
type Changement struct {
	Avant, Apres Reponses
}

// Vide tells whether nothing changed.
func (c Changement) Vide() bool { return len(c.Avant) == 0 && len(c.Apres) == 0 }

// Divergence is an answer that two people changed, each in their own way. nil is unanswered.
type Divergence struct {
	Chemin Chemin
	Avant  any // what both started from
	Leur   any // what stands in the dossier
	Mien   any // what the change would have made of it
}

// Comparer gives the change that leads from answers to others. Both are read only; the
// change shares nothing with them.
func (s *Service) Comparer(de, vers Reponses) Changement {
	c := Changement{Avant: Reponses{}, Apres: Reponses{}}
	for _, sec := range s.Sections {
		a, b := de[sec.Cle], vers[sec.Cle]
		if MemeRubrique(a, b) {
			continue
		}
		if a != nil {
			c.Avant[sec.Cle] = a.Copie()
		}
		if b != nil {
			c.Apres[sec.Cle] = b.Copie()
		}
	}
	return c
}

// MemeRubrique compares two sections. A form where everything was taken back is as one
// never answered; « there is none » is an answer.
func MemeRubrique(a, b *Rubrique) bool {
	rien := func(r *Rubrique) bool { return r == nil || !r.repetee && len(r.Valeurs) == 0 }
	if rien(a) || rien(b) {
		return rien(a) && rien(b)
	}
	return memesValeurs(a.Valeurs, b.Valeurs) && slices.EqualFunc(a.Lignes, b.Lignes, func(x, y *Ligne) bool {
		return x.ID == y.ID && memesValeurs(x.Valeurs, y.Valeurs)
	})
}

func memesValeurs(a, b map[string]any) bool { return len(a) == len(b) && maps.EqualFunc(a, b, egales) }

func egales(a, b any) bool { return reflect.DeepEqual(a, b) }

// Fondre lays a change over answers that others may have changed meanwhile. The answers
// are read only. Divergences are in the order of the form; those answers are left as they
// stand.
func (s *Service) Fondre(r Reponses, c Changement) (Reponses, []Divergence) {
	out := r.Copie()
	f := fonte{r: out}
	for _, sec := range s.Sections {
		de, vers := c.Avant[sec.Cle], c.Apres[sec.Cle]
		switch {
		case MemeRubrique(de, vers):
		case sec.Repetee:
			f.lignes(sec, de, vers)
		default:
			f.fiche(sec, de, vers)
		}
	}
	s.oublierPerdues(out)
	return out, f.divergences
}

// fonte is a merge under way.
type fonte struct {
	r           Reponses
	divergences []Divergence
}

func (f *fonte) fiche(sec *Section, de, vers *Rubrique) {
	ici := f.r[sec.Cle]
	if ici == nil {
		ici = &Rubrique{}
		f.r[sec.Cle] = ici
	}
	if ici.Valeurs == nil {
		ici.Valeurs = map[string]any{}
	}
	f.valeurs(sec, Chemin{Section: sec.Cle}, ici.Valeurs, valeursDe(de), valeursDe(vers))
	if len(ici.Valeurs) == 0 {
		delete(f.r, sec.Cle)
	}
}

func valeursDe(r *Rubrique) map[string]any {
	if r == nil {
		return nil
	}
	return r.Valeurs
}

// valeurs makes on one form the changes of its answers.
func (f *fonte) valeurs(sec *Section, ou Chemin, ici, de, vers map[string]any) {
	for _, champ := range sec.Champs {
		k := champ.Cle
		if egales(de[k], vers[k]) {
			continue
		}
		if leur := ici[k]; !egales(leur, de[k]) && !egales(leur, vers[k]) {
			ou.Champ = k
			f.divergences = append(f.divergences, Divergence{Chemin: ou, Avant: de[k], Leur: leur, Mien: vers[k]})
			continue
		}
		if vers[k] == nil {
			delete(ici, k)
		} else {
			ici[k] = copieValeur(vers[k])
		}
	}
}

func copieValeur(v any) any {
	if l, ok := v.([]string); ok {
		return slices.Clone(l)
	}
	return v
}

// lignes makes on a repeated section the changes of its rows.
func (f *fonte) lignes(sec *Section, de, vers *Rubrique) {
	for _, avant := range lignesDe(de) {
		ici := f.r[sec.Cle].Ligne(avant.ID)
		if vers.Ligne(avant.ID) == nil && ici != nil && memesValeurs(ici.Valeurs, avant.Valeurs) {
			// What names it forgets it at the end: the sections that follow are compared as they were.
			rub := f.r[sec.Cle]
			rub.Lignes = slices.DeleteFunc(rub.Lignes, func(l *Ligne) bool { return l.ID == avant.ID })
			if len(rub.Lignes) == 0 {
				delete(f.r, sec.Cle)
			}
		}
	}
	precedente := ""
	for _, l := range lignesDe(vers) {
		f.ligne(sec, de.Ligne(l.ID), l, precedente)
		precedente = l.ID
	}
	rub := f.r[sec.Cle]
	switch {
	case rub != nil && len(rub.Lignes) > 0:
	case vers != nil && len(vers.Lignes) == 0: // « there is none », and nobody says otherwise
		f.r.DireAucun(sec.Cle)
	case vers == nil && rub != nil && de != nil && len(de.Lignes) == 0: // « there is none » was taken back
		delete(f.r, sec.Cle)
	}
}

func lignesDe(r *Rubrique) []*Ligne {
	if r == nil {
		return nil
	}
	return r.Lignes
}

// ligne brings one row of the change: avant is nil when the change added it.
func (f *fonte) ligne(sec *Section, avant, l *Ligne, precedente string) {
	if ici := f.r[sec.Cle].Ligne(l.ID); ici != nil {
		var de map[string]any
		if avant != nil {
			de = avant.Valeurs
		}
		if ici.Valeurs == nil {
			ici.Valeurs = map[string]any{}
		}
		f.valeurs(sec, Chemin{Section: sec.Cle, Ligne: l.ID}, ici.Valeurs, de, l.Valeurs)
		return
	}
	if avant != nil && memesValeurs(avant.Valeurs, l.Valeurs) {
		return // untouched here, removed by another
	}
	if f.r[sec.Cle] == nil {
		f.r[sec.Cle] = &Rubrique{}
	}
	rub := f.r[sec.Cle]
	rub.repetee = true
	i := len(rub.Lignes)
	if k := slices.IndexFunc(rub.Lignes, func(x *Ligne) bool { return x.ID == precedente }); k >= 0 {
		i = k + 1
	}
	valeurs := copieValeurs(l.Valeurs)
	if valeurs == nil {
		valeurs = map[string]any{}
	}
	rub.Lignes = slices.Insert(rub.Lignes, i, &Ligne{ID: l.ID, Valeurs: valeurs})
}

// oublierPerdues takes out of the answers the names of rows that are not there.
func (s *Service) oublierPerdues(r Reponses) {
	s.chaqueDesignation(r, func(c *Champ, valeurs map[string]any) {
		ids := enIDs(valeurs[c.Cle])
		reste := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return r[c.Parmi].Ligne(id) == nil })
		if len(reste) == len(ids) {
			return
		}
		if _, plusieurs := valeurs[c.Cle].([]string); plusieurs && len(reste) > 0 {
			valeurs[c.Cle] = reste
		} else {
			delete(valeurs, c.Cle)
		}
	})
	v := s.Verification
	if v == nil || r[v.Section] == nil {
		return
	}
	for _, l := range r[v.Section].Lignes {
		noms, _ := l.Valeurs[v.Declarations].([]string)
		reste := slices.DeleteFunc(slices.Clone(noms), func(n string) bool {
			section, suite, _ := strings.Cut(n, ".")
			ligne, _, _ := strings.Cut(suite, ".")
			sec := s.sections[section]
			return sec != nil && sec.Repetee && r[section].Ligne(ligne) == nil
		})
		if len(reste) < len(noms) {
			l.Valeurs[v.Declarations] = reste
		}
	}
}

// LireSeule reads answers that JSON wrote, of which what they name may lie outside of them:
// one answer alone, the side of a change.
func (s *Service) LireSeule(doc []byte) (Reponses, error) {
	var brut map[string]any
	if err := json.Unmarshal(doc, &brut); err != nil {
		return nil, fmt.Errorf("réponses illisibles : %w", err)
	}
	out := Reponses{}
	for cle, v := range brut {
		sec := s.sections[cle]
		if sec == nil {
			return nil, fmt.Errorf("section inconnue : « %s »", cle)
		}
		rub, err := s.rubrique(sec, v, finDesTemps)
		if err != nil {
			return nil, err
		}
		out[cle] = rub
	}
	return out, nil
}

// changementJSON is how a change waits or travels.
type changementJSON struct {
	Avant json.RawMessage `json:"avant"`
	Apres json.RawMessage `json:"apres"`
}

// JSON writes a change; LireChangement reads it.
func (c Changement) JSON() []byte {
	b, err := json.Marshal(changementJSON{c.Avant.JSON(), c.Apres.JSON()})
	if err != nil {
		panic("trame: a change does not marshal: " + err.Error()) // its parts are JSON
	}
	return b
}

// LireChangement reads a change that JSON wrote.
func (s *Service) LireChangement(doc []byte) (c Changement, err error) {
	var brut changementJSON
	if err := json.Unmarshal(doc, &brut); err != nil {
		return c, fmt.Errorf("changement illisible : %w", err)
	}
	if c.Avant, err = s.LireSeule(brut.Avant); err == nil {
		c.Apres, err = s.LireSeule(brut.Apres)
	}
	return c, err
}

// Ecarts goes through the answers that a change makes differ in a section, in the order of
// the form, with what each becomes: nil for taken back.
func Ecarts(sec *Section, c Changement) iter.Seq2[Chemin, any] {
	return func(yield func(Chemin, any) bool) {
		de, vers := c.Avant[sec.Cle], c.Apres[sec.Cle]
		fiche := func(ou Chemin, a, b map[string]any) bool {
			for _, champ := range sec.Champs {
				ou.Champ = champ.Cle
				if !egales(a[champ.Cle], b[champ.Cle]) && !yield(ou, b[champ.Cle]) {
					return false
				}
			}
			return true
		}
		if !fiche(Chemin{Section: sec.Cle}, valeursDe(de), valeursDe(vers)) {
			return
		}
		for _, l := range lignesDe(vers) {
			var avant map[string]any
			if a := de.Ligne(l.ID); a != nil {
				avant = a.Valeurs
			}
			if !fiche(Chemin{Section: sec.Cle, Ligne: l.ID}, avant, l.Valeurs) {
				return
			}
		}
	}
}
