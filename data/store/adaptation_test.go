package store

import (
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// The association changes a label, takes an option out and adds one: new dossiers follow,
// those already written keep their version; coming back to the shipped text is one call.
func TestAdapter(t *testing.T) {
	s, chemin := nouvelle(t)
	ancien := dossierAutre(t, s, "Roux", nil)
	r := trame.Retouche{
		Textes:  []trame.TexteRetouche{{Ou: "qui.nom", Libelle: "Nom « de famille »", Aide: "Tel qu’à l’état civil.\nEn capitales."}, {Ou: "rencontres", Libelle: "Rendez-vous"}},
		Options: []trame.OptionRetouche{{Champ: "rencontres.venue", Cle: "absent", Retiree: true}, {Champ: "rencontres.venue", Cle: "excuse", Libelle: "Excusé"}},
	}
	fichier := trame.FichierRetouche("autre")
	if err := s.Adapter(ctx, fichier, string(r.Ecrire())); err != nil {
		t.Fatal(err)
	}
	svc, err := s.Service(ctx, "autre", "")
	if err != nil {
		t.Fatal(err)
	}
	c := svc.Champ("qui", "nom")
	o := svc.Champ("rencontres", "venue")
	if c.Libelle != "Nom « de famille »" || !strings.Contains(c.Aide, "\nEn capitales") || svc.Section("rencontres").Titre != "Rendez-vous" ||
		!o.Option("absent").Retiree || o.Option("excuse").Libelle != "Excusé" {
		t.Errorf("%+v %+v", c, o.Options)
	}
	neuf := dossierAutre(t, s, "Besson", nil)
	if neuf.Version == ancien.Version || neuf.Version != svc.Version {
		t.Errorf("versions %s, %s", ancien.Version, neuf.Version)
	}
	v, err := s.Service(ctx, "autre", ancien.Version)
	if err != nil || v.Champ("qui", "nom").Libelle != "Nom" {
		t.Errorf("a dossier already written changed: %v", err)
	}
	// A mistake is said with its place, and changes nothing.
	err = s.Adapter(ctx, fichier, "[[texte]]\nou = \"qui.nom\"\n\n[[option]]\nchamp = \"qui.nom\"\ncle = \"x\"\n")
	if data.CodeDe(err) != data.Saisie || !strings.Contains(data.Phrase(err), "adaptation.toml, ligne 5") {
		t.Errorf("%v", err)
	}
	if err := s.Adapter(ctx, "services/autre/service.toml", "x"); data.CodeDe(err) != data.Introuvable {
		t.Errorf("the rules themselves were adapted: %v", err)
	}
	if err := s.Adapter(ctx, "tables/articles.toml", "[[article]]\ncle = 3\n"); data.CodeDe(err) != data.Saisie {
		t.Errorf("a broken table: %v", err)
	}
	s.Close()
	s = comme(t, chemin, "claire", phrase)
	if svc, _ = s.Service(ctx, "autre", ""); svc.Champ("qui", "nom").Libelle != "Nom « de famille »" {
		t.Error("the adaptation is gone at the next opening")
	}
	l, err := s.Adaptations(ctx)
	if err != nil || len(l) != 1 || l[0].Chemin != fichier || l[0].Par != "Claire Vidal" {
		t.Errorf("%+v, %v", l, err)
	}
	if err := s.Adapter(ctx, fichier, ""); err != nil {
		t.Fatal(err)
	}
	if svc, _ = s.Service(ctx, "autre", ""); svc.Champ("qui", "nom").Libelle != "Nom" || svc.Version != ancien.Version {
		t.Error("the shipped text is not back")
	}
	if v, err = s.Service(ctx, "autre", neuf.Version); err != nil || v.Champ("qui", "nom").Libelle != "Nom « de famille »" {
		t.Errorf("a dossier written with the adaptation lost it: %v", err)
	}
}

// An adaptation that no longer reads never keeps the base from being opened.
func TestAdaptationPerimee(t *testing.T) {
	s, chemin := nouvelle(t)
	if _, err := s.db.Exec("INSERT INTO adaptation (chemin, texte, compte, le) VALUES ('services/autre/adaptation.toml', '[[texte]]\nou = \"disparu\"\n', 1, '')"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = comme(t, chemin, "claire", phrase)
	if svc, err := s.Service(ctx, "autre", ""); err != nil || svc.Titre != "Autre service" {
		t.Fatalf("%v", err)
	}
	if a := strings.Join(s.Avis(), " "); !strings.Contains(a, "disparu") || !strings.Contains(a, "texte livré") {
		t.Errorf("it is not said: %q", a)
	}
}

func FuzzRetouche(f *testing.F) {
	f.Add("qui.nom", "Un « libellé »\n\t\\ \"x\" \x01é", "aide")
	f.Fuzz(func(t *testing.T, ou, libelle, aide string) {
		for _, s := range []string{ou, libelle, aide} {
			if !strings.Contains(s, "\x00") && strings.ToValidUTF8(s, "") == s {
				continue
			}
			t.Skip()
		}
		r := trame.Retouche{Textes: []trame.TexteRetouche{{Ou: ou, Libelle: libelle, Aide: aide}}}
		got, err := trame.LireRetouche("t", r.Ecrire())
		if err != nil {
			t.Fatalf("what was written does not read: %v\n%s", err, r.Ecrire())
		}
		if got.Textes[0] != r.Textes[0] {
			t.Fatalf("%+v became %+v", r.Textes[0], got.Textes[0])
		}
	})
}

// While texts are adapted, others work: a reserved service never shows, and nothing is read
// half changed (the race detector watches).
func TestAdapterPendantLeTravail(t *testing.T) {
	s, _ := nouvelle(t)
	dossierAutre(t, s, "Roux", nil)
	fini := make(chan error)
	go func() {
		var err error
		for i := range 6 {
			r := trame.Retouche{Textes: []trame.TexteRetouche{{Ou: "qui.nom", Libelle: strings.Repeat("N", i+1)}}}
			if e := s.Adapter(ctx, trame.FichierRetouche("autre"), string(r.Ecrire())); e != nil {
				err = e
			}
		}
		fini <- err
	}()
	for {
		if l := s.Services(); slices.Contains(l, "tiers") || !slices.Contains(l, "autre") {
			t.Errorf("services in between: %q", l)
		}
		if _, err := s.Dossiers(ctx, data.Filtre{}); err != nil {
			t.Error(err)
		}
		select {
		case err := <-fini:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
	}
}
