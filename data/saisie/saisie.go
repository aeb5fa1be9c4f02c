// Package saisie turns what people type or paste into the canonical values
// the program stores: ISO dates and times, bare telephone digits, plain
// numbers, clean text. Refusals are French sentences, ready to be shown next
// to the field, that say what is expected. The package keeps no state and
// never reads the clock: the current day is always given by the caller.
package saisie

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nbsp is the no-break space French typography puts before a colon.
const nbsp = "\u00a0"

// Erreur is the error of every refusal of this package. Message is a complete
// French sentence meant for the person who typed.
type Erreur struct{ Message string }

// Error returns the French message.
func (e *Erreur) Error() string { return e.Message }

// refus builds « citation suite », the typed text being cleaned and shortened
// so that a pasted page cannot flood the message.
func refus(typed, suite string) error {
	const most = 40
	quoted := Ligne(typed)
	n := 0
	for i := range quoted {
		if n == most {
			quoted = strings.TrimSpace(quoted[:i]) + "…"
			break
		}
		n++
	}
	if quoted == "" {
		quoted = "Un champ vide"
	}
	return &Erreur{Message: quoted + " " + suite}
}

// simplifier prepares a short field for recognition: invisible characters
// removed, lower case, accents off, typographic variants of the apostrophe,
// the dash and the space made plain, single spaces.
func simplifier(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(Ligne(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			r = ' '
		case unicode.Is(unicode.Pd, r) || r == '−':
			r = '-'
		case r == '’' || r == '‘' || r == '`' || r == '´':
			r = '\''
		case r == 'ᵉ':
			r = 'e'
		case r == 'ʳ':
			r = 'r'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// OuiNon recognises a yes or a no in any case (oui, non, o, n, true, false,
// vrai, faux) and returns "oui" or "non". Anything else, the empty text
// included, is an *Erreur.
func OuiNon(s string) (string, error) {
	switch simplifier(s) {
	case "oui", "o", "true", "vrai":
		return "oui", nil
	case "non", "n", "false", "faux":
		return "non", nil
	}
	return "", refus(s, "n’est pas une réponse"+nbsp+": écrivez oui ou non.")
}
