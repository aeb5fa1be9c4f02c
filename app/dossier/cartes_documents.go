package dossier

import (
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

// carteFinalise is what was finalised: when, by whom, to whom it was handed.
func (p *panneauDocuments) carteFinalise(ex *trame.Examen, x data.Document) fyne.CanvasObject {
	e := p.e
	le := francais.DateHeureCourte(x.FinaliseLe.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04"))
	etat := composants.Empiler(0, composants.NouveauTexte(francais.Typographie("Finalisé le "+le+" par "+x.FinalisePar), habillage.Discret, .95))
	principal := composants.BoutonPrincipal("Consigner la remise…", func() { e.remise.transmettre(x) })
	if tr := x.Transmis; tr != nil {
		dit := fmt.Sprintf("Remis à %s, %s, le %s", tr.A, strings.ToLower(tr.Moyen), francais.DateHeureCourte(tr.Le))
		etat.Add(composants.NouveauTexte(francais.Typographie(dit), theme.ColorNameSuccess, .95).Gras())
		principal.Importance = widget.MediumImportance
		principal.SetText("Corriger la remise…")
	}
	etat.Add(composants.NouveauTexte("Empreinte SHA-256 : "+x.SHA256[:16]+"…", habillage.Discret, .85))
	barre := container.NewHBox(p.garder(principal),
		composants.NouveauBouton("Exporter", func() { e.remise.exporter(e.remise.finalise(x)) }),
		composants.NouveauBouton("Imprimer", func() { e.remise.imprimer(e.remise.finalise(x)) }),
		composants.NouveauBouton("Ouvrir", func() { e.remise.ouvrir(e.remise.finalise(x)) }))
	return composants.Carte(composants.Empiler(6, composants.NouveauTitre(p.intitule(ex, x), 1.15), etat, barre))
}

// carteModele is a paper that can be made, or what keeps it from being made; nil when it is
// not awaited.
func (p *panneauDocuments) carteModele(ex *trame.Examen, doc *trame.Exemplaire) fyne.CanvasObject {
	e := p.e
	d := e.c.r.Dossier()
	n := d.Finalises[doc.ID()]
	if n > 0 && doc.Complete == "" && !doc.Courant && doc.Pour == "" || doc.Complete != "" && d.Finalises[doc.Complete] == 0 {
		return nil
	}
	ok, pourquoi := ex.Possible(doc)
	if !ok && doc.Fige() && e.c.r.Dossier().FigePar(e.c.svc) != nil {
		return nil // the dossier gave another report: this one is no longer awaited
	}
	boite := composants.Empiler(6, composants.NouveauTitre(francais.Typographie(doc.Titre), 1.15))
	if c := p.choixLigne(ex, doc); c != nil {
		if p.enChoix == doc.Cle {
			p.reprendre = c
		}
		boite.Add(c)
	}
	commence := doc.Lignes == "" || len(e.c.r.Lignes(doc.Lignes)) > n
	if !ok && commence {
		boite.Add(composants.ProseDiscrete(e.lu.texte(pourquoi)))
		return composants.Carte(boite)
	}
	dit, boutons := p.gestes(doc, d.Etat == data.EtatClos, commence)
	if dit != "" {
		boite.Add(composants.ProseDiscrete(dit))
	}
	boite.Add(container.NewHBox(boutons...))
	return composants.Carte(boite)
}

// gestes are what can be done with a paper, and what is to be said of it.
func (p *panneauDocuments) gestes(doc *trame.Exemplaire, clos, commence bool) (dit string, boutons []fyne.CanvasObject) {
	e, s := p.e, p.e.remise
	imprimer := func() { s.imprimer(s.projet(doc)) }
	ouvrir := composants.NouveauBouton("Ouvrir", func() { s.ouvrir(s.projet(doc)) })
	switch {
	case clos && doc.Finalisable:
		return "Le dossier est clos : ce document n’est pas finalisé.", nil
	case !commence: // its matter is still to be written
		dit = "Pour corriger ou ajouter après la finalisation : ce qui est finalisé reste tel quel, ce document est numéroté."
		return dit, []fyne.CanvasObject{p.garder(composants.NouveauBouton("Écrire : "+francais.Minuscule(doc.Titre), func() { e.c.completer(doc) }))}
	case doc.Finalisable && e.c.fini(doc):
		return "Finalisé : il est plus haut dans cette page.", nil
	case doc.Finalisable:
		dit = "Se fait autant de fois qu’il le faut : chaque exemplaire finalisé est gardé."
		bouton := composants.NouveauBouton("Finaliser…", func() {
			e.c.choisir(doc.ID())
			e.Finaliser()
		})
		if !doc.Courant {
			dit = "En projet : à relire, puis à finaliser."
			bouton.Importance = widget.HighImportance
		}
		return dit, []fyne.CanvasObject{p.garder(bouton), composants.NouveauBouton("Imprimer le projet", imprimer), ouvrir}
	}
	return "", []fyne.CanvasObject{
		p.garder(composants.NouveauBouton("Imprimer", imprimer)), ouvrir,
		composants.NouveauBouton("Exporter", func() { s.exporter(s.projet(doc)) }),
	}
}

// etatDossier closes the dossier, or opens it again.
func (p *panneauDocuments) etatDossier() fyne.CanvasObject {
	e := p.e
	if e.c.r.Dossier().Etat == data.EtatClos {
		return composants.Carte(composants.Empiler(6, composants.NouveauTitre("Dossier clos", 1.15),
			composants.ProseDiscrete("Il se lit, ses documents se remettent encore ; il ne se modifie plus."),
			container.NewHBox(composants.NouveauBouton("Rouvrir le dossier…", e.Rouvrir))))
	}
	return composants.Carte(composants.Empiler(6, composants.NouveauTitre("Clore le dossier", 1.15),
		composants.ProseDiscrete("Quand tout est remis : le dossier quitte la liste des urgences et ne change plus. Il peut être rouvert."),
		container.NewHBox(composants.NouveauBouton("Clore le dossier…", e.Clore))))
}
