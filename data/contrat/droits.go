package contrat

import (
	"context"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
)

func droits(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	desk, tech := m.autre("desk", data.RoleAccueil), m.autre("tech", data.RoleTechnicien)
	ailleurs := m.autre("ailleurs", data.RoleIntervenant, "prive")
	for qui, s := range map[string]data.Session{"the desk": desk, "the technician": tech} {
		if _, err := s.Dossier(ctx, d.Numero); data.CodeDe(err) != data.Refuse {
			t.Errorf("%s reads: %v", qui, err)
		}
	}
	if l, err := desk.Dossiers(ctx, data.Filtre{}); err != nil || len(l) != 1 {
		t.Errorf("%v %v", l, err)
	}
	_, err := tech.Dossiers(ctx, data.Filtre{})
	m.refuse(err, data.Refuse)
	_, err = ailleurs.Dossier(ctx, d.Numero)
	m.refuse(err, data.Introuvable)
	if l, err := ailleurs.Dossiers(ctx, data.Filtre{}); err != nil || len(l) != 0 {
		t.Errorf("%v %v", l, err)
	}
	m.refuse(desk.PoserAssociation(ctx, data.Association{}), data.Refuse)
	_, err = ailleurs.AjouterCompte(ctx, data.Compte{Login: "x", Nom: "x", Role: data.RoleAccueil}, MotDePasse)
	m.refuse(err, data.Refuse)
	_, err = m.s.AjouterCompte(ctx, data.Compte{Login: "desk", Nom: "x", Role: data.RoleAccueil}, MotDePasse)
	m.refuse(err, data.Saisie)
	// Rights change at the next call.
	c := desk.Compte()
	c.Role = data.RoleIntervenant
	m.non(m.s.ModifierCompte(ctx, c))
	_, err = desk.Dossier(ctx, d.Numero)
	m.non(err)
	m.non(m.s.RetirerCompte(ctx, c.ID))
	_, err = desk.Dossier(ctx, d.Numero)
	m.refuse(err, data.Refuse)
	_, err = m.Entrer("desk", MotDePasse)
	m.refuse(err, data.Refuse)
	_, err = m.Entrer("tech", "faux")
	m.refuse(err, data.Refuse)
	m.refuse(m.s.RetirerCompte(ctx, m.s.Compte().ID), data.Saisie)
	moi := m.s.Compte()
	moi.Role = data.RoleIntervenant
	m.refuse(m.s.ModifierCompte(ctx, moi), data.Saisie) // one responsable remains
}

func reserves(t *testing.T, m *maison) {
	if l := m.s.Services(); len(l) != 1 || l[0] != "essai" || len(m.s.Livrees()) != 2 {
		t.Errorf("%q %q", l, m.s.Livrees())
	}
	_, err := m.s.Creer(ctx, "prive", reponses("lui.nom", "X"), nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Service(ctx, "prive", "")
	m.refuse(err, data.Introuvable)
	lui := m.autre("lui", data.RoleIntervenant, "prive")
	d, err := lui.Creer(ctx, "prive", reponses("lui.nom", "Vialatte"), nil)
	m.non(err)
	_, err = m.s.Dossier(ctx, d.Numero)
	m.refuse(err, data.Introuvable)
	if l, err := m.s.ChercherIdentite(ctx, "vialatte", 5); err != nil || len(l) != 0 {
		t.Errorf("%v %v", l, err)
	}
}

func nouvelles(t *testing.T, m *maison) {
	anne := m.autre("anne", data.RoleIntervenant)
	l, rang, err := anne.Nouvelles(ctx, 0)
	if err != nil || len(l) != 0 || rang == 0 {
		t.Fatalf("%v %d %v", l, rang, err)
	}
	d := m.creer("qui.nom", "Vialatte")
	l, suivant, err := anne.Nouvelles(ctx, rang)
	if err != nil || len(l) == 0 || l[0].Quoi != data.NouvelleDossier || l[0].Numero != d.Numero || l[0].Par != m.s.ID() || suivant <= rang {
		t.Fatalf("%+v %d %v", l, suivant, err)
	}
	// Who waits is told.
	recue := make(chan []data.Nouvelle, 1)
	go func() {
		l, _, _ := anne.Nouvelles(ctx, suivant)
		recue <- l
	}()
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "x"}))
	select {
	case l := <-recue:
		if len(l) == 0 || l[0].Quoi != data.NouvelleJournal {
			t.Errorf("%+v", l)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nobody was told")
	}
	court, cesser := context.WithCancel(ctx)
	cesser()
	_, ici, _ := anne.Nouvelles(ctx, 0)
	if l, rang, err := anne.Nouvelles(court, ici); err != nil || len(l) != 0 || rang != ici {
		t.Errorf("%+v %d %v", l, rang, err)
	}
}

func sceller(t *testing.T, m *maison) {
	b, err := m.s.Sceller([]byte("ce qui attend"))
	m.non(err)
	if strings.Contains(string(b), "attend") {
		t.Error("it is not sealed")
	}
	if c, err := m.s.Desceller(b); err != nil || string(c) != "ce qui attend" {
		t.Errorf("%q %v", c, err)
	}
	_, err = m.autre("anne", data.RoleIntervenant).Desceller(b)
	m.refuse(err, data.Introuvable)
}

func finDeSession(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	anne := m.autre("anne", data.RoleIntervenant)
	m.non(m.s.Close())
	m.non(m.s.Close())
	_, err := m.s.Dossier(ctx, d.Numero)
	m.refuse(err, data.Base)
	_, err = m.s.Sceller([]byte("x"))
	m.refuse(err, data.Base)
	_, err = anne.Dossier(ctx, d.Numero)
	m.non(err)
}

// What is handed over is the caller's: changing it changes nothing in the base.
func rienDePartage(t *testing.T, m *maison) {
	r := reponses("qui.nom", "Vialatte")
	d, err := m.s.Creer(ctx, "essai", r, nil)
	m.non(err)
	r.Poser(nom, "changé après")
	d.Reponses.Poser(nom, "changé aussi")
	d2, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(d2, nom, "Vialatte")
	d2.Reponses.Poser(nom, "et encore")
	d2.Finalises["lettre"] = 3
	d3, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(d3, nom, "Vialatte")
	if d3.Finalises["lettre"] != 0 {
		t.Error("what was read is shared")
	}
}
