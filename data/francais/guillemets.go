package francais

import (
	"strings"
	"unicode"
)

// pairQuotes turns the straight double quotes of each paragraph into French
// ones. A quote without a partner stays as it is.
func (t *setting) pairQuotes() {
	partner := map[int]int{}
	var open []int
	for i, c := range t.runes {
		if c == '\n' {
			j := i + 1
			for j < len(t.runes) && isSpace(t.runes[j]) {
				j++
			}
			if t.at(j) == '\n' {
				open = open[:0]
			}
			continue
		}
		if c != '"' || !t.free(i) {
			continue
		}
		// Two quotes side by side open or close together; more are a rule or
		// a filler, not a quotation.
		l, r := i-1, i+1
		if t.at(l) == '"' {
			l--
		}
		if t.at(r) == '"' {
			r++
		}
		if r-l > 3 || t.at(l) == '"' || t.at(r) == '"' {
			continue
		}
		before := unicode.IsSpace(t.at(l)) || strings.ContainsRune("([{'’—–-/«“", t.at(l))
		after := unicode.IsSpace(t.at(r)) || strings.ContainsRune(")]}.,;:!?…»”", t.at(r))
		switch {
		case before && (!after || len(open) == 0):
			open = append(open, i)
		case len(open) > 0:
			partner[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	if len(partner) == 0 {
		return
	}
	depth := 0
	closing := map[int]rune{}
	for i, c := range t.runes {
		switch {
		case c == '«':
			depth++
		case c == '»':
			depth = max(0, depth-1)
		case c != '"':
		case closing[i] != 0:
			t.runes[i] = closing[i]
			depth = max(0, depth-1)
		default:
			end, ok := partner[i]
			if !ok {
				continue
			}
			t.runes[i], closing[end] = '«', '»'
			if depth > 0 {
				t.runes[i], closing[end] = '“', '”'
			}
			depth++
		}
	}
}

// curlApostrophes replaces the straight apostrophes that follow a letter and
// precede a letter, a digit or an opening quote.
func (t *setting) curlApostrophes() {
	for i, c := range t.runes {
		if c != '\'' || !t.free(i) || !isWordRune(t.at(i-1)) {
			continue
		}
		if n := t.at(i + 1); isWordRune(n) || isDigit(n) || n == '«' || n == '“' || n == '"' {
			t.runes[i] = apostrophe
		}
	}
}

// replaceSequences sets "...", "--" and " - ".
func (t *setting) replaceSequences() {
	r, kept := t.reset()
	started := false // something other than a space is on the line
	for i := 0; i < len(r); {
		c := r[i]
		n := 1
		if c == '.' || c == '-' {
			for i+n < len(r) && r[i+n] == c {
				n++
			}
		}
		spaced := i > 0 && isSpace(r[i-1]) && i+n < len(r) && isSpace(r[i+n]) && started
		switch {
		case kept[i]:
			n = 1
			t.add(c, true)
		case c == '.' && n == 3:
			t.add('…', false)
		case c == '-' && n == 2 && !kept[i+1]:
			t.bindBefore(spaced)
			t.add('—', false)
		case c == '-' && n == 1 && spaced:
			t.bindBefore(true)
			t.add('–', false)
		default:
			for k := range n {
				t.add(c, kept[i+k])
			}
		}
		i += n
		switch {
		case c == '\n':
			started = false
		case !isSpace(c):
			started = true
		}
	}
}
