package trame

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// hasard makes answers of the group service: some of its rows, some of their answers.
func hasard(g *rand.Rand) Reponses {
	r := Reponses{}
	modifier(g, r)
	modifier(g, r)
	return r
}

// modifier changes answers as somebody would.
func modifier(g *rand.Rand, r Reponses) {
	for range 1 + g.IntN(4) {
		switch g.IntN(7) {
		case 0:
			r.Poser(Chemin{Section: "fond", Champ: "violence"}, []any{"oui", "non", nil}[g.IntN(3)])
		case 1:
			r.DireAucun("venus")
		case 2:
			if rub := r["venus"]; rub != nil && len(rub.Lignes) > 0 {
				rub.Lignes = slices.Delete(rub.Lignes, 0, 1)
			}
		default:
			id := fmt.Sprintf("r%d", 1+g.IntN(3))
			champ := []string{"nom", "telephone", "accord"}[g.IntN(3)]
			v := []any{"Roux", "0639980011", "oui", nil}[g.IntN(4)]
			r.Poser(Chemin{Section: "venus", Ligne: id, Champ: champ}, v)
		}
	}
	if r["fond"] != nil && len(r["fond"].Valeurs) == 0 {
		delete(r, "fond")
	}
}

// The merge against what it promises, on answers made at random.
func TestFondreProprietes(t *testing.T) {
	s, _ := chargerGroupe(t)
	g := rand.New(rand.NewPCG(1, 2))
	egal := memesReponses
	for range 3000 {
		de := hasard(g)
		mien, leur := de.Copie(), de.Copie()
		modifier(g, mien)
		modifier(g, leur)
		if r, d := s.Fondre(de, s.Comparer(de, mien)); !egal(r, mien) || d != nil {
			t.Fatalf("nobody else wrote:\n%s\n%s\n%s", de.JSON(), mien.JSON(), r.JSON())
		}
		if r, d := s.Fondre(leur, Changement{}); !egal(r, leur) || d != nil {
			t.Fatalf("nothing was changed: %s", r.JSON())
		}
		avant := string(leur.JSON())
		c := s.Comparer(de, mien)
		r, d := s.Fondre(leur, c)
		if string(leur.JSON()) != avant {
			t.Fatal("the answers of others were written in")
		}
		// Sent twice, it is the same.
		if r2, _ := s.Fondre(r, c); !egal(r, r2) {
			t.Fatalf("sent twice:\n%s\n%s", r.JSON(), r2.JSON())
		}
		// The other way round, what does not diverge is the same.
		r3, d3 := s.Fondre(mien, s.Comparer(de, leur))
		if len(d) != len(d3) {
			t.Fatalf("divergences differ: %v %v", d, d3)
		}
		if len(d) == 0 && !memesReponses(r, r3) {
			t.Fatalf("the order of the writers counts:\nfrom %s\nmine %s\ntheirs %s\n→ %s\n→ %s", de.JSON(), mien.JSON(), leur.JSON(), r.JSON(), r3.JSON())
		}
		for _, x := range d {
			if egales(x.Leur, x.Mien) || !egales(r.Valeur(x.Chemin), x.Leur) || !egales(mien.Valeur(x.Chemin), x.Mien) || !egales(de.Valeur(x.Chemin), x.Avant) {
				t.Fatalf("%+v", x)
			}
		}
		// What was written is never lost: a row in which either wrote is there.
		for _, cote := range []Reponses{mien, leur} {
			for _, l := range lignesDe(cote["venus"]) {
				a := de["venus"].Ligne(l.ID)
				if (a == nil || !memesValeurs(a.Valeurs, l.Valeurs)) && len(l.Valeurs) > 0 && r["venus"].Ligne(l.ID) == nil {
					t.Fatalf("row %s is lost:\n%s\n%s\n%s\n%s", l.ID, de.JSON(), mien.JSON(), leur.JSON(), r.JSON())
				}
			}
		}
	}
}

// memesReponses compares answers whatever the order of their rows.
func memesReponses(a, b Reponses) bool {
	tri := func(r Reponses) map[string]map[string]any {
		out := map[string]map[string]any{}
		for cle, rub := range r {
			if len(rub.Valeurs) > 0 {
				out[cle] = rub.Valeurs
			}
			if rub.repetee {
				out[cle+"[]"] = nil
			}
			for _, l := range rub.Lignes {
				out[cle+"."+l.ID] = l.Valeurs
			}
		}
		return out
	}
	x, y := tri(a), tri(b)
	return len(x) == len(y) && maps.EqualFunc(x, y, memesValeurs)
}

// What names a row that another took out no longer names it, and the rest is saved.
func TestFondreDesignations(t *testing.T) {
	s, _ := chargerGroupe(t)
	de := Reponses{}
	de.Poser(Chemin{Section: "venus", Ligne: "r1", Champ: "nom"}, "Roux")
	de.Poser(Chemin{Section: "venus", Ligne: "r2", Champ: "nom"}, "Vialatte")
	mien, leur := de.Copie(), de.Copie()
	mien.Poser(Chemin{Section: "jours", Ligne: "j1", Champ: "presents"}, []string{"r1", "r2"})
	s.Retirer(leur, "venus", "r2")
	r, d := s.Fondre(leur, s.Comparer(de, mien))
	if d != nil || !egales(r.Valeur(Chemin{Section: "jours", Ligne: "j1", Champ: "presents"}), []string{"r1"}) {
		t.Errorf("%s %v", r.JSON(), d)
	}
	if _, err := s.LireJSON(r.JSON()); err != nil {
		t.Error(err)
	}
}
