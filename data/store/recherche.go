package store

import (
	"context"
	"strings"
	"unicode/utf8"

	"justicepartage/data"
)

// Two full-text indexes: identity (names, phones, dates of birth, numbers), asked at each
// key, and texts, asked after a pause. Words are folded before they go in and before
// they are asked; answers come newest first, which needs no ranking of many hits.

// ChercherIdentite finds dossiers by what people type of a name, a phone, a date of
// birth or a number. Whole words come before beginnings of words, newest first.
func (s recherche) ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error) {
	var out []data.Resume
	err := s.lireIdentite(ctx, func(t *tx) error {
		vus := map[int64]bool{}
		for _, exacte := range []bool{true, false} {
			q := data.RequeteIdentite(texte, t.civil(), exacte)
			if q == "" || len(out) >= limite {
				return nil
			}
			l, err := trouver(t, "recherche_identite", q, limite)
			if err != nil {
				return err
			}
			for _, r := range l {
				if !vus[r.ID] && len(out) < limite {
					vus[r.ID] = true
					out = append(out, r)
				}
			}
		}
		return nil
	})
	return out, err
}

// motService is the word that marks the service of a dossier in the two indexes, so that
// an account limited to some services does not read through the others. Its letters are
// of the private area: nothing that is typed folds to them.
func motService(id string) string {
	return "\ue000" + strings.NewReplacer("-", "\ue001", "_", "\ue002").Replace(id)
}

func trouver(t *tx, table, q string, limite int) ([]data.Resume, error) {
	portee, args := t.portee()
	if table != "recherche_identite" {
		portee, args = t.porteeContenu()
	}
	var services []string
	for _, id := range t.compte.Services {
		services = append(services, `"`+motService(id)+`"`)
	}
	if services != nil {
		q = "(" + strings.Join(services, " OR ") + ") AND (" + q + ")"
	}
	var out []data.Resume
	err := t.lignes("SELECT "+colonnesResume+`
		FROM `+table+` JOIN dossier d ON d.id = `+table+`.rowid
		WHERE `+table+` MATCH ?`+portee+`
		ORDER BY `+table+`.rowid DESC
		LIMIT ?`, append(append([]any{q}, args...), limite), func(scan func(...any) error) error {
		r, err := lireResume(scan)
		out = append(out, r)
		return err
	})
	return out, err
}

// ChercherTexte finds dossiers by what was written in them and in their journal, newest
// first. A text shorter than three letters finds nothing.
func (s recherche) ChercherTexte(ctx context.Context, texte string, limite int) ([]data.Trouvaille, error) {
	mots := data.MotsRequete(texte)
	var q []string
	for i, m := range mots {
		etoile := ""
		if i == len(mots)-1 && utf8.RuneCountInString(m) >= 3 {
			etoile = "*"
		}
		q = append(q, `"`+m+`"`+etoile)
	}
	var out []data.Trouvaille
	if len(strings.Join(mots, "")) < 3 {
		return nil, s.lireContenu(ctx, func(*tx) error { return nil })
	}
	err := s.lireContenu(ctx, func(t *tx) error {
		l, err := trouver(t, "recherche_texte", strings.Join(q, " AND "), limite)
		if err != nil {
			return err
		}
		for _, r := range l {
			tr := data.Trouvaille{Resume: r}
			if err := extraire(t, &tr, mots); err != nil {
				return err
			}
			out = append(out, tr)
		}
		return nil
	})
	return out, err
}

// extraire shows the text of a dossier that holds most of the words asked, in the order
// of the form, or its journal.
func extraire(t *tx, tr *data.Trouvaille, mots []string) error {
	d, svc, err := t.lireDossier(tr.Numero)
	if err != nil {
		return err
	}
	x := data.Extracteur{Mots: mots, Trouvaille: tr}
	x.Reponses(svc, d.Reponses)
	return t.lignes("SELECT texte FROM evenement WHERE dossier = ? ORDER BY le DESC, id DESC", []any{tr.ID}, func(scan func(...any) error) error {
		var texte string
		err := scan(&texte)
		x.Essayer(texte)
		return err
	})
}
