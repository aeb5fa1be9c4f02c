package dossier

import (
	"justicepartage/app/composants"
)

// The actions of the menu.

// AllerA goes to a path: a question, a row, or a section.
func (e *Ecran) AllerA(chemin string) { e.c.aller(chemin) }

// Suivante goes to the next section.
func (e *Ecran) Suivante() { e.c.pas(1) }

// Precedente goes to the section before.
func (e *Ecran) Precedente() { e.c.pas(-1) }

// AllerAuSommaire gives the focus to the list of sections.
func (e *Ecran) AllerAuSommaire() { composants.Prendre(e.sommaire.liste) }

// AjouterLigne adds a row to the section one stands in.
func (e *Ecran) AjouterLigne() { e.c.ajouter() }

// RetirerLigne takes out the row one stands in.
func (e *Ecran) RetirerLigne() { e.c.retirerIci() }

// Verifier starts the verification of the statement one stands in.
func (e *Ecran) Verifier() { e.c.verifierIci() }

// Aide unfolds what is to be written: of the question one stands in, of the section
// otherwise.
func (e *Ecran) Aide() {
	if q := e.form.courant; q != nil && q.enFocus && q.aide != nil {
		q.basculerAide()
		return
	}
	e.form.basculerAide()
}

// Annuler takes back the last answer that was not a text being typed.
func (e *Ecran) Annuler() { rejouer(e, e.c.r.Annuler, "Annulé : ", "Il n’y a rien à annuler.") }

// Retablir does again what was taken back.
func (e *Ecran) Retablir() {
	rejouer(e, e.c.r.Retablir, "Rétabli : ", "Il n’y a rien à rétablir.")
}

func rejouer(e *Ecran, f func() (string, bool), fait, rien string) {
	quoi, ok := f()
	if !ok {
		e.p.Dialogues.Mot(rien)
		return
	}
	e.p.Dialogues.Mot(fait + e.lu.texte(quoi))
}

// Enregistrer writes now, for people who like to ask for it.
func (e *Ecran) Enregistrer() {
	e.c.r.Enregistrer(func(err error) {
		if err == nil {
			e.p.Dialogues.Mot("Tout est enregistré.")
		}
	})
}

// ValeursPrecedentes shows the former values of the question one stands in.
func (e *Ecran) ValeursPrecedentes() {
	chemin := ""
	if e.c.ici != nil {
		chemin = e.c.ici.String()
	}
	e.historique.chemin = chemin
	e.c.r.Enregistrer(func(error) { e.volets.aller(PanneauHistorique) })
}

// AllerAuPanneau opens a panel and gives it the focus.
func (e *Ecran) AllerAuPanneau(p Panneau) { e.volets.aller(p) }

// BasculerApercu shows or hides the preview, without leaving the form.
func (e *Ecran) BasculerApercu() { e.volets.basculer(PanneauApercu) }

// Choisir goes to work on a paper (trame.Exemplaire): the preview shows it, the control is
// about it.
func (e *Ecran) Choisir(papier string) {
	e.apercu.montrerPapier(papier)
	e.c.choisir(papier)
}

// Finaliser freezes the current document, once the person has been told what it means.
func (e *Ecran) Finaliser() { finaliser(e) }

// Imprimer prints the last finalised document, or the draft of the current one.
func (e *Ecran) Imprimer() { e.remise.surDernier(e.remise.imprimer) }

// Exporter writes it to a file.
func (e *Ecran) Exporter() { e.remise.surDernier(e.remise.exporter) }

// Ouvrir shows it in the viewer of the system.
func (e *Ecran) Ouvrir() { e.remise.surDernier(e.remise.ouvrir) }
