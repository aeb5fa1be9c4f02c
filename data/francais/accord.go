package francais

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Genre is the grammatical gender in which a text speaks of a person.
type Genre int

// The genders. The zero value is [Inconnu].
const (
	// Inconnu speaks of « la personne ».
	Inconnu Genre = iota
	// Feminin agrees in the feminine.
	Feminin
	// Masculin agrees in the masculine.
	Masculin
)

// suffixes gives, for each feminine mark between parentheses, the endings of
// the masculine word it is written after and how many letters it replaces.
var suffixes = map[string][]struct {
	ending string
	cut    int
}{
	"e":     {{"", 0}},
	"ne":    {{"n", 0}},
	"le":    {{"l", 0}},
	"te":    {{"t", 0}, {"tou", 0}},
	"tte":   {{"ce", 0}},
	"sse":   {{"e", 0}},
	"he":    {{"c", 0}},
	"se":    {{"x", 1}, {"s", 0}},
	"ve":    {{"f", 1}},
	"ère":   {{"er", 2}},
	"ière":  {{"ier", 3}},
	"ète":   {{"et", 2}},
	"euse":  {{"eur", 3}, {"eux", 3}},
	"rice":  {{"eur", 3}},
	"trice": {{"teur", 4}},
	"enne":  {{"en", 2}},
	"onne":  {{"on", 2}},
	"elle":  {{"el", 2}},
	"ale":   {{"al", 2}},
}

// alternatives are the pairs written masculine first.
var alternatives = func() map[string]bool {
	m := map[string]bool{}
	for _, pair := range []string{
		"il/elle", "ils/elles", "lui/elle", "eux/elles", "le/la", "un/une", "du/de la", "au/à la",
		"ce/cette", "cet/cette", "celui/celle", "celui-ci/celle-ci", "celui-là/celle-là", "ceux/celles",
		"ceux-ci/celles-ci", "d’un/d’une", "l’un/l’une", "qu’il/qu’elle", "s’il/si elle", "fils/fille",
		civilityShort, civilityLong,
	} {
		m[pair] = true
	}
	return m
}()

const (
	civilityShort = "m./mme"
	civilityLong  = "monsieur/madame"

	longestSuffix      = 5
	longestAlternative = 8 // runes on either side of the slash
)

// Accorder makes fixed text agree with a person. The text carries inclusive
// marks: a feminine ending between parentheses glued to the masculine word,
// "né(e)", "italien(ne)", "conseiller(ère)", "marié(e)s"; or one of the usual
// pairs, masculine first, "Il/Elle", "le/la", "un/une", "M./Mme".
//
// With [Inconnu], "l’intéressé(e)" becomes "la personne", the civilities
// "M./Mme" and "Monsieur/Madame" vanish with the space that follows, and
// everything else agrees in the feminine with "la personne". Text without
// marks, parentheses after a space and unknown pairs come back untouched.
func Accorder(s string, g Genre) string {
	if !strings.ContainsAny(s, "(/") {
		return s
	}
	in := []rune(s)
	out := make([]rune, 0, len(in))
	changed := false
	for i := 0; i < len(in); {
		n, ok := 0, false
		switch in[i] {
		case '(':
			n, ok = agreeSuffix(in[i:], &out, g)
		case '/':
			n, ok = agreePair(in[i:], &out, g)
		}
		if ok {
			changed = true
			i += n
			continue
		}
		out = append(out, in[i])
		i++
	}
	if !changed {
		return s
	}
	return string(out)
}

// agreeSuffix resolves the mark that in begins with against the word that out
// ends with. It returns how many runes of in it has used.
func agreeSuffix(in []rune, out *[]rune, g Genre) (int, bool) {
	end := 1
	for end < len(in) && end <= 2*longestSuffix+1 && isWordRune(in[end]) {
		end++
	}
	if end == 1 || end >= len(in) || in[end] != ')' {
		return 0, false
	}
	mark := norm.NFC.String(string(in[1:end]))
	start := len(*out)
	for start > 0 && len(*out)-start < 40 && isWordRune((*out)[start-1]) {
		start--
	}
	word := norm.NFC.String(string((*out)[start:]))
	used := end + 1
	plural := ""
	if used < len(in) && (in[used] == 's' || in[used] == 'S') {
		plural = string(in[used])
		used++
	}
	if word == "" || used < len(in) && (isWordRune(in[used]) || isDigit(in[used]) || in[used] == '(') {
		return 0, false
	}
	lower := strings.ToLower(word)
	for _, rule := range suffixes[strings.ToLower(mark)] {
		if !strings.HasSuffix(lower, rule.ending) {
			continue
		}
		if g == Masculin {
			if strings.HasSuffix(lower, "x") || strings.HasSuffix(lower, "s") {
				plural = ""
			}
			*out = append(*out, []rune(plural)...)
			return used, true
		}
		if g == Inconnu && lower == "intéressé" && plural == "" && namePerson(out, start, word) {
			return used, true
		}
		// The letters replaced are ASCII, however the word is composed.
		*out = append((*out)[:len(*out)-rule.cut], in[1:end]...)
		*out = append(*out, []rune(plural)...)
		return used, true
	}
	return 0, false
}

// namePerson replaces "l’intéressé", whose last word begins at start, with
// "la personne" in the same case. It reports false without the article.
func namePerson(out *[]rune, start int, word string) bool {
	r := *out
	if start < 2 || !isApostrophe(r[start-1]) || start > 2 && isWordRune(r[start-3]) {
		return false
	}
	name := ""
	switch {
	case r[start-2] == 'l':
		name = "la personne"
	case r[start-2] == 'L' && word == upper(word):
		name = "LA PERSONNE"
	case r[start-2] == 'L':
		name = "La personne"
	default:
		return false
	}
	*out = append(r[:start-2], []rune(name)...)
	return true
}

// agreePair resolves the pair around the slash that in begins with. Its first
// word is the end of out. It returns how many runes of in it has used.
func agreePair(in []rune, out *[]rune, g Genre) (int, bool) {
	// The longest pair wins: "d’un/d’une" before "un/…".
	for left := min(longestAlternative, len(*out)); left > 0; left-- {
		start := len(*out) - left
		masculine := (*out)[start:]
		if start > 0 && (isWordRune((*out)[start-1]) && isWordRune(masculine[0]) || isDigit((*out)[start-1]) || (*out)[start-1] == '/' || (*out)[start-1] == '-') {
			continue
		}
		for right := min(longestAlternative+2, len(in)-1); right > 0; right-- {
			if next := 1 + right; next < len(in) && (isWordRune(in[next]) || isDigit(in[next]) || in[next] == '/' || in[next] == '-') {
				continue
			}
			pair := strings.ToLower(string(masculine) + string(in[:1+right]))
			pair = strings.ReplaceAll(norm.NFC.String(pair), "'", "’")
			if !alternatives[pair] {
				continue
			}
			used := 1 + right
			if g == Inconnu && (pair == civilityShort || pair == civilityLong) {
				*out = (*out)[:start]
				return used + dropCivility(in[used:], *out), true
			}
			if g == Masculin {
				return used, true
			}
			feminine := []rune(string(in[1:used]))
			if unicode.IsUpper(masculine[0]) {
				feminine[0] = unicode.ToUpper(feminine[0])
			}
			*out = (*out)[:start]
			if pair == "il/elle" {
				openSi(out)
			}
			*out = append(*out, feminine...)
			return used, true
		}
	}
	return 0, false
}

// dropCivility counts the runes to drop after a civility that vanishes: its
// spaces and, when it opens the line as a salutation, its comma.
func dropCivility(in, before []rune) int {
	n := 0
	if len(in) > 0 && in[0] == ',' && (len(before) == 0 || before[len(before)-1] == '\n') {
		n++
	}
	for n < len(in) && isSpace(in[n]) {
		n++
	}
	return n
}

// openSi undoes the elision of "s’" before "elle".
func openSi(out *[]rune) {
	r := *out
	n := len(r)
	if n < 2 || !isApostrophe(r[n-1]) || r[n-2] != 's' && r[n-2] != 'S' || n > 2 && isWordRune(r[n-3]) {
		return
	}
	*out = append(r[:n-1], 'i', ' ')
}
