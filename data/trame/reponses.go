package trame

import (
	"fmt"
	"strings"
)

// Reponses are the answers of one dossier, by section. A section that is absent is
// unanswered.
type Reponses map[string]*Rubrique

// Rubrique holds the answers of one section: values for a plain section, rows for a
// repeated one. A repeated section that is present without rows says « there is none ».
type Rubrique struct {
	Valeurs map[string]any
	Lignes  []*Ligne
	repetee bool
}

// Ligne is one row of a repeated section. Its ID is stable within the dossier: other
// answers (verifications) refer to it.
type Ligne struct {
	ID      string
	Valeurs map[string]any
}

// Repondre puts an answer in the row; nil takes it back.
func (l *Ligne) Repondre(champ string, v any) {
	if v == nil {
		delete(l.Valeurs, champ)
		return
	}
	l.Valeurs[champ] = v
}

// Chemin designates a question: « section.champ », a question of a row:
// « section.r1.champ », or a row: « section.r1 ».
type Chemin struct{ Section, Ligne, Champ string }

func (c Chemin) String() string {
	s := c.Section
	for _, p := range []string{c.Ligne, c.Champ} {
		if p != "" {
			s += "." + p
		}
	}
	return s
}

// Chemin reads a path; it must designate a section of the service, and a field or a row.
func (s *Service) Chemin(texte string) (Chemin, error) {
	parts := strings.Split(texte, ".")
	sec := s.sections[parts[0]]
	if sec == nil {
		return Chemin{}, fmt.Errorf("section inconnue : « %s »", parts[0])
	}
	c := Chemin{Section: parts[0]}
	switch {
	case len(parts) == 2 && sec.Repetee:
		c.Ligne = parts[1]
	case len(parts) == 2:
		c.Champ = parts[1]
	case len(parts) == 3 && sec.Repetee:
		c.Ligne, c.Champ = parts[1], parts[2]
	default:
		return Chemin{}, fmt.Errorf("chemin mal formé : « %s »", texte)
	}
	if c.Champ != "" && sec.champs[c.Champ] == nil {
		return Chemin{}, fmt.Errorf("champ inconnu : « %s.%s »", c.Section, c.Champ)
	}
	return c, nil
}

// Valeur returns the canonical value at a path, nil when unanswered.
func (r Reponses) Valeur(c Chemin) any {
	rub := r[c.Section]
	if rub == nil {
		return nil
	}
	if c.Ligne == "" {
		return rub.Valeurs[c.Champ]
	}
	if l := rub.Ligne(c.Ligne); l != nil {
		return l.Valeurs[c.Champ]
	}
	return nil
}

// Ligne returns the row with that ID, or nil.
func (r *Rubrique) Ligne(id string) *Ligne {
	if r == nil {
		return nil
	}
	for _, l := range r.Lignes {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// Poser writes a canonical value at a path, creating the section or the row. nil
// removes the answer.
func (r Reponses) Poser(c Chemin, v any) {
	rub := r[c.Section]
	if rub == nil {
		rub = &Rubrique{Valeurs: map[string]any{}, repetee: c.Ligne != ""}
		r[c.Section] = rub
	}
	valeurs := rub.Valeurs
	if c.Ligne != "" {
		l := rub.Ligne(c.Ligne)
		if l == nil {
			l = &Ligne{ID: c.Ligne, Valeurs: map[string]any{}}
			rub.Lignes = append(rub.Lignes, l)
		}
		valeurs = l.Valeurs
	}
	if c.Champ == "" {
		return
	}
	if v == nil {
		delete(valeurs, c.Champ)
	} else {
		valeurs[c.Champ] = v
	}
}
