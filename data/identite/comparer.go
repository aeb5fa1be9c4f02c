package identite

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Identite is what Comparer and ClesDeRapprochement know of a person. Every
// field may be empty. Nom may hold « MARTIN épouse DUPONT » or « DUPONT née
// MARTIN »: both names are then understood. Prenoms are separated by spaces
// or commas, the usual first name first.
type Identite struct {
	Nom        string   // birth name
	NomUsage   string   // married or other usage name
	Prenoms    string   // first names, the usual one first
	Naissance  string   // birth date as "YYYY-MM-DD"; anything else is read as unknown
	Telephones []string // in any spelling
}

// Ressemblance is the likeness of two identities: a score from 0 (nothing in
// common) to 100 (all the same) and the reasons for it, short French phrases
// in the order name, first name, birth, telephone. Raisons is nil when
// nothing is alike; when something is, the reasons also say what clearly
// differs (« prénoms différents », « dates de naissance différentes »).
type Ressemblance struct {
	Score   int
	Raisons []string
}

const (
	// SeuilProbable is the score from which two identities likely are the
	// same person: same or nearly same names, and a birth date that does not
	// contradict. Twins, and homonyms whose birth dates clearly differ, stay
	// below.
	SeuilProbable = 70
	// SeuilPossible is the score from which a person should have a look.
	SeuilPossible = 50
)

const (
	motsMax   = 12 // words of a name that are looked at
	motMax    = 40 // letters of a word that are looked at
	inconnu   = 0.3
	plafondPd = 65 // different first names
	plafondPp = 68 // first names of the two genders, or compound ones that differ
)

// nom is a name prepared for comparison.
type nom struct {
	colle, cle, phon, phonCle string
	mots                      []string // without particles
}

// prenom is a list of first names prepared for comparison.
type prenom struct {
	formes   []string // what the usual first name may be: jean, jeanpierre
	tout     string   // all the words joined
	mots     []string
	premiers int // how many of the words the first element holds (2 for Jean-Pierre)
}

// fiche is an identity prepared for comparison.
type fiche struct {
	naissance, usage nom
	prenom           prenom
	vide             bool // no name at all
	jour             string
	telephones       []string
}

// alliance are the words that link a usage name and a birth name in one
// field; true when the name that follows is the birth name.
var alliance = map[string]bool{
	"epouse": false, "epse": false, "ep": false, "veuve": false, "vve": false, "divorcee": false,
	"nee": true, "ne": true,
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

func nouvelleFiche(i Identite) fiche {
	birth, usage := motsDe(i.Nom), motsDe(i.NomUsage)
	for k, w := range birth {
		if second, ok := alliance[w]; ok && k > 0 && k < len(birth)-1 {
			left, right := birth[:k], birth[k+1:]
			if second {
				left, right = right, left
			}
			birth = left
			if len(usage) == 0 {
				usage = right
			}
			break
		}
	}
	if len(usage) > 1 {
		if _, ok := alliance[usage[0]]; ok {
			usage = usage[1:]
		}
	}
	f := fiche{naissance: nouveauNom(birth), prenom: nouveauPrenom(i.Prenoms)}
	if u := nouveauNom(usage); u.colle != f.naissance.colle {
		f.usage = u
	}
	f.vide = f.naissance.colle == "" && f.usage.colle == "" && f.prenom.tout == ""
	if _, err := time.Parse(time.DateOnly, i.Naissance); err == nil {
		f.jour = i.Naissance
	}
	for _, t := range i.Telephones {
		if t = finDeNumero(t); t != "" {
			f.telephones = append(f.telephones, t)
		}
	}
	return f
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

// date is how two birth dates agree.
type date int

const (
	dateInconnue date = iota
	dateDifferente
	dateAnnee
	dateJourMois
	dateAnneeSeule
	dateChiffre
	dateInversee
	dateEgale
)

// dates gives, for each agreement, the score of identical names, and the
// reason.
var dates = map[date]struct {
	poids  float64
	raison string
}{
	dateInconnue:   {74, ""},
	dateDifferente: {54, "dates de naissance différentes"},
	dateAnnee:      {66, "même année de naissance"},
	dateJourMois:   {64, "même jour et même mois de naissance"},
	dateAnneeSeule: {80, "même année de naissance, jour incertain"},
	dateChiffre:    {90, "date de naissance à un chiffre près"},
	dateInversee:   {95, "jour et mois de naissance inversés"},
	dateEgale:      {100, "même date de naissance"},
}

func comparerDates(a, b string) date {
	if a == "" || b == "" {
		return dateInconnue
	}
	if a == b {
		return dateEgale
	}
	sameYear := a[:4] == b[:4]
	if sameYear && a[5:7] == b[8:] && a[8:] == b[5:7] {
		return dateInversee
	}
	// The first of January often stands for an unknown day.
	if sameYear && (a[5:] == "01-01" || b[5:] == "01-01") {
		return dateAnneeSeule
	}
	if Distance(a, b, 1) == 1 {
		return dateChiffre
	}
	switch {
	case sameYear:
		return dateAnnee
	case a[5:] == b[5:]:
		return dateJourMois
	}
	return dateDifferente
}

// Comparer measures the likeness of two identities. Birth and usage names are
// compared crosswise, the usual first name counts more than the others, names
// and first names put in each other's place are recognised, and so are
// different spellings of one pronunciation, single-letter errors, and the
// usual errors on dates. A missing value neither helps nor hurts much. The
// result does not depend on the order of a and b. See SeuilProbable and
// SeuilPossible for the reading of the score.
//
// With I the likeness of the names (52 % name, 48 % first name), the score is
// 32 + 68×I for equal birth dates, else a maximum (74 when a date is unknown,
// 54 when they clearly differ…) × I; a shared telephone adds 12, or 6 when
// the first names differ, as in a family.
func Comparer(a, b Identite) Ressemblance {
	return comparerFiches(nouvelleFiche(a), nouvelleFiche(b))
}

func comparerFiches(a, b fiche) Ressemblance {
	if a.vide || b.vide {
		return comparerSansNom(a, b)
	}
	d := comparerDates(a.jour, b.jour)
	phone := slices.ContainsFunc(a.telephones, func(t string) bool { return slices.Contains(b.telephones, t) })
	supported := d == dateEgale || d == dateInversee || phone

	n, nameKnown := meilleurNom(a, b, supported)
	var p indice
	firstKnown := a.prenom.tout != "" && b.prenom.tout != ""
	if firstKnown {
		p = comparerPrenoms(a.prenom, b.prenom)
	}
	likeness := 0.0
	ceiling := 100.0
	var reasons []string
	direct := .52*n.part + .48*p.part
	switch {
	case firstKnown && direct < .9 && inversion(a, b, supported):
		likeness = .95
		reasons = append(reasons, "nom et prénom inversés")
		p.part = 1
	case toutDansLeNom(a, b):
		likeness = .95
		reasons = append(reasons, "même nom et même prénom, rangés autrement")
	default:
		likeness = direct
		if !nameKnown {
			likeness += .52 * inconnu
			ceiling = SeuilPossible - 1
			if supported {
				ceiling = SeuilProbable - 1
			}
		}
		if !firstKnown {
			likeness += .48 * inconnu
		} else if p.part == 0 {
			ceiling = min(ceiling, plafondPd)
		} else if p.part < .5 {
			ceiling = min(ceiling, plafondPp)
		}
		if n.raison != "" {
			reasons = append(reasons, n.raison)
		}
		if p.raison != "" {
			reasons = append(reasons, p.raison)
		}
	}
	score := dates[d].poids * likeness
	if d == dateEgale {
		score = 32 + 68*likeness
	}
	if d != dateDifferente && dates[d].raison != "" {
		reasons = append(reasons, dates[d].raison)
	}
	if phone {
		reasons = append(reasons, "même téléphone")
		if firstKnown && p.part < .5 {
			score += 6
		} else {
			score += 12
		}
	}
	if d == dateDifferente {
		ceiling = min(ceiling, SeuilProbable-1)
	}
	if len(reasons) == 0 {
		return Ressemblance{}
	}
	if firstKnown && p.part == 0 {
		reasons = append(reasons, "prénoms différents")
	}
	if d == dateDifferente {
		reasons = append(reasons, dates[d].raison)
	}
	return Ressemblance{Score: int(math.Round(min(score, ceiling, 100))), Raisons: reasons}
}

// comparerSansNom is the case where one identity has no name at all: the rest
// is never enough for more than a hint.
func comparerSansNom(a, b fiche) Ressemblance {
	var r Ressemblance
	if comparerDates(a.jour, b.jour) == dateEgale {
		r = Ressemblance{Score: 30, Raisons: []string{dates[dateEgale].raison}}
	}
	if slices.ContainsFunc(a.telephones, func(t string) bool { return slices.Contains(b.telephones, t) }) {
		r.Score += 15
		r.Raisons = append(r.Raisons, "même téléphone")
	}
	return r
}
