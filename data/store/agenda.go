package store

import (
	"context"
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

const colonnesSeance = `d.numero, d.service, d.titre, d.etat, s.section, s.ligne, s.titre, s.date, s.debut, s.fin, s.lieu, s.avec, s.presence
	FROM seance s JOIN dossier d ON d.id = s.dossier`

func lireSeance(scan func(...any) error) (x data.Seance, err error) {
	var etat string
	err = scan(&x.Numero, &x.Service, &x.Dossier, &etat, &x.Section, &x.Ligne, &x.Titre, &x.Date, &x.Debut, &x.Fin, &x.Lieu, &x.Avec, &x.Presence)
	x.Clos = etat == data.EtatClos
	return x, err
}

// Agenda gives the appointments from one day to another, both included, in order. The
// reception desk sees them: who comes, when and where, and nothing else.
func (s agenda) Agenda(ctx context.Context, du, au string) ([]data.Seance, error) {
	var out []data.Seance
	err := s.lireIdentite(ctx, func(t *tx) error {
		portee, args := t.portee()
		return t.lignes("SELECT "+colonnesSeance+" WHERE s.date BETWEEN ? AND ?"+portee+" ORDER BY s.date, s.debut, s.fin, d.id, s.ligne",
			append([]any{du, au}, args...), func(scan func(...any) error) error {
				x, err := lireSeance(scan)
				out = append(out, x)
				return err
			})
	})
	return out, err
}

// libre refuses an appointment that meets another one: the same person of the office, or
// the same place, at the same hour. What another service holds is named without content.
func libre(t *tx, x data.Seance) error {
	if x.Avec == "" && x.Lieu == "" {
		return nil
	}
	var pris error
	err := t.lignes("SELECT "+colonnesSeance+" WHERE s.date = ? AND s.debut < ? AND s.fin > ? ORDER BY s.debut", []any{x.Date, x.Fin, x.Debut},
		func(scan func(...any) error) error {
			y, err := lireSeance(scan)
			if err == nil && pris == nil {
				pris = x.Heurte(y, t.voit(y.Service))
			}
			return err
		})
	if err != nil {
		return err
	}
	return pris
}

// rencontre gives a dossier and what makes appointments of one of its sections. The
// reception desk may plan and take presences: it reads no content.
func (t *tx) rencontre(numero, section string) (*data.Dossier, *trame.Service, *trame.Rencontre, error) {
	portee, args := t.portee()
	d, svc, err := t.lireDossierDans(numero, portee, args)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := d.Ouvert(); err != nil {
		return nil, nil, nil, err
	}
	r := svc.Rencontre(section)
	if r == nil {
		return nil, nil, nil, data.ErrRendezVous
	}
	if v := d.Verrou(svc, svc.Section(section)); v != data.Libre {
		return nil, nil, nil, data.ErrRendezVousFige
	}
	return d, svc, r, nil
}

// Planifier writes an appointment into a dossier: a new row, or with Ligne a row that is
// moved. A clash is refused with its reason. It returns the row.
func (s agenda) Planifier(ctx context.Context, x data.Seance) (ligne string, err error) {
	err = s.lireIdentite(ctx, func(t *tx) error {
		return uneFois(t, "Planifier", &ligne, func() (err error) {
			ligne, err = planifier(t, x)
			return err
		})
	})
	return ligne, err
}

func planifier(t *tx, x data.Seance) (ligne string, err error) {
	d, svc, r, err := t.rencontre(x.Numero, x.Section)
	if err != nil {
		return "", err
	}
	apres := d.Reponses.Copie()
	l := apres[x.Section].Ligne(x.Ligne)
	switch {
	case l == nil && x.Ligne != "":
		return "", data.ErrRendezVousRetire
	case l == nil:
		l = apres.Ajouter(x.Section)
	}
	if err := x.Remplir(svc.Section(x.Section), r, l, t.civil()); err != nil {
		return "", err
	}
	if err := placer(t, d, svc, apres, x.Section, l.ID); err != nil {
		return "", err
	}
	return l.ID, poserReponses(t, d, svc, apres)
}

// placer refuses the appointment of a row when it meets another one.
func placer(t *tx, d *data.Dossier, svc *trame.Service, r trame.Reponses, section, ligne string) error {
	for _, v := range svc.Examiner(r, d.Contexte(t.civil(), t.compte.Signataire())).Seances() {
		if v.Section == section && v.Ligne == ligne {
			return libre(t, d.SeanceDe(v))
		}
	}
	return data.ErrRendezVousSansHeure
}

// Rencontres tells, of the appointments that answers about to be saved would make, which
// meet another one, by path of the row: the sentence that says with what.
func (s agenda) Rencontres(ctx context.Context, numero string, l []trame.SeanceVue) (map[string]string, error) {
	out := map[string]string{}
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		for _, v := range l {
			err := libre(t, d.SeanceDe(v))
			switch {
			case data.CodeDe(err) == data.Saisie:
				out[v.Chemin()], _, _ = strings.Cut(data.Phrase(err), " Rien n’a été changé")
			case err != nil:
				return err
			}
		}
		return nil
	})
	return out, err
}

// Presence answers whether somebody came to an appointment; "" takes the answer back.
func (s agenda) Presence(ctx context.Context, numero, section, ligne, valeur string) error {
	return s.lireIdentite(ctx, func(t *tx) error {
		return sansReponse(t, "Presence", func() error {
			d, svc, _, err := t.rencontre(numero, section)
			if err != nil {
				return err
			}
			apres := d.Reponses.Copie()
			if err := data.NoterPresence(svc, apres, section, ligne, valeur, t.civil()); err != nil {
				return err
			}
			return poserReponses(t, d, svc, apres)
		})
	})
}

// poserReponses saves answers of a dossier over those just read.
func poserReponses(t *tx, d *data.Dossier, svc *trame.Service, r trame.Reponses) error {
	r, err := data.Canoniques(svc, r)
	if err != nil {
		return err
	}
	if err := d.Figees(svc, r); err != nil {
		return err
	}
	apres := copieDossier(d)
	apres.Reponses = r
	return t.remplacer(d, apres, svc)
}

// SallesEtGens lists the places and the people that appointments already named, for the
// lists of the agenda.
func (s agenda) SallesEtGens(ctx context.Context) (lieux, gens []string, err error) {
	err = s.lireIdentite(ctx, func(t *tx) error {
		portee, args := t.portee()
		return t.lignes(`
			SELECT DISTINCT s.lieu, s.avec FROM seance s JOIN dossier d ON d.id = s.dossier WHERE 1 = 1`+portee, args, func(scan func(...any) error) error {
			var lieu, avec string
			err := scan(&lieu, &avec)
			lieux, gens = append(lieux, lieu), append(gens, avec)
			return err
		})
	})
	return data.Uniques(lieux), data.Uniques(gens), err
}
