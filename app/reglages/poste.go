package reglages

import (
	"fmt"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/profil"
)

// echelle chooses how big everything is drawn: screens are small and dense, or large.
func (e *Ecran) echelle() fyne.CanvasObject {
	var options []composants.Option
	for _, pc := range profil.Echelles {
		nom := fmt.Sprintf("%d %%", pc)
		if pc == profil.EchelleNormale {
			nom += " (celle du système)"
		}
		options = append(options, composants.Option{Cle: fmt.Sprint(pc), Libelle: nom})
	}
	c := composants.NouveauChoix(options)
	c.Poser(fmt.Sprint(e.p.Reglages().EchellePC()))
	c.OnChoix = func(cle string) {
		var pc int
		if _, err := fmt.Sscan(cle, &pc); err == nil {
			r := e.p.Reglages()
			r.Echelle = pc
			e.p.Regler(r)
		}
	}
	return fiches.Ligne("Taille de l’affichage", composants.DeLargeur(240, c),
		"Plus petite, un petit écran montre davantage ; plus grande, un grand écran se lit de loin.")
}

// impression chooses the printer of this PC.
func (e *Ecran) impression() (fyne.CanvasObject, fyne.Focusable) {
	const systeme = "systeme"
	c := composants.NouveauChoix([]composants.Option{{Cle: systeme, Libelle: "Celle du système"}})
	c.Poser(systeme)
	dit := composants.ProseDiscrete("")
	c.OnChoix = func(cle string) {
		r := e.p.Reglages()
		r.Imprimante = cle
		if cle == systeme {
			r.Imprimante = ""
		}
		e.p.Regler(r)
	}
	var noms []string
	e.p.Ex.Lancer(func() { noms = e.p.Imprimantes() }, func() {
		options := []composants.Option{{Cle: systeme, Libelle: "Celle du système"}}
		choisie := e.p.Reglages().Imprimante
		la := choisie == ""
		for _, nom := range noms {
			options = append(options, composants.Option{Cle: nom, Libelle: nom})
			la = la || nom == choisie
		}
		if !la {
			options = append(options, composants.Option{Cle: choisie, Libelle: choisie + " (absente)"})
		}
		c.Proposer(options)
		if choisie != "" {
			c.Poser(choisie)
		}
		if len(noms) == 0 {
			dit.Dire("Le système n’annonce aucune imprimante.")
		}
	})
	return fiches.Page("Impression", "Ce réglage est celui de ce poste.",
		fiches.Ligne("Imprimante", composants.DeLargeur(360, c),
			"Les documents partent à cette imprimante (Ctrl+P). La copie faite pour l’imprimer est effacée."), dit), c
}
