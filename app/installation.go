package app

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"justicepartage/app/composants"
	"justicepartage/app/demarrage"
	"justicepartage/app/demonstration"
	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// installer shows the first start.
func (f *fenetre) installer() {
	var b demarrage.Brouillon
	f.o.Profil.Brouillon(&b)
	if b.Base == "" {
		b.Base = f.o.Profil.Base()
	}
	p := demarrage.Installation{
		Ex: f.ex, Brouillon: b, Juridictions: f.juridictionsLivrees(),
		Garder: func(b demarrage.Brouillon) error { return f.o.Profil.PoserBrouillon(b) },
		Juger:  jugerMotDePasse,
		Cree: func() {
			if err := f.o.Profil.PoserBrouillon(nil); err != nil {
				slog.Warn("draft of the first start not removed")
			}
			f.entrerDans(f.session)
		},
		Demonstration: f.decouvrir,
		Choisir: func(chemin string) {
			f.base = chemin
			f.demo = filepath.Base(chemin) == demonstration.Fichier
			f.regl.Login = ""
			f.deverrouiller(false)
		},
	}
	p.Creer = func(b demarrage.Brouillon, c data.Compte, mdp string) error {
		s, err := f.creer(b, c, mdp)
		if err == nil {
			f.session, f.base, f.demo = s, b.Base, false
			f.regl.Base, f.regl.Login = b.Base, c.Login
		}
		return err
	}
	if f.regl.Base != "" {
		p.Revenir = func() {
			f.base = f.regl.Base
			f.demo = false
			f.deverrouiller(false)
		}
	}
	f.assist = demarrage.NouvelAssistant(p)
	f.montrerDevant(f.assist.Titre(), f.assist.Contenu(), f.assist)
}

// creer makes a base. It runs away from the window.
func (f *fenetre) creer(b demarrage.Brouillon, c data.Compte, mdp string) (*session, error) {
	ctx := context.Background()
	st, err := store.Create(ctx, b.Base, f.options(), c, mdp)
	if err != nil {
		return nil, err
	}
	if err = st.PoserAssociation(ctx, b.Association); err == nil {
		err = st.PoserParquet(ctx, b.Parquet)
	}
	var s *session
	if err == nil {
		s, err = f.preparer(ctx, st, b.Base)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	s.secours = st.CodeDeSecours()
	return s, nil
}

// juridictionsLivrees are the courts of the shipped tables.
func (f *fenetre) juridictionsLivrees() []composants.Option {
	ids, err := trame.Lister(f.o.Assets)
	if err != nil {
		return nil
	}
	for _, id := range ids {
		svc, err := trame.Charger(f.o.Assets, id)
		if err != nil {
			continue
		}
		if l := juridictions(svc); l != nil {
			return l
		}
	}
	return nil
}

// juridictions are the courts that a service knows.
func juridictions(svc *trame.Service) []composants.Option {
	c, err := svc.Chemin(svc.Reperes.Juridiction)
	if err != nil {
		return nil
	}
	var out []composants.Option
	for _, o := range svc.Champ(c.Section, c.Champ).Choix() {
		out = append(out, composants.Option{Cle: o.Cle, Libelle: francais.Typographie(o.Libelle)})
	}
	return out
}

// decouvrir makes the demonstration and opens it.
func (f *fenetre) decouvrir() {
	base := filepath.Join(f.o.Profil.Demonstration(), demonstration.Fichier)
	ctx, arret := context.WithCancel(context.Background())
	attente, fermer := f.dial.Patienter("Préparation des dossiers fictifs", arret)
	var s *session
	var err error
	avance := func(fait, total int) {
		f.ex.Lancer(func() {}, func() {
			attente.Avancer(float64(fait)/float64(total), "Rien de tout cela n’est réel.")
		})
	}
	f.ex.Lancer(func() {
		if err = preparerDossier(f.o.Profil.Demonstration()); err != nil {
			return
		}
		if err = demonstration.Retirer(base); err != nil {
			return
		}
		if _, _, err = demonstration.Creer(ctx, f.o.Assets, f.o.Horloge, base, avance); err == nil {
			s, err = f.ouvrir(base, demonstration.Identifiant, demonstration.MotDePasse)
		}
		if err != nil {
			_ = demonstration.Retirer(base)
		}
	}, func() {
		arret()
		fermer()
		if err != nil {
			f.dial.Erreur(err)
			return
		}
		f.session, f.base, f.demo = s, base, true
		f.entrer()
	})
}

func preparerDossier(d string) error { return profil.Profil{Dossier: d}.Preparer() }
