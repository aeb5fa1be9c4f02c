package contrat

import (
	"slices"
	"testing"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// gens are the people of a dossier.
func (m *maison) gens(s data.Session, numero string) []data.Personne {
	m.t.Helper()
	l, err := s.Gens(ctx, numero)
	m.non(err)
	return l
}

func personnes(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.prenoms", "Élodie", "qui.naissance", "1990-03-12", "qui.telephone", "0639980001")
	l := m.gens(m.s, d.Numero)
	if len(l) != 1 || l[0].Nom != "Vialatte" || l[0].Prenoms != "Élodie" || l[0].Naissance != "1990-03-12" {
		t.Fatalf("%+v", l)
	}
	// Somebody who is known is found however the name is written, and taken up.
	trouves, err := m.s.Doublons(ctx, identite.Identite{Nom: "VIALATE", Prenoms: "Elodie", Naissance: "1990-03-12"}, 5)
	if err != nil || len(trouves) != 1 || trouves[0].Personne.ID != l[0].ID || trouves[0].Ailleurs || len(trouves[0].Raisons) == 0 ||
		!slices.Equal(trouves[0].Dossiers, []string{d.Numero}) || trouves[0].Score < identite.SeuilPossible {
		t.Fatalf("%+v %v", trouves, err)
	}
	for _, qui := range []identite.Identite{{Nom: "Roux", Prenoms: "Paul"}, {}} {
		if l, err := m.s.Doublons(ctx, qui, 5); err != nil || len(l) != 0 {
			t.Errorf("%+v %v", l, err)
		}
	}
	if l, err := m.s.Doublons(ctx, identite.Identite{Nom: "Vialatte", Prenoms: "Élodie"}, 0); err != nil || len(l) != 0 {
		t.Errorf("%+v %v", l, err)
	}
	e, err := m.s.Creer(ctx, "essai", reponses("qui.nom", "Vialatte", "qui.prenoms", "Élodie", "qui.telephone", "0639980002"),
		map[string]int64{"personne": l[0].ID})
	m.non(err)
	p, numeros, err := m.s.Personne(ctx, l[0].ID)
	if err != nil || !slices.Equal(numeros, []string{e.Numero, d.Numero}) || !slices.Equal(p.Telephones, []string{"0639980001", "0639980002"}) {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
	// What a dossier says anew lies over; a person whom nobody names any more goes.
	m.changer(m.s, e, poser(nom, "Vialatte-Roux"))
	if p, _, err := m.s.Personne(ctx, l[0].ID); err != nil || p.Nom != "Vialatte-Roux" || p.Naissance != "1990-03-12" {
		t.Errorf("%+v %v", p, err)
	}
	seul := m.creer("qui.nom", "Besson")
	id := m.gens(m.s, seul.Numero)[0].ID
	m.changer(m.s, seul, poser(nom, nil))
	_, _, err = m.s.Personne(ctx, id)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Creer(ctx, "essai", reponses("qui.nom", "X"), map[string]int64{"personne": id})
	m.refuse(err, data.Introuvable)
	if n, err := m.s.Compter(ctx, data.Filtre{}); err != nil || n != 3 {
		t.Errorf("%d dossiers: what was refused was made, %v", n, err)
	}
	_, err = m.s.Gens(ctx, "2026-ESS-9999")
	m.refuse(err, data.Introuvable)
}

func fiches(t *testing.T, m *maison) {
	a := m.creer("qui.nom", "Roux", "qui.prenoms", "Cédric", "qui.telephone", "0639980001")
	b := m.creer("qui.nom", "Roux", "qui.prenoms", "Cedric", "qui.telephone", "0639980002", "qui.naissance", "1990-03-12")
	pa, pb := m.gens(m.s, a.Numero)[0].ID, m.gens(m.s, b.Numero)[0].ID
	_, err := m.s.Fusionner(ctx, pa, pa)
	m.refuse(err, data.Saisie)
	_, err = m.s.Fusionner(ctx, pa, 9999)
	m.refuse(err, data.Introuvable)
	f, err := m.s.Fusionner(ctx, pa, pb)
	if err != nil || f.Gardee != pa || f.Fondue.ID != pb || !slices.Equal(f.Dossiers, []string{b.Numero}) {
		t.Fatalf("%+v %v", f, err)
	}
	p, numeros, err := m.s.Personne(ctx, pa)
	if err != nil || len(numeros) != 2 || p.Prenoms != "Cédric" || p.Naissance != "1990-03-12" || len(p.Telephones) != 2 {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
	_, _, err = m.s.Personne(ctx, pb)
	m.refuse(err, data.Introuvable)
	if l, err := m.s.Fusions(ctx, pa); err != nil || len(l) != 1 || l[0].ID != f.ID || l[0].Fondue.Naissance != "1990-03-12" {
		t.Errorf("%+v %v", l, err)
	}
	m.non(m.s.AnnulerFusion(ctx, f.ID))
	p, _, err = m.s.Personne(ctx, pa)
	if err != nil || p.Naissance != "" || !slices.Equal(p.Telephones, []string{"0639980001"}) {
		t.Errorf("%+v %v", p, err)
	}
	q, numeros, err := m.s.Personne(ctx, pb)
	if err != nil || q.Naissance != "1990-03-12" || q.Prenoms != "Cedric" || !slices.Equal(numeros, []string{b.Numero}) {
		t.Errorf("%+v %v %v", q, numeros, err)
	}
	m.refuse(m.s.AnnulerFusion(ctx, f.ID), data.Introuvable)
	if l, err := m.s.Fusions(ctx, pa); err != nil || len(l) != 0 {
		t.Errorf("%+v %v", l, err)
	}
}

// Of a person known elsewhere too, an account learns what its own dossiers say.
func personnesDAilleurs(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.prenoms", "Élodie", "qui.naissance", "1990-03-12")
	id := m.gens(m.s, d.Numero)[0].ID
	lui := m.autre("lui", data.RoleIntervenant, "prive")
	deux := m.autre("deux", data.RoleIntervenant, "prive", "essai")
	_, err := lui.Creer(ctx, "prive", reponses("lui.nom", "Vialatte"), map[string]int64{"lui": id})
	m.refuse(err, data.Introuvable) // it is nobody for this account
	x, err := deux.Creer(ctx, "prive", reponses("lui.nom", "Vialatte"), map[string]int64{"lui": id})
	m.non(err)
	if p, numeros, err := lui.Personne(ctx, id); err != nil || p.Naissance != "" || p.Nom != "Vialatte" || !slices.Equal(numeros, []string{x.Numero}) {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
	if l := m.gens(lui, x.Numero); len(l) != 1 || l[0].Naissance != "" {
		t.Errorf("%+v", l)
	}
	qui := identite.Identite{Nom: "Vialatte", Prenoms: "Élodie", Naissance: "1990-03-12"}
	if l, err := m.s.Doublons(ctx, qui, 5); err != nil || len(l) != 1 || !l[0].Ailleurs || !slices.Equal(l[0].Dossiers, []string{d.Numero}) {
		t.Errorf("%+v %v", l, err)
	}
	// Known elsewhere alone: that, and nothing of them.
	autre := m.creer("qui.nom", "Tessier", "qui.prenoms", "Paul", "qui.naissance", "1985-01-02")
	if l, err := lui.Doublons(ctx, identite.Identite{Nom: "Tessier", Prenoms: "Paul", Naissance: "1985-01-02"}, 5); err != nil || len(l) != 1 ||
		!l[0].Ailleurs || l[0].Personne.ID != 0 || l[0].Personne.Nom != "" || len(l[0].Dossiers) != 0 {
		t.Errorf("%+v %v", l, err)
	}
	_, err = m.s.Fusionner(ctx, id, m.gens(m.s, autre.Numero)[0].ID)
	m.refuse(err, data.Refuse)
}

func consignes(t *testing.T, m *maison) {
	a := m.creer("qui.nom", "Roux", "qui.sur", "Appeler le matin seulement")
	id := m.gens(m.s, a.Numero)[0].ID
	b, err := m.s.Creer(ctx, "essai", reponses("qui.nom", "Roux"), map[string]int64{"personne": id})
	m.non(err)
	veut := data.Consigne{Nom: "Roux", Texte: "Appeler le matin seulement", Numero: a.Numero}
	if l, err := m.s.Consignes(ctx, b.Numero); err != nil || len(l) != 1 || l[0] != veut {
		t.Errorf("%+v %v", l, err)
	}
	sur := trame.Chemin{Section: "qui", Champ: "sur"}
	b = m.changer(m.s, b, poser(sur, "Pas de message"))
	l, err := m.s.Consignes(ctx, b.Numero)
	if err != nil || len(l) != 2 || l[0].Texte != "Pas de message" || l[0].Numero != b.Numero || l[1] != veut {
		t.Errorf("this dossier first: %+v %v", l, err)
	}
	m.changer(m.s, b, poser(sur, "Appeler le matin seulement"))
	if l, err := m.s.Consignes(ctx, b.Numero); err != nil || len(l) != 1 || l[0].Numero != b.Numero {
		t.Errorf("said twice: %+v %v", l, err)
	}
}
