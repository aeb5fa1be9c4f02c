package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/contrat"
	"justicepartage/app/demarrage"
	"justicepartage/app/demonstration"
	"justicepartage/app/edition"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// commencer shows the first screen: unlocking, or the first start.
func (f *fenetre) commencer() {
	f.base = f.o.Base
	if f.base == "" {
		f.base = f.regl.Base
	}
	if f.base == "" {
		f.installer()
		return
	}
	f.demo = filepath.Base(f.base) == demonstration.Fichier
	f.deverrouiller(false)
}

// montrerDevant shows a screen of before a session.
func (f *fenetre) montrerDevant(titre string, contenu fyne.CanvasObject, e interface{ Commencer() }) {
	f.devant = e
	f.courant = nil
	if a, ok := e.(*demarrage.Assistant); !ok || a != f.assist {
		f.assist = nil
	}
	f.corps.Objects = []fyne.CanvasObject{contenu}
	f.corps.Refresh()
	f.fen.SetTitle(titre + " – Justice et Partage")
	f.accorderMenu()
	e.Commencer()
}

// deverrouiller asks for the password of the base; encore tells that a session was
// locked.
func (f *fenetre) deverrouiller(encore bool) {
	p := demarrage.Acces{
		Ex: f.ex, Base: f.base, Login: f.regl.Login, Verrouille: encore,
		Autre: f.installer,
	}
	if f.demo {
		p.Login = demonstration.Identifiant
		p.Indice = "Base de démonstration : tout y est fictif. Mot de passe : " + demonstration.MotDePasse
	}
	var s *session
	p.Ouvrir = func(login, mdp string) (err error) {
		s, err = f.ouvrir(f.base, login, mdp)
		return err
	}
	p.Entre = func() { f.entrerDans(s) }
	if !f.demo {
		p.Oublie, p.Restaurer, p.Abime = func() { f.oublier(encore) }, f.restaurer, store.EstAbime
	}
	d := demarrage.NouveauDeverrouillage(p)
	f.montrerDevant(d.Titre(), d.Contenu(), d)
}

// options are those of the store.
func (f *fenetre) options() store.Options {
	return store.Options{
		Horloge: f.o.Horloge, Assets: f.o.Assets, Derivation: f.o.Derivation,
		Verifier: func(svc *trame.Service) error {
			a, err := f.atelierPret()
			if err != nil {
				return err
			}
			return a.Verifier(svc)
		},
		Rendre: edition.Rendre(f.atelierPret),
	}
}

func (f *fenetre) atelierPret() (*reports.Atelier, error) {
	err := f.preparerAtelier()
	return f.atelier, err
}

// preparerAtelier reads the faces and is ready to make documents. It may run away from the
// window.
func (f *fenetre) preparerAtelier() error {
	f.unAtelier.Lock()
	defer f.unAtelier.Unlock()
	if f.atelier != nil {
		return nil
	}
	a, err := reports.NouvelAtelier(f.o.Assets)
	f.atelier = a
	return err
}

// ouvrir opens a base and reads what every screen needs. It runs away from the window.
func (f *fenetre) ouvrir(base, login, mdp string) (*session, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, base, f.options(), login, mdp)
	if err != nil {
		return nil, err
	}
	s, err := f.preparer(ctx, st, base)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return s, nil
}

// preparer reads what every screen needs of a base that has just been opened.
func (f *fenetre) preparer(ctx context.Context, st data.Session, base string) (*session, error) {
	s := &session{Session: st, sections: map[string]string{}}
	if err := f.preparerAtelier(); err != nil {
		return nil, err
	}
	s.editeur = edition.Editeur{Session: st, Atelier: f.atelier, Horloge: f.o.Horloge}
	err := s.relireServices(ctx)
	if err != nil {
		return nil, err
	}
	if s.assoc, err = st.Association(ctx); err != nil {
		return nil, err
	}
	if s.parquet, err = st.Parquet(ctx); err != nil {
		return nil, err
	}
	if s.dernier, err = dernierService(ctx, st); err != nil {
		return nil, err
	}
	s.constats, err = constater(ctx, st, base)
	for _, x := range f.attente.Lister(st, "") {
		s.avis = append(s.avis, fmt.Sprintf("Des réponses du dossier %s n’avaient pas pu être enregistrées le %s : ouvrez-le pour les reprendre.",
			x.Numero, francais.DateHeureCourte(x.Le.In(time.Local).Format("2006-01-02T15:04"))))
	}
	return s, err
}

// entrer shows the first screen of a session, or the place where it was locked.
func (f *fenetre) entrer() {
	f.devant, f.assist = nil, nil
	if f.moteur == nil {
		f.moteur = f.o.Moteur(f.o.Profil.Cache())
	}
	f.veiller()
	f.ex.Lancer(debug.FreeOSMemory, func() {}) // deriving the key took 64 MiB, that nothing needs now
	r := f.reprise
	f.reprise = contrat.Lieu{}
	f.entretenir()
	f.suivre()
	f.allerAccueil()
	if r.Numero != "" {
		f.ouvrirDossier(r.Numero, r.Chemin)
	}
	if f.crash {
		f.crash = false
		f.dial.Informer("Reprise après un arrêt brusque",
			"La dernière fois, le programme s’est arrêté brusquement. Tout ce qui avait été enregistré est là. Si cela se répète, le fichier « "+
				"panne.txt.avant » du dossier du programme aidera le support ; il ne contient aucun nom.")
	}
}

func (f *fenetre) garderReglages() {
	if err := f.o.Profil.Ecrire(f.regl); err != nil {
		slog.Warn("settings not kept")
	}
}

// jugerMotDePasse says how strong a password is, for a screen.
func jugerMotDePasse(mdp string, c data.Compte) (string, bool) {
	f := store.ForceMotDePasse(mdp, c.Login, c.Nom)
	return f.Phrase, f.OK
}
