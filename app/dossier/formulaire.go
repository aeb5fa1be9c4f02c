package dossier

import (
	"fmt"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// formulaire shows one section to write in.
type formulaire struct {
	e *Ecran

	vue     fyne.CanvasObject
	defile  *container.Scroll
	corps   *fyne.Container
	aide    *composants.Lecture
	champs  []*question
	cartes  []*carte
	aucun   *composants.Bouton
	ajouter *composants.Bouton
	suite   *composants.Bouton
	courant *question

	fige, dit bool // how the section stood when it was made: frozen, « there is none » said
}

func nouveauFormulaire(e *Ecran) *formulaire {
	f := &formulaire{e: e, corps: composants.Empiler(2)}
	f.defile = container.NewVScroll(composants.Marge(10, 24, 18, 22, f.corps))
	f.vue = container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 0), f.defile)
	return f
}

// ouvrir shows the section one stands in from its top.
func (f *formulaire) ouvrir() {
	f.construire()
	f.defile.ScrollToTop()
}

// construire makes the controls of the section again.
func (f *formulaire) construire() {
	e, sec := f.e, f.e.c.sec
	e.c.oublier()
	f.champs, f.cartes, f.courant, f.aucun, f.ajouter = nil, nil, nil, nil, nil
	f.corps.RemoveAll()
	f.fige, f.dit = e.c.verrou(sec) != data.Libre, e.c.r.Repondue(sec.Cle)
	titre := sec.Titre
	if sec.Lettre != "" {
		titre = sec.Lettre + ". " + titre
	}
	tete := composants.EnLigne(8, 0, composants.NouveauTitre(francais.Typographie(titre), 1.45))
	f.aide = composants.ProseDiscrete(e.lu.texte(sec.Aide))
	f.aide.Hide()
	if sec.Aide != "" {
		tete.Add(nouveauLien("Que faut-il écrire ?", f.basculerAide))
	}
	f.corps.Add(tete)
	f.corps.Add(f.aide)
	f.corps.Add(composants.Marge(0, 8, 0, 0, composants.Filet()))
	if p := e.c.retour; p != nil && p.vers == sec {
		revenir := composants.NouveauBouton("Revenir à « "+e.lu.texte(p.de.Titre)+" »", e.c.revenir)
		f.corps.Add(composants.Marge(0, 6, 0, 0, container.NewHBox(revenir)))
	}
	if verrou := e.c.verrou(sec); verrou != data.Libre {
		f.lecture(verrou)
		return
	}
	if sec.Repetee {
		f.repetee()
	} else {
		for _, c := range sec.Champs {
			q := nouvelleQuestion(f, c, nil)
			f.champs = append(f.champs, q)
			f.corps.Add(q.vue)
		}
	}
	f.poserSuite()
	f.rafraichir()
}

// reconstruire is construire in place: the focus and the cursor stay where they were.
func (f *formulaire) reconstruire() {
	ici, dedans := f.e.c.ici, f.e.c.dedans
	place := -1
	if f.courant != nil {
		if c, ok := f.courant.champ.Focus().(composants.Curseur); ok {
			place = c.Curseur()
		}
	}
	f.construire()
	if !dedans {
		return
	}
	f.allerA(*ici)
	if f.courant == nil || f.courant.chemin != *ici || place < 0 {
		return
	}
	if c, ok := f.courant.champ.Focus().(composants.Curseur); ok {
		c.Placer(place)
	}
}

// reposer shows the answers that others changed in the controls that are there; it tells
// whether they are still those of the section: rows that came or went, a section that was
// frozen, make it anew.
func (f *formulaire) reposer() bool {
	r, sec := f.e.c.r, f.e.c.sec
	if (f.e.c.verrou(sec) != data.Libre) != f.fige || f.dit != r.Repondue(sec.Cle) {
		return false
	}
	lignes := r.Lignes(sec.Cle)
	if len(lignes) != len(f.cartes) {
		return false
	}
	for i, c := range f.cartes {
		if c.l.ID != lignes[i].ID {
			return false
		}
		c.l = lignes[i]
	}
	for _, q := range f.champs {
		if q.ligne != nil {
			q.ligne = lignes[slices.IndexFunc(lignes, func(l *trame.Ligne) bool { return l.ID == q.ligne.ID })]
		}
		if v := r.Valeur(q.chemin); !q.c.Calcule() && !reflect.DeepEqual(v, q.montre) {
			q.montre = v
			q.champ.Poser(v)
		}
	}
	return true
}

// poserSuite adds the button that goes on to the next section: Tab comes to it last.
func (f *formulaire) poserSuite() {
	f.suite = nil
	if s := f.e.c.suivante(1); s != nil {
		f.suite = composants.NouveauBouton("Section suivante : "+francais.Typographie(s.Titre), func() { f.e.c.allerSection(s, true) })
		f.suite.OnPrendre = func() { f.montrer(f.suite) }
		f.corps.Add(composants.Marge(14, 0, 0, 0, container.NewHBox(f.suite)))
	}
}

// lecture shows a section that can no longer be written in.
func (f *formulaire) lecture(v data.Verrou) {
	f.corps.Add(bandeau(f.pourquoi(v), composants.Encre))
	ex := f.e.c.r.Examen()
	rien := true
	for i, l := range ex.Fiches(f.e.c.sec) {
		if l != nil {
			f.corps.Add(composants.Marge(8, 2, 0, 0,
				composants.NouveauTexte(fmt.Sprintf("%s n° %d", francais.Majuscule(f.e.c.sec.Ligne), i+1), theme.ColorNameForeground, 1).Gras()))
		}
		for _, c := range f.e.c.sec.Champs {
			v := ex.Valeur(c, l)
			if v == nil {
				continue
			}
			rien = false
			var valeur fyne.CanvasObject = composants.Prose(f.e.lu.masquer(francais.Typographie(composants.EnLecture(ex, c, v))))
			if !c.Long() { // on the line of its label
				valeur = composants.Marge(theme.InnerPadding(), 0, 0, 0, valeur)
			}
			libelle := composants.ProseDiscrete(f.e.lu.texte(c.Libelle))
			f.corps.Add(composes(c.Long(), []fyne.CanvasObject{libelle}, valeur, composants.Empiler(0)))
		}
	}
	if rien {
		f.corps.Add(composants.ProseDiscrete("Rien n’est écrit ici."))
	}
	f.poserSuite()
}

// pourquoi says why a section can no longer be written in, and what can be done instead.
func (f *formulaire) pourquoi(v data.Verrou) string {
	c := f.e.c
	titre := func(d *trame.Document) string { return francais.Typographie("« " + d.Titre + " »") }
	switch v {
	case data.DossierClos:
		return "Ce dossier est clos : rouvrez-le pour le modifier."
	case data.PasEncore:
		if d := c.svc.Document(c.sec.Apres); d != nil {
			return "Cette rubrique s’écrit une fois " + titre(d) + " finalisé."
		}
	}
	if d := c.r.Dossier().FigePar(c.svc); d != nil {
		dit := "Cette rubrique est figée par " + titre(d) + ", finalisé."
		if x := c.svc.Complement(d.Cle); x != nil {
			dit += " Pour corriger ou ajouter : " + titre(x) + ", au panneau Documents."
		}
		return dit
	}
	return "Cette rubrique est figée par le document finalisé."
}

// bandeau is a sentence on a tint.
func bandeau(s string, t composants.Ton) fyne.CanvasObject {
	return container.NewStack(composants.NouveauFond(t.Fond(), "", 5), composants.Marge(6, 6, 10, 10, composants.Prose(s)))
}

func (f *formulaire) basculerAide() {
	if f.aide.Visible() {
		f.aide.Hide()
	} else {
		f.aide.Show()
	}
	f.remesurer()
}

// repetee shows the rows of a section, one of them unfolded.
func (f *formulaire) repetee() {
	e, sec := f.e, f.e.c.sec
	lignes := e.c.r.Lignes(sec.Cle)
	figees := e.c.figees()
	for i, l := range lignes {
		c := nouvelleCarte(f, l, i, i < figees)
		f.cartes = append(f.cartes, c)
		f.corps.Add(c.vue)
	}
	if len(lignes) == 0 {
		phrase := "Aucune ligne pour l’instant."
		if e.c.r.Repondue(sec.Cle) {
			phrase = sec.Aucun
		}
		f.corps.Add(composants.Marge(4, 8, 0, 0, composants.ProseDiscrete(francais.Typographie(phrase))))
	}
	f.ajouter = composants.NouveauBouton("Ajouter : "+sec.Ligne+"  (Ctrl+I)", e.c.ajouter)
	f.ajouter.Icon = theme.ContentAddIcon()
	f.ajouter.OnPrendre = func() { f.montrer(f.ajouter) }
	barre := container.NewHBox(f.ajouter)
	if len(lignes) == 0 && sec.Aucun != "" {
		texte := sec.Aucun
		dit := e.c.r.Repondue(sec.Cle)
		if dit {
			texte = "Retirer la réponse « " + sec.Aucun + " »"
		}
		f.aucun = composants.NouveauBouton(francais.Typographie(texte), func() {
			e.c.r.DireAucun(sec.Cle, !dit)
			composants.Prendre(f.aucun)
		})
		barre.Add(f.aucun)
	}
	f.corps.Add(composants.Marge(6, 0, 0, 0, barre))
}

// entree is where one begins to write in the section; nil where nothing is to be written.
func (f *formulaire) entree() fyne.Focusable {
	for _, q := range f.champs {
		if q.vue.Visible() && q.champ.Focus() != nil {
			return q.champ.Focus()
		}
	}
	if f.ajouter != nil {
		return f.ajouter
	}
	return nil
}

// premier gives the focus to the first question of the section.
func (f *formulaire) premier() {
	if e := f.entree(); e != nil {
		composants.Prendre(e)
	} else if f.suite != nil {
		composants.Prendre(f.suite)
	}
}

// allerA gives the focus to the question of a path, whose row is unfolded.
func (f *formulaire) allerA(c trame.Chemin) {
	for _, q := range f.champs {
		if q.chemin.Champ == c.Champ && q.chemin.Ligne == c.Ligne && q.champ.Focus() != nil {
			if !q.vue.Visible() {
				q.vue.Show()
			}
			f.remesurer()
			composants.Prendre(q.champ.Focus())
			return
		}
	}
	f.premier()
}

// rafraichir brings every question of the section up to date with the answers.
func (f *formulaire) rafraichir() {
	ex := f.e.c.r.Examen()
	alertes := f.e.lu.alertes(ex)
	change := false
	for _, q := range f.champs {
		change = q.rafraichir(ex, alertes) || change
	}
	for _, c := range f.cartes {
		change = c.rafraichir(ex, alertes) || change
	}
	if change {
		f.remesurer()
	}
}
