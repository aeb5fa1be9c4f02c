package dossier

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/identite"
)

// semblablesMax bounds the records that are proposed for one person.
const semblablesMax = 5

// fiche is a person of the dossier with the records that may be the same person.
type fiche struct {
	p          data.Personne
	semblables []data.Doublon
	fusions    []data.Fusion
}

// Gens shows the records of the people of the dossier, to make one of two that are the same
// person, or two again.
func (e *Ecran) Gens() {
	e.ecrire(func() { ouvrirGens(e) })
}

// ouvrirGens reads the records and shows them.
func ouvrirGens(e *Ecran) {
	var l []fiche
	var err error
	e.p.Ex.Lancer(func() { l, err = lireGens(context.Background(), e.p.Session, e.p.Dossier.Numero) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		var fermer func()
		g := &fichesGens{e: e, l: l, corps: composants.Empiler(8)}
		g.refaire = func() {
			fermer()
			ouvrirGens(e)
		}
		g.montrer()
		defile := container.NewVScroll(g.corps)
		defile.SetMinSize(fyne.NewSize(0, 340))
		fermer = e.p.Dialogues.Montrer(dialogues.Boite{
			Titre: "Fiches des personnes", Contenu: defile, Largeur: 680, Laisser: "Fermer", Focus: g.premier,
			Rafraichir: g.montrer,
		})
	})
}

// fichesGens is what the dialog of the records shows.
type fichesGens struct {
	e       *Ecran
	l       []fiche
	corps   *fyne.Container
	premier fyne.Focusable
	refaire func() // after a change
}

func (g *fichesGens) bouton(titre string, f func()) *composants.Bouton {
	b := composants.NouveauBouton(titre, f)
	if g.premier == nil {
		g.premier = b
	}
	return b
}

func (g *fichesGens) montrer() {
	e := g.e
	dedans := composants.Tient(g.corps)
	g.corps.RemoveAll()
	g.premier = nil
	for _, f := range g.l {
		g.corps.Add(composants.NouveauTexte(g.personne(f.p), theme.ColorNameForeground, 1.05).Gras())
		for _, d := range f.semblables {
			g.corps.Add(composants.EnLigne(8, 0, composants.Empiler(0,
				composants.NouveauTexte(g.personne(d.Personne), theme.ColorNameForeground, 1).Borne(360),
				composants.NouveauTexte(francais.Typographie(strings.Join(append(d.Raisons, d.Dossiers...), "  ·  ")), habillage.Discret, .92).Borne(360)),
				g.bouton("Réunir…", func() { g.reunir(f.p, d) })))
		}
		for _, x := range f.fusions {
			le := francais.DateCourte(x.Le.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02"))
			g.corps.Add(composants.EnLigne(8, 0,
				composants.NouveauTexte(francais.Typographie("Réunie le "+le+" avec la fiche "+g.personne(x.Fondue)), habillage.Discret, 1).Borne(360),
				g.bouton("Séparer", func() { g.separer(x) })))
		}
		if len(f.semblables)+len(f.fusions) == 0 {
			g.corps.Add(composants.ProseDiscrete("Aucune autre fiche ne lui ressemble."))
		}
		g.corps.Add(composants.Filet())
	}
	if len(g.l) == 0 {
		g.corps.Add(composants.ProseDiscrete("Personne n’est encore nommé dans ce dossier."))
	}
	g.corps.Refresh()
	if dedans && g.premier != nil {
		composants.Prendre(g.premier)
	}
}

func lireGens(ctx context.Context, base Session, numero string) ([]fiche, error) {
	gens, err := base.Gens(ctx, numero)
	if err != nil {
		return nil, err
	}
	var out []fiche
	for _, p := range gens {
		f := fiche{p: p}
		l, err := base.Doublons(ctx, identite.Identite{
			Nom: p.Nom, NomUsage: p.NomUsage, Prenoms: p.Prenoms, Naissance: p.Naissance,
			Telephones: p.Telephones,
		}, semblablesMax+1)
		if err != nil {
			return nil, err
		}
		for _, d := range l {
			if d.Personne.ID != 0 && d.Personne.ID != p.ID && len(f.semblables) < semblablesMax {
				f.semblables = append(f.semblables, d)
			}
		}
		if f.fusions, err = base.Fusions(ctx, p.ID); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// personne names a person for a list.
func (g *fichesGens) personne(p data.Personne) string {
	s := g.e.p.Regard.Nommer(francais.Nom(p.Nom, p.Prenoms))
	if p.Naissance != "" {
		s += ", " + francais.DateCourte(p.Naissance)
	}
	return s
}

func (g *fichesGens) reunir(p data.Personne, d data.Doublon) {
	e := g.e
	texte := composants.Prose("")
	nommer := func() {
		texte.Dire(francais.Typographie(fmt.Sprintf("« %s » et « %s » deviennent une seule fiche : celle de ce dossier. %s la suivent. "+
			"Les réponses des dossiers ne changent pas. Les deux fiches pourront être séparées à nouveau.",
			g.personne(p), g.personne(d.Personne), francais.Pluriel(len(d.Dossiers), "dossier", "dossiers"))))
	}
	nommer()
	reunir := func() {
		var f data.Fusion
		var err error
		e.p.Ex.Lancer(func() { f, err = e.p.Session.Fusionner(context.Background(), p.ID, d.Personne.ID) }, func() {
			if err != nil {
				e.p.Dialogues.Erreur(err)
				return
			}
			e.p.Dialogues.Mot("Fiches réunies. Ont suivi : " + strings.Join(f.Dossiers, ", ") + ".")
			e.avis.lire()
			g.refaire()
		})
	}
	e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Réunir les deux fiches", Contenu: texte, Rafraichir: nommer,
		Actions: []dialogues.Action{{Texte: "Réunir", Faire: func() bool { reunir(); return true }}},
	})
}

func (g *fichesGens) separer(f data.Fusion) {
	e := g.e
	var err error
	e.p.Ex.Lancer(func() { err = e.p.Session.AnnulerFusion(context.Background(), f.ID) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.p.Dialogues.Mot("Les deux fiches sont de nouveau séparées.")
		e.avis.lire()
		g.refaire()
	})
}
