// Package nouveau opens a new dossier: who it is about is looked for before anything is
// made, so that nobody is entered twice.
package nouveau

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Base is what is needed from the base.
type Base interface {
	Doublons(ctx context.Context, qui identite.Identite, limite int) ([]data.Doublon, error)
	Creer(ctx context.Context, service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error)
}

// Params is what the dialog is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Services  []*trame.Service // those the account may open a dossier in
	// Service is the id of the one to begin with, "" for the first.
	Service string
	Parquet data.Parquet
	Cree    func(*data.Dossier)
	// Regard is who else reads the screen.
	Regard *regard.Regard
	Ouvrir func(numero string)
}

func (p Params) service() *trame.Service {
	for _, s := range p.Services {
		if s.ID == p.Service {
			return s
		}
	}
	return p.Services[0]
}

// doublonsMax bounds the likely duplicates that are shown.
const doublonsMax = 6

// Boite is the dialog of a new dossier.
type Boite struct {
	p       Params
	svc     *trame.Service
	choix   *composants.Choix
	corps   *fyne.Container
	champs  []champ
	valeurs trame.Reponses
	doubles *fyne.Container
	connus  []data.Doublon // those shown in doubles
	reprise int64          // the person that is taken up, 0 for none
	dit     *composants.Texte
	rebond  taches.Rebond
	demande int
	fermer  func()
}

type champ struct {
	ou trame.Chemin
	v  composants.Champ
}

// premiereLigne is the row of the first person of a dossier that is about several.
const premiereLigne = "r1"

// ou is where the answer to a question of the box goes: a question about people in the row
// of the first one.
func ou(c *trame.Champ) trame.Chemin {
	chemin := trame.Chemin{Section: c.Section().Cle, Champ: c.Cle}
	if c.Section().Repetee {
		chemin.Ligne = premiereLigne
	}
	return chemin
}

// Ouvrir shows the dialog.
func Ouvrir(p Params) *Boite {
	b := &Boite{p: p, corps: composants.Empiler(4), doubles: composants.Empiler(6)}
	b.rebond = taches.Rebond{Ex: p.Ex, Calme: 150 * time.Millisecond, Faire: b.chercher}
	b.dit = composants.NouveauTexte("", theme.ColorNameError, .95)
	var options []composants.Option
	for _, s := range p.Services {
		options = append(options, composants.Option{Cle: s.ID, Libelle: s.Titre, Groupe: s.Pole})
	}
	b.choix = composants.NouveauChoix(options)
	b.choix.OnChoix = b.choisir
	b.choisir(p.service().ID)
	b.choix.Poser(b.svc.ID)
	titre := "Nouveau dossier"
	haut := fyne.CanvasObject(b.choix)
	if len(p.Services) == 1 {
		titre = "Nouveau dossier : " + francais.Minuscule(p.Services[0].Titre)
		haut = composants.Empiler(0)
	}
	droite := container.NewStack(composants.NouveauFond(habillage.Voile, habillage.Filet, 5), composants.Marge(8, 8, 10, 10,
		composants.Empiler(6, composants.NouveauTexte("Déjà connu(e) ?", habillage.Discret, .95).Gras(), b.doubles)))
	contenu := composants.Empiler(8, haut,
		container.New(&deuxColonnes{.54}, composants.Empiler(2, b.corps, b.dit), droite),
		composants.ProseDiscrete("Rien n’est obligatoire ici : tout se complète ensuite. Entrée passe au champ suivant, Ctrl+Entrée ouvre le dossier."))
	b.fermer = p.Dialogues.Montrer(dialogues.Boite{
		Titre: titre, Contenu: contenu, Largeur: 900, Focus: b.premier(),
		Actions: []dialogues.Action{{Texte: "Ouvrir le dossier", Faire: func() bool { b.Creer(); return false }}},
		OnFin:   func() { b.rebond.Annuler(); b.demande++ }, Rafraichir: func() { b.montrer(b.connus) },
	})
	b.montrer(nil)
	return b
}

type deuxColonnes struct{ part float32 }

func (l *deuxColonnes) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, max(o[0].MinSize().Height, o[1].MinSize().Height, 250))
}

func (l *deuxColonnes) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := s.Width * l.part
	o[0].Resize(fyne.NewSize(w-16, s.Height))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width-w, s.Height))
	o[1].Move(fyne.NewPos(w, 0))
}

func (b *Boite) premier() fyne.Focusable {
	if len(b.champs) > 0 {
		return b.champs[0].v.Focus()
	}
	if len(b.p.Services) > 1 {
		return b.choix
	}
	return nil
}

// principal is the role of the person the dossier is about.
func principal(s *trame.Service) *trame.RolePersonne {
	for _, p := range s.Personnes {
		if p.Principal {
			return p
		}
	}
	return nil
}

// choisir shows the questions that open a dossier of a service: who, and when the request
// came in.
func (b *Boite) choisir(id string) {
	for _, s := range b.p.Services {
		if s.ID == id {
			b.svc = s
		}
	}
	b.valeurs = trame.Reponses{}
	b.champs, b.reprise = nil, 0
	b.corps.RemoveAll()
	maintenant := b.p.Ex.Maintenant()
	for _, sec := range b.svc.Sections {
		for _, c := range sec.Champs {
			if c.Defaut != "" && !sec.Repetee {
				if v, err := c.Normaliser(c.Defaut, maintenant); err == nil && v != nil {
					b.valeurs.Poser(trame.Chemin{Section: sec.Cle, Champ: c.Cle}, v)
				}
			}
		}
	}
	b.defaut(b.svc.Reperes.Juridiction, b.p.Parquet.Juridiction)
	if r := principal(b.svc); r != nil {
		for _, cle := range []string{r.Genre, r.Nom, r.Prenoms, r.Naissance} {
			if cle != "" {
				b.ajouter(b.svc.Champ(r.Section, cle))
			}
		}
	}
	if c := b.champ(b.svc.Reperes.Titre); c != nil {
		b.ajouter(c)
	}
	if c := b.champ(b.svc.Reperes.Saisine); c != nil {
		b.defaut(c.Chemin(), maintenant.Format("2006-01-02T15:04"))
		b.ajouter(c)
	}
	if c := b.champ(b.svc.Reperes.NumeroParquet); c != nil {
		b.ajouter(c)
	}
	b.corps.Refresh()
}

func (b *Boite) champ(chemin string) *trame.Champ {
	section, cle, _ := strings.Cut(chemin, ".")
	return b.svc.Champ(section, cle)
}

func (b *Boite) defaut(chemin, texte string) {
	c := b.champ(chemin)
	if c == nil || texte == "" {
		return
	}
	if v, err := c.Normaliser(texte, b.p.Ex.Maintenant()); err == nil && v != nil {
		b.valeurs.Poser(ou(c), v)
	}
}

func (b *Boite) ajouter(c *trame.Champ) {
	chemin := ou(c)
	v := composants.NouveauChamp(c, composants.Env{
		Maintenant: b.p.Ex.Maintenant, Communes: b.svc.Tables.Communes,
		Declarations: func() []composants.Option { return nil },
	}, composants.Ecoute{Valeur: func(v any) {
		b.valeurs.Poser(chemin, v)
		b.rebond.Relancer()
	}})
	v.Poser(b.valeurs.Valeur(chemin))
	b.champs = append(b.champs, champ{chemin, v})
	b.corps.Add(composants.EnLigne(8, 1, composants.DeLargeur(150, composants.NouveauTexte(francais.Typographie(c.Libelle), habillage.Discret, 1).Borne(150)),
		v))
}

func (b *Boite) texte(cle string) string {
	r := principal(b.svc)
	if r == nil || cle == "" {
		return ""
	}
	s, _ := b.valeurs.Valeur(ou(b.svc.Champ(r.Section, cle))).(string)
	return strings.TrimSpace(s)
}

// identite is who is being entered, as far as one knows.
func (b *Boite) identite() identite.Identite {
	r := principal(b.svc)
	if r == nil {
		return identite.Identite{}
	}
	return identite.Identite{Nom: b.texte(r.Nom), Prenoms: b.texte(r.Prenoms), Naissance: b.texte(r.Naissance)}
}

// chercher looks for people already known who may be this one.
func (b *Boite) chercher() {
	b.demande++
	n, qui := b.demande, b.identite()
	if qui.Nom == "" {
		b.montrer(nil)
		return
	}
	var l []data.Doublon
	var err error
	b.p.Ex.Lancer(func() { l, err = b.p.Base.Doublons(context.Background(), qui, doublonsMax) }, func() {
		if n != b.demande {
			return
		}
		if err != nil {
			b.dit.Dire(data.Phrase(err))
			return
		}
		b.montrer(l)
	})
}

func (b *Boite) montrer(l []data.Doublon) {
	b.connus = l
	b.doubles.RemoveAll()
	if len(l) == 0 {
		phrase := "Personne de semblable n’est connu."
		if b.texte(principalNom(b.svc)) == "" {
			phrase = "Tapez un nom : les personnes déjà connues qui lui ressemblent s’affichent ici."
		}
		b.doubles.Add(composants.ProseDiscrete(phrase))
	}
	for _, d := range l {
		if d.Ailleurs && d.Personne.ID == 0 {
			b.doubles.Add(composants.Prose("Une personne semblable a un dossier dans un autre service : voyez la responsable avant de continuer."))
			continue
		}
		b.doubles.Add(b.fiche(d))
	}
	b.doubles.Refresh()
}

func principalNom(s *trame.Service) string {
	if r := principal(s); r != nil {
		return r.Nom
	}
	return ""
}

func (b *Boite) fiche(d data.Doublon) fyne.CanvasObject {
	nom := b.p.Regard.Nommer(francais.Nom(d.Personne.Nom, d.Personne.Prenoms))
	if d.Personne.Naissance != "" {
		nom += ", " + francais.DateCourte(d.Personne.Naissance)
	}
	ton, mot := composants.Moyen, "possible"
	if d.Score >= identite.SeuilProbable {
		ton, mot = composants.Mauvais, "probable"
	}
	barre := container.NewHBox()
	if b.reprise == d.Personne.ID {
		barre.Add(composants.NouvellePastille("fiche reprise", composants.Bon))
		barre.Add(composants.BoutonDiscret("Ne pas reprendre", func() { b.reprise = 0; b.chercher() }))
	} else {
		barre.Add(composants.NouveauBouton("Reprendre cette fiche", func() { b.Reprendre(d.Personne) }))
	}
	if len(d.Dossiers) > 0 {
		numero := d.Dossiers[0]
		barre.Add(composants.BoutonDiscret("Ouvrir "+numero, func() {
			b.fermer()
			b.p.Ouvrir(numero)
		}))
	}
	details := strings.Join(d.Raisons, ", ")
	if n := len(d.Dossiers); n > 1 {
		details += fmt.Sprintf(" ; %d dossiers", n)
	}
	if d.Ailleurs {
		details += " ; connu(e) aussi d’un autre service : voyez la responsable"
	}
	return composants.Empiler(2, composants.EnLigne(6, 0, composants.NouveauTexte(nom, theme.ColorNameForeground, 1).Gras().Borne(10),
		composants.NouvellePastille(mot, ton)),
		composants.ProseDiscrete(francais.Typographie(details)), barre, composants.Filet())
}

// Reprendre takes up the record of somebody already known: what is known of them fills
// what is still empty.
func (b *Boite) Reprendre(p data.Personne) {
	r := principal(b.svc)
	b.reprise = p.ID
	genre := map[string]string{"f": r.Feminin, "m": r.Masculin}[p.Genre]
	for cle, v := range map[string]string{r.Nom: p.Nom, r.NomUsage: p.NomUsage, r.Prenoms: p.Prenoms, r.Naissance: p.Naissance, r.Genre: genre} {
		if cle != "" && v != "" {
			b.valeurs.Poser(ou(b.svc.Champ(r.Section, cle)), v)
		}
	}
	for i, cle := range r.Telephones {
		if i < len(p.Telephones) {
			b.valeurs.Poser(ou(b.svc.Champ(r.Section, cle)), p.Telephones[i])
		}
	}
	for _, c := range b.champs {
		c.v.Poser(b.valeurs.Valeur(c.ou))
	}
	b.chercher()
	composants.Prendre(b.champs[len(b.champs)-1].v.Focus())
}

// Creer makes the dossier and opens it.
func (b *Boite) Creer() {
	b.rebond.Annuler()
	r := b.valeurs.Copie()
	var personnes map[string]int64
	if p := principal(b.svc); p != nil {
		if rub := r[p.Section]; rub != nil && b.svc.Section(p.Section).Repetee && len(rub.Ligne(premiereLigne).Valeurs) == 0 {
			delete(r, p.Section) // nobody was named
		}
	}
	if b.reprise != 0 {
		role := principal(b.svc)
		cle := role.Role
		if b.svc.Section(role.Section).Repetee {
			cle += "/" + premiereLigne
		}
		personnes = map[string]int64{cle: b.reprise}
	}
	var d *data.Dossier
	var err error
	b.p.Ex.Lancer(func() { d, err = b.p.Base.Creer(context.Background(), b.svc.ID, r, personnes) }, func() {
		if err != nil {
			b.dit.Dire(data.Phrase(err))
			return
		}
		b.fermer()
		b.p.Cree(d)
	})
}
