package app

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/contrat"
	"justicepartage/app/demarrage"
	"justicepartage/data"
	"justicepartage/data/store"
)

// The ways into a base when its password, or the base itself, is lost: the recovery sheet
// and the backups.

// cleFeuille is the setting that tells when the last recovery sheet was put away.
const cleFeuille = "feuille_de_secours_rangee"

// entrerDans makes an open base the session of the window. A recovery code that was just
// made is shown first.
func (f *fenetre) entrerDans(s *session) {
	f.session = s
	if f.demo { // never what is opened the next time
		f.entrer()
		return
	}
	if f.regl.Login != s.Compte().Login {
		f.reprise = contrat.Lieu{} // where one was is nobody else's business
	}
	f.regl.Base, f.regl.Login = f.fichier, s.Compte().Login
	f.garderReglages()
	code := s.secours
	s.secours = ""
	f.porte.montrerFeuille(code, f.entrer)
}

// montrerFeuille shows a recovery code, the one time it can be seen, then goes on.
func (q *porte) montrerFeuille(code string, suite func()) {
	f := q.f
	if code == "" {
		suite()
		return
	}
	s, le := f.session, f.o.Horloge().In(time.Local)
	e := demarrage.NouvelleFeuille(demarrage.Secours{
		Ex: f.ex, Dialogues: f.dial, Code: code,
		PDF:      func() ([]byte, error) { return f.ouvreur.atelier.FeuilleDeSecours(s.assoc, code, le) },
		Imprimer: f.sortie.Imprimer, Exporter: f.sortie.Exporter, Dossier: f.sortie.DossierExport(),
		Suite: func() {
			s.feuille = true
			f.ex.Lancer(func() {
				if err := s.PoserParametre(context.Background(), cleFeuille, le.Format(time.DateOnly)); err != nil {
					slog.Warn("the recovery sheet was not noted")
				}
			}, func() {})
			suite()
		},
	})
	q.assist, f.courant = nil, e
	f.corps.Objects = []fyne.CanvasObject{e.Contenu()}
	f.corps.Refresh()
	f.fen.SetTitle(e.Titre() + " – Justice et Partage")
	f.menu.accorder()
	e.Commencer()
}

// oublier opens the base with the recovery code; encore tells that a session was locked.
func (q *porte) oublier(encore bool) {
	f := q.f
	var s *session
	base, opt := f.fichier, f.ouvreur.options()
	e := demarrage.NouveauMotDePasseOublie(demarrage.Oubli{
		Ex: f.ex, Login: f.regl.Login, BienEcrit: store.SecoursBienEcrit,
		Juger: func(m, login string) (string, bool) { return jugerMotDePasse(m, data.Compte{Login: login}) },
		Ouvrir: func(code, login, nouveau string) error {
			ctx := context.Background()
			st, err := store.OuvrirAvecSecours(ctx, base, opt, code, login, nouveau)
			if err != nil {
				return err
			}
			if s, err = f.ouvreur.preparer(ctx, st, base); err != nil {
				return errors.Join(err, st.Close())
			}
			return nil
		},
		Entre:   func() { f.entrerDans(s) },
		Revenir: func() { q.deverrouiller(encore) },
	})
	q.montrer(e.Titre(), e.Contenu(), e)
}

// restaurer leads to putting a backup in the place of the base, which is closed.
func (q *porte) restaurer() {
	f := q.f
	base, opt := f.fichier, f.ouvreur.options()
	f.reprise = contrat.Lieu{}
	e := demarrage.NouvelleRestauration(demarrage.Retour{
		Ex: f.ex, Dialogues: f.dial, Login: f.regl.Login, Dossier: store.DossierSauvegardes(base),
		Lister: func(dossier string) ([]data.Sauvegarde, error) {
			l, err := store.Sauvegardes(base, dossier, opt)
			if err == nil && dossier == store.DossierSauvegardes(base) {
				l = append(l, store.CopiesAvant(base)...)
				slices.SortStableFunc(l, func(a, b data.Sauvegarde) int { return b.Le.Compare(a.Le) })
			}
			return l, err
		},
		Contenu: func(ctx context.Context, copie, login, mdp string) (data.Contenu, error) {
			return store.ContenuSauvegarde(ctx, copie, opt, login, mdp)
		},
		Restaurer: func(ctx context.Context, copie, login, mdp string, progres data.Progres) (*data.Restauration, error) {
			return store.Restaurer(ctx, base, copie, opt, login, mdp, progres)
		},
		Fini: func() { q.deverrouiller(false) },
	})
	q.montrer(e.Titre(), e.Contenu(), e)
}

// restaurerDepuis closes the session, then leads to restoring.
func (f *fenetre) restaurerDepuis() {
	f.dial.Confirmer("Restaurer une sauvegarde",
		"La session va être fermée : tout ce qui est écrit est enregistré. Vous choisirez ensuite la sauvegarde et verrez ce qu’elle contient avant que "+
			"rien ne change.", "Fermer la session et choisir", false, func() {
			if f.session == nil {
				return
			}
			if err := f.courant.Quitter(context.Background()); err != nil {
				f.dial.Erreur(err)
				return
			}
			f.sauvegarderEnPartant(func() {
				f.lacher()
				f.porte.restaurer()
			})
		})
}
