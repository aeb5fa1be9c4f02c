package app

import (
	"context"
	"fmt"

	"justicepartage/app/composants/apercu"
	"justicepartage/app/reglages"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// accesAdaptation is what the settings need to adapt the services.
func (f *fenetre) accesAdaptation() reglages.AccesAdaptation {
	s := f.session
	tables, err := trame.FichiersTables(f.o.Assets)
	if err != nil {
		tables = nil
	}
	return reglages.AccesAdaptation{
		Trames:   func() []*trame.Service { return s.services },
		Tables:   tables,
		Specimen: func(svc *trame.Service, cle string) ([]byte, int, error) { return specimen(f, svc, cle) },
		Vue:      func() reglages.Specimen { return apercu.NouvelleVue(dessinateur(f.moteur), f.ex) },
		Adapte:   func() error { return s.relireServices(context.Background()) },
	}
}

// specimen draws a document on the worked example of the service that speaks of it, on the
// first one otherwise: fictitious people, all of them.
func specimen(f *fenetre, svc *trame.Service, cle string) ([]byte, int, error) {
	l, err := trame.LireCas(f.o.Assets, svc.ID)
	if err != nil {
		return nil, 0, err
	}
	var ex *trame.Examen
	var papier *trame.Exemplaire
	for _, c := range l {
		if c.Attendu.Refuse != "" {
			continue
		}
		e, err := c.Examen(svc)
		if err != nil {
			continue // an answer that the association took away
		}
		parle := c.Attendu.Document == cle
		if x := e.Exemplaire(cle); x != nil && (ex == nil || parle) {
			ex, papier = e, x
			if y := c.Attendu.Exemplaire(e); parle && y != nil {
				papier = y
			}
		}
		if parle && ex != nil {
			break
		}
	}
	if ex == nil {
		return nil, 0, fmt.Errorf("aucun dossier fictif ne montre ce document")
	}
	r, err := f.ouvreur.atelier.Rendre(reports.Demande{
		Examen: ex, Document: papier.Document, Ligne: papier.Ligne, Numero: fmt.Sprintf("2026-%s-0000", svc.Prefixe),
		Association: f.session.assoc, Signataire: ex.Contexte().Signataire, Projet: true, Date: f.ex.Maintenant(),
	})
	if err != nil {
		return nil, 0, err
	}
	return r.PDF, r.Pages, nil
}
