package app

import (
	"context"
	"io/fs"
	"log/slog"
	"path/filepath"

	"justicepartage/app/composants"
	"justicepartage/app/demarrage"
	"justicepartage/app/demonstration"
	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// installer shows the first start.
func (q *porte) installer() {
	f := q.f
	var b demarrage.Brouillon
	f.o.Profil.Brouillon(&b)
	if b.Base == "" {
		b.Base = f.o.Profil.Base()
	}
	p := demarrage.Installation{
		Ex: f.ex, Brouillon: b, Juridictions: juridictionsLivrees(f.o.Assets),
		Garder: func(b demarrage.Brouillon) error { return f.o.Profil.PoserBrouillon(b) },
		Juger:  jugerMotDePasse,
		Cree: func() {
			if err := f.o.Profil.PoserBrouillon(nil); err != nil {
				slog.Warn("draft of the first start not removed")
			}
			f.entrerDans(f.session)
		},
		Demonstration: q.decouvrir,
		Choisir: func(chemin string) {
			f.fichier = chemin
			f.demo = filepath.Base(chemin) == demonstration.Fichier
			f.regl.Login = ""
			q.deverrouiller(false)
		},
	}
	p.Creer = func(b demarrage.Brouillon, c data.Compte, mdp string) error {
		s, err := f.ouvreur.creer(b, c, mdp)
		if err == nil {
			f.session, f.fichier, f.demo = s, b.Base, false
			f.regl.Base, f.regl.Login = b.Base, c.Login
		}
		return err
	}
	if f.regl.Base != "" {
		p.Revenir = func() {
			f.fichier = f.regl.Base
			f.demo = false
			q.deverrouiller(false)
		}
	}
	q.assist = demarrage.NouvelAssistant(p)
	q.montrer(q.assist.Titre(), q.assist.Contenu(), q.assist)
}

// juridictionsLivrees are the courts of the shipped tables.
func juridictionsLivrees(assets fs.FS) []composants.Option {
	ids, err := trame.Lister(assets)
	if err != nil {
		return nil
	}
	for _, id := range ids {
		svc, err := trame.Charger(assets, id)
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
func (q *porte) decouvrir() {
	f := q.f
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
			s, err = f.ouvreur.ouvrir(base, demonstration.Identifiant, demonstration.MotDePasse)
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
		f.session, f.fichier, f.demo = s, base, true
		f.entrer()
	})
}

func preparerDossier(d string) error { return profil.Profil{Dossier: d}.Preparer() }
