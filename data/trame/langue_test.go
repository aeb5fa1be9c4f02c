package trame

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"justicepartage/assets"
)

// avecFormule is the small service with another formula in the place of its own.
func avecFormule(formule, format string) string {
	return strings.Replace(petit, "format = \"montant\"\n  formule = 'sum(parts, .montant) * 2'", fmt.Sprintf("format = %q\n  formule = '%s'", format, formule), 1)
}

// The French names and the older English ones say the same, whatever is answered.
func TestNomsFrancais(t *testing.T) {
	for _, x := range []struct{ francais, anglais, format string }{
		{"tous(parts, .montant > 10)", "all(parts, .montant > 10)", "oui-non"},
		{"existe(parts, {.montant > 10})", "any(parts, {.montant > 10})", "oui-non"},
		{"aucun (parts, .montant > 10)", "none(parts, .montant > 10)", "oui-non"},
		{"compte(parts, .montant > 10)", "count(parts, .montant > 10)", "nombre"},
		{"somme(filtre(parts, .montant > 10), .montant)", "sum(filter(parts, .montant > 10), .montant)", "montant"},
		{`nombre(parts) + (demande.cadre == "un" ? 1 : 2)`, `len(parts) + (demande.cadre == "un" ? 1 : 2)`, "nombre"},
		{`existe(parts, {.mineure == "oui" and existe(parts, {.montant == 30})})`, `any(parts, {.mineure == "oui" and any(parts, {.montant == 30})})`, "oui-non"},
	} {
		a, b := doitCharger(t, avecFormule(x.francais, x.format)), doitCharger(t, avecFormule(x.anglais, x.format))
		for _, r := range []string{
			"[reponses.demande]\n", "[reponses]\nparts = []\n", "[[reponses.parts]]\nmontant = 30\nmineure = \"oui\"\n", "[[reponses.parts]]\nmontant = 3\n[[reponses.parts]]\nmontant = 30\n",
			"[reponses.demande]\ncadre = \"deux\"\n[[reponses.parts]]\nmineure = \"non\"\n",
		} {
			va := a.Examiner(repondre(t, a, r), Contexte{Maintenant: moment}).Valeur(a.Champ("demande", "double"), nil)
			vb := b.Examiner(repondre(t, b, r), Contexte{Maintenant: moment}).Valeur(b.Champ("demande", "double"), nil)
			if va != vb {
				t.Errorf("%s gives %v, %s gives %v on %q", x.francais, va, x.anglais, vb, r)
			}
		}
	}
	// A text stays a text, and a mistake is told in the author's words, at its column.
	if n, err := lireExpression(`demande.cadre == "somme(" or ".nombre (" == 'tous('`); err != nil || !strings.Contains(n.String(), "somme(") || strings.Contains(n.String(), "all") {
		t.Errorf("%v, %v", n, err)
	}
	_, err := essai(t, avecFormule("tous(parts, .montant > 10) and )", "oui-non"))
	if err == nil || !strings.Contains(err.Error(), "colonne 32") {
		t.Errorf("the column is not that of the text: %v", err)
	}
	_, err = essai(t, avecFormule("1 + tous(parts, .montant > 10)", "nombre"))
	if err == nil || !strings.Contains(err.Error(), "tous(") || strings.Contains(err.Error(), "all(") {
		t.Errorf("the mistake is not in the author's words: %v", err)
	}
}

// « vaut » is « == » of an answer that is there: it refuses what « == » refuses, at its line,
// and gives the same as soon as there is an answer.
func TestVautCommeEgal(t *testing.T) {
	for _, comparaison := range []string{`demande.cadre, "trois"`, `demande.cadre, 3`, `demande.double, "un"`, `parts, "un"`, `demande.autre, "un"`} {
		gauche, droite, _ := strings.Cut(comparaison, ", ")
		var messages []string
		for _, e := range []string{gauche + " == " + droite, "vaut(" + comparaison + ")"} {
			_, err := essai(t, strings.Replace(petit, `que = 'renseigne(demande.cadre)'`, "que = '"+e+"'", 1))
			var faute *Erreur
			if !errors.As(err, &faute) || faute.Ligne != 44 {
				t.Errorf("%s is not refused at its line: %v", e, err)
				continue
			}
			m := strings.ReplaceAll(faute.Message, e, "…")
			messages = append(messages, m)
		}
		if len(messages) == 2 && messages[0] != messages[1] {
			t.Errorf("%s is refused as %q and as %q", comparaison, messages[0], messages[1])
		}
	}
	egal := doitCharger(t, avecFormule(`demande.cadre == "un"`, "oui-non"))
	vaut := doitCharger(t, avecFormule(`vaut(demande.cadre, "un")`, "oui-non"))
	for r, veut := range map[string][2]any{
		"[reponses.demande]\n":                   {nil, false},
		"[reponses.demande]\ncadre = \"un\"\n":   {true, true},
		"[reponses.demande]\ncadre = \"deux\"\n": {false, false},
	} {
		a := egal.Examiner(repondre(t, egal, r), Contexte{Maintenant: moment}).Valeur(egal.Champ("demande", "double"), nil)
		b := vaut.Examiner(repondre(t, vaut, r), Contexte{Maintenant: moment}).Valeur(vaut.Champ("demande", "double"), nil)
		if a != veut[0] || b != veut[1] {
			t.Errorf("%q: == gives %v, vaut gives %v", r, a, b)
		}
	}
}

// The shipped services are written in French.
func TestServicesEnFrancais(t *testing.T) {
	anglais := regexp.MustCompile(`\b(all|any|none|count|sum|len|filter)\s*\(`)
	for _, motif := range []string{"services/*/service.toml", "parts/*.toml"} {
		l, err := fs.Glob(assets.FS, motif)
		if err != nil || len(l) == 0 {
			t.Fatal(motif, err)
		}
		for _, f := range l {
			b, err := fs.ReadFile(assets.FS, f)
			if err != nil {
				t.Fatal(err)
			}
			if m := anglais.Find(b); m != nil {
				t.Errorf("%s says %s…)", f, m)
			}
		}
	}
}

// A condition is « si » wherever it stands; older services say « quand » and « que », which read
// the same, and a mistake is told where it was written. Both at once is refused.
func TestAncienneOrthographe(t *testing.T) {
	neuf := strings.NewReplacer("{que = ", "{si = ", "\nquand = ", "\nsi = ").Replace(groupe)
	if strings.Count(neuf, "\nsi = ") < 3 {
		t.Fatal("the text has no older spelling to replace")
	}
	a, b := doitChargerGroupe(t, groupe), doitChargerGroupe(t, neuf)
	if a.Controles[0].Si == "" || a.Controles[0].Si != b.Controles[0].Si || a.Documents[0].Si != b.Documents[0].Si || a.Orientations[0].Si != b.Orientations[0].Si {
		t.Errorf("%q and %q", a.Controles[0].Si, b.Controles[0].Si)
	}
	for nom, x := range map[string]struct {
		de, vers string
		ligne    int
		mot      string
	}{
		"told where it was written": {"quand = 'ligne.montant > 100'", "quand = 'ligne.rien > 100'", 49, "rien"},
		"in a row of a list":        {"que = 'renseigne(demande.cadre)'", "que = 'renseigne(demande.rien)'", 44, "rien"},
		"both":                      {"quand = 'ligne.montant > 100'", "quand = 'ligne.montant > 100'\nsi = 'ligne.montant > 100'", 49, "ancien nom"},
	} {
		t.Run(nom, func(t *testing.T) {
			_, err := essai(t, strings.Replace(petit, x.de, x.vers, 1))
			var e *Erreur
			if !errors.As(err, &e) || e.Ligne != x.ligne || !strings.Contains(e.Message, x.mot) {
				t.Errorf("%v — expected line %d, %q", err, x.ligne, x.mot)
			}
		})
	}
	l, err := fs.Glob(assets.FS, "services/*/service.toml")
	if err != nil || len(l) == 0 {
		t.Fatal(err)
	}
	vieux := regexp.MustCompile(`(?m)(^|\{)\s*(quand|que) = `)
	for _, f := range l {
		b, err := fs.ReadFile(assets.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		if m := vieux.Find(b); m != nil {
			t.Errorf("%s has the older spelling %q", f, m)
		}
	}
}

func doitChargerGroupe(t *testing.T, texte string) *Service {
	t.Helper()
	s, err := Charger(fstest.MapFS{
		"services/groupe/service.toml": {Data: []byte(texte)},
		"services/groupe/a.md":         {Data: []byte("a")},
		"tables/articles.toml":         {Data: []byte("")},
	}, "groupe")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
