package identite

import (
	"math"
	"slices"
	"time"
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
