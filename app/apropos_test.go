package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"justicepartage/app/profil"
)

// « À propos » says where the base is and when it was saved; the report for the support
// says what a technician asks for, and nothing of anybody: no path, no login, no name.
func TestAPropos(t *testing.T) {
	b := avecBase(t)
	b.creerDossier(`[reponses.etat_civil]
nom = "Toussot"
prenoms = "Mathieu"
[reponses.saisine]
recue_le = "2026-11-24T09:00"
`)
	r := b.regl
	r.Imprimante = "Bureau de Zoé"
	apparence{b.fenetre}.regler(r)
	journal := `time=2026-11-24T10:00:00Z level=ERROR msg="the disk is full" path=/home/eloise/dossiers.jpbase file=C:\Users\eloise\x` + "\n"
	if err := os.WriteFile(b.o.Profil.Journal(), []byte(journal), 0o600); err != nil {
		t.Fatal(err)
	}
	b.faire("À propos")
	b.doitVoir("Justice et Partage essai", b.fichier, "sauvegarde", "Copier le rapport pour le support")
	b.presser("Copier le rapport pour le support")
	texte := b.app.Clipboard().Content()
	for _, veut := range []string{
		"Justice et Partage : essai", "Système : ", "Dernière sauvegarde : ", "the disk is full", "dans le dossier du programme",
		"réglé à 100 %",
	} {
		if !strings.Contains(texte, veut) {
			t.Errorf("%q is not in the report:\n%s", veut, texte)
		}
	}
	for _, jamais := range []string{b.fichier, filepath.Dir(b.fichier), b.session.Compte().Login, b.session.Compte().Nom, "Toussot", "eloise", "Zoé", `\`} {
		if strings.Contains(texte, jamais) {
			t.Errorf("%q is in the report:\n%s", jamais, texte)
		}
	}
}

func TestEchelle(t *testing.T) {
	for e, veut := range map[int]int{0: 100, 80: 80, 200: 200, 7: 100, 100000: 100, -1: 100} {
		if got := (profil.Reglages{Echelle: e}).EchellePC(); got != veut {
			t.Errorf("%d: %d", e, got)
		}
	}
	b := avecBase(t)
	r := b.regl
	r.Echelle = 150
	apparence{b.fenetre}.regler(r)
	if os.Getenv(cleEchelle) != "1.50" || b.o.Profil.Lire().Echelle != 150 {
		t.Errorf("%q, kept as %d", os.Getenv(cleEchelle), b.o.Profil.Lire().Echelle)
	}
	r.Echelle = 0
	apparence{b.fenetre}.regler(r)
}
