package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// enPanne is a base that takes nothing of a dossier while it is told so.
type enPanne struct {
	data.Session
	panne error
}

func (p *enPanne) Enregistrer(ctx context.Context, numero string, c trame.Changement) (*data.Dossier, error) {
	if p.panne != nil {
		return nil, p.panne
	}
	return p.Session.Enregistrer(ctx, numero, c)
}

var plein = &data.Erreur{
	Code: data.Base, Message: "Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.",
	Err: errors.New("full"),
}

// panner makes the base of the open session fail.
func (b *banc) panner(err error) *enPanne {
	p := &enPanne{Session: b.session.Session, panne: err}
	b.session.Session = p
	return p
}

// rouvrir unlocks and comes back to where one was.
func (b *banc) rouvrir() {
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
}

// Nothing keeps the window from being locked, left or closed: what the base did not take is
// kept, sealed, on this PC, offered when the dossier opens again, and taken up or given up.
func TestQuitterUneBaseEnPanne(t *testing.T) {
	for nom, partir := range map[string]func(*banc){
		"verrouiller": func(b *banc) { b.faire("Verrouiller") },
		"oubli":       func(b *banc) { b.s.Avancer(11 * time.Minute) },
		"fermer":      func(b *banc) { b.fermer(false) },
		"SIGTERM":     func(b *banc) { b.fermer(true) },
	} {
		t.Run(nom, func(t *testing.T) {
			b := avecDossier(t, debut)
			numero := b.dossier().Numero()
			b.aller("saisine.infraction")
			b.panner(plein)
			b.taper("Vol en réunion.")
			partir(b)
			if b.session != nil {
				t.Fatalf("still open:\n%s", b.tout())
			}
			l, err := filepath.Glob(filepath.Join(b.o.Profil.Attente(), "*"))
			if err != nil || len(l) != 1 {
				t.Fatalf("%v %v", l, err)
			}
			if octets := lireFichier(t, l[0]); strings.Contains(octets, "Vol") || strings.Contains(octets, numero) {
				t.Error("what waits is not sealed")
			}
			if nom == "verrouiller" {
				b.doitVoir("n’a pas pu être enregistré : il est gardé, scellé")
			}
			if nom == "fermer" || nom == "SIGTERM" {
				b = reprendreBanc(t, b.dir, b.s.T)
			}
			b.rouvrir()
			if b.dossier() == nil {
				b.doitVoir("Des réponses du dossier " + numero)
				b.ouvrirDossier(numero, "")
			}
			b.doitVoir("Réponses non enregistrées", "Le disque est plein", "Vol en réunion.")
			b.faire("Valider, ou champ suivant") // « Les reprendre »
			b.s.Avancer(time.Second)
			if v := b.enBase("saisine.infraction"); v != "Vol en réunion." {
				t.Errorf("the base has %v", v)
			}
			if _, err := os.Stat(l[0]); err == nil {
				t.Error("what was taken up again waits still")
			}
			b.faire("Accueil et recherche")
			b.ouvrirDossier(numero, "")
			b.neDoitPasVoir("Réponses non enregistrées")
		})
	}
}

// Leaving for another screen says where the text is; given up, it is gone from this PC. Another
// account is not shown it.
func TestAbandonnerCeQuiAttend(t *testing.T) {
	b := avecDossier(t, debut)
	numero := b.dossier().Numero()
	if _, err := b.session.AjouterCompte(ctx, data.Compte{Login: "autre", Nom: "Anne Autre", Role: data.RoleIntervenant}, motDePasse); err != nil {
		t.Fatal(err)
	}
	b.aller("saisine.infraction")
	p := b.panner(plein)
	b.taper("Vol en réunion.")
	b.faire("Accueil et recherche")
	if b.dossier() != nil || !strings.Contains(b.dial.MotVu(), "gardé, scellé") {
		t.Fatalf("%v %q", b.courant, b.dial.MotVu())
	}
	p.panne = nil
	b.faire("Verrouiller")
	b.ecrireDans(b.champ(0), "autre")
	b.fen.Canvas().Focus(b.secrets()[0])
	b.rouvrir()
	b.ouvrirDossier(numero, "")
	b.neDoitPasVoir("Réponses non enregistrées")
	b.faire("Verrouiller")
	b.ecrireDans(b.champ(0), identifiant)
	b.fen.Canvas().Focus(b.secrets()[0])
	b.rouvrir()
	b.ouvrirDossier(numero, "")
	b.doitVoir("Réponses non enregistrées")
	b.presser("Les abandonner")
	b.doitVoir("Elles seront effacées de ce poste")
	b.faire("Valider, ou champ suivant")
	if l, _ := filepath.Glob(filepath.Join(b.o.Profil.Attente(), "*")); len(l) != 0 {
		t.Errorf("%v", l)
	}
	if v := b.enBase("saisine.infraction"); v != nil {
		t.Errorf("the base has %v", v)
	}
}

// collegue opens a second session on the base of the window.
func (b *banc) collegue() *store.Session {
	b.t.Helper()
	if _, err := b.session.AjouterCompte(ctx, data.Compte{Login: "anne", Nom: "Anne Autre", Role: data.RoleIntervenant}, motDePasse); err != nil {
		b.t.Fatal(err)
	}
	s, err := b.session.Session.(*store.Session).Entrer(ctx, "anne", motDePasse)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { s.Close() })
	return s
}

func ecrit(t *testing.T, s *store.Session, numero, chemin string, v any) {
	t.Helper()
	d, err := s.Dossier(ctx, numero)
	if err != nil {
		t.Fatal(err)
	}
	svc, err := s.Service(ctx, d.Service, d.Version)
	if err != nil {
		t.Fatal(err)
	}
	c, err := svc.Chemin(chemin)
	if err != nil {
		t.Fatal(err)
	}
	r := d.Reponses.Copie()
	r.Poser(c, v)
	if _, err := s.Enregistrer(ctx, numero, svc.Comparer(d.Reponses, r)); err != nil {
		t.Fatal(err)
	}
}

// What a colleague writes in the open dossier is seen without doing anything, the cursor stays,
// and an answer that both wrote is shown twice, to pick one.
func TestCollegueDansLeDossier(t *testing.T) {
	b := avecDossier(t, debut)
	numero := b.dossier().Numero()
	anne := b.collegue()
	b.aller("saisine.autorite_nom")
	b.taper("Mme V")
	ecrit(t, anne, numero, "saisine.infraction", "Vol en réunion.")
	b.s.Avancer(time.Second)
	b.s.Avancer(time.Second)
	b.doitVoir("Vol en réunion.")
	b.focus().(*composants.Saisie).CursorColumn = 5 // in the middle: it stays there
	b.taper("d")
	ecrit(t, anne, numero, "saisine.infraction", "Vol.")
	b.s.Avancer(time.Second)
	b.s.Avancer(time.Second)
	b.touche(fyne.KeyBackspace)
	b.taper("allet")
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.autorite_nom"); v != "Mme Vallet" || b.dossier().Ou() != "saisine.autorite_nom" {
		t.Fatalf("%v, the cursor is in %s", v, b.dossier().Ou())
	}
	ecrit(t, anne, numero, "saisine.autorite_nom", "M. Autre")
	b.taper(" L.")
	b.s.Avancer(time.Second)
	b.doitVoir("Anne Autre a aussi écrit", "« M. Autre »", "« Mme Vallet L. »")
	b.faire("Finaliser…")
	b.presser("Garder la mienne")
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.autorite_nom"); v != "Mme Vallet L." {
		t.Errorf("the base has %v", v)
	}
	b.neDoitPasVoir("a aussi écrit")
	// A row that a colleague adds under the hands of somebody who writes in another one.
	b.aller("enfants")
	b.faire("Ajouter une ligne")
	ou := b.dossier().Ou()
	b.taper("Lna")
	b.s.Avancer(time.Second)
	b.focus().(*composants.Saisie).CursorColumn = 1
	svc, err := anne.Service(ctx, "esr", "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := anne.Dossier(ctx, numero)
	if err != nil {
		t.Fatal(err)
	}
	r := d.Reponses.Copie()
	r.Ajouter("enfants").Valeurs["prenom"] = "Noé"
	if _, err := anne.Enregistrer(ctx, numero, svc.Comparer(d.Reponses, r)); err != nil {
		t.Fatal(err)
	}
	b.s.Avancer(time.Second)
	b.s.Avancer(time.Second)
	b.doitVoir("Enfant 2")
	b.taper("i")
	b.s.Avancer(time.Second)
	if v := b.enBase(ou); v != "Lina" {
		t.Errorf("the cursor moved: %v", v)
	}
}

// A paragraph keeps its cursor too.
func TestCollegueEtParagraphe(t *testing.T) {
	b := avecDossier(t, debut)
	numero := b.dossier().Numero()
	anne := b.collegue()
	b.aller("saisine.infraction")
	b.taper("Vol en réunion.")
	b.s.Avancer(time.Second)
	for range 3 {
		ecrit(t, anne, numero, "saisine.infraction", "Autre chose.") // both: a notice, and the text stays
		b.taper(" Et")
		b.s.Avancer(time.Second)
		b.s.Avancer(time.Second)
	}
	b.doitVoir("Anne Autre a aussi écrit", "Vol en réunion. Et Et Et")
	b.presser("Garder la mienne")
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.infraction"); v != "Vol en réunion. Et Et Et" {
		t.Errorf("%v", v)
	}
}

// The session of a colleague goes on when this window is locked.
func TestVerrouillerNeFermePasLaBaseDesAutres(t *testing.T) {
	b := avecDossier(t, debut)
	numero := b.dossier().Numero()
	anne := b.collegue()
	b.faire("Verrouiller")
	if _, err := anne.Dossier(ctx, numero); err != nil {
		t.Errorf("%v", err)
	}
}
