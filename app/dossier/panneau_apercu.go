package dossier

import (
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

// doc gives the paper to show.
func (p *panneauApercu) doc() *trame.Exemplaire {
	if x := p.e.c.r.Examen().Exemplaire(p.choisi); x != nil {
		return x
	}
	return p.e.c.courant()
}

func (p *panneauApercu) rafraichir(section string) {
	var l []composants.Option
	ex := p.e.c.r.Examen()
	for _, x := range ex.Exemplaires() {
		if ok, _ := ex.Possible(x); ok {
			l = append(l, composants.Option{Cle: x.ID(), Libelle: p.e.lu.texte(x.Intitule())})
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
	if e.ferme || e.volets.ouvert != PanneauApercu {
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
	ex, dossier, assoc := e.c.r.ExamenACote(), e.c.r.Dossier(), e.p.Association
	fige, connu := !e.c.resteAFaire(d), p.figeID
	var rendu *reports.Rendu
	var id int64
	var err error
	e.p.Ex.Lancer(func() {
		if fige {
			rendu, id, err = e.remise.fige(dossier.Numero, d.ID(), connu)
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

func (p *panneauApercu) parler(s string) {
	p.e.p.Apercu.Vider()
	p.dit.Objects = []fyne.CanvasObject{composants.Marge(20, 20, 24, 24, composants.ProseDiscrete(s))}
	p.dit.Refresh()
}

// montrerPapier shows a paper that was chosen by hand, from its first page.
func (p *panneauApercu) montrerPapier(papier string) { p.choisi, p.montre = papier, "" }
