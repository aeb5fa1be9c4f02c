package francais

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Majuscule puts the first letter of s in capital, after opening quotes,
// brackets and spaces: "élève" gives "Élève". A text that begins with anything
// else comes back unchanged.
func Majuscule(s string) string { return mapFirst(s, unicode.ToUpper) }

// civilities are the abbreviations that keep their capital everywhere.
var civilities = set("Mme Mmes Mlle Mlles Me Dr Pr MM")

// Minuscule puts the first letter of s in lower case, after opening quotes,
// brackets and spaces, unless the first word must keep its capital: an
// abbreviation ("SNCF", "M.", "Mme"), or a word with another capital or a
// digit ("McKay", "O’Neill", "Jean-Pierre", "A7"). A lone proper name cannot
// be told from a common one and is put in lower case.
func Minuscule(s string) string {
	body := strings.TrimLeftFunc(s, isOpening)
	end := strings.IndexFunc(body, func(r rune) bool {
		return !isWordRune(r) && !unicode.IsNumber(r) && !isApostrophe(r) && !isHyphen(r)
	})
	word, rest := body, ""
	if end >= 0 {
		word, rest = body[:end], body[end:]
	}
	if civilities[word] || strings.HasPrefix(rest, ".") && utf8.RuneCountInString(word) == 1 {
		return s
	}
	for i, r := range word {
		if i > 0 && (unicode.IsUpper(r) || unicode.IsNumber(r)) {
			return s
		}
	}
	return mapFirst(s, unicode.ToLower)
}

// mapFirst changes the first letter of s.
func mapFirst(s string, change func(rune) rune) string {
	i := len(s) - len(strings.TrimLeftFunc(s, isOpening))
	r, size := utf8.DecodeRuneInString(s[i:])
	if !unicode.IsLetter(r) {
		return s
	}
	return s[:i] + string(change(r)) + s[i+size:]
}

// Phrase makes a sentence of s: trimmed, with a capital and a final full stop.
// The stop is not added after . ! ? … or after a closing quote that follows
// one of them, nor after a colon; it replaces a final comma or semicolon. A
// blank text gives "".
func Phrase(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimRightFunc(s, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
	if s == "" {
		return ""
	}
	s = Majuscule(s)
	inner := strings.TrimRightFunc(s, func(r rune) bool {
		return r == '»' || r == '”' || r == '"' || unicode.IsSpace(r)
	})
	switch last, _ := utf8.DecodeLastRuneInString(inner); last {
	case '.', '!', '?', '…':
		return s
	}
	if strings.HasSuffix(s, ":") {
		return s
	}
	return s + "."
}
