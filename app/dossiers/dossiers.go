// Package dossiers is the list of all the dossiers one may see: sorted, filtered, smooth
// with a hundred thousand.
package dossiers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Base is what the screen needs from the base.
type Base interface {
	Dossiers(ctx context.Context, f data.Filtre) ([]data.Resume, error)
	Compter(ctx context.Context, f data.Filtre) (int, error)
	ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error)
}

// Params is what the screen is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Compte    data.Compte
	Services  []*trame.Service
	Ouvrir    func(numero string)
	Nouveau   func()
	// Regard is who else reads the screen.
	Regard *regard.Regard
}

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the list.
type Ecran struct {
	p       Params
	vue     fyne.CanvasObject
	saisie  *composants.Saisie
	etat    *composants.Segments
	etape   *composants.Choix
	periode *composants.Choix
	miens   *composants.Segments
	compte  *composants.Texte
	vide    *composants.Lecture
	tetes   []*tete
	liste   *composants.Liste

	filtre  data.Filtre
	total   int
	pages   map[int][]rangee
	voulues map[int]bool // pages on their way
	trouves []rangee     // of a search; nil outside one
	demande int
	rebond  taches.Rebond
	ferme   bool
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p, filtre: data.Filtre{Etat: data.EtatOuvert, Tri: "numero", Inverse: true}}
	e.saisie = composants.NouvelleSaisie()
	e.saisie.SetPlaceHolder("Filtrer par nom, téléphone ou numéro")
	e.saisie.OnTouche = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyEscape && e.saisie.Text != "" {
			e.saisie.SetText("")
			return true
		}
		return e.liste.Deplacer(ev)
	}
	e.saisie.OnSubmitted = func(string) { e.liste.Ouvrir() }
	e.rebond = taches.Rebond{Ex: p.Ex, Calme: 120 * time.Millisecond, Faire: e.relire}
	e.saisie.OnChanged = func(string) { e.rebond.Relancer() }
	e.etat = composants.NouveauxSegments([]composants.Option{
		{Cle: data.EtatOuvert, Libelle: "Ouverts"},
		{Cle: data.EtatClos, Libelle: "Clos"},
		{Cle: "tous", Libelle: "Tous"},
	})
	e.etat.Poser(data.EtatOuvert)
	e.etat.OnChoix = func(cle string) {
		if cle == "tous" {
			cle = ""
		}
		e.filtre.Etat = cle
		e.relire()
	}
	e.miens = composants.NouveauxSegments([]composants.Option{{Cle: "tous", Libelle: "De tous"}, {Cle: "miens", Libelle: "Les miens"}})
	e.miens.Poser("tous")
	e.miens.OnChoix = func(cle string) {
		e.filtre.Referent = 0
		if cle == "miens" {
			e.filtre.Referent = p.Compte.ID
		}
		e.relire()
	}
	var etapes []composants.Option
	vide := "Toutes les étapes"
	for _, s := range p.Services {
		groupe := ""
		if len(p.Services) > 1 { // a service as a whole, then its steps
			vide, groupe = "Tous les services", s.Titre
			etapes = append(etapes, composants.Option{Cle: s.ID, Libelle: francais.Typographie(s.Titre), Groupe: groupe})
		}
		for _, et := range s.Etapes {
			etapes = append(etapes, composants.Option{Cle: s.ID + "/" + et.Cle, Libelle: francais.Typographie(et.Titre), Groupe: groupe})
		}
	}
	e.etape = composants.NouveauChoix(etapes).DireVide(vide)
	e.etape.OnChoix = func(cle string) {
		e.filtre.Service, e.filtre.Etape, _ = strings.Cut(cle, "/")
		e.relire()
	}
	e.periode = composants.NouveauChoix(periodes).DireVide("Toutes les dates")
	e.periode.OnChoix = func(cle string) {
		e.filtre.Du, e.filtre.Au = bornes(cle, p.Ex.Maintenant())
		e.relire()
	}
	e.compte = composants.NouveauTexte("", habillage.Discret, 1)
	e.vide = composants.ProseDiscrete("")
	e.liste = composants.NouvelleListe(e.longueur, nouvelleLigneVue, e.remplir)
	e.liste.HideSeparators = true
	e.liste.OnOuvrir = e.ouvrir
	tetes := &fyne.Container{Layout: colonnage{}}
	noms := titres(p.Services)
	for i, c := range colonnes {
		c.titre = noms[i]
		t := nouvelleTete(e, c)
		e.tetes = append(e.tetes, t)
		tetes.Objects = append(tetes.Objects, t)
	}
	filtres := composants.EnLigne(8, 0, e.saisie, e.etat, e.miens, composants.DeLargeur(190, e.etape), composants.DeLargeur(170, e.periode))
	haut := composants.Empiler(8, composants.EnLigne(12, 0, composants.NouveauTitre("Dossiers", 1.7), e.compte), filtres, e.vide)
	table := container.NewBorder(composants.Marge(4, 0, -4, 2, tetes), nil, nil, nil, e.liste)
	e.vue = composants.Marge(14, 12, 24, 24, container.NewBorder(haut, nil, nil, nil,
		composants.Marge(8, 0, 0, 0, container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 6), composants.Marge(2, 4, 4, 4, table)))))
	e.relire()
	return e
}

var periodes = []composants.Option{
	{Cle: "30j", Libelle: "30 derniers jours"}, {Cle: "annee", Libelle: "Cette année"}, {Cle: "avant", Libelle: "L’an dernier"},
}

// bornes gives the first and the last day of a period.
func bornes(cle string, maintenant time.Time) (du, au string) {
	a := maintenant.Year()
	switch cle {
	case "30j":
		return maintenant.AddDate(0, 0, -30).Format(time.DateOnly), ""
	case "annee":
		return fmt.Sprintf("%d-01-01", a), fmt.Sprintf("%d-12-31", a)
	case "avant":
		return fmt.Sprintf("%d-01-01", a-1), fmt.Sprintf("%d-12-31", a-1)
	}
	return "", ""
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "Dossiers" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.Dossiers }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir writes the rows again; the filters and the cursor stay.
func (e *Ecran) Rafraichir() {
	for _, l := range e.pages {
		e.recrire(l)
	}
	e.recrire(e.trouves)
	e.liste.Refresh()
}

// Lisible tells that a filter shows what was typed.
func (e *Ecran) Lisible() string {
	if e.saisie.Text == "" {
		return ""
	}
	return "Le filtre montre ce qui y est tapé."
}

// Commencer gives the focus to the filter.
func (e *Ecran) Commencer() { composants.Prendre(e.saisie) }

// Quitter has nothing to keep.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	e.rebond.Annuler()
	return nil
}

// Echapper clears the filter; it tells whether there was one.
func (e *Ecran) Echapper() bool {
	if e.saisie.Text == "" {
		return false
	}
	e.saisie.SetText("")
	e.Commencer()
	return true
}

func (e *Ecran) ouvrir(i int) {
	if r := e.rangee(i); r != nil {
		e.p.Ouvrir(r.Numero)
	}
}

// Trier sorts by a column; the same one again turns the order round.
func (e *Ecran) Trier(tri string) {
	if tri == "" {
		return
	}
	if e.filtre.Tri == tri {
		e.filtre.Inverse = !e.filtre.Inverse
	} else {
		e.filtre.Tri, e.filtre.Inverse = tri, tri != "titre"
	}
	e.relire()
}

func (e *Ecran) montrer(siVide string) {
	n := e.longueur()
	e.compte.Dire(francais.Pluriel(n, "dossier", "dossiers"))
	if n == 0 {
		e.vide.Dire(siVide)
		e.vide.Show()
	} else {
		e.vide.Hide()
	}
	e.liste.Montrer(-1)
	e.liste.ScrollTo(0)
	e.liste.Refresh()
}
