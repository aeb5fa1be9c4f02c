package faux

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// seances are the appointments of dossiers, in their order.
func seances(l []*dossier, voulue func(data.Seance) bool) []data.Seance {
	var out []data.Seance
	rang := map[string]int64{}
	for _, d := range l {
		rang[d.Numero] = d.ID
		for _, v := range d.derives.Seances {
			x := d.SeanceDe(v)
			x.Dossier = d.derives.Titre
			if voulue(x) {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b data.Seance) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Debut, b.Debut), cmp.Compare(a.Fin, b.Fin),
			cmp.Compare(rang[a.Numero], rang[b.Numero]), cmp.Compare(a.Ligne, b.Ligne))
	})
	return out
}

// Agenda implements data.Agenda.
func (s agenda) Agenda(ctx context.Context, du, au string) ([]data.Seance, error) {
	return faire(ctx, s.appel("Agenda", du, au), noms, func(t *tx) ([]data.Seance, error) {
		return seances(t.visibles(), func(x data.Seance) bool { return du <= x.Date && x.Date <= au }), nil
	})
}

// libre refuses an appointment that meets another one, of any service.
func (t *tx) libre(x data.Seance) error {
	if x.Avec == "" && x.Lieu == "" {
		return nil
	}
	for _, y := range seances(t.e.dossiers, func(y data.Seance) bool { return y.Date == x.Date }) {
		if err := x.Heurte(y, t.voit(y.Service)); err != nil {
			return err
		}
	}
	return nil
}

// rencontre gives a dossier and what makes appointments of one of its sections.
func (t *tx) rencontre(numero, section string) (*dossier, *trame.Rencontre, error) {
	d, err := t.trouver(numero)
	if err != nil {
		return nil, nil, err
	}
	if err := d.Ouvert(); err != nil {
		return nil, nil, err
	}
	r := d.svc.Rencontre(section)
	if r == nil {
		return nil, nil, data.ErrRendezVous
	}
	if d.Verrou(d.svc, d.svc.Section(section)) != data.Libre {
		return nil, nil, data.ErrRendezVousFige
	}
	return d, r, nil
}

// Planifier implements data.Agenda.
func (s agenda) Planifier(ctx context.Context, x data.Seance) (string, error) {
	return faire(ctx, s.appel("Planifier", x), noms, func(t *tx) (string, error) {
		return uneFois(t, "planifier", func() (string, error) { return t.planifier(x) })
	})
}

func (t *tx) planifier(x data.Seance) (string, error) {
	d, r, err := t.rencontre(x.Numero, x.Section)
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
	if err := x.Remplir(d.svc.Section(x.Section), r, l, t.civil()); err != nil {
		return "", err
	}
	ecrit := *d
	ecrit.Reponses = apres
	for _, v := range t.examiner(&ecrit).Seances() {
		if v.Section == x.Section && v.Ligne == l.ID {
			if err := t.libre(d.SeanceDe(v)); err != nil {
				return "", err
			}
			return l.ID, t.poserReponses(t.changer(d), apres)
		}
	}
	return "", data.ErrRendezVousSansHeure
}

// Presence implements data.Agenda.
func (s agenda) Presence(ctx context.Context, numero, section, ligne, valeur string) error {
	return ecrire(ctx, s.appel("Presence", numero, section, ligne, valeur), noms, func(t *tx) error {
		d, r, err := t.rencontre(numero, section)
		if err != nil {
			return err
		}
		champ := d.svc.Champ(section, r.Presence)
		if champ == nil {
			return data.ErrPresence
		}
		apres := d.Reponses.Copie()
		l := apres[section].Ligne(ligne)
		if l == nil {
			return data.ErrRendezVousRetire
		}
		v, err := champ.Normaliser(valeur, t.civil())
		if err != nil {
			return &data.Erreur{Code: data.Saisie, Message: err.Error()}
		}
		l.Repondre(champ.Cle, v)
		return t.poserReponses(t.changer(d), apres)
	})
}

// Rencontres implements data.Agenda.
func (s agenda) Rencontres(ctx context.Context, numero string, l []trame.SeanceVue) (map[string]string, error) {
	return faire(ctx, s.appel("Rencontres", numero, slices.Clone(l)), contenu, func(t *tx) (map[string]string, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		out := map[string]string{}
		for _, v := range l {
			if err := t.libre(d.SeanceDe(v)); err != nil {
				out[v.Chemin()], _, _ = strings.Cut(data.Phrase(err), " Rien n’a été changé")
			}
		}
		return out, nil
	})
}

// SallesEtGens implements data.Agenda.
func (s agenda) SallesEtGens(ctx context.Context) (lieux, gens []string, err error) {
	err = ecrire(ctx, s.appel("SallesEtGens"), noms, func(t *tx) error {
		for _, x := range seances(t.visibles(), func(data.Seance) bool { return true }) {
			lieux, gens = append(lieux, x.Lieu), append(gens, x.Avec)
		}
		return nil
	})
	return data.Uniques(lieux), data.Uniques(gens), err
}
