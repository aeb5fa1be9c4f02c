package dossier

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/taches"
)

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the screen of one open dossier. It holds widgets; what it does is led by conduite.
type Ecran struct {
	p   Params
	c   *conduite
	lu  *lecteur
	env composants.Env

	vue        *fyne.Container
	form       *formulaire
	sommaire   *sommaire
	entete     *entete
	avis       *avis
	volets     *volets
	apercu     *panneauApercu
	historique *panneauHistorique
	remise     remise
	rebondVue  taches.Rebond
	battement  func()
	ferme      bool
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	if p.OnPanneau == nil {
		p.OnPanneau = func(Panneau) {}
	}
	r := NouvelleRedaction(p.Session, p.Ex, p.Service, p.Dossier)
	e := &Ecran{p: p, c: nouvelleConduite(r), lu: &lecteur{r: r, svc: p.Service, regard: p.Regard, maintenant: p.Ex.Maintenant}}
	e.remise = remise{e}
	e.env = composants.Env{
		Maintenant:   p.Ex.Maintenant,
		Communes:     p.Service.Tables.Communes,
		Declarations: e.lu.declarations,
		Lignes:       e.lu.lignes,
		Nommer:       func(cle string) string { return e.lu.texte(r.Examen().Libelle(cle)) },
		OnRaccourci:  func(s fyne.Shortcut) { raccourci(s, e.Annuler, e.Retablir) },
	}
	e.rebondVue = taches.Rebond{Ex: p.Ex, Calme: 200 * time.Millisecond, Limite: time.Second, Faire: e.rafraichir}
	e.entete = nouvelEntete(e)
	e.sommaire = nouveauSommaire(e)
	e.form = nouveauFormulaire(e)
	e.apercu, e.historique = nouveauPanneauApercu(e), nouveauPanneauHistorique(e)
	e.volets = nouveauxVolets(e, map[Panneau]panneau{
		PanneauApercu:     e.apercu,
		PanneauControle:   nouveauPanneauControle(e),
		PanneauDocuments:  nouveauPanneauDocuments(e),
		PanneauJournal:    nouveauPanneauJournal(e),
		PanneauHistorique: e.historique,
	})
	e.avis = nouvelAvis(e)
	e.vue = container.New(&coque{}, composants.Empiler(0, e.entete.vue, e.avis.vue), composants.DeLargeur(largeurSommaire, e.sommaire.vue), e.volets.vue)
	e.ecouter(r)
	e.c.commencer(p.Section)
	e.volets.montrer(p.Panneau)
	battre(e)
	e.avis.lire()
	return e
}

// ecouter joins what leads to what is shown.
func (e *Ecran) ecouter(r *Redaction) {
	r.OnChange = e.change
	r.OnEtat = e.entete.etat
	e.c.OnSection = func() {
		e.form.ouvrir()
		e.rafraichir()
		e.sommaire.montrer(e.c.sec)
	}
	e.c.OnLignes = e.form.construire
	e.c.OnQuestion = e.form.allerA
	e.c.OnPremier = e.form.premier
	e.c.OnPapier = e.rafraichir
	e.c.OnRefus = e.p.Dialogues.Informer
	e.c.OnMot = e.p.Dialogues.Mot
	if e.p.OnSection != nil {
		e.c.OnAller = e.p.OnSection
	}
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen; the window bears the number, never the name.
func (e *Ecran) Titre() string { return e.p.Dossier.Numero }

// Numero is that of the dossier.
func (e *Ecran) Numero() string { return e.p.Dossier.Numero }

// Commencer gives the focus to where one writes.
func (e *Ecran) Commencer() {
	e.form.premier()
	proposerRestes(e)
}

// Ou is the path of the question one stands in, of the section otherwise.
func (e *Ecran) Ou() string {
	return e.c.ou()
}

// battre keeps the clocks running.
func battre(e *Ecran) {
	e.battement = e.p.Ex.Dans(15*time.Second, func() {
		if !e.ferme {
			e.entete.rafraichir()
			battre(e)
		}
	})
}

// Quitter writes what is not in the base yet and clears the screen. What the base does not
// take is put aside, so that one can always leave.
func (e *Ecran) Quitter(ctx context.Context) error {
	if err := e.Vider(ctx); err != nil {
		return err
	}
	e.ferme = true
	e.battement()
	e.rebondVue.Annuler()
	e.p.Apercu.Vider()
	return nil
}

// Rafraichir shows everything again, in place: what others may see changed.
func (e *Ecran) Rafraichir() {
	dedans := e.volets.tient()
	e.change(Structure)
	if dedans { // what held the focus was made again
		e.volets.prendre()
	}
}

// Onglet is none: the header of the dossier stands in the place of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.SansBarre }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Lisible tells that one reads what one writes.
func (e *Ecran) Lisible() string {
	return "Les champs et les textes montrent ce qui y est écrit."
}

// Reprise is the question one stands in.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{Numero: e.Numero(), Chemin: e.Ou()} }

// ecrire writes what is pending, then goes on; an error is shown and stops there.
func (e *Ecran) ecrire(suite func()) {
	e.c.r.Enregistrer(func(err error) {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		suite()
	})
}

// change follows a change of the answers.
func (e *Ecran) change(c Changement) {
	if e.c.sec == nil {
		return
	}
	switch c {
	case Frappe:
		e.rebondVue.Relancer()
	case Reponse:
		e.rafraichir()
	case Structure:
		e.form.reconstruire()
		e.rafraichir()
	case Ailleurs:
		if !e.form.reposer() {
			e.form.reconstruire()
		}
		e.rafraichir()
	}
}

// rafraichir brings everything that follows from the answers up to date.
func (e *Ecran) rafraichir() {
	e.rebondVue.Annuler()
	e.form.rafraichir()
	e.sommaire.rafraichir()
	e.entete.rafraichir()
	e.avis.rafraichir()
	e.volets.rafraichir()
}

// Echapper comes back to the form from a panel. In the form it does nothing: nobody
// leaves a dossier by a key pressed in a hurry, Ctrl+W does.
func (e *Ecran) Echapper() bool {
	if e.c.dedans {
		return true
	}
	if q := e.form.courant; q != nil && q.champ.Focus() != nil {
		composants.Prendre(q.champ.Focus())
	} else if f := e.form.entree(); f != nil {
		composants.Prendre(f)
	} else {
		e.AllerAuSommaire() // a frozen section stays where it is being read
	}
	return true
}
