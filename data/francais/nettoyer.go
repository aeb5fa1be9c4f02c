package francais

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Nettoyer makes s printable by a PDF library limited to the Basic
// Multilingual Plane and returns it in NFC.
//
// It removes runes above U+FFFF, private-use and noncharacter runes, invalid
// UTF-8, soft hyphens, zero-width and direction marks, variation selectors and
// control characters other than the line break. A symbol of the Basic
// Multilingual Plane is removed too when a variation selector asks for its
// emoji form. A tab becomes a space, and every kind of line end becomes "\n",
// so that words are never glued together. Where a removal leaves two spaces in
// a row, or a space at either end of a line, one of them goes. The function is
// idempotent.
func Nettoyer(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	in := []rune(s)
	out := make([]rune, 0, len(in))
	removed := false // a rune has just vanished at the end of out
	for i, r := range in {
		switch r {
		case '\t':
			r = ' '
		case '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			r = '\n'
		}
		if !printable(r) || i+1 < len(in) && in[i+1] == '\ufe0f' && isSymbol(r) {
			removed = true
			continue
		}
		if removed {
			last := '\n'
			if len(out) > 0 {
				last = out[len(out)-1]
			}
			switch {
			case isSpace(r) && last == '\n':
				continue
			case isSpace(r) && isSpace(last):
				// A no-break space wins over an ordinary one.
				if r != ' ' {
					out[len(out)-1] = r
				}
				continue
			case r == '\n' && isSpace(last):
				out = out[:len(out)-1]
			}
			removed = false
		}
		out = append(out, r)
	}
	if removed && len(out) > 0 && isSpace(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return norm.NFC.String(string(out))
}

// isSymbol reports a pictograph of the Basic Multilingual Plane that carries
// no text of its own.
func isSymbol(r rune) bool {
	return r >= 0x2300 && r <= 0x23ff || r >= 0x2600 && r <= 0x27bf || r >= 0x2b00 && r <= 0x2bff
}

// printable reports a rune that a PDF font of the Basic Multilingual Plane can
// be asked for.
func printable(r rune) bool {
	switch {
	case r == '\n':
		return true
	case r > 0xffff, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r):
		return false
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0x180b && r <= 0x180f, r == 0x20e3, r == 0x034f:
		return false // variation selectors, keycap, grapheme joiner
	case r >= 0xfdd0 && r <= 0xfdef, r >= 0xfff0:
		return false // noncharacters, object and replacement characters
	}
	return true
}
