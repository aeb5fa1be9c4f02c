package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/dossier"
	"justicepartage/data"
)

// An earlier value of a question can be brought back.
func TestValeurPrecedente(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.autorite_nom")
	b.taper("Mme Vallet")
	b.s.Avancer(time.Second)
	b.patienter(10 * time.Minute)
	b.focus().(*composants.Saisie).SetText("")
	b.taper("M. Autre")
	b.s.Avancer(time.Second)
	b.faire("Valeurs précédentes du champ")
	b.doitVoir("Valeurs précédentes", "M. Autre", "Avant : Mme Vallet", "Claire Vidal  ·  a écrit")
	b.presser("Remettre « Mme Vallet »")
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.autorite_nom"); v != "Mme Vallet" {
		t.Errorf("the base has %v", v)
	}
	if b.dossier().Ou() != "saisine.autorite_nom" {
		t.Errorf("the cursor is in %s", b.dossier().Ou())
	}
}

// The saves of one sentence being typed are one change of the history.
func TestHistoriqueResume(t *testing.T) {
	le := toussot
	tr := func(objet, avant, apres string, plus time.Duration) data.Trace {
		le = le.Add(plus)
		return data.Trace{Le: le, Compte: identifiant, Action: "modification", Objet: objet, Avant: avant, Apres: apres}
	}
	l := dossier.Resumer([]data.Trace{
		tr("a.b", "", "Mon", time.Second), tr("a.c", "", "oui", time.Second), tr("a.b", "Mon", "Monsieur", time.Second),
		tr("a.b", "Monsieur", "Madame", time.Hour), tr("a.d", "", "x", time.Second), tr("a.d", "x", "", time.Second),
	}, "")
	if len(l) != 3 || l[0].Apres != "Madame" || l[0].Avant != "Monsieur" || l[1].Objet != "a.c" || l[2].Apres != "Monsieur" || l[2].Avant != "" {
		t.Errorf("%+v", l)
	}
}

// Coming back to a dossier opens the section of the last visit, also after a restart.
func TestDerniereSection(t *testing.T) {
	b := avecDossier(t, complet)
	numero := b.dossier().Numero()
	b.dossier().AllerA("logement")
	b.fermer(false)
	b = reprendreBanc(t, b.dir, b.s.T)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.ouvrirDossier(numero, "")
	b.doitVoir("E. Logement")
}

// Closing keeps the dossier from being written in; opening it again lets.
func TestCloreEtRouvrir(t *testing.T) {
	b := avecDossier(t, complet)
	b.faire("Clore le dossier…")
	b.faire("Valider, ou champ suivant")
	b.doitVoir("Dites pourquoi")
	b.taper("mission achevée")
	b.touche(fyne.KeyReturn)
	b.doitVoir("clos", "rouvrez-le pour le modifier")
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("Teyssier")
	b.taper("teyssier")
	b.doitVoir("Teyssier Élodie", "clos")
	b.touche(fyne.KeyReturn)
	b.faire("Rouvrir le dossier…")
	b.taper("nouvelle demande du parquet")
	b.touche(fyne.KeyReturn)
	b.neDoitPasVoir("rouvrez-le pour le modifier")
}

// The journal takes a line; what could not be noted stays where it was typed.
func TestJournal(t *testing.T) {
	b := avecDossier(t, debut)
	b.faire("Journal")
	b.doitVoir("Rien n’est encore noté")
	b.taper("L’avocate a rappelé.")
	b.presser("Noter")
	b.doitVoir("L’avocate a rappelé.", "Claire Vidal")
	l, err := b.session.Journal(ctx, b.dossier().Numero())
	if err != nil || len(l) != 1 || l[0].Nature != "Note" {
		t.Fatalf("%+v, %v", l, err)
	}
}
