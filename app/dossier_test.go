package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/dossier"
	"justicepartage/data"
	"justicepartage/data/trame"
)

const debut = `
[reponses.saisine]
recue_le = "2026-11-24T09:20"
numero_parquet = "26328000123"
autorite = "procureur"
juridiction = "tj-le-puy-en-velay"
cadre = "comparution-immediate"
deferee = "oui"
audience_le = "2026-11-24T14:00"
[reponses.etat_civil]
civilite = "mme"
nom = "Teyssier"
prenoms = "Élodie"
naissance = "1990-02-11"
`

const complet = "[reponses]\nenfants = []\n" + debut + `
identite = "piece"
[reponses.entretien]
issue = "accord"
info_volontaire = "oui"
info_objet = "oui"
date = "2026-11-24"
debut = "09:40"
fin = "10:05"
[reponses.sante]
accord = "non"
[reponses.ddse]
conclusion = "non-verifiee"
[reponses.emploi]
situation = "cdi"
[reponses.logement]
type = "locataire"
[[reponses.verifications]]
point = "logement"
declarations = ["logement.type"]
contact = "Bailleur"
accord = "oui"
mode = "telephone"
le = "2026-11-24T09:50"
resultat = "confirme"
[[reponses.orientations]]
mesure = "cj-simple"
faisabilite = "faisable"
raison = "Domicile stable."
[reponses.cloture]
lieu = "Le Puy-en-Velay"
date = "2026-11-24"
heure = "10:30"
`

// aller goes to the question of a path and checks that it has the focus.
func (b *banc) aller(chemin string) {
	b.t.Helper()
	b.dossier().AllerA(chemin)
	if got := b.dossier().Ou(); got != chemin {
		b.t.Fatalf("the cursor is in %s instead of %s", got, chemin)
	}
}

// Everything that is typed is in the base within a second of the last key, and at the
// latest a second after the first one.
func TestEnregistreEnUneSeconde(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.autorite_nom")
	b.taper("M. Rodolphe")
	if v := b.enBase("saisine.autorite_nom"); v != nil {
		t.Fatalf("saved at each key: %v", v)
	}
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.autorite_nom"); v != "M. Rodolphe" {
		t.Fatalf("after a second the base has %v", v)
	}
	b.doitVoir("Enregistré à 10 h")
	for i := range 20 { // somebody who never pauses
		b.taper("x")
		b.s.Avancer(100 * time.Millisecond)
		if v, _ := b.enBase("saisine.autorite_nom").(string); i > 11 && len(v) < len("M. Rodolphe")+i-11 {
			t.Fatalf("%d keys after the first, the base has %q", i, v)
		}
	}
}

// On every way out what was typed an instant ago is in the base.
func TestRienNeSePerd(t *testing.T) {
	for nom, partir := range map[string]func(*banc){
		"section suivante": func(b *banc) { b.faire("Section suivante") },
		"accueil":          func(b *banc) { b.faire("Accueil et recherche") },
		"autre dossier":    func(b *banc) { b.creerDossier(debut) },
		"liste":            func(b *banc) { b.faire("Tous les dossiers") },
		"verrouiller":      func(b *banc) { b.faire("Verrouiller") },
		"fermer":           func(b *banc) { b.fermer(false) },
		"SIGTERM":          func(b *banc) { b.fermer(true) },
		"fin du programme": func(b *banc) { _ = b.vider(context.Background()); b.lacher() },
		"enregistrer":      func(b *banc) { b.faire("Enregistrer maintenant") },
	} {
		t.Run(nom, func(t *testing.T) {
			b := avecDossier(t, debut)
			numero := b.dossier().Numero()
			b.aller("saisine.infraction")
			b.taper("Vol en réunion.")
			partir(b)
			base := b.base
			b.lacher()
			b = reprendreBanc(t, b.dir, b.s.T)
			b.base = base
			b.taper(motDePasse)
			b.touche(fyne.KeyReturn)
			b.ouvrirDossier(numero, "")
			if v := b.enBase("saisine.infraction"); v != "Vol en réunion." {
				t.Errorf("the base has %v", v)
			}
			if b.dossier().AllerA("saisine.infraction"); b.focus() == nil {
				t.Error("nothing to write in")
			}
		})
	}
}

// Two writes never cross: what is typed while one is under way follows it.
func TestEcrituresQuiSeSuivent(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.autorite_nom")
	b.taper("Un")
	b.s.Retenir = true
	b.s.Avancer(time.Second) // the write has left, and is held
	b.taper(" deux")
	b.s.Avancer(time.Second)
	b.s.Liberer()
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.autorite_nom"); v != "Un deux" {
		t.Errorf("the base has %v", v)
	}
	b.neDoitPasVoir("Non enregistré")
	// The window closes while a write is held.
	b.taper(" trois")
	b.s.Retenir = true
	b.s.Avancer(time.Second)
	b.taper(" quatre")
	if err := b.vider(ctx); err != nil {
		t.Fatal(err)
	}
	if v := b.enBase("saisine.autorite_nom"); v != "Un deux trois quatre" {
		t.Errorf("at closing the base has %v", v)
	}
	b.s.Liberer()
	if v := b.enBase("saisine.autorite_nom"); v != "Un deux trois quatre" {
		t.Errorf("the held write brought %v back", v)
	}
}

// What cannot be understood is kept, marked, and still there at the next opening.
func TestSaisieIncomprise(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.faits_date")
	b.taper("le 31 fevrier")
	b.neDoitPasVoir("n’est pas une date") // not while one types
	b.touche(fyne.KeyTab)
	b.doitVoir("n’est pas une date")
	b.s.Avancer(time.Second)
	if v, ok := b.enBase("saisine.faits_date").(trame.Invalide); !ok || v.Texte != "le 31 fevrier" {
		t.Fatalf("the base has %#v", b.enBase("saisine.faits_date"))
	}
	numero := b.dossier().Numero()
	b.faire("Accueil et recherche")
	b.ouvrirDossier(numero, "")
	b.doitVoir("le 31 fevrier", "n’est pas une date", "à corriger")
	b.aller("saisine.faits_date")
	b.focus().(*composants.Saisie).SetText("")
	b.taper("23/11/26")
	b.touche(fyne.KeyTab)
	b.doitVoir("23/11/2026")
	b.neDoitPasVoir("n’est pas une date")
}

// The questions that follow from an answer come and go with it; what they held is kept.
func TestQuestionsQuiSuivent(t *testing.T) {
	b := avecDossier(t, debut)
	b.doitVoir("Lieu du défèrement")
	b.aller("saisine.lieu_deferement")
	b.taper("tribunal")
	b.aller("saisine.deferee")
	b.taper("n")
	b.neDoitPasVoir("Lieu du défèrement")
	b.taper("o")
	b.doitVoir("Lieu du défèrement", "tribunal")
	b.doitVoir("Obligatoire", "article 41, alinéa 8")
}

// Ctrl+Z takes back an answer, a row, and never a text written elsewhere.
func TestAnnuler(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.deferee")
	b.taper("n")
	b.aller("saisine.autorite_nom")
	b.taper("Mme Vallet")
	b.aller("saisine.deferee")
	b.raccourci(&fyne.ShortcutUndo{})
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.deferee"); v != "oui" {
		t.Errorf("undone, the answer is %v", v)
	}
	if v := b.enBase("saisine.autorite_nom"); v != "Mme Vallet" {
		t.Errorf("undoing took the text: %v", v)
	}
	b.raccourci(&fyne.ShortcutRedo{})
	b.s.Avancer(time.Second)
	if v := b.enBase("saisine.deferee"); v != "non" {
		t.Errorf("redone, the answer is %v", v)
	}
	// In a text, undo is the text's own, and is saved.
	b.aller("saisine.autorite_nom")
	b.taper("!")
	b.raccourci(&fyne.ShortcutUndo{})
	b.s.Avancer(time.Second)
	if v, _ := b.enBase("saisine.autorite_nom").(string); strings.HasSuffix(v, "!") {
		t.Errorf("undone in the text, the base has %q", v)
	}
	// A row that was taken out comes back with all it held.
	b.dossier().AllerA("enfants")
	b.faire("Ajouter une ligne")
	b.taper("Lina")
	b.s.Avancer(time.Second)
	b.faire("Retirer la ligne")
	b.s.Avancer(time.Second)
	b.neDoitPasVoir("Lina")
	b.dossier().Annuler()
	b.s.Avancer(time.Second)
	b.doitVoir("Lina")
	if v := b.enBase("enfants.r1.prenom"); v != "Lina" {
		t.Errorf("the row came back with %v", v)
	}
	// The adding undone takes the row; redone, its text is there again.
	b.dossier().Annuler()
	b.neDoitPasVoir("Lina")
	b.dossier().Retablir()
	b.s.Avancer(time.Second)
	if v := b.enBase("enfants.r1.prenom"); v != "Lina" {
		t.Errorf("redone, the row has %v", v)
	}
}

// « There is none » is an answer, and can be taken back.
func TestAucun(t *testing.T) {
	b := avecDossier(t, debut)
	b.dossier().AllerA("enfants")
	b.presser("ne pas avoir d’enfant")
	b.s.Avancer(time.Second)
	d, err := b.session.Dossier(ctx, b.dossier().Numero())
	if err != nil || d.Reponses["enfants"] == nil || len(d.Reponses["enfants"].Lignes) != 0 {
		t.Fatalf("%+v, %v", d.Reponses["enfants"], err)
	}
	b.presser("Retirer la réponse")
	b.s.Avancer(time.Second)
	if d, _ = b.session.Dossier(ctx, b.dossier().Numero()); d.Reponses["enfants"] != nil {
		t.Error("the answer was not taken back")
	}
}

// Ctrl+T on a statement opens its verification; its status shows beside the statement.
func TestVerifier(t *testing.T) {
	b := avecDossier(t, strings.Replace(complet, "resultat = \"confirme\"\n", "resultat = \"injoignable\"\n", 1))
	b.aller("logement.type")
	b.doitVoir("Vérifier…")
	b.faire("Vérifier cette déclaration")
	b.doitVoir("Vérification", "Revenir à « Logement »", "Logement : Type de logement")
	if !strings.HasPrefix(b.dossier().Ou(), "verifications.r2.") {
		t.Fatalf("the cursor is in %s", b.dossier().Ou())
	}
	b.aller("verifications.r2.resultat")
	b.taper("conf")
	b.s.Avancer(time.Second)
	if v, ok := b.enBase("verifications.r2.declarations").([]string); !ok || len(v) != 1 || v[0] != "logement.type" {
		t.Errorf("declarations %v", b.enBase("verifications.r2.declarations"))
	}
	b.presser("Revenir à")
	if b.dossier().Ou() != "logement.type" {
		t.Errorf("back in %s", b.dossier().Ou())
	}
	b.doitVoir("vérifié")
}

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
	if nom := l2[0].Name(); !strings.HasSuffix(nom, ".pdf") || strings.Contains(strings.ToLower(nom), "teyssier") || !strings.Contains(nom, b.dossier().Numero()) {
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
	if !strings.HasPrefix(b.dossier().Ou(), "complements.r1.") {
		t.Fatalf("the cursor is in %s", b.dossier().Ou())
	}
	for c, texte := range map[string]string{"objet": "Emploi", "contenu": "L’employeur a rappelé.", "date": "25/11/2026"} {
		b.aller("complements.r1." + c)
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

// A question that hangs on a text is there for the Tab that follows its first letters.
func TestTabSuitLaSaisie(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("saisine.avocat")
	b.taper("Me Roux")
	b.touche(fyne.KeyTab)
	if b.dossier().Ou() != "saisine.avocat_barreau" {
		t.Errorf("Tab goes to %s", b.dossier().Ou())
	}
}
