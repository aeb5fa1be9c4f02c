package dossier

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// finaliser freezes the current document, once the person has been told what it means.
func finaliser(e *Ecran) {
	doc := e.c.courant()
	switch {
	case doc == nil || e.c.fini(doc):
		e.p.Dialogues.Informer("Rien à finaliser", "Aucun document n’attend d’être finalisé dans ce dossier.")
	case e.c.bloque(doc):
		e.volets.aller(PanneauControle)
		e.p.Dialogues.Mot("Il reste des points à régler avant de finaliser.")
	default:
		e.ecrire(func() {
			f := &finalisation{e: e, doc: doc, vu: e.c.r.Dossier(), relues: e.c.r.Examen().Relecture()}
			f.montrer()
		})
	}
}

// finalisation is the dialog that freezes a paper as the dossier is now: what somebody else
// writes meanwhile refuses it.
type finalisation struct {
	e      *Ecran
	doc    *trame.Exemplaire
	vu     *data.Dossier // as it was looked at: what somebody else writes meanwhile refuses it
	relues []trame.Relue

	effet *composants.Lecture
	cases *composants.ChoixMultiple // the wordings one keeps
	faute *composants.Texte
}

func (f *finalisation) montrer() {
	f.effet, f.cases = composants.Prose(""), composants.NouveauChoixMultiple(nil)
	f.faute = composants.NouveauTexte("", theme.ColorNameError, .95)
	contenu := composants.Empiler(6, f.effet)
	b := dialogues.Boite{
		Titre: "Finaliser : " + francais.Typographie(f.doc.Titre), Contenu: contenu, Laisser: "Revenir au dossier", Largeur: 600, Rafraichir: f.nommer,
		Actions: []dialogues.Action{{Texte: "Finaliser", Faire: f.valider}},
	}
	f.nommer()
	if len(f.relues) > 0 {
		contenu.Add(composants.Prose("Ces formulations ont été signalées. Cochez celles que vous gardez en connaissance de cause " +
			"(le choix est noté dans l’historique), ou revenez les corriger."))
		contenu.Add(f.cases)
		b.Focus = f.cases
	}
	contenu.Add(f.faute)
	f.e.p.Dialogues.Montrer(b)
}

// nommer writes what may name people.
func (f *finalisation) nommer() {
	f.effet.Dire(francais.Typographie(f.consequence()))
	f.cases.Proposer(f.extraits())
}

// extraits are the wordings that were pointed out, each once.
func (f *finalisation) extraits() []composants.Option {
	var l []composants.Option
	vus := map[string]bool{}
	for _, r := range f.relues {
		if !vus[r.Extrait] {
			vus[r.Extrait] = true
			l = append(l, composants.Option{Cle: r.Extrait, Libelle: f.e.lu.masquer(francais.Typographie(fmt.Sprintf("« %s » – %s", r.Extrait, r.Libelle)))})
		}
	}
	return l
}

func (f *finalisation) valider() bool {
	gardees := f.cases.Choisis()
	if len(gardees) < len(f.extraits()) {
		f.faute.Dire("Cochez chaque formulation que vous gardez, ou revenez la corriger.")
		return false
	}
	f.figer(gardees)
	return true
}

// consequence says what finalising this paper does to the dossier.
func (f *finalisation) consequence() string {
	nom := "« " + f.e.lu.texte(f.doc.Intitule()) + " » "
	suite := f.e.c.svc.Complement(f.doc.Cle)
	if f.doc.Complete != "" {
		suite = f.doc.Document
	}
	switch {
	case suite != nil:
		return nom + "va être figé : son contenu et son empreinte sont gardés pour toujours, et les rubriques du dossier ne changeront plus. " +
			"Une correction ou un ajout sera un document de plus, numéroté : « " + suite.Titre + " »."
	case f.doc.Fige():
		return nom + "va être figé : son contenu et son empreinte sont gardés pour toujours, et les rubriques du dossier ne changeront plus."
	}
	return nom + "va être gardé pour toujours, avec son empreinte, tel qu’il est maintenant. " +
		"Le dossier reste ouvert à la saisie ; un nouvel exemplaire pourra être fait plus tard."
}

func (f *finalisation) figer(gardees []string) {
	e, doc := f.e, f.doc
	numero := f.vu.Numero
	var d *data.Dossier
	var err error
	e.p.Ex.Lancer(func() {
		if _, err = e.p.Imprimerie.Figer(context.Background(), f.vu, doc, gardees); err == nil {
			d, err = e.p.Session.Dossier(context.Background(), numero)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.c.r.Recharger(d)
		e.c.papier = doc.ID() // what one prints or exports now is the paper just made
		e.c.rouvrir()
		e.volets.aller(PanneauDocuments)
		e.p.Dialogues.Mot(francais.Typographie("« " + doc.Titre + " » est finalisé. Il reste à le remettre."))
	})
}
