package composants

import (
	"errors"
	"strings"
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Comprendre gives the canonical value of a text typed for a question: what cannot be
// understood is kept as typed, with the reason.
func Comprendre(c *trame.Champ, texte string, maintenant time.Time) any {
	v, err := c.Normaliser(texte, maintenant)
	if err == nil {
		return v
	}
	raison := err.Error()
	var ev *trame.ErreurValeur
	if errors.As(err, &ev) {
		raison = francais.Majuscule(ev.Message)
	}
	if !strings.HasSuffix(raison, ".") {
		raison += "."
	}
	return trame.Invalide{Texte: texte, Raison: raison}
}

// EnSaisie writes a value the way one types it.
func EnSaisie(c *trame.Champ, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case trame.Invalide:
		return v.Texte
	case trame.Lien:
		return v.Nom
	case float64:
		if c.Type == trame.TypeMontant {
			return strings.TrimRight(strings.TrimSuffix(francais.Montant(v), "€"), "\u00a0\u202f ")
		}
		return francais.Nombre(v)
	case string:
		switch c.Type {
		case trame.TypeDate:
			return francais.DateCourte(v)
		case trame.TypeHeure:
			return francais.HeureCourte(v)
		case trame.TypeDateHeure:
			jour, heure, _ := strings.Cut(v, "T")
			return francais.DateCourte(jour) + " " + francais.HeureCourte(heure)
		case trame.TypeTelephone:
			return strings.ReplaceAll(francais.Telephone(v), "\u00a0", " ")
		}
		return v
	}
	return c.Texte(v)
}

// EnLecture writes a value the way one reads it; ex names the rows that it designates, and
// may be nil where there are none.
func EnLecture(ex *trame.Examen, c *trame.Champ, v any) string {
	if ex != nil && (c.Designe() || c.Type == trame.TypeDeclarations) {
		return ex.Texte(c, v)
	}
	switch v := v.(type) {
	case float64:
		if c.Type == trame.TypeMontant || c.Format == trame.TypeMontant {
			return francais.Montant(v)
		}
		s := francais.Nombre(v)
		if c.Unite != "" {
			s += francais.Insecable + c.Unite
		}
		return s
	case string:
		if c.Type == trame.TypeCalcul {
			switch c.Format {
			case trame.TypeDate:
				return francais.DateCourte(v)
			case trame.TypeDateHeure:
				return francais.DateHeureCourte(v)
			}
			return v
		}
	}
	switch c.Type {
	case trame.TypeDate, trame.TypeHeure, trame.TypeDateHeure, trame.TypeTelephone:
		return EnSaisie(c, v)
	}
	return c.Texte(v)
}
