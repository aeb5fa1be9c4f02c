package demarrage

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/app/taches"
)

// Secours is what the recovery sheet is shown with.
type Secours struct {
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Code      string
	// PDF makes the page; Imprimer and Exporter take it out of the program.
	PDF      func() ([]byte, error)
	Imprimer func(pdf []byte) error
	// Exporter writes it and returns where; Dossier is the folder that is proposed.
	Exporter func(dossier, nom string, pdf []byte) (string, error)
	Dossier  string
	// Suite follows once the sheet is put away.
	Suite func()
}

// NomFeuille is the file of the recovery sheet.
const NomFeuille = "Feuille de secours.pdf"

var _ contrat.Ecran = (*Feuille)(nil)

// Feuille is the screen that shows a recovery code, the one time it can be seen.
type Feuille struct {
	p       Secours
	vue     fyne.CanvasObject
	premier *composants.Bouton
	groupe  *composants.Saisie
	dit     *composants.Texte
	sortie  *composants.Texte
}

// NouvelleFeuille makes the screen.
func NouvelleFeuille(p Secours) *Feuille {
	f := &Feuille{p: p, groupe: composants.NouvelleSaisie()}
	f.dit = composants.NouveauTexte("", theme.ColorNameError, 1)
	f.sortie = composants.NouveauTexte("", theme.ColorNameSuccess, .95).Borne(600)
	groupes := strings.Split(p.Code, "-")
	n := (len(groupes) + 1) / 2
	ligne := func(g []string) fyne.CanvasObject {
		l := container.NewHBox(layout.NewSpacer())
		for _, x := range g {
			l.Add(composants.Marge(0, 0, 12, 12, composants.NouveauTexte(x, theme.ColorNamePrimary, 1.9).Gras()))
		}
		l.Add(layout.NewSpacer())
		return l
	}
	code := container.NewStack(composants.NouveauFond(habillage.FondEncre, "", 6),
		composants.Marge(14, 14, 10, 10, composants.Empiler(8, ligne(groupes[:n]), ligne(groupes[n:]))))
	f.premier = composants.BoutonPrincipal("Imprimer", f.imprimer)
	exporter := composants.NouveauBouton("Enregistrer en PDF…", f.demanderDossier)
	f.groupe.SetPlaceHolder("quatre signes")
	f.groupe.OnSubmitted = func(string) { f.finir() }
	suite := composants.NouveauBouton("C’est rangé : continuer", f.finir)
	f.vue = auMilieu(700, fiches.Page("Feuille de secours",
		"Ce code ouvre la base si les mots de passe sont oubliés. Il est montré une seule fois et n’est gardé nulle part par le programme.",
		code,
		composants.Prose("Imprimez-le et rangez la feuille sous enveloppe, dans un coffre ou une armoire fermée à clé. Ni photo, ni courriel : qui a ce "+
			"code et le fichier de la base peut tout lire."),
		composants.EnLigne(8, 2, f.premier, exporter, f.sortie),
		composants.Filet(),
		fiches.Ligne("Dernier groupe du code", composants.DeLargeur(170, f.groupe), "Recopiez-le depuis votre feuille : c’est la preuve que vous l’avez."),
		f.dit,
		container.NewHBox(layout.NewSpacer(), suite)))
	return f
}

// Contenu is what the window shows.
func (f *Feuille) Contenu() fyne.CanvasObject { return f.vue }

// Titre names the screen.
func (f *Feuille) Titre() string { return "Feuille de secours" }

// Commencer gives the focus to printing.
func (f *Feuille) Commencer() { composants.Prendre(f.premier) }

// Quitter has nothing to keep.
func (f *Feuille) Quitter(context.Context) error { return nil }

// Echapper keeps the screen: the code could not be seen again.
func (f *Feuille) Echapper() bool { return true }

// Onglet is none: there is nowhere to go from here.
func (f *Feuille) Onglet() contrat.Onglet { return contrat.SansBarre }

// Retenue tells that one leaves the screen by its button alone; the session may be locked
// over it.
func (f *Feuille) Retenue() contrat.Retenue { return contrat.Verrouillage }

// Rafraichir has nothing to do: nobody is named.
func (f *Feuille) Rafraichir() {}

// Lisible is nothing.
func (f *Feuille) Lisible() string { return "" }

// Reprise is nowhere.
func (f *Feuille) Reprise() contrat.Lieu { return contrat.Lieu{} }

// Vider has nothing to write.
func (f *Feuille) Vider(context.Context) error { return nil }

func (f *Feuille) finir() {
	groupes := strings.Split(f.p.Code, "-")
	if !strings.EqualFold(strings.Trim(f.groupe.Text, " -\u00a0"), groupes[len(groupes)-1]) {
		f.dit.Dire("Ce n’est pas le dernier groupe du code : relisez votre feuille.")
		composants.Prendre(f.groupe)
		return
	}
	f.p.Suite()
}

// avecPDF makes the page, hands it on, then says what was done.
func (f *Feuille) avecPDF(faire func(pdf []byte) (dit string, err error)) {
	var dit string
	var err error
	f.p.Ex.Lancer(func() {
		var pdf []byte
		if pdf, err = f.p.PDF(); err == nil {
			dit, err = faire(pdf)
		}
	}, func() {
		if err != nil {
			f.p.Dialogues.Erreur(err)
			return
		}
		f.sortie.Dire(dit)
		composants.Prendre(f.groupe)
	})
}

func (f *Feuille) imprimer() {
	f.avecPDF(func(pdf []byte) (string, error) {
		return "Envoyée à l’imprimante.", f.p.Imprimer(pdf)
	})
}

func (f *Feuille) demanderDossier() {
	s := composants.NouvelleSaisie()
	s.Poser(f.p.Dossier)
	var fermer func()
	valider := func() {
		dossier := strings.Trim(strings.TrimSpace(s.Text), `"`)
		f.avecPDF(func(pdf []byte) (string, error) {
			ou, err := f.p.Exporter(dossier, NomFeuille, pdf)
			return "Enregistrée : " + ou, err
		})
	}
	s.OnSubmitted = func(string) { fermer(); valider() }
	fermer = f.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Enregistrer la feuille en PDF", Focus: s, Largeur: 640,
		Contenu: composants.Empiler(4, composants.Prose("Dans le dossier :"), s,
			composants.ProseDiscrete("Ce fichier ouvre la base à qui le lit : imprimez-le, puis effacez-le, ou mettez-le sur une clé qui reste au coffre.")),
		Actions: []dialogues.Action{{Texte: "Enregistrer", Faire: func() bool { fermer(); valider(); return false }}},
	})
}
