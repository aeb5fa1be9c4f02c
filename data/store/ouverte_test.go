package store

import (
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

func changements(t *testing.T, s *Session, numero string) (l []string) {
	t.Helper()
	h, err := s.Historique(ctx, numero)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range h {
		if x.Action == "modification" {
			l = append(l, x.Objet+": "+x.Avant+" > "+x.Apres)
		}
	}
	return l
}

// enregistrerSeul saves without opening, so that nothing else is written meanwhile.
func enregistrerSeul(t *testing.T, s *Session, d *data.Dossier, chemin, texte string) *data.Dossier {
	t.Helper()
	r := d.Reponses.Copie()
	poser(r, chemin, texte)
	d, err := enregistre(t, s, d, r)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A text saved while it is typed is one line of the history, whatever ends it.
func TestTexteEnCours(t *testing.T) {
	const obs, avocat = "observations.attitude", "saisine.avocat"
	for nom, finir := range map[string]func(*testing.T, *Session, *data.Dossier){
		"on lit l’historique": func(*testing.T, *Session, *data.Dossier) {},
		"on écrit ailleurs":   func(t *testing.T, s *Session, d *data.Dossier) { enregistrerSeul(t, s, d, avocat, "Me Roux") },
		"on note au journal": func(t *testing.T, s *Session, d *data.Dossier) {
			if err := s.Noter(ctx, d.Numero, data.Evenement{Texte: "x"}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(nom, func(t *testing.T) {
			s, _ := nouvelle(t)
			d := creer(t, s, complet(t, s, func(r trame.Reponses) { delete(r, "observations") }))
			for _, texte := range []string{"Cal", "Calme", "Calme et po", "Calme et posé."} {
				d = enregistrerSeul(t, s, d, obs, texte)
			}
			finir(t, s, d)
			l := changements(t, s, d.Numero)
			if len(l) == 0 || l[0] != obs+":  > Calme et posé." || strings.Count(strings.Join(l, "\n"), obs) != 1 {
				t.Errorf("the history says %q", l)
			}
			if err := s.VerifierAudit(ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

// A pause, a writer who closes the base, a program that is killed: nothing is forgotten.
func TestTexteEnCoursInterrompu(t *testing.T) {
	const obs = "observations.attitude"
	s, chemin := nouvelle(t)
	d := creer(t, s, complet(t, s, func(r trame.Reponses) { delete(r, "observations") }))
	d = enregistrerSeul(t, s, d, obs, "Un")
	vraie := s.opt.Horloge
	s.opt.Horloge = func() time.Time { return vraie().Add(2 * data.PauseTexte) }
	d = enregistrerSeul(t, s, d, obs, "Un deux")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, chemin, options(t), "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	if l := changements(t, s, d.Numero); len(l) != 2 || l[0] != obs+":  > Un" || l[1] != obs+": Un > Un deux" {
		t.Errorf("%q", l)
	}
	if d, err = s.Dossier(ctx, d.Numero); err != nil {
		t.Fatal(err)
	}
	d = enregistrerSeul(t, s, d, obs, "Un deux trois")
	enregistrerSeul(t, s, d, obs, "Un deux") // taken back: no change
	if l := changements(t, s, d.Numero); len(l) != 2 {
		t.Errorf("a text that came back is a change: %q", l)
	}
	if err := s.VerifierAudit(ctx); err != nil {
		t.Error(err)
	}
	s.Close()
}
