package dossier

import (
	"fmt"

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

// formulaire shows one section to write in.
type formulaire struct {
	e   *Ecran
	sec *trame.Section

	vue     fyne.CanvasObject
	defile  *container.Scroll
	corps   *fyne.Container
	aide    *composants.Lecture
	rangs   []*rang
	cartes  []*carte
	ouverte string // ID of the row that is unfolded
	aucun   *composants.Bouton
	ajouter *composants.Bouton
	suite   *composants.Bouton
	courant *rang
}

func nouveauFormulaire(e *Ecran) *formulaire {
	f := &formulaire{e: e, corps: composants.Empiler(2)}
	f.defile = container.NewVScroll(composants.Marge(10, 24, 18, 22, f.corps))
	f.vue = container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 0), f.defile)
	return f
}

// ouvrir shows a section from its top.
func (f *formulaire) ouvrir(sec *trame.Section) {
	if f.sec != sec {
		f.ouverte = ""
		if l := f.e.r.Lignes(sec.Cle); sec.Repetee && len(l) == 1 {
			f.ouverte = l[0].ID
		}
	}
	f.sec = sec
	f.construire()
	f.defile.ScrollToTop()
}

// construire makes the controls of the section again.
func (f *formulaire) construire() {
	e, sec := f.e, f.sec
	f.rangs, f.cartes, f.courant, f.aucun, f.ajouter = nil, nil, nil, nil, nil
	f.corps.RemoveAll()
	titre := sec.Titre
	if sec.Lettre != "" {
		titre = sec.Lettre + ". " + titre
	}
	tete := composants.EnLigne(8, 0, composants.NouveauTitre(francais.Typographie(titre), 1.45))
	f.aide = composants.ProseDiscrete(e.texte(sec.Aide))
	f.aide.Hide()
	if sec.Aide != "" {
		tete.Add(nouveauLien("Que faut-il écrire ?", f.basculerAide))
	}
	f.corps.Add(tete)
	f.corps.Add(f.aide)
	f.corps.Add(composants.Marge(0, 8, 0, 0, composants.Filet()))
	if e.retour != nil && e.retour.vers == sec.Cle {
		depart := e.retour
		f.corps.Add(composants.Marge(0, 6, 0, 0, container.NewHBox(composants.NouveauBouton("Revenir à « "+e.texte(depart.libelle)+" »", func() { e.revenir(depart) }))))
	}
	verrou := e.r.Dossier().Verrou(e.r.Service(), sec)
	if verrou != data.Libre {
		f.lecture(verrou)
		return
	}
	if sec.Repetee {
		f.repetee()
	} else {
		for _, c := range sec.Champs {
			r := nouveauRang(f, c, nil)
			f.rangs = append(f.rangs, r)
			f.corps.Add(r.vue)
		}
	}
	f.poserSuite()
	f.rafraichir()
}

// poserSuite adds the button that goes on to the next section: Tab comes to it last.
func (f *formulaire) poserSuite() {
	f.suite = nil
	if s := f.e.suivante(f.sec, 1); s != nil {
		f.suite = composants.NouveauBouton("Section suivante : "+francais.Typographie(s.Titre), func() { f.e.allerSection(s, true) })
		f.suite.OnPrendre = func() { f.montrer(f.suite) }
		f.corps.Add(composants.Marge(14, 0, 0, 0, container.NewHBox(f.suite)))
	}
}

// lecture shows a section that can no longer be written in.
func (f *formulaire) lecture(v data.Verrou) {
	pourquoi := map[data.Verrou]string{
		data.Finalisee:   "Cette rubrique est figée par le document finalisé. Pour corriger ou ajouter, écrivez un rapport complémentaire (panneau Documents).",
		data.PasEncore:   "Cette rubrique s’écrit une fois le rapport finalisé.",
		data.DossierClos: "Ce dossier est clos : rouvrez-le pour le modifier.",
	}[v]
	f.corps.Add(bandeau(pourquoi, composants.Encre))
	ex := f.e.r.Examen()
	rien := true
	for i, l := range ex.Fiches(f.sec) {
		if l != nil {
			f.corps.Add(composants.Marge(8, 2, 0, 0, composants.NouveauTexte(fmt.Sprintf("%s n° %d", francais.Majuscule(f.sec.Ligne), i+1), theme.ColorNameForeground, 1).Gras()))
		}
		for _, c := range f.sec.Champs {
			v := ex.Valeur(c, l)
			if v == nil {
				continue
			}
			rien = false
			var valeur fyne.CanvasObject = composants.Prose(f.e.masquer(francais.Typographie(composants.EnLecture(ex, c, v))))
			if !c.Long() { // on the line of its label
				valeur = composants.Marge(theme.InnerPadding(), 0, 0, 0, valeur)
			}
			libelle := composants.ProseDiscrete(f.e.texte(c.Libelle))
			f.corps.Add(composes(c.Long(), []fyne.CanvasObject{libelle}, valeur, composants.Empiler(0)))
		}
	}
	if rien {
		f.corps.Add(composants.ProseDiscrete("Rien n’est écrit ici."))
	}
	f.poserSuite()
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
	e, sec := f.e, f.sec
	lignes := e.r.Lignes(sec.Cle)
	figees := e.r.Dossier().LignesFigees(e.r.Service(), sec)
	for i, l := range lignes {
		c := nouvelleCarte(f, l, i, i < figees)
		f.cartes = append(f.cartes, c)
		f.corps.Add(c.vue)
	}
	if len(lignes) == 0 {
		phrase := "Aucune ligne pour l’instant."
		if e.r.Repondue(sec.Cle) {
			phrase = sec.Aucun
		}
		f.corps.Add(composants.Marge(4, 8, 0, 0, composants.ProseDiscrete(francais.Typographie(phrase))))
	}
	f.ajouter = composants.NouveauBouton("Ajouter : "+sec.Ligne+"  (Ctrl+I)", func() { f.ajouterLigne() })
	f.ajouter.Icon = theme.ContentAddIcon()
	f.ajouter.OnPrendre = func() { f.montrer(f.ajouter) }
	barre := container.NewHBox(f.ajouter)
	if len(lignes) == 0 && sec.Aucun != "" {
		texte := sec.Aucun
		dit := e.r.Repondue(sec.Cle)
		if dit {
			texte = "Retirer la réponse « " + sec.Aucun + " »"
		}
		f.aucun = composants.NouveauBouton(francais.Typographie(texte), func() {
			e.r.DireAucun(sec.Cle, !dit)
			composants.Prendre(f.aucun)
		})
		barre.Add(f.aucun)
	}
	f.corps.Add(composants.Marge(6, 0, 0, 0, barre))
}

// ajouterLigne adds a row and stands in its first question.
func (f *formulaire) ajouterLigne() {
	if f.ajouter == nil {
		return
	}
	f.ouverte = f.e.r.Ajouter(f.sec.Cle, nil).ID
	f.construire()
	f.premier()
}

// entree is where one begins to write in the section; nil where nothing is to be written.
func (f *formulaire) entree() fyne.Focusable {
	for _, r := range f.rangs {
		if r.vue.Visible() && r.champ.Focus() != nil {
			return r.champ.Focus()
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

// allerA gives the focus to the question of a path; it unfolds its row.
func (f *formulaire) allerA(c trame.Chemin) {
	if c.Ligne != "" && f.ouverte != c.Ligne {
		f.ouverte = c.Ligne
		f.construire()
	}
	for _, r := range f.rangs {
		if r.chemin.Champ == c.Champ && r.chemin.Ligne == c.Ligne && r.champ.Focus() != nil {
			if !r.vue.Visible() {
				r.vue.Show()
			}
			f.remesurer()
			composants.Prendre(r.champ.Focus())
			return
		}
	}
	f.premier()
}

// rafraichir brings every question of the section up to date with the answers.
func (f *formulaire) rafraichir() {
	ex := f.e.r.Examen()
	alertes := f.e.alertes(ex)
	change := false
	for _, r := range f.rangs {
		change = r.rafraichir(ex, alertes) || change
	}
	for _, c := range f.cartes {
		change = c.rafraichir(ex, alertes) || change
	}
	if change {
		f.remesurer()
	}
}

// remesurer lays the form out again: the height of a question changed.
func (f *formulaire) remesurer() {
	f.corps.Refresh()
	f.defile.Refresh()
	if f.courant != nil && f.courant.enFocus {
		f.montrer(f.courant.vue)
	}
}

// montrer scrolls so that an object is in view.
func (f *formulaire) montrer(o fyne.CanvasObject) {
	y := float32(0)
	if !position(f.defile.Content, o, &y) {
		return
	}
	h, vue, haut := o.Size().Height, f.defile.Size().Height, f.defile.Offset.Y
	const air = 28
	switch {
	case y-air < haut:
		f.defile.ScrollToOffset(fyne.NewPos(0, max(0, y-air)))
	case y+h+air > haut+vue:
		f.defile.ScrollToOffset(fyne.NewPos(0, min(y-air, max(0, y+h+air-vue))))
	}
}

// position finds where an object stands inside another.
func position(dans, o fyne.CanvasObject, y *float32) bool {
	if dans == o {
		return true
	}
	c, ok := dans.(*fyne.Container)
	if !ok {
		return false
	}
	for _, x := range c.Objects {
		if position(x, o, y) {
			*y += x.Position().Y
			return true
		}
	}
	return false
}

// carte is a row of a repeated section, folded or not.
type carte struct {
	f      *formulaire
	l      *trame.Ligne
	n      int
	figee  bool
	tete   *composants.Bouton
	marque *composants.Pastille
	statut *fyne.Container
	faute  *composants.Lecture
	vue    *fyne.Container
}

func nouvelleCarte(f *formulaire, l *trame.Ligne, n int, figee bool) *carte {
	c := &carte{f: f, l: l, n: n, figee: figee}
	ouverte := f.ouverte == l.ID && !figee
	c.tete = composants.BoutonDiscret("", func() {
		if c.figee {
			return
		}
		if f.ouverte == l.ID {
			f.ouverte = ""
		} else {
			f.ouverte = l.ID
		}
		f.construire()
		for _, x := range f.cartes {
			if x.l == l {
				composants.Prendre(x.tete)
			}
		}
	})
	c.tete.Alignment = widget.ButtonAlignLeading
	c.tete.Icon = theme.MenuExpandIcon()
	if ouverte {
		c.tete.Icon = theme.MenuDropDownIcon()
	}
	c.tete.OnPrendre = func() { f.montrer(c.vue) }
	c.marque = composants.NouvellePastille("", composants.Neutre)
	c.statut = composants.EnLigne(4, -1, c.marque)
	if f.sec.Verifiable && !figee {
		c.statut.Add(nouveauLien("Vérifier…", func() { f.e.verifier(f.sec.Cle + "." + l.ID) }))
	}
	c.statut.Hide()
	haut := composants.EnLigne(6, 0, c.tete, c.statut)
	if !figee {
		haut.Add(composants.NouvellePoignee(theme.DeleteIcon(), func() { f.retirer(l) }))
	}
	c.faute = composants.Prose("")
	c.faute.Hide()
	corps := composants.Empiler(2, haut, c.faute)
	if ouverte {
		for _, ch := range f.sec.Champs {
			r := nouveauRang(f, ch, l)
			f.rangs = append(f.rangs, r)
			corps.Add(composants.Marge(0, 0, 8, 4, r.vue))
		}
	}
	fond := habillage.Voile
	if ouverte {
		fond = habillage.Papier
	}
	c.vue = composants.Marge(0, 5, 0, 0, container.NewStack(composants.NouveauFond(fond, habillage.Filet, 5), composants.Marge(3, 3, 4, 4, corps)))
	return c
}

func (c *carte) rafraichir(ex *trame.Examen, alertes map[string]trame.Alerte) bool {
	nom := ex.NomLigne(c.f.sec, c.l)
	if len(c.l.Valeurs) == 0 {
		nom = fmt.Sprintf("%s n° %d", francais.Majuscule(c.f.sec.Ligne), c.n+1)
	}
	if c.figee {
		nom += "  (finalisé)"
	}
	if nom = c.f.e.masquer(francais.Typographie(francais.Majuscule(nom))); c.tete.Text != nom {
		c.tete.SetText(nom)
	}
	st := ""
	if c.f.sec.Verifiable && len(c.l.Valeurs) > 0 {
		st = ex.Statut(c.f.sec.Cle + "." + c.l.ID)
	}
	change := montrerStatut(c.f.e, c.statut, c.marque, st)
	if v := ex.Service().Verification; v != nil && v.Section == c.f.sec.Cle {
		change = c.montrerResultat(v) || change
	}
	texte, ton := "", widget.DangerImportance
	if a, ok := alertes[c.f.sec.Cle+"."+c.l.ID]; ok {
		texte = c.f.e.texte(a.Message)
		if a.Gravite == trame.GraviteAlerte {
			ton = widget.WarningImportance
		}
	}
	return poserFaute(c.faute, texte, ton) || change
}

// montrerResultat shows what came of a verification, on its folded row.
func (c *carte) montrerResultat(v *trame.Verification) bool {
	avant := c.statut.Visible()
	res, _ := c.l.Valeurs[v.Resultat].(string)
	o := c.f.sec.Champ(v.Resultat).Option(res)
	if o == nil {
		c.statut.Hide()
		return avant
	}
	c.marque.Dire(c.f.e.texte(o.Libelle), tonStatut[v.Effets[res]])
	c.statut.Show()
	c.statut.Refresh()
	return !avant
}

// retirer takes a row out; Ctrl+Z brings it back.
func (f *formulaire) retirer(l *trame.Ligne) {
	if f.ouverte == l.ID {
		f.ouverte = ""
	}
	f.e.r.Retirer(f.sec.Cle, l.ID)
	f.construire()
	f.premier()
	f.e.p.Dialogues.Mot("Ligne retirée. Ctrl+Z la fait revenir.")
}

// retirerCourante takes out the row in which one stands.
func (f *formulaire) retirerCourante() bool {
	if f.courant == nil || f.courant.ligne == nil || !f.courant.enFocus {
		for _, c := range f.cartes {
			if c.l.ID == f.ouverte && !c.figee {
				f.retirer(c.l)
				return true
			}
		}
		return false
	}
	f.retirer(f.courant.ligne)
	return true
}
