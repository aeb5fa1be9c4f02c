package app

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/accueil"
	"justicepartage/app/composants"
	"justicepartage/app/demarrage"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
)

var motifGroupe = regexp.MustCompile(`(?m)^[2-9A-HJ-NP-Z]{4}$`)

// codeVu reads the recovery code off the screen.
func (b *banc) codeVu() string {
	b.t.Helper()
	g := motifGroupe.FindAllString(b.tout(), -1)
	if len(g) != 7 {
		b.t.Fatalf("%d groups of the code on the screen:\n%s", len(g), b.tout())
	}
	return strings.Join(g, "-")
}

// champ gives the focus to the n-th entry that is not a password.
func (b *banc) champ(n int) *composants.Saisie {
	b.t.Helper()
	var l []*composants.Saisie
	b.objets(func(o fyne.CanvasObject) {
		if s, ok := o.(*composants.Saisie); ok && !s.Password {
			l = append(l, s)
		}
	})
	if n >= len(l) {
		b.t.Fatalf("%d entries on the screen:\n%s", len(l), b.tout())
	}
	b.fen.Canvas().Focus(l[n])
	return l[n]
}

// ecrireDans types into an entry, over what it held.
func (b *banc) ecrireDans(s *composants.Saisie, texte string) {
	b.t.Helper()
	b.fen.Canvas().Focus(s)
	s.SetText("")
	b.taper(texte)
}

// rangerFeuille reads the recovery code and confirms that the sheet is put away.
func (b *banc) rangerFeuille() string {
	b.t.Helper()
	b.doitVoir("Feuille de secours", "montré une seule fois")
	code := b.codeVu()
	b.champ(0)
	b.taper(code[len(code)-4:])
	b.touche(fyne.KeyReturn)
	return code
}

// The sheet of a new base is printed or kept as a PDF, and cannot be left by mistake; the
// code then opens the base whose password is forgotten.
func TestFeuilleDeSecours(t *testing.T) {
	b := nouveauBanc(t)
	b.installerVite()
	code := b.codeVu()

	b.touche(fyne.KeyReturn) // printing has the focus
	if len(b.confie) != 1 || b.confie[0][0] != "print" || !strings.HasSuffix(b.confie[0][1], ".pdf") {
		t.Fatalf("not printed: %v", b.confie)
	}
	dossier := t.TempDir()
	b.presser("Enregistrer en PDF")
	b.ecrireDans(b.focus().(*composants.Saisie), filepath.Join(dossier, "absent"))
	b.touche(fyne.KeyReturn)
	b.doitVoir("n’existe pas")
	b.touche(fyne.KeyReturn)
	b.presser("Enregistrer en PDF")
	b.ecrireDans(b.focus().(*composants.Saisie), dossier)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Enregistrée")
	if s := lireFichier(t, filepath.Join(dossier, demarrage.NomFeuille)); !strings.HasPrefix(s, "%PDF") {
		t.Error("the sheet is not a PDF")
	}

	b.touche(fyne.KeyEscape)
	b.faire("Accueil et recherche")
	b.doitVoir("montré une seule fois")
	b.champ(0)
	b.taper("2222")
	b.touche(fyne.KeyReturn)
	b.doitVoir("Ce n’est pas le dernier groupe")
	b.ecrireDans(b.champ(0), strings.ToLower(code[len(code)-4:]))
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")
	b.neDoitPasVoir("Aucune feuille de secours")
	b.faire("Verrouiller")

	// The password is forgotten: the sheet, with a slip first, then right.
	b.presser("Mot de passe oublié")
	b.taper("ABCD")
	b.touche(fyne.KeyTab)
	b.doitVoir("faute de copie")
	b.ecrireDans(b.champ(0), strings.ReplaceAll(strings.ToLower(code), "-", " "))
	b.ecrireDans(b.secrets()[0], "un autre secret que personne ne sait")
	b.doitVoir("olide.")
	b.ecrireDans(b.secrets()[1], "pas le même")
	b.touche(fyne.KeyReturn)
	b.doitVoir("ne sont pas les mêmes")
	b.ecrireDans(b.secrets()[1], "un autre secret que personne ne sait")
	b.ecrireDans(b.champ(1), "inconnu")
	b.presser("Changer le mot de passe et ouvrir")
	b.doitVoir("Aucun compte de responsable")
	b.ecrireDans(b.champ(1), identifiant)
	b.presser("Changer le mot de passe et ouvrir")
	b.doitVoir("Bonjour Claire")
	b.faire("Verrouiller")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("n’est pas le bon")
	b.taper("un autre secret que personne ne sait")
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")

	// A new sheet: the former one opens nothing any more.
	b.faire("Réglages")
	b.presser("Feuille de secours")
	b.presser("Nouvelle feuille")
	b.touche(fyne.KeyReturn)
	nouveau := b.rangerFeuille()
	b.doitVoir("Réglages")
	b.fermer(false)
	if _, err := store.OuvrirAvecSecours(ctx, b.fichier, b.ouvreur.options(), code, identifiant, motDePasse); data.CodeDe(err) != data.Refuse {
		t.Errorf("the former sheet: %v", err)
	}
	s, err := store.OuvrirAvecSecours(ctx, b.fichier, b.ouvreur.options(), nouveau, identifiant, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// installerVite goes through the first start.
func (b *banc) installerVite() {
	b.t.Helper()
	b.touche(fyne.KeyReturn)
	b.taper("Association d’essai")
	b.presser("Continuer")
	b.presser("Continuer")
	b.taper("Claire Vidal")
	for _, s := range b.secrets() {
		b.ecrireDans(s, motDePasse)
	}
	b.presser("Créer la base")
}

// The sheet that was left by locking is reminded of.
func TestFeuilleLaissee(t *testing.T) {
	b := nouveauBanc(t)
	b.installerVite()
	b.faire("Verrouiller")
	b.doitVoir("Verrouillé")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire", "Aucune feuille de secours n’est rangée")
}

// A damaged base says so, and leads to its backups; what a backup holds is told before it
// replaces anything, and the base that is replaced is kept.
func TestRestaurerUneBaseAbimee(t *testing.T) {
	b := avecBase(t)
	b.creerDossier(reponsesDe("Zola", "Émile", "1980-01-01", ""))
	b.faire("Verrouiller") // makes a backup
	f, err := os.OpenFile(b.fichier, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	i, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	bruit := make([]byte, i.Size()-200_000)
	if _, err := f.WriteAt(bruit, 180_000); err != nil {
		t.Fatal(err)
	}
	f.Close()
	b = reprendreBanc(t, b.dir, toussot.Add(time.Hour))
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("abîmée", "restaurez la dernière sauvegarde")
	b.touche(fyne.KeyReturn) // « Restaurer une sauvegarde… » has the focus
	b.doitVoir("est gardée à côté", "24/11/2026 à 10 h")
	b.taper("pas le bon mot de passe")
	b.touche(fyne.KeyReturn)
	b.doitVoir("n’est pas le bon")
	b.neDoitPasVoir("Mettre à la place")
	b.ecrireDans(b.secrets()[0], motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("contient un dossier", "2026-ESR-0001", "Mettre à la place de la base")
	b.touche(fyne.KeyReturn)
	b.doitVoir("C’est restauré", "La base d’avant est gardée ici", ".remplacee-")
	if l, _ := filepath.Glob(b.fichier + ".remplacee-*"); len(l) == 0 {
		t.Error("the damaged base is not kept")
	}
	b.touche(fyne.KeyReturn)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if _, ok := b.courant.(*accueil.Ecran); !ok {
		t.Fatalf("the restored base does not open:\n%s", b.tout())
	}
	b.doitVoir("Zola Émile")
}

// What changes the choice takes away what was read of another copy; a path that holds
// nothing says so; one goes back without changing anything.
func TestRestaurerSansRienChanger(t *testing.T) {
	b := avecBase(t)
	b.faire("Verrouiller")
	b = reprendreBanc(t, b.dir, toussot.Add(time.Hour))
	b.presser("Restaurer une sauvegarde")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("ne contient aucun dossier", "Mettre à la place")
	b.ecrireDans(b.champ(0), filepath.Join(b.dir, "rien"))
	b.neDoitPasVoir("Mettre à la place", "ne contient aucun dossier")
	b.presser("Voir ce qu’elle contient")
	b.doitVoir("Il n’y a pas de sauvegarde à cet endroit")
	b.ecrireDans(b.champ(0), b.dir)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Il n’y a pas de sauvegarde de cette base dans ce dossier")
	b.presser("Revenir sans rien changer")
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")
}

// A base that another program holds is told with who and since when.
func TestBaseTenue(t *testing.T) {
	dir := t.TempDir()
	base := faireBase(t, dir)
	s, err := store.Open(ctx, base, store.Options{Derivation: legere, Assets: assets.FS, Horloge: func() time.Time { return toussot }}, identifiant, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := reprendreBanc(t, dir, toussot)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("déjà ouverte par un autre programme")
	if b.session != nil {
		t.Error("open twice")
	}
}

// After five failures the next attempt waits.
func TestTropDEssais(t *testing.T) {
	dir := t.TempDir()
	faireBase(t, dir)
	b := reprendreBanc(t, dir, toussot)
	for range 6 {
		b.taper("pas le bon mot de passe")
		b.touche(fyne.KeyReturn)
	}
	b.doitVoir("Trop d’essais ont échoué")
	b.s.Avancer(15 * time.Minute)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")
}
