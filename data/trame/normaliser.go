package trame

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"
)

// MarshalJSON writes plain sections as objects and repeated ones as arrays of objects
// that carry their « id ». Keys are sorted: the same answers give the same bytes.
func (r *Rubrique) MarshalJSON() ([]byte, error) {
	if !r.repetee {
		return json.Marshal(r.Valeurs)
	}
	rows := make([]map[string]any, 0, len(r.Lignes))
	for _, l := range r.Lignes {
		row := maps.Clone(l.Valeurs)
		if row == nil {
			row = map[string]any{}
		}
		row["id"] = l.ID
		rows = append(rows, row)
	}
	return json.Marshal(rows)
}

// JSON returns the answers as one JSON document.
func (r Reponses) JSON() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		// Canonical values always marshal; anything else is a programming error.
		panic("trame: answers do not marshal: " + err.Error())
	}
	return b
}

// LireJSON reads the answers that JSON wrote.
func (s *Service) LireJSON(doc []byte) (Reponses, error) {
	var brut map[string]any
	if err := json.Unmarshal(doc, &brut); err != nil {
		return nil, fmt.Errorf("réponses illisibles : %w", err)
	}
	return s.Normaliser(brut, finDesTemps)
}

// finDesTemps: what is stored was checked when it was typed; no date of it is refused
// later for lying in the future of some other day.
var finDesTemps = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

// Normaliser turns decoded TOML or JSON into canonical answers. Everything that does
// not fit is reported, joined in one error, and nothing is returned then: unknown
// sections and fields, values of the wrong type, options that do not exist.
// maintenant dates relative values such as « auj ».
func (s *Service) Normaliser(brut map[string]any, maintenant time.Time) (Reponses, error) {
	out := Reponses{}
	var errs []error
	for _, cle := range slices.Sorted(maps.Keys(brut)) {
		sec := s.sections[cle]
		if sec == nil {
			errs = append(errs, fmt.Errorf("section inconnue : « %s »%s", cle, proche(cle, slices.Collect(maps.Keys(s.sections)))))
			continue
		}
		rub, err := s.rubrique(sec, brut[cle], maintenant)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if rub != nil {
			out[cle] = rub
		}
	}
	if len(errs) == 0 {
		errs = s.referencesPerdues(out)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return out, nil
}

func (s *Service) rubrique(sec *Section, v any, maintenant time.Time) (*Rubrique, error) {
	if m, ok := v.(map[string]any); ok && !sec.Repetee {
		valeurs, err := s.valeurs(sec, "", m, maintenant)
		if err != nil {
			return nil, err
		}
		return &Rubrique{Valeurs: valeurs}, nil
	}
	rows, ok := v.([]any)
	if !ok || !sec.Repetee {
		if sec.Repetee {
			return nil, fmt.Errorf("section « %s » : une liste de lignes était attendue ([[…%s]])", sec.Cle, sec.Cle)
		}
		return nil, fmt.Errorf("section « %s » : elle n’a qu’une fiche, pas une liste", sec.Cle)
	}
	rub := &Rubrique{repetee: true}
	var errs []error
	for i, row := range rows {
		m, ok := row.(map[string]any)
		if !ok {
			errs = append(errs, fmt.Errorf("section « %s », ligne %d : une fiche était attendue", sec.Cle, i+1))
			continue
		}
		m = maps.Clone(m)
		id, _ := m["id"].(string)
		delete(m, "id")
		if id != "" && (!cleValide(id) || rub.Ligne(id) != nil) {
			errs = append(errs, fmt.Errorf("section « %s », ligne %d : identifiant « %s » mal formé ou en double", sec.Cle, i+1, id))
			continue
		}
		if id == "" {
			id = rub.numeroter()
		}
		valeurs, err := s.valeurs(sec, id, m, maintenant)
		if err != nil {
			errs = append(errs, fmt.Errorf("ligne %d : %w", i+1, err))
			continue
		}
		rub.Lignes = append(rub.Lignes, &Ligne{ID: id, Valeurs: valeurs})
	}
	return rub, errors.Join(errs...)
}

func (s *Service) valeurs(sec *Section, ligne string, m map[string]any, maintenant time.Time) (map[string]any, error) {
	out := map[string]any{}
	var errs []error
	for _, cle := range slices.Sorted(maps.Keys(m)) {
		c := sec.champs[cle]
		if c == nil {
			errs = append(errs, fmt.Errorf("champ inconnu : « %s.%s »%s", sec.Cle, cle, proche(cle, slices.Collect(maps.Keys(sec.champs)))))
			continue
		}
		v, err := c.Normaliser(m[cle], maintenant)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if v != nil {
			out[cle] = v
		}
	}
	return out, errors.Join(errs...)
}

// referencesPerdues reports statements named by a verification that do not exist.
func (s *Service) referencesPerdues(r Reponses) []error {
	var errs []error
	s.chaqueDesignation(r, func(c *Champ, valeurs map[string]any) {
		for _, id := range enIDs(valeurs[c.Cle]) {
			if r[c.Parmi].Ligne(id) == nil {
				errs = append(errs, fmt.Errorf("%s : la ligne « %s » de « %s » n’existe pas", c.Chemin(), id, c.Parmi))
			}
		}
	})
	v := s.Verification
	if v == nil || r[v.Section] == nil {
		return errs
	}
	for i, l := range r[v.Section].Lignes {
		noms, _ := l.Valeurs[v.Declarations].([]string)
		for _, n := range noms {
			c, err := s.Chemin(n)
			if err == nil && !s.verifiable(c) {
				err = errors.New("cette déclaration n’est pas de celles qui se vérifient")
			}
			if err == nil && c.Ligne != "" && r[c.Section].Ligne(c.Ligne) == nil {
				err = fmt.Errorf("la ligne « %s » n’existe pas", c.Ligne)
			}
			if err != nil {
				errs = append(errs, fmt.Errorf("%s.%s, ligne %d, « %s » : %w", v.Section, v.Declarations, i+1, n, err))
			}
		}
	}
	return errs
}

func (s *Service) verifiable(c Chemin) bool {
	sec := s.sections[c.Section]
	if c.Champ == "" {
		return sec.Verifiable
	}
	return sec.champs[c.Champ].Verifiable
}

// proche proposes the nearest known word, for the person who mistyped a key.
func proche(mot string, connus []string) string {
	sort.Strings(connus)
	best, score := "", 3
	for _, k := range connus {
		if d := distance(mot, k); d < score {
			best, score = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" — vouliez-vous dire « %s » ?", best)
}
