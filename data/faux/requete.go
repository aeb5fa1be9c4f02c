package faux

import (
	"slices"
	"strings"
)

// repond tells whether words answer a query of data.RequeteIdentite: quoted words, with a
// star for the beginning of one, AND, OR and parentheses.
func repond(q string, mots []string) bool {
	l := lecteur{reste: q, mots: mots}
	return l.un()
}

type lecteur struct {
	reste string
	mots  []string
}

// mange takes a sign if it comes next.
func (l *lecteur) mange(signe string) bool {
	suite, ok := strings.CutPrefix(strings.TrimLeft(l.reste, " "), signe)
	if ok {
		l.reste = suite
	}
	return ok
}

func (l *lecteur) un() bool {
	v := l.tous()
	for l.mange("OR") {
		autre := l.tous()
		v = v || autre
	}
	return v
}

func (l *lecteur) tous() bool {
	v := l.terme()
	for l.mange("AND") {
		autre := l.terme()
		v = v && autre
	}
	return v
}

func (l *lecteur) terme() bool {
	if l.mange("(") {
		v := l.un()
		l.mange(")")
		return v
	}
	if !l.mange(`"`) {
		return false
	}
	mot, suite, _ := strings.Cut(l.reste, `"`)
	l.reste = suite
	debut := l.mange("*")
	return slices.ContainsFunc(l.mots, func(m string) bool { return m == mot || debut && strings.HasPrefix(m, mot) })
}
