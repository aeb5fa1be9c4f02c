// Package regard is who else reads the screen. While somebody sits beside, people are
// their initials.
package regard

import (
	"strings"
	"unicode"

	"justicepartage/data/identite"
)

// Regard is shared by every screen of a session; nil is nobody beside.
type Regard struct {
	// Autrui tells that somebody sits beside.
	Autrui bool
}

// Voit tells whether somebody sits beside.
func (r *Regard) Voit() bool { return r != nil && r.Autrui }

// Nommer writes a name for the screen.
func (r *Regard) Nommer(nom string) string {
	if !r.Voit() {
		return nom
	}
	var l []string
	for _, m := range mots(nom) {
		l = append(l, initiale(nom[m.de:m.a]))
	}
	return strings.Join(l, " ")
}

// Masquer writes a text for the screen: the names of these people that stand in it are
// initials.
func (r *Regard) Masquer(texte string, gens []string) string {
	if !r.Voit() {
		return texte
	}
	noms := map[string]bool{}
	for _, g := range gens {
		for _, m := range identite.SansParticules(identite.Mots(g)) {
			noms[m] = true
		}
	}
	var sb strings.Builder
	fin := 0
	for _, m := range mots(texte) {
		mot := texte[m.de:m.a]
		if !noms[identite.Plier(mot)] || !estNom(mot) {
			continue
		}
		sb.WriteString(texte[fin:m.de])
		sb.WriteString(initiale(mot))
		fin = m.a
	}
	return sb.String() + texte[fin:]
}

// estNom takes a short word for a name when it is written as one alone: a text has many.
func estNom(mot string) bool {
	r := []rune(mot)
	return len(r) > 3 || unicode.IsUpper(r[0])
}

func initiale(mot string) string {
	return string(unicode.ToUpper([]rune(mot)[0])) + "."
}

type intervalle struct{ de, a int }

// mots finds the words of a text: letters, with the marks that belong to them.
func mots(s string) []intervalle {
	var out []intervalle
	debut := -1
	for i, c := range s {
		if unicode.IsLetter(c) || unicode.IsMark(c) {
			if debut < 0 {
				debut = i
			}
			continue
		}
		if debut >= 0 {
			out = append(out, intervalle{debut, i})
			debut = -1
		}
	}
	if debut >= 0 {
		out = append(out, intervalle{debut, len(s)})
	}
	return out
}
