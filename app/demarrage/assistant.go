package demarrage

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// Brouillon is what was filled in of the first start; it never holds a password.
type Brouillon struct {
	Etape       int              `json:"etape"`
	Association data.Association `json:"association"`
	Parquet     data.Parquet     `json:"parquet"`
	Nom         string           `json:"nom,omitempty"`
	Fonction    string           `json:"fonction,omitempty"`
	HabiliteDu  string           `json:"habilite_du,omitempty"`
	Login       string           `json:"login,omitempty"`
	Base        string           `json:"base"`
}

// Installation is what the first start asks for.
type Installation struct {
	Ex           taches.Executeur
	Brouillon    Brouillon
	Juridictions []composants.Option
	// Garder keeps the draft; it is called as one types.
	Garder func(Brouillon) error
	// Juger says how strong a password is.
	Juger func(motDePasse string, c data.Compte) (phrase string, ok bool)
	// Creer makes the base, away from the window; Cree follows on it.
	Creer func(b Brouillon, c data.Compte, motDePasse string) error
	Cree  func()
	// Demonstration opens a base of fictitious dossiers.
	Demonstration func()
	// Choisir opens a base that exists.
	Choisir func(chemin string)
	// Revenir goes back to the base that was open last; nil when there is none.
	Revenir func()
}

// Assistant leads through the first start, step by step. It can be left at any moment
// and is taken up where it was left.
type Assistant struct {
	p       Installation
	vue     *fyne.Container
	b       Brouillon
	rebond  taches.Rebond
	assoc   *fiches.Association
	parquet *fiches.Parquet
	compte  *fiches.Compte
	dit     *composants.Texte
	suite   *composants.Bouton
	focus   fyne.Focusable
	enVoie  bool
}

// The steps.
const (
	etapeAccueil = iota
	etapeAssociation
	etapeParquet
	etapeCompte
	etapesFin
)

// NouvelAssistant makes the screen, at the step where it was left.
func NouvelAssistant(p Installation) *Assistant {
	a := &Assistant{p: p, b: p.Brouillon, vue: container.NewStack()}
	a.rebond = taches.Rebond{Ex: p.Ex, Calme: 400 * time.Millisecond, Limite: time.Second, Faire: a.garder}
	a.dit = composants.NouveauTexte("", theme.ColorNameError, 1)
	if a.b.Etape >= etapesFin || a.b.Etape < 0 {
		a.b.Etape = etapeAccueil
	}
	a.montrer()
	return a
}

// Contenu is what the window shows.
func (a *Assistant) Contenu() fyne.CanvasObject { return a.vue }

// Titre names the screen.
func (a *Assistant) Titre() string { return "Première installation" }

// Commencer gives the focus to the first control of the step.
func (a *Assistant) Commencer() { composants.Prendre(a.focus) }

// Continuer goes on to the next step, as its main button does.
func (a *Assistant) Continuer() {
	if a.suite != nil && !a.suite.Disabled() && a.suite.OnTapped != nil {
		a.suite.OnTapped()
	}
}

// Etape is the step one stands at, for tests.
func (a *Assistant) Etape() int { return a.b.Etape }

func (a *Assistant) garder() {
	if a.assoc != nil {
		a.b.Association = a.assoc.A
	}
	if a.parquet != nil {
		a.b.Parquet = a.parquet.P
	}
	if a.compte != nil {
		c := a.compte.C
		a.b.Nom, a.b.Fonction, a.b.HabiliteDu, a.b.Login = c.Nom, c.Fonction, c.HabiliteDu, c.Login
	}
	if err := a.p.Garder(a.b); err != nil {
		a.dit.Dire("Le brouillon n’a pas pu être gardé sur ce poste : " + data.Phrase(err))
	}
}

func (a *Assistant) change() { a.rebond.Relancer() }

// Quitter keeps what was filled in.
func (a *Assistant) Quitter() {
	if a.rebond.Annuler() {
		a.garder()
	}
}

func (a *Assistant) aller(etape int) {
	a.garder()
	a.b.Etape = etape
	a.garder()
	a.montrer()
	a.Commencer()
}

func (a *Assistant) montrer() {
	a.dit.Dire("")
	a.assoc, a.parquet, a.compte = nil, nil, nil
	var page fyne.CanvasObject
	switch a.b.Etape {
	case etapeAssociation:
		page = a.pageAssociation()
	case etapeParquet:
		page = a.pageParquet()
	case etapeCompte:
		page = a.pageCompte()
	default:
		page = a.pageAccueil()
	}
	a.vue.Objects = []fyne.CanvasObject{auMilieu(700, page)}
	a.vue.Refresh()
}

func (a *Assistant) pageAccueil() fyne.CanvasObject {
	texte := "Commencer l’installation"
	if a.b.Association.Nom != "" || a.b.Nom != "" {
		texte = "Reprendre l’installation"
	}
	commencer := composants.BoutonPrincipal(texte, func() { a.aller(etapeAssociation) })
	a.focus, a.suite = commencer, commencer
	demo := composants.NouveauBouton("Découvrir avec des dossiers fictifs", a.p.Demonstration)
	chemin := composants.NouvelleSaisie()
	chemin.SetPlaceHolder("Chemin d’une base qui existe déjà")
	dit := composants.NouveauTexte("", theme.ColorNameError, .95)
	ouvrir := func() {
		c := strings.Trim(strings.TrimSpace(chemin.Text), `"`)
		if !existe(c) {
			dit.Dire("Il n’y a pas de base à cet endroit : vérifiez le chemin.")
			return
		}
		a.p.Choisir(c)
	}
	chemin.OnSubmitted = func(string) { ouvrir() }
	corps := []fyne.CanvasObject{
		composants.Prose("Trois petites étapes : votre association, votre juridiction, votre compte. Vous pouvez vous arrêter et reprendre : rien n’est " +
			"perdu."),
		container.NewHBox(commencer, demo),
		composants.Marge(14, 0, 0, 0, composants.NouveauTexte("Vous avez déjà une base ?", habillage.Discret, 1).Gras()),
		composants.EnLigne(8, 0, chemin, composants.NouveauBouton("Ouvrir", ouvrir)), dit,
	}
	if a.p.Revenir != nil {
		corps = append(corps, container.NewHBox(composants.BoutonDiscret("Revenir à la dernière base", a.p.Revenir)))
	}
	return fiches.Page("Bienvenue", "Les dossiers restent sur ce poste ou sur votre support : le programme n’utilise jamais le réseau.", corps...)
}

// etape lays a step out, with its way back and its way on.
func (a *Assistant) etape(titre, chapeau string, corps fyne.CanvasObject, suite string, f func()) fyne.CanvasObject {
	a.suite = composants.BoutonPrincipal(suite, f)
	retour := composants.NouveauBouton("Revenir", func() { a.aller(a.b.Etape - 1) })
	return fiches.Page(titre, chapeau, titreEtape(fmt.Sprintf("Étape %d sur %d", a.b.Etape, etapesFin-1)), corps, a.dit,
		container.NewHBox(layout.NewSpacer(), retour, a.suite))
}

func (a *Assistant) pageAssociation() fyne.CanvasObject {
	a.assoc = fiches.NouvelleAssociation(a.b.Association, a.change)
	a.focus = a.assoc.Premier
	return a.etape("Votre association", "Ce qui s’imprime en tête de chaque document. Tout se corrige ensuite dans les réglages.", a.assoc.Vue, "Continuer",
		func() {
			if a.assoc.A.Nom == "" {
				a.dit.Dire("Écrivez au moins le nom de l’association : il signe les documents.")
				a.Commencer()
				return
			}
			a.aller(etapeParquet)
		})
}

func (a *Assistant) pageParquet() fyne.CanvasObject {
	a.parquet = fiches.NouveauParquet(a.b.Parquet, a.p.Juridictions, a.change)
	a.focus = a.parquet.Premier
	return a.etape("Votre juridiction", "Ce qui est vide ici n’est jamais imprimé.", a.parquet.Vue, "Continuer", func() { a.aller(etapeCompte) })
}

func (a *Assistant) pageCompte() fyne.CanvasObject {
	a.compte = fiches.NouveauCompte(data.Compte{Nom: a.b.Nom, Fonction: a.b.Fonction, HabiliteDu: a.b.HabiliteDu, Login: a.b.Login}, a.p.Juger, a.change)
	a.focus = a.compte.Premier
	base := fiches.Emplacement(&a.b.Base, a.change)
	corps := composants.Empiler(8, a.compte.Vue, fiches.Ligne("Emplacement de la base", base,
		"Un disque de ce poste convient. Évitez les dossiers synchronisés (OneDrive, Dropbox) : ils abîment les bases."))
	return a.etape("Votre compte", "Le premier compte est celui d’un(e) responsable : il ajoute les autres et règle le programme.", corps, "Créer la base",
		a.creer)
}

func (a *Assistant) creer() {
	if a.enVoie {
		return
	}
	a.garder()
	mdp, err := a.compte.MotDePasse()
	if err == nil {
		if phrase, ok := a.p.Juger(mdp, a.compte.C); !ok {
			err = &data.Erreur{Code: data.Saisie, Message: phrase}
		}
	}
	if err == nil && a.compte.C.Nom == "" {
		err = &data.Erreur{Code: data.Saisie, Message: "Écrivez votre nom : il s’imprime sous la signature."}
	}
	if err == nil {
		err = preparerEndroit(a.b.Base)
	}
	if err != nil {
		a.dit.Dire(data.Phrase(err))
		return
	}
	a.enVoie = true
	a.dit.Dire("")
	a.suite.SetText("Création…")
	a.suite.Disable()
	b, c := a.b, a.compte.C
	a.p.Ex.Lancer(func() { err = a.p.Creer(b, c, mdp) }, func() {
		a.enVoie = false
		a.suite.SetText("Créer la base")
		a.suite.Enable()
		if err != nil {
			a.dit.Dire(data.Phrase(err))
			return
		}
		a.rebond.Annuler()
		a.compte.Effacer()
		a.p.Cree()
	})
}

// preparerEndroit makes the folder of the base.
func preparerEndroit(chemin string) error {
	switch {
	case strings.TrimSpace(chemin) == "":
		return &data.Erreur{Code: data.Saisie, Message: "Dites où ranger la base."}
	case existe(chemin):
		return &data.Erreur{Code: data.Saisie, Message: "Un fichier existe déjà à cet endroit : il n’a pas été touché. Choisissez un autre nom."}
	}
	if err := os.MkdirAll(filepath.Dir(chemin), 0o700); err != nil {
		return &data.Erreur{Code: data.Saisie, Message: "Ce dossier ne peut pas être créé : choisissez un autre emplacement.", Err: err}
	}
	return nil
}
