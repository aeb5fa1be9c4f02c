package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"justicepartage/data"
)

// lien is the place of a person in a dossier.
type lien struct {
	Dossier     int64
	Role, Ligne string
}

// accessible refuses what touches a person of whom dossiers lie in services that the account
// does not see: their place there would be changed unseen.
func accessible(t *tx, id int64) (data.Personne, []string, error) {
	numeros, ailleurs, err := visibles(t, id)
	if err != nil {
		return data.Personne{}, nil, err
	}
	if len(numeros) == 0 {
		return data.Personne{}, nil, data.ErrPersonne
	}
	if ailleurs {
		return data.Personne{}, nil, data.ErrPersonneAilleurs
	}
	p, err := t.personne(id)
	return p, numeros, err
}

// Fusionner makes one record of two of the same person: every dossier of the second names
// the first, and the second goes. The report says what moved; AnnulerFusion parts them.
func (s personnes) Fusionner(ctx context.Context, garder, fondre int64) (data.Fusion, error) {
	var out data.Fusion
	err := s.lireContenu(ctx, func(t *tx) error {
		return uneFois(t, "Fusionner", &out, func() error {
			if garder == fondre {
				return data.ErrMemeFiche
			}
			g, _, err := accessible(t, garder)
			if err != nil {
				return err
			}
			f, numeros, err := accessible(t, fondre)
			if err != nil {
				return err
			}
			var liens []lien
			err = t.lignes(`
				SELECT dossier, role, ligne FROM dossier_personne WHERE personne = ? ORDER BY dossier, role, ligne`, []any{fondre}, func(scan func(...any) error) error {
				var l lien
				err := scan(&l.Dossier, &l.Role, &l.Ligne)
				liens = append(liens, l)
				return err
			})
			if err != nil {
				return err
			}
			fondue, _ := json.Marshal(f)
			avant, _ := json.Marshal(g)
			deplaces, _ := json.Marshal(liens)
			if err := t.faire("UPDATE dossier_personne SET personne = ? WHERE personne = ?", garder, fondre); err != nil {
				return err
			}
			if err := majPersonne(t, garder, f.Reunir(g)); err != nil { // what the kept record says wins
				return err
			}
			if err := oublier(t, fondre); err != nil {
				return err
			}
			res, err := t.ExecContext(t.ctx, "INSERT INTO fusion (gardee, fondue, avant, liens, compte, le) VALUES (?, ?, ?, ?, ?, ?)",
				garder, string(fondue), string(avant), string(deplaces), t.compte.ID, instant(t.le))
			if err != nil {
				return err
			}
			if out.ID, err = res.LastInsertId(); err != nil {
				return err
			}
			out.Gardee, out.Fondue, out.Dossiers, out.Le = garder, f, numeros, t.le
			for _, l := range liens {
				if err := t.trace("fusion-personnes", l.Dossier, l.Role, fmt.Sprint(fondre), fmt.Sprint(garder)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	return out, err
}

// AnnulerFusion parts two records that were made one. What dossiers said of the person
// since stays where it was said; a dossier that no longer names the person is left alone.
func (s personnes) AnnulerFusion(ctx context.Context, id int64) error {
	return s.lireContenu(ctx, func(t *tx) error {
		return sansReponse(t, "AnnulerFusion", func() error {
			var gardee int64
			var fondueJSON, avantJSON, liensJSON, annulee string
			err := t.un([]any{&gardee, &fondueJSON, &avantJSON, &liensJSON, &annulee}, "SELECT gardee, fondue, avant, liens, annulee_le FROM fusion WHERE id = ?", id)
			if estIntrouvable(err) || err == nil && annulee != "" {
				return data.ErrFusion
			}
			if err != nil {
				return err
			}
			if _, _, err := accessible(t, gardee); err != nil {
				return err
			}
			var fondue, avant data.Personne
			var liens []lien
			for _, x := range []struct {
				texte string
				dest  any
			}{{fondueJSON, &fondue}, {avantJSON, &avant}, {liensJSON, &liens}} {
				if err := json.Unmarshal([]byte(x.texte), x.dest); err != nil {
					return panne("Le détail de cette réunion de fiches ne se relit pas : rien n’a été changé.", err)
				}
			}
			if err := t.faire(`
				INSERT INTO personne (id, nom, nom_usage, prenoms, naissance, genre, telephones)
				VALUES (?, '', '', '', '', '', '[]')`, fondue.ID); err != nil {
				return err
			}
			if err := majPersonne(t, fondue.ID, fondue); err != nil {
				return err
			}
			for _, l := range liens {
				if err := t.faire(`
					UPDATE dossier_personne SET personne = ?
					WHERE dossier = ? AND role = ? AND ligne = ? AND personne = ?`,
					fondue.ID, l.Dossier, l.Role, l.Ligne, gardee); err != nil {
					return err
				}
				if err := t.trace("fusion-annulee", l.Dossier, l.Role, fmt.Sprint(gardee), fmt.Sprint(fondue.ID)); err != nil {
					return err
				}
			}
			// The record that stayed is again what its own dossiers say of it.
			if err := t.faire("UPDATE personne SET nom = ?, nom_usage = ?, prenoms = ?, naissance = ?, genre = ?, telephones = ? WHERE id = ?",
				avant.Nom, avant.NomUsage, avant.Prenoms, avant.Naissance, avant.Genre, listeJSON(nil), gardee); err != nil {
				return err
			}
			if err := majPersonne(t, gardee, avant); err != nil {
				return err
			}
			if err := redire(t, gardee); err != nil {
				return err
			}
			return t.faire("UPDATE fusion SET annulee_le = ? WHERE id = ?", instant(t.le), id)
		})
	})
}

// redire lays what the dossiers of a person say of it over its record.
func redire(t *tx, id int64) error {
	numeros, _, err := visibles(t, id)
	if err != nil {
		return err
	}
	p, err := personneVisible(t, id, numeros)
	if err != nil {
		return err
	}
	return majPersonne(t, id, p)
}

// Fusions lists the records made one with a person, the last first, that can be parted.
func (s personnes) Fusions(ctx context.Context, personne int64) ([]data.Fusion, error) {
	var out []data.Fusion
	err := s.lireContenu(ctx, func(t *tx) error {
		numeros, _, err := visibles(t, personne)
		if err != nil {
			return err
		}
		if len(numeros) == 0 {
			return data.ErrPersonne
		}
		return t.lignes(`
			SELECT id, gardee, fondue, le FROM fusion WHERE gardee = ? AND annulee_le = '' ORDER BY id DESC`, []any{personne}, func(scan func(...any) error) error {
			var x data.Fusion
			var fondue, le string
			if err := scan(&x.ID, &x.Gardee, &fondue, &le); err != nil {
				return err
			}
			x.Le = lireInstant(le)
			if err := json.Unmarshal([]byte(fondue), &x.Fondue); err != nil {
				return err
			}
			out = append(out, x)
			return nil
		})
	})
	return out, err
}

// Consignes gives how the people of a dossier may be reached without danger, as the dossiers
// that the account sees say it: this one first.
func (s personnes) Consignes(ctx context.Context, numero string) ([]data.Consigne, error) {
	var out []data.Consigne
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		portee, args := t.porteeContenu()
		return t.lignes(`
			SELECT DISTINCT p.nom, p.prenoms, dp.sur, d.numero
			FROM dossier_personne ici JOIN personne p ON p.id = ici.personne
			JOIN dossier_personne dp ON dp.personne = ici.personne JOIN dossier d ON d.id = dp.dossier
			WHERE ici.dossier = ? AND dp.sur <> ''`+portee+`
			ORDER BY d.id = ? DESC, d.id DESC`, slices.Concat([]any{d.ID}, args, []any{d.ID}), func(scan func(...any) error) error {
			var c data.Consigne
			err := scan(&c.Nom, &c.Prenoms, &c.Texte, &c.Numero)
			if !slices.ContainsFunc(out, func(x data.Consigne) bool { return x.Nom == c.Nom && x.Prenoms == c.Prenoms && x.Texte == c.Texte }) {
				out = append(out, c)
			}
			return err
		})
	})
	return out, err
}

// Gens lists the people of a dossier with their records, in the order of their roles.
func (s personnes) Gens(ctx context.Context, numero string) ([]data.Personne, error) {
	var out []data.Personne
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		var ids []int64
		err = t.lignes("SELECT personne FROM dossier_personne WHERE dossier = ? ORDER BY role, ligne", []any{d.ID}, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			return err
		})
		for _, id := range ids {
			if err != nil {
				break
			}
			var numeros []string
			if numeros, _, err = visibles(t, id); err == nil {
				var p data.Personne
				p, err = personneVisible(t, id, numeros)
				out = append(out, p)
			}
		}
		return err
	})
	return out, err
}
