package trame

import (
	"encoding/json"
	"fmt"
	"time"
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

// Invalide is what was typed and could not be understood. It is kept, shown and marked.
type Invalide struct {
	Texte  string `json:"invalide"`
	Raison string `json:"-"`
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
		return chiffres(v), true
	case json.Number:
		return v.String(), true
	case time.Time:
		return v.Format("2006-01-02T15:04"), true
	case fmt.Stringer: // TOML local dates and times
		return v.String(), true
	}
	return "", false
}
