package francais

import "strings"

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
