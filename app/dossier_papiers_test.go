package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
)

// The control lists what is missing, leads to it, and lets finalise once nothing is.
func TestFinaliser(t *testing.T) {
	b := avecDossier(t, strings.Replace(complet, "numero_parquet = \"26328000123\"\n", "", 1))
	b.faire("Contrôle avant remise")
	b.doitVoir("N° parquet", "à régler")
	b.faire("Finaliser…")
	if b.dial.Ouvert() {
		t.Fatal("finalising is offered though something is missing")
	}
	l := b.focus().(*composants.Liste)
	l.Montrer(0)
	b.touche(fyne.KeyReturn)
	if b.dossier().Ou() != "saisine.numero_parquet" {
		t.Fatalf("the control leads to %s:\n%s", b.dossier().Ou(), b.tout())
	}
	b.taper("26328000123")
	b.s.Avancer(time.Second)
	b.faire("Contrôle avant remise")
	b.doitVoir("rien n’empêche de le finaliser")
	b.faire("Finaliser…")
	b.doitVoir("va être figé")
	b.touche(fyne.KeyEscape)
	if docs, _ := b.session.Documents(ctx, b.dossier().Numero()); len(docs) != 0 {
		t.Fatal("Escape finalised")
	}
	b.faire("Finaliser…")
	b.faire("Valider, ou champ suivant")
	docs, err := b.session.Documents(ctx, b.dossier().Numero())
	if err != nil || len(docs) != 1 || docs[0].Cle != "rapport" {
		t.Fatalf("%+v, %v", docs, err)
	}
	b.doitVoir("Finalisé le 24/11/2026", "Consigner la remise")

	// Frozen: the questions are read, no longer written.
	b.dossier().AllerA("saisine")
	b.doitVoir("figée par « Rapport d’enquête sociale rapide », finalisé", "Rapport complémentaire », au panneau Documents", "26328000123")
	b.touche(fyne.KeyEscape) // nothing to write here: the list of sections has the focus
	if _, ok := b.focus().(*composants.Bouton); ok || b.focus() == nil {
		t.Errorf("Escape in a frozen section gave the focus to %T", b.focus())
	}

	// Handed over: to whom, how, at what hour.
	b.faire("Documents et remise")
	b.presser("Consigner la remise")
	b.doitVoir("À qui")
	b.faire("Valider, ou champ suivant")
	docs, _ = b.session.Documents(ctx, b.dossier().Numero())
	if tr := docs[0].Transmis; tr == nil || tr.A != "Parquet de permanence" || tr.Le != b.s.T.Format("2006-01-02T15:04") {
		t.Fatalf("handed over %+v", tr)
	}
	b.doitVoir("Remis à Parquet de permanence")

	// Exported under a name that says nothing of the person, printed, opened.
	dehors := t.TempDir()
	b.faire("Exporter en PDF…")
	b.focus().(*composants.Saisie).SetText(dehors)
	b.faire("Valider, ou champ suivant")
	l2, err := os.ReadDir(dehors)
	if err != nil || len(l2) != 1 {
		t.Fatalf("%v, %v", l2, err)
	}
	if nom := l2[0].Name(); !strings.HasSuffix(nom, ".pdf") || strings.Contains(strings.ToLower(nom), "teyssier") ||
		!strings.Contains(nom, b.dossier().Numero()) {
		t.Errorf("the file is called %q", nom)
	}
	ecrit := lireFichier(t, filepath.Join(dehors, l2[0].Name()))
	garde, err := b.session.Octets(ctx, docs[0].ID, "lecture")
	if err != nil || ecrit != string(garde) {
		t.Error("the exported file is not the finalised document")
	}
	b.faire("Imprimer")
	b.faire("Ouvrir dans la visionneuse")
	if len(b.confie) != 2 || b.confie[0][0] != "print" || b.confie[1][0] != "open" {
		t.Fatalf("handed to the system: %v", b.confie)
	}
	for _, c := range b.confie {
		if i, err := os.Stat(filepath.Dir(c[1])); err != nil || i.Mode().Perm() != 0o700 {
			t.Errorf("%s lies in an open folder: %v %v", c[1], i.Mode(), err)
		}
	}
	b.faire("Verrouiller")
	if _, err := os.Stat(b.confie[0][1]); err == nil {
		t.Error("a document is left in the temporary folder after locking")
	}
}

// A correction after finalising is a numbered complement.
func TestComplement(t *testing.T) {
	b := avecDossier(t, complet)
	b.faire("Finaliser…")
	b.faire("Valider, ou champ suivant")
	b.faire("Documents et remise")
	b.presser("Écrire : rapport complémentaire")
	ligne := b.ligne("complements")
	for c, texte := range map[string]string{"objet": "Emploi", "contenu": "L’employeur a rappelé.", "date": "25/11/2026"} {
		b.aller(ligne + "." + c)
		b.taper(texte)
	}
	b.s.Avancer(time.Second)
	b.faire("Contrôle avant remise")
	b.faire("Finaliser…")
	if !b.dial.Ouvert() {
		t.Fatalf("the complement cannot be finalised:\n%s", b.tout())
	}
	b.faire("Valider, ou champ suivant")
	docs, err := b.session.Documents(ctx, b.dossier().Numero())
	if err != nil || len(docs) != 2 || docs[1].Numero != 1 {
		t.Fatalf("%+v %v", docs, err)
	}
}

// A wording to look at again stops finalising until it is kept on purpose.
func TestFormulationSignalee(t *testing.T) {
	b := avecDossier(t, complet+"\n[reponses.observations]\nattitude = \"La personne est un menteur.\"\n")
	b.faire("Finaliser…")
	b.doitVoir("menteur")
	b.faire("Valider, ou champ suivant")
	b.doitVoir("Cochez chaque formulation")
	if docs, _ := b.session.Documents(ctx, b.dossier().Numero()); len(docs) != 0 {
		t.Fatal("finalised without being kept on purpose")
	}
	b.taper(" ")
	b.faire("Valider, ou champ suivant")
	if docs, _ := b.session.Documents(ctx, b.dossier().Numero()); len(docs) != 1 {
		t.Fatalf("not finalised:\n%s", b.tout())
	}
	h, err := b.session.Historique(ctx, b.dossier().Numero())
	if err != nil {
		t.Fatal(err)
	}
	garde := false
	for _, x := range h {
		garde = garde || x.Action == "formulation-gardee"
	}
	if !garde {
		t.Error("keeping the wording is not in the history")
	}
}

// The preview is drawn once one pauses, with what was typed, and follows the section.
func TestApercuSuit(t *testing.T) {
	b := avecDossier(t, complet)
	b.s.Avancer(2 * time.Second)
	if b.papier.pdf == nil {
		t.Fatal("no preview")
	}
	avant := string(b.papier.pdf)
	b.aller("saisine.autorite_nom")
	b.taper("Mme Vallet")
	b.s.Avancer(3 * time.Second)
	if string(b.papier.pdf) == avant {
		t.Error("the preview did not follow what was typed")
	}
	b.faire("Aperçu à côté du formulaire")
	avant = string(b.papier.pdf)
	b.taper(" et autres")
	b.s.Avancer(3 * time.Second)
	if string(b.papier.pdf) != avant {
		t.Error("a hidden preview is drawn")
	}
}
