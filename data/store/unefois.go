package store

import (
	"encoding/json"

	"justicepartage/data"
)

// uneFois runs a write that is done once for the identity of its call (data.AvecRequete):
// sent again, it is not done again, and reponse is filled with what was answered. quoi names
// the method: an identity that served another one is refused.
func uneFois(t *tx, quoi string, reponse any, f func() error) error {
	id := data.RequeteDe(t.ctx)
	if id == "" {
		return f()
	}
	var deja, texte string
	err := t.un([]any{&deja, &texte}, "SELECT quoi, reponse FROM requete WHERE compte = ? AND id = ?", t.compte.ID, id)
	switch {
	case err == nil && deja != quoi:
		return data.ErrRequete
	case err == nil:
		t.rejouee = true
		return json.Unmarshal([]byte(texte), reponse)
	case !estIntrouvable(err):
		return err
	}
	if err := f(); err != nil {
		return err
	}
	b, err := json.Marshal(reponse)
	if err != nil {
		return err
	}
	if err := t.faire("DELETE FROM requete WHERE le < ?", instant(t.le.Add(-data.RequetesGardees))); err != nil {
		return err
	}
	return t.faire("INSERT INTO requete (compte, id, quoi, reponse, le) VALUES (?, ?, ?, ?, ?)", t.compte.ID, id, quoi, string(b), instant(t.le))
}

// sansReponse is uneFois for a write that answers nothing.
func sansReponse(t *tx, quoi string, f func() error) error {
	var rien struct{}
	return uneFois(t, quoi, &rien, f)
}

// dejaFait tells whether the write of this call was done before, under the same identity.
func dejaFait(t *tx, quoi string) (fait bool, err error) {
	id := data.RequeteDe(t.ctx)
	err = t.un([]any{&fait}, "SELECT EXISTS (SELECT 1 FROM requete WHERE compte = ? AND id = ? AND quoi = ?)", t.compte.ID, id, quoi)
	return fait, err
}
