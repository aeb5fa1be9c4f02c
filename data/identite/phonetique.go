package identite

import "strings"

// The symbols of the phonetic key. Consonants are B D F G J K L M N P R S T V
// Z as read in French; the other sounds are:
//
//	A E I O U   vowels; E for é, è, ai, ei; O for o, au, eau
//	0           oi, oy
//	1           an, en, am, em
//	2           eu, œu
//	4           on, om
//	5           in, im, yn, ym, ain, ein
//	6           un, um
//	7           ou
//	8           ch, sh, sch
//	9           gn
//
// muette stands, inside the encoder only, for a final mute e: it keeps the
// consonant before it sounded and the vowel before that from being nasal.
const muette = '~'

// encodeur reads one folded word.
type encodeur struct {
	w   []rune
	out []rune
}

// phonetiqueMot returns the French phonetic key of a folded word: two names read alike have
// the same key. The rules, in order:
//   - final s, t, d, x, z, p are mute; so is an l before them after au or ou
//     (Renault); a final e, es is mute and keeps its consonant sounded;
//   - a final er reads as é, and so do ez, et;
//   - h is mute; ph=F, ch=sh=sch=8 but ch=K before r, l and in chae
//     (Christine, Michaël); sc before e, i = S; th=T; gn=9; initial dj=J;
//   - c before e, i, y = S, else K; the cedilla being lost in capitals,
//     François is read thanks to ncoi = nsoi; q, qu, k, ck=K; x=KS;
//   - g before e, i, y = J, ge before a, o = J, gu before e, i, y = G;
//   - s between vowels = Z; ti in tion = SI; w=V; y=I;
//   - b before v and the p of bapt are mute (Lefebvre, Baptiste);
//   - a vowel group before n or m is nasal unless a vowel, n or m follows; en
//     after i or y at the end of the word is 5 (Julien);
//   - ail, eil, euil, ouil (with one or two l) add I to the vowel;
//   - a repeated symbol is written once.
//
// Digits and letters of other alphabets are kept as they are. A word is never
// reduced to nothing: when all its letters are mute it stands for itself.
func phonetiqueMot(word string) string {
	e := encodeur{w: sansFinales([]rune(word))}
	for i := 0; i < len(e.w); {
		i += e.lire(i)
	}
	if len(e.out) == 0 {
		return strings.ToUpper(word)
	}
	return string(e.out)
}

// sansFinales drops the final mute letters and marks a final mute e.
func sansFinales(w []rune) []rune {
	n := len(w)
	// es, ees…: plural of a mute e.
	end := n
	if end > 3 && w[end-1] == 's' && w[end-2] == 'e' {
		end--
	}
	if end > 1 && w[end-1] == 'e' {
		for end > 1 && w[end-1] == 'e' {
			end--
		}
		return append(w[:end:end], muette)
	}
	end = n
	for end > 1 && strings.ContainsRune("stdxzp", w[end-1]) {
		end--
	}
	if end < n && end > 2 && w[end-1] == 'l' && w[end-2] == 'u' && (w[end-3] == 'a' || w[end-3] == 'o') {
		end--
	}
	return w[:end]
}

// at is the letter at i, 0 outside the word.
func (e *encodeur) at(i int) rune {
	if i < 0 || i >= len(e.w) {
		return 0
	}
	return e.w[i]
}

func (e *encodeur) has(i int, s string) bool {
	for k, r := range []rune(s) {
		if e.at(i+k) != r {
			return false
		}
	}
	return true
}

func isIn(r rune, set string) bool { return r != 0 && strings.ContainsRune(set, r) }

func voyelle(r rune) bool { return isIn(r, "aeiouy~") }

// douce tells the vowels before which c and g are soft.
func douce(r rune) bool { return isIn(r, "eiy~") }

// nasale tells whether the n or m at i makes the vowel before it nasal.
func (e *encodeur) nasale(i int) bool {
	if !isIn(e.at(i), "nm") {
		return false
	}
	i++
	for e.at(i) == 'h' {
		i++
	}
	return !voyelle(e.at(i)) && !isIn(e.at(i), "nm")
}

// mouille gives the length of a wet l at i (il or ill after a vowel), else 0.
func (e *encodeur) mouille(i int) int {
	if e.at(i) != 'i' || e.at(i+1) != 'l' {
		return 0
	}
	if e.at(i+2) == 'l' {
		return 3
	}
	if !voyelle(e.at(i + 2)) {
		return 2
	}
	return 0
}

// emit writes symbols, a repeated one once, and returns used.
func (e *encodeur) emit(used int, symbols string) int {
	for _, r := range symbols {
		if n := len(e.out); n == 0 || e.out[n-1] != r {
			e.out = append(e.out, r)
		}
	}
	return used
}

// lire encodes what begins at i and returns how many letters it read.
func (e *encodeur) lire(i int) int {
	c, next := e.at(i), e.at(i+1)
	switch c {
	case muette, 'h':
		return 1
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return e.lireVoyelle(i)
	case 'b':
		if next == 'v' {
			return 1
		}
	case 'c':
		return e.lireC(i)
	case 'd':
		if i == 0 && next == 'j' {
			return 1
		}
	case 'g':
		switch {
		case next == 'n':
			return e.emit(2, "9")
		case next == 'u' && douce(e.at(i+2)):
			return e.emit(2, "G")
		case next == 'e' && isIn(e.at(i+2), "ao"):
			return e.emit(2, "J")
		case douce(next):
			return e.emit(1, "J")
		}
	case 'j':
		if next == 'e' && isIn(e.at(i+2), "ao") {
			return e.emit(2, "J")
		}
	case 'k':
		return e.emit(1, "K")
	case 'p':
		if next == 'h' {
			return e.emit(2, "F")
		}
		if next == 't' && e.has(i-2, "ba") {
			return 1
		}
	case 'q':
		if next == 'u' && voyelle(e.at(i+2)) {
			return e.emit(2, "K")
		}
		return e.emit(1, "K")
	case 's':
		switch {
		case e.has(i, "sch"):
			return e.emit(3, "8")
		case next == 'h':
			return e.emit(2, "8")
		case next == 'c' && douce(e.at(i+2)):
			return e.emit(2, "S")
		case next == 's':
			return e.emit(2, "S")
		case voyelle(e.at(i-1)) && voyelle(next):
			return e.emit(1, "Z")
		}
	case 't':
		if e.has(i, "tion") && i > 0 && e.at(i-1) != 's' {
			return e.emit(1, "S")
		}
	case 'w':
		return e.emit(1, "V")
	case 'x':
		return e.emit(1, "KS")
	}
	return e.emit(1, strings.ToUpper(string(c)))
}

func (e *encodeur) lireC(i int) int {
	next := e.at(i + 1)
	switch {
	case next == 'h':
		if e.has(i+2, "ae") || isIn(e.at(i+2), "rl") {
			return e.emit(2, "K")
		}
		return e.emit(2, "8")
	case next == 'k' || next == 'q':
		return 1
	case douce(next):
		return e.emit(1, "S")
	case e.at(i-1) == 'n' && e.has(i+1, "oi"):
		return e.emit(1, "S")
	}
	return e.emit(1, "K")
}

func (e *encodeur) lireVoyelle(i int) int {
	c, next, after := e.at(i), e.at(i+1), e.at(i+2)
	switch c {
	case 'a', 'e':
		switch {
		case e.has(i, "eau"):
			return e.emit(3, "O")
		case c == 'a' && next == 'u':
			return e.emit(2, "O")
		case c == 'e' && next == 'u':
			return e.lireMouille(i+2, 2, "2")
		case next == 'i' || next == 'y':
			if e.nasale(i + 2) {
				return e.emit(3, "5")
			}
			if n := e.mouille(i + 1); n > 0 {
				e.emit(0, map[rune]string{'a': "A", 'e': "E"}[c])
				return e.emit(1+n, "I")
			}
			if next == 'y' && voyelle(after) && after != muette {
				return e.emit(2, "EI")
			}
			return e.emit(2, "E")
		case c == 'e' && i > 0 && isIn(e.at(i-1), "iy") && e.nasale(i+1) && i+2 == len(e.w):
			return e.emit(2, "5")
		case e.nasale(i + 1):
			return e.emit(2, "1")
		case c == 'a':
			return e.emit(1, "A")
		case next == 'r' && i+2 == len(e.w) && i > 1:
			return e.emit(2, "E")
		}
		return e.emit(1, "E")
	case 'o':
		switch {
		case e.has(i, "oeu"):
			return e.lireMouille(i+3, 3, "2")
		case next == 'u':
			return e.lireMouille(i+2, 2, "7")
		case (next == 'i' || next == 'y') && e.nasale(i+2):
			return e.emit(3, "75")
		case next == 'i' || next == 'y':
			if voyelle(after) && after != muette {
				return e.emit(2, "0I")
			}
			return e.emit(2, "0")
		case e.nasale(i + 1):
			return e.emit(2, "4")
		}
		return e.emit(1, "O")
	case 'u':
		if e.nasale(i + 1) {
			return e.emit(2, "6")
		}
		return e.emit(1, "U")
	}
	// i or y.
	if e.nasale(i + 1) {
		return e.emit(2, "5")
	}
	return e.emit(1, "I")
}

// lireMouille emits the vowel read in used letters, then the wet l that may
// follow at j.
func (e *encodeur) lireMouille(j, used int, vowel string) int {
	e.emit(0, vowel)
	if n := e.mouille(j); n > 0 {
		return e.emit(used+n, "I")
	}
	return used
}
