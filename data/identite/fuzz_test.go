package identite

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzPlier(f *testing.F) {
	for _, s := range []string{"O’NEILL", "d’ORGEVAL", "ŒUVRARD", "e\u0301", "İ ẞ ﬁ", "\xff😀", "Oʼneill ", "ϓ 한글"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Plier(s)
		if !utf8.ValidString(folded) || strings.TrimSpace(folded) != folded || strings.Contains(folded, "  ") {
			t.Errorf("%q gave %q", s, folded)
		}
		if again := Plier(folded); again != folded {
			t.Errorf("%q gave %q then %q", s, folded, again)
		}
		located, pos := PlierAvecPositions(s)
		if located != folded || len(pos) != len(folded)+1 || !slices.IsSorted(pos) {
			t.Fatalf("%q gave %q, %v", s, located, pos)
		}
		for _, p := range pos {
			if p < 0 || p > len(s) || p < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[p]) {
				t.Errorf("%q: position %d", s, p)
			}
		}
		if again := Plier(s[pos[0]:pos[len(folded)]]); again != folded {
			t.Errorf("%q: the located part folds to %q, not %q", s, again, folded)
		}
	})
}

func FuzzPhonetique(f *testing.F) {
	for _, s := range []string{"Lefebvre", "Quentin", "Renault", "œ'h sch", "e", "ill", "François Nguyễn 2", "Иван"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := phonetique(s)
		if len(strings.Fields(key)) != len(Mots(s)) || key != phonetique(Plier(s)) {
			t.Errorf("%q gave %q", s, key)
		}
	})
}

func FuzzComparer(f *testing.F) {
	f.Add("MARTIN épouse DUPONT", "Jean-Pierre", "1980-05-12", "Martin", "Jean, Pierre", "1980-12-05")
	f.Add("O’NEILL", "", "", "J", "é", "x")
	f.Fuzz(func(t *testing.T, nomA, prenomA, jourA, nomB, prenomB, jourB string) {
		a, b := personne(nomA, prenomA, jourA), personne(nomB, prenomB, jourB)
		r, back := Comparer(a, b), Comparer(b, a)
		if r.Score != back.Score || r.Score < 0 || r.Score > 100 {
			t.Errorf("%v one way, %v the other", r, back)
		}
		if r.Score >= SeuilPossible && !partagent(a, b) {
			t.Errorf("%v without a common key", r)
		}
	})
}
