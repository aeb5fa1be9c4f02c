package dossier

import (
	"time"

	"justicepartage/data"
)

const (
	actionModification = "modification"
	ligneLa            = "+" // what the history writes for a row that is there
)

// actions are the actions of the audit, as one reads them.
var actions = map[string]string{
	"creation":           "a créé le dossier",
	"ouverture":          "a ouvert le dossier",
	actionModification:   "a écrit",
	"finalisation":       "a finalisé",
	"transmission":       "a consigné la remise",
	"arret":              "a déclenché l’arrêt",
	"renonciation":       "a renoncé à l’échéance",
	"orientation":        "a orienté vers un autre service",
	"orientation-recue":  "a ouvert ce dossier par orientation",
	"fusion-personnes":   "a réuni deux fiches de la personne",
	"fusion-annulee":     "a séparé deux fiches réunies",
	"lecture":            "a lu",
	"impression":         "a imprimé",
	"export":             "a exporté",
	"fermeture":          "a clos le dossier",
	"reouverture":        "a rouvert le dossier",
	"journal":            "a noté au journal",
	"piece":              "a ajouté une pièce",
	"formulation-gardee": "a gardé une formulation signalée",
	"desaccord":          "a écrit une réponse qu’une autre personne changeait aussi",
	"desaccord-tranche":  "a choisi entre deux réponses",
}

// Passage is a change as one remembers it: the saves of one and the same sentence, made
// while it was being typed, are one change.
type Passage struct{ data.Trace }

// pauseDePassage is the silence after which one starts to write anew.
const pauseDePassage = 3 * time.Minute

// Resumer gathers the traces of a dossier, newest first. chemin keeps only what changed
// one question; "" keeps everything.
func Resumer(l []data.Trace, chemin string) []Passage {
	var out []Passage
	dernier := map[string]int{} // path → index of its last change in out
	for _, t := range l {       // oldest first
		if chemin != "" && (t.Action != actionModification || t.Objet != chemin) {
			continue
		}
		if t.Action == actionModification {
			if i, ok := dernier[t.Objet]; ok && out[i].Compte == t.Compte && t.Le.Sub(out[i].Le) < pauseDePassage && out[i].Apres == t.Avant {
				out[i].Apres, out[i].Le = t.Apres, t.Le
				continue
			}
			dernier[t.Objet] = len(out)
		}
		out = append(out, Passage{t})
	}
	// A change that came back to what it was is none.
	garde := out[:0]
	for _, p := range out {
		if p.Action != actionModification || p.Avant != p.Apres {
			garde = append(garde, p)
		}
	}
	for i, j := 0, len(garde)-1; i < j; i, j = i+1, j-1 {
		garde[i], garde[j] = garde[j], garde[i]
	}
	return garde
}
