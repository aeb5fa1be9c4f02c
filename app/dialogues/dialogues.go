// Package dialogues is the one place that stops a person with a question or an error.
//
// Rules of the room:
//   - one dialog at a time; Escape leaves it, Enter takes the main action;
//   - the focus comes back to where it was;
//   - an error says in French what happened, what was kept and what to do; its details go
//     to the log, which never holds a name.
package dialogues

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// Dialogues shows the dialogs of one window.
type Dialogues struct {
	fen  fyne.Window
	ex   taches.Executeur
	pile []*ouvert
	mot  *fyne.Container // the passing word at the bottom
	fin  func()
}

type ouvert struct {
	pop    *widget.PopUp
	boite  Boite
	retour fyne.Focusable
}

// Action is a button of a dialog. Faire returns false to keep the dialog open.
type Action struct {
	Texte string
	Ton   widget.Importance
	Faire func() bool
}

// Boite is a dialog.
type Boite struct {
	Titre   string
	Contenu fyne.CanvasObject
	Actions []Action // the first is the main one; a button to leave is added
	Laisser string   // its text, « Annuler » by default
	Largeur float32  // 520 by default
	Focus   fyne.Focusable
	OnFin   func() // however it is left
	// Rafraichir writes again the names it shows; nil for a dialog that names nobody.
	Rafraichir func()
}

// Nouveaux makes the dialogs of a window.
func Nouveaux(fen fyne.Window, ex taches.Executeur) *Dialogues {
	return &Dialogues{fen: fen, ex: ex, mot: container.NewStack()}
}

// Calque is the layer of passing words: it lies over the content of the window.
func (d *Dialogues) Calque() fyne.CanvasObject { return d.mot }

// Ouvert tells whether a dialog is open.
func (d *Dialogues) Ouvert() bool { return len(d.pile) > 0 }

// Rafraichir has every open dialog write again the names it shows.
func (d *Dialogues) Rafraichir() {
	for _, o := range d.pile {
		if o.boite.Rafraichir != nil {
			o.boite.Rafraichir()
		}
	}
}

// Montrer opens a dialog; fermer closes it.
func (d *Dialogues) Montrer(b Boite) (fermer func()) {
	if b.Largeur == 0 {
		b.Largeur = 520
	}
	if b.Laisser == "" {
		b.Laisser = "Annuler"
	}
	o := &ouvert{boite: b, retour: d.fen.Canvas().Focused()}
	fermer = func() { d.fermer(o) }
	boutons := []fyne.CanvasObject{layout.NewSpacer()}
	laisser := composants.NouveauBouton(b.Laisser, fermer)
	var premier *composants.Bouton
	if len(b.Actions) == 0 {
		laisser.Importance = widget.HighImportance
		premier = laisser
	}
	boutons = append(boutons, laisser)
	for i := len(b.Actions) - 1; i >= 0; i-- {
		a := b.Actions[i]
		bt := composants.NouveauBouton(a.Texte, func() {
			if a.Faire == nil || a.Faire() {
				fermer()
			}
		})
		bt.Importance = a.Ton
		if i == 0 {
			premier = bt
			if a.Ton == widget.MediumImportance {
				bt.Importance = widget.HighImportance
			}
		}
		boutons = append(boutons, bt)
	}
	corps := container.NewBorder(
		composants.Empiler(8, composants.NouveauTitre(b.Titre, 1.3), composants.Filet()),
		composants.Marge(12, 0, 0, 0, container.NewHBox(boutons...)), nil, nil,
		composants.Marge(10, 0, 0, 0, b.Contenu))
	o.pop = widget.NewModalPopUp(composants.Marge(14, 14, 18, 18, composants.DeLargeur(b.Largeur, corps)), d.fen.Canvas())
	d.pile = append(d.pile, o)
	o.pop.Show()
	switch {
	case b.Focus != nil:
		d.fen.Canvas().Focus(b.Focus)
	default:
		d.fen.Canvas().Focus(premier)
	}
	return fermer
}

func (d *Dialogues) fermer(o *ouvert) {
	for i, x := range d.pile {
		if x != o {
			continue
		}
		d.pile = append(d.pile[:i], d.pile[i+1:]...)
		focus := d.fen.Canvas().Focused()
		o.pop.Hide()
		switch {
		case i < len(d.pile):
			// Fyne hides what lies above as well: it comes back, and gives the focus back later.
			d.pile[i].retour = o.retour
			for _, dessus := range d.pile[i:] {
				dessus.pop.Hide()
				dessus.pop.Show()
			}
			if focus != nil {
				d.fen.Canvas().Focus(focus)
			}
		case o.retour != nil:
			d.fen.Canvas().Focus(o.retour)
		}
		if o.boite.OnFin != nil {
			o.boite.OnFin()
		}
		return
	}
}

// Echapper leaves the dialog on top; it tells whether there was one.
func (d *Dialogues) Echapper() bool {
	if len(d.pile) == 0 {
		return false
	}
	d.fermer(d.pile[len(d.pile)-1])
	return true
}

// Valider takes the main action of the dialog on top; it tells whether there was one.
func (d *Dialogues) Valider() bool {
	if len(d.pile) == 0 {
		return false
	}
	o := d.pile[len(d.pile)-1]
	if len(o.boite.Actions) == 0 {
		d.fermer(o)
	} else if a := o.boite.Actions[0]; a.Faire == nil || a.Faire() {
		d.fermer(o)
	}
	return true
}

// Fermer leaves every dialog, for a window that locks or closes.
func (d *Dialogues) Fermer() {
	for d.Echapper() {
	}
	for _, o := range d.fen.Canvas().Overlays().List() {
		d.fen.Canvas().Overlays().Remove(o)
	}
	if d.fin != nil {
		d.fin()
	}
}

// Confirmer asks before something is done. danger colours the action.
func (d *Dialogues) Confirmer(titre, texte, oui string, danger bool, f func()) {
	ton := widget.HighImportance
	if danger {
		ton = widget.DangerImportance
	}
	d.Montrer(Boite{Titre: titre, Contenu: composants.Prose(texte), Actions: []Action{{Texte: oui, Ton: ton, Faire: func() bool { f(); return true }}}})
}

// Demander asks for a line of text.
func (d *Dialogues) Demander(titre, texte, oui string, f func(string) error) {
	s := composants.NouvelleSaisie()
	faute := composants.NouveauTexte("", theme.ColorNameError, .95)
	var fermer func()
	valider := func() bool {
		if err := f(s.Text); err != nil {
			faute.Dire(data.Phrase(err))
			return false
		}
		return true
	}
	s.OnSubmitted = func(string) {
		if valider() {
			fermer()
		}
	}
	fermer = d.Montrer(Boite{
		Titre: titre, Contenu: composants.Empiler(6, composants.Prose(texte), s, faute), Focus: s,
		Actions: []Action{{Texte: oui, Faire: valider}},
	})
}

// Informer says something that was done, or that cannot be.
func (d *Dialogues) Informer(titre, texte string) {
	d.Montrer(Boite{Titre: titre, Contenu: composants.Prose(texte), Laisser: "J’ai compris"})
}

// Erreur says what went wrong, and writes its details to the log.
func (d *Dialogues) Erreur(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	Consigner(err)
	titre := "Ce n’est pas possible"
	switch data.CodeDe(err) {
	case data.Interne:
		titre = "Une erreur est survenue"
	case data.Base:
		titre = "La base a un problème"
	}
	d.Informer(titre, data.Phrase(err))
}

// Consigner writes an error to the log, without a name: its kind and its chain of causes
// by type, the French sentence only when it is one of ours.
func Consigner(err error) {
	var e *data.Erreur
	if errors.As(err, &e) {
		attr := []any{"code", string(e.Code)}
		if e.Code == data.Base || e.Code == data.Interne {
			attr = append(attr, "cause", causes(e.Err))
		}
		slog.Warn("refused", attr...)
		return
	}
	slog.Error("failed", "cause", causes(err))
}

// causes names the types of a chain of errors: their texts may hold a path or a name.
func causes(err error) []string {
	var out []string
	for ; err != nil; err = errors.Unwrap(err) {
		out = append(out, fmt.Sprintf("%T", err))
	}
	return out
}

// Mot shows a passing word at the bottom of the window: something was done.
func (d *Dialogues) Mot(texte string) {
	if d.fin != nil {
		d.fin()
	}
	t := composants.NouveauTexte(texte, theme.ColorNameForegroundOnPrimary, 1)
	boite := container.NewStack(composants.NouveauFond(theme.ColorNamePrimary, "", 6), composants.Marge(9, 9, 16, 16, t))
	d.mot.Objects = []fyne.CanvasObject{container.NewVBox(layout.NewSpacer(), container.NewHBox(layout.NewSpacer(), boite, layout.NewSpacer()),
		composants.Marge(0, 14, 0, 0, layout.NewSpacer()))}
	d.mot.Refresh()
	annuler := d.ex.Dans(4*time.Second, func() { d.fin() })
	d.fin = func() {
		annuler()
		d.fin = nil
		d.mot.Objects = nil
		d.mot.Refresh()
	}
}

// MotVu returns the passing word that is shown, for tests.
func (d *Dialogues) MotVu() string {
	if len(d.mot.Objects) == 0 {
		return ""
	}
	var texte string
	var chercher func(o fyne.CanvasObject)
	chercher = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *composants.Texte:
			texte = o.Contenu()
		case *fyne.Container:
			for _, x := range o.Objects {
				chercher(x)
			}
		}
	}
	chercher(d.mot)
	return texte
}

// Attente is long work with its progress and a way to stop it.
type Attente struct {
	barre *widget.ProgressBar
	quoi  *composants.Texte
}

// Avancer tells how far the work is, from 0 to 1; it is called on the window.
func (a *Attente) Avancer(part float64, quoi string) {
	a.barre.SetValue(part)
	a.quoi.Dire(quoi)
}

// Patienter shows the progress of long work, which annuler stops. fermer takes it away.
func (d *Dialogues) Patienter(titre string, annuler func()) (a *Attente, fermer func()) {
	a = &Attente{barre: widget.NewProgressBar(), quoi: composants.NouveauTexte(" ", habillage.Discret, 1)}
	fini := false
	f := d.Montrer(Boite{Titre: titre, Contenu: composants.Empiler(8, a.barre, a.quoi), OnFin: func() {
		if !fini && annuler != nil {
			annuler()
		}
	}})
	return a, func() {
		fini = true
		f()
	}
}
