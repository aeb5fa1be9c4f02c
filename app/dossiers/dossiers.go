// Package dossiers is the list of all the dossiers one may see: sorted, filtered, smooth
// with a hundred thousand.
package dossiers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

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
	Dossiers(ctx context.Context, f data.Filtre) ([]data.Resume, error)
	Compter(ctx context.Context, f data.Filtre) (int, error)
	ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error)
}

// Params is what the screen is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Compte    data.Compte
	Services  []*trame.Service
	Ouvrir    func(numero string)
	Nouveau   func()
	// Regard is who else reads the screen.
	Regard *regard.Regard
}

// page is how many rows are read at a time: the list asks for what it shows.
const page = 200

// rechercheMax bounds the rows that a search shows.
const rechercheMax = 300

// colonne is a column of the list.
type colonne struct {
	tri, titre string
	part       float32 // of the width
	droite     bool
}

var colonnes = []colonne{
	{"numero", "N°", .13, false},
	{"titre", "Nom", .25, false},
	{"", "", .13, false},
	{"saisine", "", .13, false},
	{"audience", "", .13, false},
	{"etape", "Étape", .15, false},
	{"modifie", "Modifié", .08, true},
}

// titres are the heads of the columns: some are words of the services one sees.
func titres(l []*trame.Service) []string {
	var out []string
	m := trame.MotsCommuns(l...)
	for _, c := range colonnes {
		out = append(out, c.titre)
	}
	out[2], out[3], out[4] = m.Numero, m.Saisine, m.Audience
	return out
}

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the list.
type Ecran struct {
	p       Params
	vue     fyne.CanvasObject
	saisie  *composants.Saisie
	etat    *composants.Segments
	etape   *composants.Choix
	periode *composants.Choix
	miens   *composants.Segments
	compte  *composants.Texte
	vide    *composants.Lecture
	tetes   []*tete
	liste   *composants.Liste

	filtre  data.Filtre
	total   int
	pages   map[int][]rangee
	voulues map[int]bool // pages on their way
	trouves []rangee     // of a search; nil outside one
	demande int
	rebond  taches.Rebond
	ferme   bool
}

// rangee is a row, its words ready to be shown.
type rangee struct {
	data.Resume
	mots [7]string
	clos bool
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p, filtre: data.Filtre{Etat: data.EtatOuvert, Tri: "numero", Inverse: true}}
	e.saisie = composants.NouvelleSaisie()
	e.saisie.SetPlaceHolder("Filtrer par nom, téléphone ou numéro")
	e.saisie.OnTouche = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyEscape && e.saisie.Text != "" {
			e.saisie.SetText("")
			return true
		}
		return e.liste.Deplacer(ev)
	}
	e.saisie.OnSubmitted = func(string) { e.liste.Ouvrir() }
	e.rebond = taches.Rebond{Ex: p.Ex, Calme: 120 * time.Millisecond, Faire: e.relire}
	e.saisie.OnChanged = func(string) { e.rebond.Relancer() }
	e.etat = composants.NouveauxSegments([]composants.Option{{Cle: data.EtatOuvert, Libelle: "Ouverts"}, {Cle: data.EtatClos, Libelle: "Clos"}, {Cle: "tous", Libelle: "Tous"}})
	e.etat.Poser(data.EtatOuvert)
	e.etat.OnChoix = func(cle string) {
		if cle == "tous" {
			cle = ""
		}
		e.filtre.Etat = cle
		e.relire()
	}
	e.miens = composants.NouveauxSegments([]composants.Option{{Cle: "tous", Libelle: "De tous"}, {Cle: "miens", Libelle: "Les miens"}})
	e.miens.Poser("tous")
	e.miens.OnChoix = func(cle string) {
		e.filtre.Referent = 0
		if cle == "miens" {
			e.filtre.Referent = p.Compte.ID
		}
		e.relire()
	}
	var etapes []composants.Option
	vide := "Toutes les étapes"
	for _, s := range p.Services {
		groupe := ""
		if len(p.Services) > 1 { // a service as a whole, then its steps
			vide, groupe = "Tous les services", s.Titre
			etapes = append(etapes, composants.Option{Cle: s.ID, Libelle: francais.Typographie(s.Titre), Groupe: groupe})
		}
		for _, et := range s.Etapes {
			etapes = append(etapes, composants.Option{Cle: s.ID + "/" + et.Cle, Libelle: francais.Typographie(et.Titre), Groupe: groupe})
		}
	}
	e.etape = composants.NouveauChoix(etapes).DireVide(vide)
	e.etape.OnChoix = func(cle string) {
		e.filtre.Service, e.filtre.Etape, _ = strings.Cut(cle, "/")
		e.relire()
	}
	e.periode = composants.NouveauChoix(periodes).DireVide("Toutes les dates")
	e.periode.OnChoix = func(cle string) {
		e.filtre.Du, e.filtre.Au = bornes(cle, p.Ex.Maintenant())
		e.relire()
	}
	e.compte = composants.NouveauTexte("", habillage.Discret, 1)
	e.vide = composants.ProseDiscrete("")
	e.liste = composants.NouvelleListe(e.longueur, func() fyne.CanvasObject { return creerRangee() }, e.remplir)
	e.liste.HideSeparators = true
	e.liste.OnOuvrir = e.ouvrir
	entetes := &fyne.Container{Layout: colonnage{}}
	noms := titres(p.Services)
	for i, c := range colonnes {
		c.titre = noms[i]
		t := nouvelleTete(e, c)
		e.tetes = append(e.tetes, t)
		entetes.Objects = append(entetes.Objects, t)
	}
	filtres := composants.EnLigne(8, 0, e.saisie, e.etat, e.miens, composants.DeLargeur(190, e.etape), composants.DeLargeur(170, e.periode))
	haut := composants.Empiler(8, composants.EnLigne(12, 0, composants.NouveauTitre("Dossiers", 1.7), e.compte), filtres, e.vide)
	table := container.NewBorder(composants.Marge(4, 0, -4, 2, entetes), nil, nil, nil, e.liste)
	e.vue = composants.Marge(14, 12, 24, 24, container.NewBorder(haut, nil, nil, nil,
		composants.Marge(8, 0, 0, 0, container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 6), composants.Marge(2, 4, 4, 4, table)))))
	e.relire()
	return e
}

var periodes = []composants.Option{
	{Cle: "30j", Libelle: "30 derniers jours"}, {Cle: "annee", Libelle: "Cette année"}, {Cle: "avant", Libelle: "L’an dernier"},
}

// bornes gives the first and the last day of a period.
func bornes(cle string, maintenant time.Time) (du, au string) {
	a := maintenant.Year()
	switch cle {
	case "30j":
		return maintenant.AddDate(0, 0, -30).Format(time.DateOnly), ""
	case "annee":
		return fmt.Sprintf("%d-01-01", a), fmt.Sprintf("%d-12-31", a)
	case "avant":
		return fmt.Sprintf("%d-01-01", a-1), fmt.Sprintf("%d-12-31", a-1)
	}
	return "", ""
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "Dossiers" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.Dossiers }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir writes the rows again; the filters and the cursor stay.
func (e *Ecran) Rafraichir() {
	for _, l := range e.pages {
		e.recrire(l)
	}
	e.recrire(e.trouves)
	e.liste.Refresh()
}

func (e *Ecran) recrire(l []rangee) {
	for i := range l {
		l[i] = e.ecrire(l[i].Resume)
	}
}

// Lisible tells that a filter shows what was typed.
func (e *Ecran) Lisible() string {
	if e.saisie.Text == "" {
		return ""
	}
	return "Le filtre montre ce qui y est tapé."
}

// Commencer gives the focus to the filter.
func (e *Ecran) Commencer() { composants.Prendre(e.saisie) }

// Quitter has nothing to keep.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	e.rebond.Annuler()
	return nil
}

// Echapper clears the filter; it tells whether there was one.
func (e *Ecran) Echapper() bool {
	if e.saisie.Text == "" {
		return false
	}
	e.saisie.SetText("")
	e.Commencer()
	return true
}

func (e *Ecran) longueur() int {
	if e.trouves != nil {
		return len(e.trouves)
	}
	return e.total
}

func (e *Ecran) ouvrir(i int) {
	if r := e.rangee(i); r != nil {
		e.p.Ouvrir(r.Numero)
	}
}

// Trier sorts by a column; the same one again turns the order round.
func (e *Ecran) Trier(tri string) {
	if tri == "" {
		return
	}
	if e.filtre.Tri == tri {
		e.filtre.Inverse = !e.filtre.Inverse
	} else {
		e.filtre.Tri, e.filtre.Inverse = tri, tri != "titre"
	}
	e.relire()
}

// relire asks for the list again from its top. What comes late is thrown away.
func (e *Ecran) relire() {
	e.rebond.Annuler()
	e.demande++
	n, f, texte := e.demande, e.filtre, strings.TrimSpace(e.saisie.Text)
	for _, t := range e.tetes {
		t.Refresh()
	}
	if texte != "" {
		e.chercher(n, f, texte)
		return
	}
	var total int
	var premiere []data.Resume
	var err error
	e.p.Ex.Lancer(func() {
		if total, err = e.p.Base.Compter(context.Background(), f); err == nil {
			f.Limite = page
			premiere, err = e.p.Base.Dossiers(context.Background(), f)
		}
	}, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.total, e.trouves = total, nil
		e.pages, e.voulues = map[int][]rangee{0: e.rangees(premiere)}, map[int]bool{}
		e.montrer("Aucun dossier ici. Changez les filtres, ou ouvrez un dossier par Ctrl+N.")
	})
}

func (e *Ecran) chercher(n int, f data.Filtre, texte string) {
	var l []data.Resume
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.ChercherIdentite(context.Background(), texte, rechercheMax) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		gardes := []data.Resume{}
		for _, r := range l {
			if convient(r, f) {
				gardes = append(gardes, r)
			}
		}
		e.trouves = e.rangees(gardes)
		e.montrer("Personne ne répond à cette recherche avec ces filtres.")
		e.liste.Montrer(0)
	})
}

// convient applies the filters of the list to what a search found.
func convient(r data.Resume, f data.Filtre) bool {
	return (f.Etat == "" || r.Etat == f.Etat) && (f.Etape == "" || r.Etape == f.Etape && r.Service == f.Service) &&
		(f.Referent == 0 || r.Referent == f.Referent) && (f.Du == "" || r.Saisine >= f.Du) && (f.Au == "" || r.Saisine < f.Au+"U")
}

func (e *Ecran) montrer(siVide string) {
	n := e.longueur()
	e.compte.Dire(francais.Pluriel(n, "dossier", "dossiers"))
	if n == 0 {
		e.vide.Dire(siVide)
		e.vide.Show()
	} else {
		e.vide.Hide()
	}
	e.liste.Montrer(-1)
	e.liste.ScrollTo(0)
	e.liste.Refresh()
}

// rangee gives a row, nil while its page is on its way.
func (e *Ecran) rangee(i int) *rangee {
	if e.trouves != nil {
		if i < len(e.trouves) {
			return &e.trouves[i]
		}
		return nil
	}
	p, ok := e.pages[i/page]
	if !ok {
		e.vouloir(i / page)
		p = e.pages[i/page] // at once in a test
	}
	if k := i % page; k < len(p) {
		return &p[k]
	}
	return nil
}

// pagesGardees bounds what is kept of a long list.
const pagesGardees = 40

func (e *Ecran) vouloir(p int) {
	if e.voulues[p] {
		return
	}
	e.voulues[p] = true
	n, f := e.demande, e.filtre
	f.Limite, f.Decalage = page, p*page
	var l []data.Resume
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.Dossiers(context.Background(), f) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		delete(e.voulues, p)
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		if len(e.pages) >= pagesGardees {
			e.pages = map[int][]rangee{}
		}
		e.pages[p] = e.rangees(l)
		e.liste.Refresh()
	})
}

// rangees writes rows out.
func (e *Ecran) rangees(l []data.Resume) []rangee {
	out := make([]rangee, 0, len(l))
	for _, r := range l {
		out = append(out, e.ecrire(r))
	}
	return out
}

// ecrire writes a row out.
func (e *Ecran) ecrire(r data.Resume) rangee {
	lieu := e.p.Ex.Maintenant().Location()
	etape := ""
	for _, s := range e.p.Services {
		for _, et := range s.Etapes {
			if s.ID == r.Service && et.Cle == r.Etape {
				etape = et.Titre
			}
		}
	}
	if r.Etat == data.EtatClos {
		etape = "Clos"
	}
	return rangee{Resume: r, clos: r.Etat == data.EtatClos, mots: [7]string{
		r.Numero, e.p.Regard.Nommer(r.Titre), r.NumeroParquet, courte(r.Saisine), courte(r.Audience), francais.Typographie(etape),
		r.ModifieLe.In(lieu).Format("02/01/06"),
	}}
}

func courte(s string) string {
	if len(s) > 10 {
		return francais.DateHeureCourte(s)
	}
	return francais.DateCourte(s)
}

// colonnage lays out the cells of a row.
type colonnage struct{}

func (colonnage) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return fyne.NewSize(600, h)
}

func (colonnage) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for i, c := range colonnes {
		l := s.Width * c.part
		h := o[i].MinSize().Height
		o[i].Resize(fyne.NewSize(l-10, h))
		o[i].Move(fyne.NewPos(x+4, (s.Height-h)/2))
		x += l
	}
}

func creerRangee() *fyne.Container {
	r := &fyne.Container{Layout: colonnage{}}
	for i, c := range colonnes {
		t := composants.NouveauTexte("", theme.ColorNameForeground, 1).Borne(10)
		if i == 1 {
			t.Gras()
		}
		if c.droite {
			t.Aligne(fyne.TextAlignTrailing)
		}
		r.Objects = append(r.Objects, t)
	}
	return composants.Marge(4, 4, 2, 2, r)
}

func (e *Ecran) remplir(i int, o fyne.CanvasObject) {
	r := e.rangee(i)
	for k, x := range o.(*fyne.Container).Objects[0].(*fyne.Container).Objects {
		t := x.(*composants.Texte)
		switch {
		case r == nil && k == 0:
			t.DireEn("…", habillage.Discret)
		case r == nil:
			t.Dire("")
		case r.clos || k == 0 || k == 2 || k == 6:
			t.DireEn(r.mots[k], habillage.Discret)
		default:
			t.DireEn(r.mots[k], theme.ColorNameForeground)
		}
	}
}

// tete is the head of a column: a click or Enter sorts.
type tete struct {
	composants.Bouton
	e *Ecran
	c colonne
}

func nouvelleTete(e *Ecran, c colonne) *tete {
	t := &tete{e: e, c: c}
	t.Text, t.Importance = c.titre, widget.LowImportance
	t.Alignment = widget.ButtonAlignLeading
	if c.droite {
		t.Alignment = widget.ButtonAlignTrailing
	}
	t.IconPlacement = widget.ButtonIconTrailingText
	t.OnTapped = func() { e.Trier(c.tri) }
	t.ExtendBaseWidget(t)
	if c.tri == "" {
		t.Disable()
	}
	return t
}

// Refresh shows which way the list is sorted.
func (t *tete) Refresh() {
	t.Icon = nil
	if t.c.tri != "" && t.e.filtre.Tri == t.c.tri {
		t.Icon = theme.MoveUpIcon()
		if t.e.filtre.Inverse {
			t.Icon = theme.MoveDownIcon()
		}
	}
	t.Bouton.Refresh()
}

// Cursor implements desktop.Cursorable.
func (t *tete) Cursor() desktop.Cursor { return desktop.PointerCursor }
