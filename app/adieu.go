package app

import (
	"context"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/contrat"
	"justicepartage/app/habillage"
)

var _ ecran = adieu{}

// adieu is what the window shows while the last backup is made: nothing of a dossier, and
// nothing else can be done meanwhile.
type adieu struct{}

func (adieu) Contenu() fyne.CanvasObject    { return composants.NouveauTexte("", habillage.Discret, 1) }
func (adieu) Titre() string                 { return titreAdieu }
func (adieu) Onglet() contrat.Onglet        { return contrat.SansBarre }
func (adieu) Retenue() contrat.Retenue      { return contrat.Rien }
func (adieu) Commencer()                    {}
func (adieu) Echapper() bool                { return true }
func (adieu) Rafraichir()                   {}
func (adieu) Lisible() string               { return "" }
func (adieu) Reprise() contrat.Lieu         { return contrat.Lieu{} }
func (adieu) Vider(context.Context) error   { return nil }
func (adieu) Quitter(context.Context) error { return nil }
