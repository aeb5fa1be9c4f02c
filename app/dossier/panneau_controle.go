package dossier

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// signalement is one thing to look at before a document is handed over.
type signalement struct {
	gravite string
	titre   string
	message string
	chemin  string
}

const aRelire = "relire"

// manquesEtAlertes lists what keeps a document from being finalised, then what deserves a
// second look.
func (e *Ecran) manquesEtAlertes(doc *trame.Exemplaire) []signalement {
	if doc == nil {
		return nil
	}
	ex := e.r.Examen()
	if e.fini(doc) {
		return nil
	}
	var out []signalement
	vus := map[string]bool{}
	for _, m := range ex.Empechements(doc) {
		out = append(out, signalement{trame.GraviteBloquant, "Il manque ou il faut corriger", m.Message, m.Chemin})
		vus[m.Message] = true
	}
	for _, g := range []string{trame.GraviteAlerte, trame.GraviteInformation} {
		titre := map[string]string{trame.GraviteAlerte: "À vérifier", trame.GraviteInformation: "À savoir"}[g]
		for _, a := range ex.Controles(doc.Cle) {
			if a.Gravite == g && !vus[a.Message] {
				out = append(out, signalement{g, titre, a.Message, a.Chemin})
			}
		}
		if g != trame.GraviteAlerte {
			continue
		}
		for _, r := range ex.Relecture() {
			out = append(out, signalement{aRelire, "Formulations à relire", fmt.Sprintf("%s : « %s » (%s). %s", r.Libelle, r.Extrait, r.Formulation.Categorie, r.Formulation.Conseil), r.Chemin})
		}
	}
	return out
}

// fini tells whether a paper is finalised for good.
func (e *Ecran) fini(doc *trame.Exemplaire) bool {
	return doc.Complete == "" && !doc.Courant && e.r.Dossier().Finalises[doc.ID()] > 0
}

// panneauControle lists what is missing or doubtful, and leads to it; when nothing is
// missing, it finalises.
type panneauControle struct {
	e         *Ecran
	vue       fyne.CanvasObject
	tete      *composants.Lecture
	finaliser *composants.Bouton
	liste     *composants.Liste
	l         []signalement
}

func nouveauPanneauControle(e *Ecran) *panneauControle {
	p := &panneauControle{e: e, tete: composants.Prose("")}
	p.finaliser = composants.BoutonPrincipal("Finaliser…", func() { e.Finaliser() })
	p.liste = composants.NouvelleListe(func() int { return len(p.l) }, p.creer, p.remplir)
	p.liste.HideSeparators = true
	p.liste.OnOuvrir = func(i int) {
		if c := p.l[i].chemin; c != "" {
			e.AllerA(c)
		}
	}
	haut := composants.Marge(8, 6, 10, 10, composants.Empiler(4, p.tete, container.NewHBox(p.finaliser)))
	p.vue = container.NewBorder(haut, nil, nil, nil, p.liste)
	return p
}

func (p *panneauControle) objet() fyne.CanvasObject { return p.vue }

func (p *panneauControle) premier() fyne.Focusable {
	if len(p.l) > 0 {
		return p.liste
	}
	return p.finaliser
}

func (p *panneauControle) creer() fyne.CanvasObject {
	t := composants.NouveauTexte("", habillage.Discret, .88).Gras()
	return container.NewStack(composants.Marge(5, 5, 10, 10, composants.Empiler(1, t, composants.Prose("X"))))
}

func (p *panneauControle) remplir(i int, o fyne.CanvasObject) {
	s := p.l[i]
	col := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*fyne.Container)
	titre, texte := col.Objects[0].(*composants.Texte), col.Objects[1].(*composants.Lecture)
	couleur := map[string]fyne.ThemeColorName{
		trame.GraviteBloquant: theme.ColorNameError, trame.GraviteAlerte: theme.ColorNameWarning, aRelire: theme.ColorNameWarning,
	}[s.gravite]
	if couleur == "" {
		couleur = habillage.Discret
	}
	titre.DireEn(s.titre, couleur)
	texte.Dire(p.e.texte(s.message))
	texte.Resize(fyne.NewSize(p.liste.Size().Width-24, texte.MinSize().Height))
	p.liste.SetItemHeight(i, o.MinSize().Height)
}

func (p *panneauControle) rafraichir(string) {
	e := p.e
	doc := e.documentCourant()
	p.l = e.manquesEtAlertes(doc)
	bloquants := 0
	for _, s := range p.l {
		if s.gravite == trame.GraviteBloquant {
			bloquants++
		}
	}
	p.finaliser.Actif(false)
	switch {
	case doc == nil:
		p.tete.Dire("Aucun document n’est encore possible dans ce dossier.")
	case e.r.Dossier().Etat == data.EtatClos:
		p.tete.Dire("Ce dossier est clos.")
	case e.fini(doc):
		p.tete.Dire(p.e.texte(fmt.Sprintf("« %s » est finalisé. Le panneau Documents sert à le remettre, ou à écrire un rapport complémentaire.", doc.Titre)))
	case bloquants > 0:
		p.tete.Dire(p.e.texte(fmt.Sprintf("%s : %s avant de finaliser. Entrée mène à l’endroit.", doc.Intitule(), francais.Pluriel(bloquants, "point à régler", "points à régler"))))
	default:
		p.tete.Dire(p.e.texte(fmt.Sprintf("%s : rien n’empêche de le finaliser.", doc.Intitule())))
		p.finaliser.Actif(true)
	}
	p.liste.Refresh()
}

// Finaliser freezes the current document, once the person has been told what it means.
func (e *Ecran) Finaliser() {
	doc := e.documentCourant()
	if doc == nil || e.fini(doc) {
		e.p.Dialogues.Informer("Rien à finaliser", "Aucun document n’attend d’être finalisé dans ce dossier.")
		return
	}
	for _, s := range e.manquesEtAlertes(doc) {
		if s.gravite == trame.GraviteBloquant {
			e.AllerAuPanneau(PanneauControle)
			e.p.Dialogues.Mot("Il reste des points à régler avant de finaliser.")
			return
		}
	}
	e.ecrire(func() { e.demanderFinalisation(doc, e.r.Dossier()) })
}

// demanderFinalisation says what finalising means and freezes the document as the dossier is
// now: what somebody else writes meanwhile refuses it.
func (e *Ecran) demanderFinalisation(doc *trame.Exemplaire, vu *data.Dossier) {
	relues := e.r.Examen().Relecture()
	effet := composants.Prose("")
	contenu := composants.Empiler(6, effet)
	var cases []*composants.ChoixMultiple
	if len(relues) > 0 {
		contenu.Add(composants.Prose("Ces formulations ont été signalées. Cochez celles que vous gardez en connaissance de cause (le choix est noté dans l’historique), ou revenez les corriger."))
		c := composants.NouveauChoixMultiple(e.extraits(relues))
		cases = append(cases, c)
		contenu.Add(c)
	}
	faute := composants.NouveauTexte("", theme.ColorNameError, .95)
	contenu.Add(faute)
	nommer := func() {
		effet.Dire(francais.Typographie(fmt.Sprintf(consequence(doc), e.texte(doc.Intitule()))))
		for _, c := range cases {
			c.Proposer(e.extraits(relues))
		}
	}
	nommer()
	b := dialogues.Boite{
		Titre: "Finaliser : " + francais.Typographie(doc.Titre), Contenu: contenu, Laisser: "Revenir au dossier", Largeur: 600, Rafraichir: nommer,
	}
	if cases != nil {
		b.Focus = cases[0]
	}
	b.Actions = []dialogues.Action{{Texte: "Finaliser", Faire: func() bool {
		var gardees []string
		if cases != nil {
			gardees = cases[0].Choisis()
			if n := len(cases[0].Choisis()); n < nombreExtraits(relues) {
				faute.Dire("Cochez chaque formulation que vous gardez, ou revenez la corriger.")
				return false
			}
		}
		e.figer(vu, doc, gardees)
		return true
	}}}
	e.p.Dialogues.Montrer(b)
}

// consequence says what finalising this paper does to the dossier.
func consequence(doc *trame.Exemplaire) string {
	if doc.Fige() || doc.Complete != "" {
		return "« %s » va être figé : son contenu et son empreinte sont gardés pour toujours, et les rubriques du dossier ne changeront plus. Une correction ou un ajout sera un rapport complémentaire, numéroté."
	}
	return "« %s » va être gardé pour toujours, avec son empreinte, tel qu’il est maintenant. Le dossier reste ouvert à la saisie ; un nouvel exemplaire pourra être fait plus tard."
}

// extraits are the wordings that were pointed out, each once.
func (e *Ecran) extraits(relues []trame.Relue) []composants.Option {
	var l []composants.Option
	vus := map[string]bool{}
	for _, r := range relues {
		if !vus[r.Extrait] {
			vus[r.Extrait] = true
			l = append(l, composants.Option{Cle: r.Extrait, Libelle: e.masquer(francais.Typographie(fmt.Sprintf("« %s » – %s", r.Extrait, r.Libelle)))})
		}
	}
	return l
}

func nombreExtraits(l []trame.Relue) int {
	vus := map[string]bool{}
	for _, r := range l {
		vus[r.Extrait] = true
	}
	return len(vus)
}

func (e *Ecran) figer(vu *data.Dossier, doc *trame.Exemplaire, gardees []string) {
	numero := vu.Numero
	var d *data.Dossier
	var err error
	e.p.Ex.Lancer(func() {
		if _, err = e.p.Imprimerie.Figer(context.Background(), vu, doc, gardees); err == nil {
			d, err = e.p.Session.Dossier(context.Background(), numero)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.r.Recharger(d)
		e.choisi = doc.ID() // what one prints or exports now is the paper just made
		e.form.ouvrir(e.form.sec)
		e.rafraichir()
		e.AllerAuPanneau(PanneauDocuments)
		e.p.Dialogues.Mot(francais.Typographie("« " + doc.Titre + " » est finalisé. Il reste à le remettre."))
	})
}
