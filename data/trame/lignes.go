package trame

import (
	"crypto/rand"
	"slices"
	"strconv"
	"strings"
)

// Ajouter appends an empty row to a repeated section and returns it. Its ID is never used
// twice, not even after the row is removed: waivers, papers, verifications and the audit go
// on naming it.
func (r Reponses) Ajouter(section string) *Ligne {
	rub := r[section]
	if rub == nil {
		rub = &Rubrique{repetee: true}
		r[section] = rub
	}
	l := &Ligne{ID: idNeuf(), Valeurs: map[string]any{}}
	rub.Lignes = append(rub.Lignes, l)
	return l
}

// idNeuf draws a row ID: 60 bits in lower-case letters and digits, behind a letter that the
// numbered rows of a text do not begin with.
func idNeuf() string {
	const alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
	var b [12]byte
	rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return "l" + string(b[:])
}

// numeroter gives an ID to a row read from a text that gives none. Such a text is read once,
// before any row of it can have been removed, and its rows count from r1.
func (r *Rubrique) numeroter() string {
	n := 0
	for _, l := range r.Lignes {
		if k, err := strconv.Atoi(strings.TrimPrefix(l.ID, "r")); err == nil && k > n {
			n = k
		}
	}
	return "r" + strconv.Itoa(n+1)
}

// Retirer takes a row out of a repeated section, and out of the verifications that were
// about it. The section then is as one never answered if it was its last row: « there is
// none » is only ever said on purpose.
func (s *Service) Retirer(r Reponses, section, id string) {
	rub := r[section]
	if rub == nil {
		return
	}
	rub.Lignes = slices.DeleteFunc(rub.Lignes, func(l *Ligne) bool { return l.ID == id })
	if len(rub.Lignes) == 0 {
		delete(r, section)
	}
	s.oublierLigne(r, section, id)
	v := s.Verification
	if v == nil || r[v.Section] == nil {
		return
	}
	perdu := section + "." + id
	for _, l := range r[v.Section].Lignes {
		noms, ok := l.Valeurs[v.Declarations].([]string)
		if !ok {
			continue
		}
		l.Valeurs[v.Declarations] = slices.DeleteFunc(slices.Clone(noms), func(n string) bool {
			return n == perdu || strings.HasPrefix(n, perdu+".")
		})
	}
}

// oublierLigne takes a row out of the answers that name it. One that named only this row is
// unanswered again.
func (s *Service) oublierLigne(r Reponses, section, id string) {
	s.chaqueDesignation(r, func(c *Champ, valeurs map[string]any) {
		if c.Parmi != section {
			return
		}
		switch v := valeurs[c.Cle].(type) {
		case string:
			if v == id {
				delete(valeurs, c.Cle)
			}
		case []string:
			if reste := slices.DeleteFunc(slices.Clone(v), func(n string) bool { return n == id }); len(reste) > 0 {
				valeurs[c.Cle] = reste
			} else {
				delete(valeurs, c.Cle)
			}
		}
	})
}

// chaqueDesignation visits the answers that name rows.
func (s *Service) chaqueDesignation(r Reponses, f func(c *Champ, valeurs map[string]any)) {
	for _, sec := range s.Sections {
		rub := r[sec.Cle]
		if rub == nil {
			continue
		}
		for _, c := range sec.Champs {
			if !c.Designe() {
				continue
			}
			if rub.Valeurs[c.Cle] != nil {
				f(c, rub.Valeurs)
			}
			for _, l := range rub.Lignes {
				if l.Valeurs[c.Cle] != nil {
					f(c, l.Valeurs)
				}
			}
		}
	}
}

// DireAucun records the explicit answer « there is none » for a repeated section.
func (r Reponses) DireAucun(section string) { r[section] = &Rubrique{repetee: true} }
