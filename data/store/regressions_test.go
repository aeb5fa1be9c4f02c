package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// A file that is not ours, or is newer, keeps every byte.
func TestFichierEtrangerIntact(t *testing.T) {
	for nom, pragma := range map[string]string{
		"foreign": "CREATE TABLE x (y)",
		"newer":   fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 999", identifiantFichier),
	} {
		chemin := filepath.Join(t.TempDir(), "x.sqlite")
		db, err := sql.Open("sqlite3", chemin)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(pragma); err != nil {
			t.Fatal(err)
		}
		db.Close()
		avant, _ := os.ReadFile(chemin)
		_, err = Open(ctx, chemin, options(t), "claire", phrase)
		code(t, err, data.Base)
		if apres, _ := os.ReadFile(chemin); !bytes.Equal(avant, apres) {
			t.Errorf("%s: the file was changed", nom)
		}
	}
}

// An empty file is not a base.
func TestFichierVide(t *testing.T) {
	chemin := filepath.Join(t.TempDir(), "x.sqlite")
	if err := os.WriteFile(chemin, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base)
	if i, _ := os.Stat(chemin); i.Size() != 0 {
		t.Error("the empty file was written to")
	}
}

// Only their owner reads the base and the copy made before a migration.
func TestCopieProtegee(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes: the folder of the person is theirs")
	}
	s, chemin := nouvelle(t)
	if err := copierAvant(ctx, s.db, chemin, 1, s.coffre); err != nil {
		t.Fatal(err)
	}
	l, _ := filepath.Glob(chemin + "*")
	for _, f := range l {
		if i, err := os.Stat(f); err == nil && i.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", filepath.Base(f), i.Mode().Perm())
		}
	}
}

// What could not be read back is not saved.
func TestReponsesMalFormees(t *testing.T) {
	s, _ := nouvelle(t)
	for nom, r := range map[string]trame.Reponses{
		"unknown section":   {"inconnue": {Valeurs: map[string]any{"a": "b"}}},
		"empty section":     {"etat_civil": {}},
		"no section at all": {"etat_civil": nil},
		"wrong type":        {"etat_civil": {Valeurs: map[string]any{"nom": 3.5, "naissance": "pas une date"}}},
	} {
		d, err := s.Creer(ctx, "esr", r, nil)
		if err != nil {
			if data.CodeDe(err) != data.Saisie {
				t.Errorf("%s, create: %q %v", nom, data.CodeDe(err), err)
			}
			continue
		}
		if _, err := s.Dossier(ctx, d.Numero); err != nil {
			t.Errorf("%s: accepted by Creer, then unreadable: %v", nom, err)
		}
	}
	d := creer(t, s, personne("Fabre", "Jeanne", "", ""))
	for nom, r := range map[string]trame.Reponses{
		"unknown field": {"etat_civil": {Valeurs: map[string]any{"inexistant": "Nom-secret"}}},
		"empty section": {"etat_civil": {}},
	} {
		_, err := enregistre(t, s, d, r)
		if err == nil {
			d2, err := s.Dossier(ctx, d.Numero)
			if err != nil {
				t.Errorf("%s: accepted by Enregistrer, then unreadable: %v", nom, err)
				break
			}
			d = d2
		} else if data.CodeDe(err) != data.Saisie {
			t.Errorf("%s: %q", nom, data.CodeDe(err))
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(e.Error(), "Nom-secret") {
				t.Errorf("%s: the error holds a content: %v", nom, e)
			}
		}
	}
}

// A person known only in a service one may not see cannot be taken up, nor changed.
func TestReprisePersonneCachee(t *testing.T) {
	s, chemin := nouvelle(t)
	creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", "0639980001"))
	if _, err := s.AjouterCompte(ctx, data.Compte{Login: "anne", Nom: "Anne Roux", Role: data.RoleIntervenant, Services: []string{"autre"}}, phrase); err != nil {
		t.Fatal(err)
	}
	s.Close()
	a, err := Open(ctx, chemin, options(t), "anne", phrase)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	r := trame.Reponses{}
	poser(r, "qui.nom", "Autre")
	_, err = a.Creer(ctx, "autre", r, map[string]int64{"personne": 1})
	if data.CodeDe(err) != data.Introuvable {
		t.Errorf("the hidden person was taken up: %v", err)
	}
	if p, _, err := a.Personne(ctx, 1); err == nil {
		t.Errorf("and its content is given: %v telephones", len(p.Telephones))
	}
}

// What is typed as a login may be a password: it is not written down.
func TestIdentifiantInconnuNonTrace(t *testing.T) {
	s, chemin := nouvelle(t)
	s.Close()
	if _, err := Open(ctx, chemin, options(t), "mon-mot-de-passe-secret", "x"); data.CodeDe(err) != data.Refuse {
		t.Fatal(err)
	}
	s, err := Open(ctx, chemin, options(t), "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, _ := coffreSQL(t, chemin)
	var n int
	if err := db.QueryRow("SELECT count(*) FROM audit WHERE compte LIKE '%secret%'").Scan(&n); err != nil || n > 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// One responsable always remains.
func TestDernierResponsable(t *testing.T) {
	s, _ := nouvelle(t)
	c := s.Compte()
	c.Role = data.RoleAccueil
	code(t, s.ModifierCompte(ctx, c), data.Saisie)
	c.Role = "inconnu"
	code(t, s.ModifierCompte(ctx, c), data.Saisie)
}

// A session may be used from several goroutines.
func TestConcurrence(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, personne("Fabre", "Jeanne", "", ""))
	var g sync.WaitGroup
	for range 4 {
		g.Go(func() {
			for range 10 {
				c := s.Compte()
				if err := s.ModifierCompte(ctx, c); err != nil {
					t.Error(err)
				}
				if _, err := s.Dossier(ctx, d.Numero); err != nil {
					t.Error(err)
				}
			}
		})
	}
	g.Wait()
}

// Names are found whatever was done of particles, hyphens and joins; phones by their end.
func TestChercherIdentiteVariantes(t *testing.T) {
	s, _ := nouvelle(t)
	for _, g := range [][4]string{
		{"Orgeval", "Alix", "", ""},
		{"Latour", "Bruno", "", ""},
		{"De La Tour", "Carole", "", ""},
		{"Legoff", "Denis", "", ""},
		{"Oneill", "Edith", "", ""},
		{"Dupont", "Jeanpierre", "1980-02-01", "0639980012"},
		{"Van den Berg", "Fanny", "", ""},
		{"Martin de Sousa", "Gil", "", "+41791234567"},
		{"Petit", "Marie-Ange Louise", "", ""},
	} {
		creer(t, s, personne(g[0], g[1], g[2], g[3]))
	}
	for saisie, veut := range map[string]string{
		"d'orgeval": "Orgeval", "d’orgeval alix": "Orgeval",
		"la tour bruno": "Latour", "de la tour carole": "De La Tour", "latour carole": "De La Tour", "delatour": "De La Tour", "tour carole": "De La Tour",
		"le goff": "Legoff", "le goff denis": "Legoff", "o'neill": "Oneill", "o neill edith": "Oneill",
		"jean-pierre dupont": "Dupont", "dupont jean pierre": "Dupont", "du pont": "Dupont", "du-pont jeanpierre": "Dupont",
		"vandenberg": "Van den Berg", "berg": "Van den Berg", "van den berg": "Van den Berg", "den berg": "Van den Berg",
		"martin sousa": "Martin de Sousa", "martinsousa": "Martin de Sousa", "martin de sousa gil": "Martin de Sousa", "martin-sousa": "Martin de Sousa",
		"marieange": "Petit", "petit marieange": "Petit", "marie ange petit": "Petit",
		"98 00 12": "Dupont", "980012": "Dupont", "00 12": "Dupont", "06 39": "Dupont", "06.39.98": "Dupont", "+33 6 39": "Dupont", "+33 6 39 98 00 12": "Dupont", "dupont 06 39 98 00 12": "Dupont", "06 39 98 00 12 dupont": "Dupont",
		"1/2/80": "Dupont", "1.2.1980": "Dupont", "1/2/19": "Dupont", "01/02/": "Dupont", "1 février 1980": "Dupont", "1 2 1980": "Dupont", "1980": "Dupont",
		"2026-ESR-00": "Petit", "2026-ESR-0006": "Dupont", "esr 6": "Dupont", "ESR-6": "Dupont",
	} {
		l, err := s.ChercherIdentite(ctx, saisie, 5)
		if err != nil {
			t.Errorf("%q: %v", saisie, err)
			continue
		}
		got := []string{}
		for _, r := range l {
			got = append(got, r.Titre)
		}
		if len(l) == 0 || !strings.HasPrefix(l[0].Titre, veut) {
			t.Errorf("%q finds %q, expected %q first", saisie, got, veut)
		}
	}
}

// The extract shows a text, always the same one, around a word that was asked.
func TestExtraitStable(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	vus := map[string]bool{}
	for range 20 {
		l, err := s.ChercherTexte(ctx, "brioude", 5)
		if err != nil || len(l) != 1 || l[0].Numero != d.Numero {
			t.Fatalf("%+v %v", l, err)
		}
		vus[l[0].Extrait] = true
	}
	if len(vus) != 1 {
		t.Errorf("%d different extracts for one search", len(vus))
	}
}

// An altered piece is never given.
func TestPieceAlteree(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, personne("Fabre", "Jeanne", "", ""))
	id, err := s.AjouterPiece(ctx, d.Numero, "bail.pdf", "application/pdf", []byte("bail"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec("UPDATE piece SET octets = x'00' WHERE id = ?", id); err != nil {
		t.Fatal(err)
	}
	_, err = s.PieceOctets(ctx, id)
	code(t, err, data.Base)
	code(t, s.Verifier(ctx), data.Base)
}

// A closed dossier does not change in any way.
func TestClosFige(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, personne("Fabre", "Jeanne", "", ""))
	if err := s.Clore(ctx, d.Numero, "fin"); err != nil {
		t.Fatal(err)
	}
	_, err := s.AjouterPiece(ctx, d.Numero, "bail.pdf", "application/pdf", []byte("bail"))
	if data.CodeDe(err) != data.Fige {
		t.Errorf("piece: %v", err)
	}
	if err := s.Noter(ctx, d.Numero, data.Evenement{Texte: "x"}); data.CodeDe(err) != data.Fige {
		t.Errorf("journal: %v", err)
	}
}

// A person that no dossier names any more leaves nothing behind.
func TestPersonneOubliee(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", "0639980001"))
	r := d.Reponses.Copie()
	delete(r, "etat_civil")
	if _, err := enregistre(t, s, d, r); err != nil {
		t.Fatal(err)
	}
	var n, k int
	s.db.QueryRow("SELECT count(*) FROM personne").Scan(&n)
	s.db.QueryRow("SELECT count(*) FROM personne_cle").Scan(&k)
	if n+k != 0 {
		t.Errorf("%d persons and %d keys remain", n, k)
	}
}

// A panic while printing undoes everything and leaves the session usable.
func TestPanique(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	s.opt.Rendre = func(data.Impression) ([]byte, error) { panic("x") }
	func() {
		defer func() { _ = recover() }()
		_, _ = s.Finaliser(ctx, vu(d, "rapport"))
	}()
	l, err := s.Documents(ctx, d.Numero)
	if err != nil || len(l) != 0 {
		t.Fatalf("%v %v", l, err)
	}
}

// A cancelled context is no error of the base, and changes nothing.
func TestAnnulation(t *testing.T) {
	s, _ := nouvelle(t)
	c, fin := context.WithCancel(ctx)
	fin()
	if _, err := s.Creer(c, "esr", personne("Fabre", "Jeanne", "", ""), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	d := creer(t, s, personne("Fabre", "Jeanne", "", ""))
	if d.Numero != "2026-ESR-0001" {
		t.Error(d.Numero)
	}
}

// A hidden homonym says nothing of itself, wherever the search comes from.
func TestDoublonsSeuil(t *testing.T) {
	s, _ := nouvelle(t)
	creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", "0639980001"))
	l, err := s.Doublons(ctx, identite.Identite{Nom: "Chazal", Prenoms: "Mathieu", Naissance: "1990-03-12"}, -1)
	_ = l
	if err != nil {
		t.Error(err)
	}
}

// One person in two services: an account of one of them learns nothing that only the
// other one knows, not even through the reasons of a likeness.
func TestPersonneAChevalSurDeuxServices(t *testing.T) {
	s, chemin := nouvelle(t)
	creer(t, s, personne("Vial", "Paul", "1990-03-12", "0639980001"))
	autre := trame.Reponses{}
	poser(autre, "qui.nom", "Vial")
	poser(autre, "qui.prenoms", "Paul")
	poser(autre, "qui.naissance", "1990-03-12")
	poser(autre, "qui.telephone", "0639980099")
	d, err := s.Creer(ctx, "autre", autre, map[string]int64{"personne": 1})
	if err != nil {
		t.Fatal(err)
	}
	if p, _, err := s.Personne(ctx, 1); err != nil || len(p.Telephones) != 2 {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := s.AjouterCompte(ctx, data.Compte{Login: "anne", Nom: "Anne Roux", Role: data.RoleIntervenant, Services: []string{"autre"}}, phrase); err != nil {
		t.Fatal(err)
	}
	s.Close()
	a, err := Open(ctx, chemin, options(t), "anne", phrase)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	p, numeros, err := a.Personne(ctx, 1)
	if err != nil || len(p.Telephones) != 1 || p.Telephones[0] != "0639980099" || len(numeros) != 1 || numeros[0] != d.Numero {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
	l, err := a.Doublons(ctx, identite.Identite{Nom: "Vial", Prenoms: "Paul", Naissance: "1990-03-12", Telephones: []string{"0639980001"}}, 5)
	if err != nil || len(l) != 1 || !l[0].Ailleurs || len(l[0].Personne.Telephones) != 1 {
		t.Fatalf("%+v, %v", l, err)
	}
	for _, r := range l[0].Raisons {
		if strings.Contains(r, "téléphone") {
			t.Errorf("the reasons tell a phone of another service: %v", l[0].Raisons)
		}
	}
}
