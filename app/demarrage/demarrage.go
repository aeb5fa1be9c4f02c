// Package demarrage comes before a session: unlocking the base, or making it.
package demarrage

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/app/taches"
)

// etroit sets a page in the middle of the window.
type etroit struct{ largeur float32 }

func (l *etroit) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.largeur+40, 300)
}

func (l *etroit) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(l.largeur, s.Width-32)
	o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(w, h))
	o[0].Move(fyne.NewPos((s.Width-w)/2, max(16, (s.Height-h)*.38)))
}

func auMilieu(largeur float32, o fyne.CanvasObject) fyne.CanvasObject {
	return composants.NouveauDefilant(container.New(&etroit{largeur}, o)).Scroll
}

// Acces is what unlocking asks for.
type Acces struct {
	Ex taches.Executeur
	// Base is the path of the base, Login the account that opened it last.
	Base, Login string
	// Indice is a sentence under the password, for the demonstration.
	Indice string
	// Verrouille tells that a session waits behind: another base cannot be chosen. Ecrit says
	// what became of what was being written.
	Verrouille bool
	Ecrit      string
	// Ouvrir opens the base, away from the window; entre follows on it.
	Ouvrir func(login, motDePasse string) error
	Entre  func()
	// Autre chooses another base, or makes one.
	Autre func()
	// Oublie comes in with the recovery code; Restaurer puts a backup in the place of the
	// base, which is offered with insistence when Abime says that the file is damaged.
	Oublie, Restaurer func()
	Abime             func(error) bool
}

// Deverrouillage is the screen that opens the base.
type Deverrouillage struct {
	p      Acces
	vue    fyne.CanvasObject
	login  *composants.Saisie
	secret *composants.Saisie
	bouton *composants.Bouton
	dit    *composants.Lecture
	sauver *composants.Bouton // to restoring, shown when the file is damaged
	enVoie bool
}

// NouveauDeverrouillage makes the screen.
func NouveauDeverrouillage(p Acces) *Deverrouillage {
	d := &Deverrouillage{p: p, login: composants.NouvelleSaisie(), secret: composants.NouveauSecret()}
	d.login.Poser(p.Login)
	d.login.SetPlaceHolder("Identifiant")
	d.secret.SetPlaceHolder("Mot de passe")
	d.dit = composants.Prose("")
	d.sauver = composants.BoutonPrincipal("Restaurer une sauvegarde…", p.Restaurer)
	d.sauver.Hide()
	d.bouton = composants.BoutonPrincipal("Ouvrir", d.entrer)
	d.secret.OnSubmitted = func(string) { d.entrer() }
	titre, chapeau := "Justice et Partage", "La base est sur ce poste, dans "+abrege(p.Base)+"."
	if p.Verrouille {
		titre, chapeau = "Verrouillé", p.Ecrit+" Le mot de passe ramène là où vous étiez. Un collègue peut aussi "+
			"ouvrir avec son propre identifiant."
	}
	corps := []fyne.CanvasObject{d.login, d.secret, d.dit, d.bouton, d.sauver}
	if p.Indice != "" {
		corps = append(corps, composants.ProseDiscrete(p.Indice))
	}
	liens := func(l ...fyne.CanvasObject) {
		corps = append(corps, container.NewHBox(append(append([]fyne.CanvasObject{layout.NewSpacer()}, l...), layout.NewSpacer())...))
	}
	if p.Oublie != nil {
		oublie := composants.BoutonDiscret("Mot de passe oublié…", p.Oublie)
		if p.Verrouille || p.Restaurer == nil {
			liens(oublie)
		} else {
			liens(oublie, composants.BoutonDiscret("Restaurer une sauvegarde…", p.Restaurer))
		}
	}
	if !p.Verrouille && p.Autre != nil {
		liens(composants.BoutonDiscret("Autre base, ou première installation…", p.Autre))
	}
	d.vue = auMilieu(440, fiches.Page(titre, chapeau, corps...))
	return d
}

func abrege(chemin string) string {
	return "« " + filepath.Base(filepath.Dir(chemin)) + " »"
}

// Contenu is what the window shows.
func (d *Deverrouillage) Contenu() fyne.CanvasObject { return d.vue }

// Titre names the screen.
func (d *Deverrouillage) Titre() string { return "Ouvrir la base" }

// Commencer gives the focus to what is missing.
func (d *Deverrouillage) Commencer() {
	if d.login.Text == "" {
		composants.Prendre(d.login)
	} else {
		composants.Prendre(d.secret)
	}
}

func (d *Deverrouillage) entrer() {
	if d.enVoie {
		return
	}
	login, secret := strings.TrimSpace(d.login.Text), d.secret.Text
	if login == "" || secret == "" {
		d.dit.DireEn("Tapez l’identifiant et le mot de passe.", widget.DangerImportance)
		d.Commencer()
		return
	}
	d.enVoie = true
	d.dit.Dire("")
	d.bouton.SetText("Ouverture…")
	d.bouton.Disable()
	var err error
	d.p.Ex.Lancer(func() { err = d.p.Ouvrir(login, secret) }, func() {
		d.enVoie = false
		d.secret.SetText("")
		d.bouton.SetText("Ouvrir")
		d.bouton.Enable()
		if err != nil {
			dire(d.dit, err)
			d.vue.Refresh() // the sentence may take several lines
			if d.p.Restaurer != nil && d.p.Abime != nil && d.p.Abime(err) {
				d.sauver.Show()
				composants.Prendre(d.sauver)
				return
			}
			composants.Prendre(d.secret)
			return
		}
		d.p.Entre()
	})
}

// existe tells whether a file is there.
func existe(chemin string) bool {
	i, err := os.Stat(chemin)
	return err == nil && !i.IsDir()
}

// titreEtape is the small line over a step: where one stands.
func titreEtape(s string) fyne.CanvasObject {
	return composants.NouveauTexte(s, habillage.Discret, .95).Gras()
}
