package store

import (
	"context"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
)

// lierPersonnes brings the persons index up to date with a dossier: a person named for
// the first time is made, or the record chosen in reprises is taken up.
func lierPersonnes(t *tx, d *data.Dossier, gens []data.Present, reprises map[string]int64) error {
	liens := map[string]int64{}
	err := t.lignes("SELECT role, ligne, personne FROM dossier_personne WHERE dossier = ? ORDER BY role, ligne", []any{d.ID}, func(scan func(...any) error) error {
		var role, ligne string
		var id int64
		err := scan(&role, &ligne, &id)
		liens[role+"/"+ligne] = id
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range gens {
		cle := p.Role + "/" + p.Ligne
		id, connu := liens[cle]
		delete(liens, cle)
		if !connu {
			if id = reprises[cle]; id == 0 && p.Ligne == "" {
				id = reprises[p.Role]
			}
			if err := reprenable(t, id); err != nil {
				return err
			}
		}
		if id == 0 {
			res, err := t.ExecContext(t.ctx, "INSERT INTO personne (nom, nom_usage, prenoms, naissance, genre, telephones) VALUES ('', '', '', '', '', '[]')")
			if err != nil {
				return err
			}
			if id, err = res.LastInsertId(); err != nil {
				return err
			}
		}
		if err := majPersonne(t, id, p.Personne); err != nil {
			return err
		}
		if err := t.faire(`
			INSERT INTO dossier_personne (dossier, role, ligne, personne, sur) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (dossier, role, ligne) DO UPDATE SET sur = excluded.sur`,
			d.ID, p.Role, p.Ligne, id, p.Sur); err != nil {
			return err
		}
	}
	for cle, id := range liens { // rows that are gone
		role, ligne, _ := strings.Cut(cle, "/")
		if err := t.faire("DELETE FROM dossier_personne WHERE dossier = ? AND role = ? AND ligne = ?", d.ID, role, ligne); err != nil {
			return err
		}
		if err := oublier(t, id); err != nil {
			return err
		}
	}
	return nil
}

// reprenable refuses to take up a person that the account does not see in any dossier.
func reprenable(t *tx, id int64) error {
	if id == 0 {
		return nil
	}
	numeros, _, err := visibles(t, id)
	if err == nil && len(numeros) == 0 {
		err = data.ErrReprise
	}
	return err
}

// oublier deletes a person whom no dossier names any more.
func oublier(t *tx, id int64) error {
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM dossier_personne WHERE personne = ?", id); err != nil || n > 0 {
		return err
	}
	if err := t.faire("DELETE FROM personne_cle WHERE personne = ?", id); err != nil {
		return err
	}
	return t.faire("DELETE FROM personne WHERE id = ?", id)
}

func (t *tx) personne(id int64) (data.Personne, error) {
	p := data.Personne{ID: id}
	var tels string
	err := t.un([]any{&p.Nom, &p.NomUsage, &p.Prenoms, &p.Naissance, &p.Genre, &tels},
		"SELECT nom, nom_usage, prenoms, naissance, genre, telephones FROM personne WHERE id = ?", id)
	p.Telephones = lireListe(tels)
	return p, err
}

// majPersonne brings the record of a person up to date with what a dossier says.
func majPersonne(t *tx, id int64, n data.Personne) error {
	p, err := t.personne(id)
	if err != nil {
		return err
	}
	avant := p
	p = p.Reunir(n)
	if avant.Nom == p.Nom && avant.NomUsage == p.NomUsage && avant.Prenoms == p.Prenoms && avant.Naissance == p.Naissance &&
		avant.Genre == p.Genre && slices.Equal(avant.Telephones, p.Telephones) {
		return nil
	}
	if err := t.faire("UPDATE personne SET nom = ?, nom_usage = ?, prenoms = ?, naissance = ?, genre = ?, telephones = ? WHERE id = ?",
		p.Nom, p.NomUsage, p.Prenoms, p.Naissance, p.Genre, listeJSON(p.Telephones), id); err != nil {
		return err
	}
	if err := t.faire("DELETE FROM personne_cle WHERE personne = ?", id); err != nil {
		return err
	}
	for _, cle := range identite.ClesDeRapprochement(p.Identite()) {
		if err := t.faire("INSERT OR IGNORE INTO personne_cle (cle, personne) VALUES (?, ?)", cle, id); err != nil {
			return err
		}
	}
	return nil
}

// visible tells which dossiers of a person the account may see, and whether there are
// others.
func visibles(t *tx, id int64) (numeros []string, ailleurs bool, err error) {
	err = t.lignes(`
		SELECT d.numero, d.service
		FROM dossier_personne dp JOIN dossier d ON d.id = dp.dossier
		WHERE dp.personne = ?
		ORDER BY d.id DESC`, []any{id}, func(scan func(...any) error) error {
		var numero, service string
		err := scan(&numero, &service)
		if t.voit(service) {
			if !slices.Contains(numeros, numero) {
				numeros = append(numeros, numero)
			}
		} else {
			ailleurs = true
		}
		return err
	})
	return numeros, ailleurs, err
}

// candidatsMax bounds how many records one search for duplicates compares.
const candidatsMax = 500

// Doublons finds the people already known who may be this one, the likeliest first. A
// person known only in a service that the account may not see comes without any
// content, marked Ailleurs.
func (s personnes) Doublons(ctx context.Context, qui identite.Identite, limite int) ([]data.Doublon, error) {
	var out []data.Doublon
	alerte := false
	err := s.lireIdentite(ctx, func(t *tx) error {
		ids, err := candidats(t, qui)
		if err != nil {
			return err
		}
		for _, id := range ids {
			p, err := t.personne(id)
			if err != nil {
				return err
			}
			r := identite.Comparer(qui, p.Identite())
			if r.Score < identite.SeuilPossible {
				continue
			}
			numeros, ailleurs, err := visibles(t, id)
			if err != nil {
				return err
			}
			probable := r.Score >= identite.SeuilProbable
			if len(numeros) > 0 && ailleurs {
				// Neither the record nor the reasons tell what another service knows.
				if p, err = personneVisible(t, id, numeros); err != nil {
					return err
				}
				r = identite.Comparer(qui, p.Identite())
			}
			if len(numeros) > 0 && r.Score >= identite.SeuilPossible {
				out = append(out, data.Doublon{Personne: p, Score: r.Score, Raisons: r.Raisons, Dossiers: numeros, Ailleurs: ailleurs})
			} else if ailleurs && probable {
				alerte = true
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b data.Doublon) int { return b.Score - a.Score })
	if alerte { // first, so that no limit cuts it
		out = append([]data.Doublon{{Ailleurs: true}}, out...)
	}
	return out[:min(len(out), max(limite, 0))], err
}

// personneVisible is a person as the dossiers one may see tell them, the newest over the
// older ones.
func personneVisible(t *tx, id int64, numeros []string) (data.Personne, error) {
	out := data.Personne{ID: id}
	for i := len(numeros) - 1; i >= 0; i-- {
		portee, args := t.portee() // who they are, and nothing else, comes out of here
		d, svc, err := t.lireDossierDans(numeros[i], portee, args)
		if err != nil {
			return out, err
		}
		for _, p := range data.Presents(t.examiner(d, svc)) {
			var n int
			if err := t.un([]any{&n}, `
				SELECT count(*) FROM dossier_personne WHERE dossier = ? AND role = ? AND ligne = ? AND personne = ?`, d.ID, p.Role, p.Ligne, id); err != nil {
				return out, err
			}
			if n > 0 {
				out = out.Reunir(p.Personne)
			}
		}
	}
	return out, nil
}

func candidats(t *tx, qui identite.Identite) ([]int64, error) {
	cles := identite.ClesDeRapprochement(qui)
	if len(cles) == 0 {
		return nil, nil
	}
	args := make([]any, len(cles))
	for i, c := range cles {
		args[i] = c
	}
	var ids []int64
	// Those who share most keys first.
	err := t.lignes(`
		SELECT personne
		FROM personne_cle
		WHERE cle IN (?`+strings.Repeat(", ?", len(cles)-1)+`)
		GROUP BY personne
		ORDER BY count(*) DESC, personne DESC
		LIMIT ?`, append(args, candidatsMax), func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// Personne returns a person who appears in a dossier the account may see.
func (s personnes) Personne(ctx context.Context, id int64) (data.Personne, []string, error) {
	var p data.Personne
	var numeros []string
	err := s.lireIdentite(ctx, func(t *tx) (err error) {
		var ailleurs bool
		if numeros, ailleurs, err = visibles(t, id); err != nil {
			return err
		}
		if len(numeros) == 0 {
			return data.ErrPersonne
		}
		if ailleurs {
			p, err = personneVisible(t, id, numeros)
		} else {
			p, err = t.personne(id)
		}
		return err
	})
	return p, numeros, err
}
