package store

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Every write that is sent twice under one identity is done once, and answered the same way.
func TestUneFois(t *testing.T) {
	s, _ := nouvelle(t)
	c0 := s.Compte()
	c0.Services = []string{"esr", "autre", "tiers"}
	if err := s.ModifierCompte(ctx, c0); err != nil {
		t.Fatal(err)
	}
	d := creer(t, s, complet(t, s, nil))
	autre, err := s.Creer(ctx, "autre", trame.Reponses{"qui": {Valeurs: map[string]any{"nom": "Orgeval", "accord": "oui"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	svc, _ := s.Service(ctx, "esr", "")
	ajout := d.Reponses.Copie()
	poser(ajout, "famille.enfance", "Une fois.")
	c := svc.Comparer(d.Reponses, ajout)
	compter := func() string {
		var l []string
		for _, q := range []string{"dossier", "evenement", "piece", "document", "orientation", "seance", "compte", "audit"} {
			n := 0
			if err := s.db.QueryRow("SELECT count(*) FROM " + q).Scan(&n); err != nil {
				t.Fatal(err)
			}
			l = append(l, fmt.Sprint(q, n))
		}
		return strings.Join(l, " ")
	}
	ecrits := map[string]func(ctx context.Context) (any, error){
		"Creer": func(ctx context.Context) (any, error) {
			d, err := s.Creer(ctx, "esr", personne("Roux", "Zoé", "", ""), nil)
			return d.Numero, err
		},
		"Enregistrer": func(ctx context.Context) (any, error) {
			d, err := s.Enregistrer(ctx, d.Numero, c)
			return d.Revision, err
		},
		"Noter": func(ctx context.Context) (any, error) {
			return nil, s.Noter(ctx, d.Numero, data.Evenement{Texte: "Appel"})
		},
		"AjouterPiece": func(ctx context.Context) (any, error) {
			return s.AjouterPiece(ctx, d.Numero, "a.pdf", "application/pdf", []byte("x"))
		},
		"Planifier": func(ctx context.Context) (any, error) {
			return s.Planifier(ctx, data.Seance{Numero: autre.Numero, Section: "rencontres", Date: "2026-12-01", Debut: "10:00"})
		},
		"Orienter": func(ctx context.Context) (any, error) { return s.Orienter(ctx, autre.Numero, "esr") },
		"AjouterCompte": func(ctx context.Context) (any, error) {
			return s.AjouterCompte(ctx, data.Compte{Login: "b", Nom: "B", Role: data.RoleAccueil}, autrePhrase)
		},
	}
	for nom, f := range ecrits {
		id := data.AvecRequete(ctx, data.NouvelleRequete())
		a, err := f(id)
		if err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
		avant := compter()
		b, err := f(id)
		if err != nil || a != b || compter() != avant {
			t.Errorf("%s, sent twice: %v %v %v\n%s\n%s", nom, a, b, err, avant, compter())
		}
	}
	id := data.AvecRequete(ctx, data.NouvelleRequete())
	x, err := s.Finaliser(id, vu(must(s.Dossier(ctx, d.Numero)), "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	if y, err := s.Finaliser(id, vu(d, "rapport")); err != nil || y.ID != x.ID {
		t.Errorf("%v %v", y, err)
	}
	if err := s.Noter(id, d.Numero, data.Evenement{Texte: "x"}); data.CodeDe(err) != data.Interne {
		t.Errorf("an identity served two methods: %v", err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
