package store

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// aDeux opens a base with two accounts at work on it at the same time.
func aDeux(t *testing.T) (claire, anne *Session, chemin string) {
	t.Helper()
	claire, chemin = nouvelle(t)
	if _, err := claire.AjouterCompte(ctx, data.Compte{Login: "anne", Nom: "Anne Rey", Role: data.RoleIntervenant}, autrePhrase); err != nil {
		t.Fatal(err)
	}
	anne, err := claire.Entrer(ctx, " anne ", autrePhrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { anne.Close() })
	return claire, anne, chemin
}

func change(t *testing.T, s *Session, d *data.Dossier, f func(trame.Reponses)) (*data.Dossier, error) {
	t.Helper()
	r := d.Reponses.Copie()
	f(r)
	return enregistre(t, s, d, r)
}

func valeur(d *data.Dossier, chemin string) any {
	sec, champ, _ := strings.Cut(chemin, ".")
	return d.Reponses.Valeur(trame.Chemin{Section: sec, Champ: champ})
}

// Two people in one dossier: what each writes is there. An answer that both changed stays as
// the first wrote it; the second one's waits, over closing and opening, until it is settled.
func TestDeuxDansUnDossier(t *testing.T) {
	claire, anne, chemin := aDeux(t)
	d := creer(t, claire, complet(t, claire, nil))
	vuParClaire, _ := claire.Dossier(ctx, d.Numero)
	vuParAnne, _ := anne.Dossier(ctx, d.Numero)
	if _, err := change(t, anne, vuParAnne, func(r trame.Reponses) {
		poser(r, "logement.occupants", "Sa sœur")
		poser(r, "famille.enfance", "Écrit par Anne.")
	}); err != nil {
		t.Fatal(err)
	}
	d2, err := change(t, claire, vuParClaire, func(r trame.Reponses) {
		poser(r, "logement.depuis", "2020")
		poser(r, "famille.enfance", "Écrit par Claire.")
	})
	if err != nil {
		t.Fatal(err)
	}
	if valeur(d2, "logement.occupants") != "Sa sœur" || valeur(d2, "logement.depuis") != "2020" || valeur(d2, "famille.enfance") != "Écrit par Anne." {
		t.Errorf("%v %v %v", valeur(d2, "logement.occupants"), valeur(d2, "logement.depuis"), valeur(d2, "famille.enfance"))
	}
	veut := data.Desaccord{Chemin: "famille.enfance", Mien: "Écrit par Claire.", Par: "Anne Rey"}
	if len(d2.Desaccords) != 1 || d2.Desaccords[0] != veut {
		t.Fatalf("%+v", d2.Desaccords)
	}
	// Typing on there changes what waits, not what stands.
	d3, err := change(t, claire, d2, func(r trame.Reponses) { poser(r, "famille.enfance", "Écrit par Claire, encore.") })
	if err != nil || valeur(d3, "famille.enfance") != "Écrit par Anne." || d3.Desaccords[0].Mien != "Écrit par Claire, encore." {
		t.Fatalf("%+v %v", d3.Desaccords, err)
	}
	if a, _ := anne.Relire(ctx, d.Numero, 0); len(a.Desaccords) != 0 {
		t.Errorf("it is nobody else's: %+v", a.Desaccords)
	}
	_, err = anne.Finaliser(ctx, vu(d3, "rapport"))
	code(t, err, data.Conflit, "de deux façons")

	anne.Close()
	claire.Close()
	claire = comme(t, chemin, "claire", phrase)
	d4, err := claire.Dossier(ctx, d.Numero)
	if err != nil || len(d4.Desaccords) != 1 || d4.Desaccords[0].Mien != "Écrit par Claire, encore." {
		t.Fatalf("%+v %v", d4, err)
	}
	d5, err := claire.Trancher(ctx, d.Numero, "famille.enfance", true)
	if err != nil || valeur(d5, "famille.enfance") != "Écrit par Claire, encore." || len(d5.Desaccords) != 0 {
		t.Fatalf("%+v %v", d5.Desaccords, err)
	}
	if d6, err := claire.Trancher(ctx, d.Numero, "famille.enfance", false); err != nil || valeur(d6, "famille.enfance") != "Écrit par Claire, encore." {
		t.Errorf("settled twice: %v", err) // the answer to the first may have been lost
	}
	if _, err = claire.Finaliser(ctx, vu(d5, "rapport")); err != nil {
		t.Error(err)
	}
	if err := claire.Verifier(ctx); err != nil {
		t.Error(err)
	}
}

// What stands can be kept too, and a row that one wrote in while the other took it out stays.
func TestTrancherPourLAutre(t *testing.T) {
	claire, anne, _ := aDeux(t)
	d := creer(t, claire, complet(t, claire, nil))
	if _, err := change(t, anne, d, func(r trame.Reponses) { poser(r, "famille.enfance", "A") }); err != nil {
		t.Fatal(err)
	}
	d2, err := change(t, claire, d, func(r trame.Reponses) { poser(r, "famille.enfance", nil) })
	if err != nil || len(d2.Desaccords) != 1 || d2.Desaccords[0].Mien != nil {
		t.Fatalf("%+v %v", d2, err)
	}
	d3, err := claire.Trancher(ctx, d.Numero, "famille.enfance", false)
	if err != nil || valeur(d3, "famille.enfance") != "A" || len(d3.Desaccords) != 0 {
		t.Fatalf("%+v %v", d3, err)
	}
	svc, _ := claire.Service(ctx, "esr", "")
	id := d3.Reponses["verifications"].Lignes[0].ID
	sans := d3.Reponses.Copie()
	svc.Retirer(sans, "verifications", id)
	if _, err := change(t, anne, d3, func(r trame.Reponses) { r["verifications"].Ligne(id).Valeurs["contact"] = "Autre" }); err != nil {
		t.Fatal(err)
	}
	d4, err := enregistre(t, claire, d3, sans)
	if err != nil || d4.Reponses["verifications"].Ligne(id) == nil {
		t.Errorf("what was written in the row is lost: %v", err)
	}
}

// What is finalised is what was looked at.
func TestFinaliserCeQuiFutVu(t *testing.T) {
	claire, anne, _ := aDeux(t)
	d := creer(t, claire, complet(t, claire, nil))
	if _, err := change(t, anne, d, func(r trame.Reponses) { poser(r, "logement.occupants", "Sa sœur") }); err != nil {
		t.Fatal(err)
	}
	_, err := claire.Finaliser(ctx, vu(d, "rapport"))
	code(t, err, data.Conflit, "Relisez")
	d, _ = claire.Dossier(ctx, d.Numero)
	finaliser(t, claire, d.Numero, "rapport")
	// And what is frozen is frozen for those who were writing.
	_, err = change(t, anne, d, func(r trame.Reponses) { poser(r, "logement.occupants", "Personne") })
	code(t, err, data.Fige)
}

// The desk plans and takes presences while somebody writes: neither stops the other.
func TestAccueilPendantLaSaisie(t *testing.T) {
	s, _ := nouvelle(t)
	d, err := s.Creer(ctx, "autre", trame.Reponses{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ligne, err := s.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "rencontres", Date: "2026-12-01", Debut: "10:00", Lieu: "Salle 1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Presence(ctx, d.Numero, "rencontres", ligne, "present"); err != nil {
		t.Fatal(err)
	}
	d2, err := change(t, s, d, func(r trame.Reponses) { poser(r, "qui.recit", "Raconté pendant ce temps.") })
	if err != nil || valeur(d2, "qui.recit") == nil || d2.Reponses["rencontres"].Ligne(ligne).Valeurs["venue"] != "present" {
		t.Errorf("%+v %v", d2, err)
	}
}

// An account that is retired or loses rights does so at its next call, its session open or
// not; the session of another goes on when one closes.
func TestDroitsALInstant(t *testing.T) {
	claire, anne, _ := aDeux(t)
	d := creer(t, claire, complet(t, claire, nil))
	if _, err := anne.Dossier(ctx, d.Numero); err != nil {
		t.Fatal(err)
	}
	c := anne.Compte()
	c.Services = []string{"autre"}
	if err := claire.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	_, err := anne.Dossier(ctx, d.Numero)
	code(t, err, data.Introuvable)
	if l := anne.Services(); len(l) != 1 {
		t.Errorf("%q", l)
	}
	c.Services, c.Role = nil, data.RoleAccueil
	if err := claire.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	_, err = anne.Relire(ctx, d.Numero, 0)
	code(t, err, data.Refuse)
	if err := claire.RetirerCompte(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	_, err = anne.Dossiers(ctx, data.Filtre{})
	code(t, err, data.Refuse, "retiré")
	_, err = claire.Entrer(ctx, "anne", autrePhrase)
	code(t, err, data.Refuse)
	if err := anne.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = anne.Dossiers(ctx, data.Filtre{})
	code(t, err, data.Base, "fermée")
	if _, err := anne.Sceller([]byte("x")); err == nil {
		t.Error("a closed session seals")
	}
	if _, err := claire.Dossier(ctx, d.Numero); err != nil {
		t.Errorf("closing one session closed another: %v", err)
	}
}

// The base closes with its last session, unless it is held.
func TestDerniereSession(t *testing.T) {
	claire, anne, chemin := aDeux(t)
	if err := claire.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base, "déjà ouverte")
	if err := anne.Close(); err != nil {
		t.Fatal(err)
	}
	s := comme(t, chemin, "claire", phrase)
	s.Tenir()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	encore, err := s.Entrer(ctx, "claire", phrase)
	if err != nil {
		t.Fatalf("the base that is held closed: %v", err)
	}
	if err := encore.Base.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = encore.Dossiers(ctx, data.Filtre{})
	code(t, err, data.Base)
	comme(t, chemin, "claire", phrase).Close()
}

// A text that is being written belongs to who writes it: two people typing in turns make two
// rows of the audit, not one for each save.
func TestTextesDeDeux(t *testing.T) {
	claire, anne, _ := aDeux(t)
	d := creer(t, claire, complet(t, claire, nil))
	a, b := must(claire.Dossier(ctx, d.Numero)), must(anne.Dossier(ctx, d.Numero))
	for i := range 10 {
		var err error
		if a, err = change(t, claire, a, func(r trame.Reponses) { poser(r, "famille.enfance", fmt.Sprintf("Claire %d", i)) }); err != nil {
			t.Fatal(err)
		}
		if b, err = change(t, anne, b, func(r trame.Reponses) { poser(r, "logement.occupants", fmt.Sprintf("Anne %d", i)) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := anne.Close(); err != nil {
		t.Fatal(err)
	}
	h, err := claire.Historique(ctx, d.Numero)
	if err != nil {
		t.Fatal(err)
	}
	par := map[string]string{}
	for _, tr := range h {
		if tr.Action == "modification" {
			par[tr.Compte] += tr.Objet + "=" + tr.Apres + ";"
		}
	}
	if par["claire"] != "famille.enfance=Claire 9;" || par["anne"] != "logement.occupants=Anne 9;" {
		t.Errorf("%q", par)
	}
	if err := claire.VerifierAudit(ctx); err != nil {
		t.Error(err)
	}
}

// Passwords tried on an open base are counted by login, told to the audit, and slow down.
func TestEssaisSurBaseOuverte(t *testing.T) {
	s, _ := nouvelle(t)
	h := &horloge{t: moment}
	s.opt.Horloge = h.maintenant
	for range data.EssaisLibres {
		_, err := s.Entrer(ctx, "claire", "faux")
		code(t, err, data.Refuse, "n’est pas le bon")
	}
	_, err := s.Entrer(ctx, "claire", phrase)
	code(t, err, data.Refuse, "Trop d’essais")
	_, err = s.Entrer(ctx, "personne", "faux")
	code(t, err, data.Refuse, "n’est pas le bon")
	n, inconnus := 0, 0
	if err := s.db.QueryRow("SELECT count(*), sum(compte = '') FROM audit WHERE action = 'echec-connexion'").Scan(&n, &inconnus); err != nil || n != data.EssaisLibres+1 || inconnus != 1 {
		t.Errorf("%d rows, %d of nobody, %v", n, inconnus, err)
	}
	h.t = h.t.Add(data.AttenteMax)
	autre, err := s.Entrer(ctx, "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	if err := autre.ChangerMotDePasse(ctx, "faux", "un autre mot long"); data.CodeDe(err) != data.Refuse {
		t.Errorf("%v", err)
	}
	autre.Close()
}

// What is sealed opens for the same account in a later session, and for nobody else.
func TestSceller(t *testing.T) {
	claire, anne, chemin := aDeux(t)
	scelle := must(claire.Sceller([]byte("ce qui attend")))
	if strings.Contains(string(scelle), "attend") {
		t.Error("it is not sealed")
	}
	_, err := anne.Desceller(scelle)
	code(t, err, data.Introuvable)
	autre, _ := nouvelle(t)
	_, err = autre.Desceller(scelle)
	code(t, err, data.Introuvable)
	_, err = claire.Desceller(scelle[:10])
	code(t, err, data.Introuvable)
	scelle2 := append([]byte{}, scelle...)
	scelle2[len(scelle2)-1] ^= 1
	_, err = claire.Desceller(scelle2)
	code(t, err, data.Introuvable)
	anne.Close()
	claire.Close()
	if b, err := comme(t, chemin, "claire", phrase).Desceller(scelle); err != nil || string(b) != "ce qui attend" {
		t.Errorf("%q %v", b, err)
	}
}

// Ten people at the same time: every save is there, the audit holds, nothing races.
func TestDixEnsemble(t *testing.T) {
	s, chemin := nouvelle(t)
	d := must(s.Creer(ctx, "autre", trame.Reponses{}, nil))
	svc := must(s.Service(ctx, "autre", ""))
	const gens, fois = 8, 6
	var wg sync.WaitGroup
	for g := range gens {
		login := fmt.Sprintf("p%d", g)
		if _, err := s.AjouterCompte(ctx, data.Compte{Login: login, Nom: login, Role: data.RoleIntervenant}, autrePhrase); err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			x, err := s.Entrer(ctx, login, autrePhrase)
			if err != nil {
				t.Error(err)
				return
			}
			defer x.Close()
			d, err := x.Dossier(ctx, d.Numero)
			for i := 0; i < fois && err == nil; i++ {
				r := d.Reponses.Copie()
				r.Ajouter("rencontres").Valeurs["lieu"] = fmt.Sprintf("%s-%d", login, i)
				if d, err = x.Enregistrer(ctx, d.Numero, svc.Comparer(d.Reponses, r)); err == nil {
					_, err = x.ChercherIdentite(ctx, "aut", 5)
				}
				if err == nil {
					err = x.Noter(ctx, d.Numero, data.Evenement{Texte: login})
				}
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	d = must(s.Dossier(ctx, d.Numero))
	vus := map[any]bool{}
	for _, l := range d.Reponses["rencontres"].Lignes {
		vus[l.Valeurs["lieu"]] = true
	}
	if len(vus) != gens*fois {
		t.Errorf("%d rows of %d", len(vus), gens*fois)
	}
	if l := must(s.Journal(ctx, d.Numero)); len(l) != gens*fois {
		t.Errorf("%d lines of the journal", len(l))
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	s.Close()
	comme(t, chemin, "claire", phrase).Close()
}
