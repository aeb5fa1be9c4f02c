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

// keepAddresses marks the addresses of the word r[start:end].
func (t *setting) keepAddresses(start, end int) {
	r := t.runes
	for i := start; i < end; i++ {
		from := -1
		switch {
		case r[i] == ':' && i+2 < end && r[i+1] == '/' && r[i+2] == '/':
			from = i
			for from > start && isSchemeRune(r[from-1]) {
				from--
			}
			if from == i {
				from = -1
			}
		case r[i] == ':' && i+1 < end && (r[i+1] == '\\' || r[i+1] == '/') && i > start && isASCIILetter(r[i-1]) &&
			(i-1 == start || !isWordRune(r[i-2]) && !isDigit(r[i-2])):
			from = i - 1
		case (r[i] == 'w' || r[i] == 'W') && i+4 < end && strings.EqualFold(string(r[i:i+4]), "www.") &&
			(i == start || !isWordRune(r[i-1]) && !isDigit(r[i-1])):
			from = i
		case r[i] == '@':
			i = t.keepEmail(start, i, end)
			continue
		}
		if from >= 0 {
			i = t.keepURL(from, i, end)
		}
	}
}

// keepURL marks an address that begins at from and contains at least r[at],
// and returns the last index it has read.
func (t *setting) keepURL(from, at, end int) int {
	r := t.runes
	stop := at
	for stop < end && !strings.ContainsRune(`"<>«»“”`, r[stop]) {
		stop++
	}
	last := stop
	open := 0
	for _, c := range r[from:stop] {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
	}
	for last > at+1 {
		c := r[last-1]
		if c == ')' && open < 0 {
			open++
		} else if !strings.ContainsRune(".,;:!?'’…", c) {
			break
		}
		last--
	}
	for i := from; i < last; i++ {
		t.kept[i] = true
	}
	return max(stop-1, at)
}

// keepEmail marks the e-mail address around the at sign r[at] and returns the
// last index it has read.
func (t *setting) keepEmail(start, at, end int) int {
	r := t.runes
	from := at
	for from > start && (isWordRune(r[from-1]) || isDigit(r[from-1]) || strings.ContainsRune("._%+-'#$&*=^{|}~/", r[from-1])) {
		from--
	}
	stop := at + 1
	for stop < end && (isWordRune(r[stop]) || isDigit(r[stop]) || r[stop] == '.' || r[stop] == '-') {
		stop++
	}
	last := stop
	for last > at+1 && (r[last-1] == '.' || r[last-1] == '-') {
		last--
	}
	if from == at || last == at+1 {
		return at
	}
	const mailto = "mailto:"
	if from-len(mailto) >= start && strings.EqualFold(string(r[from-len(mailto):from]), mailto) {
		from -= len(mailto)
	}
	for i := from; i < last; i++ {
		t.kept[i] = true
	}
	return stop - 1
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isSchemeRune(r rune) bool {
	return isASCIILetter(r) || isDigit(r) || r == '+' || r == '-' || r == '.'
}

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

// bindNumbers sets the spaces inside groups of digits: thousands and
// telephone numbers.
func (t *setting) bindNumbers() {
	type group struct{ start, end int }
	var groups []group
	for i := 0; i < len(t.runes); {
		if !isDigit(t.runes[i]) || !t.free(i) {
			i++
			continue
		}
		groups = groups[:0]
		for {
			end := i
			for end < len(t.runes) && isDigit(t.runes[end]) {
				end++
			}
			groups = append(groups, group{i, end})
			i = end
			if end+1 >= len(t.runes) || !isSpace(t.runes[end]) || !isDigit(t.runes[end+1]) || !t.free(end+1) {
				break
			}
			i = end + 1
		}
		if len(groups) < 2 {
			continue
		}
		size := func(k int) int { return groups[k].end - groups[k].start }
		bind := func(from, to int, space rune) {
			for k := from; k < to; k++ {
				t.runes[groups[k].end] = space
			}
		}
		last := len(groups) - 1
		digits := 0
		for k := range groups {
			digits += size(k)
		}
		first := groups[0].start
		before := t.at(first - 1)
		zero := t.runes[first] == '0'
		if before == '+' && digits >= 8 && digits <= 15 || zero && digits == 10 {
			bind(0, last, insecable)
			continue
		}
		// Five pairs inside a longer sequence are a telephone number.
		k := 0
		for k+4 <= last {
			pairs := t.runes[groups[k].start] == '0'
			for n := k; n < k+5 && pairs; n++ {
				pairs = size(n) == 2
			}
			if !pairs {
				k++
				continue
			}
			bind(k, k+4, insecable)
			k += 5
		}
		glued := isWordRune(before) || strings.ContainsRune(",.-/:", before) && isDigit(t.at(first-2))
		thousands := size(0) <= 3 && !zero && !glued
		for n := 1; n <= last && thousands; n++ {
			thousands = size(n) == 3
		}
		if thousands {
			bind(0, last, fine)
		}
	}
}

// units are the symbols bound to the number that precedes them.
var units = []string{"€", "k€", "M€", "%", "‰", "°C", "km", "kg", "h", "min"}

// titles are the abbreviations bound to the name that follows them.
var titles = []string{"M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Dr", "Pr"}

// bindWords sets the no-break spaces of units, times, titles and "n°".
func (t *setting) bindWords() {
	for i, c := range t.runes {
		if c != ' ' || i == 0 || i+1 == len(t.runes) || t.kept[i-1] || t.kept[i+1] {
			continue
		}
		prev, next := t.runes[i-1], t.runes[i+1]
		bound := false
		switch {
		case isDigit(prev):
			for _, u := range units {
				bound = bound || t.wordAt(i+1, u)
			}
		case prev == 'h' && isDigit(next):
			bound = isSpace(t.at(i-2)) && isDigit(t.at(i-3)) &&
				(!isDigit(t.at(i+2)) || !isDigit(t.at(i+3)))
		case prev == '°' || prev == 'º':
			n := t.at(i - 2)
			bound = (n == 'n' || n == 'N') && !isWordRune(t.at(i-3)) && !unicode.IsSpace(next)
		case unicode.IsUpper(next) || next == 'd' && isApostrophe(t.at(i+2)):
			for _, title := range titles {
				bound = bound || t.wordBefore(i, title)
			}
		}
		if bound {
			t.runes[i] = insecable
		}
	}
}

// wordAt reports that w is written at i and is not the start of a longer word.
func (t *setting) wordAt(i int, w string) bool {
	for _, c := range w {
		if t.at(i) != c {
			return false
		}
		i++
	}
	next := t.at(i)
	return !isWordRune(next) && !isDigit(next) && !isApostrophe(next)
}

// wordBefore reports that w ends just before i and is a whole word.
func (t *setting) wordBefore(i int, w string) bool {
	r := []rune(w)
	for k := range r {
		if t.at(i-len(r)+k) != r[k] {
			return false
		}
	}
	prev := t.at(i - len(r) - 1)
	return !isWordRune(prev) && !isDigit(prev) && prev != '-'
}

// markFirstOfMonth writes "1er" for the first day of a month.
func (t *setting) markFirstOfMonth() {
	r, kept := t.reset()
	for i, c := range r {
		t.add(c, kept[i])
		if c != '1' || kept[i] || i+2 >= len(r) || !isSpace(r[i+1]) {
			continue
		}
		if i > 0 && (isDigit(r[i-1]) || isWordRune(r[i-1])) {
			continue
		}
		if i > 1 && strings.ContainsRune(",.-/:+", r[i-1]) && isDigit(r[i-2]) || i > 1 && r[i-1] == fine && isDigit(r[i-2]) {
			continue
		}
		end := i + 2
		for end < len(r) && isWordRune(r[end]) && end-i < 14 {
			end++
		}
		if end > i+4 && monthNames[fold(string(r[i+2:end]))] {
			t.add('e', false)
			t.add('r', false)
		}
	}
}
