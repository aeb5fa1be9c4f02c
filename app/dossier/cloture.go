package dossier

import (
	"context"
	"strings"

	"justicepartage/data"
)

// Clore closes the dossier, with a reason.
func (e *Ecran) Clore() {
	changerEtat(e, "Clore le dossier", "Pourquoi ? Quelques mots suffisent : « documents remis », « suivi terminé »…", "Clore", e.p.Session.Clore)
}

// Rouvrir opens a closed dossier again.
func (e *Ecran) Rouvrir() {
	changerEtat(e, "Rouvrir le dossier", "Pourquoi ? Le motif reste dans l’historique du dossier.", "Rouvrir", e.p.Session.Rouvrir)
}

// changerEtat asks why, then does it.
func changerEtat(e *Ecran, titre, texte, oui string, f func(context.Context, string, string) error) {
	e.p.Dialogues.Demander(titre, texte, oui, func(motif string) error {
		if strings.TrimSpace(motif) == "" {
			return &data.Erreur{Code: data.Saisie, Message: "Dites pourquoi, en quelques mots."}
		}
		e.ecrire(func() {
			puisRelire(e, func() error { return f(context.Background(), e.p.Dossier.Numero, motif) })
		})
		return nil
	})
}

// puisRelire does something to the dossier away from the window, then shows the dossier
// as the base has it.
func puisRelire(e *Ecran, f func() error) {
	var d *data.Dossier
	var err error
	e.p.Ex.Lancer(func() {
		if err = f(); err == nil {
			d, err = e.p.Session.Dossier(context.Background(), e.p.Dossier.Numero)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.c.r.Recharger(d)
		e.c.rouvrir()
		if !e.p.Dialogues.Ouvert() {
			e.volets.prendre()
		}
	})
}
