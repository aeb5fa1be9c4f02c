// Package accueil is the first screen: what is urgent, in order, and the search that
// answers at each key.
package accueil

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/horloge"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Base is what the screen needs from the base.
type Base interface {
	Dossiers(ctx context.Context, f data.Filtre) ([]data.Resume, error)
	ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error)
	ChercherTexte(ctx context.Context, texte string, limite int) ([]data.Trouvaille, error)
}

// Params is what the screen is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Compte    data.Compte
	// Service gives the shipped service with that id, nil when it is not known.
	Service func(id string) *trame.Service
	Ouvrir  func(numero string)
	Nouveau func()
	// Mots are the words of the services one sees.
	Mots trame.Mots
	// NomNouveau is what the button of a new dossier says.
	NomNouveau string
	// Regard is who else reads the screen.
	Regard *regard.Regard
	// Bandeau is a sentence shown on top, "" for none.
	Bandeau string
}

// Numbers of rows that are asked for.
const (
	urgentsMax   = 80
	recentsMax   = 40
	identitesMax = 20
	textesMax    = 20
)

var _ contrat.Ecran = (*Ecran)(nil)

// Ecran is the first screen.
type Ecran struct {
	p         Params
	vue       fyne.CanvasObject
	saisie    *composants.Saisie
	titre     *composants.Texte
	vide      *composants.Lecture
	liste     *composants.Liste
	lignes    []ligne
	urgents   []data.Resume
	demande   int  // grows: an answer that comes late is thrown away
	enVoie    bool // what is asked has not come yet
	ouvrir    bool // Enter was pressed meanwhile: the first answer opens
	textes    taches.Rebond
	battement func()
	ferme     bool
}

// ligne is a row, its words ready to be shown.
type ligne struct {
	resume         data.Resume
	extrait        string // the words that were looked for, as they stand in a text
	numero         string
	nom, detail    string
	droite, dessus string
	couleur        fyne.ThemeColorName
}

// Nouvel makes the screen.
func Nouvel(p Params) *Ecran {
	e := &Ecran{p: p}
	e.saisie = composants.NouvelleSaisie()
	e.saisie.SetPlaceHolder("Nom, prénom, téléphone, date de naissance, n° de dossier, " + francais.Minuscule(p.Mots.Numero) + ", ou un mot du dossier")
	e.saisie.OnChanged = func(string) { e.chercher() }
	e.saisie.OnTouche = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyEscape && e.saisie.Text != "" {
			e.saisie.SetText("")
			return true
		}
		return e.liste.Deplacer(ev)
	}
	e.saisie.OnSubmitted = func(string) {
		if e.enVoie {
			e.ouvrir = true
			return
		}
		e.liste.Ouvrir()
	}
	e.textes = taches.Rebond{Ex: p.Ex, Calme: 250 * time.Millisecond, Faire: e.chercherTextes}
	e.liste = composants.NouvelleListe(func() int { return len(e.lignes) }, nouvelleLigneVue, e.remplir)
	e.liste.OnOuvrir = func(i int) {
		if i < len(e.lignes) {
			p.Ouvrir(e.lignes[i].numero)
		}
	}
	e.titre = composants.NouveauTitre("", 1.2)
	e.vide = composants.ProseDiscrete("")
	nouveau := composants.BoutonPrincipal(p.NomNouveau+"  (Ctrl+N)", p.Nouveau)
	nouveau.Icon = theme.ContentAddIcon()
	if p.NomNouveau == "" {
		nouveau.Hide()
	}
	jour := p.Ex.Maintenant().Format(time.DateOnly)
	bonjour := composants.EnLigne(12, 0,
		composants.Empiler(0, composants.NouveauTitre("Bonjour "+prenom(p.Compte.Nom), 1.7),
			composants.NouveauTexte(francais.Majuscule(francais.JourSemaine(jour))+" "+francais.Date(jour), habillage.Discret, 1)),
		nouveau)
	haut := composants.Empiler(10, bonjour, e.saisie, composants.Marge(6, 0, 0, 0, e.titre), e.vide)
	if p.Bandeau != "" {
		haut = composants.Empiler(10, container.NewStack(composants.NouveauFond(habillage.FondMoyen, "", 5),
			composants.Marge(6, 6, 10, 10, composants.Prose(p.Bandeau))), haut)
	}
	page := container.NewBorder(haut, nil, nil, nil,
		container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 6), composants.Marge(4, 4, 4, 4, e.liste)))
	e.vue = container.New(&centre{1080}, page)
	e.relire()
	e.battre()
	return e
}

// centre keeps a page readable on a wide screen.
type centre struct{ largeur float32 }

func (l *centre) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(min(m.Width, l.largeur)+40, m.Height+40)
}

func (l *centre) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(s.Width-48, l.largeur)
	o[0].Resize(fyne.NewSize(w, s.Height-36))
	o[0].Move(fyne.NewPos((s.Width-w)/2, 18))
}

func prenom(nom string) string {
	p, _, _ := strings.Cut(nom, " ")
	return p
}

// Contenu is what the window shows.
func (e *Ecran) Contenu() fyne.CanvasObject { return e.vue }

// Titre names the screen.
func (e *Ecran) Titre() string { return "Accueil" }

// Onglet is its entry of the bar.
func (e *Ecran) Onglet() contrat.Onglet { return contrat.Accueil }

// Retenue leaves everything possible.
func (e *Ecran) Retenue() contrat.Retenue { return contrat.Libre }

// Reprise is nowhere: one comes back to the first screen.
func (e *Ecran) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (e *Ecran) Vider(context.Context) error { return nil }

// Rafraichir writes the rows again; the search and the cursor stay.
func (e *Ecran) Rafraichir() {
	maintenant := e.p.Ex.Maintenant()
	for i, l := range e.lignes {
		if l.extrait == "" {
			e.lignes[i] = e.ligne(l.resume, maintenant)
		} else {
			e.lignes[i] = e.ligneTrouvee(l.resume, l.extrait, maintenant)
		}
	}
	e.liste.Refresh()
}

// Lisible tells that a search shows what was typed.
func (e *Ecran) Lisible() string {
	if e.saisie.Text == "" {
		return ""
	}
	return "La recherche montre ce qui y est tapé."
}

// Commencer gives the focus to the search.
func (e *Ecran) Commencer() { composants.Prendre(e.saisie) }

// Quitter stops the clocks.
func (e *Ecran) Quitter(context.Context) error {
	e.ferme = true
	e.battement()
	e.textes.Annuler()
	return nil
}

// Echapper clears the search; it tells whether there was one.
func (e *Ecran) Echapper() bool {
	if e.saisie.Text == "" {
		return false
	}
	e.saisie.SetText("")
	e.Commencer()
	return true
}

func (e *Ecran) battre() {
	e.battement = e.p.Ex.Dans(20*time.Second, func() {
		if e.ferme {
			return
		}
		if e.saisie.Text == "" {
			e.montrerUrgents()
		}
		e.battre()
	})
}

// relire asks for what is urgent.
func (e *Ecran) relire() {
	e.enVoie = true
	var dates, recents []data.Resume
	var err error
	e.p.Ex.Lancer(func() {
		dates, err = e.p.Base.Dossiers(context.Background(), data.Filtre{Etat: data.EtatOuvert, Tri: "echeance", Datees: true, Limite: urgentsMax})
		if err == nil {
			recents, err = e.p.Base.Dossiers(context.Background(), data.Filtre{Etat: data.EtatOuvert, Tri: "modifie", Inverse: true, Limite: recentsMax})
		}
	}, func() {
		if e.ferme {
			return
		}
		e.enVoie = false
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.urgents = dates
		vus := map[int64]bool{}
		for _, r := range dates {
			vus[r.ID] = true
		}
		for _, r := range recents {
			if !vus[r.ID] {
				e.urgents = append(e.urgents, r)
			}
		}
		if e.saisie.Text == "" {
			e.montrerUrgents()
			e.suivre()
		}
	})
}

// suivre opens the first answer if Enter did not wait for it.
func (e *Ecran) suivre() {
	if e.ouvrir && len(e.lignes) > 0 {
		e.ouvrir = false
		e.liste.Ouvrir()
	}
}

func (e *Ecran) montrerUrgents() {
	maintenant := e.p.Ex.Maintenant()
	e.lignes = e.lignes[:0]
	for _, r := range e.urgents {
		e.lignes = append(e.lignes, e.ligne(r, maintenant))
	}
	e.titre.Dire("À faire, dans l’ordre d’urgence")
	vide := "Rien n’est en cours. "
	if e.p.NomNouveau != "" {
		vide += "Ctrl+N : " + francais.Minuscule(e.p.NomNouveau) + ". "
	}
	e.dire(vide + "La recherche retrouve les dossiers clos.")
}

func (e *Ecran) dire(siVide string) {
	if len(e.lignes) == 0 {
		e.vide.Dire(siVide)
		e.vide.Show()
	} else {
		e.vide.Hide()
	}
	e.liste.Refresh()
}

// ligne prepares a row: who, which dossier, where it stands, and the clock that runs.
func (e *Ecran) ligne(r data.Resume, maintenant time.Time) ligne {
	l := ligne{resume: r, numero: r.Numero, nom: e.p.Regard.Nommer(r.Titre), couleur: habillage.Discret}
	svc, mots := e.p.Service(r.Service), trame.MotsCommuns()
	if svc != nil {
		mots = trame.MotsCommuns(svc)
	}
	detail := []string{r.Numero}
	if r.NumeroParquet != "" {
		detail = append(detail, francais.Minuscule(mots.Numero)+" "+r.NumeroParquet)
	}
	if svc != nil {
		detail = append(detail, svc.Titre)
		for _, et := range svc.Etapes {
			if et.Cle == r.Etape {
				detail = append(detail, francais.Minuscule(et.Titre))
			}
		}
	}
	l.detail = francais.Typographie(strings.Join(detail, "  ·  "))
	if r.Etat == data.EtatClos {
		l.droite = "clos"
		return l
	}
	if t, ok := horloge.Lire(r.Audience, maintenant.Location()); ok {
		l.droite = francais.Minuscule(mots.Audience) + " " + horloge.Delai(t, maintenant)
		// A hearing that is over worries only while a deadline still runs.
		if t.After(maintenant) || r.Echeance != "" {
			l.couleur = urgence(t, maintenant)
		}
	}
	if t, ok := horloge.Lire(r.Echeance, maintenant.Location()); ok && r.Echeance != r.Audience {
		dit := "délai " + horloge.Delai(t, maintenant)
		if t.Before(maintenant) {
			dit = "délai dépassé de " + horloge.Duree(maintenant.Sub(t))
		}
		if l.droite == "" {
			l.droite, l.couleur = dit, urgence(t, maintenant)
		} else {
			l.dessus = dit
			if t.Before(maintenant) {
				l.couleur = theme.ColorNameError
			}
		}
	}
	if t, ok := horloge.Lire(r.Saisine, maintenant.Location()); ok && !t.After(maintenant) {
		recue := "reçue il y a " + horloge.Duree(maintenant.Sub(t))
		switch {
		case l.droite == "":
			l.droite = recue
		case l.dessus == "":
			l.dessus = recue
		default:
			l.dessus = recue + "  ·  " + l.dessus
		}
	}
	return l
}

// ligneTrouvee is the row of a dossier in which words were found. A text may name anybody:
// while somebody sits beside, it is not quoted.
func (e *Ecran) ligneTrouvee(r data.Resume, extrait string, maintenant time.Time) ligne {
	l := e.ligne(r, maintenant)
	l.extrait = extrait
	l.detail = r.Numero + "  ·  « …" + extrait + "… »"
	if e.p.Regard.Voit() {
		l.detail = r.Numero + "  ·  écrit dans le dossier"
	}
	return l
}

// urgence colours a moment by how near it is.
func urgence(t, maintenant time.Time) fyne.ThemeColorName {
	switch d := t.Sub(maintenant); {
	case d < 0:
		return theme.ColorNameError
	case d < 2*time.Hour:
		return theme.ColorNameWarning
	case d < 24*time.Hour:
		return theme.ColorNameForeground
	}
	return habillage.Discret
}

// ligneVue is a row as it is drawn.
type ligneVue struct {
	vue                         fyne.CanvasObject
	nom, detail, droite, dessus *composants.Texte
}

func nouvelleLigneVue() *ligneVue {
	v := &ligneVue{
		nom:    composants.NouveauTexte("", theme.ColorNameForeground, 1.08).Gras().Borne(10),
		detail: composants.NouveauTexte("", habillage.Discret, .95).Borne(10),
		droite: composants.NouveauTexte("", theme.ColorNameForeground, 1).Gras().Aligne(fyne.TextAlignTrailing),
		dessus: composants.NouveauTexte("", habillage.Discret, .92).Aligne(fyne.TextAlignTrailing),
	}
	v.vue = composants.Marge(3, 3, 8, 8, composants.EnLigne(10, 0, composants.Empiler(2, v.nom, v.detail), composants.Empiler(2, v.droite, v.dessus)))
	return v
}

// Objet implements composants.LigneDeListe.
func (v *ligneVue) Objet() fyne.CanvasObject { return v.vue }

func (e *Ecran) remplir(i int, v *ligneVue) {
	if i >= len(e.lignes) {
		return
	}
	l := e.lignes[i]
	v.nom.Dire(l.nom)
	v.detail.Dire(l.detail)
	v.droite.DireEn(l.droite, l.couleur)
	v.dessus.Dire(l.dessus)
	v.vue.Refresh()
}

// chercher answers what is typed, at each key, with names and numbers; texts follow after
// a pause.
func (e *Ecran) chercher() {
	e.demande++
	n, texte := e.demande, strings.TrimSpace(e.saisie.Text)
	e.textes.Annuler()
	e.ouvrir = false
	if texte == "" {
		e.enVoie = false
		e.montrerUrgents()
		e.liste.Montrer(-1)
		return
	}
	e.enVoie = true
	var l []data.Resume
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.ChercherIdentite(context.Background(), texte, identitesMax) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		e.enVoie = false
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		maintenant := e.p.Ex.Maintenant()
		e.lignes = e.lignes[:0]
		for _, r := range l {
			e.lignes = append(e.lignes, e.ligne(r, maintenant))
		}
		e.titre.Dire("Recherche")
		e.dire("Personne ne répond à cette recherche pour l’instant.")
		e.liste.Montrer(0)
		if e.p.Compte.Role != data.RoleAccueil { // who sees no content does not search it
			e.textes.Relancer()
		}
		e.suivre()
	})
}

func (e *Ecran) chercherTextes() {
	n, texte := e.demande, strings.TrimSpace(e.saisie.Text)
	var l []data.Trouvaille
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.ChercherTexte(context.Background(), texte, textesMax) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		maintenant := e.p.Ex.Maintenant()
		vus := map[string]bool{}
		for _, x := range e.lignes {
			vus[x.numero] = true
		}
		for _, t := range l {
			if vus[t.Numero] {
				continue
			}
			e.lignes = append(e.lignes, e.ligneTrouvee(t.Resume, strings.Join(strings.Fields(t.Extrait), " "), maintenant))
		}
		e.dire("Rien ne répond à cette recherche. Essayez le début du nom, ou un mot écrit dans le dossier.")
	})
}
