// Package reglages is the screen of the settings: the look, the association, its court, the
// accounts, the backups. One file per page; the table in pages lists them.
package reglages

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/fiches"
	"justicepartage/app/profil"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// Base is what the screen needs from the base.
type Base interface {
	PoserAssociation(ctx context.Context, a data.Association) error
	PoserParquet(ctx context.Context, p data.Parquet) error
	Comptes
	Sauvegardes
	Adaptation
	ChangerMotDePasse(ctx context.Context, ancien, nouveau string) error
	NouveauCodeDeSecours(ctx context.Context) (string, error)
}

// Acces is what the pages of the accounts and of the backups are handed.
type Acces struct {
	// Page is the title of the page that is shown first, "" for the first one.
	Page string
	// Demonstration tells that the base is made of fictitious dossiers.
	Demonstration bool
	// Juger says how strong a password is.
	Juger func(motDePasse string, c data.Compte) (phrase string, ok bool)
	// Services are those an account can be limited to.
	Services func() []composants.Option
	// Copies are the backups of the base; it runs away from the window.
	Copies func(context.Context) ([]Copie, error)
	// Fait is told how the backups stand, once one was made by hand.
	Fait func(data.EtatSauvegarde)
	// Feuille shows a new recovery code; Restaurer closes the session to restore a backup.
	Feuille   func(code string)
	Restaurer func()
}

// Params is what the screen is handed.
type Params struct {
	Acces
	AccesAdaptation
	Base         Base
	Ex           taches.Executeur
	Dialogues    *dialogues.Dialogues
	Compte       data.Compte
	Association  data.Association
	Parquet      data.Parquet
	Juridictions []composants.Option
	// Reglages are the settings of this PC as they stand; Regler applies and keeps them.
	Reglages func() profil.Reglages
	Regler   func(profil.Reglages)
	// Imprimantes are the printers of this PC; it runs away from the window.
	Imprimantes func() []string
	// Change is told that the association or the court changed.
	Change func(data.Association, data.Parquet)
}

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the screen of the settings.
type Ecran struct {
	p     Params
	vue   fyne.CanvasObject
	pages *fyne.Container
	// defile is the page that is shown; what is added to it asks to be followed.
	defile *composants.Defilant
	focus  fyne.Focusable
	ferme  bool
}

// page is one page of the settings.
type page struct {
	titre string
	// reservee tells that only a responsable sees it.
	reservee bool
	faire    func() (fyne.CanvasObject, fyne.Focusable)
}

func (e *Ecran) table() []page {
	return []page{
		{"Apparence", false, e.apparence},
		{"Impression", false, e.impression},
		{"Mot de passe", false, e.motDePasse},
		{"Association", false, e.association},
		{"Juridiction", false, e.parquet},
		{"Comptes", true, e.comptes},
		{"Questions", true, e.questions},
		{"Modèles et tables", true, e.modeles},
		{"Sauvegardes", false, e.sauvegardes},
		{"Feuille de secours", true, e.feuille},
	}
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p, pages: container.NewStack()}
	onglets := container.NewVBox()
	var boutons []*composants.Bouton
	var premiere func()
	for _, o := range e.table() {
		if o.reservee && p.Compte.Role != data.RoleResponsable {
			continue
		}
		var b *composants.Bouton
		montrer := func() {
			for _, x := range boutons {
				x.Importance = widget.LowImportance
				x.Refresh()
			}
			b.Importance = widget.HighImportance
			b.Refresh()
			e.poser(o.faire())
		}
		b = composants.BoutonDiscret(o.titre, montrer)
		b.Alignment = widget.ButtonAlignLeading
		boutons = append(boutons, b)
		onglets.Add(b)
		if premiere == nil || o.titre == p.Page {
			premiere = montrer
		}
	}
	premiere()
	e.vue = composants.Marge(16, 16, 24, 24, container.NewBorder(composants.Marge(0, 10, 0, 0, composants.NouveauTitre("Réglages", 1.7)), nil,
		composants.DeLargeur(190, onglets), nil, composants.Marge(0, 0, 16, 0, e.pages)))
	return e
}

// poser shows a page, and gives it the focus.
func (e *Ecran) poser(vue fyne.CanvasObject, focus fyne.Focusable) {
	e.defile = composants.NouveauDefilant(vue)
	e.pages.Objects = []fyne.CanvasObject{e.defile.Scroll}
	e.pages.Refresh()
	e.focus = focus
	composants.Prendre(focus)
}

// suivre brings the controls that were added to a page into view as they take the focus.
func (e *Ecran) suivre() {
	if e.defile != nil {
		e.defile.Suivre()
	}
}

// faire runs what changes the base, then fait; what went wrong is said in a dialog.
func (e *Ecran) faire(travail func(context.Context) error, fait func()) {
	var err error
	e.p.Ex.Lancer(func() { err = travail(context.Background()) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		if !e.ferme {
			fait()
		}
	})
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "Réglages" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.Reglages }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir has nothing to do: the settings name the people of the office alone, and their
// specimens nobody real.
func (e *Ecran) Rafraichir() {}

// Lisible is nothing.
func (e *Ecran) Lisible() string { return "" }

// Commencer gives the focus to the first page.
func (e *Ecran) Commencer() { composants.Prendre(e.focus) }

// Quitter has nothing to keep: what was changed was kept at once or by its button.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	return nil
}

// Echapper does nothing here.
func (e *Ecran) Echapper() bool { return false }

func (e *Ecran) apparence() (fyne.CanvasObject, fyne.Focusable) {
	theme := composants.NouveauxSegments([]composants.Option{
		{Cle: "clair", Libelle: "Clair"},
		{Cle: profil.ThemeSombre, Libelle: "Sombre"},
		{Cle: profil.ThemeSysteme, Libelle: "Comme le système"},
	})
	r := e.p.Reglages()
	theme.Poser(r.Theme)
	if r.Theme == profil.ThemeClair {
		theme.Poser("clair")
	}
	theme.OnChoix = func(cle string) {
		if cle == "clair" {
			cle = profil.ThemeClair
		}
		r := e.p.Reglages()
		r.Theme = cle
		e.p.Regler(r)
	}
	var tailles []composants.Option
	for t := profil.TexteMin; t <= profil.TexteMax; t += 2 {
		nom := fmt.Sprint(t)
		if t == profil.TexteNormal {
			nom += " (normal)"
		}
		tailles = append(tailles, composants.Option{Cle: fmt.Sprint(t), Libelle: nom})
	}
	taille := composants.NouveauChoix(tailles)
	taille.Poser(fmt.Sprint(r.TailleTexte()))
	taille.OnChoix = func(cle string) {
		var t float32
		if _, err := fmt.Sscan(cle, &t); err == nil {
			r := e.p.Reglages()
			r.Texte = t
			e.p.Regler(r)
		}
	}
	return fiches.Page("Apparence", "Ces réglages sont ceux de ce poste.",
		fiches.Ligne("Couleurs", composants.EnLigne(0, -1, theme), ""),
		fiches.Ligne("Taille du texte", composants.DeLargeur(180, taille), "Ctrl et + ou Ctrl et − la changent aussi."),
		e.echelle()), theme
}

// reservee is a page that only a responsable changes.
func (e *Ecran) reservee(titre, chapeau string, vue fyne.CanvasObject, premier fyne.Focusable, garder func(context.Context) error,
	fait func(),
) (fyne.CanvasObject, fyne.Focusable) {
	if e.p.Compte.Role != data.RoleResponsable {
		return fiches.Page(titre, "Seul un compte de responsable peut changer cela.", vue), premier
	}
	b := composants.BoutonPrincipal("Enregistrer", func() {
		e.faire(garder, func() {
			fait()
			e.p.Dialogues.Mot("Enregistré.")
		})
	})
	return fiches.Page(titre, chapeau, vue, container.NewHBox(b)), premier
}

func (e *Ecran) association() (fyne.CanvasObject, fyne.Focusable) {
	f := fiches.NouvelleAssociation(e.p.Association, func() {})
	return e.reservee("Association", "Ce qui s’imprime en tête de chaque document. Les documents finalisés gardent l’en-tête qu’ils avaient.", f.Vue, f.Premier,
		func(ctx context.Context) error { return e.p.Base.PoserAssociation(ctx, f.A) },
		func() { e.p.Association = f.A; e.p.Change(e.p.Association, e.p.Parquet) })
}

func (e *Ecran) parquet() (fyne.CanvasObject, fyne.Focusable) {
	f := fiches.NouveauParquet(e.p.Parquet, e.p.Juridictions, func() {})
	return e.reservee("Juridiction", "Ce qui est proposé dans un nouveau dossier et à la remise d’un document.", f.Vue, f.Premier,
		func(ctx context.Context) error { return e.p.Base.PoserParquet(ctx, f.P) },
		func() { e.p.Parquet = f.P; e.p.Change(e.p.Association, e.p.Parquet) })
}
