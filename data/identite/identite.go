// Package identite works on the names of people as they are written: folding
// for search, a French phonetic key, an edit distance, and from these the
// likeness of two identities, to find the files opened twice for the same
// person. Nothing here decides that two people are one: scores and reasons
// are shown to someone who does. The package keeps no state.
package identite

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plier folds a text for search and comparison: lower case, accents and
// compatibility variants off, ligatures and barred letters spelled out (œ→oe,
// ß→ss, ø→o, đ→d, ł→l…), and every run of anything that is neither a letter
// nor a digit made a single space; no space at either end. Invisible format
// characters and undecodable bytes are dropped. Plier is idempotent.
func Plier(s string) string {
	out, _ := plier(s, false)
	return out
}

// PlierAvecPositions is Plier with, for each byte of the folded text, the
// byte offset in s of the rune it comes from, and one more offset where the
// last of these runes and its accents end: len(positions) == len(folded)+1.
// A match folded[i:j] is shown as s[positions[i]:positions[j]]; it is empty
// when the match stops inside a rune folded to several letters (the o of œ).
func PlierAvecPositions(s string) (string, []int) {
	return plier(s, true)
}

// lettres gives the folding of the letters Unicode does not decompose.
var lettres = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ß': "ss", 'ø': "o", 'đ': "d", 'ł': "l", 'ħ': "h", 'ŧ': "t", 'ð': "d", 'þ': "th", 'ı': "i",
}

func plier(s string, located bool) (string, []int) {
	out := make([]byte, 0, len(s)+8)
	var pos []int
	if located {
		pos = make([]int, 0, len(s)+9)
	}
	gap := -1 // offset of the separator not yet written
	end := 0  // end of the last kept rune
	emit := func(at int, c ...byte) {
		if gap >= 0 && len(out) > 0 {
			out = append(out, ' ')
			if located {
				pos = append(pos, gap)
			}
		}
		gap = -1
		out = append(out, c...)
		if located {
			for range c {
				pos = append(pos, at)
			}
		}
	}
	separate := func(at int) {
		if gap < 0 {
			gap = at
		}
	}
	var buf [64]byte
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
				emit(i, c)
				end = i + 1
			case 'A' <= c && c <= 'Z':
				emit(i, c+'a'-'A')
				end = i + 1
			case c >= ' ' && c != 0x7f, c >= '\t' && c <= '\r':
				separate(i)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError {
			i += size
			continue
		}
		for _, d := range string(norm.NFKD.AppendString(buf[:0], s[i:i+size])) {
			d = unicode.ToLower(d)
			switch {
			case lettres[d] != "":
				emit(i, []byte(lettres[d])...)
				end = i + size
			case unicode.Is(unicode.Mn, d):
				if gap < 0 && len(out) > 0 {
					end = i + size
				}
			case d >= 0x2b0 && d <= 0x2df:
				// Modifier letters of this block serve as apostrophes.
				separate(i)
			case unicode.IsLetter(d), unicode.IsNumber(d), unicode.Is(unicode.Mc, d):
				emit(i, utf8.AppendRune(nil, d)...)
				end = i + size
			case unicode.Is(unicode.Cf, d), unicode.Is(unicode.Me, d), unicode.IsControl(d) && d != 0x85:
			default:
				separate(i)
			}
		}
		i += size
	}
	if located {
		pos = append(pos, end)
	}
	return string(out), pos
}

// particules are the small words of French, Portuguese, Dutch, German and
// Arabic names that come and go from one document to the next.
var particules = map[string]bool{
	"de": true, "du": true, "des": true, "d": true, "l": true, "le": true, "la": true, "les": true,
	"et": true, "da": true, "di": true, "do": true, "dos": true, "van": true, "von": true, "der": true,
	"den": true, "ben": true, "bin": true, "ibn": true, "el": true, "al": true,
}

// Mots returns the folded words of s, none for a text without letters.
func Mots(s string) []string {
	return strings.Fields(Plier(s))
}

// SansParticules returns the folded words without the particles (de, du, le,
// van, ben…), or all of them when there are only particles. mots is not
// modified.
func SansParticules(mots []string) []string {
	kept := slices.DeleteFunc(slices.Clone(mots), func(m string) bool { return particules[m] })
	if len(kept) == 0 {
		return slices.Clone(mots)
	}
	return kept
}

// CleNom returns the key that equates the spellings of a name: folded, its
// particles dropped, its words joined (d’ORGEVAL → orgeval, O’NEILL →
// oneill). It is empty for a text without letters.
func CleNom(s string) string {
	return strings.Join(SansParticules(Mots(s)), "")
}
