package app

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/accueil"
	"justicepartage/app/afaire"
	"justicepartage/app/agenda"
	"justicepartage/app/composants"
	"justicepartage/app/composants/apercu"
	"justicepartage/app/demarrage"
	"justicepartage/app/demonstration"
	"justicepartage/app/dialogues"
	"justicepartage/app/dossier"
	"justicepartage/app/dossiers"
	"justicepartage/app/edition"
	"justicepartage/app/habillage"
	"justicepartage/app/nouveau"
	"justicepartage/app/profil"
	"justicepartage/app/reglages"
	"justicepartage/app/releves"
	"justicepartage/app/systeme"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// ecran is a screen of an open session.
type ecran interface {
	Contenu() fyne.CanvasObject
	Titre() string
	// Commencer gives the focus to where one begins.
	Commencer()
	// Quitter keeps what was written; on an error the screen stays.
	Quitter(ctx context.Context) error
	// Echapper steps back inside the screen; it tells whether there was a step.
	Echapper() bool
}

// fenetre is the window and what it shows.
type fenetre struct {
	app   fyne.App
	fen   fyne.Window
	o     Options
	ex    taches.Executeur
	dial  *dialogues.Dialogues
	regl  profil.Reglages
	corps *fyne.Container
	crash bool

	sortie  *systeme.Sortie
	moteur  Moteur
	atelier *reports.Atelier
	// unAtelier is held while atelier is made.
	unAtelier sync.Mutex

	base     string // path of the base that is open, or to be opened
	demo     bool
	session  *session
	courant  ecran
	reprise  reprise // where to come back to after unlocking
	commande map[string]*fyne.MenuItem
	devant   interface{ Commencer() } // the screen before a session
	veille   *veille
	discret  bool // names are reduced to initials: somebody sits beside
	assist   *demarrage.Assistant
	ent      entretien
}

// session is an open base.
type session struct {
	*store.Session
	services []*trame.Service
	editeur  edition.Editeur
	assoc    data.Association
	parquet  data.Parquet
	sections map[string]string // dossier → section of the last visit
	dernier  string            // service of the last dossier that the account opened
	constats
}

// reprise is a place in a dossier.
type reprise struct{ numero, chemin string }

func nouvelleFenetre(a fyne.App, o Options, ex taches.Executeur) *fenetre {
	f := &fenetre{app: a, o: o, ex: ex, regl: o.Profil.Lire(), corps: container.NewStack()}
	f.fen = a.NewWindow("Justice et Partage")
	f.dial = dialogues.Nouveaux(f.fen, ex)
	f.sortie = systeme.Nouvelle(o.Profil.Dossier)
	f.sortie.Imprimante = func() string { return f.regl.Imprimante }
	f.fen.SetContent(container.NewStack(composants.NouveauFond(theme.ColorNameBackground, "", 0), f.corps, f.dial.Calque()))
	f.fen.SetPadded(false)
	f.fen.Resize(aTaille(fyne.NewSize(1280, 680), profil.EchelleNormale, f.regl.EchellePC()))
	f.fen.SetMaster()
	f.fen.SetCloseIntercept(func() { f.fermer(false) })
	f.fen.Canvas().SetOnTypedKey(f.touche)
	f.poserMenu()
	return f
}

// touche answers the keys that no control wanted.
func (f *fenetre) touche(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		if f.dial.Echapper() || f.session == nil {
			return
		}
		if f.courant.Echapper() {
			return
		}
		if _, accueil := f.courant.(*accueil.Ecran); !accueil {
			f.allerAccueil()
		}
	case fyne.KeyF1:
		if !f.dial.Ouvert() {
			f.aide()
		}
	case fyne.KeyF9:
		f.basculerDiscret()
	}
}

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

func (f *fenetre) garderReglages() {
	if err := f.o.Profil.Ecrire(f.regl); err != nil {
		slog.Warn("settings not kept")
	}
}

// options are those of the store.
func (f *fenetre) options() store.Options {
	return store.Options{Horloge: f.o.Horloge, Assets: f.o.Assets, Derivation: f.o.Derivation, Verifier: func(svc *trame.Service) error {
		if err := f.preparerAtelier(); err != nil {
			return err
		}
		return f.atelier.Verifier(svc)
	}}
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
func (f *fenetre) preparer(ctx context.Context, st *store.Session, base string) (*session, error) {
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
	return s, err
}

// relireServices takes the services as the association adapted them; the base has read them
// already. On the goroutine of the window once it is open.
func (s *session) relireServices(ctx context.Context) error {
	var l []*trame.Service
	for _, id := range s.Services() {
		svc, err := s.Service(ctx, id, "")
		if err != nil {
			return err
		}
		l = append(l, svc)
	}
	if err := trame.VerifierOrientations(l); err != nil && len(l) == len(s.Livrees()) {
		return err
	}
	s.services = l
	return nil
}

// dernierService is the service in which the account opened its last dossier, that of the
// first service otherwise.
func dernierService(ctx context.Context, st *store.Session) (string, error) {
	if st.Compte().Role == data.RoleTechnicien {
		return "", nil
	}
	l, err := st.Dossiers(ctx, data.Filtre{Referent: st.Compte().ID, Inverse: true, Limite: 1})
	if err != nil || len(l) == 0 {
		if s := st.Services(); err == nil && len(s) > 0 {
			return s[0], nil
		}
		return "", err
	}
	return l[0].Service, nil
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
	f.reprise = reprise{}
	f.entretenir()
	f.allerAccueil()
	if r.numero != "" {
		f.ouvrirDossier(r.numero, r.chemin)
	}
	if f.crash {
		f.crash = false
		f.dial.Informer("Reprise après un arrêt brusque", "La dernière fois, le programme s’est arrêté brusquement. Tout ce qui avait été enregistré est là. Si cela se répète, le fichier « panne.txt.avant » du dossier du programme aidera le support ; il ne contient aucun nom.")
	}
}

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
	if _, ouvert := e.(*dossier.Ecran); !ouvert {
		contenu = container.NewBorder(f.barre(), nil, nil, nil, contenu)
	}
	f.corps.Objects = []fyne.CanvasObject{contenu}
	f.corps.Refresh()
	f.fen.SetTitle(e.Titre() + " – Justice et Partage")
	f.accorderMenu()
	e.Commencer()
}

// barre leads from screen to screen.
func (f *fenetre) barre() fyne.CanvasObject {
	bouton := func(titre string, ici bool, g func()) *composants.Bouton {
		b := composants.BoutonDiscret(titre, g)
		if ici {
			b.Importance = widget.MediumImportance
		}
		return b
	}
	var surAccueil, surAFaire, surAgenda, surDossiers, surReglages bool
	switch f.courant.(type) {
	case *accueil.Ecran:
		surAccueil = true
	case *afaire.Ecran:
		surAFaire = true
	case *agenda.Ecran:
		surAgenda = true
	case *dossiers.Ecran:
		surDossiers = true
	case *reglages.Ecran:
		surReglages = true
	}
	aFaire := bouton("À faire", surAFaire, f.allerAFaire)
	if !f.contenu() {
		aFaire.Hide()
	}
	c := f.session.Compte()
	return container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0), composants.Empiler(0,
		composants.Marge(3, 3, 16, 16, composants.EnLigne(6, 5,
			sansDossiers(f, bouton("Accueil", surAccueil, f.allerAccueil)), aFaire, sansDossiers(f, bouton("Agenda", surAgenda, f.allerAgenda)),
			sansDossiers(f, bouton("Dossiers", surDossiers, f.allerDossiers)), bouton("Réglages", surReglages, f.allerReglages),
			composants.NouveauTexte("", habillage.Discret, 1),
			composants.NouveauTexte(c.Nom, habillage.Discret, 1).Borne(260),
			bouton("Verrouiller", false, f.verrouiller))), composants.Filet()))
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
			NomNouveau: f.session.nomNouveau(), Bandeau: f.bandeau(), Nommer: f.nommer,
		})
	})
}

func (s *session) service(id string) *trame.Service {
	for _, svc := range s.services {
		if svc.ID == id {
			return svc
		}
	}
	return nil
}

func (s *session) nomNouveau() string {
	switch {
	case len(s.services) == 0 || s.Compte().Role == data.RoleAccueil:
		return ""
	case len(s.services) == 1 && s.services[0].Nouveau != "":
		return s.services[0].Nouveau
	}
	if svc := s.service(s.dernier); svc != nil && svc.Nouveau != "" {
		return svc.Nouveau
	}
	return "Nouveau dossier"
}

func (f *fenetre) allerDossiers() {
	if f.technique() {
		f.allerReglages()
		return
	}
	f.aller(func() ecran {
		return dossiers.Nouvel(dossiers.Params{
			Base: f.session, Ex: f.ex, Dialogues: f.dial, Compte: f.session.Compte(), Services: f.session.services,
			Ouvrir: func(n string) { f.ouvrirDossier(n, "") }, Nouveau: f.nouveau, Nommer: f.nommer,
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
				return f.atelier.Journee(s.assoc, titre, l, s.presence, f.ex.Maintenant())
			},
			Ouvrir: f.ouvrirDossier, Nommer: f.nommer,
		})
	})
}

// presence says what was answered to « did they come ».
func (s *session) presence(x data.Seance) string {
	if svc := s.service(x.Service); svc != nil && x.Presence != "" {
		if r := svc.Rencontre(x.Section); r != nil && r.Presence != "" {
			return svc.Champ(x.Section, r.Presence).Texte(x.Presence)
		}
	}
	return ""
}

func (f *fenetre) allerAFaire() {
	if !f.contenu() {
		return
	}
	f.aller(func() ecran {
		return afaire.Nouvel(afaire.Params{
			Base: f.session, Ex: f.ex, Dialogues: f.dial, Compte: f.session.Compte(), Services: f.session.services,
			Ouvrir: f.ouvrirDossier, Nommer: f.nommer,
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
		PDF: func(r *data.Releve) ([]byte, error) { return f.atelier.Releve(s.assoc, r, f.ex.Maintenant()) },
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
			Acces: f.accesReglages(), AccesAdaptation: f.accesAdaptation(), Base: s, Ex: f.ex, Dialogues: f.dial, Compte: s.Compte(), Association: s.assoc, Parquet: s.parquet,
			Juridictions: courts, Reglages: func() profil.Reglages { return f.regl }, Regler: f.regler, Imprimantes: systeme.Imprimantes,
			Change: func(a data.Association, p data.Parquet) { s.assoc, s.parquet = a, p },
		})
	})
}

// regler applies and keeps the settings of this PC.
func (f *fenetre) regler(r profil.Reglages) {
	avant, taille := f.regl.EchellePC(), f.fen.Canvas().Size()
	f.regl = r
	poserEchelle(r)
	f.garderReglages()
	if t, err := habillage.Nouveau(f.o.Assets, r.Theme, r.TailleTexte()); err == nil {
		f.app.Settings().SetTheme(t)
	}
	if r.EchellePC() != avant {
		f.fen.Resize(aTaille(taille, avant, r.EchellePC()))
	}
}

// nouveau opens the dialog of a new dossier.
func (f *fenetre) nouveau() {
	if f.session == nil || f.session.nomNouveau() == "" {
		return
	}
	nouveau.Ouvrir(nouveau.Params{
		Base: f.session, Ex: f.ex, Dialogues: f.dial, Services: f.session.services, Parquet: f.session.parquet, Service: f.session.dernier,
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
		if e, ok := f.courant.(*dossier.Ecran); ok && chemin != "" {
			e.AllerA(chemin)
		}
	})
}

func (f *fenetre) ecranDossier(s *session, svc *trame.Service, d *data.Dossier, section string) *dossier.Ecran {
	panneau := dossier.PanneauApercu
	if f.regl.Apercu != nil && !*f.regl.Apercu {
		panneau = dossier.PanneauAucun
	}
	return dossier.Nouvel(dossier.Params{
		Session: s, Imprimerie: s.editeur, Sortie: f.sortie, Association: s.assoc, Parquet: s.parquet,
		Ex: f.ex, Dialogues: f.dial, Apercu: apercu.NouvelleVue(f.dessinateur(), f.ex), Service: svc, Dossier: d, Section: section,
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
		Nommer:  f.nommer,
	})
}

// dessinateur is the engine of the preview; nil when there is none.
func (f *fenetre) dessinateur() apercu.Dessinateur {
	if f.moteur == nil {
		return nil
	}
	return f.moteur
}

// vider writes what is not in the base yet.
func (f *fenetre) vider(ctx context.Context) error {
	if f.assist != nil {
		f.assist.Quitter()
	}
	if e, ok := f.courant.(*dossier.Ecran); ok {
		return e.Vider(ctx)
	}
	return nil
}

// verrouiller writes what is pending, clears the screen and closes the base.
func (f *fenetre) verrouiller() {
	if f.session == nil || len(f.ent.depart) > 0 {
		return
	}
	f.dial.Fermer()
	r := reprise{}
	if e, ok := f.courant.(*dossier.Ecran); ok {
		r = reprise{e.Numero(), e.Ou()}
	}
	if err := f.courant.Quitter(context.Background()); err != nil {
		f.dial.Erreur(err)
		return
	}
	f.reprise = r
	f.sauvegarderEnPartant(func() {
		f.lacher()
		f.deverrouiller(true)
	})
}

// lacher closes the base and erases what was left for other programs.
func (f *fenetre) lacher() {
	f.cesser()
	f.cesserEntretien()
	s := f.session
	f.session, f.courant = nil, nil
	if f.moteur != nil {
		f.moteur.Oublier()
	}
	if s != nil {
		if err := s.Close(); err != nil {
			dialogues.Consigner(err)
		}
	}
	if err := f.sortie.Balayer(); err != nil {
		slog.Warn("temporary files not erased")
	}
}

// fermer ends the program once everything is written. de force does not ask.
func (f *fenetre) fermer(deForce bool) {
	if err := f.vider(context.Background()); err != nil && !deForce {
		f.dial.Confirmer("Le dernier texte n’est pas enregistré", data.Phrase(err)+"\n\nQuitter maintenant le perdrait.", "Quitter sans l’enregistrer", true, func() { f.app.Quit() })
		return
	}
	partir := func() { f.lacher(); f.app.Quit() }
	if deForce {
		partir()
		return
	}
	f.sauvegarderEnPartant(partir)
}

func preparerDossier(d string) error { return profil.Profil{Dossier: d}.Preparer() }

// jugerMotDePasse says how strong a password is, for a screen.
func jugerMotDePasse(mdp string, c data.Compte) (string, bool) {
	f := store.ForceMotDePasse(mdp, c.Login, c.Nom)
	return f.Phrase, f.OK
}
