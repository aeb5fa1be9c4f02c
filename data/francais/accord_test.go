package francais

import (
	"testing"
	"unicode/utf8"
)

func TestAccorder(t *testing.T) {
	for _, c := range []struct{ in, feminine, masculine, unknown string }{
		{"né(e) le", "née le", "né le", "née le"},
		{"NÉ(E)", "NÉE", "NÉ", "NÉE"},
		{"ne\u0301(e)", "ne\u0301e", "ne\u0301", "ne\u0301e"},
		{"italien(ne)", "italienne", "italien", "italienne"},
		{"intervenant(e)", "intervenante", "intervenant", "intervenante"},
		{"conseiller(ère)", "conseillère", "conseiller", "conseillère"},
		{"CONSEILLER(ÈRE)S", "CONSEILLÈRES", "CONSEILLERS", "CONSEILLÈRES"},
		{"infirmier(ière)", "infirmière", "infirmier", "infirmière"},
		{"professionnel(le)", "professionnelle", "professionnel", "professionnelle"},
		{"cadet(te)", "cadette", "cadet", "cadette"},
		{"tou(te)s", "toutes", "tous", "toutes"},
		{"maître(sse)", "maîtresse", "maître", "maîtresse"},
		{"éducateur(rice)", "éducatrice", "éducateur", "éducatrice"},
		{"éducateur(trice)s", "éducatrices", "éducateurs", "éducatrices"},
		{"vendeur(euse)", "vendeuse", "vendeur", "vendeuse"},
		{"heureux(euse)", "heureuse", "heureux", "heureuse"},
		{"heureux(se)s", "heureuses", "heureux", "heureuses"},
		{"veuf(ve)", "veuve", "veuf", "veuve"},
		{"marié(e)s", "mariées", "mariés", "mariées"},
		{"d'un(e) aucun(e)", "d'une aucune", "d'un aucun", "d'une aucune"},
		{"ce(tte) cet(te)", "cette cette", "ce cet", "cette cette"},
		{"Il/Elle vient, il/elle part", "Elle vient, elle part", "Il vient, il part", "Elle vient, elle part"},
		{"Il/elle", "Elle", "Il", "Elle"},
		{"avec lui/elle", "avec elle", "avec lui", "avec elle"},
		{"le/la mineur(e), Le/La", "la mineure, La", "le mineur, Le", "la mineure, La"},
		{"d’un/une, un/une", "d’une, une", "d’un, un", "d’une, une"},
		{"d'un/d'une", "d'une", "d'un", "d'une"},
		{"celui-ci/celle-ci", "celle-ci", "celui-ci", "celle-ci"},
		{"du/de la mineur(e)", "de la mineure", "du mineur", "de la mineure"},
		{"s’il/elle, qu’il/elle", "si elle, qu’elle", "s’il, qu’il", "si elle, qu’elle"},
		{"M./Mme MARTIN", "Mme MARTIN", "M. MARTIN", "MARTIN"},
		{"de Monsieur/Madame\u00a0Paul", "de Madame~Paul", "de Monsieur~Paul", "de Paul"},
		{"Monsieur/Madame, bonjour", "Madame, bonjour", "Monsieur, bonjour", "bonjour"},
		{"l’intéressé(e) a été informé(e)", "l’intéressée a été informée", "l’intéressé a été informé", "la personne a été informée"},
		{"L'intéressé(e)", "L'intéressée", "L'intéressé", "La personne"},
		{"À L’INTÉRESSÉ(E)", "À L’INTÉRESSÉE", "À L’INTÉRESSÉ", "À LA PERSONNE"},
		{"tout intéressé(e)", "tout intéressée", "tout intéressé", "tout intéressée"},
		{"les intéressé(e)s", "les intéressées", "les intéressés", "les intéressées"},
	} {
		check(t, c.in, Accorder(c.in, Feminin), c.feminine)
		check(t, c.in, Accorder(c.in, Masculin), c.masculine)
		check(t, c.in, Accorder(c.in, Inconnu), c.unknown)
	}
	for _, s := range []string{
		"", "Texte simple.", "(voir page 2)", "le (le 3 janvier)", "mot (e)", "enfant(s)", "et/ou, 02/01/2026, père/mère", "mot(ère)",
		"f(x)", "(e)", "il/elle/iel", "a\xff(b/c", "né(e", "né(e)t", "https://exemple.fr/un/une/x", "l’enfant (la fille)", "km/h",
	} {
		for _, g := range []Genre{Inconnu, Feminin, Masculin} {
			if got := Accorder(s, g); got != s {
				t.Errorf("%q became %q", s, got)
			}
		}
	}
}

func FuzzAccorder(f *testing.F) {
	for _, s := range []string{"L’intéressé(e) né(e)s", "M./Mme X, il/elle", "s’il/elle", "conseiller(ère)", "du/de la", "/(", "l'intéressé(e)"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, g int) {
		got := Accorder(s, Genre(g))
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("%q: invalid %q", s, got)
		}
	})
}
