package dossier

import (
	"context"
	"fmt"
	"strings"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// The dossier is not alone: others write in it, and the base is not always there.

// Vider writes at once what is not in the base yet. What the base does not take is put
// aside, sealed, for the next time the dossier is opened.
func (e *Ecran) Vider(ctx context.Context) error {
	err := e.c.r.Vider(ctx)
	if err == nil || e.p.Garder == nil {
		return err
	}
	reste := e.c.r.Reste()
	if !reste.Vide() {
		if e.p.Garder(reste, data.Phrase(err)) != nil {
			return err
		}
		e.p.Dialogues.Mot("Le dernier texte n’a pas pu être enregistré : il est gardé, scellé, sur ce poste, et vous sera proposé à la prochaine ouverture " +
			"du dossier.")
	}
	e.c.r.Abandonner()
	return nil
}

// Entendre is told that another session changed something.
func (e *Ecran) Entendre(n data.Nouvelle) {
	if e.ferme || n.Quoi != data.NouvelleTout && (n.Quoi != data.NouvelleDossier || n.Numero != e.Numero()) {
		return
	}
	e.c.r.Enregistrer(func(error) { // what is being written goes first
		var d *data.Dossier
		var err error
		depuis := e.c.r.Dossier().Revision
		e.p.Ex.Lancer(func() { d, err = e.p.Session.Relire(context.Background(), e.Numero(), depuis) }, func() {
			switch {
			case e.ferme || err == nil && d == nil:
			case err != nil:
				dialogues.Consigner(err)
			case d.Revision > e.c.r.Dossier().Revision:
				e.c.r.Recharger(d)
			}
		})
	})
}

// trancher settles an answer that two people wrote.
func (a *avis) trancher(x data.Desaccord, mien bool) {
	e := a.e
	e.ecrire(func() {
		var d *data.Dossier
		var err error
		e.p.Ex.Lancer(func() { d, err = e.p.Session.Trancher(context.Background(), e.Numero(), x.Chemin, mien) }, func() {
			if err != nil {
				e.p.Dialogues.Erreur(err)
				return
			}
			e.c.r.Tranche(d, x.Chemin, mien)
			e.AllerA(x.Chemin)
		})
	})
}

// desaccords shows, of each answer that two people wrote, both of them, to pick one.
func (a *avis) desaccords(poser poseur) {
	e := a.e
	for _, x := range e.c.r.Dossier().Desaccords {
		c, err := e.p.Service.Chemin(x.Chemin)
		if err != nil {
			continue
		}
		champ := e.p.Service.Champ(c.Section, c.Champ)
		qui := x.Par
		if qui == "" {
			qui = "Quelqu’un d’autre"
		}
		dire := func(v any) string {
			s := "(vide)"
			if v != nil {
				s = "« " + abreger(e.lu.masquerValeur(x.Chemin, composants.EnLecture(e.c.r.Examen(), champ, v)), 160) + " »"
			}
			return s
		}
		texte := fmt.Sprintf("%s a aussi écrit dans « %s ».\nDans le dossier : %s\nVous avez écrit : %s",
			qui, e.p.Service.Champ(c.Section, c.Champ).Libelle, dire(e.c.r.Dossier().Reponses.Valeur(c)), dire(e.c.r.Valeur(c)))
		poser(composants.Mauvais, texte,
			composants.BoutonDiscret("Voir", func() { e.AllerA(x.Chemin) }),
			composants.BoutonDiscret("Garder la mienne", func() { a.trancher(x, true) }),
			composants.BoutonDiscret("Garder celle du dossier", func() { a.trancher(x, false) }))
	}
}

// proposerRestes offers what could not be saved the last time, the oldest first.
func proposerRestes(e *Ecran) {
	if len(e.p.Restes) == 0 || e.p.Dialogues.Ouvert() {
		return
	}
	x := e.p.Restes[0]
	e.p.Restes = e.p.Restes[1:]
	c, err := e.p.Service.LireChangement(x.Changement)
	if err != nil {
		dialogues.Consigner(err)
		return
	}
	liste := composants.Prose("")
	dire := func() { liste.Dire(strings.Join(e.lu.lister(c), "\n")) }
	dire()
	oublier := func() {
		if err := e.p.Oublier(x); err != nil {
			e.p.Dialogues.Erreur(err)
		}
	}
	quand := francais.DateHeureCourte(x.Le.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04"))
	e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Réponses non enregistrées", Laisser: "Plus tard", Largeur: 640, Rafraichir: dire,
		Contenu: composants.Empiler(8,
			composants.Prose("Le "+quand+", ces réponses n’ont pas pu être enregistrées : « "+x.Pourquoi+" » Elles ont été gardées, scellées, sur ce poste :"),
			liste),
		Actions: []dialogues.Action{
			{Texte: "Les reprendre", Faire: func() bool {
				if titre := e.c.figee(c); titre != "" {
					e.p.Dialogues.Informer("Ces réponses ne peuvent pas être reprises telles quelles",
						"« "+titre+" » ne peut plus changer. Recopiez ce qui doit l’être (dans un complément, s’il y en a un) ; elles restent gardées "+
							"jusque-là.")
					return false
				}
				e.c.r.Reprendre("Réponses reprises", c)
				e.c.r.Enregistrer(func(err error) {
					if err == nil {
						oublier()
					}
				})
				return true
			}},
			{Texte: "Les abandonner", Faire: func() bool {
				e.p.Dialogues.Confirmer("Abandonner ces réponses", "Elles seront effacées de ce poste, et le dossier restera comme il est.", "Abandonner",
					true, oublier)
				return true
			}},
		},
		OnFin: func() { proposerRestes(e) },
	})
}

const restesMontres = 12 // answers that are listed; more are counted

// figee names a section of a change that can no longer be written in, "" when all can.
func (c *conduite) figee(x trame.Changement) string {
	for _, sec := range c.svc.Sections {
		touchee := x.Avant[sec.Cle] != nil || x.Apres[sec.Cle] != nil
		if touchee && c.verrou(sec) != data.Libre {
			return sec.Titre
		}
	}
	return ""
}

// lister says what a change writes, an answer a line.
func (u *lecteur) lister(c trame.Changement) []string {
	var l []string
	ex := u.r.Examen()
	for _, sec := range u.svc.Sections {
		for chemin, v := range trame.Ecarts(sec, c) {
			s := "(effacé)"
			if v != nil {
				champ := u.svc.Champ(chemin.Section, chemin.Champ)
				s = abreger(u.masquerValeur(chemin.String(), composants.EnLecture(ex, champ, v)), 120)
			}
			l = append(l, "– "+u.texte(ex.Libelle(chemin.String()))+" : "+s)
		}
	}
	if n := len(l) - restesMontres; n > 0 {
		l = append(l[:restesMontres], "… et "+francais.Pluriel(n, "autre réponse", "autres réponses"))
	}
	return l
}
