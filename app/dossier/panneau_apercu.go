package dossier

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// panneauApercu shows the exact pages of a document beside the form, redrawn when one
// pauses, at the page of the section one stands in.
type panneauApercu struct {
	e       *Ecran
	choix   *composants.Choix
	vue     fyne.CanvasObject
	dit     *fyne.Container
	rebond  taches.Rebond
	demande int    // grows: a drawing that comes late is thrown away
	choisi  string // the paper chosen by hand, "" for the one the dossier is going to
	section string
	ancres  map[string]int
	montre  string // section whose page was last shown
	fige    *reports.Rendu
	figeID  int64 // the finalised document that is kept in fige: reading is written down once
}

func nouveauPanneauApercu(e *Ecran) *panneauApercu {
	p := &panneauApercu{e: e, choix: composants.NouveauChoix(nil), dit: container.NewStack()}
	p.choix.OnChoix = func(cle string) {
		e.Choisir(cle)
		p.dessiner()
	}
	p.rebond = taches.Rebond{Ex: e.p.Ex, Calme: 450 * time.Millisecond, Limite: 3 * time.Second, Faire: p.dessiner}
	p.vue = container.NewBorder(composants.Marge(4, 4, 8, 8, p.choix), nil, nil, nil, container.NewStack(e.p.Apercu, p.dit))
	return p
}

func (p *panneauApercu) objet() fyne.CanvasObject { return p.vue }
func (p *panneauApercu) premier() fyne.Focusable  { return p.choix }

// documentCourant is the paper that the dossier is going to: the one chosen by hand if it
// can be finalised, the first that can be and is not yet, or the numbered one that is being
// written.
func (e *Ecran) documentCourant() *trame.Exemplaire {
	ex, d := e.r.Examen(), e.r.Dossier()
	possible := func(x *trame.Exemplaire) bool {
		if !x.Finalisable {
			return false
		}
		ok, _ := ex.Possible(x)
		return ok
	}
	if x := ex.Exemplaire(e.choisi); x != nil && possible(x) && !e.fini(x) {
		return x
	}
	var dernier *trame.Exemplaire
	for _, x := range ex.Exemplaires() {
		if !possible(x) {
			continue
		}
		if x.Complete == "" && d.Finalises[x.ID()] == 0 || x.Complete != "" && len(e.r.Lignes(x.Lignes)) > d.Finalises[x.Cle] {
			return x
		}
		dernier = x
	}
	return dernier
}

// doc gives the paper to show.
func (p *panneauApercu) doc() *trame.Exemplaire {
	if x := p.e.r.Examen().Exemplaire(p.choisi); x != nil {
		return x
	}
	return p.e.documentCourant()
}

func (p *panneauApercu) rafraichir(section string) {
	var l []composants.Option
	ex := p.e.r.Examen()
	for _, x := range ex.Exemplaires() {
		if ok, _ := ex.Possible(x); ok {
			l = append(l, composants.Option{Cle: x.ID(), Libelle: p.e.texte(x.Intitule())})
		}
	}
	p.choix.Proposer(l)
	if d := p.doc(); d != nil {
		p.choix.Poser(d.ID())
	}
	if section != p.section {
		p.section = section
		p.suivre()
	}
	p.rebond.Relancer()
}

// suivre shows the page of the section one stands in.
func (p *panneauApercu) suivre() {
	if n, ok := p.ancres[p.section]; ok && p.montre != p.section {
		p.montre = p.section
		p.e.p.Apercu.AllerA(n)
	}
}

// dessiner makes the document away from the window and shows it.
func (p *panneauApercu) dessiner() {
	p.rebond.Annuler()
	e := p.e
	d := p.doc()
	if e.ferme || e.ouvert != PanneauApercu {
		return
	}
	p.demande++
	if d == nil {
		p.parler("Aucun document n’est possible pour l’instant. Le panneau Documents dit ce qui manque à chacun.")
		return
	}
	if e.p.Regard.Voit() {
		p.parler("Écran visible : l’aperçu est masqué, le document porte des noms. F9 le rend.")
		return
	}
	n := p.demande
	ex, dossier, assoc := e.r.ExamenACote(), e.r.Dossier(), e.p.Association
	fige, connu := !resteAFaire(dossier, e.r, d), p.figeID
	var rendu *reports.Rendu
	var id int64
	var err error
	e.p.Ex.Lancer(func() {
		if fige {
			rendu, id, err = e.fige(dossier.Numero, d.ID(), connu)
		} else {
			rendu, err = e.p.Imprimerie.Projet(ex, dossier, d, assoc)
		}
	}, func() {
		if n != p.demande || e.ferme {
			return
		}
		if err != nil {
			p.parler(data.Phrase(err))
			return
		}
		if fige {
			if rendu == nil {
				rendu = p.fige
			}
			p.fige, p.figeID = rendu, id
		}
		p.dit.Objects = nil
		p.dit.Refresh()
		p.ancres = rendu.Ancres
		e.p.Apercu.Montrer(rendu.PDF, rendu.Pages)
		p.suivre()
	})
}

// resteAFaire tells whether the next document of a kind is begun on the screen.
func resteAFaire(d *data.Dossier, r *Redaction, doc *trame.Exemplaire) bool {
	n := d.Finalises[doc.ID()]
	return n == 0 || doc.Courant || doc.Lignes != "" && len(r.Lignes(doc.Lignes)) > n
}

// fige gives the last finalised document of a kind as it was kept; nil when it is the one
// already known.
func (e *Ecran) fige(numero, papier string, connu int64) (*reports.Rendu, int64, error) {
	docs, err := e.p.Session.Documents(context.Background(), numero)
	if err != nil {
		return nil, 0, err
	}
	for i := len(docs) - 1; i >= 0; i-- {
		if docs[i].Exemplaire() != papier {
			continue
		}
		if docs[i].ID == connu {
			return nil, connu, nil
		}
		pdf, err := e.p.Session.Octets(context.Background(), docs[i].ID, "lecture")
		return &reports.Rendu{PDF: pdf, Pages: reports.Pages(pdf)}, docs[i].ID, err
	}
	return nil, 0, &data.Erreur{Code: data.Introuvable, Message: "Ce document n’est pas encore finalisé."}
}

func (p *panneauApercu) parler(s string) {
	p.e.p.Apercu.Vider()
	p.dit.Objects = []fyne.CanvasObject{composants.Marge(20, 20, 24, 24, composants.ProseDiscrete(s))}
	p.dit.Refresh()
}

// Choisir goes to work on a paper (trame.Exemplaire): the preview shows it, the control is
// about it.
func (e *Ecran) Choisir(papier string) {
	e.choisi = papier
	if p, ok := e.panneaux[PanneauApercu].(*panneauApercu); ok {
		p.choisi, p.montre = papier, ""
	}
	e.rafraichir()
}
