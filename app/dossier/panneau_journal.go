package dossier

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
)

// panneauJournal keeps what happens around the dossier: calls, visits, messages.
type panneauJournal struct {
	e      *Ecran
	vue    fyne.CanvasObject
	nature *composants.Choix
	texte  *composants.Paragraphe
	noter  *composants.Bouton
	lignes *fyne.Container
	lu     bool
	notes  []data.Evenement
}

var natures = []composants.Option{
	{Cle: "Appel", Libelle: "Appel"},
	{Cle: "Message", Libelle: "Message"},
	{Cle: "Rendez-vous", Libelle: "Rendez-vous"},
	{Cle: "Courrier", Libelle: "Courrier"},
	{Cle: "Note", Libelle: "Note"},
}

func nouveauPanneauJournal(e *Ecran) *panneauJournal {
	p := &panneauJournal{e: e, nature: composants.NouveauChoix(natures), texte: composants.NouveauParagraphe(3), lignes: composants.Empiler(8)}
	p.nature.Poser("Note")
	p.noter = composants.BoutonPrincipal("Noter", p.ecrire)
	haut := composants.Empiler(4, composants.EnLigne(8, -1, composants.DeLargeur(180, p.nature),
		composants.NouveauTexte("maintenant", habillage.Discret, .95)), p.texte, container.NewHBox(p.noter))
	p.vue = container.NewBorder(composants.Marge(10, 8, 12, 12, haut), nil, nil, nil, container.NewVScroll(composants.Marge(4, 16, 12, 12, p.lignes)))
	return p
}

func (p *panneauJournal) objet() fyne.CanvasObject { return p.vue }
func (p *panneauJournal) premier() fyne.Focusable  { return p.texte.Focus() }

func (p *panneauJournal) rafraichir(string) {
	p.noter.Actif(p.e.c.r.Dossier().Etat != data.EtatClos)
	if !p.lu {
		p.lu = true
		p.relire()
		return
	}
	p.montrer()
}

func (p *panneauJournal) relire() {
	e := p.e
	var l []data.Evenement
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Session.Journal(context.Background(), e.p.Dossier.Numero) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		p.notes = l
		p.montrer()
	})
}

func (p *panneauJournal) montrer() {
	p.lignes.RemoveAll()
	if len(p.notes) == 0 {
		p.lignes.Add(composants.ProseDiscrete("Rien n’est encore noté. Un appel, un message, un rendez-vous : une ligne suffit, l’heure s’inscrit seule. " +
			"Le journal n’est imprimé dans aucun document."))
	}
	for _, n := range p.notes {
		le := n.Le.In(p.e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04")
		tete := composants.NouveauTexte(fmt.Sprintf("%s  ·  %s  ·  %s", francais.DateHeureCourte(le), n.Nature, n.Auteur), habillage.Discret, .92)
		p.lignes.Add(composants.Empiler(3, tete, composants.Prose(p.e.lu.masquer(francais.Typographie(n.Texte))),
			composants.Marge(4, 0, 0, 0, composants.Filet())))
	}
	p.lignes.Refresh()
}

func (p *panneauJournal) ecrire() {
	texte := strings.TrimSpace(p.texte.Texte())
	if texte == "" {
		p.e.p.Dialogues.Mot("Écrivez d’abord ce qui s’est passé.")
		composants.Prendre(p.texte.Focus())
		return
	}
	e := p.e
	ev := data.Evenement{Nature: p.nature.Choisi(), Texte: texte}
	if ev.Nature == "" {
		ev.Nature = "Note"
	}
	var err error
	e.p.Ex.Lancer(func() { err = e.p.Session.Noter(context.Background(), e.p.Dossier.Numero, ev) }, func() {
		if err != nil { // the text stays where it is
			e.p.Dialogues.Erreur(err)
			return
		}
		p.texte.Poser("")
		p.relire()
		composants.Prendre(p.texte.Focus())
	})
}
