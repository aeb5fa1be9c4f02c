package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/attente"
	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/dialogues"
	"justicepartage/app/profil"
	"justicepartage/app/regard"
	"justicepartage/app/systeme"
	"justicepartage/app/taches"
)

// ecran is a screen of an open session.
type ecran = contrat.Ecran

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
	ouvreur *ouvreur
	attente *attente.Attente // what the base could not take

	fichier string // of the base that is open, or to be opened
	demo    bool
	session *session
	courant ecran
	reprise contrat.Lieu // where to come back to after unlocking
	menu    *menu
	porte   *porte
	veille  *veille
	regard  *regard.Regard
	ent     entretien
	suivi   func() // ends listening to what others change
}

func nouvelleFenetre(a fyne.App, o Options, ex taches.Executeur) *fenetre {
	f := &fenetre{app: a, o: o, ex: ex, regl: o.Profil.Lire(), corps: container.NewStack(), regard: &regard.Regard{}}
	f.fen = a.NewWindow("Justice et Partage")
	f.dial = dialogues.Nouveaux(f.fen, ex)
	f.attente = &attente.Attente{Dossier: o.Profil.Attente()}
	f.sortie = systeme.Nouvelle(o.Profil.Dossier)
	f.sortie.Imprimante = func() string { return f.regl.Imprimante }
	f.fen.SetContent(container.NewStack(composants.NouveauFond(theme.ColorNameBackground, "", 0), f.corps, f.dial.Calque()))
	f.fen.SetPadded(false)
	f.fen.Resize(aTaille(fyne.NewSize(1280, 680), profil.EchelleNormale, f.regl.EchellePC()))
	f.fen.SetMaster()
	f.fen.SetCloseIntercept(func() { f.fermer(false) })
	f.fen.Canvas().SetOnTypedKey(f.touche)
	f.ouvreur = &ouvreur{o: o, attente: f.attente}
	f.porte = &porte{f: f}
	f.menu = nouveauMenu(f)
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
		if f.courant.Onglet() != contrat.Accueil {
			f.allerAccueil()
		}
	case fyne.KeyF1:
		if !f.dial.Ouvert() {
			montrerTouches(f.dial)
		}
	case fyne.KeyF9:
		f.basculerDiscret()
	}
}
