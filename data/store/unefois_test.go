package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

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
	// Those whose second time would be refused, in an order that lets the first one be done.
	seance := must(s.Planifier(ctx, data.Seance{Numero: autre.Numero, Section: "rencontres", Date: "2026-12-02", Debut: "10:00"}))
	p1, p2 := dossierAutre(t, s, "Double", nil), dossierAutre(t, s, "Double", nil)
	gens := must(s.Gens(ctx, p1.Numero))[0].ID
	autresGens := must(s.Gens(ctx, p2.Numero))[0].ID
	if gens == autresGens {
		t.Fatal("one record already")
	}
	legal := dossierAutre(t, s, "Limite", map[string]any{"limite": "2026-12-24"})
	cle := ""
	for _, e := range must(s.AFaire(ctx, "", 0)) {
		if e.Numero == legal.Numero {
			cle = e.Cle
		}
	}
	compte := must(s.AjouterCompte(ctx, data.Compte{Login: "c", Nom: "C", Role: data.RoleAccueil}, autrePhrase))
	var fusion data.Fusion
	for _, x := range []struct {
		nom string
		f   func(ctx context.Context) (any, error)
	}{
		{"Presence", func(ctx context.Context) (any, error) {
			return nil, s.Presence(ctx, autre.Numero, "rencontres", seance, "present")
		}},
		{"Transmettre", func(ctx context.Context) (any, error) {
			return nil, s.Transmettre(ctx, x.ID, data.Transmission{A: "Parquet", Le: "2026-11-24T14:00"})
		}},
		{"Fusionner", func(ctx context.Context) (any, error) {
			var err error
			fusion, err = s.Fusionner(ctx, gens, autresGens)
			return fusion.ID, err
		}},
		{"AnnulerFusion", func(ctx context.Context) (any, error) { return nil, s.AnnulerFusion(ctx, fusion.ID) }},
		{"Renoncer", func(ctx context.Context) (any, error) { return nil, s.Renoncer(ctx, legal.Numero, cle, "levée") }},
		{"Clore", func(ctx context.Context) (any, error) { return nil, s.Clore(ctx, legal.Numero, "fini") }},
		{"Rouvrir", func(ctx context.Context) (any, error) { return nil, s.Rouvrir(ctx, legal.Numero, "encore") }},
		{"ModifierCompte", func(ctx context.Context) (any, error) {
			return nil, s.ModifierCompte(ctx, data.Compte{ID: compte, Nom: "C2", Role: data.RoleIntervenant})
		}},
		{"ReinitialiserMotDePasse", func(ctx context.Context) (any, error) {
			return nil, s.ReinitialiserMotDePasse(ctx, compte, "encore une autre phrase longue")
		}},
		{"RetirerCompte", func(ctx context.Context) (any, error) { return nil, s.RetirerCompte(ctx, compte) }},
		{"ChangerMotDePasse", func(ctx context.Context) (any, error) {
			return nil, s.ChangerMotDePasse(ctx, phrase, "encore une autre phrase longue")
		}},
	} {
		id := data.AvecRequete(ctx, data.NouvelleRequete())
		a, err := x.f(id)
		if err != nil {
			t.Fatalf("%s: %v", x.nom, err)
		}
		avant := compter()
		if b, err := x.f(id); err != nil || a != b || compter() != avant {
			t.Errorf("%s, sent twice: %v %v %v", x.nom, a, b, err)
		}
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

// Typing for hours leaves the last identities of a dossier, not one a save.
func TestIdentitesOubliees(t *testing.T) {
	s, _ := nouvelle(t)
	h := &horloge{t: moment}
	s.opt.Horloge = h.maintenant
	for _, nom := range []string{"Roux", "Vialatte"} {
		d := creer(t, s, personne(nom, "Zoé", "", ""))
		svc := must(s.Service(ctx, "esr", ""))
		for i := range 12 {
			r := d.Reponses.Copie()
			poser(r, "famille.enfance", fmt.Sprint("Texte ", i))
			h.t = h.t.Add(10 * time.Minute)
			d = must(s.Enregistrer(data.AvecRequete(ctx, data.NouvelleRequete()), d.Numero, svc.Comparer(d.Reponses, r)))
		}
	}
	n := 0
	if err := s.db.QueryRow("SELECT count(*) FROM requete").Scan(&n); err != nil || n != 4 {
		t.Errorf("%d identities of two dossiers, %v", n, err)
	}
}
