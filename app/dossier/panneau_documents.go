package dossier

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// panneauDocuments hands the documents over: each with its state and what can be done
// with it.
type panneauDocuments struct {
	e     *Ecran
	vue   *container.Scroll
	corps *fyne.Container
	docs  []data.Document
	lu    int64 // revision for which docs was read, 0 for none
	un    *composants.Bouton

	lignes  map[string]string // row chosen for each document that is made for each row
	enChoix string            // the document whose row was just chosen: it keeps the focus
	// reprendre is the control that keeps it.
	reprendre *composants.Choix
}

func nouveauPanneauDocuments(e *Ecran) *panneauDocuments {
	p := &panneauDocuments{e: e, corps: composants.Empiler(10), lignes: map[string]string{}}
	p.vue = container.NewVScroll(composants.Marge(10, 16, 12, 14, p.corps))
	return p
}

func (p *panneauDocuments) objet() fyne.CanvasObject { return p.vue }

func (p *panneauDocuments) premier() fyne.Focusable {
	if p.un == nil {
		return nil
	}
	return p.un
}

func (p *panneauDocuments) rafraichir(string) {
	if rev := p.e.c.r.Dossier().Revision; p.lu != rev || p.un == nil {
		p.lu = rev
		p.relire()
		return
	}
	p.montrer()
}

// relire reads the finalised documents again.
func (p *panneauDocuments) relire() {
	e := p.e
	var docs []data.Document
	var err error
	e.p.Ex.Lancer(func() { docs, err = e.p.Session.Documents(context.Background(), e.p.Dossier.Numero) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		p.docs = docs
		p.montrer()
	})
}

func (p *panneauDocuments) montrer() {
	ex := p.e.c.r.Examen()
	p.corps.RemoveAll()
	p.un, p.reprendre = nil, nil
	// What is finalised first: it is what one hands over.
	for i := len(p.docs) - 1; i >= 0; i-- {
		p.corps.Add(p.carteFinalise(ex, p.docs[i]))
	}
	for _, modele := range p.e.p.Service.Documents {
		if c := p.carteModele(ex, p.exemplaire(ex, modele)); c != nil {
			p.corps.Add(c)
		}
	}
	p.corps.Add(p.etatDossier())
	p.corps.Refresh()
	p.enChoix = ""
	if p.reprendre != nil {
		composants.Prendre(p.reprendre)
	}
}

// garder makes a button; the first one is where one begins.
func (p *panneauDocuments) garder(b *composants.Bouton) *composants.Bouton {
	if p.un == nil {
		p.un = b
	}
	return b
}

// intitule is the title of a finalised document, with the name of its row.
func (p *panneauDocuments) intitule(ex *trame.Examen, x data.Document) string {
	t := x.Titre
	if papier := ex.Exemplaire(x.Exemplaire()); papier != nil && papier.Nom != "" {
		t += " – " + papier.Nom
	}
	return p.e.lu.texte(t)
}

// exemplaire is the paper that the card of a document speaks of: of a document made for each
// row, the row chosen in the card.
func (p *panneauDocuments) exemplaire(ex *trame.Examen, d *trame.Document) *trame.Exemplaire {
	if d.Pour == "" {
		return &trame.Exemplaire{Document: d}
	}
	if x := ex.Exemplaire(trame.IDExemplaire(d.Cle, p.lignes[d.Cle])); x != nil {
		return x
	}
	if x := ex.Exemplaire(d.Cle); x != nil {
		return x
	}
	return &trame.Exemplaire{Document: d}
}

// choixLigne chooses for whom a document is made; nil when it is made for nobody in
// particular.
func (p *panneauDocuments) choixLigne(ex *trame.Examen, doc *trame.Exemplaire) *composants.Choix {
	if doc.Pour == "" || doc.Ligne == "" {
		return nil
	}
	var l []composants.Option
	for _, x := range ex.Exemplaires() {
		if x.Cle == doc.Cle {
			l = append(l, composants.Option{Cle: x.Ligne, Libelle: francais.Majuscule(p.e.lu.texte(x.Nom))})
		}
	}
	c := composants.NouveauChoix(l)
	c.Poser(doc.Ligne)
	c.OnChoix = func(ligne string) {
		p.lignes[doc.Cle] = ligne
		p.enChoix = doc.Cle
		p.montrer()
	}
	return c
}
