package francais

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Typographie applies French typography to running text and returns it in NFC.
//
// It sets apostrophes, guillemets, dashes, ellipses and the no-break spaces of
// punctuation, units, times, thousands, telephone numbers, titles and "n°".
// Paired straight quotes become « … », or “ … ” when nested. The only letters
// it ever adds are the "er" of "1er" before a month; it removes none. Line
// breaks are kept, and web addresses, e-mail addresses and Windows paths are
// left untouched. Invalid UTF-8 is dropped. The function is idempotent:
// Typographie(Typographie(s)) == Typographie(s).
func Typographie(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	// One pass settles ordinary text. The others let a replacement that gave a
	// neighbour a new context settle as well, which is what idempotence asks.
	for range 6 {
		next := setOnce(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// setOnce runs every rule once.
func setOnce(s string) string {
	t := newSetting(s)
	t.pairQuotes()
	t.curlApostrophes()
	t.replaceSequences()
	t.spacePunctuation()
	t.bindNumbers()
	t.bindWords()
	t.markFirstOfMonth()
	return string(t.runes)
}

// setting is a text being set: its runes, and for each of them whether it
// belongs to an address that no rule may touch.
type setting struct {
	runes []rune
	kept  []bool
}

func newSetting(s string) *setting {
	r := []rune(s)
	t := &setting{runes: r, kept: make([]bool, len(r))}
	for i := 0; i < len(r); {
		if unicode.IsSpace(r[i]) {
			i++
			continue
		}
		end := i
		for end < len(r) && !unicode.IsSpace(r[end]) {
			end++
		}
		t.keepAddresses(i, end)
		i = end
	}
	return t
}

// at returns the rune at i, or a line break outside of the text.
func (t *setting) at(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return '\n'
	}
	return t.runes[i]
}

// free reports that a rule may change or look for the rune at i.
func (t *setting) free(i int) bool { return !t.kept[i] }

// reset starts a new copy of the text and returns the old runes and marks.
func (t *setting) reset() ([]rune, []bool) {
	r, k := t.runes, t.kept
	t.runes = make([]rune, 0, len(r)+len(r)/8+8)
	t.kept = make([]bool, 0, len(r)+len(r)/8+8)
	return r, k
}

func (t *setting) add(r rune, kept bool) {
	t.runes = append(t.runes, r)
	t.kept = append(t.kept, kept)
}
