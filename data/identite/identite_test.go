package identite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPlier(t *testing.T) {
	for in, want := range map[string]string{
		"":                                   "",
		"Lefèvre":                            "lefevre",
		"LEFE\u0300VRE":                      "lefevre",
		"O’NEILL":                            "o neill",
		"O'Neill":                            "o neill",
		"Oʼneill":                            "o neill",
		"ONeill":                             "oneill",
		"d’ORGEVAL":                          "d orgeval",
		"ŒUVRARD":                            "oeuvrard",
		"Ægidius Straße":                     "aegidius strasse",
		"STRAẞE":                             "strasse",
		"Søren Đorđe Łukasz":                 "soren dorde lukasz",
		"Jean‑Pierre – Marie_Anne, (M.)/Mme": "jean pierre marie anne m mme",
		"  a\u00a0\u202fb\t\nc  ":            "a b c",
		"Du\u00adpont\u200b":                 "dupont",
		"M\xe9nard":                          "mnard",
		"Zoé 😀 2":                            "zoe 2",
		"😀":                                  "",
		"ﬁls İzmir ılgaz":                    "fils izmir ilgaz",
		"a\x00b":                             "ab",
		"Αθήνα":                              "αθηνα",
	} {
		if got := Plier(in); got != want {
			t.Errorf("Plier(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestPlierAvecPositions(t *testing.T) {
	for _, c := range []struct{ text, search, want string }{
		{"Mme LEFÈVRE, Zoé", "lefevre", "LEFÈVRE"},
		{"Mme LEFE\u0300VRE, Zoé", "lefe", "LEFE\u0300"},
		{"(d’ORGEVAL)", "orgeval", "ORGEVAL"},
		{"(d’ORGEVAL)", "d orgeval", "d’ORGEVAL"},
		{"chez ŒUVRARD !", "oeuvrard", "ŒUVRARD"},
		{"Zoe\u0301 ", "zoe", "Zoe\u0301"},
		{"Jean  -  Pierre", "jean pierre", "Jean  -  Pierre"},
		{"Du\u00adpont", "dupont", "Du\u00adpont"},
	} {
		folded, pos := PlierAvecPositions(c.text)
		i := strings.Index(folded, c.search)
		if i < 0 {
			t.Fatalf("%q not in %q", c.search, folded)
		}
		if got := c.text[pos[i]:pos[i+len(c.search)]]; got != c.want {
			t.Errorf("%q in %q shown as %q; want %q", c.search, c.text, got, c.want)
		}
	}
	if folded, pos := PlierAvecPositions(" 😀 "); folded != "" || len(pos) != 1 {
		t.Errorf("got %q, %v", folded, pos)
	}
}

func TestMotsEtParticules(t *testing.T) {
	if got := Mots(" Le Chambon-sur-Lignon "); !slices.Equal(got, []string{"le", "chambon", "sur", "lignon"}) {
		t.Errorf("Mots: %q", got)
	}
	if got := Mots("…"); len(got) != 0 {
		t.Errorf("Mots: %q", got)
	}
	words := []string{"de", "la", "tour"}
	if got := SansParticules(words); !slices.Equal(got, []string{"tour"}) || words[0] != "de" {
		t.Errorf("SansParticules: %q, from %q", got, words)
	}
	if got := SansParticules([]string{"le", "van"}); !slices.Equal(got, []string{"le", "van"}) {
		t.Errorf("SansParticules: %q", got)
	}
}

func TestCleNom(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"d’ORGEVAL":             "orgeval",
		"Le Chambon-sur-Lignon": "chambonsurlignon",
		"O’NEILL":               "oneill",
		"ONeill":                "oneill",
		"Mac Donald":            "macdonald",
		"VAN DEN BERG":          "berg",
		"El Amrani":             "amrani",
		"Le":                    "le",
	} {
		if got := CleNom(in); got != want {
			t.Errorf("CleNom(%q) = %q; want %q", in, got, want)
		}
	}
}

// phonetique joins the keys of the words of a name.
func phonetique(s string) string {
	mots := Mots(s)
	for i, m := range mots {
		mots[i] = phonetiqueMot(m)
	}
	return strings.Join(mots, " ")
}

func TestPhonetiqueEgale(t *testing.T) {
	for _, group := range []string{
		"Lefèvre Lefebvre LEFEVRE", "Dupont Dupond Dupon", "Martin Martain MARTINS", "Faure Faur Fore",
		"Philippe Filipe Philipe", "Thierry Tiery Thiery", "Gauthier Gautier Gotier",
		"Quentin Kentin", "Benoît Benoist Benoi", "Durand Durant", "Chaïb Chaib", "Renault Renaud Reno Renaut",
		"Michaël Mickael Mikael", "Thibault Thibaut Thibaud Tibo", "Christine Kristine", "Laïla Leila Layla",
		"Mohamed Mohammed Moamed", "François Francois FRANÇOIS Fransois", "Baptiste Batiste", "Djamel Jamel",
		"Henri Henry Anri", "Georges George Jorge", "Guy Gui", "Hervé Herve Ervé", "Chaumette Chomette",
		"Wagner Vagner", "Œuvrard Euvrard Oeuvrar",
		"Mireille Mireil", "Julien Jullien", "Regnier Reignier", "Schmidt Chmid", "Agnès Agnes", "Inès Ines",
		"Jean Jan", "Adélaïde Adelaide", "Loïc Loic Loick", "Denise Denize",
	} {
		words := strings.Fields(group)
		for _, w := range words[1:] {
			if a, b := phonetique(words[0]), phonetique(w); a != b {
				t.Errorf("%s = %s but %s = %s", words[0], a, w, b)
			}
		}
	}
}

func TestPhonetiqueDifferente(t *testing.T) {
	for _, pair := range []string{
		"Meunier Mounier", "Boyer Bayer", "Martin Marin", "Petit Petiot", "Petit Petite", "Denis Denise",
		"Brun Bron", "Jean Jeanne", "Simon Simone", "Ines In", "Poisson Poison", "Boisson Boison", "Michel Mikel", "Marie Mario",
	} {
		w := strings.Fields(pair)
		if a, b := phonetique(w[0]), phonetique(w[1]); a == b {
			t.Errorf("%s and %s are both %s", w[0], w[1], a)
		}
	}
}

func TestPhonetiqueForme(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "…": "", "Le Goff": "L GOF", "Hue": "U", "Hh": "HH", "Agnès": "A9", "Lenoir": "LEN0R", "Li 2": "LI 2",
		"Poincaré": "P75KAR", "Larivière-Bastien": "LARIVIER BASTI5", "Maillet": "MAIE", "Levêque": "LEVEK",
	} {
		if got := phonetique(in); got != want {
			t.Errorf("phonetique(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b      string
		max, want int
	}{
		{"", "", 2, 0},
		{"", "abc", 3, 3},
		{"", "abc", 2, 3},
		{"martin", "martin", 0, 0},
		{"martin", "marin", 0, 1},
		{"martin", "marin", 1, 1},
		{"martin", "matrin", 1, 1},
		{"martin", "nitram", 3, 4},
		{"été", "ete", 2, 2},
		{"ca", "abc", 5, 3},
		{"abcdef", "badcfe", 5, 3},
		{"a", "b", -1, 1},
		{"a", "a", -1, 0},
	} {
		for _, got := range []int{Distance(c.a, c.b, c.max), Distance(c.b, c.a, c.max)} {
			if got != c.want {
				t.Errorf("Distance(%q, %q, %d) = %d; want %d", c.a, c.b, c.max, got, c.want)
			}
		}
	}
}

// TestDistanceBande checks the bounded computation against the plain one.
func TestDistanceBande(t *testing.T) {
	plain := func(a, b string) int {
		d := make([][]int, len(a)+1)
		for i := range d {
			d[i] = make([]int, len(b)+1)
			for j := range d[i] {
				switch {
				case i == 0 || j == 0:
					d[i][j] = i + j
				case a[i-1] == b[j-1]:
					d[i][j] = d[i-1][j-1]
				default:
					d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
				}
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
		return d[len(a)][len(b)]
	}
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		w := make([]byte, rng.IntN(9))
		for i := range w {
			w[i] = "abc"[rng.IntN(3)]
		}
		return string(w)
	}
	for range 50_000 {
		a, b, most := word(), word(), rng.IntN(10)
		if got, want := Distance(a, b, most), min(plain(a, b), most+1); got != want {
			t.Fatalf("Distance(%q, %q, %d) = %d; want %d", a, b, most, got, want)
		}
	}
}

func personne(nom, prenoms, naissance string, rest ...string) Identite {
	i := Identite{Nom: nom, Prenoms: prenoms, Naissance: naissance}
	for k, r := range rest {
		if k == 0 {
			i.NomUsage = r
		} else {
			i.Telephones = append(i.Telephones, r)
		}
	}
	return i
}

// paires are couples of identities with the range of the score and the
// reasons expected, separated by semicolons.
var paires = []struct {
	label    string
	a, b     Identite
	min, max int
	raisons  string
}{
	{"the same", personne("MARTIN", "Jean", "1980-05-12"), personne("Martin", "JEAN", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"nothing known", Identite{}, Identite{}, 0, 0, ""},
	{"nothing in common", personne("MARTIN", "Jean", "1980-05-12"), personne("KOWALSKI", "Anne", "1992-11-30"), 0, 0, ""},
	{"no birth date", personne("MARTIN", "Jean", ""), personne("MARTIN", "Jean", "1980-05-12"), SeuilProbable, 80, "même nom;même prénom"},
	{"only the name known", personne("MARTIN", "", ""), personne("MARTIN", "Jean", "1980-05-12"), 30, SeuilPossible - 1, "même nom"},
	{"only the first name known", personne("", "Jean", ""), personne("MARTIN", "Jean", ""), 20, SeuilPossible - 1, "même prénom"},
	{"only the date known", personne("", "", "1980-05-12"), personne("MARTIN", "Jean", "1980-05-12"), 1, SeuilPossible - 1, "même date de naissance"},
	{"phonetic name", personne("LEFEBVRE", "Zoé", "1990-03-01"), personne("Lefèvre", "Zoe", "1990-03-01"), 90, 99, "nom qui se prononce de la même façon;même prénom;même date de naissance"},
	{"phonetic both, no date", personne("RENAULT", "Philippe", ""), personne("Reno", "Filipe", ""), SeuilPossible, SeuilProbable - 1, "nom qui se prononce de la même façon;prénom qui se prononce de la même façon"},
	{"letter missing", personne("MARTIN", "Jean", "1980-05-12"), personne("MARTN", "Jean", "1980-05-12"), 85, 99, "nom à une lettre près;même prénom;même date de naissance"},
	{"letters exchanged", personne("DUBREUIL", "Thomas", "1980-05-12"), personne("DUBERUIL", "Thoams", "1980-05-12"), 80, 99, "nom à une lettre près;prénom à une lettre près;même date de naissance"},
	{"typing errors, no date", personne("CHAUVET", "Thomas", ""), personne("CHAUVEL", "Thomsa", ""), SeuilPossible, SeuilProbable - 1, "nom à une lettre près;prénom à une lettre près"},
	{"day and month", personne("MARTIN", "Jean", "1980-05-12"), personne("MARTIN", "Jean", "1980-12-05"), 90, 99, "même nom;même prénom;jour et mois de naissance inversés"},
	{"one digit", personne("MARTIN", "Jean", "1980-05-12"), personne("MARTIN", "Jean", "1990-05-12"), 85, 95, "même nom;même prénom;date de naissance à un chiffre près"},
	{"digits exchanged", personne("MARTIN", "Jean", "1985-05-12"), personne("MARTIN", "Jean", "1958-05-12"), 85, 95, "même nom;même prénom;date de naissance à un chiffre près"},
	{"first of January", personne("DIALLO", "Moussa", "1985-01-01"), personne("DIALLO", "Moussa", "1985-07-23"), 75, 85, "même nom;même prénom;même année de naissance, jour incertain"},
	{"same year", personne("MARTIN", "Jean", "1980-05-12"), personne("MARTIN", "Jean", "1980-11-23"), SeuilPossible, SeuilProbable - 1, "même nom;même prénom;même année de naissance"},
	{"homonyms", personne("MARTIN", "Jean", "1980-05-12"), personne("MARTIN", "Jean", "1963-11-27"), 40, SeuilProbable - 1, "même nom;même prénom;dates de naissance différentes"},
	{"homonyms sharing a telephone", personne("MARTIN", "Jean", "1980-05-12", "", "0639980001"), personne("MARTIN", "Jean", "1951-11-27", "", "+33 6 39 98 00 01"), SeuilPossible, SeuilProbable - 1, "même nom;même prénom;même téléphone;dates de naissance différentes"},
	{"twins", personne("MARTIN", "Louise", "1999-05-12"), personne("MARTIN", "Hugo", "1999-05-12"), 40, SeuilProbable - 1, "même nom;même date de naissance;prénoms différents"},
	{"twins sharing a telephone", personne("MARTIN", "Léa", "1999-05-12", "", "0639980001"), personne("MARTIN", "Léo", "1999-05-12", "", "0639980001"), 40, SeuilProbable - 1, "même nom;même date de naissance;même téléphone;prénoms différents"},
	{"twins of close first names", personne("MARTIN", "Julie", "1999-05-12"), personne("MARTIN", "Julien", "1999-05-12"), 40, SeuilProbable - 1, "même nom;prénom proche;même date de naissance"},
	{"twins, Stéphane and Stéphanie", personne("MARTIN", "Stéphane", "1999-05-12", "", "0639980001"), personne("MARTIN", "Stéphanie", "1999-05-12", "", "0639980001"), 40, SeuilProbable - 1, "même nom;prénom proche;même date de naissance;même téléphone"},
	{"twins of compound first names", personne("MARTIN", "Marie-Anne", "1999-05-12"), personne("MARTIN", "Marie-Claire", "1999-05-12"), 40, SeuilProbable - 1, "même nom;prénom composé en partie identique;même date de naissance"},
	{"brothers", personne("MARTIN", "Paul", "1999-05-12"), personne("MARTIN", "Hugo", "2003-08-30"), 0, SeuilPossible - 1, "même nom;prénoms différents;dates de naissance différentes"},
	{"couple", personne("MARTIN", "Paul", "", "", "0639980001"), personne("MARTIN", "Anne", "", "", "0639980001"), 0, SeuilPossible - 1, "même nom;même téléphone;prénoms différents"},
	{"married name", personne("MARTIN", "Anne", "1980-05-12", "DUPONT"), personne("DUPONT", "Anne", "1980-05-12"), 90, 99, "même nom (nom de naissance de l’un, nom d’usage de l’autre);même prénom;même date de naissance"},
	{"married name in one field", personne("MARTIN épouse DUPONT", "Anne", "1980-05-12"), personne("Dupond", "Anne", "1980-05-12"), 85, 99, "nom qui se prononce de la même façon (nom de naissance de l’un, nom d’usage de l’autre);même prénom;même date de naissance"},
	{"née", personne("DUPONT née MARTIN", "Anne", "1980-05-12"), personne("MARTIN", "Anne", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"usage name only", personne("", "Anne", "1980-05-12", "épouse DUPONT"), personne("MARTIN", "Anne", "1980-05-12", "DUPONT"), 100, 100, "même nom d’usage;même prénom;même date de naissance"},
	{"sisters-in-law", personne("MARTIN", "Anne", "", "DUPONT"), personne("KOWALSKI", "Zoé", "", "DUPONT"), 0, SeuilPossible - 1, "même nom d’usage;prénoms différents"},
	{"new name unknown", personne("MARTIN", "Anne", "1980-05-12"), personne("KOWALSKI", "Anne", "1980-05-12"), SeuilPossible, SeuilProbable - 1, "même prénom;même date de naissance"},
	{"name and first name exchanged", personne("PASCAL", "Thomas", "1980-05-12"), personne("THOMAS", "Pascal", "1980-05-12"), 90, 99, "nom et prénom inversés;même date de naissance"},
	{"exchanged, no date", personne("Traoré", "Aminata", ""), personne("Aminata", "TRAORE", ""), SeuilProbable, 75, "nom et prénom inversés"},
	{"all in the name", personne("Jean MARTIN", "", "1980-05-12"), personne("MARTIN", "Jean", "1980-05-12"), 90, 99, "même nom et même prénom, rangés autrement;même date de naissance"},
	{"O’NEILL", personne("O’NEILL", "Zoé", "1980-05-12"), personne("ONeill", "ZOE\u0301", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"Le Goff", personne("Le Goff", "Yann", "1980-05-12"), personne("LEGOFF", "Yann", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"d’ORGEVAL", personne("d’ORGEVAL", "Guy", ""), personne("ORGEVAL", "Guy", ""), SeuilProbable, 80, "même nom;même prénom"},
	{"Saint", personne("St-Martin", "Guy", ""), personne("SAINT MARTIN", "Guy", ""), SeuilProbable, 80, "même nom;même prénom"},
	{"Jean-Pierre", personne("MARTIN", "Jean-Pierre", "1980-05-12"), personne("MARTIN", "Jean Pierre", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"more first names", personne("MARTIN", "Jean, Pierre, Marie", "1980-05-12"), personne("MARTIN", "Jean", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"Jean Pierre Marie", personne("MARTIN", "Jean Pierre Marie", "1980-05-12"), personne("MARTIN", "Jean-Pierre", "1980-05-12"), 100, 100, "même nom;même prénom;même date de naissance"},
	{"second first name used", personne("MARTIN", "Jean, Pierre", "1980-05-12"), personne("MARTIN", "Pierre", "1980-05-12"), SeuilProbable, 95, "même nom;prénom cité parmi les autres prénoms;même date de naissance"},
	{"initial", personne("MARTIN", "J.", "1980-05-12"), personne("MARTIN", "Jean", "1980-05-12"), SeuilProbable, 95, "même nom;même initiale de prénom;même date de naissance"},
	{"other initial", personne("MARTIN", "P.", "1980-05-12"), personne("MARTIN", "Jean", "1980-05-12"), 0, SeuilProbable - 1, "même nom;même date de naissance;prénoms différents"},
	{"compound name", personne("MARTIN-DUPONT", "Anne", "1980-05-12"), personne("DUPONT", "Anne", "1980-05-12"), SeuilProbable, 95, "nom composé en partie identique;même prénom;même date de naissance"},
	{"compound name turned round", personne("MARTIN-DUPONT", "Anne", ""), personne("DUPONT MARTIN", "Anne", ""), SeuilPossible, 75, "nom écrit dans un autre ordre;même prénom"},
	{"Saint is not a likeness", personne("SAINT-PAUL", "Anne", ""), personne("SAINT-GEORGES", "Zoé", ""), 0, 0, ""},
	{"two letters, same date", personne("RAZAFINDRAKOTO", "Zoé", "1980-05-12"), personne("RAZAFINDAKOTA", "Zoé", "1980-05-12"), SeuilProbable, 95, "nom à deux lettres près;même prénom;même date de naissance"},
	{"two letters, no support", personne("RAZAFINDRAKOTO", "Zoé", ""), personne("RAZAFINDAKOTA", "Zoé", ""), 0, SeuilPossible - 1, "même prénom"},
	{"Mohamed", personne("BENALI", "Mohamed", "1980-05-12"), personne("BEN ALI", "Mohammed", "1980-05-12"), 90, 99, "même nom;prénom qui se prononce de la même façon;même date de naissance"},
	{"a service’s number", personne("MARTIN", "Jean", "", "", "115"), personne("KOWALSKI", "Anne", "", "", "115"), 0, 0, ""},
	{"impossible date", personne("MARTIN", "Jean", "1980-02-31"), personne("MARTIN", "Jean", "1980"), SeuilProbable, 80, "même nom;même prénom"},
}

func TestComparer(t *testing.T) {
	for _, c := range paires {
		got := Comparer(c.a, c.b)
		if got.Score < c.min || got.Score > c.max || strings.Join(got.Raisons, ";") != c.raisons {
			t.Errorf("%s: got %d %q; want %d to %d %q", c.label, got.Score, got.Raisons, c.min, c.max, c.raisons)
		}
		back := Comparer(c.b, c.a)
		if back.Score != got.Score || !slices.Equal(back.Raisons, got.Raisons) {
			t.Errorf("%s: %v one way, %v the other", c.label, got, back)
		}
		if got.Score >= SeuilPossible && !partagent(c.a, c.b) {
			t.Errorf("%s: no common key: %q, %q", c.label, ClesDeRapprochement(c.a), ClesDeRapprochement(c.b))
		}
	}
}

func partagent(a, b Identite) bool {
	keys := ClesDeRapprochement(b)
	return slices.ContainsFunc(ClesDeRapprochement(a), func(k string) bool { return slices.Contains(keys, k) })
}

func TestClesDeRapprochement(t *testing.T) {
	got := ClesDeRapprochement(personne("d’ORGEVAL", "Zoé", "1980-12-05", "", "+33 6 39 98 00 01", "06 39 98 00 01"))
	want := []string{
		"d:19800512", "t:639980001", "p:DORJEVAL", "p:ORJEVAL", "a:dor", "z:val", "a:org", "s:ORJEVAL ZO", "s:DORJEVAL ZO",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	if got := ClesDeRapprochement(Identite{Telephones: []string{"115"}}); len(got) != 0 {
		t.Errorf("nothing known gave %q", got)
	}
	if got := ClesDeRapprochement(personne("MARTIN", "Jean", "1980-05-12", "", "0639980001")); len(got) > 8 {
		t.Errorf("too many keys: %q", got)
	}
}

// TestClesSuffisent damages generated identities in every usual way and
// checks that whenever Comparer sees a possible likeness a key is shared.
func TestClesSuffisent(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	syllables := strings.Fields("ma re lan tou chi gau ph il eau bert on ve dra ss é ï ker oi quen gn ay d x t")
	word := func() string {
		var b strings.Builder
		for range 1 + rng.IntN(4) {
			b.WriteString(syllables[rng.IntN(len(syllables))])
		}
		return b.String()
	}
	name := func() string {
		w := word()
		switch rng.IntN(8) {
		case 0:
			return "Le " + w
		case 1:
			return w + "-" + word()
		case 2:
			return "d’" + w
		}
		return w
	}
	damage := func(s string) string {
		r := []rune(s)
		if len(r) < 2 {
			return s
		}
		i := rng.IntN(len(r))
		letter := rune('a' + rng.IntN(26))
		switch rng.IntN(5) {
		case 0:
			return string(slices.Delete(r, i, i+1))
		case 1:
			return string(slices.Insert(r, i, letter))
		case 2:
			r[i] = letter
		case 3:
			if i > 0 {
				r[i-1], r[i] = r[i], r[i-1]
			}
		}
		return string(r)
	}
	day := func() string {
		if rng.IntN(3) == 0 {
			return ""
		}
		return fmt.Sprintf("19%02d-%02d-%02d", 50+rng.IntN(50), 1+rng.IntN(12), 1+rng.IntN(28))
	}
	alike := 0
	for range 60_000 {
		a := personne(name(), name(), day())
		if rng.IntN(4) == 0 {
			a.NomUsage = name()
		}
		b := a
		b.Nom, b.Prenoms = damage(b.Nom), damage(b.Prenoms)
		switch rng.IntN(6) {
		case 0:
			b.Nom, b.Prenoms = b.Prenoms, b.Nom
		case 1:
			b.Nom, b.NomUsage = b.NomUsage, b.Nom
		case 2:
			b.NomUsage = damage(b.NomUsage)
		case 3:
			b.Nom, b.Prenoms = b.Nom+" "+b.Prenoms, ""
		}
		switch rng.IntN(4) {
		case 0:
			b.Naissance = day()
		case 1:
			b.Naissance = damage(b.Naissance)
		case 2:
			b.Naissance = ""
		}
		r, back := Comparer(a, b), Comparer(b, a)
		if r.Score != back.Score || r.Score < 0 || r.Score > 100 {
			t.Fatalf("%+v and %+v: %v one way, %v the other", a, b, r, back)
		}
		if r.Score < SeuilPossible {
			continue
		}
		alike++
		if !partagent(a, b) {
			t.Fatalf("%+v and %+v: %v without a common key: %q, %q", a, b, r, ClesDeRapprochement(a), ClesDeRapprochement(b))
		}
	}
	if alike < 20_000 {
		t.Errorf("only %d pairs were alike: the test proves little", alike)
	}
}

func TestTextesTresLongs(t *testing.T) {
	start := time.Now()
	for _, unit := range []string{"é", "a ", "e\u0301", "-", "\xff", "😀", "ŒUVRARD "} {
		long := strings.Repeat(unit, 50_000)
		if folded, pos := PlierAvecPositions(long); len(pos) != len(folded)+1 {
			t.Errorf("%q: %d positions for %d bytes", unit, len(pos), len(folded))
		}
		phonetique(long)
		Distance(long, long+"a", 2)
		i := Identite{Nom: long, NomUsage: long + "b", Prenoms: long, Telephones: []string{long}}
		Comparer(i, i)
		for _, k := range ClesDeRapprochement(i) {
			if len(k) > 4096 {
				t.Errorf("%q: key of %d bytes", unit, len(k))
			}
		}
	}
	if d := time.Since(start); d > 15*time.Second {
		t.Errorf("took %v", d)
	}
}

func BenchmarkComparer(b *testing.B) {
	x, y := paires[7].a, paires[7].b
	for b.Loop() {
		Comparer(x, y)
	}
}
