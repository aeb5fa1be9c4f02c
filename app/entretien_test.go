package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/store"
)

func (b *banc) copiesFaites() []data.Sauvegarde {
	b.t.Helper()
	l, err := store.Sauvegardes(b.fichier, store.DossierSauvegardes(b.fichier), b.ouvreur.options())
	if err != nil {
		b.t.Fatal(err)
	}
	return l
}

// A backup is made by itself every half-hour in which something changed, and a restoring
// is rehearsed once a month when nobody writes.
func TestSauvegardeAutomatique(t *testing.T) {
	b := avecBase(t)
	b.patienter(pasEntretien)
	if n := len(b.copiesFaites()); n != 1 {
		t.Fatalf("%d copies after the first minute, 1 expected", n)
	}
	b.patienter(pasEntretien)
	b.doitVoir("Essai mensuel de restauration")
	b.patienter(3 * time.Hour)
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies although nothing changed", n)
	}
	b.creerDossier(reponsesDe("Zola", "Émile", "1980-01-01", ""))
	b.patienter(pasEntretien)
	if n := len(b.copiesFaites()); n != 2 {
		t.Errorf("%d copies after a change, 2 expected", n)
	}
	if err := b.session.PoserReprise(ctx, b.dossier().Numero(), ""); err != nil {
		t.Fatal(err)
	}
	b.patienter(10 * time.Minute)
	if n := len(b.copiesFaites()); n != 2 {
		t.Errorf("%d copies within half an hour", n)
	}
	b.faire("Verrouiller")
	avant := len(b.copiesFaites())
	b.patienter(3 * time.Hour)
	if n := len(b.copiesFaites()); n != avant || b.session != nil {
		t.Errorf("%d copies while locked, %d before", n, avant)
	}
}

// A rehearsal waits until nobody writes in a dossier.
func TestRepetitionAuRepos(t *testing.T) {
	b := avecDossier(t, reponsesDe("Zola", "Émile", "1980-01-01", ""))
	b.patienter(5 * pasEntretien)
	if due, err := b.session.RepetitionDue(ctx); err != nil || !due {
		t.Errorf("rehearsed while one writes: %v %v", due, err)
	}
	b.faire("Accueil et recherche")
	b.patienter(pasEntretien)
	if due, err := b.session.RepetitionDue(ctx); err != nil || due {
		t.Errorf("not rehearsed at rest: %v %v", due, err)
	}
}

// A backup that cannot be made is said once and stays on the first screen; once one is
// made, nothing is said any more.
func TestSauvegardeQuiEchoue(t *testing.T) {
	b := avecBase(t)
	dossier := store.DossierSauvegardes(b.fichier)
	if err := os.WriteFile(dossier, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	b.patienter(pasEntretien)
	b.doitVoir("La sauvegarde automatique a échoué")
	b.patienter(10 * time.Second)
	b.faire("Accueil et recherche")
	b.doitVoir("La sauvegarde n’a pas pu être faite")
	if err := os.Remove(dossier); err != nil {
		t.Fatal(err)
	}
	b.patienter(apresEchec + pasEntretien)
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("n’a pas pu être faite")
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies", n)
	}
}

// Locking and closing make a backup of what changed, over a screen that shows nothing of
// a dossier; it can be cut short, and what hangs is not waited for.
func TestSauvegarderEnPartant(t *testing.T) {
	b := avecDossier(t, reponsesDe("Zola", "Émile", "1980-01-01", ""))
	b.s.Retenir = true
	b.faire("Verrouiller")
	b.neDoitPasVoir("ZOLA")
	b.faire("Accueil et recherche") // nothing else can be done meanwhile
	b.touche(fyne.KeyEscape)
	b.patienter(time.Second)
	b.doitVoir("Sauvegarde avant de partir", "Quitter sans attendre")
	b.neDoitPasVoir("ZOLA", "Zola")
	b.s.Liberer()
	b.doitVoir("Verrouillé")
	b.neDoitPasVoir("Quitter sans attendre")
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies, 1 expected", n)
	}
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("ZOLA") // back where one was

	// Nothing changed but the coming and going: no copy.
	b.faire("Verrouiller")
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies although nothing changed", n)
	}
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)

	// Cut short, then what hangs is left behind.
	b.patienter(10 * time.Second)
	if err := b.session.PoserParametre(ctx, "essai", "1"); err != nil {
		t.Fatal(err)
	}
	b.s.Retenir = true
	b.faire("Verrouiller")
	b.patienter(time.Second)
	b.presser("Quitter sans attendre")
	b.patienter(patienceArret)
	b.doitVoir("Verrouillé")
	if b.session != nil {
		t.Error("still open")
	}
	b.s.Liberer()
	b.doitVoir("Verrouillé")
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies although it was cut short", n)
	}
}

// A base that lies in a synchronised folder, and backups that are old, are told on the
// first screen.
func TestBandeaux(t *testing.T) {
	dir := t.TempDir() + "/OneDrive - Association"
	faireBase(t, dir)
	b := reprendreBanc(t, dir, toussot)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("OneDrive recopie ailleurs", "Aucune feuille de secours n’est rangée")
	b.faire("Réglages")
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("OneDrive recopie ailleurs") // once
	b.patienter(pasEntretien)
	b.creerDossier(reponsesDe("Zola", "Émile", "1980-01-01", ""))
	b.lacher() // no backup

	b = reprendreBanc(t, dir, toussot.Add(9*24*time.Hour))
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Dernière sauvegarde le 24/11/2026", "Faites-en une maintenant")
	b.patienter(pasEntretien)
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("Faites-en une maintenant")
}

// A program that was stopped without closing the base says so once, and that nothing was
// lost; a technician is told as well.
func TestArretSansFermer(t *testing.T) {
	for _, role := range []data.Role{data.RoleResponsable, data.RoleTechnicien} {
		b := avecBase(t)
		b.creerDossier(reponsesDe("Zola", "Émile", "1980-01-01", ""))
		if _, err := b.session.AjouterCompte(ctx, data.Compte{Login: "autre", Nom: "Anne Autre", Role: role}, motDePasse); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		p := profil.Profil{Dossier: filepath.Join(dir, "profil")}
		if err := p.Preparer(); err != nil {
			t.Fatal(err)
		}
		for _, suffixe := range []string{"", "-wal"} { // what the disk holds now
			if err := os.WriteFile(p.Base()+suffixe, []byte(lireFichier(t, b.fichier+suffixe)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Ecrire(profil.Reglages{Base: p.Base(), Login: "autre"}); err != nil {
			t.Fatal(err)
		}
		b = reprendreBanc(t, dir, toussot)
		b.taper(motDePasse)
		b.touche(fyne.KeyReturn)
		b.doitVoir("arrêté sans fermer la base", "tout ce qui était enregistré y est")
		if role == data.RoleTechnicien {
			b.touche(fyne.KeyReturn)
		}
		b.faire("Réglages")
		b.faire("Accueil et recherche")
		b.neDoitPasVoir("arrêté sans fermer")
	}
}

// A key that is not plugged in is told, and the backup is made beside the base all the
// same; once it is back nothing is said any more.
func TestCleAbsente(t *testing.T) {
	b := avecBase(t)
	cle := filepath.Join(t.TempDir(), "cle")
	if err := os.Mkdir(cle, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := b.session.PoserSecondEmplacement(ctx, cle); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(cle); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cle, nil, 0o600); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	b.s.Avancer(pasEntretien)
	b.doitVoir("pas dans le second emplacement")
	b.s.Avancer(10 * time.Second)
	b.faire("Accueil et recherche")
	b.doitVoir("pas dans le second emplacement")
	if n := len(b.copiesFaites()); n != 1 {
		t.Errorf("%d copies, 1 expected", n)
	}
	b.faire("Réglages")
	b.presser("Sauvegardes") // the list of this PC shows all the same
	b.doitVoir("sur ce poste")
	if err := os.Remove(cle); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(cle, 0o700); err != nil {
		t.Fatal(err)
	}
	b.presser("Sauvegarder maintenant")
	b.doitVoir("aussi dans le second emplacement")
	b.faire("Accueil et recherche")
	b.neDoitPasVoir("second emplacement")
}

// A backup by hand can be stopped; the former ones are kept, and the page says so.
func TestArreterUneSauvegarde(t *testing.T) {
	b := avecBase(t)
	b.faire("Réglages")
	b.presser("Sauvegardes")
	b.s.Retenir = true
	b.presser("Sauvegarder maintenant")
	b.doitVoir("Annuler")
	b.touche(fyne.KeyEscape)
	b.s.Liberer()
	b.doitVoir("La sauvegarde a été arrêtée")
	if n := len(b.copiesFaites()); n != 0 {
		t.Errorf("%d copies although it was stopped", n)
	}
}
