package saisie

import (
	"strings"
	"unicode"
)

const attenduTelephone = "n’est pas un numéro de téléphone" + nbsp +
	": écrivez les dix chiffres, par exemple 06 39 98 00 01, ou +41… pour l’étranger."

// Telephone recognises one telephone number, whatever separates its digits
// (spaces of any width, dots, dashes, slashes, parentheses), and returns:
// the ten digits for a French number, overseas departments included, even
// written with +33, 0033 or +33 (0); "+" and the digits for a foreign one;
// the digits as they are for a short number of two to six digits that does
// not begin with 0 (15, 115, 3919, 116006). Anything else is an *Erreur.
// Telephone returns its own results unchanged.
func Telephone(s string) (string, error) {
	var b strings.Builder
	t := strings.TrimSpace(Ligne(s))
	plus := false
	if rest := strings.TrimLeft(t, "( "); strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "00") {
		// (0) is the trunk prefix: not dialled after a country code.
		t = strings.Replace(t, "(0)", "", 1)
	}
	for _, r := range t {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && !plus && b.Len() == 0:
			plus = true
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune("./()", r):
		default:
			return "", refus(s, attenduTelephone)
		}
	}
	n := b.String()
	if !plus && strings.HasPrefix(n, "00") {
		plus, n = true, n[2:]
	}
	switch {
	case plus:
		if nat, ok := national(n); ok {
			return nat, nil
		}
		if !strings.HasPrefix(n, "33") && !strings.HasPrefix(n, "0") && len(n) >= 8 && len(n) <= 15 {
			return "+" + n, nil
		}
	case len(n) == 10 && n[0] == '0':
		return n, nil
	case len(n) >= 2 && len(n) <= 6 && n[0] != '0':
		return n, nil
	case len(n) > 15:
		return "", refus(s, "a trop de chiffres"+nbsp+": écrivez un seul numéro par case.")
	}
	return "", refus(s, attenduTelephone)
}

// national turns the digits of an international number of metropolitan or
// overseas France into the ten digits dialled in the country.
func national(n string) (string, bool) {
	for _, code := range []string{"33", "262", "590", "594", "596"} {
		rest, ok := strings.CutPrefix(n, code)
		if !ok {
			continue
		}
		if len(rest) == 10 {
			rest = strings.TrimPrefix(rest, "0")
		}
		if len(rest) == 9 && rest[0] != '0' {
			return "0" + rest, true
		}
	}
	return "", false
}
