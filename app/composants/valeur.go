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
func EnSaisie(c *trame.Champ, v any) string { return trame.Ecrire(c, v, trame.Saisi) }

// EnLecture writes a value the way one reads it; ex names the rows that it designates, and
// may be nil where there are none.
func EnLecture(ex *trame.Examen, c *trame.Champ, v any) string {
	if ex == nil {
		return trame.Ecrire(c, v, trame.Lu)
	}
	return ex.Noms(nil).Ecrire(c, v, trame.Lu)
}
