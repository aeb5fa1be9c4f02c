package saisie

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Texte cleans a pasted text of several lines. The result is valid UTF-8 in
// composed form (NFC) with "\n" as the only line break (CRLF, CR, vertical
// tab, form feed and the Unicode separators become one). A tab becomes a
// space. Undecodable bytes, control, zero-width and direction characters,
// soft hyphens, private-use characters and noncharacters disappear. Lines
// lose their trailing spaces, more than two consecutive line breaks become
// two, and the whole is trimmed. Emoji are kept, though a sequence joined by
// U+200D comes apart. Texte is idempotent and takes linear time.
func Texte(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			switch {
			case c == '\r':
				if i < len(s) && s[i] == '\n' {
					i++
				}
				b.WriteByte('\n')
			case c == '\n' || c == '\v' || c == '\f':
				b.WriteByte('\n')
			case c == '\t':
				b.WriteByte(' ')
			case c >= ' ' && c != 0x7f:
				b.WriteByte(c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case !indesirable(r):
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return lignesPropres(norm.NFC.String(b.String()))
}

// indesirable tells the non-ASCII runes Texte removes.
func indesirable(r rune) bool {
	switch {
	case r == utf8.RuneError, r < 0xa0, r == 0xad, r == 0x61c, r == 0x2060, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	case r >= 0xe000 && r <= 0xf8ff, r >= 0xf0000:
		return true
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	}
	return false
}

// lignesPropres cuts the trailing spaces of lines, limits the runs of line
// breaks to two and trims the whole.
func lignesPropres(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank = true
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank {
				b.WriteByte('\n')
			}
		}
		blank = false
		b.WriteString(line)
	}
	return b.String()
}

// Ligne cleans a pasted text meant for a single line: Texte, then line breaks
// become a space and runs of plain spaces a single one. No-break spaces are
// kept. Ligne is idempotent.
func Ligne(s string) string {
	s = Texte(s)
	if !strings.Contains(s, "\n") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := range len(s) {
		if s[i] == ' ' || s[i] == '\n' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
