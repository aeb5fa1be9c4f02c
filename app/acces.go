package app

import (
	"context"
	"io/fs"
	"strings"

	"justicepartage/app/composants"
	"justicepartage/app/reglages"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// technique tells that the account of the session sees no dossier.
func (f *fenetre) technique() bool {
	return f.session != nil && f.session.Compte().Role == data.RoleTechnicien
}

// allerTechnique shows the first screen of an account that sees no dossier.
func (f *fenetre) allerTechnique() {
	f.allerReglages()
	if l := f.session.avis; len(l) > 0 {
		f.session.avis = nil
		f.dial.Informer("À savoir", strings.Join(l, "\n\n"))
	}
}

// accesReglages is what the settings need for the accounts and the backups.
func (f *fenetre) accesReglages() reglages.Acces {
	s, opt := f.session, f.ouvreur.options()
	a := reglages.Acces{
		Juger: jugerMotDePasse, Services: func() []composants.Option { return servicesLivres(f.o.Assets) }, Demonstration: f.demo,
		Feuille:   func(code string) { f.porte.montrerFeuille(code, f.allerReglages) },
		Restaurer: f.restaurerDepuis,
		Fait:      func(e data.EtatSauvegarde) { s.etat, s.echec = e, "" },
		Copies: func(ctx context.Context) ([]reglages.Copie, error) {
			second, err := s.SecondEmplacement(ctx)
			if err != nil {
				return nil, err
			}
			l, err := store.Sauvegardes(s.fichier, store.DossierSauvegardes(s.fichier), opt)
			if err != nil {
				return nil, err
			}
			var out []reglages.Copie
			for _, x := range l {
				out = append(out, reglages.Copie{Sauvegarde: x})
			}
			if second != "" {
				if l, err = store.Sauvegardes(s.fichier, second, opt); err != nil {
					return out, nil // the key is not plugged in: the state says it
				}
				for _, x := range l {
					out = append(out, reglages.Copie{Sauvegarde: x, Ailleurs: true})
				}
			}
			return out, nil
		},
	}
	if f.technique() {
		a.Page = pageSauvegardes
	}
	return a
}

// servicesLivres are the shipped services, for choosing those that an account sees.
func servicesLivres(assets fs.FS) []composants.Option {
	ids, err := trame.Lister(assets)
	if err != nil {
		return nil
	}
	var out []composants.Option
	for _, id := range ids {
		if svc, err := trame.Charger(assets, id); err == nil {
			out = append(out, composants.Option{Cle: id, Libelle: francais.Typographie(svc.Titre)})
		}
	}
	return out
}
