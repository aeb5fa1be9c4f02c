package store

import (
	"testing"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

func TestTransmissionEtCloture(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	x := finaliser(t, s, d.Numero, "rapport")
	code(t, s.Transmettre(ctx, x.ID, data.Transmission{}), data.Saisie)
	if err := s.Transmettre(ctx, x.ID, data.Transmission{A: "parquet de permanence", Moyen: "remise", Le: "2026-11-24T12:40"}); err != nil {
		t.Fatal(err)
	}
	d, _ = s.Dossier(ctx, d.Numero)
	if d.Etape != "transmis" || d.TransmisLe != "2026-11-24T12:40" {
		t.Errorf("%s %s", d.Etape, d.TransmisLe)
	}
	n, err := s.Comptages(ctx, "esr", "delai-transmission", "2026-11-24", "2026-11-24")
	if err != nil || n["155"] != 1 {
		t.Errorf("%v, %v", n, err)
	}
	code(t, s.Clore(ctx, d.Numero, ""), data.Saisie)
	if err := s.Clore(ctx, d.Numero, "mission terminée"); err != nil {
		t.Fatal(err)
	}
	d, _ = s.Dossier(ctx, d.Numero)
	_, err = enregistre(t, s, d, trame.Reponses{})
	code(t, err, data.Fige, "clos")
	code(t, s.Clore(ctx, d.Numero, "encore"), data.Fige)
	if err := s.Rouvrir(ctx, d.Numero, "erreur"); err != nil {
		t.Fatal(err)
	}
}

// The audit cannot be changed, and a change behind its back is found.
func TestAudit(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, personne("Vial", "Paul", "", ""))
	for range 3 {
		if _, err := s.Dossier(ctx, d.Numero); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.VerifierAudit(ctx); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"UPDATE audit SET compte = 'x'", "DELETE FROM audit"} {
		if _, err := s.db.Exec(q); err == nil {
			t.Errorf("accepted: %s", q)
		}
	}
	for _, q := range []string{
		"DROP TRIGGER audit_immuable; UPDATE audit SET action = 'rien' WHERE id = 3",
		"DROP TRIGGER audit_ineffacable; DELETE FROM audit WHERE id = 3",
	} {
		if _, err := s.db.Exec("SAVEPOINT avant"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.db.Exec(q); err != nil {
			t.Fatal(err)
		}
		if _, err := s.db.Exec("RELEASE avant"); err != nil {
			t.Fatal(err)
		}
		code(t, s.VerifierAudit(ctx), data.Base, "ligne 3")
	}
}

// A dossier of a service that one may not see does not exist.
func TestCloison(t *testing.T) {
	s, chemin := nouvelle(t)
	esr := creer(t, s, complet(t, s, nil))
	x := finaliser(t, s, esr.Numero, "rapport")
	piece, err := s.AjouterPiece(ctx, esr.Numero, "bail.pdf", "application/pdf", []byte("bail"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Noter(ctx, esr.Numero, data.Evenement{Nature: "appel", Texte: "Rappel du greffe."}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []data.Compte{
		{Login: "anne", Nom: "Anne Roux", Role: data.RoleIntervenant, Services: []string{"autre"}},
		{Login: "tech", Nom: "Technique", Role: data.RoleTechnicien},
	} {
		if _, err := s.AjouterCompte(ctx, c, phrase); err != nil {
			t.Fatal(err)
		}
	}
	gens, _, err := s.Personne(ctx, 1)
	if err != nil || gens.Nom != "Chazal" {
		t.Fatalf("%+v, %v", gens, err)
	}
	s.Close()

	for login, veut := range map[string]data.Code{"anne": data.Introuvable, "tech": data.Refuse} {
		a, err := Open(ctx, chemin, options(t), login, phrase)
		if err != nil {
			t.Fatal(err)
		}
		for nom, f := range map[string]func() error{
			"Dossier":      func() error { _, err := a.Dossier(ctx, esr.Numero); return err },
			"Enregistrer":  func() error { _, err := a.Enregistrer(ctx, esr.Numero, trame.Changement{}); return err },
			"Historique":   func() error { _, err := a.Historique(ctx, esr.Numero); return err },
			"Journal":      func() error { _, err := a.Journal(ctx, esr.Numero); return err },
			"Noter":        func() error { return a.Noter(ctx, esr.Numero, data.Evenement{Texte: "x"}) },
			"Documents":    func() error { _, err := a.Documents(ctx, esr.Numero); return err },
			"Octets":       func() error { _, err := a.Octets(ctx, x.ID, "lecture"); return err },
			"Reconnaitre":  func() error { _, err := a.Reconnaitre(ctx, []byte("%PDF-1.4 essai")); return err },
			"Transmettre":  func() error { return a.Transmettre(ctx, x.ID, data.Transmission{A: "x", Le: "2026-11-24T13:00"}) },
			"Finaliser":    func() error { _, err := a.Finaliser(ctx, vu(esr, "rapport")); return err },
			"Pieces":       func() error { _, err := a.Pieces(ctx, esr.Numero); return err },
			"PieceOctets":  func() error { _, err := a.PieceOctets(ctx, piece); return err },
			"AjouterPiece": func() error { _, err := a.AjouterPiece(ctx, esr.Numero, "x", "", []byte("x")); return err },
			"Clore":        func() error { return a.Clore(ctx, esr.Numero, "x") },
			"Rouvrir":      func() error { return a.Rouvrir(ctx, esr.Numero, "x") },
			"Personne":     func() error { _, _, err := a.Personne(ctx, 1); return err },
			"Creer":        func() error { _, err := a.Creer(ctx, "esr", trame.Reponses{}, nil); return err },
			"Service":      func() error { _, err := a.Service(ctx, "esr", ""); return err },
		} {
			if got := data.CodeDe(f()); got != veut {
				t.Errorf("%s, %s: %q", login, nom, got)
			}
		}
		for nom, err := range map[string]error{
			"AjouterCompte":  func() error { _, err := a.AjouterCompte(ctx, data.Compte{Login: "z", Nom: "z"}, phrase); return err }(),
			"ModifierCompte": a.ModifierCompte(ctx, claire()),
			"PoserParametre": a.PoserParametre(ctx, "x", "y"),
		} {
			if data.CodeDe(err) != data.Refuse {
				t.Errorf("%s, %s: %v", login, nom, err)
			}
		}
		if login == "tech" {
			for nom, err := range map[string]error{
				"Dossiers":         func() error { _, err := a.Dossiers(ctx, data.Filtre{}); return err }(),
				"Compter":          func() error { _, err := a.Compter(ctx, data.Filtre{}); return err }(),
				"ChercherIdentite": func() error { _, err := a.ChercherIdentite(ctx, "chazal", 5); return err }(),
				"ChercherTexte":    func() error { _, err := a.ChercherTexte(ctx, "menuisier", 5); return err }(),
				"Doublons":         func() error { _, err := a.Doublons(ctx, identite.Identite{Nom: "Chazal"}, 5); return err }(),
				"Comptages":        func() error { _, err := a.Comptages(ctx, "", "saisine.cadre", "", ""); return err }(),
			} {
				if data.CodeDe(err) != data.Refuse {
					t.Errorf("tech, %s: %v", nom, err)
				}
			}
			a.Close()
			continue
		}
		if l, err := a.Dossiers(ctx, data.Filtre{}); err != nil || len(l) != 0 {
			t.Errorf("list %v, %v", l, err)
		}
		if n, err := a.Compter(ctx, data.Filtre{}); err != nil || n != 0 {
			t.Errorf("count %d, %v", n, err)
		}
		if l, err := a.ChercherIdentite(ctx, "chazal", 5); err != nil || len(l) != 0 {
			t.Errorf("search %v, %v", l, err)
		}
		if l, err := a.ChercherTexte(ctx, "menuisier", 5); err != nil || len(l) != 0 {
			t.Errorf("texts %v, %v", l, err)
		}
		if n, err := a.Comptages(ctx, "", "saisine.cadre", "", ""); err != nil || len(n) != 0 {
			t.Errorf("figures %v, %v", n, err)
		}
		// The conflict of interests is announced, without any content.
		l, err := a.Doublons(ctx, identite.Identite{Nom: "Chazal", Prenoms: "Mathieu", Naissance: "1990-03-12"}, 5)
		if err != nil || len(l) != 1 || !l[0].Ailleurs || l[0].Personne.Nom != "" || l[0].Dossiers != nil || l[0].Raisons != nil {
			t.Errorf("duplicates %+v, %v", l, err)
		}
		a.Close()
	}
}
