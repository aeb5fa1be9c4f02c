package trame_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// The thirty rules that the program must get right, and where each is shown: by the worked
// examples of the services, or by other tests.

var regles = [...]string{
	1:  "an inquiry in comparution immédiate is obligatory, with its articles",
	2:  "in CRPC it is obligatory for a person deferred, to be confirmed otherwise",
	3:  "it is obligatory before a remand, up to five years incurred, at any age",
	4:  "it is obligatory for a parent alone with a child of sixteen at most",
	5:  "otherwise it is optional; what is not known is to be specified",
	6:  "articles follow the date of the request",
	7:  "a minor is for the PJJ",
	8:  "each attempt to verify is a row",
	9:  "a report without a confirmed statement says so",
	10: "a denied statement is printed as denied",
	11: "a contact that is refused is not called",
	12: "a call sheet does not tell the offence",
	13: "electronic monitoring is feasible only with the agreement of the host",
	14: "the victim at the address raises an alert",
	15: "what is missing keeps a report from being finalised",
	16: "words of guilt or diagnosis are pointed out, kept on purpose only",
	17: "a finalised report does not change",
	18: "a refused interview gives a one-page report of default",
	19: "who signs is habilitated on the day",
	20: "the tariff is that of the day, raised in small jurisdictions only",
	21: "an unbilled dossier is recalled before the right to payment lapses",
	22: "family mediation: no session before everybody's free information interview",
	23: "violence within the couple stops both mediations",
	24: "nothing said in mediation or restorative justice is written or printed",
	25: "contact centre: the decision's three items, the hour the judge was told",
	26: "contact centre: real hours, no appreciation",
	27: "restorative justice: gates in order, closed by a withdrawal",
	28: "courses: every half-day signed, limits of the law",
	29: "danger telephone: consent, no cohabitation, alerts before its end",
	30: "services are partitioned, everything is traced, nothing is kept for ever",
}

// parCas: the rules that a worked example must show.
var parCas = []int{1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29}

// ailleurs: what a worked example cannot show, or not alone, with the tests that do.
var ailleurs = map[int][]string{
	8:  {"data/store/store_test.go:TestDossier"},
	16: {"data/store/store_test.go:TestFormulationsGardees"},
	17: {"data/store/store_test.go:TestFinalisation"},
	30: {"data/store/cloison_test.go:TestCloison", "data/store/cloison_test.go:TestAudit", "data/store/droits_test.go:TestDroits", "data/store/agenda_test.go:TestEchus"},
}

func TestReglesMontrees(t *testing.T) {
	cas := map[int]map[string]int{} // rule → service → examples
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		l, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(l) < 15 {
			t.Errorf("%s: %d worked examples, at least 15 are needed", id, len(l))
		}
		for _, c := range l {
			if c.Regle == 0 {
				continue
			}
			if cas[c.Regle] == nil {
				cas[c.Regle] = map[string]int{}
			}
			cas[c.Regle][id]++
		}
	}
	for regle := 1; regle <= 30; regle++ {
		var ou []string
		for _, id := range ids {
			if n := cas[regle][id]; n > 0 {
				ou = append(ou, id)
			}
		}
		for _, preuve := range ailleurs[regle] {
			fichier, nom, _ := strings.Cut(preuve, ":")
			b, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(fichier)))
			if err != nil || !strings.Contains(string(b), "func "+nom+"(") {
				t.Errorf("rule %d: its test %s is gone", regle, preuve)
				continue
			}
			ou = append(ou, preuve)
		}
		if slices.Contains(parCas, regle) && cas[regle] == nil {
			t.Errorf("rule %d has no worked example", regle)
		}
		if len(ou) == 0 {
			t.Errorf("rule %d is shown nowhere", regle)
		}
		t.Logf("%2d. %s: %s", regle, regles[regle], strings.Join(ou, ", "))
	}
	for regle := range cas {
		if regle < 1 || regle > 30 {
			t.Errorf("a worked example names the rule %d", regle)
		}
	}
}

// Nothing that is said in a mediation or a restorative meeting can be written in the dossier:
// the rows of their meetings have no room for words (rule 24).
func TestAucunContenuDeSeance(t *testing.T) {
	for id, admis := range map[string][]string{
		"mediation-familiale":  {"lieu"},
		"mediation-penale":     {"lieu"},
		"justice-restaurative": {"lieu"},
		"aide-victimes":        {"lieu", "professionnel"},
		"espace-rencontre":     {"lieu", "accueillants"},
		"administrateur-adhoc": {"lieu"},
	} {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Seances) == 0 {
			t.Errorf("%s has no meetings", id)
		}
		for _, r := range s.Seances {
			for _, c := range s.Section(r.Section).Champs {
				if (c.Type == trame.TypeTexte || c.Type == trame.TypeParagraphe) && !slices.Contains(admis, c.Cle) {
					t.Errorf("%s: what is said could be written in « %s »", id, c.Chemin())
				}
			}
		}
	}
}

// What crosses to another service arrives in a question that exists there and takes the same
// kind of answer.
func TestOrientationsAboutissent(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range s.Orientations {
			vers, err := trame.Charger(assets.FS, o.Vers)
			if err != nil {
				t.Errorf("%s: « %s » leads nowhere: %v", id, o.Cle, err)
				continue
			}
			for la, ici := range o.Transmet {
				n++
				sl, cl, _ := strings.Cut(la, ".")
				si, ci, _ := strings.Cut(ici, ".")
				a, b := vers.Champ(sl, cl), s.Champ(si, ci)
				switch {
				case a == nil || b == nil:
					t.Errorf("%s: « %s » → « %s » of %s: one of them does not exist", id, ici, la, o.Vers)
				case a.Type != b.Type:
					t.Errorf("%s: « %s » is a %s, « %s » of %s a %s", id, ici, b.Type, la, o.Vers, a.Type)
				default:
					for _, x := range b.Choix() {
						if b.Type == trame.TypeChoix && a.Option(x.Cle) == nil {
							t.Errorf("%s: the answer « %s » of « %s » has no counterpart in « %s »", id, x.Cle, ici, la)
						}
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("no orientation transmits anything")
	}
}
