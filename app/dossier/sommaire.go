package dossier

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// sommaire lists the sections, each with how far it is filled in.
type sommaire struct {
	e     *Ecran
	liste *composants.Liste
	vue   fyne.CanvasObject
	l     []ligneSommaire
}

type ligneSommaire struct {
	sec            *trame.Section
	titre, lettre  string
	compte         string
	couleur        fyne.ThemeColorName
	courante, gris bool
}

func nouveauSommaire(e *Ecran) *sommaire {
	s := &sommaire{e: e}
	s.liste = composants.NouvelleListe(func() int { return len(s.l) }, nouvelleLigneSommaire, s.remplir)
	s.liste.HideSeparators = true
	s.liste.OnOuvrir = func(i int) { e.c.allerSection(s.l[i].sec, true) }
	s.vue = container.NewStack(composants.NouveauFond(theme.ColorNameBackground, "", 0), composants.Marge(4, 2, 2, 2, s.liste))
	return s
}

// ligneSommaireVue is a row as it is drawn.
type ligneSommaireVue struct {
	vue                   fyne.CanvasObject
	lettre, titre, compte *composants.Texte
}

func nouvelleLigneSommaire() *ligneSommaireVue {
	v := &ligneSommaireVue{
		lettre: composants.NouveauTexte("M", habillage.Discret, .95).Gras(),
		titre:  composants.NouveauTexte("", theme.ColorNameForeground, .97).Borne(10),
		compte: composants.NouveauTexte("00/00", habillage.Discret, .88),
	}
	v.vue = composants.Marge(0, 0, 4, 4, composants.EnLigne(5, 1, composants.DeLargeur(14, v.lettre), v.titre, v.compte))
	return v
}

// Objet implements composants.LigneDeListe.
func (v *ligneSommaireVue) Objet() fyne.CanvasObject { return v.vue }

func (s *sommaire) remplir(i int, v *ligneSommaireVue) {
	l := s.l[i]
	v.lettre.Dire(l.lettre)
	couleur := theme.ColorNameForeground
	if l.gris {
		couleur = habillage.Discret
	}
	if l.courante {
		couleur = theme.ColorNamePrimary
	}
	v.titre.DireEn(l.titre, couleur)
	v.compte.DireEn(l.compte, l.couleur)
	v.vue.Refresh()
}

// rafraichir examines the sections again.
func (s *sommaire) rafraichir() {
	ex := s.e.c.r.Examen()
	s.l = s.l[:0]
	lettre := ""
	for _, c := range ex.Completude() {
		if !s.e.c.visible(c.Section) {
			continue
		}
		l := ligneSommaire{sec: c.Section, titre: francais.Typographie(c.Section.Titre), couleur: habillage.Discret}
		if c.Section.Lettre != lettre {
			lettre = c.Section.Lettre
			l.lettre = lettre
		}
		l.courante = s.e.c.sec == c.Section
		switch {
		case s.e.c.r.Dossier().Verrou(s.e.p.Service, c.Section) != data.Libre:
			l.compte = "figée"
			l.gris = true
		case c.Applique == trame.Inconnue:
			l.compte, l.gris = "à préciser", true
		case c.Total == 0:
		case len(c.Invalides) > 0:
			l.compte, l.couleur = "à corriger", theme.ColorNameError
		default:
			l.compte = fmt.Sprintf("%d/%d", c.Remplis, c.Total)
			switch {
			case len(c.Manques) > 0:
				l.couleur = theme.ColorNameError
			case c.Remplis == c.Total:
				l.couleur = theme.ColorNameSuccess
			}
		}
		s.l = append(s.l, l)
	}
	s.liste.Refresh()
}

// montrer moves the cursor to a section.
func (s *sommaire) montrer(sec *trame.Section) {
	for i, l := range s.l {
		if l.sec == sec {
			s.liste.Montrer(i)
		}
	}
}
