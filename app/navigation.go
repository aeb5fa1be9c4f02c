package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/app/accueil"
	"justicepartage/app/afaire"
	"justicepartage/app/agenda"
	"justicepartage/app/composants"
	"justicepartage/app/composants/apercu"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/dossier"
	"justicepartage/app/dossiers"
	"justicepartage/app/nouveau"
	"justicepartage/app/profil"
	"justicepartage/app/reglages"
	"justicepartage/app/releves"
	"justicepartage/app/systeme"
	"justicepartage/data"
	"justicepartage/data/trame"
)

// aller leaves the current screen for another. What cannot be saved keeps it.
func (f *fenetre) aller(faire func() ecran) {
	if f.courant != nil {
		if err := f.courant.Quitter(context.Background()); err != nil {
			f.dial.Erreur(err)
			return
		}
	}
	e := faire()
	f.courant = e
	contenu := e.Contenu()
	if ici := e.Onglet(); ici != contrat.SansBarre {
		contenu = container.NewBorder(f.barre(ici), nil, nil, nil, contenu)
	}
	f.corps.Objects = []fyne.CanvasObject{contenu}
	f.corps.Refresh()
	f.fen.SetTitle(e.Titre() + " – Justice et Partage")
	f.menu.accorder()
	e.Commencer()
}

func (f *fenetre) allerAccueil() {
	if f.technique() {
		f.allerTechnique()
		return
	}
	f.aller(func() ecran {
		return accueil.Nouvel(accueil.Params{
			Base: f.session, Ex: f.ex, Dialogues: f.dial, Compte: f.session.Compte(),
			Service: f.session.service, Ouvrir: func(n string) { f.ouvrirDossier(n, "") }, Nouveau: f.nouveau,
			NomNouveau: f.session.nomNouveau(), Mots: trame.MotsCommuns(f.session.services...), Bandeau: f.bandeau(), Regard: f.regard,
		})
	})
}

func (f *fenetre) allerDossiers() {
	if f.technique() {
		f.allerReglages()
		return
	}
	f.aller(func() ecran {
		return dossiers.Nouvel(dossiers.Params{
			Base: f.session, Ex: f.ex, Dialogues: f.dial, Compte: f.session.Compte(), Services: f.session.services,
			Ouvrir: func(n string) { f.ouvrirDossier(n, "") }, Nouveau: f.nouveau, Regard: f.regard,
		})
	})
}

func (f *fenetre) allerAgenda() {
	if f.technique() {
		return
	}
	s := f.session
	f.aller(func() ecran {
		return agenda.Nouvel(agenda.Params{
			Base: s, Ex: f.ex, Dialogues: f.dial, Services: s.services, Sortie: f.sortie, Contenu: s.Compte().Role != data.RoleAccueil,
			Journee: func(titre string, l []data.Seance) ([]byte, error) {
				return f.ouvreur.atelier.Journee(s.assoc, titre, l, s.presence, f.ex.Maintenant())
			},
			Ouvrir: f.ouvrirDossier, Regard: f.regard,
		})
	})
}

func (f *fenetre) allerAFaire() {
	if !f.contenu() {
		return
	}
	f.aller(func() ecran {
		return afaire.Nouvel(afaire.Params{
			Base: f.session, Ex: f.ex, Dialogues: f.dial, Compte: f.session.Compte(), Services: f.session.services,
			Ouvrir: f.ouvrirDossier, Regard: f.regard,
		})
	})
}

// releves shows the statements of the services.
func (f *fenetre) releves() {
	if !f.contenu() {
		return
	}
	s := f.session
	releves.Ouvrir(releves.Params{
		Base: s, Ex: f.ex, Dialogues: f.dial, Services: s.services, Sortie: f.sortie,
		PDF: func(r *data.Releve) ([]byte, error) { return f.ouvreur.atelier.Releve(s.assoc, r, f.ex.Maintenant()) },
	})
}

// contenu tells whether the account sees more than names and appointments.
func (f *fenetre) contenu() bool {
	return f.session != nil && !f.technique() && f.session.Compte().Role != data.RoleAccueil
}

func (f *fenetre) allerReglages() {
	f.aller(func() ecran {
		s := f.session
		var courts []composants.Option
		for _, svc := range s.services {
			if courts = juridictions(svc); courts != nil {
				break
			}
		}
		return reglages.Nouvel(reglages.Params{
			Acces: f.accesReglages(), AccesAdaptation: f.accesAdaptation(), Base: s, Ex: f.ex, Dialogues: f.dial, Compte: s.Compte(), Association: s.assoc,
			Parquet:      s.parquet,
			Juridictions: courts, Reglages: func() profil.Reglages { return f.regl }, Regler: apparence{f}.regler, Imprimantes: systeme.Imprimantes,
			Change: func(a data.Association, p data.Parquet) { s.assoc, s.parquet = a, p },
		})
	})
}

// nouveau opens the dialog of a new dossier.
func (f *fenetre) nouveau() {
	if f.session == nil || f.session.nomNouveau() == "" {
		return
	}
	nouveau.Ouvrir(nouveau.Params{
		Base: f.session, Ex: f.ex, Dialogues: f.dial, Services: f.session.services, Parquet: f.session.parquet, Service: f.session.dernier, Regard: f.regard,
		Cree: func(d *data.Dossier) {
			f.session.dernier = d.Service
			f.ouvrirDossier(d.Numero, "")
		},
		Ouvrir: func(n string) { f.ouvrirDossier(n, "") },
	})
}

// ouvrirDossier reads a dossier away from the window, then shows it.
func (f *fenetre) ouvrirDossier(numero, chemin string) {
	s := f.session
	var d *data.Dossier
	var svc *trame.Service
	var section string
	var err error
	f.ex.Lancer(func() {
		ctx := context.Background()
		if d, err = s.Dossier(ctx, numero); err != nil {
			return
		}
		if section, err = s.Reprise(ctx, numero); err != nil {
			return
		}
		svc, err = s.Service(ctx, d.Service, d.Version)
	}, func() {
		if err != nil {
			f.dial.Erreur(err)
			return
		}
		if f.session != s {
			return // locked meanwhile
		}
		f.aller(func() ecran { return f.ecranDossier(s, svc, d, section) })
		if e := f.ouvert(); e != nil && chemin != "" {
			e.AllerA(chemin)
		}
	})
}

// ouvert is the dossier that is open, nil when none is.
func (f *fenetre) ouvert() *dossier.Ecran {
	e, _ := f.courant.(*dossier.Ecran)
	return e
}

func (f *fenetre) ecranDossier(s *session, svc *trame.Service, d *data.Dossier, section string) *dossier.Ecran {
	panneau := dossier.PanneauApercu
	if f.regl.Apercu != nil && !*f.regl.Apercu {
		panneau = dossier.PanneauAucun
	}
	return dossier.Nouvel(dossier.Params{
		Session: s, Imprimerie: s.editeur, Sortie: f.sortie, Association: s.assoc, Parquet: s.parquet,
		Ex: f.ex, Dialogues: f.dial, Apercu: apercu.NouvelleVue(dessinateur(f.moteur), f.ex), Service: svc, Dossier: d, Section: section,
		OnSection: func(cle string) {
			f.ex.Lancer(func() {
				if err := s.PoserReprise(context.Background(), d.Numero, cle); err != nil {
					dialogues.Consigner(err)
				}
			}, func() {})
		},
		Panneau: panneau,
		OnPanneau: func(p dossier.Panneau) {
			ouvert := p != dossier.PanneauAucun
			f.regl.Apercu = &ouvert
			f.garderReglages()
		},
		Revenir: f.allerAccueil,
		Regard:  f.regard,
		Garder: func(c trame.Changement, pourquoi string) error {
			s.misDeCote = true
			return f.attente.Garder(s, d.Numero, c, pourquoi, f.ex.Maintenant())
		},
		Restes:  f.attente.Lister(s, d.Numero),
		Oublier: f.attente.Retirer,
	})
}

// dessinateur is the engine of the preview; nil when there is none.
func dessinateur(m Moteur) apercu.Dessinateur {
	if m == nil {
		return nil
	}
	return m
}
