package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"justicepartage/app/accueil"
	"justicepartage/app/composants"
	"justicepartage/app/reglages"
	"justicepartage/data"
	"justicepartage/data/store"
)

// comme opens the window of a base that holds an account of that role besides the first.
func comme(t *testing.T, role data.Role) *banc {
	t.Helper()
	b := avecBase(t)
	b.creerDossier(reponsesDe("Zola", "Émile", "1980-01-01", ""))
	if _, err := b.session.AjouterCompte(ctx, data.Compte{Login: "autre", Nom: "Anne Autre", Role: role}, motDePasse); err != nil {
		t.Fatal(err)
	}
	b.fermer(false)
	b = reprendreBanc(t, b.dir, toussot)
	b.ecrireDans(b.champ(0), "autre")
	b.fen.Canvas().Focus(b.secrets()[0])
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if b.session == nil {
		t.Fatalf("the base did not open: %s", b.tout())
	}
	return b
}

func (b *banc) segments() *composants.Segments {
	b.t.Helper()
	var s *composants.Segments
	b.objets(func(o fyne.CanvasObject) {
		if x, ok := o.(*composants.Segments); ok && s == nil {
			s = x
		}
	})
	return s
}

// A responsable adds an account, changes it, gives it another password, and retires it.
func TestComptes(t *testing.T) {
	b := avecBase(t)
	b.faire("Réglages")
	b.presser("Comptes")
	b.doitVoir("Claire Vidal", "Responsable", "au moins un compte de responsable")
	b.neDoitPasVoir("Retirer…") // not one's own
	b.presser("Ajouter un compte")
	b.taper("Paul Durand")
	b.doitVoir("pdurand", "Ouvre, écrit et signe les dossiers de ses services")
	b.presser("Créer le compte")
	b.doitVoir("trop court")
	for _, s := range b.secrets() {
		b.ecrireDans(s, "le mot de Paul est long")
	}
	b.fen.Canvas().Focus(b.segments())
	b.taper("a")
	b.doitVoir("pas le contenu des dossiers")
	for range 3 { // the button stands below the window: it comes into view with the focus
		b.touche(fyne.KeyTab)
	}
	bt, ok := b.focus().(*composants.Bouton)
	if !ok || bt.Text != "Créer le compte" {
		t.Fatalf("the focus is on %T", b.focus())
	}
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(bt).Y; y > b.fen.Canvas().Size().Height {
		t.Errorf("the button is at %g, out of sight", y)
	}
	b.touche(fyne.KeyReturn)
	b.doitVoir("Paul Durand", "pdurand", "Accueil", "Retirer…")

	// The same login twice is refused, and the form stays.
	b.presser("Ajouter un compte")
	b.taper("Pierre Durand")
	for _, s := range b.secrets() {
		b.ecrireDans(s, "le mot de Pierre est long")
	}
	b.presser("Créer le compte")
	b.doitVoir("déjà pris", "Nouveau compte")
	b.presser("Annuler")

	paul := func() data.Compte {
		t.Helper()
		l, err := b.session.Comptes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range l {
			if c.Login == "pdurand" {
				return c
			}
		}
		t.Fatal("no account")
		return data.Compte{}
	}
	b.surLigne("Paul Durand", "Modifier…")
	b.doitVoir("Modifier le compte « pdurand »")
	b.ecrireDans(b.champ(1), "juriste")
	b.ecrireDans(b.champ(3), "31/12/2027")
	b.fen.Canvas().Focus(b.segments())
	b.taper("i")
	var services *composants.ChoixMultiple
	b.objets(func(o fyne.CanvasObject) {
		if x, ok := o.(*composants.ChoixMultiple); ok {
			services = x
		}
	})
	b.fen.Canvas().Focus(services)
	b.taper(" ")
	b.presser("Enregistrer")
	if c := paul(); c.Role != data.RoleIntervenant || c.Fonction != "juriste" || c.HabiliteAu != "2027-12-31" || len(c.Services) != 1 {
		t.Errorf("%+v", c)
	}
	b.doitVoir("juriste")

	// Oneself cannot stop being the last responsable.
	b.surLigne("Claire Vidal", "Modifier…")
	b.fen.Canvas().Focus(b.segments())
	b.taper("a")
	b.presser("Enregistrer")
	b.doitVoir("Il faut au moins un compte de responsable")
	b.presser("Annuler")

	b.surLigne("Paul Durand", "Mot de passe…")
	b.taper("court")
	b.presser("Donner ce mot de passe")
	b.doitVoir("Trop court")
	for _, s := range b.secrets() {
		b.ecrireDans(s, "un tout nouveau pour lui")
	}
	b.presser("Donner ce mot de passe")
	b.doitVoir("Nouveau mot de passe donné à Paul Durand")
	ouvre := func(mdp string) error {
		copie := b.fichier
		b.lacher()
		s, err := store.Open(ctx, copie, b.ouvreur.options(), "pdurand", mdp)
		if err == nil {
			err = s.Close()
		}
		b.porte.deverrouiller(false)
		b.taper(motDePasse)
		b.touche(fyne.KeyReturn)
		b.faire("Réglages")
		b.presser("Comptes")
		return err
	}
	if err := ouvre("le mot de Paul est long"); data.CodeDe(err) != data.Refuse {
		t.Errorf("the former password: %v", err)
	}
	if err := ouvre("un tout nouveau pour lui"); err != nil {
		t.Error(err)
	}
	b.presser("Retirer…")
	b.doitVoir("Ce qu’il a écrit reste")
	b.touche(fyne.KeyEscape)
	if paul().RetireLe != "" {
		t.Error("retired although it was cancelled")
	}
	b.presser("Retirer…")
	b.touche(fyne.KeyReturn)
	b.doitVoir("Comptes retirés", "Compte retiré.")
	if err := ouvre("un tout nouveau pour lui"); data.CodeDe(err) != data.Refuse {
		t.Errorf("a retired account: %v", err)
	}
}

// surLigne presses a button of the row that begins with a text.
func (b *banc) surLigne(texte, bouton string) {
	b.t.Helper()
	vu := false
	var bt *composants.Bouton
	b.objets(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *composants.Texte:
			vu = vu || o.Contenu() == texte
		case *composants.Bouton:
			if vu && bt == nil && o.Text == bouton {
				bt = o
			}
		}
	})
	if bt == nil {
		b.t.Fatalf("no %q at %q:\n%s", bouton, texte, b.tout())
	}
	b.fen.Canvas().Focus(bt)
	bt.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// Everybody changes their own password, with the present one.
func TestChangerSonMotDePasse(t *testing.T) {
	b := comme(t, data.RoleIntervenant)
	b.faire("Réglages")
	b.neDoitPasVoir("Comptes", "Feuille de secours")
	b.presser("Mot de passe")
	const nouveau = "cinq mots sans rapport ici"
	for i, s := range []string{"pas celui-là", nouveau, nouveau} {
		b.ecrireDans(b.secrets()[i], s)
	}
	b.touche(fyne.KeyReturn)
	b.doitVoir("Ce n’est pas votre mot de passe actuel")
	b.ecrireDans(b.secrets()[0], motDePasse)
	b.ecrireDans(b.secrets()[1], "anne autre")
	b.doitVoir("Trop court")
	b.presser("Changer le mot de passe")
	b.doitVoir("Trop court")
	b.ecrireDans(b.secrets()[1], nouveau)
	b.doitVoir("olide.")
	b.presser("Changer le mot de passe")
	b.doitVoir("L’ancien n’ouvre plus rien")
	b.faire("Verrouiller")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("n’est pas le bon")
	b.taper(nouveau)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Anne")
}

// The page of the backups: one is made, read, rehearsed; the second place is set and taken
// back; restoring closes the session first.
func TestPageSauvegardes(t *testing.T) {
	b := avecBase(t)
	b.faire("Réglages")
	b.presser("Sauvegardes")
	b.doitVoir("Aucune sauvegarde n’a encore été faite", "Aucune pour l’instant")
	b.presser("Sauvegarder maintenant")
	b.doitVoir("Sauvegarde faite, relue et contrôlée", "Dernière sauvegarde le 24/11/2026", "sur ce poste")
	b.presser("Que contient-elle ?")
	b.doitVoir("ne contient aucun dossier (comptes : 1")
	b.presser("Essayer une restauration")
	b.doitVoir("la sauvegarde s’ouvre, elle est saine")

	b.ecrireDans(b.champ(0), filepath.Join(b.dir, "absent"))
	b.presser("Utiliser ce dossier")
	b.doitVoir("n’existe pas, ou la clé n’est pas branchée")
	b.touche(fyne.KeyReturn)
	cle := t.TempDir()
	b.ecrireDans(b.champ(0), cle)
	b.touche(fyne.KeyReturn)
	b.doitVoir("iront aussi dans ce dossier", "jamais encore dans le second emplacement")
	b.s.Avancer(5e9)
	b.presser("Sauvegarder maintenant")
	b.doitVoir("aussi dans le second emplacement", "second emplacement")
	if l, err := store.Sauvegardes(b.fichier, cle, b.ouvreur.options()); err != nil || len(l) != 1 {
		t.Errorf("%d copies in the second place, %v", len(l), err)
	}
	b.presser("Ne plus l’utiliser")
	b.doitVoir("Plus de second emplacement")
	b.neDoitPasVoir("Ne plus l’utiliser")

	b.presser("Restaurer…")
	b.touche(fyne.KeyEscape)
	if b.session == nil {
		t.Fatal("closed although it was cancelled")
	}
	b.presser("Restaurer…")
	b.touche(fyne.KeyReturn)
	if b.session != nil {
		t.Fatal("the session is still open")
	}
	b.doitVoir("Restaurer une sauvegarde", "Mot de passe")
	b.presser("Revenir sans rien changer")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")
}

// A technician sees no dossier: the backups come first, and nothing complains.
func TestTechnicien(t *testing.T) {
	b := comme(t, data.RoleTechnicien)
	if b.dial.Ouvert() {
		t.Fatalf("a dialog at entry:\n%s", b.tout())
	}
	if _, ok := b.courant.(*reglages.Ecran); !ok {
		t.Fatalf("the first screen is %T", b.courant)
	}
	b.doitVoir("Sauvegarder maintenant", "Restaurer…")
	b.neDoitPasVoir("Zola", "Accueil\n", "\nDossiers\n", "Comptes", "Bonjour")
	for _, titre := range []string{"Accueil et recherche", "Tous les dossiers", "Nouveau dossier…"} {
		b.faire(titre)
		if b.dial.Ouvert() {
			t.Errorf("%q opens a dialog:\n%s", titre, b.tout())
		}
		b.neDoitPasVoir("Zola")
	}
	b.touche(fyne.KeyEscape)
	b.presser("Sauvegarder maintenant")
	b.doitVoir("Sauvegarde faite, relue et contrôlée")
	b.neDoitPasVoir("Utiliser ce dossier")
	b.s.Avancer(2 * pasEntretien)
	b.faire("Verrouiller")
	b.doitVoir("Verrouillé")
}

// The reception sees who is followed, and no content; searching says nothing wrong.
func TestAccueilSansContenu(t *testing.T) {
	b := comme(t, data.RoleAccueil)
	if b.dial.Ouvert() {
		t.Fatalf("a dialog at entry:\n%s", b.tout())
	}
	if _, ok := b.courant.(*accueil.Ecran); !ok {
		t.Fatalf("the first screen is %T", b.courant)
	}
	b.doitVoir("Bonjour Anne", "Zola")
	b.neDoitPasVoir("Nouvelle enquête", "Nouveau dossier")
	b.taper("zol")
	b.s.Avancer(1e9)
	b.doitVoir("Zola Émile")
	b.touche(fyne.KeyReturn)
	b.doitVoir("Un compte d’accueil donne accès aux noms")
	b.touche(fyne.KeyReturn)
	b.faire("Nouveau dossier…")
	if b.dial.Ouvert() {
		t.Errorf("a new dossier is offered:\n%s", b.tout())
	}
	b.faire("Tous les dossiers")
	b.doitVoir("1 dossier")
	b.faire("Réglages")
	b.presser("Sauvegardes")
	b.neDoitPasVoir("Restaurer…")
	if strings.Contains(b.tout(), "Ce n’est pas possible") || b.dial.Ouvert() {
		t.Errorf("an error:\n%s", b.tout())
	}
}
