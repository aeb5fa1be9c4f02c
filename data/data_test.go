package data

import (
	"testing"

	"justicepartage/data/trame"
)

// A paper of the daily work freezes nothing; the report of the dossier freezes it.
func TestVerrouDesDocumentsCourants(t *testing.T) {
	sec := &trame.Section{Cle: "corps"}
	svc := &trame.Service{
		Sections:  []*trame.Section{sec},
		Documents: []*trame.Document{{Cle: "lettre", Finalisable: true, Courant: true}, {Cle: "bilan", Finalisable: true}},
	}
	d := &Dossier{Finalises: map[string]int{"lettre": 3}}
	if v := d.Verrou(svc, sec); v != Libre {
		t.Errorf("three letters: lock %d", v)
	}
	d.Finalises["bilan"] = 1
	if v := d.Verrou(svc, sec); v != Finalisee {
		t.Errorf("the report: lock %d", v)
	}
}

// What corrects a finalised document is named when the service has it, and only then.
func TestPourCorriger(t *testing.T) {
	svc := &trame.Service{Documents: []*trame.Document{{Cle: "bilan", Titre: "Bilan"}, {Cle: "ajout", Titre: "Ajout", Complete: "bilan"}}}
	if got := PourCorriger(svc, "bilan"); got != " Pour corriger ou ajouter : « Ajout »." {
		t.Errorf("%q", got)
	}
	if got := PourCorriger(svc, "ajout"); got != "" {
		t.Errorf("%q", got)
	}
}
