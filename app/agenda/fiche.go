package agenda

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/saisie"
	"justicepartage/data/trame"
)

// fiche is the dialog of one appointment: of which dossier, when, where, with whom.
type fiche struct {
	e       *Ecran
	s       data.Seance
	cherche *composants.Saisie
	trouves *composants.Choix
	genre   *composants.Choix
	date    *composants.Saisie
	debut   *composants.Saisie
	fin     *composants.Saisie
	lieu    *lieuOuNom
	avec    *lieuOuNom
	dit     *composants.Texte
	qui     *composants.Lecture
	// proposes are the dossiers that answer the search.
	proposes []data.Resume
	rebond   taches.Rebond
	demande  int
	fermer   func()
}

// Nouveau plans an appointment on the day under the cursor.
func (e *Ecran) Nouveau() {
	if len(e.rencontres()) == 0 {
		e.p.Dialogues.Informer("Pas de rendez-vous", "Aucun des services que vous voyez ne tient de rendez-vous.")
		return
	}
	f := nouvelleFiche(e, data.Seance{Date: e.plan.Jour().Format(time.DateOnly)})
	f.montrer("Nouveau rendez-vous", f.cherche)
}

// Deplacer moves the appointment under the cursor.
func (e *Ecran) Deplacer() {
	s, ok := e.courante()
	if !ok {
		e.p.Dialogues.Informer("Aucun rendez-vous choisi", "Placez-vous d’abord sur un rendez-vous avec les flèches, puis recommencez.")
		return
	}
	if s.Clos {
		e.p.Dialogues.Informer("Dossier clos", "Le dossier de ce rendez-vous est clos : il ne change plus.")
		return
	}
	f := nouvelleFiche(e, s)
	f.montrer("Déplacer : "+s.Titre+" – "+s.Numero, f.debut)
}

type rencontre struct {
	svc *trame.Service
	r   *trame.Rencontre
}

func (e *Ecran) rencontres() []rencontre {
	var out []rencontre
	for _, svc := range e.p.Services {
		for _, r := range svc.Seances {
			out = append(out, rencontre{svc, r})
		}
	}
	return out
}

func nouvelleFiche(e *Ecran, s data.Seance) *fiche {
	f := &fiche{e: e, s: s}
	f.cherche = composants.NouvelleSaisie()
	f.cherche.SetPlaceHolder("Nom ou numéro de dossier")
	f.trouves = composants.NouveauChoix(nil).DireVide("Tapez un nom au-dessus, puis choisissez le dossier")
	f.genre = composants.NouveauChoix(nil).DireVide("Sorte de rendez-vous")
	f.rebond = taches.Rebond{Ex: e.p.Ex, Calme: 120 * time.Millisecond, Faire: f.chercher}
	f.cherche.OnChanged = func(string) { f.rebond.Relancer() }
	f.trouves.OnChoix = f.choisir
	un := func(v, vide string) *composants.Saisie {
		x := composants.NouvelleSaisie()
		x.Poser(v)
		x.SetPlaceHolder(vide)
		return x
	}
	f.date = un(francais.DateCourte(s.Date), "jj/mm/aaaa")
	f.debut, f.fin = un(francais.HeureCourte(s.Debut), "10h"), un(francais.HeureCourte(s.Fin), "11h, facultatif")
	f.lieu, f.avec = nouveauLieu("salle, site"), nouveauLieu("qui reçoit")
	f.lieu.poser(s.Lieu)
	f.avec.poser(s.Avec)
	f.genre.OnChoix = func(string) { f.accorder() }
	f.accorder()
	f.dit = composants.NouveauTexte("", theme.ColorNameError, .95)
	f.qui = composants.Prose("")
	f.nommer()
	return f
}

// nommer writes the names of the dialog: of the dossier, or of those that were found.
func (f *fiche) nommer() {
	f.qui.Dire(f.e.p.Regard.Nommer(f.s.Dossier) + "  ·  " + f.s.Numero)
	var o []composants.Option
	for _, r := range f.proposes {
		o = append(o, composants.Option{Cle: r.Numero, Libelle: f.e.p.Regard.Nommer(r.Titre) + "  ·  " + r.Numero})
	}
	f.trouves.Proposer(o)
}

func (f *fiche) montrer(titre string, focus fyne.Focusable) {
	ligne := func(libelle string, o fyne.CanvasObject) fyne.CanvasObject {
		return composants.EnLigne(8, 1, composants.DeLargeur(120, composants.NouveauTexte(libelle, theme.ColorNameForeground, 1).Borne(120)), o)
	}
	corps := composants.Empiler(5)
	if f.s.Numero == "" {
		corps.Add(ligne("Chercher", f.cherche))
		corps.Add(ligne("Dossier", f.trouves))
		corps.Add(ligne("Rendez-vous", f.genre))
	} else {
		corps.Add(f.qui)
	}
	corps.Add(ligne("Date", f.date))
	corps.Add(composants.EnLigne(8, 1, composants.DeLargeur(120, composants.NouveauTexte("De, à", theme.ColorNameForeground, 1)),
		composants.EnLigne(8, 1, composants.DeLargeur(120, f.debut), f.fin)))
	corps.Add(ligne("Lieu", f.lieu.vue))
	corps.Add(ligne("Avec", f.avec.vue))
	corps.Add(f.dit)
	corps.Add(composants.ProseDiscrete("Un créneau déjà pris par la même personne ou le même lieu est refusé. Ctrl+Entrée enregistre."))
	f.fermer = f.e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: titre, Contenu: corps, Focus: focus, Largeur: 620,
		Actions: []dialogues.Action{{Texte: "Enregistrer", Faire: func() bool { f.enregistrer(); return false }}},
		OnFin:   func() { f.rebond.Annuler(); f.demande++ }, Rafraichir: f.nommer,
	})
}

// chercher proposes the open dossiers that hold appointments.
func (f *fiche) chercher() {
	f.demande++
	n, texte := f.demande, strings.TrimSpace(f.cherche.Text)
	if texte == "" {
		return
	}
	var l []data.Resume
	var err error
	f.e.p.Ex.Lancer(func() { l, err = f.e.p.Base.ChercherIdentite(context.Background(), texte, 30) }, func() {
		if n != f.demande {
			return
		}
		if err != nil {
			f.dit.Dire(data.Phrase(err))
			return
		}
		f.proposes = slices.DeleteFunc(l, func(r data.Resume) bool { return r.Etat != data.EtatOuvert || f.genres(r.Service) == nil })
		f.nommer()
		if len(f.proposes) > 0 {
			f.trouves.Poser(f.proposes[0].Numero)
			f.choisir(f.proposes[0].Numero)
		}
	})
}

func (f *fiche) genres(service string) []composants.Option {
	var o []composants.Option
	for _, x := range f.e.rencontres() {
		if x.svc.ID == service {
			o = append(o, composants.Option{Cle: x.r.Section, Libelle: francais.Typographie(x.r.Titre)})
		}
	}
	return o
}

// service is that of a dossier that was found.
func (f *fiche) service(numero string) string {
	for _, r := range f.proposes {
		if r.Numero == numero {
			return r.Service
		}
	}
	return ""
}

func (f *fiche) choisir(numero string) {
	o := f.genres(f.service(numero))
	f.genre.Proposer(o)
	if len(o) > 0 {
		f.genre.Poser(o[0].Cle)
	}
	f.accorder()
}

// accorder asks for the place and the person as the service of the appointment does: in
// words, or out of its own list.
func (f *fiche) accorder() {
	service, section := f.s.Service, f.s.Section
	if f.s.Numero == "" {
		service, section = f.service(f.trouves.Choisi()), f.genre.Choisi()
	}
	for _, x := range f.e.rencontres() {
		if x.svc.ID == service && x.r.Section == section {
			f.lieu.proposer(x.svc.Champ(section, x.r.Lieu))
			f.avec.proposer(x.svc.Champ(section, x.r.Avec))
		}
	}
}

// lieuOuNom is a place or a person of the office: a text, or a choice when the service has a
// list.
type lieuOuNom struct {
	vue   *fyne.Container
	texte *composants.Saisie
	choix *composants.Choix
}

func nouveauLieu(vide string) *lieuOuNom {
	l := &lieuOuNom{texte: composants.NouvelleSaisie()}
	l.texte.SetPlaceHolder(vide)
	l.vue = container.NewStack(l.texte)
	return l
}

// proposer fits the control to the field of the service; nil is a service that does not ask.
func (l *lieuOuNom) proposer(c *trame.Champ) {
	valeur := l.valeur()
	l.choix = nil
	l.vue.Objects = []fyne.CanvasObject{l.texte}
	if c != nil && c.AOptions() {
		var o []composants.Option
		for _, x := range c.Choix() {
			if !x.Retiree {
				o = append(o, composants.Option{Cle: x.Libelle, Libelle: francais.Typographie(x.Libelle)})
			}
		}
		l.choix = composants.NouveauChoix(o)
		l.vue.Objects = []fyne.CanvasObject{l.choix}
	}
	l.poser(valeur)
	l.vue.Refresh()
}

func (l *lieuOuNom) poser(s string) {
	l.texte.Poser(s)
	if l.choix != nil {
		l.choix.Poser(s)
	}
}

func (l *lieuOuNom) valeur() string {
	if l.choix != nil {
		return l.choix.Choisi()
	}
	return saisie.Ligne(l.texte.Text)
}

func (f *fiche) enregistrer() {
	s := f.s
	if s.Numero == "" {
		s.Numero, s.Section = f.trouves.Choisi(), f.genre.Choisi()
		if s.Numero == "" || s.Section == "" {
			f.dit.Dire("Cherchez la personne, puis choisissez son dossier.")
			return
		}
	}
	maintenant := f.e.p.Ex.Maintenant()
	var err error
	if s.Date, err = saisie.Date(f.date.Text, maintenant); err != nil {
		f.dit.Dire("La date n’est pas comprise : " + err.Error() + ".")
		return
	}
	if s.Debut, err = saisie.Heure(f.debut.Text); err != nil {
		f.dit.Dire("L’heure de début n’est pas comprise : « 14h30 », « 14:30 », « 9h ».")
		return
	}
	s.Fin = ""
	if t := strings.TrimSpace(f.fin.Text); t != "" {
		if s.Fin, err = saisie.Heure(t); err != nil || s.Fin <= s.Debut {
			f.dit.Dire("L’heure de fin vient après celle du début.")
			return
		}
	}
	s.Lieu, s.Avec = f.lieu.valeur(), f.avec.valeur()
	f.e.p.Ex.Lancer(func() { _, err = f.e.p.Base.Planifier(context.Background(), s) }, func() {
		if err != nil {
			f.dit.Dire(data.Phrase(err))
			return
		}
		f.fermer()
		if t, err := time.Parse(time.DateOnly, s.Date); err == nil {
			f.e.plan.Aller(t)
		}
		f.e.relire()
		f.e.relireListes()
		f.e.p.Dialogues.Mot(francais.Typographie("Rendez-vous enregistré : " + francais.JourSemaine(s.Date) + " " + francais.Date(s.Date) + " à " +
			francais.Heure(s.Debut) + "."))
	})
}
