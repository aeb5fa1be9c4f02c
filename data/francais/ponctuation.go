package francais

import (
	"strings"
	"unicode"
)

// bindBefore makes the last space written a no-break one.
func (t *setting) bindBefore(spaced bool) {
	if n := len(t.runes); spaced && n > 0 {
		t.runes[n-1] = insecable
	}
}

// takesSpace reports that high punctuation glued to r needs a space.
func takesSpace(r rune) bool {
	return isWordRune(r) || unicode.IsNumber(r) || strings.ContainsRune("».)]…”%€°", r)
}

// spacePunctuation sets the spaces of guillemets and high punctuation.
func (t *setting) spacePunctuation() {
	r, kept := t.reset()
	started := false
	prev := '\n'
	for i := 0; i < len(r); {
		j := i
		for j < len(r) && isSpace(r[j]) {
			j++
		}
		if j == len(r) {
			for ; i < j; i++ {
				t.add(r[i], false)
			}
			break
		}
		c := r[j]
		spaced := j > i
		want := rune(0)
		switch {
		case c == '\n' || c == '\r':
		case prev == '«':
			want = fine
		case !started || kept[j]:
		case c == '»':
			want = fine
		case c == ';' || c == '!' || c == '?':
			if spaced || takesSpace(prev) {
				want = fine
			}
		case c == ':':
			if spaced || takesSpace(prev) && colonTakesSpace(prev, r, j) {
				want = insecable
			}
		}
		if want != 0 {
			t.add(want, false)
		} else {
			for k := i; k < j; k++ {
				t.add(r[k], false)
			}
		}
		t.add(c, kept[j])
		prev = c
		started = c != '\n'
		i = j + 1
	}
}

// colonTakesSpace tells the colon of a sentence from the one of a time, a
// ratio or a path. The colon is r[i] and follows prev without a space.
func colonTakesSpace(prev rune, r []rune, i int) bool {
	if i+1 >= len(r) {
		return true
	}
	next := r[i+1]
	return next != ':' && next != '\\' && next != '/' && (!isDigit(prev) || !isDigit(next))
}
