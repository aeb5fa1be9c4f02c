package data

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"justicepartage/data/identite"
	"justicepartage/data/saisie"
)

// MotsRequete cuts what is typed into words the way the index does: letters and digits.
// The index keeps no positions, so a word must never look like a phrase to it.
func MotsRequete(s string) []string {
	return strings.FieldsFunc(identite.Plier(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// What is typed to find somebody becomes a query: words in quotes (with a star, the beginning of one), AND, OR. Numbers (phones, dates of birth,
// numbers of dossiers) may be spaced in any way, and still be incomplete; names may have
// or lack their particles, hyphens and apostrophes.

var (
	reNombre     = regexp.MustCompile(`\+?\d(?:[\d\s./()–-]*\d)?`)
	reJour       = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{0,4}))?[/.-]?$`)
	reEnToutes   = regexp.MustCompile(`\d{1,2}(?:er)?\s+\pL{3,}\.?\s+\d{2,4}`) // 3 janvier 1990
	reNumeroMots = regexp.MustCompile(`^[\d\s-]*\pL{3,5}[\s-]*\d+$`)           // esr 12, 2026-ESR-0012
)

// demande collects the parts of a query, all of which must hold.
type demande struct {
	parts  []string
	exacte bool // whole words only
}

func (r *demande) mot(m string, debut bool) string {
	if debut && !r.exacte {
		return `"` + m + `"*`
	}
	return `"` + m + `"`
}

func (r *demande) ajouter(choix ...string) {
	if len(choix) > 0 {
		r.parts = append(r.parts, "("+strings.Join(choix, " OR ")+")")
	}
}

// RequeteIdentite writes the query, "" when there is nothing to look for. exacte asks for
// whole words only.
func RequeteIdentite(texte string, maintenant time.Time, exacte bool) string {
	texte = saisie.Ligne(texte)
	r := &demande{exacte: exacte}
	if reNumeroMots.MatchString(texte) {
		r.noms(texte)
		return strings.Join(r.parts, " AND ")
	}
	reste := reEnToutes.ReplaceAllStringFunc(texte, func(s string) string {
		if j, err := saisie.DateNaissance(s, maintenant); err == nil {
			r.ajouter(r.mot(strings.ReplaceAll(j, "-", ""), false))
			return " "
		}
		return s
	})
	reste = reNombre.ReplaceAllStringFunc(reste, func(s string) string {
		r.nombre(s, maintenant)
		return " "
	})
	r.noms(reste)
	return strings.Join(r.parts, " AND ")
}

// nombre adds a run of digits: a phone, a date, the beginning or the end of one.
func (r *demande) nombre(s string, maintenant time.Time) {
	chiffres := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
	etranger := strings.TrimPrefix(chiffres, "00")
	if court, ok := strings.CutPrefix(etranger, "33"); ok {
		etranger = "0" + strings.TrimPrefix(court, "0")
	}
	if strings.HasPrefix(s, "+") {
		r.ajouter(r.mot(etranger, true))
		return
	}
	choix := []string{r.mot(chiffres, true)}
	if strings.HasPrefix(chiffres, "00") && len(chiffres) > 4 { // four digits are a number of dossier, or the end of a phone
		choix = append(choix, r.mot(etranger, true))
	}
	if j, err := saisie.DateNaissance(s, maintenant); err == nil && len(chiffres) >= 4 {
		choix = append(choix, r.mot(strings.ReplaceAll(j, "-", ""), false))
	}
	if m := reJour.FindStringSubmatch(s); m != nil { // perhaps still being typed
		choix = append(choix, r.mot(deux(m[1])+deux(m[2])+m[3], true))
	}
	if l := strings.Fields(s); len(l) > 1 { // several numbers
		for i, m := range l {
			l[i] = r.mot(strings.Join(MotsRequete(m), ""), i == len(l)-1)
		}
		choix = append(choix, "("+strings.Join(l, " AND ")+")")
	}
	r.ajouter(choix...)
}

func deux(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// noms adds names. A particle goes with the word that follows it; what is typed in one
// piece, or with its particles, is also looked for joined.
func (r *demande) noms(texte string) {
	var groupes [][]string
	var attente []string
	for _, morceau := range strings.Fields(texte) {
		attente = append(attente, MotsRequete(morceau)...)
		if len(attente) > 0 && !particulesSeules(attente) {
			groupes, attente = append(groupes, attente), nil
		}
	}
	if len(attente) > 0 {
		groupes = append(groupes, attente)
	}
	if len(groupes) == 0 {
		return
	}
	var un []string
	for i, g := range groupes {
		un = append(un, r.groupe(g, i == len(groupes)-1))
	}
	choix := []string{"(" + strings.Join(un, " AND ") + ")"}
	// The words of one name may have been joined in the dossier: jean pierre, o neill.
	for i := range len(groupes) - 1 {
		joint := strings.Join(groupes[i], "") + strings.Join(groupes[i+1], "")
		var l []string
		for k, g := range un {
			switch k {
			case i:
				l = append(l, r.mot(joint, i+1 == len(groupes)-1))
			case i + 1:
			default:
				l = append(l, g)
			}
		}
		choix = append(choix, "("+strings.Join(l, " AND ")+")")
	}
	r.ajouter(choix...)
}

// particulesSeules tells whether all the words are particles: SansParticules keeps them
// then, and drops them before any other word.
func particulesSeules(mots []string) bool {
	return len(identite.SansParticules(append([]string{"x"}, mots...))) == 1 && mots[0] != "x"
}

// groupe is what one name is looked for under.
func (r *demande) groupe(mots []string, dernier bool) string {
	utiles := identite.SansParticules(mots)
	l := make([]string, len(utiles))
	for i, m := range utiles {
		l[i] = r.mot(m, dernier && i == len(utiles)-1)
	}
	choix := []string{"(" + strings.Join(l, " AND ") + ")"}
	for i := range len(mots) - 1 {
		choix = append(choix, r.mot(strings.Join(mots[i:], ""), dernier))
	}
	return "(" + strings.Join(choix, " OR ") + ")"
}
