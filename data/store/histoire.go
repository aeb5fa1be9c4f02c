package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// LigneHistoire is a line of the history of a dossier as people read it.
type LigneHistoire struct {
	data.Trace
	Qui    string // name of the account
	Phrase string // what was done
	// Reprenable tells whether Revenir can bring the former answer back.
	Reprenable bool
}

// actions are what the audit says, in words; %s is the object.
var actions = map[string]string{
	"creation": "a créé le dossier", "ouverture": "a ouvert le dossier", "lecture": "a lu « %s »", "impression": "a imprimé « %s »",
	"export": "a exporté « %s »", "finalisation": "a finalisé « %s »", "transmission": "a noté la remise de « %s »",
	"formulation-gardee": "a gardé une formulation signalée", "journal": "a écrit dans le journal", "piece": "a ajouté la pièce « %s »",
	"fermeture": "a clos le dossier", "reouverture": "a rouvert le dossier", "retour": "a repris une réponse d’avant",
}

// Histoire returns the history of a dossier in words, newest first.
func (s *Session) Histoire(ctx context.Context, numero string) ([]LigneHistoire, error) {
	traces, err := s.Historique(ctx, numero)
	if err != nil {
		return nil, err
	}
	var out []LigneHistoire
	err = s.lireContenu(ctx, func(t *tx) error {
		d, svc, err := t.lireDossier(numero)
		if err != nil {
			return err
		}
		noms := map[string]string{}
		if err := t.lignes("SELECT login, nom FROM compte", nil, func(scan func(...any) error) error {
			var login, nom string
			err := scan(&login, &nom)
			noms[login] = nom
			return err
		}); err != nil {
			return err
		}
		for i := len(traces) - 1; i >= 0; i-- {
			tr := traces[i]
			l := LigneHistoire{Trace: tr, Qui: noms[tr.Compte]}
			if l.Qui == "" {
				l.Qui = tr.Compte
			}
			if tr.Action == "modification" {
				l.Phrase, l.Reprenable = raconter(svc, tr)
				l.Reprenable = l.Reprenable && d.Etat == data.EtatOuvert
			} else {
				l.Phrase = actions[tr.Action]
				if l.Phrase == "" {
					l.Phrase = tr.Action
				}
				if strings.Contains(l.Phrase, "%s") {
					l.Phrase = fmt.Sprintf(l.Phrase, tr.Objet)
				}
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}

// raconter tells a change of an answer.
func raconter(svc *trame.Service, tr data.Trace) (phrase string, reprenable bool) {
	c, err := svc.Chemin(tr.Objet)
	if err != nil { // a section that says « there is none »
		if sec := svc.Section(tr.Objet); sec != nil {
			return fmt.Sprintf("a changé « %s »", sec.Titre), false
		}
		return "a changé le dossier", false
	}
	sec := svc.Section(c.Section)
	switch {
	case c.Champ == "" && tr.Apres == "":
		return fmt.Sprintf("a retiré une ligne de « %s »", sec.Titre), true
	case c.Champ == "":
		return fmt.Sprintf("a ajouté une ligne à « %s »", sec.Titre), false
	}
	quoi := fmt.Sprintf("« %s – %s »", sec.Titre, sec.Champ(c.Champ).Libelle)
	switch {
	case tr.Avant == "":
		return "a rempli " + quoi, true
	case tr.Apres == "":
		return "a effacé " + quoi, true
	}
	return "a changé " + quoi, true
}

// garderValeur keeps the former answer itself when its text in the audit would not give
// it back.
func (t *tx) garderValeur(svc *trame.Service, a trame.Reponses, objet, texte string) error {
	c, err := svc.Chemin(objet)
	if err != nil || c.Champ == "" {
		return nil
	}
	v := a.Valeur(c)
	if v == nil {
		return nil
	}
	if champ := svc.Section(c.Section).Champ(c.Champ); champ.SansPerte(v) && trame.Ecrire(champ, v, trame.Garde) == texte {
		return nil
	}
	avant := trame.Reponses{}
	avant.Poser(c, v)
	return t.faire("INSERT INTO audit_valeur (audit, avant) VALUES (?, ?)", t.derniere, string(avant.JSON()))
}

// Revenir brings the answer back that a line of the history replaced; trace is its ID. A
// row that was removed comes back whole. Nothing else changes.
func (s *Session) Revenir(ctx context.Context, numero string, revision, trace int64) (*data.Dossier, error) {
	var out *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		d, svc, err := t.lireDossier(numero)
		if err != nil {
			return err
		}
		r, err := t.avant(d, svc, trace)
		if err != nil {
			return err
		}
		if out, err = t.enregistrer(d, svc, revision, r); err != nil {
			if data.CodeDe(err) == data.Saisie {
				return &data.Erreur{Code: data.Saisie, Message: "Cette réponse d’avant parle d’une autre, qui n’est plus dans le dossier : reprenez d’abord celle-là. Rien n’a été changé.", Err: err}
			}
			return err
		}
		return t.trace("retour", d.ID, fmt.Sprint(trace), "", "")
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// avant gives the answers of a dossier with what a line of the audit replaced put back.
func (t *tx) avant(d *data.Dossier, svc *trame.Service, trace int64) (trame.Reponses, error) {
	perdue := &data.Erreur{Code: data.Saisie, Message: "Cette ligne de l’historique ne se reprend pas. Rien n’a été changé."}
	var objet, texte, le string
	err := t.un([]any{&objet, &texte, &le}, "SELECT objet, avant, le FROM audit WHERE id = ? AND dossier = ? AND action = 'modification'", trace, d.ID)
	if estIntrouvable(err) {
		return nil, perdue
	}
	if err != nil {
		return nil, err
	}
	c, err := svc.Chemin(objet)
	if err != nil {
		return nil, perdue
	}
	r := d.Reponses.Copie()
	if c.Champ != "" {
		return r, t.reprendre(svc, r, c, trace, texte)
	}
	if texte == "" || d.Reponses[c.Section].Ligne(c.Ligne) != nil {
		return nil, perdue // the row was added, or is there again
	}
	r.Poser(c, nil)
	type champ struct {
		id           int64
		objet, avant string
	}
	var champs []champ
	if err := t.lignes("SELECT id, objet, avant FROM audit WHERE dossier = ? AND le = ? AND action = 'modification' AND objet LIKE ? || '.%' ORDER BY id", []any{d.ID, le, objet}, func(scan func(...any) error) error {
		var x champ
		err := scan(&x.id, &x.objet, &x.avant)
		champs = append(champs, x)
		return err
	}); err != nil {
		return nil, err
	}
	for _, x := range champs {
		k, err := svc.Chemin(x.objet)
		if err != nil {
			continue
		}
		if err := t.reprendre(svc, r, k, x.id, x.avant); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// reprendre puts one former answer back.
func (t *tx) reprendre(svc *trame.Service, r trame.Reponses, c trame.Chemin, trace int64, texte string) error {
	var doc string
	err := t.un([]any{&doc}, "SELECT avant FROM audit_valeur WHERE audit = ?", trace)
	switch {
	case err == nil:
		gardees, err := svc.LireJSON([]byte(doc))
		if err != nil {
			return err
		}
		r.Poser(c, gardees.Valeur(c))
		return nil
	case !estIntrouvable(err):
		return err
	case texte == "":
		r.Poser(c, nil)
		return nil
	}
	v, err := svc.Section(c.Section).Champ(c.Champ).Relire(texte, finDesTemps)
	if err != nil {
		return &data.Erreur{Code: data.Saisie, Message: "Cette réponse d’avant ne se reprend pas telle quelle : recopiez-la depuis l’historique. Rien n’a été changé."}
	}
	r.Poser(c, v)
	return nil
}

// finDesTemps: what was accepted once is not refused for lying in the future.
var finDesTemps = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
