package faux

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"justicepartage/data"
)

// bornee is a list cut at a limit; 0 is none.
func bornee[T any](l []T, limite int) []T {
	if limite <= 0 {
		return l
	}
	return l[:min(limite, len(l))]
}

// AFaire implements data.Echeances.
func (s echeances) AFaire(ctx context.Context, jusque string, limite int) ([]data.AFaire, error) {
	return faire(ctx, s.appel("AFaire", jusque, limite), contenu, func(t *tx) ([]data.AFaire, error) {
		var out []data.AFaire
		for _, d := range t.visibles() {
			clos := d.Etat == data.EtatClos
			for _, e := range d.derives.Delais {
				if clos && !e.MemeClos || jusque != "" && e.Date >= jusque+"U" { // « U » follows the « T » of the hour
					continue
				}
				x := data.AFaire{
					Numero: d.Numero, Service: d.Service, Dossier: d.derives.Titre, Referent: d.Referent, Cle: e.ID(), Titre: e.Intitule(),
					Date: e.Date, Chemin: e.Chemin(), Legale: e.Legale, Clos: clos,
				}
				x.Dater(t.civil(), e.Alerte, e.Depasse)
				out = append(out, x)
			}
		}
		// Of one day, dossiers stay in the order they came.
		slices.SortStableFunc(out, func(a, b data.AFaire) int {
			if a.Numero == b.Numero {
				return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Cle, b.Cle))
			}
			return cmp.Compare(a.Date, b.Date)
		})
		return bornee(out, limite), nil
	})
}

// Renoncer implements data.Echeances.
func (s echeances) Renoncer(ctx context.Context, numero, cle, motif string) error {
	a := s.appel("Renoncer", numero, cle, motif)
	motif = strings.TrimSpace(motif)
	return ecrire(ctx, a.si(motif != "", data.ErrRenonce), contenu, func(t *tx) error {
		d, err := t.trouver(numero)
		if err != nil {
			return err
		}
		e, err := d.EcheanceCourante(t.examiner(d), cle)
		if err != nil {
			return err
		}
		avant := *d
		d = t.changer(d)
		if d.Renonces == nil {
			d.Renonces = map[string]bool{}
		}
		d.Renonces[cle] = true
		t.trace("renonciation", d, e.Intitule(), e.Date, motif)
		return t.remplacer(&avant, d)
	})
}

// Echus implements data.Echeances.
func (s echeances) Echus(ctx context.Context, limite int) ([]data.Echu, error) {
	return faire(ctx, s.appel("Echus", limite), contenu, func(t *tx) ([]data.Echu, error) {
		var out []data.Echu
		for _, d := range t.visibles() {
			svc := t.e.catalogue.Services[d.Service]
			if svc != nil && d.ModifieLe.Before(svc.Gardee().Retirer(t.civil())) {
				depuis := svc.Gardee().Ajouter(d.ModifieLe.In(t.b.opt.Lieu)).Format("2006-01-02")
				out = append(out, data.Echu{Resume: d.resume(), Depuis: depuis})
			}
		}
		slices.SortStableFunc(out, func(a, b data.Echu) int { return a.ModifieLe.Compare(b.ModifieLe) })
		return bornee(out, limite), nil
	})
}
