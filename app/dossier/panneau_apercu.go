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
	"justicepartage/reports/francais"
)

// panneauApercu shows the exact pages of a document beside the form, redrawn when one
// pauses, at the page of the section one stands in.
type panneauApercu struct {
	e       *Ecran
	choix   *composants.Choix
	vue     fyne.CanvasObject
	dit     *fyne.Container
	rebond  taches.Rebond
	demande int // grows: a drawing that comes late is thrown away
	document
	section string
	ancres  map[string]int
	montre  string // section whose page was last shown
	fige    *reports.Rendu
	figeID  int64 // the finalised document that is kept in fige: reading is written down once
}

// document is which document is shown: one chosen by hand, or the one the dossier is
// going to.
type document struct{ choisi string }

func nouveauPanneauApercu(e *Ecran) *panneauApercu {
	p := &panneauApercu{e: e, choix: composants.NouveauChoix(nil), dit: container.NewStack()}
	p.choix.OnChoix = func(cle string) {
		p.choisi = cle
		p.montre = ""
		p.dessiner()
	}
	p.rebond = taches.Rebond{Ex: e.p.Ex, Calme: 450 * time.Millisecond, Limite: 3 * time.Second, Faire: p.dessiner}
	p.vue = container.NewBorder(composants.Marge(4, 4, 8, 8, p.choix), nil, nil, nil, container.NewStack(e.p.Apercu, p.dit))
	return p
}

func (p *panneauApercu) objet() fyne.CanvasObject { return p.vue }
func (p *panneauApercu) premier() fyne.Focusable  { return p.choix }

// documentCourant is the document that the dossier is going to: the first that can be
// finalised and fits, or the numbered one that is being written.
func (e *Ecran) documentCourant() *trame.Document {
	ex := e.r.Examen()
	var dernier *trame.Document
	for _, d := range e.p.Service.Documents {
		if !d.Finalisable {
			continue
		}
		if ok, _ := ex.Possible(d); !ok {
			continue
		}
		if e.r.Dossier().Finalises[d.Cle] == 0 || !d.Unique() {
			if d.Complete == "" {
				return d
			}
			if len(e.r.Lignes(d.Lignes)) > e.r.Dossier().Finalises[d.Cle] {
				return d
			}
		}
		dernier = d
	}
	return dernier
}

// document gives the document to show.
func (p *panneauApercu) doc() *trame.Document {
	if d := p.e.p.Service.Document(p.choisi); d != nil {
		return d
	}
	return p.e.documentCourant()
}

func (p *panneauApercu) rafraichir(section string) {
	var l []composants.Option
	ex := p.e.r.Examen()
	for _, d := range p.e.p.Service.Documents {
		if ok, _ := ex.Possible(d); ok {
			l = append(l, composants.Option{Cle: d.Cle, Libelle: francais.Typographie(d.Titre)})
		}
	}
	p.choix.Proposer(l)
	if d := p.doc(); d != nil {
		p.choix.Poser(d.Cle)
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
		p.parler("Aucun document n’est possible pour l’instant : il manque l’issue de l’entretien, ou une autre réponse qui le décide.")
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
			rendu, id, err = e.fige(dossier.Numero, d.Cle, connu)
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
func resteAFaire(d *data.Dossier, r *Redaction, doc *trame.Document) bool {
	n := d.Finalises[doc.Cle]
	return n == 0 || doc.Lignes != "" && len(r.Lignes(doc.Lignes)) > n
}

// fige gives the last finalised document of a kind as it was kept; nil when it is the one
// already known.
func (e *Ecran) fige(numero, cle string, connu int64) (*reports.Rendu, int64, error) {
	docs, err := e.p.Session.Documents(context.Background(), numero)
	if err != nil {
		return nil, 0, err
	}
	for i := len(docs) - 1; i >= 0; i-- {
		if docs[i].Cle != cle {
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
