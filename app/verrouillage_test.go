package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// Nobody there for ten minutes: the window locks, and what was typed is in the base.
func TestVerrouOubli(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.autorite_nom")
	for range 5 { // somebody who writes is there
		b.s.Avancer(9 * time.Minute)
		b.taper("x")
	}
	if b.session == nil {
		t.Fatal("locked under the hands of somebody who types")
	}
	b.taper("y")
	b.s.Avancer(9 * time.Minute)
	if b.session == nil {
		t.Fatal("locked before its time")
	}
	b.s.Avancer(2 * time.Minute)
	if b.session != nil {
		t.Fatal("not locked after eleven minutes without anybody")
	}
	b.neDoitPasVoir("TEYSSIER", "xxxxxy")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if b.dossier() == nil || b.enBase("saisine.autorite_nom") != "xxxxxy" {
		t.Errorf("%v", b.courant)
	}
}

// A computer that slept comes back locked, however short its timers think the night was.
func TestVerrouSommeil(t *testing.T) {
	b := avecDossier(t, debut)
	b.s.Avancer(10 * time.Second)
	b.s.T = b.s.T.Add(8 * time.Hour) // the lid was closed
	b.s.Avancer(rondeVerrou)
	if b.session != nil {
		t.Error("open after a night")
	}
}

// It is the sleep that locks, not the ten minutes: somebody typed just before the lid was
// closed. A round that a busy PC delays is no sleep.
func TestVerrouSommeilCourt(t *testing.T) {
	for _, c := range []struct {
		absence time.Duration
		ouvert  bool
	}{{sommeil - time.Second, true}, {sommeil + time.Minute, false}} {
		b := avecDossier(t, debut)
		b.aller("saisine.autorite_nom")
		b.s.Avancer(10 * time.Second)
		b.taper("x")
		b.s.T = b.s.T.Add(c.absence)
		b.s.Avancer(rondeVerrou)
		if (b.session != nil) != c.ouvert {
			t.Errorf("away %s, less than %s: open %v, want %v", c.absence, inactiviteMax, b.session != nil, c.ouvert)
		}
	}
}

// F9: whoever sits beside reads initials.
func TestEcranVisible(t *testing.T) {
	b := avecDossier(t, debut)
	b.doitVoir("TEYSSIER Élodie")
	b.touche(fyne.KeyF9)
	b.neDoitPasVoir("TEYSSIER")
	b.doitVoir("T. É.")
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("Teyssier")
	b.doitVoir("T. É.", "2026-ESR-0001")
	b.faire("Tous les dossiers")
	b.neDoitPasVoir("Teyssier")
	b.touche(fyne.KeyF9)
	b.doitVoir("Teyssier Élodie")
}
