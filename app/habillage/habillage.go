// Package habillage is the look of the program: ink on warm paper, the same faces and
// inks as the documents, a light and a dark theme, a size of text.
package habillage

import (
	"image/color"
	"io/fs"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of colours that Fyne does not have.
const (
	Papier  fyne.ThemeColorName = "jp-papier"  // the sheet a form lies on
	Discret fyne.ThemeColorName = "jp-discret" // secondary text
	Filet   fyne.ThemeColorName = "jp-filet"   // thin lines
	Voile   fyne.ThemeColorName = "jp-voile"   // a row or a panel set apart
	// Tints behind a chip, with the ink of the same name in Fyne's palette.
	FondBon     fyne.ThemeColorName = "jp-fond-bon"
	FondMoyen   fyne.ThemeColorName = "jp-fond-moyen"
	FondMauvais fyne.ThemeColorName = "jp-fond-mauvais"
	FondNeutre  fyne.ThemeColorName = "jp-fond-neutre"
	FondEncre   fyne.ThemeColorName = "jp-fond-encre"
)

type palette map[fyne.ThemeColorName]color.NRGBA

func c(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

func a(hex uint32, alpha uint8) color.NRGBA {
	v := c(hex)
	v.A = alpha
	return v
}

var clair = palette{
	theme.ColorNameBackground:          c(0xf3f0e9),
	theme.ColorNameForeground:          c(0x1f2430),
	theme.ColorNamePrimary:             c(0x24405f),
	theme.ColorNameHyperlink:           c(0x24405f),
	theme.ColorNameForegroundOnPrimary: c(0xffffff),
	theme.ColorNameButton:              c(0xe6e1d6),
	theme.ColorNameDisabledButton:      c(0xece9e1),
	theme.ColorNameDisabled:            c(0x666a72),
	theme.ColorNameError:               c(0x9c2b26),
	theme.ColorNameForegroundOnError:   c(0xffffff),
	theme.ColorNameSuccess:             c(0x2c6a4b),
	theme.ColorNameForegroundOnSuccess: c(0xffffff),
	theme.ColorNameWarning:             c(0x8a5a00),
	theme.ColorNameForegroundOnWarning: c(0xffffff),
	theme.ColorNameFocus:               a(0x24405f, 0x30),
	theme.ColorNameHover:               a(0x24405f, 0x12),
	theme.ColorNamePressed:             a(0x24405f, 0x28),
	theme.ColorNameSelection:           a(0x24405f, 0x33),
	theme.ColorNameInputBackground:     c(0xffffff),
	theme.ColorNameInputBorder:         c(0xbdb9ae),
	theme.ColorNamePlaceHolder:         c(0x6f7178),
	theme.ColorNameMenuBackground:      c(0xfbfaf7),
	theme.ColorNameOverlayBackground:   c(0xfbfaf7),
	theme.ColorNameHeaderBackground:    c(0xe9e5db),
	theme.ColorNameSeparator:           c(0xd9d5ca),
	theme.ColorNameScrollBar:           a(0x5d6470, 0x90),
	theme.ColorNameScrollBarBackground: a(0x5d6470, 0x14),
	theme.ColorNameShadow:              a(0x000000, 0x2e),
	Papier:                             c(0xfcfbf8),
	Discret:                            c(0x5d6470),
	Filet:                              c(0xdcd8ce),
	Voile:                              c(0xf0ede5),
	FondBon:                            c(0xe0eee6),
	FondMoyen:                          c(0xf8ecd2),
	FondMauvais:                        c(0xf7e2df),
	FondNeutre:                         c(0xe8e6df),
	FondEncre:                          c(0xdfe6ee),
}

var sombre = palette{
	theme.ColorNameBackground:          c(0x1a1d22),
	theme.ColorNameForeground:          c(0xe7e4dd),
	theme.ColorNamePrimary:             c(0x8fb6de),
	theme.ColorNameHyperlink:           c(0x8fb6de),
	theme.ColorNameForegroundOnPrimary: c(0x10141a),
	theme.ColorNameButton:              c(0x30353d),
	theme.ColorNameDisabledButton:      c(0x262a30),
	theme.ColorNameDisabled:            c(0x9aa0a8),
	theme.ColorNameError:               c(0xf0938c),
	theme.ColorNameForegroundOnError:   c(0x1a0f0e),
	theme.ColorNameSuccess:             c(0x86c9a4),
	theme.ColorNameForegroundOnSuccess: c(0x0d1a13),
	theme.ColorNameWarning:             c(0xe5b766),
	theme.ColorNameForegroundOnWarning: c(0x1d1506),
	theme.ColorNameFocus:               a(0x8fb6de, 0x3c),
	theme.ColorNameHover:               a(0xffffff, 0x10),
	theme.ColorNamePressed:             a(0xffffff, 0x20),
	theme.ColorNameSelection:           a(0x8fb6de, 0x4a),
	theme.ColorNameInputBackground:     c(0x262a31),
	theme.ColorNameInputBorder:         c(0x4b515b),
	theme.ColorNamePlaceHolder:         c(0x8b8f96),
	theme.ColorNameMenuBackground:      c(0x24282e),
	theme.ColorNameOverlayBackground:   c(0x24282e),
	theme.ColorNameHeaderBackground:    c(0x24282e),
	theme.ColorNameSeparator:           c(0x383d45),
	theme.ColorNameScrollBar:           a(0xa5abb5, 0x90),
	theme.ColorNameScrollBarBackground: a(0xa5abb5, 0x14),
	theme.ColorNameShadow:              a(0x000000, 0x70),
	Papier:                             c(0x202429),
	Discret:                            c(0xa3a8b0),
	Filet:                              c(0x383d45),
	Voile:                              c(0x292d33),
	FondBon:                            c(0x1f3a2c),
	FondMoyen:                          c(0x3f3218),
	FondMauvais:                        c(0x472523),
	FondNeutre:                         c(0x333840),
	FondEncre:                          c(0x26384b),
}

// Theme is the theme of the program.
type Theme struct {
	Force  *fyne.ThemeVariant // nil: what the system asks for
	Taille float32            // of running text
	faces  *faces
}

// Nouveau reads the faces from fonts/ of fsys. choix is "sombre", "systeme" or "" (light).
func Nouveau(fsys fs.FS, choix string, taille float32) (*Theme, error) {
	f, err := lireFaces(fsys)
	if err != nil {
		return nil, err
	}
	t := &Theme{Taille: taille, faces: f}
	switch choix {
	case "":
		v := fyne.ThemeVariant(theme.VariantLight)
		t.Force = &v
	case "sombre":
		v := fyne.ThemeVariant(theme.VariantDark)
		t.Force = &v
	}
	return t, nil
}

// Color implements fyne.Theme.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.Force != nil {
		v = *t.Force
	}
	p := clair
	if v == theme.VariantDark {
		p = sombre
	}
	if c, ok := p[n]; ok {
		return c
	}
	return theme.DefaultTheme().Color(n, v)
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Font implements fyne.Theme.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return t.faces.gras
	case s.Italic:
		return t.faces.italique
	}
	return t.faces.romain
}

// Size implements fyne.Theme.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	e := t.Taille / 14
	switch n {
	case theme.SizeNameText:
		return t.Taille
	case theme.SizeNameCaptionText:
		return t.Taille - 1
	case theme.SizeNameHeadingText:
		return float32(int(t.Taille * 1.6))
	case theme.SizeNameSubHeadingText:
		return float32(int(t.Taille * 1.25))
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 6.5
	case theme.SizeNameInlineIcon:
		return 18 * e
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 5
	case theme.SizeNameLineSpacing:
		return 3
	}
	return theme.DefaultTheme().Size(n)
}

// Titre is the face of headings, of the theme in force; nil outside our theme.
func Titre() fyne.Resource {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t.faces.titre
	}
	return nil
}

// Couleur is a colour of the theme in force.
func Couleur(n fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t.Color(n, s.ThemeVariant())
	}
	if c, ok := clair[n]; ok { // a test without our theme
		return c
	}
	return s.Theme().Color(n, s.ThemeVariant())
}

type faces struct{ romain, gras, italique, titre fyne.Resource }

var (
	facesMu sync.Mutex
	lues    *faces
)

// lireFaces reads the faces once: a change of theme keeps them, and their glyphs.
func lireFaces(fsys fs.FS) (*faces, error) {
	facesMu.Lock()
	defer facesMu.Unlock()
	if lues != nil {
		return lues, nil
	}
	f := &faces{}
	for nom, dest := range map[string]*fyne.Resource{
		"SourceSans3-Regular":   &f.romain,
		"SourceSans3-Semibold":  &f.gras,
		"SourceSans3-It":        &f.italique,
		"SourceSerif4-Semibold": &f.titre,
	} {
		b, err := fs.ReadFile(fsys, "fonts/"+nom+".ttf")
		if err != nil {
			return nil, err
		}
		*dest = fyne.NewStaticResource(nom+".ttf", b)
	}
	lues = f
	return f, nil
}
