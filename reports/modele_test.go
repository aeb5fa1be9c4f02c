package reports

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"justicepartage/data/trame"
)

// A mistake in a template is found before a dossier meets it, with its line.
func TestModeleStrict(t *testing.T) {
	s := service(t, "esr")
	rapport, appels := s.Document("rapport"), s.Document("appels")
	for nom, c := range map[string]struct {
		d       *trame.Document
		texte   string
		ligne   int
		message string
	}{
		"unknown section":     {rapport, "# A\n\n{{ .logment.type }}", 3, "la section « logment » n’existe pas"},
		"unknown field":       {rapport, "{{ .logement.tipe }}", 1, "logement.tipe"},
		"in a condition":      {rapport, "\n{{ if oui .logement.tipe }}x{{ end }}", 2, "logement.tipe"},
		"in a row":            {rapport, "{{ range .enfants }}\n{{ .prnom }}{{ end }}", 2, "enfants.prnom"},
		"list as a value":     {rapport, "{{ .enfants.prenom }}", 1, "range"},
		"root inside a row":   {rapport, "{{ range .enfants }}{{ $.logement.tipe }}{{ end }}", 1, "logement.tipe"},
		"unknown function":    {rapport, "\n\n{{ imprime .logement.type }}", 3, "imprime"},
		"not closed":          {rapport, "{{ if oui .logement.type }}", 1, ""},
		"column":              {rapport, `{{ tableau "enfants" "prnom|Prénom|1" }}`, 1, "enfants.prnom"},
		"column without size": {rapport, `{{ tableau "enfants" "prenom|Prénom" }}`, 1, "champ|Titre|largeur"},
		"filter":              {rapport, `{{ tableau "enfants" "si:residence=nulle-part" "prenom|Prénom|1" }}`, 1, "ne désigne pas des réponses"},
		"table of a section":  {rapport, `{{ tableau "logement" "type|Type|1" }}`, 1, "section répétée"},
		"chapter":             {rapport, `{{ chapitre "logment" }}`, 1, "logment"},
		"silence":             {appels, `{{ .saisine.infraction }}`, 1, "ne doit pas figurer"},
		"silence of a rubric": {appels, "x\n{{ if oui .sante.accord }}x{{ end }}", 2, "ne doit pas figurer"},
		"silence in a table":  {s.Document("carence"), `{{ tableau "enfants" "prenom|Prénom|1" }}`, 1, "ne doit pas figurer"},
	} {
		t.Run(nom, func(t *testing.T) {
			_, err := lireTexteModele(s, c.d, c.texte)
			var e *trame.Erreur
			if !errors.As(err, &e) {
				t.Fatalf("no mistake found: %v", err)
			}
			if e.Ligne != c.ligne || !strings.Contains(e.Message, c.message) {
				t.Errorf("line %d: %s — expected line %d: %s", e.Ligne, e.Message, c.ligne, c.message)
			}
		})
	}
}

func expanse(t testing.TB, texte string, change func(trame.Reponses)) []Bloc {
	t.Helper()
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", change)
	m, err := lireTexteModele(s, s.Document("rapport"), texte)
	if err != nil {
		t.Fatal(err)
	}
	bs, err := developper(m, demande(ex, "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	return bs
}

// What templates say, word for word.
func TestPhrases(t *testing.T) {
	poser := func(section, champ string, v any) func(trame.Reponses) {
		return func(r trame.Reponses) { r.Poser(trame.Chemin{Section: section, Champ: champ}, v) }
	}
	for _, c := range []struct {
		modele string
		change func(trame.Reponses)
		veut   string
	}{
		{`{{ dit "L’intéressé(e) %s." .logement.type }}`, nil, "L’intéressé est locataire d’un logement social (vérifié)."},
		{`{{ dit "L’intéressé(e) %s." .logement.type }}`, poser("etat_civil", "civilite", "mme"), "L’intéressée est locataire d’un logement social (vérifié)."},
		{`{{ dit "L’intéressé(e) %s." .logement.type }}`, poser("etat_civil", "civilite", nil), "La personne est locataire d’un logement social (vérifié)."},
		{`{{ dit "Vit depuis %s." .logement.depuis }}`, poser("logement", "depuis", nil), ""},
		{`Né(e) le {{ .etat_civil.naissance }}.`, nil, "Né le 12 mars 1990."},
		{`Né(e) le {{ .etat_civil.naissance }}.`, poser("etat_civil", "naissance", nil), "Né le non renseigné."},
		{`{{ dit "auprès de %s" .emploi.employeur }}`, poser("emploi", "employeur", "Auvergne Bois"), "auprès d’Auvergne Bois (vérifié)"},
		{`{{ .logement.loyer }}`, poser("logement", "loyer", 1250.5), "1 250,50 €"},
		{`{{ .cloture.date }}`, poser("cloture", "date", "2026-01-01"), "1er janvier 2026"},
		{`{{ .cloture.date }}`, poser("cloture", "date", "2026-01-02"), "2 janvier 2026"},
		{`{{ .etat_civil.telephone }}`, nil, "06 39 98 00 01"},
		{`{{ de .etat_civil.naissance_commune }}`, poser("etat_civil", "naissance_commune", "Le Puy-en-Velay"), "du Puy-en-Velay"},
		{`{{ nom .etat_civil.nom .etat_civil.prenoms }}`, poser("etat_civil", "nom", "d'Orgeval"), "d’ORGEVAL Mathieu, Louis"},
		{`{{ dit "Horaires : %s." .emploi.horaires }}`, poser("emploi", "horaires", "le matin."), "Horaires : le matin."},
		{`{{ bilan }}`, nil, "6 déclarations vérifiées sur 21 ; 2 partiellement vérifiées ; 13 seulement déclarées."},
		{`{{ article "esr" }}`, poser("saisine", "recue_le", "2029-03-01T10:00"), "articles L. 3642-1 et suivants CPP"},
		{"a\n{{ dit \"%s\" .logement.depuis }}\nb", poser("logement", "depuis", nil), "a b"},
	} {
		if got := texteBlocs(expanse(t, c.modele, c.change)); got != c.veut {
			t.Errorf("%s: %q, expected %q", c.modele, got, c.veut)
		}
	}
}

// Whatever stands in a template or in an answer, the blocks are whole and printable.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# T\n\np **g** *i*\n\n- a\n- b\n\n> c\n\n---", "\ue0000\ue001", "```\ncode\n```", "<b>x</b>", "1. a\n   - b\n\n     c", "\ue0009999999999999999999\ue001", "\ue000", "a\\\nb"} {
		f.Add(s, "réponse")
	}
	p, err := chargerPolices(assetsFS)
	if err != nil {
		f.Fatal(err)
	}
	m := &metteur{p: p, images: map[string][]byte{}}
	f.Fuzz(func(t *testing.T, texte, reponse string) {
		propre := imprimable(reponse)
		if !utf8.ValidString(propre) {
			t.Fatalf("not printable: %q", propre)
		}
		bs := lireMarkdown(texte, []any{[]Fragment{{Texte: propre}}, []Bloc{Regle{}}}, func(s string) string { return s })
		pages, _ := paginer(m.blocs(bs, largeurUt))
		if len(pages) == 0 {
			t.Error("no page")
		}
	})
}

// The address of a letter takes one line a piece, without a line for what is not known;
// a paper of the daily work is dated of its day, at a place that contracts.
func TestLettre(t *testing.T) {
	bs := expanse(t, "{{ destinataire \"Madame\" (prenom_nom .etat_civil.nom .etat_civil.prenoms) .etat_civil.alias .logement.adresse }}\n\n{{ signature_jour .cloture.lieu }}\n\n{{ tableau \"enfants\" \"prenom|Enfant|1\" \"blanc|Signature|1\" }}", nil)
	p, ok := bs[0].(Paragraphe)
	if !ok || p.Style != "destinataire" || p.Texte[0].Texte != "Madame\nMathieu CHAZAL\n14 rue des Olivettes\n43100 Brioude" {
		t.Errorf("the address reads %+v", bs[0])
	}
	s, ok := bs[1].(Signature)
	if !ok || plat(s.Lieu[0].Texte+s.Lieu[1].Texte+s.Lieu[2].Texte) != "Fait au Puy-en-Velay, le 24 novembre 2026" {
		t.Errorf("the signature reads %+v", bs[1])
	}
	if tab, ok := bs[2].(Tableau); !ok || strings.Count(tab.Lignes[0][1][0].Texte, "\n") < 2 {
		t.Errorf("no room to sign: %+v", bs[2])
	}
}

// A table may show only the rows that bear an answer; none of them is said in a line.
func TestTableauFiltre(t *testing.T) {
	bs := expanse(t, `{{ tableau "verifications" "si:resultat=injoignable,partiel" "contact|Qui|1" }}`+"\n\n"+`{{ tableau "verifications" "si:resultat=refus" "contact|Qui|1" }}`, nil)
	if tab, ok := bs[0].(Tableau); !ok || len(tab.Lignes) != 2 {
		t.Errorf("the filtered table is %+v", bs[0])
	}
	if _, ok := bs[1].(Paragraphe); !ok {
		t.Errorf("no row gives %+v", bs[1])
	}
}

// A column that only the execution knows is checked then: a mistake is told, not printed as
// nothing.
func TestColonneInconnueALExecution(t *testing.T) {
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", nil)
	for _, texte := range []string{
		`{{ tableau "enfants" (printf "%s|Prénom|1" "prnom") }}`,
		`{{ tableau "enfants" (printf "si:%s=rien" "residence") "prenom|Prénom|1" }}`,
		`{{ tableau "enfants" (printf "age:%s|Âge|1" "prnom") }}`,
	} {
		m, err := lireTexteModele(s, s.Document("rapport"), texte)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := developper(m, demande(ex, "rapport")); err == nil || !strings.Contains(err.Error(), "enfants") {
			t.Errorf("%s: %v", texte, err)
		}
	}
}

// Each function has one name, and docs/modeles.md says what it prints.
func TestFonctionsDites(t *testing.T) {
	b, err := os.ReadFile("../docs/modeles.md")
	if err != nil {
		t.Fatal(err)
	}
	vus := map[string]bool{}
	for _, f := range fonctions {
		if vus[f.nom] {
			t.Errorf("two functions are called %s", f.nom)
		}
		vus[f.nom] = true
		if !regexp.MustCompile("`(\\.[\\w.]+ \\| )?" + f.nom + "[` ]").Match(b) {
			t.Errorf("docs/modeles.md does not say what %s prints", f.nom)
		}
	}
}
