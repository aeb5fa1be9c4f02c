package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/data"
)

// Locking clears the screen and comes back to the same question.
func TestVerrouiller(t *testing.T) {
	b := avecDossier(t, complet)
	b.s.Avancer(2 * time.Second) // the preview is drawn
	b.aller("logement.type")
	b.faire("Verrouiller")
	b.neDoitPasVoir("TEYSSIER", "Teyssier", b.regl.Base)
	if b.session != nil || b.papier.pdf != nil || b.papier.oublie == 0 {
		t.Error("the base or the preview is still open")
	}
	b.faire("Accueil et recherche") // means nothing now
	b.doitVoir("Verrouillé")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if b.dossier() == nil || b.dossier().Ou() != "logement.type" {
		t.Fatalf("unlocked in %v", b.courant)
	}
	b.doitVoir("TEYSSIER Élodie")
}

// Another person may open a locked base, and does not land where the first one was.
func TestVerrouillerPuisUnAutre(t *testing.T) {
	b := avecDossier(t, complet)
	if _, err := b.session.AjouterCompte(ctx, data.Compte{Login: "autre", Nom: "Anne Autre", Role: data.RoleIntervenant}, motDePasse); err != nil {
		t.Fatal(err)
	}
	b.faire("Verrouiller")
	b.ecrireDans(b.champ(0), "autre")
	b.fen.Canvas().Focus(b.secrets()[0])
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if b.session == nil || b.dossier() != nil {
		t.Fatalf("unlocked in %v:\n%s", b.courant, b.tout())
	}
	b.doitVoir("Bonjour Anne")
}

// A dialog that is open when one locks is covered too.
func TestVerrouillerSousUnDialogue(t *testing.T) {
	b := avecDossier(t, complet)
	b.faire("Finaliser…")
	b.faire("Verrouiller")
	if b.dial.Ouvert() || len(b.fen.Canvas().Overlays().List()) != 0 {
		t.Error("a dialog is left over the locked screen")
	}
	b.doitVoir("Verrouillé")
}
