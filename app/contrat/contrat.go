// Package contrat is what a screen of an open session owes to the window. Every screen
// answers every question here: a list kept by the window would forget the next screen.
package contrat

import (
	"context"

	"fyne.io/fyne/v2"
)

// Ecran is a screen of an open session.
type Ecran interface {
	Contenu() fyne.CanvasObject
	Titre() string
	// Onglet is the entry of the bar that leads here.
	Onglet() Onglet
	// Retenue is what may be done over the screen.
	Retenue() Retenue
	// Commencer gives the focus to where one begins.
	Commencer()
	// Echapper steps back inside the screen; it tells whether there was a step.
	Echapper() bool
	// Rafraichir shows everything again in place: names are to be hidden, or to be read again.
	Rafraichir()
	// Lisible says what can be read although names are hidden, as a sentence; "" is nothing.
	Lisible() string
	// Reprise is where to come back to once the session is unlocked.
	Reprise() Lieu
	// Vider writes at once what is not in the base yet; the screen stays.
	Vider(ctx context.Context) error
	// Quitter keeps what was written, then clears the screen; on an error it stays.
	Quitter(ctx context.Context) error
}

// Onglet is an entry of the bar.
type Onglet int

// The entries, in their order. A screen without a bar has a header of its own, or nothing to
// go to.
const (
	SansBarre Onglet = iota
	Accueil
	AFaire
	Agenda
	Dossiers
	Reglages
)

// Lieu is a place in a dossier; the zero value is none.
type Lieu struct{ Numero, Chemin string }

// Retenue is what may be done over a screen.
type Retenue int

// From a screen that one leaves as one likes to one over which nothing is possible.
const (
	Libre        Retenue = iota
	Verrouillage         // locking alone
	Rien
)
