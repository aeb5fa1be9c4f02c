package trame

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"justicepartage/data/saisie"
)

// tirages draw canonical values of each type of field that is answered. A type without one
// makes the test below fail.
var tirages = map[string]func(h *rand.Rand) any{
	TypeTexte:      func(h *rand.Rand) any { return saisie.Ligne(mots(h)) },
	TypeParagraphe: func(h *rand.Rand) any { return saisie.Texte(mots(h) + "\n\n" + mots(h)) },
	TypeNombre: func(h *rand.Rand) any {
		return []float64{0, 1500000, -1500000, 0.1, 12.5, 1e14, 1.0 / 3, h.Float64() * 1e6, float64(h.IntN(1e9)), 1250, 1.25, -0.001}[h.IntN(12)]
	},
	TypeMontant: func(h *rand.Rand) any {
		return math.Round([]float64{1500000, 1234567.89, -20, 0.05, h.Float64() * 1e9, 1250.5}[h.IntN(6)]*100) / 100
	},
	TypeDate:      func(h *rand.Rand) any { return jourTire(h).Format("2006-01-02") },
	TypeHeure:     func(h *rand.Rand) any { return jourTire(h).Format("15:04") },
	TypeDateHeure: func(h *rand.Rand) any { return jourTire(h).Format("2006-01-02T15:04") },
	TypeOuiNon:    func(h *rand.Rand) any { return []string{"oui", "non"}[h.IntN(2)] },
	TypeChoix:     func(h *rand.Rand) any { return optionsTirees[h.IntN(len(optionsTirees))].Cle },
	TypeChoixMult: func(h *rand.Rand) any {
		l := []string{}
		for _, o := range optionsTirees {
			if h.IntN(2) == 0 {
				l = append(l, o.Cle)
			}
		}
		if len(l) == 0 {
			l = append(l, optionsTirees[0].Cle)
		}
		return l
	},
	TypeTelephone: func(h *rand.Rand) any {
		return []string{fmt.Sprintf("06399800%02d", h.IntN(100)), "+41223456789", "15", "116006", "3919"}[h.IntN(5)]
	},
	TypeAdresse: func(h *rand.Rand) any {
		a := Adresse{Voie: fmt.Sprintf("%d, rue des Tilleuls", 1+h.IntN(99)), CodePostal: "43000", Commune: "Le Puy-en-Velay"}
		for i, vide := range []*string{&a.Voie, &a.CodePostal, &a.Commune} {
			if h.IntN(4) == 0 {
				*vide = ""
			}
			if i == 0 && h.IntN(2) == 0 {
				a.Complement = "Bâtiment B, porte 12"
			}
		}
		if h.IntN(4) == 0 {
			a.CodePostal, a.Commune = "B-1000", "Bruxelles"
		}
		if a.Vide() {
			a.Commune = "Brioude"
		}
		return a
	},
	TypePersonne:     func(h *rand.Rand) any { return Lien{Nom: saisie.Ligne(mots(h))} },
	TypeLigne:        func(h *rand.Rand) any { return idNeuf() },
	TypeLignes:       func(h *rand.Rand) any { return []string{idNeuf(), "r1"}[:1+h.IntN(2)] },
	TypeDeclarations: func(h *rand.Rand) any { return []string{"logement.type", "enfants." + idNeuf()}[:1+h.IntN(2)] },
}

var optionsTirees = []*Option{{Cle: "a", Libelle: "Seul"}, {Cle: "b", Libelle: "Seul, avec enfants"}, {Cle: "c", Libelle: "Autre"}, {Cle: "d", Libelle: "Ni l’un, ni l’autre"}}

func mots(h *rand.Rand) string {
	l := []string{"Anne", "n’est", "12,5", "; rien", "L’été", "dit", "« oui »", "non", "43000"}
	s := ""
	for range 1 + h.IntN(6) {
		s += l[h.IntN(len(l))] + " "
	}
	return s
}

func jourTire(h *rand.Rand) time.Time {
	return time.Date(1930+h.IntN(110), 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h.IntN(365*24*60)) * time.Minute)
}

// What history keeps of an answer gives the answer back, for every type of field; and the
// few values of which it does not are told.
func TestGardePuisRelu(t *testing.T) {
	h := rand.New(rand.NewPCG(4, 3))
	for genre, n := range natures {
		if n.calcule {
			continue
		}
		tirer := tirages[genre]
		if tirer == nil {
			t.Errorf("no value to try for the type %s", genre)
			continue
		}
		c := &Champ{Cle: "c", Type: genre, Options: optionsTirees, options: map[string]*Option{}, section: &Section{Cle: "s"}}
		for _, o := range optionsTirees {
			c.options[o.Cle] = o
		}
		for range 400 {
			v := tirer(h)
			texte := Ecrire(c, v, Garde)
			relu, err := c.Relire(texte, finDesTemps)
			if err != nil || !memeValeur(relu, v) || !c.SansPerte(v) {
				t.Fatalf("%s: %#v is kept as %q and comes back as %#v, %v (told lossless: %v)", genre, v, texte, relu, err, c.SansPerte(v))
			}
			// What a form shows in its entry is understood as the same value.
			if n.tapee && genre != TypeAdresse && genre != TypeNombre {
				if relu, err := c.Normaliser(Ecrire(c, v, Saisi), finDesTemps); err != nil || !memeValeur(relu, v) {
					t.Fatalf("%s: %#v is typed %q and understood as %#v, %v", genre, v, Ecrire(c, v, Saisi), relu, err)
				}
			}
		}
	}
}

// A value that its text does not give back is told: the history must keep it itself.
func TestAvecPerte(t *testing.T) {
	for _, x := range []struct {
		genre string
		v     any
	}{
		{TypePersonne, Lien{ID: "7", Nom: "Anne"}},
		{TypeAdresse, Adresse{Voie: "1 ; 2 ; 3 ; 4", Complement: "B"}},
		{TypeTexte, Invalide{Texte: "?"}},
		{TypeChoixMult, []string{}},
		{TypeNombre, 1e16},
	} {
		c := &Champ{Cle: "c", Type: x.genre, section: &Section{Cle: "s"}}
		if c.SansPerte(x.v) {
			t.Errorf("%s: %#v is told to come back from %q", x.genre, x.v, Ecrire(c, x.v, Garde))
		}
	}
	if got := (&Champ{Type: TypeNombre}).Texte(1500000.0); got != "1500000" {
		t.Errorf("1 500 000 is written %s", got)
	}
}

// The parts of the engine ask the same list of types as the readers of services.
func TestTousLesTypes(t *testing.T) {
	for _, genre := range []string{
		TypeTexte, TypeParagraphe, TypeNombre, TypeMontant, TypeDate, TypeHeure, TypeDateHeure, TypeOuiNon, TypeChoix, TypeChoixMult,
		TypeTelephone, TypeAdresse, TypePersonne, TypeCalcul, TypeDeclarations, TypeLigne, TypeLignes,
	} {
		if !slices.Contains(types(), genre) {
			t.Errorf("the type %s has no nature", genre)
		}
	}
}
