package dossier

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/attente"
	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// Session is what the screen needs from the base.
type Session interface {
	Enregistreur
	Dossier(ctx context.Context, numero string) (*data.Dossier, error)
	Relire(ctx context.Context, numero string, depuis int64) (*data.Dossier, error)
	Trancher(ctx context.Context, numero, chemin string, mien bool) (*data.Dossier, error)
	Revenir(ctx context.Context, numero string, trace int64) (trame.Changement, error)
	Documents(ctx context.Context, numero string) ([]data.Document, error)
	Octets(ctx context.Context, id int64, usage string) ([]byte, error)
	Transmettre(ctx context.Context, id int64, tr data.Transmission) error
	Journal(ctx context.Context, numero string) ([]data.Evenement, error)
	Noter(ctx context.Context, numero string, e data.Evenement) error
	Historique(ctx context.Context, numero string) ([]data.Trace, error)
	Comptes(ctx context.Context) ([]data.Compte, error)
	Gens(ctx context.Context, numero string) ([]data.Personne, error)
	Doublons(ctx context.Context, qui identite.Identite, limite int) ([]data.Doublon, error)
	Fusionner(ctx context.Context, garder, fondre int64) (data.Fusion, error)
	AnnulerFusion(ctx context.Context, id int64) error
	Fusions(ctx context.Context, personne int64) ([]data.Fusion, error)
	Consignes(ctx context.Context, numero string) ([]data.Consigne, error)
	Orientations(ctx context.Context, numero string) (map[string]string, error)
	Orienter(ctx context.Context, numero, id string) (string, error)
	Rencontres(ctx context.Context, numero string, l []trame.SeanceVue) (map[string]string, error)
	Clore(ctx context.Context, numero, motif string) error
	Rouvrir(ctx context.Context, numero, motif string) error
}

// Imprimerie makes the documents.
type Imprimerie interface {
	Projet(ex *trame.Examen, d *data.Dossier, doc *trame.Exemplaire, a data.Association) (*reports.Rendu, error)
	Figer(ctx context.Context, d *data.Dossier, doc *trame.Exemplaire, gardees []string) (*data.Document, error)
}

// Sortie is how a document leaves the program.
type Sortie interface {
	Ouvrir(pdf []byte) error
	Imprimer(pdf []byte) error
	// Exporter writes a file and returns where; dossier "" is the usual folder.
	Exporter(dossier, nom string, pdf []byte) (string, error)
	DossierExport() string
}

// Apercu shows the pages of a document.
type Apercu interface {
	fyne.CanvasObject
	Montrer(pdf []byte, pages int)
	AllerA(page int)
	Vider()
}

// Params is what the screen is handed.
type Params struct {
	Session     Session
	Imprimerie  Imprimerie
	Sortie      Sortie
	Association data.Association
	Parquet     data.Parquet
	Ex          taches.Executeur
	Dialogues   *dialogues.Dialogues
	Apercu      Apercu

	Service *trame.Service
	Dossier *data.Dossier
	// Section is where to begin: that of the last visit, or "".
	Section string
	// OnSection is told where one stands, for the next visit.
	OnSection func(cle string)
	// Panneau is the panel that is open at the right, "" for none.
	Panneau   Panneau
	OnPanneau func(Panneau)
	// Garder puts aside, sealed, what the base did not take; Restes is what was put aside
	// before, Oublier forgets one of them.
	Garder  func(c trame.Changement, pourquoi string) error
	Restes  []attente.Reste
	Oublier func(attente.Reste) error
	// Revenir leaves the dossier.
	Revenir func()
	// Regard is who else reads the screen.
	Regard *regard.Regard
}

// Panneau is a panel at the right of the form.
type Panneau string

// The panels.
const (
	PanneauAucun      Panneau = "aucun"
	PanneauApercu     Panneau = "apercu"
	PanneauControle   Panneau = "controle"
	PanneauDocuments  Panneau = "documents"
	PanneauJournal    Panneau = "journal"
	PanneauHistorique Panneau = "historique"
)

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the screen of one open dossier.
type Ecran struct {
	p   Params
	r   *Redaction
	env composants.Env

	vue       *fyne.Container
	partage   *container.Split
	milieu    *fyne.Container
	form      *formulaire
	sommaire  *sommaire
	entete    *entete
	avis      *avis
	panneaux  map[Panneau]panneau
	onglets   map[Panneau]*composants.Bouton
	boiteP    *fyne.Container
	ouvert    Panneau
	retour    *depart
	choisi    string // the paper one chose to work on (trame.Exemplaire), "" for none
	rebondVue taches.Rebond
	battement func()
	ferme     bool
}

// panneau is what is shown at the right of the form.
type panneau interface {
	objet() fyne.CanvasObject
	// rafraichir brings the panel up to date with the answers; section is where one stands.
	rafraichir(section string)
	// premier is what takes the focus when one goes to the panel.
	premier() fyne.Focusable
}

// depart is where one came from to verify a statement.
type depart struct{ vers, section, chemin, libelle string }

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p, r: NouvelleRedaction(p.Session, p.Ex, p.Service, p.Dossier)}
	e.env = composants.Env{
		Maintenant:   p.Ex.Maintenant,
		Communes:     p.Service.Tables.Communes,
		Declarations: e.declarations,
		Lignes:       e.lignes,
		Nommer:       func(cle string) string { return e.texte(e.r.Examen().Libelle(cle)) },
		OnRaccourci:  func(s fyne.Shortcut) { raccourci(s, e.Annuler, e.Retablir) },
	}
	e.rebondVue = taches.Rebond{Ex: p.Ex, Calme: 200 * time.Millisecond, Limite: time.Second, Faire: e.rafraichir}
	e.r.OnChange = e.change
	e.r.OnEtat = func(et Etat) { e.entete.etat(et) }
	e.entete = nouvelEntete(e)
	e.sommaire = nouveauSommaire(e)
	e.form = nouveauFormulaire(e)
	e.panneaux = map[Panneau]panneau{
		PanneauApercu:     nouveauPanneauApercu(e),
		PanneauControle:   nouveauPanneauControle(e),
		PanneauDocuments:  nouveauPanneauDocuments(e),
		PanneauJournal:    nouveauPanneauJournal(e),
		PanneauHistorique: nouveauPanneauHistorique(e),
	}
	e.boiteP = container.NewStack()
	e.milieu = container.NewStack()
	gauche := composants.DeLargeur(largeurSommaire, e.sommaire.vue)
	e.avis = nouvelAvis(e)
	e.vue = container.New(&coque{}, composants.Empiler(0, e.entete.vue, e.avis.vue), gauche, e.milieu)
	e.partage = container.NewHSplit(e.form.vue, container.NewBorder(e.barreOnglets(), nil, nil, nil, e.boiteP))
	e.partage.Offset = .52
	sec := p.Service.Section(p.Section)
	if sec == nil || !e.visible(sec) {
		sec = e.visibles()[0]
	}
	e.form.ouvrir(sec)
	e.montrerPanneau(p.Panneau)
	e.rafraichir()
	e.sommaire.montrer(sec)
	e.battre()
	e.avis.lire()
	return e
}

const largeurSommaire = 236

// coque lays out the header over the list of sections and the rest.
type coque struct{}

func (*coque) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(800, o[0].MinSize().Height+300)
}

func (*coque) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(largeurSommaire, s.Height-h))
	o[1].Move(fyne.NewPos(0, h))
	o[2].Resize(fyne.NewSize(s.Width-largeurSommaire, s.Height-h))
	o[2].Move(fyne.NewPos(largeurSommaire, h))
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen; the window bears the number, never the name.
func (e *Ecran) Titre() string { return e.p.Dossier.Numero }

// Numero is that of the dossier.
func (e *Ecran) Numero() string { return e.p.Dossier.Numero }

// Commencer gives the focus to where one writes.
func (e *Ecran) Commencer() {
	e.form.premier()
	e.proposerRestes()
}

// Ou is the path of the question one stands in, of the section otherwise.
func (e *Ecran) Ou() string {
	if e.form.courant != nil {
		return e.form.courant.chemin.String()
	}
	return e.form.sec.Cle
}

// battre keeps the clocks running.
func (e *Ecran) battre() {
	e.battement = e.p.Ex.Dans(15*time.Second, func() {
		if !e.ferme {
			e.entete.rafraichir()
			e.battre()
		}
	})
}

// Quitter writes what is not in the base yet and clears the screen. What the base does not
// take is put aside, so that one can always leave.
func (e *Ecran) Quitter(ctx context.Context) error {
	if err := e.Vider(ctx); err != nil {
		return err
	}
	e.ferme = true
	e.battement()
	e.rebondVue.Annuler()
	e.p.Apercu.Vider()
	return nil
}

// Rafraichir shows everything again, in place: what others may see changed.
func (e *Ecran) Rafraichir() {
	p := e.panneaux[e.ouvert]
	dedans := p != nil && composants.Tient(p.objet())
	e.change(Structure)
	if dedans && p.premier() != nil { // what held the focus was made again
		composants.Prendre(p.premier())
	}
}

// Onglet is none: the header of the dossier stands in the place of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.SansBarre }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Lisible tells that one reads what one writes.
func (e *Ecran) Lisible() string {
	return "Les champs et les textes montrent ce qui y est écrit."
}

// Reprise is the question one stands in.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{Numero: e.Numero(), Chemin: e.Ou()} }

// Enregistrer writes now, for people who like to ask for it.
func (e *Ecran) Enregistrer() {
	e.r.Enregistrer(func(err error) {
		if err == nil {
			e.p.Dialogues.Mot("Tout est enregistré.")
		}
	})
}

// ecrire writes what is pending, then goes on; an error is shown and stops there.
func (e *Ecran) ecrire(suite func()) {
	e.r.Enregistrer(func(err error) {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		suite()
	})
}

// change follows a change of the answers.
func (e *Ecran) change(c Changement) {
	if e.form.sec == nil {
		return
	}
	switch c {
	case Frappe:
		e.rebondVue.Relancer()
	case Reponse:
		e.rafraichir()
	case Structure:
		var ou *trame.Chemin
		if e.form.courant != nil && e.form.courant.enFocus {
			ou = &e.form.courant.chemin
		}
		e.form.construire()
		if ou != nil {
			e.form.allerA(*ou)
		}
		e.rafraichir()
	}
}

// rafraichir brings everything that follows from the answers up to date.
func (e *Ecran) rafraichir() {
	e.rebondVue.Annuler()
	e.form.rafraichir()
	e.sommaire.rafraichir()
	e.entete.rafraichir()
	e.avis.rafraichir()
	e.onglets[PanneauControle].SetText(e.titreControle())
	if p := e.panneaux[e.ouvert]; p != nil {
		p.rafraichir(e.form.sec.Cle)
	}
}

// quitter is called when a question is left.
func (e *Ecran) quitter(r *rang) {
	if r.dire(e.alertes(e.r.Examen())) {
		e.form.remesurer()
	}
}

// alertes gives the rule that speaks of each path, the gravest first.
func (e *Ecran) alertes(ex *trame.Examen) map[string]trame.Alerte {
	poids := map[string]int{trame.GraviteBloquant: 3, trame.GraviteAlerte: 2, trame.GraviteInformation: 1}
	out := map[string]trame.Alerte{}
	for _, a := range ex.Controles("") {
		if b, ok := out[a.Chemin]; !ok || poids[a.Gravite] > poids[b.Gravite] {
			out[a.Chemin] = a
		}
	}
	return out
}

// texte prepares a text of the service for the screen: agreement and typography.
func (e *Ecran) texte(s string) string {
	return e.masquer(francais.Typographie(francais.Accorder(s, reports.Genre(e.r.Examen()))))
}

// masquer writes a text for whoever reads the screen: the names of the people of the dossier
// are initials while somebody sits beside.
func (e *Ecran) masquer(s string) string {
	if !e.p.Regard.Voit() {
		return s
	}
	return e.p.Regard.Masquer(s, gens(e.r.Examen()))
}

// gens are the names of the people of a dossier, whatever their part in it.
func gens(ex *trame.Examen) []string {
	var out []string
	for _, p := range ex.Service().Personnes {
		for _, l := range ex.Fiches(ex.Service().Section(p.Section)) {
			out = append(out, ex.DeRole(p, l, p.Nom), ex.DeRole(p, l, p.NomUsage), ex.DeRole(p, l, p.Prenoms))
		}
	}
	return out
}

func (e *Ecran) libelleStatut(st string) string {
	if v := e.p.Service.Verification; v != nil {
		for _, o := range v.Statuts {
			if o.Cle == st {
				return o.Libelle
			}
		}
	}
	return st
}

// lignes are the rows of a section, named for a list.
func (e *Ecran) lignes(section string) []composants.Option {
	ex, sec := e.r.Examen(), e.p.Service.Section(section)
	var out []composants.Option
	for _, l := range ex.Lignes(sec) {
		out = append(out, composants.Option{Cle: l.ID, Libelle: francais.Majuscule(e.texte(ex.NomLigne(sec, l)))})
	}
	return out
}

// declarations are the statements that can be verified, named for a list.
func (e *Ecran) declarations() []composants.Option {
	var out []composants.Option
	ex := e.r.Examen()
	for _, d := range ex.Declarations() {
		c, err := e.p.Service.Chemin(d.Chemin)
		if err != nil {
			continue
		}
		nom := d.Libelle
		if champ := e.p.Service.Champ(c.Section, c.Champ); champ != nil {
			var l *trame.Ligne
			if c.Ligne != "" {
				l = e.r.r[c.Section].Ligne(c.Ligne)
			}
			if v := composants.EnLecture(ex, champ, ex.Valeur(champ, l)); v != "" {
				nom += " : " + v
			}
		}
		if r := []rune(nom); len(r) > 90 {
			nom = string(r[:89]) + "…"
		}
		out = append(out, composants.Option{Cle: d.Chemin, Libelle: e.texte(nom), Groupe: e.texte(e.p.Service.Section(c.Section).Titre)})
	}
	return out
}

// visible tells whether a section is to be shown in the list.
func (e *Ecran) visible(sec *trame.Section) bool {
	if e.r.Examen().Applicable(sec) == trame.Non {
		return false
	}
	return e.r.Dossier().Verrou(e.p.Service, sec) != data.PasEncore
}

func (e *Ecran) visibles() []*trame.Section {
	var out []*trame.Section
	for _, s := range e.p.Service.Sections {
		if e.visible(s) {
			out = append(out, s)
		}
	}
	return out
}

// suivante is the section pas further in the list, nil at its ends.
func (e *Ecran) suivante(sec *trame.Section, pas int) *trame.Section {
	l := e.visibles()
	for i, s := range l {
		if s == sec && i+pas >= 0 && i+pas < len(l) {
			return l[i+pas]
		}
	}
	return nil
}

// allerSection shows a section; ecrire puts the cursor in its first question.
func (e *Ecran) allerSection(sec *trame.Section, ecrire bool) {
	e.r.Enregistrer(func(error) {}) // a section that is left is written at once
	e.form.ouvrir(sec)
	e.rafraichir()
	e.sommaire.montrer(sec)
	if e.p.OnSection != nil {
		e.p.OnSection(sec.Cle)
	}
	if ecrire {
		e.form.premier()
	}
}

// AllerA goes to a path: a question, a row, or a section.
func (e *Ecran) AllerA(chemin string) {
	if sec := e.p.Service.Section(chemin); sec != nil {
		e.allerSection(sec, true)
		return
	}
	c, err := e.p.Service.Chemin(chemin)
	if err != nil {
		// « section.champ » of a repeated section: the section itself.
		nom, _, _ := strings.Cut(chemin, ".")
		if sec := e.p.Service.Section(nom); sec != nil {
			e.allerSection(sec, true)
		}
		return
	}
	sec := e.p.Service.Section(c.Section)
	if sec != e.form.sec {
		e.allerSection(sec, false)
	}
	e.form.allerA(c)
}

// Suivante and Precedente move from section to section.
func (e *Ecran) Suivante() { e.pas(1) }

// Precedente goes to the section before.
func (e *Ecran) Precedente() { e.pas(-1) }

func (e *Ecran) pas(n int) {
	if s := e.suivante(e.form.sec, n); s != nil {
		e.allerSection(s, true)
	}
}

// AllerAuSommaire gives the focus to the list of sections.
func (e *Ecran) AllerAuSommaire() { composants.Prendre(e.sommaire.liste) }

// AjouterLigne adds a row to the section one stands in.
func (e *Ecran) AjouterLigne() { e.form.ajouterLigne() }

// RetirerLigne takes out the row one stands in.
func (e *Ecran) RetirerLigne() { e.form.retirerCourante() }

// Aide unfolds what is to be written: of the question one stands in, of the section
// otherwise.
func (e *Ecran) Aide() {
	if r := e.form.courant; r != nil && r.enFocus && r.aide != nil {
		r.basculerAide()
		return
	}
	e.form.basculerAide()
}

// Annuler takes back the last answer that was not a text being typed.
func (e *Ecran) Annuler() { e.rejouer(e.r.Annuler, "Annulé : ", "Il n’y a rien à annuler.") }

// Retablir does again what was taken back.
func (e *Ecran) Retablir() { e.rejouer(e.r.Retablir, "Rétabli : ", "Il n’y a rien à rétablir.") }

func (e *Ecran) rejouer(f func() (string, bool), fait, rien string) {
	quoi, ok := f()
	if !ok {
		e.p.Dialogues.Mot(rien)
		return
	}
	e.p.Dialogues.Mot(fait + e.texte(quoi))
}

// Verifier starts the verification of the statement one stands in.
func (e *Ecran) Verifier() {
	r := e.form.courant
	switch {
	case r != nil && r.c.Verifiable:
		e.verifier(r.chemin.String())
	case e.form.sec.Verifiable && e.form.ouverte != "":
		e.verifier(e.form.sec.Cle + "." + e.form.ouverte)
	case e.p.Service.Verification != nil:
		// Not on a statement: a verification without one yet.
		e.verifier("")
	}
}

// verifier adds a verification about a statement and goes to it.
func (e *Ecran) verifier(chemin string) {
	v := e.p.Service.Verification
	if v == nil {
		return
	}
	sec := e.p.Service.Section(v.Section)
	if e.r.Dossier().Verrou(e.p.Service, sec) != data.Libre || !e.visible(sec) {
		e.p.Dialogues.Informer("Vérification impossible", "Aucune vérification ne peut être ajoutée ici : la rubrique n’a pas lieu d’être, ou elle est figée.")
		return
	}
	valeurs := map[string]any{}
	e.retour = nil
	if chemin != "" {
		valeurs[v.Declarations] = []string{chemin}
		e.retour = &depart{vers: sec.Cle, section: e.form.sec.Cle, chemin: chemin, libelle: e.form.sec.Titre}
	}
	l := e.r.Ajouter(sec.Cle, valeurs)
	e.form.sec, e.form.ouverte = sec, l.ID
	e.allerSection(sec, false)
	e.form.ouverte = l.ID
	e.form.construire()
	e.form.premier()
}

// revenir goes back to the statement that was being verified.
func (e *Ecran) revenir(d *depart) {
	e.retour = nil
	e.AllerA(d.chemin)
}

// Panel by panel.

func (e *Ecran) barreOnglets() fyne.CanvasObject {
	e.onglets = map[Panneau]*composants.Bouton{}
	barre := container.NewHBox()
	for _, p := range []struct {
		p     Panneau
		titre string
	}{
		{PanneauApercu, "Aperçu"},
		{PanneauControle, "Contrôle"},
		{PanneauDocuments, "Documents"},
		{PanneauJournal, "Journal"},
		{PanneauHistorique, "Historique"},
	} {
		b := composants.BoutonDiscret(p.titre, func() { e.AllerAuPanneau(p.p) })
		e.onglets[p.p] = b
		barre.Add(b)
	}
	return container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0), composants.Marge(2, 2, 4, 4, barre))
}

func (e *Ecran) titreControle() string {
	n := len(e.manquesEtAlertes(e.documentCourant()))
	if n == 0 {
		return "Contrôle"
	}
	return fmt.Sprintf("Contrôle (%d)", n)
}

// montrerPanneau shows a panel beside the form, or the form alone.
func (e *Ecran) montrerPanneau(p Panneau) {
	if p == "" {
		p = PanneauApercu
	}
	e.ouvert = p
	for cle, b := range e.onglets {
		b.Importance = widget.LowImportance
		if cle == p {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
	if p == PanneauAucun {
		e.milieu.Objects = []fyne.CanvasObject{e.form.vue}
		e.milieu.Refresh()
		return
	}
	e.boiteP.Objects = []fyne.CanvasObject{e.panneaux[p].objet()}
	e.boiteP.Refresh()
	e.partage.Leading = e.form.vue
	e.milieu.Objects = []fyne.CanvasObject{e.partage}
	e.partage.Refresh()
	e.milieu.Refresh()
	e.panneaux[p].rafraichir(e.form.sec.Cle)
}

// AllerAuPanneau opens a panel and gives it the focus; of the panel one stands in, it
// comes back to the form.
func (e *Ecran) AllerAuPanneau(p Panneau) {
	e.montrerPanneau(p)
	if e.p.OnPanneau != nil {
		e.p.OnPanneau(p)
	}
	if f := e.panneaux[p].premier(); f != nil {
		composants.Prendre(f)
	}
}

// BasculerApercu shows or hides the preview, without leaving the form.
func (e *Ecran) BasculerApercu() {
	p := PanneauApercu
	if e.ouvert == PanneauApercu {
		p = PanneauAucun
	}
	e.montrerPanneau(p)
	if e.p.OnPanneau != nil {
		e.p.OnPanneau(p)
	}
}

// Echapper comes back to the form from a panel. In the form it does nothing: nobody
// leaves a dossier by a key pressed in a hurry, Ctrl+W does.
func (e *Ecran) Echapper() bool {
	if e.form.courant != nil && e.form.courant.enFocus {
		return true
	}
	if e.form.courant != nil && e.form.courant.champ.Focus() != nil {
		composants.Prendre(e.form.courant.champ.Focus())
	} else if f := e.form.entree(); f != nil {
		composants.Prendre(f)
	} else {
		e.AllerAuSommaire() // a frozen section stays where it is being read
	}
	return true
}

// entete says whose dossier it is, what the law makes of it, and what time it is.
type entete struct {
	e        *Ecran
	vue      fyne.CanvasObject
	nom      *composants.Texte
	numero   *composants.Texte
	etatClos *composants.Pastille
	qualif   *composants.Pastille
	articles *composants.Texte
	horloges *fyne.Container
	sauve    *composants.Texte
}

func nouvelEntete(e *Ecran) *entete {
	h := &entete{e: e}
	h.nom = composants.NouveauTitre("", 1.5)
	h.numero = composants.NouveauTexte("", habillage.Discret, 1)
	h.etatClos = composants.NouvellePastille("", composants.Neutre)
	h.qualif = composants.NouvellePastille("", composants.Neutre)
	h.articles = composants.NouveauTexte("", habillage.Discret, .95).Borne(620)
	h.horloges = composants.EnLigne(14, -1)
	h.sauve = composants.NouveauTexte("", habillage.Discret, .95).Aligne(fyne.TextAlignTrailing)
	retour := composants.BoutonDiscret("", func() { e.p.Revenir() })
	retour.Icon = theme.NavigateBackIcon()
	haut := composants.EnLigne(10, 3, h.nom, h.etatClos, h.numero, composants.NouveauTexte("", habillage.Discret, 1), h.horloges)
	bas := composants.EnLigne(8, 2, h.qualif, h.articles, composants.NouveauTexte("", habillage.Discret, 1), h.sauve)
	h.vue = container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0),
		composants.Empiler(0, composants.Marge(6, 7, 8, 16, composants.EnLigne(8, 1, retour, composants.Empiler(3, haut, bas))), composants.Filet()))
	return h
}

func (h *entete) rafraichir() {
	e := h.e
	ex := e.r.Examen()
	h.nom.Dire(e.p.Regard.Nommer(nomPrincipal(ex)))
	numero := e.p.Dossier.Numero
	if p, _ := ex.Repere(e.p.Service.Reperes.NumeroParquet).(string); p != "" {
		numero += "  ·  parquet " + p
	}
	h.numero.Dire(numero)
	if e.r.Dossier().Etat == data.EtatClos {
		h.etatClos.Dire("clos", composants.Neutre)
	} else {
		h.etatClos.Dire("", composants.Neutre)
	}
	if q := ex.Qualification(); q != nil {
		h.qualif.Dire(e.texte(q.Libelle()), tonQualification(q))
		h.articles.Dire(e.texte(expliquer(ex, q)))
	} else {
		h.qualif.Dire("", composants.Neutre)
	}
	h.horloges.RemoveAll()
	for _, c := range Horloges(ex, e.p.Ex.Maintenant()) {
		t := composants.NouveauTexte(c.Texte, c.Couleur, 1.05)
		if c.Couleur != habillage.Discret {
			t = t.Gras()
		}
		h.horloges.Add(t)
	}
	h.vue.Refresh()
}

func (h *entete) etat(et Etat) {
	switch {
	case et.Erreur != nil:
		h.sauve.DireEn("Non enregistré : "+data.Phrase(et.Erreur), theme.ColorNameError)
		dialogues.Consigner(et.Erreur)
	case et.EnCours && et.Enregistre.IsZero():
		h.sauve.DireEn("Enregistrement…", habillage.Discret)
	case !et.Enregistre.IsZero():
		h.sauve.DireEn("Enregistré à "+francais.Heure(et.Enregistre.Format("15:04")), habillage.Discret)
	}
	h.vue.Refresh()
}

// nomPrincipal is the name of the person the dossier is about, or of those it is about.
func nomPrincipal(ex *trame.Examen) string {
	var noms []string
	for _, p := range ex.Service().Personnes {
		if !p.Principal {
			continue
		}
		sec := ex.Service().Section(p.Section)
		for _, l := range ex.Fiches(sec) {
			if s := strings.TrimSpace(francais.Nom(ex.DeRole(p, l, p.Nom), ex.DeRole(p, l, p.Prenoms))); s != "" {
				noms = append(noms, s)
			}
		}
	}
	switch {
	case len(noms) > nomsMax:
		return strings.Join(noms[:nomsMax], ", ") + fmt.Sprintf(" et %d autres", len(noms)-nomsMax)
	case len(noms) > 0:
		return strings.Join(noms, ", ")
	}
	if s := ex.Intitule(); s != "" {
		return s
	}
	return "Personne à identifier"
}

// nomsMax is how many people the header names.
const nomsMax = 3

func tonQualification(q *trame.Qualifiee) composants.Ton {
	switch {
	case q.APreciser:
		return composants.Moyen
	case len(q.Motifs) > 0 && q.Motifs[0].Niveau == q.Niveau && q.Niveau != nil:
		return composants.Encre
	}
	return composants.Neutre
}

// expliquer gives the reasons of a qualification with their articles, or what it waits
// for.
func expliquer(ex *trame.Examen, q *trame.Qualifiee) string {
	if q.APreciser {
		var l []string
		for _, m := range q.Manques {
			l = append(l, "« "+ex.Libelle(m)+" »")
		}
		if len(l) > 3 {
			l = append(l[:3], "…")
		}
		return "il reste à renseigner " + strings.Join(l, ", ")
	}
	var l []string
	vus := map[string]bool{}
	for _, m := range q.Motifs {
		for _, a := range m.Articles {
			if a != nil && !vus[a.Texte] {
				vus[a.Texte] = true
				l = append(l, a.Texte)
			}
		}
	}
	return strings.Join(l, " ; ")
}
