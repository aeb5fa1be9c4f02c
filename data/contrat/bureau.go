package contrat

import (
	"strings"
	"testing"

	"justicepartage/data"
)

func recherche(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.prenoms", "Élodie", "qui.recit", "Elle travaille à la menuiserie.")
	m.creer("qui.nom", "Roux")
	for texte, combien := range map[string]int{"vial": 1, "ELODIE": 1, d.Numero: 1, "zzz": 0} {
		if l, err := m.s.ChercherIdentite(ctx, texte, 10); err != nil || len(l) != combien || combien == 1 && l[0].Numero != d.Numero {
			t.Errorf("%q: %+v %v", texte, l, err)
		}
	}
	if l, err := m.s.ChercherTexte(ctx, "menuiserie", 10); err != nil || len(l) != 1 || !strings.Contains(l[0].Extrait, "menuiserie") {
		t.Errorf("%+v %v", l, err)
	}
	l, err := m.s.Dossiers(ctx, data.Filtre{Tri: "titre"})
	if err != nil || len(l) != 2 || !strings.HasPrefix(l[0].Titre, "Roux") {
		t.Errorf("%+v %v", l, err)
	}
	if l, err = m.s.Dossiers(ctx, data.Filtre{Tri: "numero", Inverse: true, Limite: 1, Decalage: 1}); err != nil || len(l) != 1 || l[0].Numero != d.Numero {
		t.Errorf("%+v %v", l, err)
	}
	_, err = m.s.Dossiers(ctx, data.Filtre{Tri: "inconnu"})
	m.refuse(err, data.Saisie)
}

func agenda(t *testing.T, m *maison) {
	d, e := m.creer("qui.nom", "Vialatte"), m.creer("qui.nom", "Roux")
	x := data.Seance{Numero: d.Numero, Section: "passages", Date: "2026-12-01", Debut: "10:00", Fin: "11:00", Lieu: "Salle 1", Avec: "Anne"}
	ligne, err := m.s.Planifier(ctx, x)
	m.non(err)
	y := x
	y.Numero, y.Debut, y.Fin, y.Avec = e.Numero, "10:30", "11:30", ""
	_, err = m.s.Planifier(ctx, y)
	m.refuse(err, data.Saisie) // the room is taken
	y.Lieu = "Salle 2"
	_, err = m.s.Planifier(ctx, y)
	m.non(err)
	m.non(m.s.Presence(ctx, d.Numero, "passages", ligne, "present"))
	l, err := m.s.Agenda(ctx, "2026-12-01", "2026-12-01")
	if err != nil || len(l) != 2 || l[0].Ligne != ligne || l[0].Presence != "present" || l[0].Debut != "10:00" {
		t.Errorf("%+v %v", l, err)
	}
	// The desk does not stop who writes.
	d2 := m.changer(m.s, d, poser(recit, "Pendant ce temps."))
	if d2.Reponses["passages"].Ligne(ligne).Valeurs["venue"] != "present" {
		t.Errorf("%s", d2.Reponses.JSON())
	}
	x.Ligne, x.Date = ligne, "2026-12-02"
	_, err = m.s.Planifier(ctx, x)
	m.non(err)
	if l, _ := m.s.Agenda(ctx, "2026-12-01", "2026-12-01"); len(l) != 1 {
		t.Errorf("%+v", l)
	}
	x.Ligne = "disparue"
	_, err = m.s.Planifier(ctx, x)
	m.refuse(err, data.Introuvable)
	lieux, gens, err := m.s.SallesEtGens(ctx)
	if err != nil || strings.Join(lieux, ",") != "Salle 1,Salle 2" || strings.Join(gens, ",") != "Anne" {
		t.Errorf("%q %q %v", lieux, gens, err)
	}
}

func echeances(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.limite", "2026-12-24")
	l, err := m.s.AFaire(ctx, "", 0)
	if err != nil || len(l) != 1 || l[0].Date != "2026-12-24" || !l[0].Legale || l[0].Numero != d.Numero {
		t.Fatalf("%+v %v", l, err)
	}
	m.refuse(m.s.Clore(ctx, d.Numero, "fini"), data.Saisie) // the law still runs
	m.refuse(m.s.Renoncer(ctx, d.Numero, l[0].Cle, ""), data.Saisie)
	m.non(m.s.Renoncer(ctx, d.Numero, l[0].Cle, "Le juge l’a levée"))
	if l, _ = m.s.AFaire(ctx, "", 0); len(l) != 0 {
		t.Errorf("%+v", l)
	}
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
}

func reglages(t *testing.T, m *maison) {
	if a, err := m.s.Association(ctx); err != nil || a.Nom != "" {
		t.Errorf("%+v %v", a, err)
	}
	m.non(m.s.PoserAssociation(ctx, data.Association{Nom: "Justice", Adresse: []string{"1 rue Un"}}))
	if a, err := m.s.Association(ctx); err != nil || a.Nom != "Justice" || len(a.Adresse) != 1 {
		t.Errorf("%+v %v", a, err)
	}
	m.non(m.s.PoserParquet(ctx, data.Parquet{Destinataire: "Permanence"}))
	if p, err := m.s.Parquet(ctx); err != nil || p.Destinataire != "Permanence" {
		t.Errorf("%+v %v", p, err)
	}
	m.non(m.s.PoserParametre(ctx, "cle", "valeur"))
	if v, err := m.s.Parametre(ctx, "cle"); err != nil || v != "valeur" {
		t.Errorf("%q %v", v, err)
	}
	if v, err := m.s.Parametre(ctx, "jamais"); err != nil || v != "" {
		t.Errorf("%q %v", v, err)
	}
}
