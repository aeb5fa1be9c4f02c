package faux

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// dossier is a dossier with all that hangs on it.
type dossier struct {
	data.Dossier
	svc     *trame.Service
	derives *data.Derives

	documents    []document
	pieces       []piece
	journal      []data.Evenement // in the order they came
	liens        []lien           // by role, then row
	desaccords   map[cleDesaccord]data.Desaccord
	reprises     map[int64]string
	orientations map[string]int64 // the dossier that was opened, by ID of the orientation
}

// trouver gives a dossier that the account sees.
func (t *tx) trouver(numero string) (*dossier, error) {
	for _, d := range t.e.dossiers {
		if d.Numero == numero && t.voit(d.Service) {
			return d, nil
		}
	}
	return nil, data.ErrDossier
}

// changer puts a copy of a dossier in its place, to be written in.
func (t *tx) changer(d *dossier) *dossier {
	c := *d
	c.Finalises, c.Renonces, c.desaccords = maps.Clone(d.Finalises), maps.Clone(d.Renonces), maps.Clone(d.desaccords)
	c.reprises, c.orientations, c.liens = maps.Clone(d.reprises), maps.Clone(d.orientations), slices.Clone(d.liens)
	c.documents, c.pieces, c.journal = slices.Clone(d.documents), slices.Clone(d.pieces), slices.Clone(d.journal)
	t.e.dossiers[d.ID-1] = &c
	return &c
}

// vue is a dossier as it is handed over to the account.
func (t *tx) vue(d *dossier) *data.Dossier {
	v := d.Dossier
	v.Reponses, v.Finalises, v.Renonces = d.Reponses.Copie(), maps.Clone(d.Finalises), maps.Clone(d.Renonces)
	if d.ClosLe != nil {
		le := *d.ClosLe
		v.ClosLe = &le
	}
	v.Desaccords = t.desaccords(d)
	return &v
}

// Dossier implements data.Dossiers.
func (s dossiers) Dossier(ctx context.Context, numero string) (*data.Dossier, error) {
	return s.ouvrir(ctx, s.appel("Dossier", numero), numero)
}

func (s dossiers) ouvrir(ctx context.Context, a demande, numero string) (*data.Dossier, error) {
	v, err := faire(ctx, a, contenu, func(t *tx) (*data.Dossier, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		t.trace("ouverture", d, "", "", "")
		return t.vue(d), nil
	})
	if err == nil {
		s.mu.Lock()
		s.ouverts[numero] = true
		s.mu.Unlock()
	}
	return v, err
}

// Relire implements data.Dossiers.
func (s dossiers) Relire(ctx context.Context, numero string, depuis int64) (*data.Dossier, error) {
	a := s.appel("Relire", numero, depuis)
	s.mu.Lock()
	ouvert := s.ouverts[numero]
	s.mu.Unlock()
	if !ouvert {
		return s.ouvrir(ctx, a, numero)
	}
	return faire(ctx, a, contenu, func(t *tx) (*data.Dossier, error) {
		d, err := t.trouver(numero)
		if err != nil || d.Revision == depuis {
			return nil, err
		}
		return t.vue(d), nil
	})
}

// Creer implements data.Dossiers.
func (s dossiers) Creer(ctx context.Context, service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error) {
	return faire(ctx, s.appel("Creer", service, r, maps.Clone(personnes)), contenu, func(t *tx) (*data.Dossier, error) {
		numero, err := uneFois(t, "creer", func() (string, error) {
			if !slices.Contains(t.e.servicesDe(t.compte), service) {
				return "", data.ErrService
			}
			d, err := t.ouvrir(t.e.catalogue.Services[service], r, personnes, t.compte.ID)
			if err != nil {
				return "", err
			}
			return d.Numero, nil
		})
		if err != nil {
			return nil, err
		}
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		return t.vue(d), nil
	})
}

// ouvrir makes a dossier for a referent. The rights were looked at.
func (t *tx) ouvrir(svc *trame.Service, r trame.Reponses, personnes map[string]int64, referent int64) (*dossier, error) {
	r, err := data.Canoniques(svc, r)
	if err != nil {
		return nil, err
	}
	d := &dossier{svc: svc, desaccords: map[cleDesaccord]data.Desaccord{}, reprises: map[int64]string{}, orientations: map[string]int64{}}
	d.Dossier = data.Dossier{
		ID: int64(len(t.e.dossiers)) + 1, Numero: t.numero(svc.Prefixe), Service: svc.ID, Version: svc.Version, Etat: data.EtatOuvert,
		Referent: referent, Reponses: r, Revision: 1, CreeLe: t.le, ModifieLe: t.le, Finalises: map[string]int{},
	}
	t.e.versions[svc.ID+"/"+svc.Version] = svc
	t.e.dossiers = append(t.e.dossiers, d)
	d.derives = d.Deriver(t.examiner(d))
	if len(d.derives.Seances) > 0 {
		t.annoncer(data.NouvelleAgenda, d.Service, d.Numero)
	}
	if err := t.lier(d, personnes); err != nil {
		return nil, err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	t.trace("creation", d, "", "", d.Numero)
	return d, nil
}

// remplacer ends the change of a dossier (changer): what follows from it, and its history.
func (t *tx) remplacer(avant, d *dossier) error {
	ancien := *avant
	a := ancien.Deriver(t.examiner(&ancien))
	d.Revision, d.ModifieLe = avant.Revision+1, t.le
	d.derives = d.Deriver(t.examiner(d))
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	if !reflect.DeepEqual(a.Seances, d.derives.Seances) {
		t.annoncer(data.NouvelleAgenda, d.Service, d.Numero)
	}
	if !reflect.DeepEqual(a.Gens, d.derives.Gens) {
		if err := t.lier(d, nil); err != nil {
			return err
		}
	}
	t.tracerReponses(avant, d)
	for _, x := range d.derives.Arrets {
		if !slices.Contains(a.Arrets, x) {
			t.trace("arret", d, x.Cle, "", x.Message)
		}
	}
	return nil
}

// changerEtat closes or reopens a dossier.
func (s dossiers) changerEtat(ctx context.Context, a demande, numero, motif, vers, action string, refus error) error {
	return ecrire(ctx, a.si(strings.TrimSpace(motif) != "", data.ErrMotif), contenu, func(t *tx) error {
		d, err := t.trouver(numero)
		if err != nil {
			return err
		}
		if d.Etat == vers {
			return refus
		}
		if vers == data.EtatClos {
			if err := data.Legales(t.examiner(d)); err != nil {
				return err
			}
		}
		d = t.changer(d)
		d.Etat, d.ClosLe, d.ModifieLe = vers, nil, t.le
		if vers == data.EtatClos {
			d.ClosLe = &t.le
		}
		d.Revision++
		t.solder(func(o ouverte) bool { return o.dossier == d.ID })
		t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
		t.trace(action, d, "", "", motif)
		return nil
	})
}

// Clore implements data.Dossiers.
func (s dossiers) Clore(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, s.appel("Clore", numero, motif), numero, motif, data.EtatClos, "fermeture", data.ErrDejaClos)
}

// Rouvrir implements data.Dossiers.
func (s dossiers) Rouvrir(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, s.appel("Rouvrir", numero, motif), numero, motif, data.EtatOuvert, "reouverture", data.ErrPasClos)
}

// Reprise implements data.Dossiers.
func (s dossiers) Reprise(ctx context.Context, numero string) (string, error) {
	return faire(ctx, s.appel("Reprise", numero), contenu, func(t *tx) (string, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return "", err
		}
		return d.reprises[t.compte.ID], nil
	})
}

// PoserReprise implements data.Dossiers.
func (s dossiers) PoserReprise(ctx context.Context, numero, section string) error {
	return ecrire(ctx, s.appel("PoserReprise", numero, section), contenu, func(t *tx) error {
		d, err := t.trouver(numero)
		if err != nil {
			return err
		}
		t.changer(d).reprises[t.compte.ID] = section
		return nil
	})
}
