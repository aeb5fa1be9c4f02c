package trame

import (
	"strings"
	"testing"
	"time"
)

var moment = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func repondre(t testing.TB, s *Service, toml string) Reponses {
	t.Helper()
	r, err := s.LireReponses("test", []byte(toml), moment)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Conditions have three values: an unanswered question is neither true nor false.
func TestTroisValeurs(t *testing.T) {
	s := doitCharger(t, petit)
	vide := "[reponses.demande]\n"
	un := "[reponses.demande]\ncadre = \"un\"\n"
	parts := func(l ...string) string { return un + strings.Join(l, "") }
	cent := "[[reponses.parts]]\nmontant = 100\nmineure = \"oui\"\n"
	sansMontant := "[[reponses.parts]]\nmineure = \"non\"\n"
	aucune := "[reponses]\nparts = []\n[reponses.demande]\ncadre = \"un\"\n"
	for _, c := range []struct {
		expr, rep string
		veut      Trivalent
	}{
		{`demande.cadre == "un"`, vide, Inconnue},
		{`demande.cadre == "un"`, un, Oui},
		{`demande.cadre != "un"`, un, Non},
		{`demande.cadre != "un"`, vide, Inconnue},
		{`not (demande.cadre == "un")`, vide, Inconnue},
		{`demande.cadre == "un" or true`, vide, Oui},
		{`demande.cadre == "un" or false`, vide, Inconnue},
		{`demande.cadre == "un" and false`, vide, Non},
		{`false and demande.cadre == "un"`, vide, Non},
		{`demande.cadre == "un" and true`, vide, Inconnue},
		{`demande.cadre in ["un", "deux"]`, vide, Inconnue},
		{`demande.cadre in ["deux"]`, un, Non},
		{`renseigne(demande.cadre)`, vide, Non},
		{`renseigne(demande.cadre)`, un, Oui},
		{`vaut(demande.cadre, "un")`, vide, Non},
		// A question that does not apply equals nothing.
		{`demande.accord == "oui"`, "[reponses.demande]\ncadre = \"deux\"\naccord = \"oui\"\n", Non},
		{`demande.accord != "oui"`, "[reponses.demande]\ncadre = \"deux\"\n", Oui},
		{`demande.accord == "oui"`, un, Inconnue},
		{`demande.accord == "oui"`, vide, Inconnue},
		// Rows: unknown until there are some, or none is said.
		{`any(parts, {.mineure == "oui"})`, un, Inconnue},
		{`any(parts, {.mineure == "oui"})`, aucune, Non},
		{`all(parts, {.mineure == "oui"})`, aucune, Oui},
		{`none(parts, {.mineure == "oui"})`, aucune, Oui},
		{`any(parts, {.montant > 50})`, parts(sansMontant), Inconnue},
		{`any(parts, {.montant > 50})`, parts(sansMontant, cent), Oui},
		{`all(parts, {.montant > 50})`, parts(sansMontant, cent), Inconnue},
		{`all(parts, {.montant > 500})`, parts(sansMontant, cent), Non},
		{`none(parts, {.montant > 50})`, parts(sansMontant, cent), Non},
		{`count(parts, {.mineure == "oui"}) == 1`, parts(sansMontant, cent), Oui},
		{`len(parts) == 2`, parts(sansMontant, cent), Oui},
		{`len(parts) == 0`, un, Inconnue},
		{`len(filter(parts, {.montant > 50})) == 1`, parts(cent), Oui},
		// A blank is not zero.
		{`sum(parts, .montant) == 100`, parts(cent), Oui},
		{`sum(parts, .montant) >= 100`, parts(cent, sansMontant), Inconnue},
		{`sum(parts, .montant) == 0`, aucune, Oui},
		{`demande.double == 200`, parts(cent), Oui},
		{`demande.double == 200`, un, Inconnue},
		{`age("2010-11-24", aujourdhui) == 16`, vide, Oui},
		{`age("2010-11-25", aujourdhui) == 15`, vide, Oui},
		{`plus("2026-08-31", "6 mois") == "2027-02-28"`, vide, Oui},
		{`minutes("2026-11-24T10:00", maintenant) == 120`, vide, Oui},
		{`meme("d’ORGEVAL", "D'Orgeval")`, vide, Oui},
		{`demande.cadre == "un" ? true : false`, vide, Inconnue},
		{`demande.cadre == "un" ? true : false`, un, Oui},
	} {
		e, err := s.compile(c.expr, nil, kBool)
		if err != nil {
			t.Errorf("%s: %v", c.expr, err)
			continue
		}
		ex := s.Examiner(repondre(t, s, c.rep), Contexte{Maintenant: moment})
		if got := trivalent((&portee{ex: ex}).eval(e.node)); got != c.veut {
			t.Errorf("%s with\n%s: got %d, expected %d", c.expr, c.rep, got, c.veut)
		}
	}
}

// manquent names the questions that keep a field unknown.
func manquent(ex *Examen, section, champ string) []string {
	if u, ok := ex.valeur(ex.s.Champ(section, champ), nil).(*Inconnu); ok {
		return u.Manques
	}
	return nil
}

// An unknown condition names the questions that would settle it.
func TestInconnuNommeLesManques(t *testing.T) {
	s := doitCharger(t, petit)
	ex := s.Examiner(repondre(t, s, "[reponses.demande]\ncadre = \"un\"\n[[reponses.parts]]\nmineure = \"oui\"\n"), Contexte{Maintenant: moment})
	got := manquent(ex, "demande", "double")
	if len(got) != 1 || got[0] != "parts.r1.montant" {
		t.Errorf("got %v", got)
	}
}

// An answer that could not be understood is kept, shown, and counts as missing.
func TestSaisieInvalideGardee(t *testing.T) {
	s := doitCharger(t, petit)
	r := repondre(t, s, "[[reponses.parts]]\nmontant = {invalide = \"cent euros\"}\n")
	r2, err := s.LireJSON(r.JSON())
	if err != nil {
		t.Fatal(err)
	}
	v := r2.Valeur(Chemin{"parts", "r1", "montant"})
	if v != (Invalide{Texte: "cent euros"}) {
		t.Errorf("got %#v", v)
	}
	ex := s.Examiner(r2, Contexte{Maintenant: moment})
	if c := ex.Completude()[1]; c.Complete() || len(c.Invalides) != 1 {
		t.Errorf("completeness %+v", c)
	}
	if manquent(ex, "demande", "double") == nil {
		t.Error("an answer that was not understood was counted")
	}
}

// Answers as people type them come out in one form; what does not fit is refused by name.
func TestSaisies(t *testing.T) {
	s := doitCharger(t, petit)
	for texte, veut := range map[string]any{"1 250,50 €": 1250.5, "12": 12.0, "0": 0.0, "": nil} {
		if got, err := s.Champ("parts", "montant").Normaliser(texte, moment); err != nil || got != veut {
			t.Errorf("%q: %v, %v", texte, got, err)
		}
	}
	for _, rep := range []string{
		"[reponses.demande]\ncadre = \"trois\"\n",
		"[reponses.demande]\ncadr = \"un\"\n",
		"[reponses.demnde]\n",
		"[reponses.demande]\ndouble = 3\n",
		"[[reponses.demande]]\n",
		"[reponses.parts]\n",
		"[[reponses.parts]]\nmontant = \"beaucoup\"\n",
		"[[reponses.parts]]\nid = \"a\"\n[[reponses.parts]]\nid = \"a\"\n",
		"reponse = 3\n",
		"[reponses.demande]\ncadre = [1]\n",
	} {
		if _, err := s.LireReponses("f.toml", []byte(rep), moment); err == nil {
			t.Errorf("accepted: %s", rep)
		} else if strings.Contains(rep, "montant") && !strings.Contains(err.Error(), "parts.montant") {
			t.Errorf("the field is not named: %v", err)
		}
	}
}

// Rows keep their name, so that what speaks of them still does when another is removed.
func TestLignesStables(t *testing.T) {
	r := Reponses{}
	a, b := r.Ajouter("parts"), r.Ajouter("parts")
	r["parts"].Lignes = r["parts"].Lignes[1:]
	if c := r.Ajouter("parts"); c.ID == a.ID || c.ID == b.ID && len(r["parts"].Lignes) != 2 {
		t.Errorf("row %s after %s and %s", c.ID, a.ID, b.ID)
	}
}

// The name of a row that was taken out goes to no other one, be it the last of its section,
// and be the answers written and read between.
func TestNomDeLigneJamaisRepris(t *testing.T) {
	s := doitCharger(t, petit)
	r := repondre(t, s, "[[reponses.parts]]\nmontant = 100\n[[reponses.parts]]\nmontant = 101\n")
	vus := map[string]bool{"r1": true, "r2": true}
	s.Retirer(r, "parts", "r2")
	for range 50 {
		l := r.Ajouter("parts")
		if vus[l.ID] || !cleValide(l.ID) {
			t.Fatalf("row %q after %v", l.ID, vus)
		}
		vus[l.ID] = true
		l.Valeurs["montant"] = 50.0
		relues, err := s.LireJSON(r.JSON())
		if err != nil || relues["parts"].Ligne(l.ID) == nil {
			t.Fatalf("%s does not come back: %v", l.ID, err)
		}
		r = relues
		s.Retirer(r, "parts", l.ID)
	}
}

// A rule over rows says which row.
func TestControleParLigne(t *testing.T) {
	s := doitCharger(t, petit)
	ex := s.Examiner(repondre(t, s, "[[reponses.parts]]\nmontant = 100\n[[reponses.parts]]\nmontant = 101\n"), Contexte{Maintenant: moment})
	got := ex.Controles("")
	if len(got) != 1 || got[0].Chemin != "parts.r2" || !strings.HasPrefix(got[0].Message, "Part n° 2 :") {
		t.Errorf("got %+v", got)
	}
}

func TestAdresses(t *testing.T) {
	for texte, veut := range map[string]Adresse{
		"3 rue des Tilleuls, 43000 Le Puy-en-Velay": {Voie: "3 rue des Tilleuls", CodePostal: "43000", Commune: "Le Puy-en-Velay"},
		"43100 Brioude": {CodePostal: "43100", Commune: "Brioude"},
		"sans adresse":  {Voie: "sans adresse"},
		"12345":         {CodePostal: "12345"},
	} {
		if got := decouperAdresse(texte); got != veut {
			t.Errorf("%q: %+v", texte, got)
		}
	}
}

// Wordings are found whatever the case and the accents, at their place in the text.
func TestRelire(t *testing.T) {
	re, err := motifFormulation("dangereu*|a avoue")
	if err != nil {
		t.Fatal(err)
	}
	liste := []*Formulation{{re: re}}
	for texte, veut := range map[string]string{
		"Personne DANGEREUSE.":          "DANGEREUSE",
		"Il a\u00a0avoué, dit-on":       "a\u00a0avoué",
		"Œuvre : dange\u0301reux":       "dange\u0301reux",
		"dangereux":                     "dangereux",
		"un danger, pas dangereusement": "dangereusement",
		"endangereuse":                  "",
		"il avoue":                      "",
	} {
		got := ""
		if r := Relire(liste, texte); len(r) == 1 {
			got = r[0].Extrait
			if texte[r[0].Debut:r[0].Fin] != got {
				t.Errorf("%q: the place does not fit", texte)
			}
		}
		if got != veut {
			t.Errorf("%q: got %q, expected %q", texte, got, veut)
		}
	}
}

// Every type of field has one form, however it was typed, and refuses what it is not.
func TestTypesDeChamps(t *testing.T) {
	options := []*Option{{Cle: "a", Libelle: "Réponse A"}, {Cle: "b", Libelle: "Réponse B"}}
	for _, c := range []struct {
		typ      string
		saisie   any
		veut     any
		refusees []any
	}{
		{TypeTexte, "  deux\nlignes ", "deux lignes", []any{[]any{"x"}}},
		{TypeParagraphe, "un\r\n\r\n\r\ndeux\u200b", "un\n\ndeux", []any{map[string]any{"x": 1}}},
		{TypeNombre, "12,5", 12.5, []any{"douze", true}},
		{TypeNombre, int64(3), 3.0, nil},
		{TypeMontant, "1 250,505", nil, []any{"1 250,505", "cher"}},
		{TypeMontant, 10.006, 10.01, nil},
		{TypeDate, "3/1/26", "2026-01-03", []any{"31/2/26", "hier soir"}},
		{TypeDate, "auj", "2026-11-24", nil},
		{TypeHeure, "14h5", "14:05", []any{"25h"}},
		{TypeDateHeure, "3/1/26 14h30", "2026-01-03T14:30", []any{"3/1"}},
		{TypeOuiNon, true, "oui", []any{"peut-être"}},
		{TypeOuiNon, "n", "non", nil},
		{TypeChoix, "réponse b", "b", []any{"c"}},
		{TypeTelephone, "+33 6 39 98 00 12", "0639980012", []any{"12 34 56 78"}},
		{TypeAdresse, "3 rue Basse, 43000 Le Puy-en-Velay", Adresse{Voie: "3 rue Basse", CodePostal: "43000", Commune: "Le Puy-en-Velay"}, []any{12, map[string]any{"rue": "x"}}},
		{TypePersonne, "Paul VIAL", Lien{Nom: "Paul VIAL"}, []any{12, map[string]any{"prenom": "x"}}},
		{TypeCalcul, nil, nil, []any{"3"}},
	} {
		ch := &Champ{Cle: "x", Libelle: "X", Type: c.typ, Options: options, section: &Section{Cle: "s"}, options: map[string]*Option{"a": options[0], "b": options[1]}}
		if c.veut != nil {
			if got, err := ch.Normaliser(c.saisie, moment); err != nil || got != c.veut {
				t.Errorf("%s %v: %#v, %v", c.typ, c.saisie, got, err)
			}
		}
		for _, vide := range []any{nil, "", "  "} {
			if c.typ == TypeCalcul {
				continue
			}
			if got, err := ch.Normaliser(vide, moment); err != nil || got != nil {
				t.Errorf("%s, empty: %#v, %v", c.typ, got, err)
			}
		}
		for _, v := range c.refusees {
			if got, err := ch.Normaliser(v, moment); err == nil {
				t.Errorf("%s accepts %v as %#v", c.typ, v, got)
			} else if !strings.Contains(err.Error(), "s.x") {
				t.Errorf("the field is not named: %v", err)
			}
		}
	}
	// Several answers come in the order of the options, each once.
	ch := &Champ{Cle: "x", Type: TypeChoixMult, Options: options, section: &Section{Cle: "s"}, options: map[string]*Option{"a": options[0], "b": options[1]}}
	got, err := ch.Normaliser([]any{"b", "Réponse A", "b"}, moment)
	if l, ok := got.([]string); err != nil || !ok || len(l) != 2 || l[0] != "a" {
		t.Errorf("%#v, %v", got, err)
	}
}

// Conditions that a jurist may write never panic, and the third value keeps its promise:
// what is decided on some answers is not overturned by answering more questions. (The
// functions that ask whether an answer is there are meant to change.)
func FuzzExpression(f *testing.F) {
	for _, s := range []string{
		`demande.cadre == "un" and any(parts, {.montant > 50})`, `not (demande.accord == "oui") or demande.double < 3`,
		`all(parts, {.mineure == "oui" or .montant in [1, 2, 100]})`, `sum(parts, .montant) + 1 >= 101 ? demande.cadre != "deux" : true`,
		`count(filter(parts, {.montant > 1}), {.mineure == "oui"}) == 1`, `age("2010-02-29", aujourdhui) > 3`, `demande.cadre in ["un"] && none(parts, {.montant < 0})`,
		`plus("2026-01-31", "1 mois") < aujourdhui`, `meme(demande.cadre, "UN")`, `len(parts) % 2 == 1`, `-demande.double > 1 / 0`,
	} {
		f.Add(s)
	}
	s := doitCharger(f, petit)
	etapes := []string{
		"[reponses.demande]\n",
		"[[reponses.parts]]\nmineure = \"oui\"\n",
		"[reponses.demande]\ncadre = \"un\"\n[[reponses.parts]]\nmineure = \"oui\"\n",
		"[reponses.demande]\ncadre = \"un\"\naccord = \"oui\"\n[[reponses.parts]]\nmineure = \"oui\"\nmontant = 100\n",
	}
	var reps []Reponses
	for _, e := range etapes {
		reps = append(reps, repondre(f, s, e))
	}
	f.Fuzz(func(t *testing.T, source string) {
		e, err := s.compile(source, nil, kBool)
		if err != nil {
			return
		}
		change := false
		for _, mot := range []string{"renseigne", "vaut", "statut", "declarations", "qualification", "transmis", "finalise"} {
			change = change || strings.Contains(source, mot)
		}
		avant := Inconnue
		for i, r := range reps {
			v := (&portee{ex: s.Examiner(r, Contexte{Maintenant: moment})}).eval(e.node)
			got := trivalent(v)
			if avant != Inconnue && got != avant && !change {
				t.Errorf("%s: %d, then %d with more answers (%d)", source, avant, got, i)
			}
			avant = got
		}
	})
}

// The first day of its name in a month, from a date on and that date included.
func TestPremierJour(t *testing.T) {
	for date, attendu := range map[string]string{
		"2026-12-01":       "2026-12-03",
		"2026-12-03":       "2026-12-03",
		"2026-12-03T18:00": "2026-12-03",
		"2026-12-04":       "2027-01-07",
		"2026-10-01":       "2026-10-01", // the first of the month is a Thursday
		"2026-10-31":       "2026-11-05",
	} {
		if got := premier("jeudi", date); got != attendu {
			t.Errorf("%s: %v instead of %s", date, got, attendu)
		}
	}
	d := fonctions["duree"].calcule
	if got := plus("2026-08-31", d(nil, []any{6.0, "mois"})); got != "2027-02-28" {
		t.Errorf("six months after 31 August: %v", got)
	}
	if v := d(nil, []any{-1.0, "mois"}); !estInconnu(v) {
		t.Errorf("a span of less than nothing gives %v", v)
	}
	if v := premier("jeudi", "demain"); !estInconnu(v) {
		t.Errorf("a date that is none gives %v", v)
	}
	if _, err := essai(t, petit+"\n[[controle]]\ncle = \"x\"\nquand = 'premier(\"jeudy\", aujourdhui) == aujourdhui'\ngravite = \"alerte\"\nmessage = \"x\"\n"); err == nil {
		t.Error("a day of the week that does not exist is accepted")
	}
}

// A dated row holds from its first day to its last; a row without the attribute, and a day
// without a row, are unknown.
func TestEnVigueur(t *testing.T) {
	rangs := []*Rang{
		{Cle: "a1", Attributs: map[string]any{"de": "a", "au": "2019-12-31", "montant": int64(70)}},
		{Cle: "a2", Attributs: map[string]any{"de": "a", "du": "2020-01-01", "au": "2020-12-31", "montant": 75.5}},
		{Cle: "a3", Attributs: map[string]any{"de": "a", "du": "2021-01-01"}},
	}
	for date, veut := range map[string]any{"2004-01-01": 70.0, "2019-12-31": 70.0, "2020-01-01": 75.5, "2020-12-31T18:00": 75.5} {
		if got := enVigueur(rangs, "a", date, "montant"); got != veut {
			t.Errorf("%s: %v instead of %v", date, got, veut)
		}
	}
	for _, v := range []any{enVigueur(rangs, "a", "2021-01-01", "montant"), enVigueur(rangs, "b", "2020-01-01", "montant"), enVigueur(rangs, "a", "", "montant")} {
		if !estInconnu(v) {
			t.Errorf("%v is given for what is not known", v)
		}
	}
}

// A row that is named by a moment is named the way people read it.
func TestMomentCourt(t *testing.T) {
	for _, x := range [][3]string{
		{TypeDate, "2026-11-09", "09/11/2026"},
		{TypeHeure, "09:05", "9h05"},
		{TypeDateHeure, "2026-11-09T14:00", "09/11/2026 14h00"},
		{TypeTexte, "2026-11-09", "2026-11-09"}, // somebody's own words stay as they are
		{TypeDate, "bientôt", "bientôt"},
	} {
		sec := &Section{Cle: "faits", Ligne: "fait", Resume: []string{"quand"}}
		c := &Champ{Cle: "quand", Type: x[0], section: sec}
		sec.champs = map[string]*Champ{"quand": c}
		s := &Service{sections: map[string]*Section{"faits": sec}}
		l := &Ligne{ID: "r1", Valeurs: map[string]any{"quand": x[1]}}
		if got := s.Examiner(Reponses{}, Contexte{}).NomLigne(sec, l); got != x[2] {
			t.Errorf("%s %q: %q instead of %q", x[0], x[1], got, x[2])
		}
	}
}
