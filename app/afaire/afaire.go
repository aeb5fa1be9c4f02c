// Package afaire is the one list of what runs out in the whole office: every deadline of
// every open dossier one may see, the most urgent first, each leading to its place.
package afaire

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/horloge"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Base is what the screen needs from the base.
type Base interface {
	AFaire(ctx context.Context, jusque string, limite int) ([]data.AFaire, error)
	Echus(ctx context.Context, limite int) ([]data.Echu, error)
	Renoncer(ctx context.Context, numero, cle, motif string) error
}

// Params is what the screen is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Compte    data.Compte
	Services  []*trame.Service
	Ouvrir    func(numero, chemin string)
	// Regard is who else reads the screen.
	Regard *regard.Regard
}

// lignesMax bounds the list: beyond, the filters help more than scrolling.
const lignesMax = 2000

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the list.
type Ecran struct {
	p       Params
	vue     fyne.CanvasObject
	delai   *composants.Segments
	miens   *composants.Segments
	service *composants.Choix
	liste   *composants.Liste
	vide    *composants.Lecture
	compte  *composants.Texte
	tout    []data.AFaire
	echus   []data.Echu
	lignes  []data.AFaire
	demande int
	ferme   bool
}

// Horizons of the list.
const (
	enRetard = "retard"
	semaine  = "semaine"
	mois     = "mois"
	toutes   = "toutes"
	garder   = "garder" // the dossiers kept longer than they should be
)

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p}
	e.delai = composants.NouveauxSegments([]composants.Option{
		{Cle: enRetard, Libelle: "En retard"},
		{Cle: semaine, Libelle: "Sept jours"},
		{Cle: mois, Libelle: "Un mois"},
		{Cle: toutes, Libelle: "Tout"},
		{Cle: garder, Libelle: "Conservation"},
	})
	e.delai.Poser(mois)
	e.delai.OnChoix = func(cle string) {
		if cle == "" {
			e.delai.Poser(toutes)
		}
		e.montrer()
	}
	e.miens = composants.NouveauxSegments([]composants.Option{{Cle: "tous", Libelle: "De tous"}, {Cle: "miens", Libelle: "Les miens"}})
	e.miens.Poser("tous")
	e.miens.OnChoix = func(string) { e.montrer() }
	var services []composants.Option
	for _, s := range p.Services {
		services = append(services, composants.Option{Cle: s.ID, Libelle: s.Titre})
	}
	e.service = composants.NouveauChoix(services).DireVide("Tous les services")
	e.service.OnChoix = func(string) { e.montrer() }
	e.liste = composants.NouvelleListe(func() int { return len(e.lignes) }, nouvelleLigneVue, e.remplir)
	e.liste.OnOuvrir = func(i int) {
		if i < len(e.lignes) {
			p.Ouvrir(e.lignes[i].Numero, e.lignes[i].Chemin)
		}
	}
	e.liste.OnTouche = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDelete {
			return false
		}
		e.Renoncer()
		return true
	}
	e.vide = composants.ProseDiscrete("")
	e.compte = composants.NouveauTexte("", habillage.Discret, .95)
	haut := composants.Empiler(8,
		composants.EnLigne(12, 0, composants.NouveauTitre("À faire", 1.5), composants.NouveauBouton("Renoncer à cette échéance…", e.Renoncer)),
		composants.EnLigne(10, -1, e.delai, e.miens, composants.DeLargeur(230, e.service), e.compte), e.vide)
	bas := composants.Marge(6, 0, 0, 0, composants.NouveauTexte("Entrée ouvre le dossier à l’endroit   ·   Suppr renonce, avec un motif et votre nom : "+
		"rien ne disparaît sans trace", habillage.Discret, .85).Borne(900))
	e.vue = composants.Marge(14, 10, 22, 22, container.NewBorder(haut, bas, nil, nil,
		container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 6), composants.Marge(4, 4, 4, 4, e.liste))))
	e.relire()
	return e
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "À faire" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.AFaire }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir draws the rows again.
func (e *Ecran) Rafraichir() { e.liste.Refresh() }

// Lisible is nothing.
func (e *Ecran) Lisible() string { return "" }

// Commencer gives the focus to the list.
func (e *Ecran) Commencer() { composants.Prendre(e.liste) }

// Quitter leaves the screen: nothing waits to be saved.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	return nil
}

// Echapper comes back to the list.
func (e *Ecran) Echapper() bool {
	e.Commencer()
	return true
}

func (e *Ecran) relire() {
	e.demande++
	n := e.demande
	var l []data.AFaire
	var err error
	var echus []data.Echu
	e.p.Ex.Lancer(func() {
		if l, err = e.p.Base.AFaire(context.Background(), "", lignesMax); err == nil {
			echus, err = e.p.Base.Echus(context.Background(), lignesMax)
		}
	}, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.tout, e.echus = l, echus
		e.montrer()
	})
}

// montrer applies the filters. A deadline of the law that is past stays whatever they say.
func (e *Ecran) montrer() {
	maintenant := e.p.Ex.Maintenant()
	limite := map[string]string{
		semaine: maintenant.AddDate(0, 0, 7).Format(time.DateOnly) + "U", mois: maintenant.AddDate(0, 1, 0).Format(time.DateOnly) + "U",
	}[e.delai.Choisi()]
	e.lignes = e.lignes[:0]
	if e.delai.Choisi() == garder {
		e.montrerEchus()
		return
	}
	retard := 0
	for _, x := range e.tout {
		depasse := x.Etat == trame.EcheanceDepassee
		if e.miens.Choisi() == "miens" && x.Referent != e.p.Compte.ID || e.service.Choisi() != "" && x.Service != e.service.Choisi() {
			continue
		}
		if depasse && x.Clos && e.delai.Choisi() != toutes && e.delai.Choisi() != enRetard {
			continue // nothing can be done any more: it must not hide what can
		}
		if depasse {
			retard++
		}
		if !(depasse && x.Legale) && (limite != "" && x.Date > limite || e.delai.Choisi() == enRetard && !depasse) {
			continue
		}
		e.lignes = append(e.lignes, x)
	}
	dit := francais.Pluriel(len(e.lignes), "échéance", "échéances")
	if retard > 0 {
		dit += fmt.Sprintf(", dont %d en retard", retard)
	}
	e.compte.Dire(dit)
	if len(e.lignes) == 0 {
		e.vide.Dire("Rien à faire dans ce délai. Les échéances naissent des dates écrites dans les dossiers.")
		e.vide.Show()
	} else {
		e.vide.Hide()
	}
	e.liste.Refresh()
}

// montrerEchus lists the dossiers in which nothing was done for longer than their service
// keeps them.
func (e *Ecran) montrerEchus() {
	for _, x := range e.echus {
		if e.miens.Choisi() == "miens" && x.Referent != e.p.Compte.ID || e.service.Choisi() != "" && x.Service != e.service.Choisi() {
			continue
		}
		e.lignes = append(e.lignes, data.AFaire{
			Numero: x.Numero, Service: x.Service, Dossier: x.Titre, Referent: x.Referent, Titre: "durée de conservation atteinte",
			Date: x.Depuis, Etat: trame.EcheanceDepassee, Clos: x.Etat == data.EtatClos,
			Dit: "rien n’y a été fait depuis le " + francais.DateCourte(x.ModifieLe.In(e.p.Ex.Maintenant().Location()).Format(time.DateOnly)),
		})
	}
	e.compte.Dire(francais.Pluriel(len(e.lignes), "dossier à revoir", "dossiers à revoir"))
	if len(e.lignes) == 0 {
		e.vide.Dire("Aucun dossier n’a dépassé sa durée de conservation.")
		e.vide.Show()
	} else {
		e.vide.Hide()
	}
	e.liste.Refresh()
}

// Renoncer waives the deadline under the cursor, with a reason.
func (e *Ecran) Renoncer() {
	i := e.liste.Courant()
	if i < 0 || i >= len(e.lignes) {
		e.p.Dialogues.Informer("Aucune échéance choisie", "Placez-vous d’abord sur une échéance, puis recommencez.")
		return
	}
	x := e.lignes[i]
	if x.Cle == "" {
		e.p.Dialogues.Informer("Rien à quoi renoncer",
			"Cette ligne rappelle un dossier gardé longtemps : ouvrez-le, et décidez avec la responsable s’il doit encore être gardé.")
		return
	}
	texte := "Pourquoi cette échéance n’a-t-elle plus lieu d’être ? Le motif et votre nom restent dans l’historique du dossier."
	if x.Legale {
		texte = "Cette échéance vient de la loi ou d’un juge. " + texte
	}
	e.p.Dialogues.Demander(francais.Typographie("Renoncer à « "+e.intitule(x)+" »"), texte, "Renoncer", func(motif string) error {
		if strings.TrimSpace(motif) == "" {
			return &data.Erreur{Code: data.Saisie, Message: "Dites pourquoi, en quelques mots."}
		}
		var err error
		e.p.Ex.Lancer(func() { err = e.p.Base.Renoncer(context.Background(), x.Numero, x.Cle, motif) }, func() {
			if err != nil {
				e.p.Dialogues.Erreur(err)
				return
			}
			e.p.Dialogues.Mot("Échéance abandonnée : le motif est dans l’historique du dossier.")
			e.relire()
		})
		return nil
	})
}

// intitule is the title of a deadline. That of a row ends with what the row is called, which
// may be somebody.
func (e *Ecran) intitule(x data.AFaire) string {
	quoi, qui, deux := strings.Cut(x.Titre, " – ")
	if !deux {
		return x.Titre
	}
	return quoi + " – " + e.p.Regard.Nommer(qui)
}

// ligneVue is a row as it is drawn.
type ligneVue struct {
	vue                        fyne.CanvasObject
	titre, detail, quand, date *composants.Texte
}

func nouvelleLigneVue() *ligneVue {
	v := &ligneVue{
		titre:  composants.NouveauTexte("", theme.ColorNameForeground, 1.03).Gras().Borne(10),
		detail: composants.NouveauTexte("", habillage.Discret, .93).Borne(10),
		quand:  composants.NouveauTexte("", theme.ColorNameForeground, 1).Gras().Aligne(fyne.TextAlignTrailing),
		date:   composants.NouveauTexte("", habillage.Discret, .93).Aligne(fyne.TextAlignTrailing),
	}
	v.vue = composants.Marge(5, 5, 12, 12, composants.EnLigne(14, 0, composants.Empiler(0, v.titre, v.detail), composants.Empiler(0, v.quand, v.date)))
	return v
}

// Objet implements composants.LigneDeListe.
func (v *ligneVue) Objet() fyne.CanvasObject { return v.vue }

func (e *Ecran) remplir(i int, v *ligneVue) {
	if i >= len(e.lignes) {
		return
	}
	x := e.lignes[i]
	maintenant := e.p.Ex.Maintenant()
	titre := e.p.Regard.Nommer(x.Dossier) + "  –  " + e.intitule(x)
	if x.Legale {
		titre += "  §"
	}
	detail := []string{x.Numero}
	if x.Clos {
		detail = append(detail, "clos")
	}
	for _, s := range e.p.Services {
		if s.ID == x.Service {
			detail = append(detail, s.Titre)
		}
	}
	if x.Dit != "" {
		detail = append(detail, x.Dit)
	}
	quand, couleur := "", habillage.Discret
	if t, ok := horloge.Lire(x.Date, maintenant.Location()); ok {
		fin := t
		if len(x.Date) == len(time.DateOnly) {
			fin = t.AddDate(0, 0, 1)
		}
		switch {
		case x.Etat == trame.EcheanceDepassee:
			quand, couleur = "dépassée de "+horloge.Duree(maintenant.Sub(fin)), theme.ColorNameError
		case len(x.Date) == len(time.DateOnly) && t.Before(maintenant):
			quand, couleur = "aujourd’hui", theme.ColorNameWarning
		default:
			quand = horloge.Delai(t, maintenant)
			if x.Etat == trame.EcheanceProche {
				couleur = theme.ColorNameWarning
			}
		}
	}
	date := francais.DateCourte(x.Date)
	if len(x.Date) > len(time.DateOnly) {
		date = francais.DateHeureCourte(x.Date)
	}
	v.titre.Dire(francais.Typographie(titre))
	v.detail.Dire(francais.Typographie(strings.Join(detail, "  ·  ")))
	v.quand.DireEn(quand, couleur)
	v.date.Dire(date)
}
