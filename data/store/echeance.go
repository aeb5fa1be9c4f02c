package store

import (
	"context"
	"reflect"
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// projectionCourante is the version of what projeter writes. Dossiers written by an older
// one are projected again when the base is opened.
const projectionCourante = 1

// projeter writes what other screens look at across dossiers: deadlines that run,
// appointments. ancien is nil when nothing is written yet.
func projeter(t *tx, d *data.Dossier, ancien, e *data.Derives) error {
	neuf := ancien == nil
	if neuf || !reflect.DeepEqual(ancien.Delais, e.Delais) {
		if err := t.faire("DELETE FROM echeance WHERE dossier = ?", d.ID); err != nil {
			return err
		}
		for _, x := range e.Delais {
			if err := t.faire("INSERT INTO echeance (dossier, cle, titre, date, alerte, depasse, chemin, legale, meme_clos) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
				d.ID, x.ID(), x.Intitule(), x.Date, x.Alerte, x.Depasse, x.Chemin(), x.Legale, x.MemeClos); err != nil {
				return err
			}
		}
	}
	if neuf || !reflect.DeepEqual(ancien.Seances, e.Seances) {
		if !neuf || len(e.Seances) > 0 {
			t.annoncer(data.NouvelleAgenda, d.Service, d.Numero)
		}
		if err := t.faire("DELETE FROM seance WHERE dossier = ?", d.ID); err != nil {
			return err
		}
		for _, x := range e.Seances {
			if err := t.faire("INSERT INTO seance (dossier, section, ligne, titre, date, debut, fin, lieu, avec, presence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				d.ID, x.Section, x.Ligne, x.Titre, x.Date, x.Debut, x.Fin, x.Lieu, x.Avec, x.Presence); err != nil {
				return err
			}
		}
	}
	if !neuf {
		return nil
	}
	return t.faire("UPDATE dossier SET projection = ? WHERE id = ?", projectionCourante, d.ID)
}

// projeterAnciens projects the dossiers that an older version of the program wrote. A
// dossier that does not read is left alone: opening it says why.
func (b *Base) projeterAnciens(ctx context.Context) error {
	const lot = 100
	for dernier := int64(0); ; {
		var ids []int64
		err := b.ecrire(ctx, func(t *tx) error {
			err := t.lignes(`
				SELECT id FROM dossier WHERE projection < ? AND id > ? ORDER BY id LIMIT ?`, []any{projectionCourante, dernier, lot}, func(scan func(...any) error) error {
				var id int64
				err := scan(&id)
				ids = append(ids, id)
				return err
			})
			if err != nil {
				return err
			}
			for _, id := range ids {
				dernier = id
				var numero string
				if err := t.un([]any{&numero}, "SELECT numero FROM dossier WHERE id = ?", id); err != nil {
					return err
				}
				d, svc, err := t.lireDossierDans(numero, "", nil)
				if err != nil {
					if t.ctx.Err() != nil {
						return err
					}
					continue
				}
				if err := projeter(t, d, nil, t.deriver(d, svc)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(ids) < lot {
			return err
		}
	}
}

func (t *tx) lireRenonces(d *data.Dossier) error {
	d.Renonces = nil
	return t.lignes("SELECT cle FROM renonce WHERE dossier = ?", []any{d.ID}, func(scan func(...any) error) error {
		var cle string
		err := scan(&cle)
		if d.Renonces == nil {
			d.Renonces = map[string]bool{}
		}
		d.Renonces[cle] = true
		return err
	})
}

// AFaire lists the deadlines that run, the most urgent first: those of the open dossiers, and
// those that closing does not end. jusque
// keeps those of that day at the latest, "" all; limite 0 is no limit.
func (s echeances) AFaire(ctx context.Context, jusque string, limite int) ([]data.AFaire, error) {
	if limite <= 0 {
		limite = -1
	}
	var out []data.AFaire
	err := s.lireContenu(ctx, func(t *tx) error {
		portee, args := t.porteeContenu()
		cond := ""
		if jusque != "" {
			cond = " AND e.date < ? || 'U'" // « U » follows the « T » of the hour
			args = append(args, jusque)
		}
		return t.lignes(`
			SELECT d.numero, d.service, d.titre, d.referent, e.cle, e.Titre, e.date, e.alerte, e.depasse, e.chemin, e.legale, d.etat = 'clos'
			FROM echeance e JOIN dossier d ON d.id = e.dossier
			WHERE (d.etat = 'ouvert' OR e.meme_clos)`+portee+cond+`
			ORDER BY e.date, d.id, e.cle
			LIMIT ?`, append(args, limite), func(scan func(...any) error) error {
			var x data.AFaire
			var alerte, depasse string
			err := scan(&x.Numero, &x.Service, &x.Dossier, &x.Referent, &x.Cle, &x.Titre, &x.Date, &alerte, &depasse, &x.Chemin, &x.Legale, &x.Clos)
			x.Dater(t.civil(), alerte, depasse)
			out = append(out, x)
			return err
		})
	})
	return out, err
}

// Renoncer waives a deadline of a dossier, with a reason that the audit keeps with the name
// of who gave it.
func (s echeances) Renoncer(ctx context.Context, numero, cle, motif string) error {
	motif = strings.TrimSpace(motif)
	if motif == "" {
		return data.ErrRenonce
	}
	return s.lireContenu(ctx, func(t *tx) error {
		return sansReponse(t, "Renoncer", func() error {
			d, svc, err := t.lireDossier(numero)
			if err != nil {
				return err
			}
			e, err := d.EcheanceCourante(t.examiner(d, svc), cle)
			if err != nil {
				return err
			}
			if err := t.faire("INSERT INTO renonce (dossier, cle, motif, compte, le) VALUES (?, ?, ?, ?, ?)", d.ID, cle, motif, t.compte.ID, instant(t.le)); err != nil {
				return err
			}
			if err := t.trace("renonciation", d.ID, e.Intitule(), e.Date, motif); err != nil {
				return err
			}
			apres := copieDossier(d)
			if err := t.lireRenonces(apres); err != nil {
				return err
			}
			return t.remplacer(d, apres, svc)
		})
	})
}

// Echus lists the dossiers in which nothing was done for longer than their service keeps
// them, the oldest first: to delete, to put away, or to keep for a reason.
func (s echeances) Echus(ctx context.Context, limite int) ([]data.Echu, error) {
	if limite <= 0 {
		limite = -1
	}
	var out []data.Echu
	err := s.lireContenu(ctx, func(t *tx) error {
		var cond []string
		var args []any
		gardes := map[string]trame.Duree{}
		for _, id := range t.b.servicesDe(t.compte) {
			svc, err := t.service(id, "")
			if err != nil {
				return err
			}
			gardes[id] = svc.Gardee()
			cond = append(cond, "d.service = ? AND d.modifie_le < ?")
			args = append(args, id, instant(gardes[id].Retirer(t.civil())))
		}
		if cond == nil {
			return nil
		}
		portee, plus := t.porteeContenu()
		return t.lignes("SELECT "+colonnesResume+" FROM dossier d WHERE ("+strings.Join(cond, " OR ")+")"+portee+" ORDER BY d.modifie_le, d.id LIMIT ?",
			append(append(args, plus...), limite), func(scan func(...any) error) error {
				r, err := lireResume(scan)
				out = append(out, data.Echu{Resume: r, Depuis: gardes[r.Service].Ajouter(r.ModifieLe.In(s.opt.Lieu)).Format("2006-01-02")})
				return err
			})
	})
	return out, err
}
