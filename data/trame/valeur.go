package trame

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"justicepartage/data/saisie"
)

// Canonical values of answers, whatever the way they were typed:
//
//	texte, paragraphe, telephone  string
//	nombre, montant               float64 (euros, to the cent)
//	date, heure, date-heure       string "2006-01-02", "15:04", "2006-01-02T15:04" (civil time)
//	oui-non, choix                string (key of the option)
//	choix-multiple, declarations  []string
//	adresse                       Adresse
//	personne                      Lien
//	anything that does not fit    Invalide: kept as typed, counts as unanswered
//
// An unanswered question is absent. "No" and "none" are answers.

// Adresse is a postal address. CodePostal has five digits when the commune is French.
type Adresse struct {
	Voie       string `json:"voie,omitempty" toml:"voie"`
	Complement string `json:"complement,omitempty" toml:"complement"`
	CodePostal string `json:"code_postal,omitempty" toml:"code_postal"`
	Commune    string `json:"commune,omitempty" toml:"commune"`
}

// Vide tells whether nothing is filled in.
func (a Adresse) Vide() bool { return a == Adresse{} }

// Lien is a link to a person, with the name as it stood when the link was made.
type Lien struct {
	ID  string `json:"id,omitempty" toml:"id"`
	Nom string `json:"nom" toml:"nom"`
}

// Invalide is what was typed and could not be understood. It is kept, shown and marked.
type Invalide struct {
	Texte  string `json:"invalide"`
	Raison string `json:"-"`
}

const (
	oui = "oui"
	non = "non"
)

var optionsOuiNon = []*Option{{Cle: oui, Libelle: "Oui"}, {Cle: non, Libelle: "Non"}}

// Choix returns the options of a choix, choix-multiple or oui-non, in order.
func (c *Champ) Choix() []*Option {
	if c.Type == TypeOuiNon {
		return optionsOuiNon
	}
	return c.Options
}

// ErreurValeur says in French why a value does not fit a field.
type ErreurValeur struct {
	Champ   string // path
	Libelle string
	Message string
}

func (e *ErreurValeur) Error() string {
	return fmt.Sprintf("%s (« %s ») : %s", e.Champ, e.Libelle, e.Message)
}

// Normaliser turns a value as typed, or as read from TOML or JSON, into its canonical
// form. An empty value gives nil: the question is unanswered. The error is an
// *ErreurValeur with a French message.
func (c *Champ) Normaliser(v any, maintenant time.Time) (any, error) {
	out, err := c.normaliser(v, maintenant)
	if err != nil {
		return nil, &ErreurValeur{Champ: c.Chemin(), Libelle: c.Libelle, Message: err.Error()}
	}
	return out, nil
}

func (c *Champ) normaliser(v any, maintenant time.Time) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case Invalide:
		return v, nil
	case map[string]any:
		if t, ok := v["invalide"].(string); ok && len(v) == 1 {
			return Invalide{Texte: t}, nil
		}
	}
	switch c.Type {
	case TypeCalcul:
		return nil, fmt.Errorf("cette valeur est calculée, elle ne se saisit pas")
	case TypeChoixMult, TypeDeclarations, TypeLignes:
		return c.liste(v)
	case TypeAdresse:
		return adresse(v)
	case TypePersonne:
		return lien(v)
	case TypeNombre, TypeMontant:
		return c.chiffre(v)
	}
	s, ok := enTexte(v)
	if !ok {
		return nil, fmt.Errorf("une valeur de type %s était attendue", c.Type)
	}
	if c.Type == TypeParagraphe {
		s = saisie.Texte(s)
	} else {
		s = saisie.Ligne(s)
	}
	if s == "" {
		return nil, nil
	}
	var err error
	switch c.Type {
	case TypeDate:
		if c.Naissance {
			s, err = saisie.DateNaissance(s, maintenant)
		} else {
			s, err = saisie.Date(s, maintenant)
		}
	case TypeHeure:
		s, err = saisie.Heure(s)
	case TypeDateHeure:
		s, err = saisie.DateHeure(s, maintenant)
	case TypeTelephone:
		s, err = saisie.Telephone(s)
	case TypeOuiNon:
		s, err = saisie.OuiNon(s)
	case TypeChoix:
		s, err = c.cleOption(s)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (c *Champ) chiffre(v any) (any, error) {
	var f float64
	switch v := v.(type) {
	case float64:
		f = v
	case int64:
		f = float64(v)
	case int:
		f = float64(v)
	default:
		s, ok := enTexte(v)
		if !ok {
			return nil, fmt.Errorf("un nombre était attendu")
		}
		if s = saisie.Ligne(s); s == "" {
			return nil, nil
		}
		var err error
		if c.Type == TypeMontant {
			f, err = saisie.Montant(s)
		} else {
			f, err = saisie.Nombre(s)
		}
		if err != nil {
			return nil, err
		}
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, fmt.Errorf("un nombre était attendu")
	}
	if c.Type == TypeMontant {
		f = math.Round(f*100) / 100
	}
	if c.Min != nil && f < *c.Min {
		return nil, fmt.Errorf("la valeur ne peut pas être inférieure à %v", *c.Min)
	}
	if c.Max != nil && f > *c.Max {
		return nil, fmt.Errorf("la valeur ne peut pas dépasser %v", *c.Max)
	}
	return f, nil
}

// cleOption accepts the key of an option, or its label as shown.
func (c *Champ) cleOption(s string) (string, error) {
	if c.options[s] != nil {
		return s, nil
	}
	for _, o := range c.Options {
		if strings.EqualFold(o.Libelle, s) {
			return o.Cle, nil
		}
	}
	var cles []string
	for _, o := range c.Options {
		cles = append(cles, o.Cle)
	}
	return "", fmt.Errorf("« %s » n’est pas une réponse possible (%s)", s, strings.Join(cles, ", "))
}

func (c *Champ) liste(v any) (any, error) {
	var textes []string
	switch v := v.(type) {
	case string:
		if strings.TrimSpace(v) == "" {
			return nil, nil
		}
		textes = []string{v}
	case []string:
		textes = v
	case []any:
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("une liste de textes était attendue")
			}
			textes = append(textes, s)
		}
	default:
		return nil, fmt.Errorf("une liste était attendue")
	}
	out := []string{}
	for _, t := range textes {
		t = saisie.Ligne(t)
		if c.Type == TypeChoixMult {
			cle, err := c.cleOption(t)
			if err != nil {
				return nil, err
			}
			t = cle
		}
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	if c.Type == TypeChoixMult {
		// The order of the options, not of the clicks, so that the same answers
		// always print the same words.
		slices.SortStableFunc(out, func(a, b string) int { return c.rang(a) - c.rang(b) })
	}
	return out, nil
}

func (c *Champ) rang(cle string) int {
	return slices.IndexFunc(c.Options, func(o *Option) bool { return o.Cle == cle })
}

func adresse(v any) (any, error) {
	var a Adresse
	switch v := v.(type) {
	case Adresse:
		a = v
	case string:
		a = decouperAdresse(v)
	case map[string]any:
		for k, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("« %s » doit être un texte", k)
			}
			switch k {
			case "voie":
				a.Voie = s
			case "complement":
				a.Complement = s
			case "code_postal":
				a.CodePostal = s
			case "commune":
				a.Commune = s
			default:
				return nil, fmt.Errorf("« %s » ne fait pas partie d’une adresse (voie, complement, code_postal, commune)", k)
			}
		}
	default:
		return nil, fmt.Errorf("une adresse était attendue")
	}
	a = Adresse{saisie.Ligne(a.Voie), saisie.Ligne(a.Complement), saisie.Ligne(a.CodePostal), saisie.Ligne(a.Commune)}
	if a.Vide() {
		return nil, nil
	}
	return a, nil
}

// decouperAdresse reads « 3 rue des Tilleuls, 43000 Le Puy-en-Velay »: the last group
// of five digits is the post code, what follows is the commune.
func decouperAdresse(s string) Adresse {
	s = saisie.Ligne(s)
	mots := strings.Fields(s)
	for i := len(mots) - 1; i >= 0; i-- {
		m := strings.Trim(mots[i], ",;")
		if len(m) != 5 || strings.Trim(m, "0123456789") != "" {
			continue
		}
		voie := strings.TrimRight(strings.Join(mots[:i], " "), " ,;–-")
		return Adresse{Voie: voie, CodePostal: m, Commune: strings.Join(mots[i+1:], " ")}
	}
	return Adresse{Voie: s}
}

func lien(v any) (any, error) {
	var l Lien
	switch v := v.(type) {
	case Lien:
		l = v
	case string:
		l.Nom = v
	case map[string]any:
		for k, e := range v {
			s, ok := e.(string)
			if !ok || (k != "id" && k != "nom") {
				return nil, fmt.Errorf("une personne se désigne par son nom")
			}
			if k == "id" {
				l.ID = s
			} else {
				l.Nom = s
			}
		}
	default:
		return nil, fmt.Errorf("une personne était attendue")
	}
	l.Nom = saisie.Ligne(l.Nom)
	if l.Nom == "" && l.ID == "" {
		return nil, nil
	}
	return l, nil
}

// enTexte accepts what TOML, JSON and forms give for a value that can be written as text.
func enTexte(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case bool:
		if v {
			return oui, true
		}
		return non, true
	case int64:
		return fmt.Sprint(v), true
	case int:
		return fmt.Sprint(v), true
	case float64:
		return strings.Replace(fmt.Sprint(v), ".", ",", 1), true
	case json.Number:
		return v.String(), true
	case time.Time:
		return v.Format("2006-01-02T15:04"), true
	case fmt.Stringer: // TOML local dates and times
		return v.String(), true
	}
	return "", false
}
