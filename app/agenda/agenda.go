// Package agenda is the agenda of the office: appointments, visits, half-days, by day, week
// and month, by person and by place.
//
// Rules of the room:
//   - an appointment is a row of a dossier: the agenda writes nowhere else;
//   - a clash is refused by the base, with its reason;
//   - what leaves the program names nobody, but for the list of the day that one prints.
package agenda

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/rickar/cal/v2/fr"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Base is what the screen needs from the base.
type Base interface {
	Agenda(ctx context.Context, du, au string) ([]data.Seance, error)
	SallesEtGens(ctx context.Context) (lieux, gens []string, err error)
	Planifier(ctx context.Context, s data.Seance) (string, error)
	Presence(ctx context.Context, numero, section, ligne, valeur string) error
	ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error)
	Consignes(ctx context.Context, numero string) ([]data.Consigne, error)
}

// Sortie is how what is printed and exported leaves the program.
type Sortie interface {
	Imprimer(pdf []byte) error
	Exporter(dossier, nom string, octets []byte) (string, error)
	DossierExport() string
}

// Params is what the screen is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Services  []*trame.Service
	Sortie    Sortie
	// Journee makes the list of appointments to print.
	Journee func(titre string, l []data.Seance) ([]byte, error)
	// Contenu tells that the account sees more than names: how to reach people safely.
	Contenu bool
	Ouvrir  func(numero, chemin string)
	// Regard is who else reads the screen.
	Regard *regard.Regard
}

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the agenda.
type Ecran struct {
	p       Params
	vue     fyne.CanvasObject
	titre   *composants.Texte
	echelle *composants.Segments
	gens    *composants.Choix
	lieux   *composants.Choix
	plan    *composants.Plan
	detail  *composants.Lecture
	surete  *composants.Lecture
	aide    *composants.Texte

	tout     []data.Seance // of the period
	montrees []data.Seance // what the filters leave
	demande  int
	ferme    bool
	chomes   map[string]string
	annees   map[int]bool
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p, chomes: map[string]string{}, annees: map[int]bool{}}
	e.titre = composants.NouveauTitre("", 1.35).Borne(420)
	e.echelle = composants.NouveauxSegments([]composants.Option{
		{Cle: composants.EchelleJour, Libelle: "Jour"}, {Cle: composants.EchelleSemaine, Libelle: "Semaine"}, {Cle: composants.EchelleMois, Libelle: "Mois"},
	})
	e.plan = composants.NouveauPlan(p.Ex.Maintenant(), e.chome)
	e.plan.OnJour = e.relire
	e.plan.OnOuvrir = e.ouvrir
	e.plan.OnLettre = e.presence
	e.plan.OnChoix = e.decrire
	e.plan.OnTouche = e.touche
	e.echelle.Poser(e.plan.Echelle())
	e.echelle.OnChoix = func(cle string) {
		if cle != "" {
			e.plan.PoserEchelle(cle)
		}
		e.echelle.Poser(e.plan.Echelle())
	}
	e.gens, e.lieux = composants.NouveauChoix(nil).DireVide("Tout le monde"), composants.NouveauChoix(nil).DireVide("Tous les lieux")
	e.gens.OnChoix = func(string) { e.montrer() }
	e.lieux.OnChoix = func(string) { e.montrer() }
	e.detail, e.surete = composants.Prose(""), composants.Prose("")
	e.aide = composants.NouveauTexte("← → jours   ·   ↑ ↓ rendez-vous   ·   Page période   ·   Début aujourd’hui   ·   1 2 3 jour, semaine, mois   ·   "+
		"Entrée ouvre   ·   Inser ajoute   ·   Suppr reprend la présence", habillage.Discret, .85).Borne(900)
	boutons := container.NewHBox(
		composants.NouveauBouton("Rendez-vous…", e.Nouveau),
		composants.NouveauBouton("Déplacer…", e.Deplacer),
		composants.NouveauBouton("Imprimer", e.Imprimer),
		composants.NouveauBouton("Exporter", e.Exporter))
	haut := composants.Empiler(8,
		composants.EnLigne(10, 0, e.titre, boutons),
		composants.EnLigne(10, -1, e.echelle, composants.DeLargeur(200, e.gens), composants.DeLargeur(220, e.lieux)))
	bas := composants.Empiler(3, e.detail, e.surete, e.aide)
	e.vue = composants.Marge(12, 10, 18, 18, container.NewBorder(haut, composants.Marge(6, 0, 0, 0, bas), nil, nil, composants.Marge(8, 0, 0, 0, e.plan)))
	e.relire()
	e.relireListes()
	return e
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "Agenda" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.Agenda }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir draws the appointments again; the day and the cursor stay.
func (e *Ecran) Rafraichir() { e.montrer() }

// Lisible tells that how to reach people stays: whoever calls must know it.
func (e *Ecran) Lisible() string {
	if !e.surete.Visible() {
		return ""
	}
	return "La consigne de contact sûr reste lisible."
}

// Commencer gives the focus to the plan.
func (e *Ecran) Commencer() { composants.Prendre(e.plan) }

// Quitter leaves the screen: nothing waits to be saved.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	return nil
}

// Echapper comes back to the plan.
func (e *Ecran) Echapper() bool {
	composants.Prendre(e.plan)
	return true
}

// chome names the public holiday of a day, "" for none. The days of Alsace-Moselle are not
// those of the office.
func (e *Ecran) chome(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	if !e.annees[t.Year()] {
		e.annees[t.Year()] = true
		for _, h := range fr.Holidays {
			if jour, _ := h.Calc(t.Year()); !jour.IsZero() {
				e.chomes[jour.Format(time.DateOnly)] = h.Name
			}
		}
	}
	return e.chomes[date]
}

// relire reads the period that is drawn.
func (e *Ecran) relire() {
	e.demande++
	n := e.demande
	du, au := e.plan.Periode()
	e.titre.Dire(francais.Typographie(e.plan.Intitule()))
	e.echelle.Poser(e.plan.Echelle())
	var l []data.Seance
	var err error
	e.p.Ex.Lancer(func() {
		l, err = e.p.Base.Agenda(context.Background(), du.Format(time.DateOnly), au.Format(time.DateOnly))
	}, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.tout = l
		e.montrer()
	})
}

// relireListes reads the people and the places that appointments name.
func (e *Ecran) relireListes() {
	var lieux, gens []string
	var err error
	e.p.Ex.Lancer(func() { lieux, gens, err = e.p.Base.SallesEtGens(context.Background()) }, func() {
		if err != nil || e.ferme {
			return
		}
		for _, x := range []struct {
			c *composants.Choix
			l []string
		}{{e.gens, gens}, {e.lieux, lieux}} {
			var o []composants.Option
			for _, s := range x.l {
				o = append(o, composants.Option{Cle: s, Libelle: s})
			}
			x.c.Proposer(o)
		}
	})
}

func (e *Ecran) montrer() {
	e.montrees = e.montrees[:0]
	var plages []composants.Plage
	for _, s := range e.tout {
		if g := e.gens.Choisi(); g != "" && !strings.EqualFold(g, s.Avec) {
			continue
		}
		if l := e.lieux.Choisi(); l != "" && !strings.EqualFold(l, s.Lieu) {
			continue
		}
		e.montrees = append(e.montrees, s)
		plages = append(plages, e.plage(s))
	}
	e.plan.Montrer(plages)
	e.titre.Dire(francais.Typographie(e.plan.Intitule()))
}

func (e *Ecran) plage(s data.Seance) composants.Plage {
	p := composants.Plage{Date: s.Date, Debut: s.Debut, Fin: s.Fin, Ton: composants.Encre}
	p.Lignes = []string{francais.HeureCourte(s.Debut) + " " + s.Titre, e.p.Regard.Nommer(s.Dossier)}
	if ou := joindre("  ·  ", s.Lieu, s.Avec); ou != "" {
		p.Lignes = append(p.Lignes, ou)
	}
	if o := e.option(s, s.Presence); o != nil {
		p.Lignes = append(p.Lignes, francais.Typographie(o.Libelle))
		switch r := e.rencontre(s); {
		case o.Cle == r.Prevue:
		case slices.Contains(r.Tenue, o.Cle):
			p.Ton = composants.Bon
		default:
			p.Ton = composants.Moyen
		}
	}
	if s.Clos {
		p.Ton, p.Efface = composants.Neutre, true
	}
	return p
}

func joindre(entre string, l ...string) string {
	return strings.Join(slices.DeleteFunc(l, func(s string) bool { return s == "" }), entre)
}

// options are the answers to « did they come » of an appointment.
func (e *Ecran) options(s data.Seance) []*trame.Option {
	for _, svc := range e.p.Services {
		if r := e.rencontre(s); r != nil && r.Presence != "" && svc.ID == s.Service {
			return svc.Champ(s.Section, r.Presence).Choix()
		}
	}
	return nil
}

// rencontre is what makes an appointment of its row, nil when the service is not known here.
func (e *Ecran) rencontre(s data.Seance) *trame.Rencontre {
	for _, svc := range e.p.Services {
		if svc.ID == s.Service {
			return svc.Rencontre(s.Section)
		}
	}
	return nil
}

func (e *Ecran) option(s data.Seance, cle string) *trame.Option {
	for _, o := range e.options(s) {
		if o.Cle == cle {
			return o
		}
	}
	return nil
}

// decrire says all of the appointment under the cursor, and with which letters its presence
// is taken.
func (e *Ecran) decrire(i int) {
	e.surete.Dire("")
	e.surete.Hide()
	e.titre.Dire(francais.Typographie(e.plan.Intitule()))
	if i < 0 || i >= len(e.montrees) {
		e.detail.Dire(" ")
		return
	}
	s := e.montrees[i]
	dit := joindre("  ·  ", francais.Majuscule(francais.JourSemaine(s.Date))+" "+francais.Date(s.Date)+", "+francais.Heure(s.Debut)+" – "+francais.Heure(s.Fin),
		s.Titre, e.p.Regard.Nommer(s.Dossier), s.Numero, s.Lieu, s.Avec)
	o := e.option(s, s.Presence)
	if o != nil {
		dit += "  ·  " + o.Libelle
	}
	if l := e.options(s); (o == nil || o.Cle == e.rencontre(s).Prevue) && len(l) > 0 && !s.Clos {
		var touches []string
		for _, o := range l {
			touches = append(touches, strings.ToUpper(string([]rune(o.Libelle)[:1]))+" "+francais.Minuscule(o.Libelle))
		}
		dit += "  ·  présence : " + strings.Join(touches, ", ")
	}
	e.detail.Dire(francais.Typographie(dit))
	if !e.p.Contenu {
		return
	}
	n := e.demande
	var l []data.Consigne
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.Consignes(context.Background(), s.Numero) }, func() {
		if err != nil || e.ferme || n != e.demande || e.plan.Choisie() != i || len(l) == 0 {
			return
		}
		var dits []string
		for _, c := range l {
			dits = append(dits, e.p.Regard.Nommer(francais.Nom(c.Nom, c.Prenoms))+" : "+e.p.Regard.Masquer(c.Texte, []string{c.Nom, c.Prenoms, s.Dossier}))
		}
		e.surete.DireEn(francais.Typographie("Contact sûr – "+strings.Join(dits, " ; ")), 0)
		e.surete.Show()
	})
}

func (e *Ecran) courante() (data.Seance, bool) {
	i := e.plan.Choisie()
	if i < 0 || i >= len(e.montrees) {
		return data.Seance{}, false
	}
	return e.montrees[i], true
}

func (e *Ecran) ouvrir(i int) {
	if i < len(e.montrees) {
		s := e.montrees[i]
		e.p.Ouvrir(s.Numero, s.Section+"."+s.Ligne)
	}
}

// presence takes the presence in one key: the first letter of the answer.
func (e *Ecran) presence(r rune) {
	s, ok := e.courante()
	if !ok || s.Clos {
		return
	}
	lettre := unicode.ToLower(r)
	for _, o := range e.options(s) {
		if l := []rune(strings.ToLower(o.Libelle)); len(l) > 0 && l[0] == lettre {
			e.noter(s, o.Cle)
			return
		}
	}
}

func (e *Ecran) noter(s data.Seance, valeur string) {
	var err error
	e.p.Ex.Lancer(func() { err = e.p.Base.Presence(context.Background(), s.Numero, s.Section, s.Ligne, valeur) }, func() {
		if e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		for i := range e.tout {
			if x := &e.tout[i]; x.Numero == s.Numero && x.Section == s.Section && x.Ligne == s.Ligne {
				x.Presence = valeur
			}
		}
		e.montrer()
		dit := "Présence reprise."
		if o := e.option(s, valeur); o != nil {
			dit = e.p.Regard.Nommer(s.Dossier) + " : " + francais.Minuscule(o.Libelle) + "."
		}
		e.p.Dialogues.Mot(francais.Typographie(dit))
	})
}

func (e *Ecran) touche(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyInsert:
		e.Nouveau()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if s, ok := e.courante(); ok && s.Presence != "" {
			e.noter(s, "")
		}
	default:
		return false
	}
	return true
}

// Imprimer prints the appointments that are shown.
func (e *Ecran) Imprimer() {
	titre, l := e.plan.Intitule(), slices.Clone(e.montrees)
	var err error
	e.p.Ex.Lancer(func() {
		var pdf []byte
		if pdf, err = e.p.Journee(titre, l); err == nil {
			err = e.p.Sortie.Imprimer(pdf)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.p.Dialogues.Mot("La liste part à l’imprimante. Elle porte des noms : reprenez-la aussitôt.")
	})
}

// Exporter writes the appointments of the period for another calendar: what, when, where,
// and the number of the dossier; no name.
func (e *Ecran) Exporter() {
	s := composants.NouvelleSaisie()
	s.Poser(e.p.Sortie.DossierExport())
	du, _ := e.plan.Periode()
	nom := "agenda-" + du.Format(time.DateOnly) + ".ics"
	l := slices.Clone(e.montrees)
	maintenant := e.p.Ex.Maintenant()
	e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Exporter l’agenda", Focus: s, Largeur: 620,
		Contenu: composants.Empiler(4, composants.Prose("Dans le dossier :"), s,
			composants.ProseDiscrete(francais.Typographie("Sous le nom : ")+nom),
			composants.ProseDiscrete("Le fichier .ics s’ouvre dans Outlook, Thunderbird ou un téléphone. Il ne porte aucun nom : la nature du rendez-vous, "+
				"l’heure, le lieu et le numéro du dossier.")),
		Actions: []dialogues.Action{{Texte: "Exporter", Faire: func() bool {
			var ou string
			var err error
			dossier := strings.TrimSpace(s.Text)
			e.p.Ex.Lancer(func() { ou, err = e.p.Sortie.Exporter(dossier, nom, Calendrier(l, maintenant)) }, func() {
				if err != nil {
					e.p.Dialogues.Erreur(err)
					return
				}
				e.p.Dialogues.Mot("Enregistré : " + ou)
			})
			return true
		}}},
	})
}
