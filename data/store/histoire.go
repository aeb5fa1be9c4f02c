package store

import (
	"context"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// garderValeur keeps the former answer itself when its text in the audit would not give
// it back.
func garderValeur(t *tx, svc *trame.Service, a trame.Reponses, objet, texte string) error {
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

// Revenir implements data.Historique: a row that was removed comes back whole. A change that
// would name what is no longer there is refused.
func (s historique) Revenir(ctx context.Context, numero string, trace int64) (trame.Changement, error) {
	var out trame.Changement
	err := s.lireContenu(ctx, func(t *tx) error {
		d, svc, err := t.lireDossier(numero)
		if err != nil {
			return err
		}
		r, err := t.avant(d, svc, trace)
		if err != nil {
			return err
		}
		if _, err := data.Canoniques(svc, r); err != nil {
			return data.ErrHistoirePerdue
		}
		out = svc.Comparer(d.Reponses, r)
		return nil
	})
	return out, err
}

// avant gives the answers of a dossier with what a line of the audit replaced put back.
func (t *tx) avant(d *data.Dossier, svc *trame.Service, trace int64) (trame.Reponses, error) {
	perdue := data.ErrHistoire
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
		return r, reprendre(t, svc, r, c, trace, texte)
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
	if err := t.lignes(`
		SELECT id, objet, avant FROM audit WHERE dossier = ? AND le = ? AND action = 'modification' AND objet LIKE ? || '.%'
		ORDER BY id`, []any{d.ID, le, objet}, func(scan func(...any) error) error {
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
		if err := reprendre(t, svc, r, k, x.id, x.avant); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// reprendre puts one former answer back.
func reprendre(t *tx, svc *trame.Service, r trame.Reponses, c trame.Chemin, trace int64, texte string) error {
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
		return &data.Erreur{
			Code:    data.Saisie,
			Message: "Cette réponse d’avant ne se reprend pas telle quelle : recopiez-la depuis l’historique. Rien n’a été changé.",
		}
	}
	r.Poser(c, v)
	return nil
}

// finDesTemps: what was accepted once is not refused for lying in the future.
var finDesTemps = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
