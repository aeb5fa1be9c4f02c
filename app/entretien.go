package app

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/data"
	"justicepartage/data/store"
)

// What the program does for the base without being asked: backups while one works and
// before one leaves, a rehearsal once a month, and telling what is not as it should be.

const (
	pasEntretien     = time.Minute
	apresEchec       = 15 * time.Minute // a backup that failed is not tried at each tick
	patienceDepart   = 5 * time.Second
	avantDeLeDire    = 300 * time.Millisecond
	patienceArret    = 2 * time.Second
	patienceMenage   = 3 * time.Second
	titreAdieu       = "Sauvegarde avant de partir"
	pageSauvegardes  = "Sauvegardes"
	quitterSansDelai = "Quitter sans attendre"
)

// entretien is the state of that work.
type entretien struct {
	annuler   func()
	arret     context.CancelFunc // of what runs now, nil when nothing does
	pasAvant  time.Time
	enPartant []func() // what waits for the last backup
}

// constats are what a session found when it opened, and what stands since.
type constats struct {
	fichier string   // of the base
	avis    []string // told once
	etat    data.EtatSauvegarde
	feuille bool // the recovery sheet was put away
	echec   string
	travail chan struct{} // held by what copies the base: one at a time
}

// constater looks at where the base lies and how its backups stand. It runs away from the
// window.
func constater(ctx context.Context, st data.Session, fichier string) (c constats, err error) {
	c = constats{fichier: fichier, avis: st.Avis(), travail: make(chan struct{}, 1)}
	if p := store.LieuDe(fichier).Phrase(); p != "" {
		c.avis = append(c.avis, p)
	}
	if c.etat, err = st.EtatSauvegarde(ctx); err != nil {
		return c, err
	}
	rangee, err := st.Parametre(ctx, cleFeuille)
	c.feuille = rangee != "" || st.Compte().Role != data.RoleResponsable
	return c, err
}

// Sauvegarder makes a backup, after what else copies the base.
func (s *session) Sauvegarder(ctx context.Context, progres data.Progres) (*data.Recu, error) {
	select {
	case s.travail <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.travail }()
	return s.Session.Sauvegarder(ctx, progres)
}

// Repeter rehearses a restoring, after what else copies the base.
func (s *session) Repeter(ctx context.Context, copie string, progres data.Progres) (data.Repetition, error) {
	select {
	case s.travail <- struct{}{}:
	case <-ctx.Done():
		return data.Repetition{}, ctx.Err()
	}
	defer func() { <-s.travail }()
	return s.Session.Repeter(ctx, copie, progres)
}

// Close closes the base once nothing copies it any more; a copy that hangs is not waited
// for without end.
func (s *session) Close() error {
	select {
	case s.travail <- struct{}{}:
	case <-time.After(patienceMenage):
	}
	return s.Session.Close()
}

// bandeau is what the first screen says on top.
func (f *fenetre) bandeau() string {
	if f.demo {
		return "Démonstration : ces personnes et ces affaires sont inventées. Pour vos dossiers, quittez (Ctrl+Q) et relancez le programme."
	}
	s := f.session
	l := s.avis
	s.avis = nil
	if s.etat.Ancienne && !s.etat.Le.IsZero() { // the first one comes by itself
		l = append(l, s.etat.Phrase+" Faites-en une maintenant : Réglages, « Sauvegardes ».")
	}
	if s.echec != "" {
		l = append(l, s.echec)
	}
	if !s.feuille {
		l = append(l, "Aucune feuille de secours n’est rangée : si les mots de passe sont oubliés, les dossiers sont perdus. Réglages, « Feuille de secours ».")
	}
	return strings.Join(l, "\n")
}

// entretenir starts the work of a session.
func (f *fenetre) entretenir() {
	f.cesserEntretien()
	f.ent.pasAvant = time.Time{}
	f.ent.annuler = f.ex.Dans(pasEntretien, f.battre)
}

// cesserEntretien stops it: what runs is told to end.
func (f *fenetre) cesserEntretien() {
	if f.ent.annuler != nil {
		f.ent.annuler()
		f.ent.annuler = nil
	}
	if f.ent.arret != nil {
		f.ent.arret()
		f.ent.arret = nil
	}
}

// auRepos tells that nobody writes in a dossier nor answers a question.
func (f *fenetre) auRepos() bool {
	return f.ouvert() == nil && !f.dial.Ouvert()
}

// battre is one tick: a backup if one is due, otherwise a rehearsal if one is.
func (f *fenetre) battre() {
	s := f.session
	if s == nil {
		return
	}
	f.ent.annuler = f.ex.Dans(pasEntretien, f.battre)
	if f.ent.arret != nil || f.demo || f.ex.Maintenant().Before(f.ent.pasAvant) {
		return
	}
	ctx, arret := context.WithCancel(context.Background())
	f.ent.arret = arret
	repos := f.auRepos()
	var recu *data.Recu
	var essai string
	var etat data.EtatSauvegarde
	var err error
	f.ex.Lancer(func() {
		if recu, err = s.siDue(ctx); err == nil && recu == nil && repos {
			essai, err = s.repeterSiDu(ctx)
		}
		if err == nil {
			etat, err = s.EtatSauvegarde(ctx)
		}
	}, func() {
		annule := ctx.Err() != nil
		arret()
		if f.session != s || annule {
			return // locked or closed meanwhile
		}
		f.ent.arret = nil
		if err != nil {
			dialogues.Consigner(err)
			f.ent.pasAvant = f.ex.Maintenant().Add(apresEchec)
			if phrase := data.Phrase(err); phrase != s.echec {
				s.echec = phrase
				f.dial.Mot("La sauvegarde automatique a échoué : voyez Réglages, « Sauvegardes ».")
			}
			return
		}
		s.etat = etat
		if recu != nil {
			avant := s.echec
			s.echec = strings.Join(recu.Phrases, " ")
			if s.echec != "" && s.echec != avant {
				f.dial.Mot(recu.Phrases[0])
			}
		}
		if essai != "" {
			f.dial.Mot(essai)
		}
	})
}

// siDue makes a backup if it is time for one.
func (s *session) siDue(ctx context.Context) (*data.Recu, error) {
	due, err := s.SauvegardeDue(ctx)
	if err != nil || !due {
		return nil, err
	}
	return s.Sauvegarder(ctx, nil)
}

// repeterSiDu rehearses restoring the newest backup if it is time to; it returns what to
// say.
func (s *session) repeterSiDu(ctx context.Context) (string, error) {
	due, err := s.RepetitionDue(ctx)
	if err != nil || !due {
		return "", err
	}
	l, err := s.copies()
	if err != nil || len(l) == 0 {
		return "", err
	}
	if _, err = s.Repeter(ctx, l[0].Chemin, nil); err != nil {
		return "", err
	}
	return "Essai mensuel de restauration : la dernière sauvegarde s’ouvre et elle est saine.", nil
}

// copies are the backups beside the base.
func (s *session) copies() ([]data.Sauvegarde, error) {
	return store.Sauvegardes(s.fichier, store.DossierSauvegardes(s.fichier), store.Options{})
}

// sauvegarderEnPartant makes the backup of what changed, then suite: closing or locking.
// The screen is cleared first. It takes a few seconds at most, and can be cut short.
func (f *fenetre) sauvegarderEnPartant(suite func()) {
	s := f.session
	if s == nil {
		suite()
		return
	}
	enCours := len(f.ent.enPartant) > 0
	f.ent.enPartant = append(f.ent.enPartant, suite)
	if enCours {
		return
	}
	f.cesserEntretien()
	f.dial.Fermer() // and with it what a dialog was waiting for
	if f.demo {
		f.partir()
		return
	}
	f.courant = adieu{}
	f.corps.Objects = nil
	f.corps.Refresh()
	f.menu.accorder()

	ctx, arret := context.WithCancel(context.Background())
	var minuteries []func()
	var fermer func()
	fini := false
	finir := func() {
		if fini {
			return
		}
		fini = true
		arret()
		for _, annuler := range minuteries {
			annuler()
		}
		if fermer != nil {
			fermer()
		}
		f.partir()
	}
	couper := func() { // what hangs is not waited for
		arret()
		if !fini {
			minuteries = append(minuteries, f.ex.Dans(patienceArret, finir))
		}
	}
	barre := widget.NewProgressBar()
	minuteries = append(minuteries,
		f.ex.Dans(avantDeLeDire, func() {
			fermer = f.dial.Montrer(dialogues.Boite{
				Titre: titreAdieu, Laisser: quitterSansDelai, OnFin: couper,
				Contenu: composants.Empiler(8, barre,
					composants.ProseDiscrete("Tout est enregistré. Une copie de secours est en cours ; sans elle, la précédente reste.")),
			})
		}),
		f.ex.Dans(patienceDepart, couper))
	f.ex.Lancer(func() {
		change, err := s.ASauvegarder(ctx)
		if err == nil && change {
			_, err = s.Sauvegarder(ctx, func(part float64) {
				f.ex.Lancer(func() {}, func() { barre.SetValue(part) })
			})
		}
		if err != nil && ctx.Err() == nil {
			dialogues.Consigner(err)
		}
	}, finir)
}

// partir does what waited for the last backup.
func (f *fenetre) partir() {
	l := f.ent.enPartant
	f.ent.enPartant = nil
	for _, g := range l {
		g()
	}
}
