package edition

import (
	"strings"
	"testing"
	"unicode"

	"justicepartage/data"
	"justicepartage/data/trame"
)

func TestNomFichier(t *testing.T) {
	svc := &trame.Service{Mots: trame.Mots{Numero: "Parquet"}}
	d := &data.Dossier{Numero: "2026-ESR-0001", NumeroParquet: "26328000123"}
	for _, x := range []struct {
		projet bool
		veut   string
	}{
		{false, "2026-ESR-0001 (parquet 26328000123) - Rapport d’enquête.pdf"},
		{true, "2026-ESR-0001 (parquet 26328000123) - Rapport d’enquête - PROJET.pdf"},
	} {
		if got := NomFichier(svc, d, "Rapport d’enquête", x.projet); got != x.veut {
			t.Errorf("%q, expected %q", got, x.veut)
		}
	}
	if got := NomFichier(&trame.Service{}, d, "Rapport", false); got != "2026-ESR-0001 (référence 26328000123) - Rapport.pdf" {
		t.Errorf("%q", got)
	}
	d.NumeroParquet = ""
	if got := NomFichier(svc, d, "Rapport", false); got != "2026-ESR-0001 - Rapport.pdf" {
		t.Errorf("%q", got)
	}
}

// A name of file says nothing of the person, and any file system takes it.
func TestNomFichierSansPersonneNiSigne(t *testing.T) {
	d := &data.Dossier{Numero: "2026-ESR-0001", Reponses: trame.Reponses{"etat_civil": {Valeurs: map[string]any{"nom": "QUINCAMPOIX", "prenoms": "Éloïse"}}}}
	d.NumeroParquet = "26/328\\00:1*?\"<>|\n\t" + strings.Repeat("é", 400)
	got := NomFichier(&trame.Service{Mots: trame.Mots{Numero: "Parquet"}}, d, `Compte rendu : « a/b »`, true)
	if strings.Contains(strings.ToUpper(got), "QUINCAMPOIX") || strings.Contains(got, "Éloïse") {
		t.Errorf("the person is named: %q", got)
	}
	if strings.ContainsAny(got, `/\:*?"<>|`) || strings.ContainsFunc(got, unicode.IsControl) {
		t.Errorf("forbidden signs: %q", got)
	}
	if len(got) > 240 || !strings.HasSuffix(got, " - PROJET.pdf") || !strings.HasPrefix(got, "2026-ESR-0001 (parquet 26-328") {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}

func TestResteAFaire(t *testing.T) {
	rapport := &trame.Exemplaire{Document: &trame.Document{Cle: "rapport"}}
	complement := &trame.Exemplaire{Document: &trame.Document{Cle: "complement", Lignes: "suites"}}
	d := &data.Dossier{Reponses: trame.Reponses{}}
	if !ResteAFaire(d, rapport) || Prochain(d, rapport) != 1 {
		t.Error("a report that was never finalised is still to be written")
	}
	d.Finalises = map[string]int{"rapport": 1, "complement": 1}
	if ResteAFaire(d, rapport) || ResteAFaire(d, complement) || Prochain(d, complement) != 2 {
		t.Error("finalised, and still to be written")
	}
	d.Reponses.Ajouter("suites")
	if ResteAFaire(d, complement) {
		t.Error("the matter of the first complement calls for a second")
	}
	d.Reponses.Ajouter("suites")
	if !ResteAFaire(d, complement) || ResteAFaire(d, rapport) {
		t.Error("a second matter calls for a second complement, alone")
	}
}
