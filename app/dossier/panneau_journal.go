package dossier

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
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
	haut := composants.Empiler(4, composants.EnLigne(8, -1, composants.DeLargeur(180, p.nature), composants.NouveauTexte("maintenant", habillage.Discret, .95)), p.texte, container.NewHBox(p.noter))
	p.vue = container.NewBorder(composants.Marge(10, 8, 12, 12, haut), nil, nil, nil, container.NewVScroll(composants.Marge(4, 16, 12, 12, p.lignes)))
	return p
}

func (p *panneauJournal) objet() fyne.CanvasObject { return p.vue }
func (p *panneauJournal) premier() fyne.Focusable  { return p.texte.Focus() }

func (p *panneauJournal) rafraichir(string) {
	p.noter.Actif(p.e.r.Dossier().Etat != data.EtatClos)
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
		p.lignes.Add(composants.Empiler(3, tete, composants.Prose(p.e.masquer(francais.Typographie(n.Texte))), composants.Marge(4, 0, 0, 0, composants.Filet())))
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

// panneauHistorique shows who changed what and when, and brings a former value of a
// question back.
type panneauHistorique struct {
	e      *Ecran
	vue    fyne.CanvasObject
	tete   *composants.Texte
	tous   *composants.Bouton
	lignes *fyne.Container
	chemin string            // only what concerns this question; "" for everything
	noms   map[string]string // of the accounts, by login
	un     *composants.Bouton
}

func nouveauPanneauHistorique(e *Ecran) *panneauHistorique {
	p := &panneauHistorique{e: e, tete: composants.NouveauTexte("", theme.ColorNameForeground, 1.05).Gras(), lignes: composants.Empiler(6)}
	p.tous = composants.NouveauBouton("Tout l’historique", func() { p.chemin = ""; p.relire() })
	haut := composants.Marge(10, 6, 12, 12, composants.EnLigne(8, 0, p.tete, p.tous))
	p.vue = container.NewBorder(haut, nil, nil, nil, container.NewVScroll(composants.Marge(2, 16, 12, 14, p.lignes)))
	return p
}

func (p *panneauHistorique) objet() fyne.CanvasObject { return p.vue }

func (p *panneauHistorique) premier() fyne.Focusable {
	if p.un != nil {
		return p.un
	}
	return p.tous
}

func (p *panneauHistorique) rafraichir(string) { p.relire() }

// ValeursPrecedentes shows the former values of the question one stands in.
func (e *Ecran) ValeursPrecedentes() {
	h := e.panneaux[PanneauHistorique].(*panneauHistorique)
	h.chemin = ""
	if r := e.form.courant; r != nil {
		h.chemin = r.chemin.String()
	}
	e.r.Enregistrer(func(error) { e.AllerAuPanneau(PanneauHistorique) })
}

func (p *panneauHistorique) relire() {
	e := p.e
	chemin := p.chemin
	var l []data.Trace
	var comptes []data.Compte
	var err error
	e.p.Ex.Lancer(func() {
		ctx := context.Background()
		if l, err = e.p.Session.Historique(ctx, e.p.Dossier.Numero); err == nil {
			comptes, err = e.p.Session.Comptes(ctx)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		p.noms = map[string]string{}
		for _, c := range comptes {
			p.noms[c.Login] = c.Nom
		}
		p.montrer(Resumer(l, chemin))
	})
}

const historiqueMax = 200 // lines shown; more are counted

func (p *panneauHistorique) montrer(l []Passage) {
	e := p.e
	ex := e.r.Examen()
	p.lignes.RemoveAll()
	p.un = nil
	p.tete.Dire("Qui, quand, quoi")
	if p.chemin != "" {
		p.tete.Dire("Valeurs précédentes : " + e.texte(ex.Libelle(p.chemin)))
	}
	p.tous.Hidden = p.chemin == ""
	if len(l) == 0 {
		p.lignes.Add(composants.ProseDiscrete("Rien n’a encore changé ici."))
	}
	for i, t := range l {
		if i == historiqueMax {
			p.lignes.Add(composants.ProseDiscrete(fmt.Sprintf("… et %s plus anciens.", francais.Pluriel(len(l)-i, "changement", "changements"))))
			break
		}
		p.lignes.Add(p.ligne(ex.Libelle, t))
	}
	p.lignes.Refresh()
}

func (p *panneauHistorique) ligne(libelle func(string) string, t Passage) fyne.CanvasObject {
	e := p.e
	le := t.Le.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04")
	quoi := actions[t.Action]
	if quoi == "" {
		quoi = t.Action
	}
	qui := p.noms[t.Compte]
	if qui == "" {
		qui = t.Compte
	}
	tete := fmt.Sprintf("%s  ·  %s  ·  %s", francais.DateHeureCourte(le), qui, quoi)
	boite := composants.Empiler(3, composants.NouveauTexte(tete, habillage.Discret, .92))
	if t.Action != actionModification {
		if s := strings.TrimSpace(t.Objet + " " + t.Apres); s != "" && t.Action != "ouverture" {
			boite.Add(composants.Prose(abreger(e.masquer(francais.Typographie(s)), 200)))
		}
		boite.Add(composants.Filet())
		return boite
	}
	if p.chemin == "" {
		boite.Add(composants.NouveauTexte(e.texte(libelle(t.Objet)), theme.ColorNameForeground, 1).Gras())
	}
	apres, avant := e.masquerValeur(t.Objet, t.Apres), e.masquerValeur(t.Objet, t.Avant)
	switch { // the row itself
	case avant == "" && apres == ligneLa:
		apres = "ligne ajoutée"
	case avant == ligneLa && apres == "":
		apres, avant = "ligne retirée", ""
	}
	if apres == "" {
		apres = "(vide)"
	}
	boite.Add(composants.Prose(abreger(francais.Typographie(apres), 280)))
	if avant != "" {
		boite.Add(composants.ProseDiscrete("Avant : " + abreger(francais.Typographie(avant), 280)))
	}
	if b := p.remettre(t); b != nil {
		boite.Add(composants.Marge(3, 4, 0, 0, container.NewHBox(b)))
	}
	boite.Add(composants.Filet())
	return boite
}

// remettre is the button that brings back what was there before a change: an answer exactly
// as it was, a row that was taken out with all it held.
func (p *panneauHistorique) remettre(t Passage) *composants.Bouton {
	e := p.e
	c, err := e.p.Service.Chemin(t.Objet)
	if err != nil || t.Avant == "" {
		return nil
	}
	sec := e.p.Service.Section(c.Section)
	rangee := e.r.r[c.Section].Ligne(c.Ligne) != nil
	if e.r.Dossier().Verrou(e.p.Service, sec) != data.Libre || c.Ligne != "" && rangee != (c.Champ != "") {
		return nil // frozen, a row that is there again, or an answer of a row that is not
	}
	quoi := "Remettre « " + abreger(e.masquerValeur(t.Objet, t.Avant), 30) + " »"
	if c.Champ == "" {
		quoi = "Remettre la ligne"
	}
	b := composants.NouveauBouton(quoi, func() { p.revenir(t, c) })
	b.Importance = widget.MediumImportance
	if p.un == nil {
		p.un = b
	}
	return b
}

func (p *panneauHistorique) revenir(t Passage, c trame.Chemin) {
	e := p.e
	e.ecrire(func() {
		var retour trame.Changement
		var err error
		e.p.Ex.Lancer(func() { retour, err = e.p.Session.Revenir(context.Background(), e.Numero(), t.ID) }, func() {
			if err != nil {
				e.p.Dialogues.Erreur(err)
				return
			}
			e.r.Reprendre(e.r.Examen().Libelle(t.Objet), retour)
			e.AllerA(c.String())
			e.p.Dialogues.Mot("La valeur précédente est revenue. Ctrl+Z l’annule.")
		})
	})
}

// masquerValeur writes a former answer for whoever reads the screen. A name that was corrected
// is not among those of the dossier any more.
func (e *Ecran) masquerValeur(chemin, valeur string) string {
	if c, err := e.p.Service.Chemin(chemin); err == nil {
		for _, p := range e.p.Service.Personnes {
			if p.Section == c.Section && (c.Champ == p.Nom || c.Champ == p.NomUsage || c.Champ == p.Prenoms) {
				return e.p.Regard.Nommer(valeur)
			}
		}
	}
	return e.masquer(valeur)
}

func abreger(s string, n int) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n])) + "…"
	}
	return s
}
