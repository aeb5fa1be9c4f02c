package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
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
			base := b.fichier
			b.lacher()
			b = reprendreBanc(t, b.dir, b.s.T)
			b.fichier = base
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
	prenom := b.dossier().Ou()
	b.taper("Lina")
	b.s.Avancer(time.Second)
	b.faire("Retirer la ligne")
	b.s.Avancer(time.Second)
	b.neDoitPasVoir("Lina")
	b.dossier().Annuler()
	b.s.Avancer(time.Second)
	b.doitVoir("Lina")
	if v := b.enBase(prenom); v != "Lina" {
		t.Errorf("the row came back with %v", v)
	}
	// The adding undone takes the row; redone, its text is there again.
	b.dossier().Annuler()
	b.neDoitPasVoir("Lina")
	b.dossier().Retablir()
	b.s.Avancer(time.Second)
	if v := b.enBase(prenom); v != "Lina" {
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
	ligne := b.ligne("verifications")
	b.aller(ligne + ".resultat")
	b.taper("conf")
	b.s.Avancer(time.Second)
	if v, ok := b.enBase(ligne + ".declarations").([]string); !ok || len(v) != 1 || v[0] != "logement.type" {
		t.Errorf("declarations %v", b.enBase(ligne+".declarations"))
	}
	b.presser("Revenir à")
	if b.dossier().Ou() != "logement.type" {
		t.Errorf("back in %s", b.dossier().Ou())
	}
	b.doitVoir("vérifié")
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
