package trame

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
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

// Copie returns a deep copy.
func (r Reponses) Copie() Reponses {
	out := Reponses{}
	for k, rub := range r {
		if rub != nil {
			out[k] = rub.Copie()
		}
	}
	return out
}

// Copie returns a deep copy; nil for nil.
func (r *Rubrique) Copie() *Rubrique {
	if r == nil {
		return nil
	}
	n := &Rubrique{repetee: r.repetee, Valeurs: copieValeurs(r.Valeurs)}
	for _, l := range r.Lignes {
		n.Lignes = append(n.Lignes, &Ligne{ID: l.ID, Valeurs: copieValeurs(l.Valeurs)})
	}
	return n
}

// Rejouer makes on a section the changes that lead from one state of it to another, and
// no other: what was answered since, beside them, stays.
func (s *Service) Rejouer(r Reponses, section string, de, vers *Rubrique) {
	if vers == nil {
		vers = &Rubrique{repetee: s.sections[section].Repetee}
		defer func() {
			if rub := r[section]; rub != nil && len(rub.Valeurs)+len(rub.Lignes) == 0 {
				delete(r, section)
			}
		}()
	}
	if de == nil {
		de = &Rubrique{}
	}
	if r[section] == nil {
		r[section] = &Rubrique{repetee: vers.repetee}
	}
	rub := r[section]
	if !rub.repetee && rub.Valeurs == nil {
		rub.Valeurs = map[string]any{}
	}
	rejouerValeurs(rub.Valeurs, de.Valeurs, vers.Valeurs)
	for _, l := range de.Lignes {
		if vers.Ligne(l.ID) == nil {
			s.Retirer(r, section, l.ID)
		}
	}
	if r[section] == nil { // the last row went
		r[section] = rub
	}
	for i, l := range vers.Lignes {
		ici := rub.Ligne(l.ID)
		switch avant := de.Ligne(l.ID); {
		case ici == nil && avant == nil:
			n := &Ligne{ID: l.ID, Valeurs: copieValeurs(l.Valeurs)}
			rub.Lignes = slices.Insert(rub.Lignes, min(i, len(rub.Lignes)), n)
		case ici != nil && avant != nil:
			rejouerValeurs(ici.Valeurs, avant.Valeurs, l.Valeurs)
		}
	}
}

func rejouerValeurs(ici, de, vers map[string]any) {
	for k := range de {
		if _, reste := vers[k]; !reste {
			delete(ici, k)
		}
	}
	for k, v := range vers {
		if !reflect.DeepEqual(de[k], v) {
			ici[k] = v
		}
	}
}

func copieValeurs(m map[string]any) map[string]any {
	if m == nil {
		return nil
	}
	out := maps.Clone(m)
	for k, v := range out {
		if l, ok := v.([]string); ok {
			out[k] = slices.Clone(l)
		}
	}
	return out
}

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
