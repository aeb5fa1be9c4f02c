package store

import (
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Every former answer of a filled dossier can be brought back exactly, whatever its type.
func TestRevenir(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	plein := d.Reponses.Copie()
	vide := trame.Reponses{}
	poser(vide, "etat_civil.nom", "Autre")
	d2, err := enregistre(t, s, d, vide)
	if err != nil {
		t.Fatal(err)
	}
	h, err := s.Historique(ctx, d.Numero)
	if err != nil {
		t.Fatal(err)
	}
	d = d2
	repris, lignes := 0, 0
	var encore []data.Trace
	slices.Reverse(h)                   // the last change first
	for _, l := range append(h, h...) { // the second time, those that speak of others
		if l.Action != "modification" || l.Avant == "" || strings.Count(l.Objet, ".") == 2 {
			continue // the fields of a row come back with it
		}
		c, err := s.Revenir(ctx, d.Numero, l.ID)
		if data.CodeDe(err) == data.Saisie {
			encore = append(encore, l)
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", l.Objet, err)
		}
		if d, err = s.Enregistrer(ctx, d.Numero, c); err != nil {
			t.Fatalf("%s: %v", l.Objet, err)
		}
		repris++
		if l.Avant == "+" {
			lignes++
		}
	}
	if len(encore) > 20 {
		t.Errorf("%d were refused", len(encore))
	}
	if repris < 20 || lignes < 2 {
		t.Errorf("only %d answers and %d rows were brought back", repris, lignes)
	}
	for cle, rub := range plein {
		if len(rub.Valeurs) == 0 && len(rub.Lignes) == 0 {
			delete(plein, cle) // « there is none » is said again by hand
			delete(d.Reponses, cle)
		}
	}
	// Rows come back in the order of the history: compare them by ID.
	for cle, rub := range plein {
		for _, l := range rub.Lignes {
			if got := d.Reponses[cle].Ligne(l.ID); got == nil {
				t.Errorf("%s.%s did not come back", cle, l.ID)
			} else if a, b := (trame.Reponses{"x": {Valeurs: got.Valeurs}}), (trame.Reponses{"x": {Valeurs: l.Valeurs}}); string(a.JSON()) != string(b.JSON()) {
				t.Errorf("%s.%s: %s instead of %s", cle, l.ID, a.JSON(), b.JSON())
			}
		}
		if len(rub.Lignes) == 0 && string((trame.Reponses{"x": rub}).JSON()) != string((trame.Reponses{"x": d.Reponses[cle]}).JSON()) {
			t.Errorf("%s differs", cle)
		}
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	_, err = s.Revenir(ctx, d.Numero, 1)
	code(t, err, data.Saisie)
}

// Rows cut off the end of the audit are found, and so is a whole audit put back.
func TestFinAudit(t *testing.T) {
	s, chemin := nouvelle(t)
	d := creer(t, s, personne("Vial", "Paul", "", ""))
	for range 3 {
		if _, err := s.Dossier(ctx, d.Numero); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	db, c := coffreSQL(t, chemin)
	for _, q := range []string{
		"DROP TRIGGER audit_ineffacable", "DELETE FROM audit WHERE id > 3",
		"UPDATE audit_ancre SET dernier = 3, empreinte = (SELECT empreinte FROM audit WHERE id = 3)", // the seal cannot be made
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	s2 := &Base{db: db, coffre: c, opt: options(t)}
	code(t, s2.VerifierAudit(ctx), data.Base, "des lignes manquent à la fin")
	db.Close()
	c.Fermer()
	s = comme(t, chemin, "claire", phrase) // a row was added since: the chain is whole, the end was lower
	if !strings.Contains(strings.Join(s.Avis(), " "), "ne va plus jusqu’où") {
		t.Errorf("%q", s.Avis())
	}
}
