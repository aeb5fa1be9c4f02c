package identite

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nom is a name prepared for comparison.
type nom struct {
	colle, cle, phon, phonCle string
	mots                      []string // without particles
}

func motsDe(s string) []string {
	// A bound on the text keeps pasted pages cheap.
	if len(s) > 4096 {
		s = s[:4096]
	}
	words := Mots(s)
	if len(words) > motsMax {
		words = words[:motsMax]
	}
	for i, w := range words {
		if utf8.RuneCountInString(w) > motMax {
			words[i] = string([]rune(w)[:motMax])
		}
		switch w {
		case "st":
			words[i] = "saint"
		case "ste":
			words[i] = "sainte"
		}
	}
	return words
}

func nouveauNom(words []string) nom {
	n := nom{colle: strings.Join(words, ""), mots: SansParticules(words)}
	n.cle = strings.Join(n.mots, "")
	if n.colle != "" {
		n.phon = phonetiqueMot(n.colle)
		n.phonCle = phonetiqueMot(n.cle)
	}
	return n
}

// finDeNumero keeps the last nine digits of a number, the same for the
// national and the international spellings; "" for a short number, which is
// a service and not a person's.
func finDeNumero(s string) string {
	var digits []byte
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits = append(digits, s[i])
		}
	}
	if len(digits) < 9 {
		return ""
	}
	return string(digits[len(digits)-9:])
}

// indice is a partial likeness: how much, from 0 to 1, and why. A weak one
// counts only when the birth date or the telephone supports it.
type indice struct {
	part   float64
	raison string
	faible bool
}

// uneLettre tells whether a and b are one error apart. Short words, where one
// letter makes another name, are not.
func uneLettre(a, b string) bool {
	return min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) >= 4 && Distance(a, b, 1) == 1
}

// deuxLettres is uneLettre for two errors in long words.
func deuxLettres(a, b string) bool {
	return min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) >= 8 && Distance(a, b, 2) == 2
}

// banals are the words two unrelated compound names often share.
var banals = map[string]bool{
	"saint": true, "sainte": true, "sur": true, "sous": true, "mac": true, "abd": true, "abou": true, "abu": true,
	"ould": true, "ait": true,
}

// comparerNoms compares two names; what they are called in the reasons is
// added by the caller.
func comparerNoms(a, b nom) indice {
	if a.colle == "" || b.colle == "" {
		return indice{}
	}
	if a.colle == b.colle || a.cle == b.cle {
		return indice{part: 1, raison: "même %"}
	}
	if a.phon == b.phon || a.phonCle == b.phonCle {
		return indice{part: .88, raison: "% qui se prononce de la même façon"}
	}
	if uneLettre(a.colle, b.colle) || uneLettre(a.cle, b.cle) {
		return indice{part: .8, raison: "% à une lettre près"}
	}
	if common, all := communs(a.mots, b.mots); common > 0 {
		switch {
		case all && len(a.mots) == len(b.mots):
			return indice{part: .9, raison: "% écrit dans un autre ordre"}
		case all:
			return indice{part: .65, raison: "% composé en partie identique"}
		}
		return indice{part: .35, raison: "% composé en partie identique"}
	}
	if deuxLettres(a.colle, b.colle) {
		return indice{part: .6, raison: "% à deux lettres près", faible: true}
	}
	if min(len(a.phonCle), len(b.phonCle)) >= 4 && Distance(a.phonCle, b.phonCle, 1) == 1 {
		return indice{part: .5, raison: "% de prononciation proche", faible: true}
	}
	return indice{}
}

// communs counts the telling words two names share; all tells whether the
// shorter name is entirely in the longer.
func communs(a, b []string) (n int, all bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	all = true
	for _, w := range a {
		switch {
		case !slices.Contains(b, w):
			all = false
		case len(w) >= 3 && !banals[w]:
			n++
		}
	}
	return n, all
}

// meilleurNom compares the birth and usage names of two people, crosswise
// too. known is false when one of them has no name.
func meilleurNom(a, b fiche, supported bool) (best indice, known bool) {
	known = (a.naissance.colle != "" || a.usage.colle != "") && (b.naissance.colle != "" || b.usage.colle != "")
	try := func(x, y nom, weight float64, called, suffix string) {
		i := comparerNoms(x, y)
		if i.faible && !supported {
			return
		}
		i.part *= weight
		if i.part > best.part {
			i.raison = strings.Replace(i.raison, "%", called, 1) + suffix
			best = i
		}
	}
	try(a.naissance, b.naissance, 1, "nom", "")
	const crossed = " (nom de naissance de l’un, nom d’usage de l’autre)"
	try(a.naissance, b.usage, .95, "nom", crossed)
	try(a.usage, b.naissance, .95, "nom", crossed)
	// The same usage name with different birth names: sisters-in-law.
	weight := 1.0
	if a.naissance.colle != "" && b.naissance.colle != "" {
		weight = .75
	}
	try(a.usage, b.usage, weight, "nom d’usage", "")
	return best, known
}
