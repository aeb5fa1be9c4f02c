package dossier

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// question is one question of the form: its label, its control, and under it what there is to
// say: a mistake, a rule that speaks, the status of its verifications, the help.
type question struct {
	f      *formulaire
	c      *trame.Champ
	ligne  *trame.Ligne
	chemin trame.Chemin

	libelle *composants.Lecture
	champ   composants.Champ
	montre  any // the answer that the control shows
	bas     *fyne.Container
	vue     *fyne.Container

	faute   *composants.Lecture
	aide    *composants.Lecture
	statut  *fyne.Container
	marque  *composants.Pastille
	enFocus bool
}

func nouvelleQuestion(f *formulaire, c *trame.Champ, l *trame.Ligne) *question {
	q := &question{f: f, c: c, ligne: l, chemin: trame.Chemin{Section: c.Section().Cle, Champ: c.Cle}}
	if l != nil {
		q.chemin.Ligne = l.ID
	}
	q.libelle = composants.Prose(f.e.lu.texte(c.Libelle))
	q.champ = composants.NouveauChamp(c, f.e.env, composants.Ecoute{
		Valeur: func(v any) {
			q.montre = v
			f.e.c.r.Poser(q.chemin, v)
		},
		Prendre: q.prendre,
		Quitter: q.quitter,
	})
	if !c.Calcule() {
		q.montre = f.e.c.r.Valeur(q.chemin)
		q.champ.Poser(q.montre)
	}
	q.faute = composants.Prose("")
	q.faute.Hide()
	q.bas = composants.Empiler(0, q.faute)
	if c.Verifiable {
		q.marque = composants.NouvellePastille("", composants.Neutre)
		q.statut = composants.EnLigne(8, -1, q.marque, nouveauLien("Vérifier…", func() { f.e.c.verifier(q.chemin.String()) }))
		q.statut.Hide()
		q.bas.Add(q.statut)
	}
	gauche := []fyne.CanvasObject{q.libelle}
	if c.Aide != "" {
		q.aide = composants.ProseDiscrete(f.e.lu.texte(c.Aide))
		q.aide.Hide()
		q.bas.Add(q.aide)
		gauche = append(gauche, nouveauLien("?", q.basculerAide))
	}
	q.vue = composes(q.champ.Large(), gauche, q.champ, q.bas)
	q.vue.Layout.(*disposition).petit = c.Type == trame.TypeOuiNon
	return q
}

func (q *question) basculerAide() {
	if q.aide == nil {
		return
	}
	if q.aide.Visible() {
		q.aide.Hide()
	} else {
		q.aide.Show()
	}
	q.f.remesurer()
}

func (q *question) prendre() {
	q.enFocus = true
	q.f.courant = q
	q.f.e.c.prendre(q.chemin)
	q.f.montrer(q.vue)
}

func (q *question) quitter() {
	q.enFocus = false
	q.f.e.c.lacher()
	if q.dire(q.f.e.lu.alertes(q.f.e.c.r.Examen())) {
		q.f.remesurer()
	}
}

// montrer brings the question up to date: whether it is put, its computed value, its
// status, what is to be said about it. It tells whether its height may have changed.
func (q *question) rafraichir(ex *trame.Examen, alertes map[string]trame.Alerte) bool {
	change := false
	if visible := ex.Montre(q.c, q.ligne); visible != q.vue.Visible() {
		if visible {
			q.vue.Show()
		} else {
			q.vue.Hide()
		}
		change = true
	}
	if q.c.Calcule() {
		q.champ.Poser(ex.Valeur(q.c, q.ligne))
	}
	if q.statut != nil {
		st := ""
		if v := ex.Valeur(q.c, q.ligne); v != nil {
			st = ex.Statut(q.chemin.String())
		}
		change = montrerStatut(q.f.e, q.statut, q.marque, st) || change
	}
	return q.dire(alertes) || change
}

// dire shows the mistake in the answer, or the rule that speaks of it. What is being
// typed is not judged yet.
func (q *question) dire(alertes map[string]trame.Alerte) bool {
	texte, ton := "", widget.DangerImportance
	if faux, ok := q.f.e.c.r.Valeur(q.chemin).(trame.Invalide); ok {
		if !q.enFocus {
			texte = faux.Raison
			if texte == "" { // read from the base: the reason is not kept there
				if v, ok := composants.Comprendre(q.c, faux.Texte, q.f.e.p.Ex.Maintenant()).(trame.Invalide); ok {
					texte = v.Raison
				}
			}
		}
	} else if a, ok := alertes[q.chemin.String()]; ok {
		texte = q.f.e.lu.texte(a.Message)
		switch a.Gravite {
		case trame.GraviteAlerte:
			ton = widget.WarningImportance
		case trame.GraviteInformation:
			ton = widget.LowImportance
		}
	}
	return poserFaute(q.faute, francais.Typographie(texte), ton)
}
