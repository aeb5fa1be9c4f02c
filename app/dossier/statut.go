package dossier

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data/trame"
)

func poserFaute(l *composants.Lecture, texte string, ton widget.Importance) bool {
	if l.Contenu() == texte && l.Ton() == ton {
		return false
	}
	l.DireEn(texte, ton)
	if texte == "" {
		l.Hide()
	} else {
		l.Show()
	}
	return true
}

// tonStatut is the tone of a status of verification.
var tonStatut = map[string]composants.Ton{
	trame.StatutDeclare:        composants.Neutre,
	trame.StatutNonVerifie:     composants.Neutre,
	trame.StatutVerifie:        composants.Bon,
	trame.StatutPartiel:        composants.Moyen,
	trame.StatutInfirme:        composants.Mauvais,
	trame.StatutContradictoire: composants.Mauvais,
}

// montrerStatut shows a status, "" hides it; it tells whether something came or went.
func montrerStatut(e *Ecran, boite *fyne.Container, p *composants.Pastille, st string) bool {
	avant := boite.Visible()
	if st == "" {
		boite.Hide()
	} else {
		libelle := e.lu.texte(e.lu.libelleStatut(st))
		if p.Contenu() != libelle {
			p.Dire(libelle, tonStatut[st])
			boite.Refresh()
		}
		boite.Show()
	}
	return avant != boite.Visible()
}

// lien is a word that the mouse presses; the keyboard has a shortcut for the same.
type lien struct {
	widget.BaseWidget
	t *composants.Texte
	f func()
}

func nouveauLien(texte string, f func()) *lien {
	l := &lien{t: composants.NouveauTexte(texte, theme.ColorNamePrimary, .95), f: f}
	if texte == "?" {
		l.t = composants.NouveauTexte(texte, habillage.Discret, 1).Gras()
	}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *lien) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(composants.Marge(3, 3, 5, 5, l.t))
}

// Tapped implements fyne.Tappable.
func (l *lien) Tapped(*fyne.PointEvent) { l.f() }

// Cursor implements desktop.Cursorable.
func (l *lien) Cursor() desktop.Cursor { return desktop.PointerCursor }
