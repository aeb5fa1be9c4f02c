package store

import (
	"context"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// The feed tells what changed to who may see it, at once, and says so when somebody is too
// far behind.
func TestNouvelles(t *testing.T) {
	claire, anne, _ := aDeux(t)
	c := anne.Compte()
	c.Services = []string{"autre"}
	if err := claire.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	if _, err := anne.Dossiers(ctx, data.Filtre{}); err != nil { // it is read again
		t.Fatal(err)
	}
	l, rang, err := anne.Nouvelles(ctx, 0)
	if err != nil || len(l) != 0 || rang == 0 {
		t.Fatalf("%v %d %v", l, rang, err)
	}
	recues := make(chan data.Nouvelle, 10)
	attente, cesser := context.WithCancel(ctx)
	defer cesser()
	go func() {
		for r := rang; attente.Err() == nil; {
			var l []data.Nouvelle
			l, r, _ = anne.Nouvelles(attente, r)
			for _, n := range l {
				recues <- n
			}
		}
		close(recues)
	}()
	creer(t, claire, personne("Roux", "Zoé", "", "")) // of a service that anne does not see
	d := must(claire.Creer(ctx, "autre", trame.Reponses{}, nil))
	select {
	case n := <-recues:
		if n.Numero != d.Numero || n.Quoi != data.NouvelleDossier || n.Par != claire.ID() {
			t.Errorf("%+v", n)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was told")
	}
	if _, err := claire.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "rencontres", Date: "2026-12-01", Debut: "10:00"}); err != nil {
		t.Fatal(err)
	}
	quoi := map[string]bool{}
	for len(quoi) < 2 {
		select {
		case n := <-recues:
			if n.Numero != d.Numero {
				t.Fatalf("%+v", n)
			}
			quoi[n.Quoi] = true
		case <-time.After(10 * time.Second):
			t.Fatalf("only %v", quoi)
		}
	}
	cesser()
	for range recues { // nothing else comes
	}
	// A write that is undone tells nothing.
	_, avant, _ := claire.Nouvelles(ctx, 0)
	_, err = claire.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "rencontres", Date: "jamais"})
	code(t, err, data.Saisie)
	if _, apres, _ := claire.Nouvelles(ctx, 0); apres != avant {
		t.Error("what was undone was told")
	}
	// Too far behind.
	for range data.NouvellesMax + 10 {
		claire.flux.Publier("x", []data.Nouvelle{{Quoi: data.NouvelleReglages}})
	}
	if l, _, _ := anne.Nouvelles(ctx, rang); len(l) != 1 || l[0].Quoi != data.NouvelleTout {
		t.Errorf("%d news", len(l))
	}
	// From another opening of the base.
	if l, _, _ := anne.Nouvelles(ctx, 1<<40); len(l) != 1 || l[0].Quoi != data.NouvelleTout {
		t.Errorf("%v", l)
	}
}
