package reglages

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Adaptation is what the pages « Questions » and « Modèles » need from the base.
type Adaptation interface {
	Adaptations(ctx context.Context) ([]data.Adaptation, error)
	Livre(chemin string) ([]byte, error)
	Essayer(ctx context.Context, service, chemin, texte string) (*trame.Service, error)
	Adapter(ctx context.Context, chemin, texte string) error
}

// Specimen shows a document on a fictitious dossier.
type Specimen interface {
	fyne.CanvasObject
	Montrer(pdf []byte, pages int)
	Vider()
}

// AccesAdaptation is what those pages are handed.
type AccesAdaptation struct {
	// Trames are the services as they read now.
	Trames func() []*trame.Service
	// Tables are the names of the files of the tables.
	Tables []string
	// Specimen makes a document of a service on a fictitious dossier; it runs away from the
	// window.
	Specimen func(svc *trame.Service, cle string) (pdf []byte, pages int, err error)
	// Vue is where it is shown.
	Vue func() Specimen
	// Adapte is told, on the goroutine of the window, that the services changed.
	Adapte func() error
}

// retouches is the page of the questions: what the form says, and what it proposes.
type retouches struct {
	e       *Ecran
	svc     *trame.Service
	champ   *trame.Champ
	r       trame.Retouche
	service *composants.Choix
	quoi    *composants.Choix
	corps   *fyne.Container
	libelle *composants.Saisie
	aide    *composants.Paragraphe
	options []*optionEditee
	dit     *composants.Texte
}

type optionEditee struct {
	cle     string
	neuve   bool
	libelle *composants.Saisie
	garde   *composants.Segments
}

const (
	optionProposee = "oui"
	optionRetiree  = "non"
)

// questions adapts labels, helps and options.
func (e *Ecran) questions() (fyne.CanvasObject, fyne.Focusable) {
	q := &retouches{e: e, corps: composants.Empiler(6), dit: composants.NouveauTexte("", theme.ColorNameError, .95)}
	var o []composants.Option
	for _, s := range e.p.Trames() {
		o = append(o, composants.Option{Cle: s.ID, Libelle: francais.Typographie(s.Titre)})
	}
	q.service = composants.NouveauChoix(o)
	q.quoi = composants.NouveauChoix(nil).DireVide("Choisissez une rubrique ou une question")
	q.service.OnChoix = q.choisirService
	q.quoi.OnChoix = func(string) { q.montrer() }
	if len(o) > 0 {
		q.service.Poser(o[0].Cle)
		q.choisirService(o[0].Cle)
	}
	return fiches.Page("Questions et réponses proposées",
		"Les mots du formulaire : intitulés, aides « Que faut-il écrire ? », réponses proposées. Les règles de droit, elles, ne se changent pas ici. Un "+
			"dossier déjà ouvert garde les mots avec lesquels il a été écrit.",
		fiches.Ligne("Service", q.service, ""), fiches.Ligne("Rubrique ou question", q.quoi, ""), composants.Filet(), q.corps, q.dit), q.service
}

func (q *retouches) choisirService(id string) {
	q.svc = nil
	for _, s := range q.e.p.Trames() {
		if s.ID == id {
			q.svc = s
		}
	}
	q.r = trame.Retouche{}
	q.corps.RemoveAll()
	q.dit.Dire("")
	if q.svc == nil {
		return
	}
	var l []data.Adaptation
	q.e.faire(func(ctx context.Context) (err error) {
		l, err = q.e.p.Base.Adaptations(ctx)
		return err
	}, func() {
		for _, a := range l {
			if a.Chemin != trame.FichierRetouche(id) {
				continue
			}
			r, err := trame.LireRetouche(a.Chemin, []byte(a.Texte))
			if err != nil {
				q.dit.Dire(francais.Typographie("L’adaptation enregistrée ne se lit plus : elle sera remplacée. " + err.Error()))
				return
			}
			q.r = *r
		}
	})
	var o []composants.Option
	for _, sec := range q.svc.Sections {
		titre := francais.Typographie(sec.Titre)
		o = append(o, composants.Option{Cle: sec.Cle, Libelle: titre + " (la rubrique)", Groupe: titre})
		for _, c := range sec.Champs {
			o = append(o, composants.Option{Cle: c.Chemin(), Libelle: francais.Typographie(c.Libelle), Groupe: titre})
		}
	}
	q.quoi.Proposer(o)
	q.quoi.Poser("")
}

// montrer shows what can be said otherwise of the section or question.
func (q *retouches) montrer() {
	q.corps.RemoveAll()
	q.dit.Dire("")
	q.options, q.champ = nil, nil
	cle := q.quoi.Choisi()
	if cle == "" {
		return
	}
	sec, champ, _ := strings.Cut(cle, ".")
	section := q.svc.Section(sec)
	libelle, aide := section.Titre, section.Aide
	if champ != "" {
		q.champ = section.Champ(champ)
		libelle, aide = q.champ.Libelle, q.champ.Aide
	}
	q.libelle = composants.NouvelleSaisie()
	q.libelle.Poser(libelle)
	q.aide = composants.NouveauParagraphe(4)
	q.aide.Poser(aide)
	q.corps.Add(fiches.Ligne("Intitulé", q.libelle, ""))
	q.corps.Add(fiches.Ligne("Aide", q.aide, "Ce que déplie « Que faut-il écrire ? »."))
	if c := q.champ; c != nil && c.Table == "" && c.AOptions() {
		q.corps.Add(composants.NouveauTexte("Réponses proposées", habillage.Discret, 1).Gras())
		liste := composants.Empiler(4)
		for _, o := range c.Options {
			q.ajouter(liste, o.Cle, o.Libelle, o.Retiree, false)
		}
		q.corps.Add(liste)
		q.corps.Add(container.NewHBox(composants.NouveauBouton("Ajouter une réponse", func() {
			x := q.ajouter(liste, "", "", false, true)
			q.corps.Refresh()
			q.e.suivre()
			composants.Prendre(x.libelle)
		})))
	}
	enregistrer := composants.BoutonPrincipal("Enregistrer", q.enregistrer)
	livre := composants.NouveauBouton("Revenir au texte livré", q.revenir)
	q.corps.Add(composants.Marge(8, 0, 0, 0, container.NewHBox(enregistrer, livre)))
	q.corps.Refresh()
	q.e.suivre()
}

func (q *retouches) ajouter(liste *fyne.Container, cle, libelle string, retiree, neuve bool) *optionEditee {
	x := &optionEditee{
		cle: cle, neuve: neuve, libelle: composants.NouvelleSaisie(),
		garde: composants.NouveauxSegments([]composants.Option{{Cle: optionProposee, Libelle: "Proposée"}, {Cle: optionRetiree, Libelle: "Retirée"}}),
	}
	x.libelle.Poser(libelle)
	x.garde.Poser(optionProposee)
	if retiree {
		x.garde.Poser(optionRetiree)
	}
	q.options = append(q.options, x)
	liste.Add(composants.EnLigne(8, 0, x.libelle, x.garde))
	return x
}

// cleNeuve makes a key from a label: lower case, dashes, never one that exists.
func cleNeuve(libelle string, prises []string) string {
	base := strings.ReplaceAll(identite.Plier(libelle), " ", "-")
	if len(base) > 40 {
		base = strings.Trim(base[:40], "-")
	}
	if base == "" || base[0] < 'a' {
		base = "reponse-" + base
	}
	cle := base
	for n := 2; slices.Contains(prises, cle); n++ {
		cle = fmt.Sprintf("%s-%d", base, n)
	}
	return cle
}

// retouche gives the adaptation with what the page says.
func (q *retouches) retouche() trame.Retouche {
	ou := q.quoi.Choisi()
	r := q.sans(ou)
	r.Textes = append(r.Textes, trame.TexteRetouche{Ou: ou, Libelle: strings.TrimSpace(q.libelle.Text), Aide: strings.TrimSpace(q.aide.Texte())})
	var prises []string
	for _, x := range q.options {
		prises = append(prises, x.cle)
	}
	for _, x := range q.options {
		libelle := strings.TrimSpace(x.libelle.Text)
		if libelle == "" {
			continue
		}
		if x.neuve && x.cle == "" {
			x.cle = cleNeuve(libelle, prises)
			prises = append(prises, x.cle)
		}
		livree := q.champ.Option(x.cle)
		retiree := x.garde.Choisi() == optionRetiree
		if livree != nil && livree.Libelle == libelle && livree.Retiree == retiree && !q.dejaRetouchee(ou, x.cle) {
			continue
		}
		r.Options = append(r.Options, trame.OptionRetouche{Champ: ou, Cle: x.cle, Libelle: libelle, Retiree: retiree})
	}
	return r
}

func (q *retouches) dejaRetouchee(ou, cle string) bool {
	return slices.ContainsFunc(q.r.Options, func(o trame.OptionRetouche) bool { return o.Champ == ou && o.Cle == cle })
}

// sans is the adaptation without what it says of a place.
func (q *retouches) sans(ou string) trame.Retouche {
	return trame.Retouche{
		Textes:  slices.DeleteFunc(slices.Clone(q.r.Textes), func(t trame.TexteRetouche) bool { return t.Ou == ou }),
		Options: slices.DeleteFunc(slices.Clone(q.r.Options), func(o trame.OptionRetouche) bool { return o.Champ == ou }),
	}
}

func (q *retouches) enregistrer() {
	if strings.TrimSpace(q.libelle.Text) == "" {
		q.dit.Dire("L’intitulé ne peut pas être vide.")
		return
	}
	q.poser(q.retouche(), "Enregistré : les nouveaux dossiers s’ouvrent avec ces mots.")
}

func (q *retouches) revenir() { q.poser(q.sans(q.quoi.Choisi()), "Le texte livré est revenu.") }

func (q *retouches) poser(r trame.Retouche, mot string) {
	fichier, ou := trame.FichierRetouche(q.svc.ID), q.quoi.Choisi()
	q.e.faire(func(ctx context.Context) error {
		return q.e.p.Base.Adapter(ctx, fichier, string(r.Ecrire()))
	}, func() {
		if err := q.e.p.Adapte(); err != nil {
			q.e.p.Dialogues.Erreur(err)
			return
		}
		q.choisirService(q.service.Choisi())
		q.quoi.Poser(ou)
		q.montrer()
		q.e.p.Dialogues.Mot(mot)
	})
}

// modeles is the page of the templates and tables: whole texts.
type modeles struct {
	e       *Ecran
	choix   *composants.Choix
	texte   *composants.Editeur
	etat    *composants.Texte
	dit     *composants.Lecture
	vue     Specimen
	adaptes map[string]data.Adaptation
	demande int
}

// modele finds the service and document of a path; nil, nil for a table.
func (m *modeles) modele(chemin string) (*trame.Service, *trame.Document) {
	for _, s := range m.e.p.Trames() {
		for _, d := range s.Documents {
			if trame.FichierModele(s.ID, d) == chemin {
				return s, d
			}
		}
	}
	return nil, nil
}

// modeles adapts the templates of documents and the tables.
func (e *Ecran) modeles() (fyne.CanvasObject, fyne.Focusable) {
	m := &modeles{e: e, texte: composants.NouvelEditeur(19), dit: composants.Prose(""), adaptes: map[string]data.Adaptation{}, vue: e.p.Vue()}
	m.etat = composants.NouveauTexte("", habillage.Discret, .95)
	m.choix = composants.NouveauChoix(nil).DireVide("Choisissez un modèle ou une table")
	m.choix.OnChoix = func(string) { m.montrer() }
	var o []composants.Option
	vus := map[string]bool{}
	for _, s := range e.p.Trames() {
		for _, d := range s.Documents {
			chemin := trame.FichierModele(s.ID, d)
			if !vus[chemin] {
				vus[chemin] = true
				o = append(o, composants.Option{Cle: chemin, Libelle: francais.Typographie(d.Titre), Groupe: francais.Typographie(s.Titre)})
			}
		}
	}
	for _, t := range e.p.Tables {
		nom := strings.TrimSuffix(t, path.Ext(t))
		o = append(o, composants.Option{Cle: trame.FichierTable(t), Libelle: francais.Majuscule(strings.ReplaceAll(nom, "-", " ")), Groupe: "Tables"})
	}
	m.choix.Proposer(o)
	m.relire()
	boutons := container.NewHBox(
		composants.BoutonPrincipal("Enregistrer", m.enregistrer),
		composants.NouveauBouton("Essayer", m.essayer),
		composants.NouveauBouton("Revenir au texte livré", m.revenir))
	haut := composants.Empiler(6, m.choix, m.etat)
	deux := container.NewGridWithColumns(2, m.texte, container.NewStack(composants.NouveauFond(habillage.Voile, habillage.Filet, 4), m.vue))
	return fiches.Page("Modèles et tables", "Le texte des documents et les tables : tarifs, juridictions, échéances, barèmes, formulations. Ce qui est "+
		"entre {{ }} vient du dossier. Une erreur est montrée à sa ligne et rien n’est changé. Les documents finalisés et les dossiers déjà ouverts "+
		"gardent leur texte.",
		haut, deux, m.dit, boutons), m.choix
}

func (m *modeles) relire() {
	var l []data.Adaptation
	m.e.faire(func(ctx context.Context) (err error) {
		l, err = m.e.p.Base.Adaptations(ctx)
		return err
	}, func() {
		clear(m.adaptes)
		for _, a := range l {
			m.adaptes[a.Chemin] = a
		}
		m.montrer()
	})
}

func (m *modeles) montrer() {
	chemin := m.choix.Choisi()
	m.dit.Dire("")
	if chemin == "" {
		m.etat.Dire(" ")
		return
	}
	if a, ok := m.adaptes[chemin]; ok {
		m.texte.SetText(a.Texte)
		m.etat.Dire(francais.Typographie("Texte de l’association, enregistré par " + a.Par + " le " +
			francais.DateCourte(a.Le.In(m.e.p.Ex.Maintenant().Location()).Format("2006-01-02")) + "."))
	} else {
		b, err := m.e.p.Base.Livre(chemin)
		if err != nil {
			m.e.p.Dialogues.Erreur(err)
			return
		}
		m.texte.SetText(string(b))
		m.etat.Dire("Texte livré avec le programme.")
	}
	m.essayer()
}

// essayer reads the text as it would be, and shows the document on a fictitious dossier.
func (m *modeles) essayer() {
	chemin, texte := m.choix.Choisi(), m.texte.Text
	if chemin == "" {
		return
	}
	svc, doc := m.modele(chemin)
	m.demande++
	n := m.demande
	var pdf []byte
	var pages int
	var err error
	m.e.p.Ex.Lancer(func() {
		if svc == nil { // a table belongs to every service
			for _, s := range m.e.p.Trames() {
				if _, err = m.e.p.Base.Essayer(context.Background(), s.ID, chemin, texte); err != nil {
					return
				}
			}
			return
		}
		var essai *trame.Service
		if essai, err = m.e.p.Base.Essayer(context.Background(), svc.ID, chemin, texte); err == nil {
			pdf, pages, err = m.e.p.Specimen(essai, doc.Cle)
		}
	}, func() {
		if n != m.demande || m.e.ferme {
			return
		}
		if err != nil {
			m.dit.DireEn(francais.Typographie(data.Phrase(err)), widget.DangerImportance)
			return
		}
		m.dit.Dire("Ce texte se lit sans erreur.")
		if pdf == nil {
			m.vue.Vider()
			return
		}
		m.vue.Montrer(pdf, pages)
	})
}

func (m *modeles) enregistrer() {
	chemin, texte := m.choix.Choisi(), m.texte.Text
	if chemin == "" {
		return
	}
	m.poser(chemin, texte, "Enregistré : les nouveaux dossiers s’en servent.")
}

func (m *modeles) revenir() {
	chemin := m.choix.Choisi()
	if _, ok := m.adaptes[chemin]; !ok {
		m.e.p.Dialogues.Mot("C’est déjà le texte livré.")
		return
	}
	m.e.p.Dialogues.Confirmer("Revenir au texte livré",
		"Le texte de l’association est remplacé par celui qui est livré avec le programme. Les dossiers déjà ouverts gardent leur texte.",
		"Revenir au texte livré", false, func() {
			m.poser(chemin, "", "Le texte livré est revenu.")
		})
}

func (m *modeles) poser(chemin, texte, mot string) {
	var err error
	m.e.p.Ex.Lancer(func() { err = m.e.p.Base.Adapter(context.Background(), chemin, texte) }, func() {
		if err == nil {
			err = m.e.p.Adapte()
		}
		if m.e.ferme {
			return
		}
		if err != nil {
			m.dit.DireEn(francais.Typographie(data.Phrase(err)+" Le texte reste à l’écran ; rien n’a été enregistré."), widget.DangerImportance)
			return
		}
		m.e.p.Dialogues.Mot(mot)
		m.relire()
	})
}
