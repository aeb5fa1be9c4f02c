package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/dossiers"
)

func reponsesDe(nom, prenoms, naissance, plus string) string {
	return fmt.Sprintf("[reponses.saisine]\nrecue_le = \"2026-11-24T09:20\"\n%s\n[reponses.etat_civil]\nnom = %q\nprenoms = %q\nnaissance = %q\n", plus, nom,
		prenoms, naissance)
}

// What is urgent comes first, with its clock, and the clock runs.
func TestUrgences(t *testing.T) {
	b := avecBase(t)
	b.doitVoir("Rien n’est en cours")
	b.creerDossier(reponsesDe("Lointain", "Paul", "1980-01-01", `audience_le = "2026-11-28T09:00"`))
	b.creerDossier(reponsesDe("Pressé", "Anne", "1981-01-01", "audience_le = \"2026-11-24T11:18\"\ndeferee = \"oui\""))
	b.creerDossier(reponsesDe("Sans-Date", "Luc", "1982-01-01", ""))
	b.faire("Accueil et recherche")
	b.doitVoir("audience dans 1 h 18", "reçue il y a 40 min", "délai dans 50 min")
	s := b.tout()
	if i, j, k := strings.Index(s, "Pressé"), strings.Index(s, "Lointain"), strings.Index(s, "Sans-Date"); i < 0 || i > j || j > k {
		t.Errorf("the order is not that of urgency: %d %d %d", i, j, k)
	}
	b.patienter(20 * time.Minute)
	b.doitVoir("audience dans 58 min", "reçue il y a 1 h")
}

// The search has the focus, answers at each key, and Enter opens.
func TestRecherche(t *testing.T) {
	b := avecBase(t)
	b.creerDossier(reponsesDe("Lefèvre", "Anne-Marie", "1981-03-02", `infraction = "Recel de tuiles anciennes."`))
	b.creerDossier(reponsesDe("Martin", "Paul", "1980-01-01", ""))
	b.faire("Accueil et recherche")
	b.taper("lefev")
	b.doitVoir("Lefèvre Anne-Marie")
	b.neDoitPasVoir("Martin Paul")
	b.touche(fyne.KeyEscape)
	b.doitVoir("Martin Paul")
	b.taper("tuiles anciennes") // a word of the dossier, after a pause
	b.neDoitPasVoir("Lefèvre")
	b.s.Avancer(time.Second)
	b.doitVoir("Lefèvre Anne-Marie", "tuiles anciennes")
	b.touche(fyne.KeyReturn)
	b.doitVoir("LEFÈVRE Anne-Marie")
	b.touche(fyne.KeyEscape) // in a dossier, Escape leaves nothing
	b.doitVoir("LEFÈVRE Anne-Marie")
	b.faire("Fermer le dossier")
	b.taper("zzzz")
	b.s.Avancer(time.Second)
	b.doitVoir("Rien ne répond à cette recherche")
}

// Who is entered is looked for first; a record taken up is not made twice.
func TestDoublons(t *testing.T) {
	b := avecBase(t)
	b.creerDossier(reponsesDe("Chapuis", "Loïc", "1990-02-11", ""))
	b.faire("Nouveau dossier…")
	b.doitVoir("Tapez un nom")
	b.touche(fyne.KeyTab) // civilité
	b.taper("Chapuy")
	b.touche(fyne.KeyTab)
	b.taper("Loic")
	b.s.Avancer(time.Second)
	b.doitVoir("CHAPUIS Loïc, 11/02/1990", "Reprendre cette fiche", "Ouvrir 2026-ESR-0001")
	b.presser("Reprendre cette fiche")
	b.doitVoir("fiche reprise")
	b.faire("Valider, ou champ suivant")
	if b.dossier() == nil || b.dossier().Numero() != "2026-ESR-0002" {
		t.Fatalf("no new dossier:\n%s", b.tout())
	}
	b.doitVoir("CHAPUIS Loïc")
	if v := b.enBase("saisine.recue_le"); v != b.s.T.Format("2006-01-02T15:04") {
		t.Errorf("the request is dated %v", v)
	}
	if v := b.enBase("saisine.juridiction"); v != "tj-le-puy-en-velay" {
		t.Errorf("the usual court is not proposed: %v", v)
	}
	p, numeros, err := b.session.Personne(ctx, 1)
	if err != nil || p.Nom != "Chapuis" || len(numeros) != 2 {
		t.Errorf("%+v %v %v", p, numeros, err)
	}
	if _, _, err := b.session.Personne(ctx, 2); err == nil {
		t.Error("the person was made twice")
	}
}

// A new dossier needs nothing: under pressure one opens it and writes.
func TestNouveauVide(t *testing.T) {
	b := avecBase(t)
	b.faire("Nouveau dossier…")
	b.touche(fyne.KeyEscape)
	if n := len(b.fen.Canvas().Overlays().List()); n != 0 || b.dossier() != nil {
		t.Fatal("Escape does not leave")
	}
	b.faire("Nouveau dossier…")
	b.faire("Valider, ou champ suivant")
	b.doitVoir("Personne à identifier", "2026-ESR-0001")
	if b.focus() == nil {
		t.Error("nothing has the focus")
	}
}

// The list sorts, filters, and opens; a search narrows it.
func TestListe(t *testing.T) {
	b := avecBase(t)
	for i, nom := range []string{"Zola", "Albert", "Énard"} {
		n := b.creerDossier(reponsesDe(nom, "Paul", fmt.Sprintf("198%d-01-01", i), ""))
		if nom == "Albert" {
			if err := b.session.Clore(ctx, n, "essai"); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.faire("Tous les dossiers")
	b.doitVoir("2 dossiers", "Zola", "Énard")
	b.neDoitPasVoir("Albert")
	ordre := func(l ...string) {
		t.Helper()
		s, avant := b.tout(), -1
		for _, x := range l {
			i := strings.Index(s, x)
			if i < avant || i < 0 {
				t.Errorf("%v are not in that order:\n%s", l, s)
				return
			}
			avant = i
		}
	}
	var etat *composants.Segments
	b.objets(func(o fyne.CanvasObject) {
		if s, ok := o.(*composants.Segments); ok && etat == nil {
			etat = s
		}
	})
	b.fen.Canvas().Focus(etat)
	b.taper("t")
	b.doitVoir("3 dossiers")
	b.courant.(*dossiers.Ecran).Trier("titre")
	ordre("Albert", "Énard", "Zola")
	b.courant.(*dossiers.Ecran).Trier("titre")
	ordre("Zola", "Énard", "Albert")
	b.courant.Commencer()
	b.taper("enard")
	b.s.Avancer(time.Second)
	b.doitVoir("1 dossier")
	b.touche(fyne.KeyReturn)
	b.doitVoir("ÉNARD Paul")
}

// Every action has one key, none of those that French keyboards need; F1 tells them all.
func TestTouches(t *testing.T) {
	vues := map[string]string{}
	for _, c := range commandes {
		if c.touche == "" {
			continue
		}
		nom := c.nomTouche()
		if autre := vues[nom]; autre != "" {
			t.Errorf("%s is both %q and %q", nom, autre, c.titre)
		}
		vues[nom] = c.titre
		if c.modif&fyne.KeyModifierAlt != 0 {
			t.Errorf("%q takes Alt, which types € and accents", c.titre)
		}
		for _, saisie := range []fyne.KeyName{fyne.KeyZ, fyne.KeyY, fyne.KeyX, fyne.KeyC, fyne.KeyV, fyne.KeyA} {
			if c.touche == saisie && c.modif == ctrl {
				t.Errorf("%q takes a key that texts need", c.titre)
			}
		}
	}
	b := avecBase(t)
	b.touche(fyne.KeyF1)
	for nom, titre := range vues {
		b.doitVoir(nom, titre)
	}
	b.touche(fyne.KeyEscape)
	b.neDoitPasVoir("Touches du clavier")
}

// The look is kept from one start to the next.
func TestReglages(t *testing.T) {
	b := avecBase(t)
	b.faire("Réglages")
	b.doitVoir("Apparence")
	b.taper("s")
	b.faire("Texte plus grand")
	b.presser("Association")
	var nom *composants.Saisie
	b.objets(func(o fyne.CanvasObject) {
		if s, ok := o.(*composants.Saisie); ok && nom == nil {
			nom = s
		}
	})
	b.fen.Canvas().Focus(nom)
	b.taper(" et d’ailleurs")
	b.presser("Enregistrer")
	if a, err := b.session.Association(ctx); err != nil || !strings.HasSuffix(a.Nom, "et d’ailleurs") {
		t.Errorf("%+v %v", a, err)
	}
	b.fermer(false)
	b = reprendreBanc(t, b.dir, b.s.T)
	if b.regl.Theme != "sombre" || b.regl.Texte != 15 {
		t.Errorf("%+v", b.regl)
	}
}

// The demonstration opens from the first screen, says what it is, and leaves the profile
// of the user alone.
func TestDecouvrir(t *testing.T) {
	b := nouveauBanc(t)
	b.presser("Découvrir avec des dossiers fictifs")
	b.doitVoir("Démonstration", "Bonjour Claire", "À faire")
	if b.o.Profil.Lire().Base != "" {
		t.Error("the demonstration became the base of the user")
	}
	b.faire("Clair ou sombre") // keeps the settings
	if r := b.o.Profil.Lire(); r.Base != "" || r.Login != "" {
		t.Errorf("the settings point to the demonstration: %+v", r)
	}
	b.faire("Verrouiller")
	b.doitVoir("tout y est fictif")
}

// Enter does not wait for the answer: it opens the first one when it comes.
func TestEntreeSansAttendre(t *testing.T) {
	b := avecBase(t)
	b.creerDossier(reponsesDe("Lefèvre", "Anne-Marie", "1981-03-02", ""))
	b.creerDossier(reponsesDe("Martin", "Paul", "1980-01-01", ""))
	b.faire("Accueil et recherche")
	b.s.Retenir = true
	b.taper("lefev")
	b.touche(fyne.KeyReturn)
	if b.dossier() != nil {
		t.Fatal("something opened before the answer")
	}
	b.s.Liberer()
	b.doitVoir("LEFÈVRE Anne-Marie")
}
