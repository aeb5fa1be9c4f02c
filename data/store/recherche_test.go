package store

import (
	"errors"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

func TestChercherIdentite(t *testing.T) {
	s, _ := nouvelle(t)
	gens := [][4]string{
		{"O’Neill", "Sean", "1990-01-03", "0639980012"},
		{"d'Orgeval", "Aliénor", "1985-12-31", "0639980044"},
		{"Œuvrard", "Gae\u0308lle", "", ""},
		{"Le Goff", "Jean-Pierre", "2001-06-15", "+41791234567"},
		{"Martin", "Paul", "1970-05-05", "0639980099"},
		{"Martinez", "Éloïse", "", ""},
	}
	for _, g := range gens {
		creer(t, s, personne(g[0], g[1], g[2], g[3]))
	}
	for saisie, veut := range map[string]string{
		"o'neill": "O’Neill", "oneill": "O’Neill", "ONEIL": "O’Neill", "neill sean": "O’Neill", "sean": "O’Neill", "O’NEILL Sean": "O’Neill",
		"06 39 98 00 12": "O’Neill", "06.39.98.00.12": "O’Neill", "+33 6 39 98 00 12": "O’Neill", "+33 (0)6 39 98 00 12": "O’Neill", "0033639980012": "O’Neill", "639980012": "O’Neill",
		"3/1/90": "O’Neill", "03/01/1990": "O’Neill", "03011990": "O’Neill", "1990-01-03": "O’Neill", "3-1-1990": "O’Neill", "030190": "O’Neill",
		"sean 3/1/1990": "O’Neill", "neill 03/01/90": "O’Neill",
		"orgeval": "d'Orgeval", "d'orgeval": "d'Orgeval", "dorgeval": "d'Orgeval", "alienor": "d'Orgeval",
		"oeuvrard": "Œuvrard", "ŒUVRARD": "Œuvrard", "œuvrard": "Œuvrard", "gaëlle": "Œuvrard", "gaelle": "Œuvrard", "gae\u0308lle": "Œuvrard",
		"legoff": "Le Goff", "le goff": "Le Goff", "goff jean pierre": "Le Goff", "jean-pierre": "Le Goff", "jeanpierre": "Le Goff", "791234567": "",
		"+41 79 123 45 67": "Le Goff", "15/6/2001": "Le Goff",
		"eloise": "Martinez", "martin paul": "Martin", "2026-ESR-0002": "d'Orgeval", "esr 2": "d'Orgeval", "2026esr0002": "d'Orgeval", "0003": "Œuvrard",
		"zzz": "", "3/1/91": "", "": "", "   ": "", "***": "", `"`: "", "martin AND": "",
	} {
		l, err := s.ChercherIdentite(ctx, saisie, 5)
		if err != nil {
			t.Errorf("%q: %v", saisie, err)
			continue
		}
		got := ""
		if len(l) > 0 {
			got = l[0].Titre
		}
		if !strings.HasPrefix(got, veut) || veut == "" && got != "" {
			t.Errorf("%q finds %q, expected %q", saisie, got, veut)
		}
	}
	// The whole word stands before the beginning of a longer one.
	if l, _ := s.ChercherIdentite(ctx, "martin", 5); len(l) != 2 || !strings.HasPrefix(l[0].Titre, "Martin Paul") {
		t.Errorf("%+v", l)
	}
}

func TestChercherTexte(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	creer(t, s, personne("Vial", "Paul", "", ""))
	if err := s.Noter(ctx, d.Numero, data.Evenement{Nature: "appel", Texte: "Le greffe confirme l’œuvre caritative."}); err != nil {
		t.Fatal(err)
	}
	for saisie, veut := range map[string]string{
		"menuisier": "menuisier", "MENUI": "menui", "greffe": "greffe", "oeuvre caritative": "caritative", "lempdes sur allagnon": "Allagnon", "quatre pièces": "pièces",
	} {
		l, err := s.ChercherTexte(ctx, saisie, 5)
		if err != nil || len(l) != 1 {
			t.Errorf("%q: %d, %v", saisie, len(l), err)
			continue
		}
		if got := l[0].Extrait[l[0].Debut:l[0].Fin]; !strings.EqualFold(got, veut) {
			t.Errorf("%q shows %q in %q", saisie, got, l[0].Extrait)
		}
	}
	for _, saisie := range []string{"introuvable", "me", "", "menuisier absent"} {
		if l, err := s.ChercherTexte(ctx, saisie, 5); err != nil || len(l) != 0 {
			t.Errorf("%q: %v, %v", saisie, l, err)
		}
	}
	// What is changed is found anew, and the journal is not forgotten.
	d, _ = s.Dossier(ctx, d.Numero)
	r := d.Reponses.Copie()
	poser(r, "emploi.parcours", "Ancien boulanger.")
	if _, err := enregistre(t, s, d, r); err != nil {
		t.Fatal(err)
	}
	for saisie, n := range map[string]int{"boulanger": 1, "apprentissage de": 0, "greffe": 1} {
		if l, _ := s.ChercherTexte(ctx, saisie, 5); len(l) != n {
			t.Errorf("%q: %d", saisie, len(l))
		}
	}
}

func TestDoublons(t *testing.T) {
	s, _ := nouvelle(t)
	creer(t, s, personne("Lefebvre", "Mathieu", "1990-03-12", "0639980001"))
	creer(t, s, personne("Bernard", "Luc", "1960-01-01", ""))
	for nom, q := range map[string]identite.Identite{
		"same":        {Nom: "LEFEBVRE", Prenoms: "Mathieu", Naissance: "1990-03-12"},
		"phonetics":   {Nom: "Lefèvre", Prenoms: "Matthieu", Naissance: "1990-03-12"},
		"one letter":  {Nom: "Lefebre", Prenoms: "Mathieu", Naissance: "1990-03-12"},
		"day/month":   {Nom: "Lefebvre", Prenoms: "Mathieu", Naissance: "1990-12-03"},
		"phone alone": {Nom: "Lefebvre", Prenoms: "M", Telephones: []string{"0639980001"}},
	} {
		l, err := s.Doublons(ctx, q, 5)
		if err != nil || len(l) != 1 || l[0].Personne.Nom != "Lefebvre" || len(l[0].Raisons) == 0 || l[0].Dossiers[0] != "2026-ESR-0001" {
			t.Errorf("%s: %+v, %v", nom, l, err)
		}
	}
	if l, _ := s.Doublons(ctx, identite.Identite{Nom: "Durand", Prenoms: "Zoé", Naissance: "2000-01-01"}, 5); len(l) != 0 {
		t.Errorf("%+v", l)
	}
	// Taking the record up again makes no second person.
	d, err := s.Creer(ctx, "esr", personne("Lefebvre", "Mathieu", "1990-03-12", "0639980077"), map[string]int64{"interesse": 1})
	if err != nil {
		t.Fatal(err)
	}
	p, numeros, err := s.Personne(ctx, 1)
	if err != nil || len(numeros) != 2 || numeros[0] != d.Numero || len(p.Telephones) != 2 {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
}

func TestListe(t *testing.T) {
	s, _ := nouvelle(t)
	for i, nom := range []string{"Zola", "Étienne", "Abel", "D’Orgeval"} {
		r := personne(nom, "Paul", "", "")
		poser(r, "saisine.recue_le", []string{"2026-01-03T10:00", "2026-11-24T10:00", "2025-06-01T08:00", "2026-11-23T23:59"}[i])
		if nom == "Abel" {
			poser(r, "saisine.audience_le", "2026-12-01T09:00")
		}
		creer(t, s, r)
	}
	for _, c := range []struct {
		f    data.Filtre
		veut string
	}{
		{data.Filtre{}, "Zola Étienne Abel D’Orgeval"},
		{data.Filtre{Tri: "titre"}, "Abel D’Orgeval Étienne Zola"},
		{data.Filtre{Tri: "titre", Inverse: true}, "Zola Étienne D’Orgeval Abel"},
		{data.Filtre{Tri: "saisine"}, "Abel Zola D’Orgeval Étienne"},
		{data.Filtre{Tri: "saisine", Limite: 2, Decalage: 1}, "Zola D’Orgeval"},
		{data.Filtre{Du: "2026-01-01", Au: "2026-11-23"}, "Zola D’Orgeval"},
		{data.Filtre{Service: "autre"}, ""},
		{data.Filtre{Tri: "audience", Datees: true}, "Abel"},
		{data.Filtre{Tri: "audience", Inverse: true, Limite: 1}, "Abel"},
		{data.Filtre{Etape: "requisition"}, "Zola Étienne Abel D’Orgeval"},
		{data.Filtre{Etat: data.EtatClos}, ""},
	} {
		l, err := s.Dossiers(ctx, c.f)
		if err != nil {
			t.Fatal(err)
		}
		var noms []string
		for _, r := range l {
			noms = append(noms, strings.TrimSuffix(r.Titre, " Paul"))
		}
		if got := strings.Join(noms, " "); got != c.veut {
			t.Errorf("%+v: %s", c.f, got)
		}
		if n, err := s.Compter(ctx, c.f); err != nil || c.f.Limite == 0 && n != len(l) {
			t.Errorf("%+v: %d counted, %d listed, %v", c.f, n, len(l), err)
		}
	}
	_, err := s.Dossiers(ctx, data.Filtre{Tri: "x; DROP TABLE dossier"})
	code(t, err, data.Saisie)
}

// A dossier keeps the text of the service it was written with.
func TestVersionGardee(t *testing.T) {
	s, chemin := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	s.Close()
	opt := options(t)
	fsys := opt.Assets.(interface{ ReadFile(string) ([]byte, error) })
	b, _ := fsys.ReadFile("services/esr/service.toml")
	livresNeufs(opt.Assets, "services/esr/service.toml", strings.Replace(string(b), "Type de logement", "Nature du logement", 1))
	s, err := Open(ctx, chemin, opt, "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	lu, err := s.Dossier(ctx, d.Numero)
	if err != nil || lu.Version != d.Version {
		t.Fatalf("%v", err)
	}
	ancien, err := s.Service(ctx, "esr", lu.Version)
	if err != nil || ancien.Champ("logement", "type").Libelle != "Type de logement" {
		t.Errorf("the old dossier reads a new question, %v", err)
	}
	neuf := creer(t, s, complet(t, s, nil))
	if neuf.Version == d.Version {
		t.Error("the new dossier is written with the old text")
	}
	if _, err := enregistre(t, s, lu, func() trame.Reponses { r := lu.Reponses.Copie(); poser(r, "logement.depuis", "2020"); return r }()); err != nil {
		t.Error(err)
	}
}

// Whatever is typed, a search answers: it is never an error.
func FuzzRecherche(f *testing.F) {
	for _, s := range []string{"martin", `"`, "a OR b", "NEAR(x y)", "06 39", "3/1/90", "é*", "हिन्दी", "½ ² ①", "col:x", "-x", "+", "(", "^a", "a\x00b", "١٢٣"} {
		f.Add(s)
	}
	s, _ := nouvelle(f)
	creer(f, s, personne("Martin", "Paul", "1990-01-03", "0639980012"))
	f.Fuzz(func(t *testing.T, texte string) {
		if _, err := s.ChercherIdentite(ctx, texte, 3); err != nil {
			t.Errorf("%q: %v", texte, errors.Unwrap(err))
		}
		if _, err := s.ChercherTexte(ctx, texte, 3); err != nil {
			t.Errorf("%q: %v", texte, errors.Unwrap(err))
		}
	})
}
