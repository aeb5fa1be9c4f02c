package francais

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// particles are kept in lower case in front of a family name when they were
// typed so. The particle d’ is handled apart, since no space follows it.
var particles = set("de du des le la")

// Nom writes a person as in a register, "MARTIN Paul". The family name is in
// capitals with its accents, except for the particles d’, de, du, des, le, la
// typed in lower case: "d’ORGEVAL", "de LA TOUR". A first name typed all in
// lower case or all in capitals is capitalised, part by part: "Jean-Pierre";
// mixed case is kept. Either argument may be empty.
func Nom(nom, prenoms string) string {
	return strings.TrimSpace(familyName(nom) + " " + strings.Join(firstNames(prenoms), " "))
}

// PrenomNom writes a person as in a sentence, with the first of the first
// names only: "Paul MARTIN". Either argument may be empty.
func PrenomNom(nom, prenoms string) string {
	first := ""
	for _, p := range firstNames(prenoms) {
		if first = strings.Trim(p, ",;"); first != "" {
			break
		}
	}
	return strings.TrimSpace(first + " " + familyName(nom))
}

// tidy puts a name in NFC, with single spaces and typographic apostrophes, and
// cuts it into words.
func tidy(s string) []string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	return strings.Fields(strings.ReplaceAll(s, "'", "’"))
}

func familyName(s string) string {
	words := tidy(s)
	for i, w := range words {
		if particles[w] && i+1 < len(words) {
			continue
		}
		rest, found := strings.CutPrefix(w, "d’")
		switch {
		case found && rest != "":
			words[i] = "d’" + upper(rest)
		case found && i+1 < len(words):
			// "d’ Orgeval", typed with a space.
		default:
			words[i] = upper(w)
		}
	}
	return strings.Join(words, " ")
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func firstNames(s string) []string {
	words := tidy(strings.ReplaceAll(s, ",", ", "))
	for i, w := range words {
		parts := strings.Split(w, "-")
		for k, p := range parts {
			parts[k] = capitalise(p)
		}
		words[i] = strings.Join(parts, "-")
	}
	return words
}

// capitalise capitalises a word typed in one case only, after each apostrophe
// too, and keeps any other word.
func capitalise(w string) string {
	lower := strings.ToLower(w)
	if w != lower && w != upper(w) {
		return w
	}
	start := true
	return strings.Map(func(r rune) rune {
		if start && unicode.IsLetter(r) {
			start = false
			return unicode.ToUpper(r)
		}
		start = start || r == apostrophe
		return r
	}, lower)
}
