package app

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/accueil"
	"justicepartage/app/composants"
)

// First start by keyboard: left half-way, taken up again, finished; then the base opens.
func TestPremierDemarrage(t *testing.T) {
	b := nouveauBanc(t)
	b.doitVoir("Bienvenue", "Découvrir avec des dossiers fictifs")
	b.touche(fyne.KeyReturn) // « Commencer » has the focus
	b.doitVoir("Votre association", "Étape 1 sur 3")
	b.presser("Continuer")
	b.doitVoir("Écrivez au moins le nom de l’association")
	b.taper("Association d’essai")
	b.presser("Continuer")
	b.doitVoir("Votre juridiction")
	b.taper("tribunal judiciaire du")
	b.presser("Continuer")
	b.doitVoir("Votre compte")
	b.taper("Claire Vidal")
	b.doitVoir("cvidal") // the login is proposed
	b.s.Avancer(time.Second)
	b.fermer(false)

	// The next day, at another hour: everything but the passwords is still there.
	b = reprendreBanc(t, b.dir, toussot.Add(20*time.Hour))
	b.doitVoir("Votre compte", "Claire Vidal", "cvidal")
	if s := lireFichier(t, b.o.Profil.Dossier+"/premier-demarrage.json"); strings.Contains(s, "passe") {
		t.Errorf("the draft speaks of a password: %s", s)
	}
	b.presser("Créer la base")
	b.doitVoir("trop court")
	for i, mdp := range []string{motDePasse, "autre chose"} {
		b.fen.Canvas().Focus(b.secrets()[i])
		b.taper(mdp)
	}
	b.presser("Créer la base")
	b.doitVoir("ne sont pas les mêmes")
	b.secrets()[1].SetText("")
	b.fen.Canvas().Focus(b.secrets()[1])
	b.taper(motDePasse)
	b.presser("Créer la base")
	b.rangerFeuille()
	if _, ok := b.courant.(*accueil.Ecran); !ok {
		t.Fatalf("no session after the assistant:\n%s", b.tout())
	}
	b.doitVoir("Bonjour Claire", "Rien n’est en cours")
	if a, err := b.session.Association(ctx); err != nil || a.Nom != "Association d’essai" {
		t.Errorf("letterhead %+v, %v", a, err)
	}
	if p, err := b.session.Parquet(ctx); err != nil || p.Juridiction != "tj-le-puy-en-velay" {
		t.Errorf("court %+v, %v", p, err)
	}
	if _, err := os.Stat(b.o.Profil.Dossier + "/premier-demarrage.json"); err == nil {
		t.Error("the draft is still there")
	}
	b.fermer(false)

	b = reprendreBanc(t, b.dir, toussot.Add(21*time.Hour))
	b.doitVoir("cvidal")
	b.taper("pas le bon mot de passe")
	b.touche(fyne.KeyReturn)
	b.doitVoir("n’est pas le bon")
	if b.session != nil {
		t.Fatal("open with a wrong password")
	}
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	b.doitVoir("Bonjour Claire")
}

// secrets are the password entries on the screen, in order.
func (b *banc) secrets() (l []*composants.Saisie) {
	b.objets(func(o fyne.CanvasObject) {
		if s, ok := o.(*composants.Saisie); ok && s.Password {
			l = append(l, s)
		}
	})
	return l
}
