package app

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dossier"
	"justicepartage/data"
)

// lisible is every text of the window but what is typed in a field.
func (b *banc) lisible() string {
	var l []string
	var visiter func(o fyne.CanvasObject)
	visiter = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *composants.Saisie, *composants.Paragraphe:
		case *canvas.Text:
			l = append(l, o.Text)
		case *composants.Lecture:
			l = append(l, o.Contenu())
		case *composants.Texte:
			l = append(l, o.Contenu()) // whole, even where it is cut
		case *composants.Bouton:
			l = append(l, o.Text)
		case *fyne.Container:
			for _, x := range o.Objects {
				visiter(x)
			}
		case fyne.Widget:
			for _, x := range test.WidgetRenderer(o).Objects() {
				visiter(x)
			}
		}
	}
	visiter(b.fen.Content())
	for _, o := range b.fen.Canvas().Overlays().List() {
		visiter(o)
	}
	return strings.Join(l, "\n")
}

// dossiers are all the dossiers.
func (b *banc) dossiers() []data.Resume {
	b.t.Helper()
	l, err := b.session.Dossiers(context.Background(), data.Filtre{Limite: 1000})
	if err != nil || len(l) < 20 {
		b.t.Fatalf("%d dossiers: %v", len(l), err)
	}
	return l
}

// noms find the names of everybody in these dossiers, but for those of the office.
func (b *banc) noms(l ...data.Resume) *regexp.Regexp {
	b.t.Helper()
	bureau := strings.ToLower(b.session.Compte().Nom)
	vus := map[string]bool{}
	var mots []string
	for _, r := range l {
		gens, err := b.session.Gens(context.Background(), r.Numero)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, p := range gens {
			for _, m := range strings.FieldsFunc(p.Nom+" "+p.NomUsage+" "+p.Prenoms, func(r rune) bool { return strings.ContainsRune(" -’'", r) }) {
				if m = strings.ToLower(m); len(m) > 3 && !vus[m] && !strings.Contains(bureau, m) {
					vus[m] = true
					mots = append(mots, regexp.QuoteMeta(m))
				}
			}
		}
	}
	if len(mots) == 0 {
		return regexp.MustCompile(`\z\A`)
	}
	return regexp.MustCompile(`(?i)(^|[^\pL])(` + strings.Join(mots, "|") + `)($|[^\pL])`)
}

var chiffres = regexp.MustCompile(`\d+`)

// difference are the lines of a text that another does not have; a minute may have gone by.
func difference(un, autre string) string {
	un, autre = chiffres.ReplaceAllString(un, "0"), chiffres.ReplaceAllString(autre, "0")
	la := map[string]bool{}
	for _, l := range strings.Split(autre, "\n") {
		la[l] = true
	}
	var out []string
	for _, l := range strings.Split(un, "\n") {
		if !la[l] {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// Whoever sits beside reads no name of anybody, in any screen; what one types stays, and that
// is said.
func TestAucunNomAQuiEstACote(t *testing.T) {
	b := nouveauBanc(t)
	b.presser("Découvrir avec des dossiers fictifs")
	l := b.dossiers()
	noms := b.noms(l...)
	nomme := 0
	var cache func(string)
	// doitCacher is cache, of something that names somebody.
	doitCacher := func(ou string) {
		t.Helper()
		n := nomme
		if cache(ou); nomme == n {
			t.Errorf("%s names nobody: nothing is proved", ou)
		}
	}
	// cache looks at what is shown: names without F9, none with it, the same as before without
	// it again.
	cache = func(ou string) {
		t.Helper()
		avant, focus := b.lisible(), b.focus()
		if noms.MatchString(avant) {
			nomme++
		}
		b.touche(fyne.KeyF9)
		for _, m := range noms.FindAllString(b.lisible(), -1) {
			t.Errorf("%s: « %s » is read", ou, m)
		}
		if b.focus() == nil && focus != nil {
			t.Errorf("%s: nothing has the focus any more", ou)
		}
		b.touche(fyne.KeyF9)
		if perdu := difference(avant, b.lisible()); perdu != "" {
			t.Errorf("%s: not the same as before: %s", ou, perdu)
		}
	}
	cache("accueil")
	ecrans := map[contrat.Onglet]bool{}
	for titre, onglet := range map[string]contrat.Onglet{
		"Accueil et recherche": contrat.Accueil, "À faire": contrat.AFaire, "Agenda": contrat.Agenda,
		"Tous les dossiers": contrat.Dossiers, "Réglages": contrat.Reglages,
	} {
		b.faire(titre)
		ecrans[b.courant.Onglet()] = true
		if b.courant.Onglet() != onglet {
			t.Errorf("%s leads to %d", titre, b.courant.Onglet())
		}
		if onglet == contrat.Reglages {
			cache(titre)
		} else {
			doitCacher(titre)
		}
	}
	for o := contrat.SansBarre + 1; o <= contrat.Reglages; o++ {
		if !ecrans[o] {
			t.Errorf("no way to %d was gone", o)
		}
	}
	b.rechercheCachee(doitCacher)
	b.agendaCache(doitCacher)
	b.nouveauCache(doitCacher)
	parSorte := 1 // an open and a closed one of each service
	if os.Getenv("JP_LONG") != "" {
		parSorte = 4
	}
	vus := map[string]int{}
	nomme = 0
	for _, r := range l {
		if cle := r.Service + r.Etat; vus[cle] < parSorte {
			vus[cle]++
			noms = b.noms(r) // the others are names of places, and words
			b.dossierCache(r.Numero, cache)
		}
	}
	r := b.figerPourQuelquUn(l)
	noms = b.noms(r)
	b.dossierCache(r.Numero, cache)
	if nomme < 2*parSorte*len(vus) {
		t.Errorf("names in %d views of %d dossiers only", nomme, len(vus))
	}
}

// figerPourQuelquUn finalises a paper about one row of a dossier, of those that can be, and
// returns the dossier.
func (b *banc) figerPourQuelquUn(l []data.Resume) data.Resume {
	b.t.Helper()
	for _, r := range l {
		d, err := b.session.Dossier(ctx, r.Numero)
		if err != nil {
			b.t.Fatal(err)
		}
		svc, err := b.session.Service(ctx, d.Service, d.Version)
		if err != nil {
			b.t.Fatal(err)
		}
		ex := svc.Examiner(d.Reponses, d.Contexte(b.s.T, b.session.Compte().Signataire()))
		for _, x := range ex.Exemplaires() {
			ok, _ := ex.Possible(x)
			if !ok || x.Pour == "" || !x.Finalisable || !b.noms(r).MatchString(x.Nom) || d.Etat == data.EtatClos || len(ex.Empechements(x)) > 0 {
				continue
			}
			if _, err := b.session.editeur.Figer(ctx, d, x, nil); err == nil {
				return r
			}
		}
	}
	b.t.Error("no paper about somebody can be finalised: nothing is proved")
	return l[0]
}

// rechercheCachee looks at a search, by name and in texts.
func (b *banc) rechercheCachee(cache func(string)) {
	b.faire("Accueil et recherche")
	b.taper("mar")
	b.s.Avancer(1_000_000_000)
	cache("recherche")
	if b.touche(fyne.KeyF9); !strings.Contains(b.dial.MotVu(), "La recherche montre ce qui y est tapé") {
		b.t.Errorf("what stays is not said: %s", b.dial.MotVu())
	}
	b.touche(fyne.KeyF9)
	b.touche(fyne.KeyEscape)
	b.faire("Tous les dossiers")
	b.taper("mar")
	b.s.Avancer(1_000_000_000)
	cache("recherche dans la liste")
	b.touche(fyne.KeyEscape)
}

// agendaCache looks at the agenda by month, by day, and at the dialogs it opens.
func (b *banc) agendaCache(cache func(string)) {
	b.faire("Agenda")
	for range 20 { // to a day on which somebody may still be moved
		if b.voit("présence :") {
			break
		}
		b.touche(fyne.KeyRight)
	}
	for _, k := range "312" {
		b.taper(string(k))
		cache("agenda " + string(k))
	}
	b.presser("Déplacer…")
	cache("agenda, déplacer")
	b.dial.Echapper()
	b.presser("Rendez-vous…")
	b.taper("a")
	b.s.Avancer(1_000_000_000)
	cache("agenda, rendez-vous")
	b.dial.Echapper()
}

// nouveauCache looks at the people already known who are proposed for a new dossier.
func (b *banc) nouveauCache(cache func(string)) {
	b.t.Helper()
	b.faire("Nouveau dossier…")
	b.touche(fyne.KeyTab) // past the civility
	b.taper("Pradier")
	b.touche(fyne.KeyTab)
	b.taper("Ludovic")
	b.s.Avancer(1_000_000_000)
	if !strings.Contains(b.lisible(), "Reprendre cette fiche") {
		b.t.Errorf("nobody is proposed: %s", b.lisible())
	}
	cache("nouveau dossier")
	b.touche(fyne.KeyF9)
	if !strings.Contains(b.dial.MotVu(), "Les champs montrent ce qui y est tapé") {
		b.t.Errorf("what stays is not said: %s", b.dial.MotVu())
	}
	b.touche(fyne.KeyF9)
	b.dial.Echapper()
}

// The pages of the preview carry names: they go, and come back.
func TestApercuCache(t *testing.T) {
	b := avecDossier(t, complet)
	b.dossier().AllerAuPanneau(dossier.PanneauApercu)
	b.s.Avancer(5 * time.Second)
	if b.papier.pdf == nil {
		t.Fatal("nothing is drawn")
	}
	b.touche(fyne.KeyF9)
	b.s.Avancer(5 * time.Second)
	if b.doitVoir("aperçu est masqué"); b.papier.pdf != nil {
		t.Error("the pages are still there")
	}
	b.touche(fyne.KeyF9)
	b.s.Avancer(5 * time.Second)
	if b.neDoitPasVoir("aperçu est masqué"); b.papier.pdf == nil {
		t.Error("the pages do not come back")
	}
}

// A name that was corrected stands in the history, and in the dossier no more: it is hidden
// there too.
func TestNomCorrigeCache(t *testing.T) {
	b := avecDossier(t, debut)
	b.aller("etat_civil.nom")
	b.raccourci(&fyne.ShortcutSelectAll{})
	b.taper("Vacheresse")
	b.s.Avancer(time.Minute)
	b.dossier().AllerAuPanneau(dossier.PanneauHistorique)
	b.doitVoir("Teyssier", "Vacheresse")
	b.touche(fyne.KeyF9)
	b.neDoitPasVoir("Teyssier", "TEYSSIER")
	if strings.Contains(b.lisible(), "Vacheresse") {
		t.Errorf("the name of now is read:\n%s", b.lisible())
	}
	b.touche(fyne.KeyF9)
	b.doitVoir("Teyssier", "Vacheresse")
}

// dossierCache looks at every section and every panel of a dossier, and at its dialogs.
func (b *banc) dossierCache(numero string, cache func(string)) {
	b.t.Helper()
	b.ouvrirDossier(numero, "")
	if b.dossier() == nil || b.dossier().Numero() != numero {
		b.t.Fatalf("%s did not open: %s", numero, b.tout())
	}
	for _, p := range []dossier.Panneau{
		dossier.PanneauApercu, dossier.PanneauControle, dossier.PanneauDocuments, dossier.PanneauJournal, dossier.PanneauHistorique,
	} {
		b.dossier().AllerAuPanneau(p)
		b.s.Avancer(5_000_000_000)
		cache(numero + " " + string(p))
	}
	b.dossier().Echapper()
	ici := ""
	for ici != b.dossier().Ou() {
		ici = b.dossier().Ou()
		cache(numero + " " + ici)
		b.dossier().Suivante()
	}
	b.faire("Fiches des personnes…")
	cache(numero + " fiches")
	b.dial.Echapper()
	b.touche(fyne.KeyF9)
	if !strings.Contains(b.dial.MotVu(), "Les champs et les textes montrent ce qui y est écrit") {
		b.t.Errorf("what stays is not said: %s", b.dial.MotVu())
	}
	b.touche(fyne.KeyF9)
}
