package habillage

import (
	"image/color"
	"math"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"justicepartage/assets"
)

var variantes = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

var notres = []fyne.ThemeColorName{Papier, Discret, Filet, Voile, FondBon, FondMoyen, FondMauvais, FondNeutre, FondEncre}

var deFyne = []fyne.ThemeColorName{
	theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabled, theme.ColorNameDisabledButton, theme.ColorNameError,
	theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnPrimary,
	theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning, theme.ColorNameHeaderBackground, theme.ColorNameHover,
	theme.ColorNameHyperlink, theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.ColorNameMenuBackground,
	theme.ColorNameOverlayBackground, theme.ColorNamePlaceHolder, theme.ColorNamePressed, theme.ColorNamePrimary, theme.ColorNameScrollBar,
	theme.ColorNameScrollBarBackground, theme.ColorNameSelection, theme.ColorNameSeparator, theme.ColorNameShadow, theme.ColorNameSuccess,
	theme.ColorNameWarning,
}

func nouveau(t *testing.T, choix string) *Theme {
	t.Helper()
	th, err := Nouveau(assets.FS, choix, 14)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func TestChaqueNomDonneUneCouleur(t *testing.T) {
	test.NewTempApp(t)
	th := nouveau(t, "systeme")
	for nom, v := range variantes {
		for _, n := range append(notres, deFyne...) {
			c := th.Color(n, v)
			if c == nil {
				t.Errorf("%s: no colour %s", nom, n)
				continue
			}
			if _, _, _, a := c.RGBA(); a == 0 {
				t.Errorf("%s: %s cannot be seen", nom, n)
			}
		}
		if len(clair) != len(sombre) {
			t.Errorf("%d colours in light, %d in dark", len(clair), len(sombre))
		}
	}
	for n := range clair {
		if _, ok := sombre[n]; !ok {
			t.Errorf("%s is missing in dark", n)
		}
	}
	if th.Color("nobody-knows", theme.VariantLight) == nil {
		t.Error("an unknown name gives nothing")
	}
}

func lumiere(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	f := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}

func contraste(a, b color.Color) float64 {
	x, y := lumiere(a), lumiere(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Text can be read on its ground: 4.5 to 1, as accessibility rules ask.
func TestContraste(t *testing.T) {
	if c := contraste(color.Black, color.White); math.Abs(c-21) > .01 {
		t.Fatalf("black on white: %v", c)
	}
	type paire struct{ encre, fond fyne.ThemeColorName }
	var l []paire
	for _, fond := range []fyne.ThemeColorName{
		theme.ColorNameBackground, Papier, theme.ColorNameInputBackground, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground, theme.ColorNameButton, Voile, FondBon, FondMoyen, FondMauvais, FondNeutre, FondEncre,
	} {
		l = append(l, paire{theme.ColorNameForeground, fond})
	}
	for _, fond := range []fyne.ThemeColorName{
		theme.ColorNameBackground, Papier, Voile, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground,
		FondNeutre,
	} {
		l = append(l, paire{Discret, fond})
	}
	for _, encre := range []fyne.ThemeColorName{
		theme.ColorNameError, theme.ColorNameSuccess, theme.ColorNameWarning, theme.ColorNamePrimary,
		theme.ColorNameHyperlink,
	} {
		l = append(l, paire{encre, Papier}, paire{encre, theme.ColorNameBackground}, paire{encre, theme.ColorNameOverlayBackground})
	}
	l = append(l,
		paire{theme.ColorNameSuccess, FondBon}, paire{theme.ColorNameWarning, FondMoyen}, paire{theme.ColorNameError, FondMauvais},
		paire{theme.ColorNamePrimary, FondEncre},
		paire{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary}, paire{theme.ColorNameForegroundOnError, theme.ColorNameError},
		paire{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess}, paire{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning})
	for nom, p := range map[string]palette{"light": clair, "dark": sombre} {
		for _, x := range l {
			if c := contraste(p[x.encre], p[x.fond]); c < 4.5 {
				t.Errorf("%s: %s on %s: %.2f to 1", nom, x.encre, x.fond, c)
			}
		}
		// What stands in an empty field is a hint: it may be fainter.
		if c := contraste(p[theme.ColorNamePlaceHolder], p[theme.ColorNameInputBackground]); c < 3 {
			t.Errorf("%s: hints: %.2f to 1", nom, c)
		}
	}
}

func TestChoixDuTheme(t *testing.T) {
	test.NewTempApp(t)
	for choix, veut := range map[string][2]color.Color{
		"":        {clair[Papier], clair[Papier]},
		"sombre":  {sombre[Papier], sombre[Papier]},
		"systeme": {clair[Papier], sombre[Papier]},
	} {
		th := nouveau(t, choix)
		if th.Color(Papier, theme.VariantLight) != veut[0] || th.Color(Papier, theme.VariantDark) != veut[1] {
			t.Errorf("theme %q does not follow what was asked", choix)
		}
	}
}

func TestTailleDuTexte(t *testing.T) {
	test.NewTempApp(t)
	for _, taille := range []float32{12, 14, 22} {
		th := nouveau(t, "")
		th.Taille = taille
		s := func(n fyne.ThemeSizeName) float32 { return th.Size(n) }
		if s(theme.SizeNameText) != taille {
			t.Errorf("text of %v for %v", s(theme.SizeNameText), taille)
		}
		if !(s(theme.SizeNameCaptionText) < taille && taille < s(theme.SizeNameSubHeadingText) &&
			s(theme.SizeNameSubHeadingText) < s(theme.SizeNameHeadingText)) {
			t.Errorf("at %v, the sizes are not in order", taille)
		}
		for _, n := range []fyne.ThemeSizeName{
			theme.SizeNamePadding, theme.SizeNameInnerPadding, theme.SizeNameInlineIcon, theme.SizeNameScrollBar,
			theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder,
		} {
			if s(n) <= 0 {
				t.Errorf("%s is %v", n, s(n))
			}
		}
	}
}

func TestFaces(t *testing.T) {
	a := test.NewTempApp(t)
	if Titre() != nil {
		t.Error("a face of headings outside our theme")
	}
	th := nouveau(t, "")
	vues := map[string]bool{}
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}} {
		r := th.Font(s)
		if r == nil || len(r.Content()) == 0 || vues[r.Name()] {
			t.Errorf("face of %+v", s)
			continue
		}
		vues[r.Name()] = true
	}
	a.Settings().SetTheme(th)
	if Titre() == nil || Couleur(Papier) != color.Color(clair[Papier]) {
		t.Error("the theme in force is not ours")
	}
	// A folder without faces is an error, not a crash.
	facesMu.Lock()
	avant := lues
	lues = nil
	facesMu.Unlock()
	defer func() { lues = avant }()
	if _, err := Nouveau(fstest.MapFS{}, "", 14); err == nil {
		t.Error("no face, no error")
	}
	if th.Icon(theme.IconNameCancel) == nil {
		t.Error("no icon")
	}
}
