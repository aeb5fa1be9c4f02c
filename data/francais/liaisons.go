package francais

import (
	"strings"
	"unicode"
)

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
