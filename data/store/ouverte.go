package store

import (
	"justicepartage/data"
)

// A text is saved every half second while it is typed. The audit takes one row when its
// writer is done with it: leaves it for another question, stops for a while, does anything
// else to the dossier, closes the base. Until then the change stands in
// modification_ouverte, in the base like everything else: a program that is killed leaves
// it there, and the next opening writes it down.

// retenirTexte keeps a change of a text that is being written.
func retenirTexte(t *tx, dossier int64, objet, avant, apres string) error {
	compte := t.compte.Login
	var qui, le string
	err := t.un([]any{&qui, &le}, "SELECT compte, le FROM modification_ouverte WHERE dossier = ? AND objet = ?", dossier, objet)
	switch {
	case estIntrouvable(err):
	case err != nil:
		return err
	case qui == compte && t.le.Sub(lireInstant(le)) < data.PauseTexte:
		return t.faire("UPDATE modification_ouverte SET apres = ?, le = ? WHERE dossier = ? AND objet = ?", apres, instant(t.le), dossier, objet)
	default:
		if err := t.solder("dossier = ? AND objet = ?", dossier, objet); err != nil {
			return err
		}
	}
	return t.faire("INSERT INTO modification_ouverte (dossier, objet, compte, avant, apres, le) VALUES (?, ?, ?, ?, ?, ?)",
		dossier, objet, compte, avant, apres, instant(t.le))
}

// solder writes down the changes of texts that are done with, those that cond chooses. A
// text that came back to what it was did not change.
func (t *tx) solder(cond string, args ...any) error {
	type ouverte struct {
		dossier                         int64
		objet, compte, avant, apres, le string
	}
	var l []ouverte
	err := t.lignes(`
		SELECT dossier, objet, compte, avant, apres, le FROM modification_ouverte
		WHERE `+cond+` ORDER BY le, dossier, objet`, args, func(scan func(...any) error) error {
		var o ouverte
		err := scan(&o.dossier, &o.objet, &o.compte, &o.avant, &o.apres, &o.le)
		l = append(l, o)
		return err
	})
	if err != nil || len(l) == 0 {
		return err
	}
	maintenant := t.le
	defer func() { t.le = maintenant }()
	for _, o := range l {
		if o.avant != o.apres {
			t.le = lireInstant(o.le)
			if err := t.tracer(o.compte, "modification", o.dossier, o.objet, o.avant, o.apres); err != nil {
				return err
			}
		}
		if err := t.faire("DELETE FROM modification_ouverte WHERE dossier = ? AND objet = ?", o.dossier, o.objet); err != nil {
			return err
		}
	}
	return nil
}
