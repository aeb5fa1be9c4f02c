package trame_test

import (
	"testing"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// TestCas runs every worked example of every service.
func TestCas(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cas {
			t.Run(id+"/"+c.Nom, func(t *testing.T) {
				for _, e := range c.Verifier(s) {
					t.Error(e)
				}
			})
		}
	}
}

// A row that is taken out leaves no verification behind that speaks of it, and the
// answers can still be kept.
func TestRetirerLigne(t *testing.T) {
	s, err := trame.Charger(assets.FS, "esr")
	if err != nil {
		t.Fatal(err)
	}
	sec, ver := sectionVerifiable(s), s.Verification
	r := trame.Reponses{}
	l := r.Ajouter(sec.Cle)
	autre := r.Ajouter(sec.Cle)
	v := r.Ajouter(ver.Section)
	v.Valeurs[ver.Declarations] = []string{sec.Cle + "." + l.ID, sec.Cle + "." + autre.ID}
	s.Retirer(r, sec.Cle, l.ID)
	if got := v.Valeurs[ver.Declarations].([]string); len(got) != 1 || got[0] != sec.Cle+"."+autre.ID {
		t.Errorf("the verification still speaks of %v", got)
	}
	if _, err := s.LireJSON(r.JSON()); err != nil {
		t.Errorf("the answers can no longer be read: %v", err)
	}
	s.Retirer(r, sec.Cle, autre.ID)
	if r[sec.Cle] != nil {
		t.Error("the last row taken out says « there is none »")
	}
}

func sectionVerifiable(s *trame.Service) *trame.Section {
	for _, sec := range s.Sections {
		if sec.Verifiable && sec.Repetee {
			return sec
		}
	}
	return nil
}

// A dossier that is about no person in particular bears the name its service gives it.
func TestIntitule(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	nommes := 0
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		ex, err := cas[0].Examen(s)
		if err != nil {
			t.Fatal(err)
		}
		principal := false
		for _, p := range s.Personnes {
			principal = principal || p.Principal
		}
		if got := ex.Intitule(); (got != "") == principal {
			t.Errorf("%s: named %q, with a person it is about: %v", id, got, principal)
		}
		if !principal {
			nommes++
		}
	}
	if nommes == 0 {
		t.Error("no service names its dossiers otherwise than by a person")
	}
}
