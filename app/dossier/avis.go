package dossier

import (
	"context"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/composants"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// avis are what must not be overlooked in a dossier, under its header: a hard stop, how
// people may be reached without danger, a clash of appointments, another service to propose.
type avis struct {
	e         *Ecran
	vue       *fyne.Container
	montre    []string // what is shown, to draw only what changed
	consignes []data.Consigne
	faites    map[string]string // orientations that were followed
	seances   []trame.SeanceVue // those whose clashes are known
	heurts    map[string]string
}

func nouvelAvis(e *Ecran) *avis {
	return &avis{e: e, vue: composants.Empiler(0), heurts: map[string]string{}, faites: map[string]string{}}
}

// lire asks the base what other dossiers know of the same people, and what was done.
func (a *avis) lire() {
	e := a.e
	var l []data.Consigne
	var faites map[string]string
	var err error
	e.p.Ex.Lancer(func() {
		if l, err = e.p.Session.Consignes(context.Background(), e.p.Dossier.Numero); err == nil {
			faites, err = e.p.Session.Orientations(context.Background(), e.p.Dossier.Numero)
		}
	}, func() {
		if err != nil || e.ferme {
			return
		}
		a.consignes, a.faites = l, faites
		a.rafraichir()
	})
}

// chercherHeurts asks which appointments of the dossier meet others.
func (a *avis) chercherHeurts(l []trame.SeanceVue) {
	if reflect.DeepEqual(l, a.seances) {
		return
	}
	a.seances = l
	e := a.e
	var h map[string]string
	var err error
	e.p.Ex.Lancer(func() { h, err = e.p.Session.Rencontres(context.Background(), e.p.Dossier.Numero, l) }, func() {
		if err != nil || e.ferme {
			return
		}
		a.heurts = h
		a.rafraichir()
	})
}

// poseur adds a notice.
type poseur func(ton composants.Ton, texte string, boutons ...fyne.CanvasObject)

// rafraichir draws the notices again when they changed.
func (a *avis) rafraichir() {
	e := a.e
	ex := e.c.r.Examen()
	if len(e.p.Service.Seances) > 0 {
		a.chercherHeurts(ex.Seances())
	}
	var dits []string
	var lignes []fyne.CanvasObject
	poser := func(ton composants.Ton, texte string, boutons ...fyne.CanvasObject) {
		texte = e.lu.texte(texte)
		dits = append(dits, texte)
		corps := fyne.CanvasObject(composants.Prose(texte))
		if len(boutons) > 0 {
			corps = composants.EnLigne(10, 0, append([]fyne.CanvasObject{corps}, boutons...)...)
		}
		lignes = append(lignes, container.NewStack(composants.NouveauFond(ton.Fond(), "", 0), composants.Marge(4, 4, 14, 14, corps)))
	}
	vus := map[string]bool{}
	for _, x := range ex.Arrets("") {
		if !vus[x.Message] {
			vus[x.Message] = true
			poser(composants.Mauvais, "Arrêt. "+x.Message, composants.BoutonDiscret("Voir la réponse", func() { e.AllerA(x.Chemin) }))
		}
	}
	a.desaccords(poser)
	for _, c := range a.surs(ex) {
		poser(composants.Moyen, c)
	}
	for _, s := range a.seances {
		if h := a.heurts[s.Chemin()]; h != "" {
			poser(composants.Mauvais, s.Titre+" du "+francais.DateCourte(s.Date)+" : "+h, composants.BoutonDiscret("Changer", func() { e.AllerA(s.Chemin()) }))
		}
	}
	for _, o := range ex.Orientations() {
		numero, faite := a.faites[o.ID()]
		dit := o.Message
		if o.Nom != "" {
			dit = e.p.Regard.Nommer(o.Nom) + " – " + dit
		}
		switch {
		case faite && numero != "":
			poser(composants.Bon, o.Titre+" : le dossier "+numero+" est ouvert.")
		case faite:
			poser(composants.Bon, o.Titre+" : un dossier est ouvert dans l’autre service.")
		case o.Accord == trame.Non:
			continue // asked, and refused
		case o.Accord == trame.Oui:
			poser(composants.Encre, dit, composants.NouveauBouton("Ouvrir le dossier…", func() { a.orienter(o) }))
		default:
			poser(composants.Encre, dit, composants.BoutonDiscret("Noter sa réponse", func() { e.AllerA(a.cheminAccord(o)) }))
		}
	}
	if reflect.DeepEqual(dits, a.montre) {
		return
	}
	a.montre = dits
	a.vue.Objects = lignes
	a.vue.Refresh()
	e.vue.Refresh()
}

func (a *avis) cheminAccord(o trame.OrientationVue) string {
	if o.Ligne == "" {
		return o.Orientation.Accord
	}
	sec, champ, _ := strings.Cut(o.Orientation.Accord, ".")
	return sec + "." + o.Ligne + "." + champ
}

// surs are the safe contacts: as this dossier says them now, then as others do.
func (a *avis) surs(ex *trame.Examen) []string {
	var out []string
	vus := map[string]bool{}
	ajouter := func(nom, texte string) {
		s := "Contact sûr – " + a.e.p.Regard.Nommer(nom) + " : " + strings.TrimSpace(texte)
		if strings.TrimSpace(texte) != "" && !vus[s] {
			vus[s] = true
			out = append(out, s)
		}
	}
	svc := ex.Service()
	for _, p := range svc.Personnes {
		if p.Sur == "" {
			continue
		}
		sec := svc.Section(p.Section)
		for _, l := range ex.Fiches(sec) {
			ajouter(francais.Nom(ex.DeRole(p, l, p.Nom), ex.DeRole(p, l, p.Prenoms)), ex.DeRole(p, l, p.Sur))
		}
	}
	for _, c := range a.consignes {
		if c.Numero != a.e.p.Dossier.Numero {
			ajouter(francais.Nom(c.Nom, c.Prenoms), c.Texte)
		}
	}
	return out
}

// orienter opens the separate dossier that is proposed, after saying what crosses.
func (a *avis) orienter(o trame.OrientationVue) {
	e := a.e
	ex := e.c.r.Examen()
	var quoi []string
	for _, chemin := range o.Passe() {
		quoi = append(quoi, "– "+ex.Libelle(chemin))
	}
	texte := "Un dossier séparé va être ouvert. Il ne dira pas d’où il vient, et celui-ci ne dira pas ce qu’il devient. Avec l’accord de la personne, " +
		"passent seulement :\n" + strings.Join(quoi, "\n")
	e.p.Dialogues.Confirmer(e.lu.texte(o.Titre), e.lu.texte(texte), "Ouvrir le dossier", false, func() {
		e.ecrire(func() {
			numero := ""
			var err error
			e.p.Ex.Lancer(func() { numero, err = e.p.Session.Orienter(context.Background(), e.p.Dossier.Numero, o.ID()) }, func() {
				if err != nil {
					e.p.Dialogues.Erreur(err)
					return
				}
				dit := "Dossier ouvert dans l’autre service."
				if numero != "" {
					dit = "Dossier " + numero + " ouvert."
				}
				e.p.Dialogues.Mot(dit)
				a.lire()
			})
		})
	})
}
