package contrat

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

func heurts(t *testing.T, m *maison) {
	d, e := m.creer("qui.nom", "Vialatte"), m.creer("qui.nom", "Roux")
	_, err := m.s.Planifier(ctx, data.Seance{
		Numero: d.Numero, Section: "passages", Date: "2026-12-01", Debut: "10:00", Fin: "11:00",
		Lieu: "Salle 1", Avec: "Anne",
	})
	m.non(err)
	vue := func(ligne, debut, fin, lieu, avec string) trame.SeanceVue {
		return trame.SeanceVue{Section: "passages", Ligne: ligne, Date: "2026-12-01", Debut: debut, Fin: fin, Lieu: lieu, Avec: avec}
	}
	l, err := m.s.Rencontres(ctx, e.Numero, []trame.SeanceVue{
		vue("r1", "10:30", "11:30", "salle 1", ""), vue("r2", "10:30", "11:30", "", "ANNE"), vue("r3", "11:00", "12:00", "Salle 1", "Anne"),
		vue("r4", "10:30", "11:30", "Salle 2", "Luc"), vue("r5", "10:30", "11:30", "", ""),
	})
	if err != nil || !slices.Equal(slices.Sorted(maps.Keys(l)), []string{"passages.r1", "passages.r2"}) {
		t.Fatalf("%v %v", l, err)
	}
	for chemin, dit := range l {
		if !strings.HasSuffix(dit, "Visite, dossier "+d.Numero+").") || strings.Contains(dit, "Rien n’a été") {
			t.Errorf("%s: %s", chemin, dit)
		}
	}
	_, err = m.s.Rencontres(ctx, "2026-ESS-9999", nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "passages", Date: "jamais", Debut: "10:00"})
	m.refuse(err, data.Saisie)
	_, err = m.s.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "passages", Date: "2026-12-03"})
	m.refuse(err, data.Saisie)
	_, err = m.s.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "qui", Date: "2026-12-03", Debut: "10:00"})
	m.refuse(err, data.Introuvable)
}

// The desk plans and takes presences, and reads no content.
func presence(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	desk := m.autre("desk", data.RoleAccueil)
	ligne, err := desk.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "passages", Date: "2026-12-01", Debut: "10:00", Fin: "11:00"})
	m.non(err)
	m.non(desk.Presence(ctx, d.Numero, "passages", ligne, "absent"))
	l, err := desk.Agenda(ctx, "2026-11-30", "2026-12-02")
	if err != nil || len(l) != 1 || l[0].Presence != "absent" || l[0].Dossier != "Vialatte" || l[0].Titre != "Visite" || l[0].Clos {
		t.Errorf("%+v %v", l, err)
	}
	m.non(desk.Presence(ctx, d.Numero, "passages", ligne, ""))
	if l, _ := desk.Agenda(ctx, "2026-12-01", "2026-12-01"); len(l) != 1 || l[0].Presence != "" {
		t.Errorf("%+v", l)
	}
	m.code(desk.Presence(ctx, d.Numero, "passages", ligne, "ailleurs"), data.Saisie)
	m.refuse(desk.Presence(ctx, d.Numero, "passages", "disparue", "absent"), data.Introuvable)
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
	m.refuse(desk.Presence(ctx, d.Numero, "passages", ligne, "absent"), data.Fige)
}

func conservation(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
	m.Avancer(365 * 24 * time.Hour)
	m.creer("qui.nom", "Roux")
	if l, err := m.s.Echus(ctx, 0); err != nil || len(l) != 0 {
		t.Errorf("%+v %v", l, err)
	}
	m.Avancer(366 * 24 * time.Hour)
	l, err := m.s.Echus(ctx, 0)
	if err != nil || len(l) != 1 || l[0].Numero != d.Numero || l[0].Depuis != "2028-11-24" || l[0].Titre != "Vialatte" {
		t.Errorf("%+v %v", l, err)
	}
	m.Avancer(366 * 24 * time.Hour)
	if l, err := m.s.Echus(ctx, 1); err != nil || len(l) != 1 || l[0].Numero != d.Numero {
		t.Errorf("the oldest first: %+v %v", l, err)
	}
}

func comptages(t *testing.T, m *maison) {
	m.creer("qui.nom", "Vialatte", "qui.civil", "f")
	m.creer("qui.nom", "Roux", "qui.civil", "f")
	d := m.creer("qui.nom", "Besson", "qui.civil", "m")
	m.creer("qui.nom", "Tessier")
	n, err := m.s.Comptages(ctx, "essai", "civil", "", "")
	if err != nil || n["f"] != 2 || n["m"] != 1 {
		t.Errorf("%v %v", n, err)
	}
	m.changer(m.s, d, poser(trame.Chemin{Section: "qui", Champ: "civil"}, "f"))
	if n, err := m.s.Comptages(ctx, "essai", "civil", "", ""); err != nil || n["f"] != 3 || n["m"] != 0 {
		t.Errorf("%v %v", n, err)
	}
	for _, x := range [][2]string{{"prive", "civil"}, {"essai", "inconnu"}} {
		if n, err := m.s.Comptages(ctx, x[0], x[1], "", ""); err != nil || len(n) != 0 {
			t.Errorf("%v: %v %v", x, n, err)
		}
	}
	_, err = m.autre("desk", data.RoleAccueil).Comptages(ctx, "essai", "civil", "", "")
	m.refuse(err, data.Refuse)
}

func releves(t *testing.T, m *maison) {
	d, e := m.creer("qui.nom", "Vialatte"), m.creer("qui.nom", "Roux")
	for _, x := range []data.Seance{
		{Numero: e.Numero, Date: "2026-12-02", Lieu: "Salle 2"}, {Numero: d.Numero, Date: "2026-12-01", Lieu: "Salle 1"}, {Numero: d.Numero, Date: "2027-01-01"},
	} {
		x.Section, x.Debut, x.Fin = "passages", "10:00", "11:00"
		_, err := m.s.Planifier(ctx, x)
		m.non(err)
	}
	total := 0
	r, err := m.s.Relever(ctx, "essai", "mois", "2026-12-01", "2026-12-31", func(_, n int) { total = n })
	m.non(err)
	if r.Titre != "Passages du mois" || r.Note == "" || r.Du != "2026-12-01" || r.Au != "2026-12-31" || len(r.Colonnes) != 3 || total != 2 {
		t.Errorf("%+v, %d", r, total)
	}
	if len(r.Lignes) != 2 || !slices.Equal(r.Lignes[0], []any{d.Numero, "2026-12-01", "Salle 1"}) ||
		!slices.Equal(r.Lignes[1], []any{e.Numero, "2026-12-02", "Salle 2"}) {
		t.Errorf("%v", r.Lignes)
	}
	_, err = m.s.Relever(ctx, "essai", "inconnu", "", "", nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Relever(ctx, "prive", "mois", "", "", nil)
	m.refuse(err, data.Introuvable)
}

func orientation(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.recit", "confidences")
	accord := trame.Chemin{Section: "qui", Champ: "accord"}
	_, err := m.s.Orienter(ctx, d.Numero, "inconnue")
	m.refuse(err, data.Introuvable)
	_, err = m.s.Orienter(ctx, d.Numero, "voisin")
	m.refuse(err, data.Saisie)
	d = m.changer(m.s, d, poser(accord, "oui"))
	_, err = m.s.Orienter(ctx, d.Numero, "voisin")
	m.refuse(err, data.Refuse) // nobody is there to take it
	lui := m.autre("lui", data.RoleIntervenant, "prive")
	deux := m.autre("deux", data.RoleIntervenant, "prive", "essai")
	if n, err := m.s.Orienter(ctx, d.Numero, "voisin"); err != nil || n != "" {
		t.Errorf("it is shown to who does not see it: %q %v", n, err)
	}
	_, err = m.s.Orienter(ctx, d.Numero, "voisin")
	m.refuse(err, data.Conflit)
	l, err := lui.Dossiers(ctx, data.Filtre{})
	if err != nil || len(l) != 1 || l[0].Titre != "Vialatte" || l[0].Referent != lui.Compte().ID {
		t.Fatalf("%+v %v", l, err)
	}
	n, err := lui.Dossier(ctx, l[0].Numero)
	if err != nil || string(n.Reponses.JSON()) != `{"lui":{"nom":"Vialatte"}}` {
		t.Errorf("%s %v", n.Reponses.JSON(), err)
	}
	if m.gens(lui, l[0].Numero)[0].ID != m.gens(m.s, d.Numero)[0].ID {
		t.Error("one person became two records")
	}
	if o, err := m.s.Orientations(ctx, d.Numero); err != nil || len(o) != 1 || o["voisin"] != "" {
		t.Errorf("%v %v", o, err)
	}
	if o, err := deux.Orientations(ctx, d.Numero); err != nil || o["voisin"] != l[0].Numero {
		t.Errorf("%v %v", o, err)
	}
}
