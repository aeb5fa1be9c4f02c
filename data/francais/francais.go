// Package francais writes correct French for printed reports: typography,
// dates, numbers, telephone numbers, elision, agreement and names of people.
//
// Every function is pure: no clock, no locale, no file, no shared state. They
// are safe for concurrent use and run in time linear in the length of their
// input. No-break spaces are part of the results: [Insecable] between a number
// and what it counts, [Fine] inside guillemets, before high punctuation and
// between thousands. Malformed input never panics.
package francais

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The two no-break spaces of French typography.
const (
	// Fine is the narrow no-break space, U+202F.
	Fine = "\u202f"
	// Insecable is the no-break space, U+00A0.
	Insecable = "\u00a0"
)

const (
	fine       = '\u202f'
	insecable  = '\u00a0'
	apostrophe = '’'
	minus      = "\u2212"
)

// isSpace reports a horizontal space that typography may replace.
func isSpace(r rune) bool {
	return r == ' ' || r == insecable || r == fine
}

// isWordRune reports a letter or a combining mark that belongs to one.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// isDigit reports an ASCII digit.
func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isApostrophe reports a straight or a typographic apostrophe.
func isApostrophe(r rune) bool { return r == '\'' || r == apostrophe }

// allDigits reports a non-empty string made of ASCII digits only.
func allDigits(s string) bool {
	for _, r := range s {
		if !isDigit(r) {
			return false
		}
	}
	return s != ""
}

// fold lower-cases s, removes its accents and splits its ligatures, so that
// "Haïti" compares as "haiti" and "Œuvrard" as "oeuvrard".
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.IsMark(r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// upper upper-cases s, keeping accents and writing ß as SS.
func upper(s string) string {
	return strings.ReplaceAll(strings.ToUpper(strings.ReplaceAll(s, "ß", "ss")), "ẞ", "SS")
}
