package identite

import (
	"slices"
	"strings"
)

// prenom is a list of first names prepared for comparison.
type prenom struct {
	formes   []string // what the usual first name may be: jean, jeanpierre
	tout     string   // all the words joined
	mots     []string
	premiers int // how many of the words the first element holds (2 for Jean-Pierre)
}

func nouveauPrenom(s string) prenom {
	if len(s) > 4096 {
		s = s[:4096]
	}
	var p prenom
	first, _, commas := strings.Cut(strings.NewReplacer(";", ",", "/", ",").Replace(s), ",")
	p.mots = motsDe(s)
	p.tout = strings.Join(p.mots, "")
	if len(p.mots) == 0 {
		return p
	}
	if !commas {
		first = ""
		for w := range strings.FieldsSeq(s) {
			if first = w; len(Mots(w)) > 0 {
				break
			}
		}
	}
	p.premiers = min(max(len(Mots(first)), 1), len(p.mots))
	p.formes = []string{strings.Join(p.mots[:p.premiers], "")}
	if !commas && len(p.mots) > p.premiers {
		p.formes = append(p.formes, strings.Join(p.mots[:p.premiers+1], ""))
	}
	return p
}

// genres are the pairs of endings that make another first name, often of the
// other gender, rather than a spelling error.
var genres = map[[2]string]bool{
	{"", "e"}: true, {"", "a"}: true, {"", "le"}: true, {"", "ne"}: true, {"", "te"}: true, {"e", "ie"}: true,
	{"c", "que"}: true, {"e", "a"}: true, {"a", "o"}: true, {"e", "o"}: true, {"a", "i"}: true, {"e", "i"}: true,
	{"i", "o"}: true,
}

// autreGenre tells whether two first names differ by such an ending.
func autreGenre(a, b string) bool {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	if k < 3 {
		return false
	}
	x, y := a[k:], b[k:]
	if x == "n" && y == "" || x == "" && y == "n" {
		return strings.HasSuffix(a[:k], "ie") // Julie, Julien
	}
	return genres[[2]string{x, y}] || genres[[2]string{y, x}]
}

// comparerPrenoms compares two lists of first names, neither empty.
func comparerPrenoms(a, b prenom) indice {
	same := indice{part: 1, raison: "même prénom"}
	if a.tout == b.tout {
		return same
	}
	if x := lettreSeule(a, b); x != 0 {
		if x > 0 {
			return indice{part: .55, raison: "même initiale de prénom"}
		}
		return indice{}
	}
	for _, x := range slices.Backward(a.formes) {
		if slices.Contains(b.formes, x) {
			if len(a.formes) > 1 && len(b.formes) > 1 && x == a.formes[0] && x == b.formes[0] {
				return indice{part: .8, raison: "même premier prénom"}
			}
			return same
		}
	}
	var best indice
	for _, x := range a.formes {
		for _, y := range b.formes {
			i := comparerPrenom(x, y)
			if i.part > best.part {
				best = i
			}
		}
	}
	if best.part >= .5 {
		return best
	}
	shared := indice{part: .65, raison: "prénom composé en partie identique"}
	switch {
	case a.mots[0] == b.mots[0] && min(a.premiers, b.premiers) == 1:
		return shared
	case slices.Contains(b.mots, a.formes[0]), slices.Contains(a.mots, b.formes[0]):
		return indice{part: .6, raison: "prénom cité parmi les autres prénoms"}
	case a.mots[0] == b.mots[0]:
		shared.part = .3
		return shared
	}
	return best
}

// lettreSeule is 1 when one of the first names is a mere initial and agrees
// with the other, -1 when it disagrees, 0 when there is no initial.
func lettreSeule(a, b prenom) int {
	x, y := []rune(a.tout), []rune(b.tout)
	switch {
	case len(x) > 1 && len(y) > 1:
		return 0
	case x[0] == y[0]:
		return 1
	}
	return -1
}

// comparerPrenom compares two single first names.
func comparerPrenom(x, y string) indice {
	switch {
	case autreGenre(x, y):
		return indice{part: .45, raison: "prénom proche"}
	case phonetiqueMot(x) == phonetiqueMot(y):
		return indice{part: .88, raison: "prénom qui se prononce de la même façon"}
	case uneLettre(x, y) && (max(len(x), len(y)) >= 5 || memesLettres(x, y)):
		return indice{part: .8, raison: "prénom à une lettre près"}
	case deuxLettres(x, y):
		return indice{part: .45, raison: "prénom proche"}
	}
	return indice{}
}

func memesLettres(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// inversion tells whether the name of one is the first name of the other and
// conversely, both at least read alike, or, when supported, one letter apart.
func inversion(a, b fiche, supported bool) bool {
	for _, na := range []nom{a.naissance, a.usage} {
		for _, nb := range []nom{b.naissance, b.usage} {
			if na.colle == "" || nb.colle == "" {
				continue
			}
			if estPrenom(na, b.prenom, supported) && estPrenom(nb, a.prenom, supported) {
				return true
			}
		}
	}
	return false
}

func estPrenom(n nom, p prenom, supported bool) bool {
	for _, f := range p.formes {
		if n.colle == f || n.cle == f || n.phonCle == phonetiqueMot(f) || supported && uneLettre(n.cle, f) {
			return true
		}
	}
	return false
}

// toutDansLeNom tells whether one identity holds in its birth name alone the
// name and first names of the other.
func toutDansLeNom(a, b fiche) bool {
	if a.prenom.tout != "" {
		a, b = b, a
	}
	if a.prenom.tout != "" || b.prenom.tout == "" || b.naissance.colle == "" {
		return false
	}
	x := slices.Sorted(slices.Values(a.naissance.mots))
	y := append(slices.Clone(b.naissance.mots), SansParticules(b.prenom.mots)...)
	slices.Sort(y)
	return slices.Equal(x, y)
}
