package contrat

import (
	"context"
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

func dossiers(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	if !strings.HasSuffix(d.Numero, "-ESS-0001") || d.Revision != 1 || d.Etat != data.EtatOuvert || d.Referent != m.s.Compte().ID {
		t.Errorf("%+v", d)
	}
	lu, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(lu, nom, "Vialatte")
	if rien, err := m.s.Relire(ctx, d.Numero, lu.Revision); err != nil || rien != nil {
		t.Errorf("nothing changed: %v %v", rien, err)
	}
	_, err = m.s.Dossier(ctx, "2026-ESS-9999")
	m.refuse(err, data.Introuvable)
	_, err = m.s.Creer(ctx, "inconnu", nil, nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Enregistrer(ctx, d.Numero, trame.Changement{Apres: reponses("qui.inconnu", "x")})
	m.refuse(err, data.Saisie)
	m.refuse(m.s.Clore(ctx, d.Numero, " "), data.Saisie)
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
	_, err = m.essayer(ctx, m.s, lu, poser(recit, "x"))
	m.refuse(err, data.Fige)
	m.refuse(m.s.Clore(ctx, d.Numero, "fini"), data.Fige)
	m.non(m.s.Rouvrir(ctx, d.Numero, "encore"))
	if lu = m.changer(m.s, lu, poser(recit, "x")); lu.Revision <= d.Revision {
		t.Errorf("revision %d", lu.Revision)
	}
	m.non(m.s.PoserReprise(ctx, d.Numero, "passages"))
	if sec, err := m.s.Reprise(ctx, d.Numero); err != nil || sec != "passages" {
		t.Errorf("%q %v", sec, err)
	}
}

func fusionReponses(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	anne := m.autre("anne", data.RoleIntervenant)
	_, err := anne.Dossier(ctx, d.Numero)
	m.non(err)
	m.changer(anne, d, func(r trame.Reponses) { r.Poser(recit, "Anne."); r.Poser(suite, "0639980011") })
	d2 := m.changer(m.s, d, func(r trame.Reponses) { r.Poser(recit, "Claire."); r.Poser(nom, "Vialatte-Roux") })
	m.vaut(d2, nom, "Vialatte-Roux")
	m.vaut(d2, suite, "0639980011")
	m.vaut(d2, recit, "Anne.")
	veut := data.Desaccord{Chemin: recit.String(), Mien: "Claire.", Par: "Nom de anne"}
	if len(d2.Desaccords) != 1 || d2.Desaccords[0] != veut {
		t.Fatalf("%+v", d2.Desaccords)
	}
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: d2.Revision})
	m.refuse(err, data.Conflit)
	d3 := m.changer(m.s, d2, poser(recit, "Claire, encore."))
	m.vaut(d3, recit, "Anne.")
	if d3.Desaccords[0].Mien != "Claire, encore." {
		t.Errorf("%+v", d3.Desaccords)
	}
	if a, err := anne.Relire(ctx, d.Numero, d.Revision); err != nil || len(a.Desaccords) != 0 {
		t.Errorf("it is nobody else's: %+v %v", a, err)
	}
	d4, err := m.s.Trancher(ctx, d.Numero, recit.String(), true)
	m.non(err)
	m.vaut(d4, recit, "Claire, encore.")
	d5, err := m.s.Trancher(ctx, d.Numero, recit.String(), false)
	m.non(err) // the answer to the first one was lost
	m.vaut(d5, recit, "Claire, encore.")
	if len(d5.Desaccords) != 0 {
		t.Errorf("%+v", d5.Desaccords)
	}
	// Rows added by both are both there.
	ajouter := func(lieu string) func(trame.Reponses) {
		return func(r trame.Reponses) { r.Ajouter("passages").Valeurs["salle"] = lieu }
	}
	m.changer(anne, d5, ajouter("ici"))
	if d6 := m.changer(m.s, d5, ajouter("là")); len(d6.Reponses["passages"].Lignes) != 2 {
		t.Errorf("%s", d6.Reponses.JSON())
	}
}

func uneFois(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	sous := data.AvecRequete(ctx, data.NouvelleRequete())
	a, err := m.s.Creer(sous, "essai", reponses("qui.nom", "Roux"), nil)
	m.non(err)
	b, err := m.s.Creer(sous, "essai", reponses("qui.nom", "Roux"), nil)
	m.non(err)
	if n, err := m.s.Compter(ctx, data.Filtre{}); a.Numero != b.Numero || err != nil || n != 2 {
		t.Errorf("%s %s, %d dossiers", a.Numero, b.Numero, n)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	for range 2 {
		m.non(m.s.Noter(sous, d.Numero, data.Evenement{Texte: "Appel"}))
	}
	if l, err := m.s.Journal(ctx, d.Numero); err != nil || len(l) != 1 {
		t.Errorf("%d lines, %v", len(l), err)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	x, err := m.essayer(sous, m.s, d, poser(recit, "Un."))
	m.non(err)
	m.changer(m.s, x, poser(recit, "Deux."))
	y, err := m.essayer(sous, m.s, d, poser(recit, "Un."))
	m.non(err)
	m.vaut(y, recit, "Deux.")
	if len(y.Desaccords) != 0 {
		t.Errorf("a disagreement with oneself: %+v", y.Desaccords)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	seance := data.Seance{Numero: d.Numero, Section: "passages", Date: "2026-12-01", Debut: "10:00", Fin: "11:00", Lieu: "Salle 1"}
	l1, err := m.s.Planifier(sous, seance)
	m.non(err)
	l2, err := m.s.Planifier(sous, seance)
	m.non(err)
	if l1 != l2 || l1 == "" {
		t.Errorf("%q %q", l1, l2)
	}
	// What a second time would refuse is answered as the first was.
	legal := m.creer("qui.nom", "Limite", "qui.limite", "2026-12-24")
	l, err := m.s.AFaire(ctx, "", 0)
	m.non(err)
	cle := ""
	for _, e := range l {
		if e.Numero == legal.Numero {
			cle = e.Cle
		}
	}
	compte, err := m.s.AjouterCompte(ctx, data.Compte{Login: "c", Nom: "C", Role: data.RoleAccueil}, MotDePasse)
	m.non(err)
	for nom, f := range []func(context.Context) error{
		func(ctx context.Context) error { return m.s.Renoncer(ctx, legal.Numero, cle, "levée") },
		func(ctx context.Context) error { return m.s.Clore(ctx, legal.Numero, "fini") },
		func(ctx context.Context) error { return m.s.Rouvrir(ctx, legal.Numero, "encore") },
		func(ctx context.Context) error { return m.s.Presence(ctx, d.Numero, "passages", l1, "present") },
		func(ctx context.Context) error {
			return m.s.ModifierCompte(ctx, data.Compte{ID: compte, Nom: "C", Role: data.RoleIntervenant})
		},
		func(ctx context.Context) error { return m.s.ReinitialiserMotDePasse(ctx, compte, MotDePasse+" encore") },
		func(ctx context.Context) error { return m.s.RetirerCompte(ctx, compte) },
		func(ctx context.Context) error { return m.s.ChangerMotDePasse(ctx, MotDePasse, MotDePasse+" encore") },
	} {
		sous := data.AvecRequete(ctx, data.NouvelleRequete())
		for fois := range 2 {
			if err := f(sous); err != nil {
				t.Fatalf("call %d, time %d: %v", nom, fois+1, err)
			}
		}
	}
	p1, err := m.s.AjouterPiece(sous, d.Numero, "a.pdf", "application/pdf", []byte("x"))
	m.refuse(err, data.Interne) // one identity, one call
	if p1 != 0 {
		t.Errorf("%d", p1)
	}
}

func documents(t *testing.T, m *maison) {
	d := m.creer("qui.recit", "x")
	_, err := m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: d.Revision})
	m.refuse(err, data.Saisie) // the name is missing
	vu := m.changer(m.s, d, poser(nom, "Vialatte"))
	m.changer(m.s, vu, poser(recit, "y"))
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: vu.Revision})
	m.refuse(err, data.Conflit) // it is not what was looked at
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "inconnu", Revision: vu.Revision + 1})
	m.refuse(err, data.Introuvable)
	m.non(m.s.PoserAssociation(ctx, data.Association{Nom: "Justice"}))
	x, err := m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: vu.Revision + 1})
	m.non(err)
	b, err := m.s.Octets(ctx, x.ID, "lecture")
	m.non(err)
	if string(b) != "%PDF "+d.Numero+" lettre Justice" || x.Octets != len(b) || x.FinalisePar != m.s.Compte().Nom || x.Numero != 1 {
		t.Errorf("%q %+v", b, x)
	}
	if r, err := m.s.Reconnaitre(ctx, b); err != nil || r.ID != x.ID {
		t.Errorf("%v %v", r, err)
	}
	_, err = m.s.Reconnaitre(ctx, []byte("autre"))
	m.refuse(err, data.Introuvable)
	m.refuse(m.s.Transmettre(ctx, x.ID, data.Transmission{}), data.Saisie)
	m.non(m.s.Transmettre(ctx, x.ID, data.Transmission{A: "Parquet", Moyen: "courriel", Le: "2026-11-24T14:00"}))
	l, err := m.s.Documents(ctx, d.Numero)
	if err != nil || len(l) != 1 || l[0].Transmis == nil || l[0].Transmis.A != "Parquet" {
		t.Fatalf("%+v %v", l, err)
	}
	lu, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	if lu.Finalises["lettre"] != 1 || lu.TransmisLe != "2026-11-24T14:00" {
		t.Errorf("%+v", lu)
	}
	_, err = m.essayer(ctx, m.s, lu, poser(recit, "z"))
	m.refuse(err, data.Fige)
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: lu.Revision})
	m.refuse(err, data.Fige)
	id, err := m.s.AjouterPiece(ctx, d.Numero, "requisition.pdf", "application/pdf", []byte("piece"))
	m.non(err)
	if b, err := m.s.PieceOctets(ctx, id); err != nil || string(b) != "piece" {
		t.Errorf("%q %v", b, err)
	}
	if l, err := m.s.Pieces(ctx, d.Numero); err != nil || len(l) != 1 || l[0].Octets != 5 {
		t.Errorf("%+v %v", l, err)
	}
}

func journal(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	m.refuse(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "  "}), data.Saisie)
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Nature: "Appel", Texte: "L’avocate a rappelé.", Minutes: 5}))
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "Puis l’employeur."}))
	l, err := m.s.Journal(ctx, d.Numero)
	if err != nil || len(l) != 2 || l[1].Nature != "Appel" || l[1].Minutes != 5 || l[0].Auteur != m.s.Compte().Nom {
		t.Errorf("%+v %v", l, err)
	}
}

func retour(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.naissance", "1990-03-12")
	d2 := m.changer(m.s, d, poser(trame.Chemin{Section: "qui", Champ: "naissance"}, "1991-03-12"))
	h, err := m.s.Historique(ctx, d.Numero)
	m.non(err)
	var trace int64
	for _, x := range h {
		if x.Action == "modification" && x.Objet == "qui.naissance" {
			trace = x.ID
			if x.Compte != m.s.Compte().Login || x.Avant == "" || x.Apres == "" {
				t.Errorf("%+v", x)
			}
		}
	}
	c, err := m.s.Revenir(ctx, d.Numero, trace)
	m.non(err)
	d3, err := m.s.Enregistrer(ctx, d.Numero, c)
	m.non(err)
	m.vaut(d3, trame.Chemin{Section: "qui", Champ: "naissance"}, "1990-03-12")
	if d3.Revision != d2.Revision+1 {
		t.Errorf("revision %d after %d", d3.Revision, d2.Revision)
	}
	_, err = m.s.Revenir(ctx, d.Numero, -1)
	m.refuse(err, data.Saisie)
}

// A text that is being written is one line of the history, before what follows it.
func texteEcrit(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	for _, texte := range []string{"Elle", "Elle dit", "Elle dit que"} {
		d = m.changer(m.s, d, poser(recit, texte))
	}
	d = m.changer(m.s, d, poser(suite, "0639980011"))
	d = m.changer(m.s, d, poser(recit, "Elle dit que non."))
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
	h, err := m.s.Historique(ctx, d.Numero)
	m.non(err)
	var l []string
	for _, x := range h {
		l = append(l, x.Action+" "+x.Objet+" "+x.Avant+">"+x.Apres)
	}
	veut := []string{
		"creation  >" + d.Numero, "modification qui.recit >Elle dit que", "modification qui.telephone >0639980011",
		"modification qui.recit Elle dit que>Elle dit que non.", "fermeture  >fini",
	}
	if !slices.Equal(l, veut) {
		t.Errorf("%q", l)
	}
	// Somebody else who writes there does not wait for the first one to be done.
	e := m.creer("qui.nom", "Roux")
	anne := m.autre("anne", data.RoleIntervenant)
	m.changer(anne, m.changer(m.s, e, poser(recit, "Un.")), poser(recit, "Un. Deux."))
	m.Avancer(data.PauseTexte)
	h, err = anne.Historique(ctx, e.Numero)
	if n := len(h); err != nil || n != 3 || h[1].Compte != m.s.Compte().Login || h[1].Apres != "Un." || h[2].Compte != "anne" || h[2].Avant != "Un." {
		t.Errorf("%+v %v", h, err)
	}
}
