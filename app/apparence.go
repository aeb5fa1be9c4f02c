package app

import (
	"fmt"

	"justicepartage/app/habillage"
	"justicepartage/app/profil"

	"fyne.io/fyne/v2/theme"
)

// apparence is how the window looks on this PC: colours, sizes.
type apparence struct{ f *fenetre }

// regler applies and keeps the settings of this PC.
func (a apparence) regler(r profil.Reglages) {
	f := a.f
	avant, taille := f.regl.EchellePC(), f.fen.Canvas().Size()
	f.regl = r
	poserEchelle(r)
	f.garderReglages()
	if t, err := habillage.Nouveau(f.o.Assets, r.Theme, r.TailleTexte()); err == nil {
		f.app.Settings().SetTheme(t)
	}
	if r.EchellePC() != avant {
		f.fen.Resize(aTaille(taille, avant, r.EchellePC()))
	}
}

func (a apparence) taille(pas float32) {
	f := a.f
	r := f.regl
	r.Texte = min(max(r.TailleTexte()+pas, profil.TexteMin), profil.TexteMax)
	a.regler(r)
	f.dial.Mot(fmt.Sprintf("Taille du texte : %g", r.Texte))
}

func (a apparence) basculerTheme() {
	f := a.f
	r := f.regl
	sombre := r.Theme == profil.ThemeSombre || r.Theme == profil.ThemeSysteme && f.app.Settings().ThemeVariant() == theme.VariantDark
	r.Theme = profil.ThemeSombre
	if sombre {
		r.Theme = profil.ThemeClair
	}
	a.regler(r)
}
