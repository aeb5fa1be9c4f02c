package composants

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
)

var metiers = []Option{
	{"coiffeur", "Coiffeuse", ""},
	{"commercant", "Commerçant", ""},
	{"communal", "Communal", ""},
	{"eboueur", "Éboueur", ""},
	{"oenologue", "Œnologue", ""},
	{"zingueur", "Zingueur", ""},
}

// choixSeul shows a control between two entries, with the focus.
func choixSeul(t *testing.T, options []Option) (*Choix, *[]string, fyne.Window) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	c := NouveauChoix(options)
	dits := &[]string{}
	c.OnChoix = func(cle string) { *dits = append(*dits, cle) }
	w.SetContent(Empiler(4, NouvelleSaisie(), c, NouvelleSaisie()))
	w.Canvas().Focus(c)
	return c, dits, w
}

func TestChoixParLettres(t *testing.T) {
	for _, c := range []struct {
		de, tape, veut string
	}{
		{"", "c", "coiffeur"},
		{"", "cc", "commercant"}, // the same letter again: the next one
		{"", "ccc", "communal"},
		{"", "cccc", "coiffeur"},
		{"", "com", "commercant"}, // letters in a row narrow
		{"", "commu", "communal"},
		{"", "COMMU", "communal"},
		{"", "commerç", "commercant"},
		{"", "e", "eboueur"}, // accents do not matter, neither in the option…
		{"", "É", "eboueur"}, // … nor in what is typed
		{"", "oe", "oenologue"},
		{"", "x", ""},
		{"zingueur", "x", "zingueur"}, // a letter that nothing begins with changes nothing
		{"zingueur", "c", "coiffeur"},
		{"communal", "e", "eboueur"},
	} {
		ctl, dits, w := choixSeul(t, metiers)
		ctl.Poser(c.de)
		clavier.Taper(w.Canvas(), c.tape)
		if got := ctl.Choisi(); got != c.veut {
			t.Errorf("« %s » typed on %q gives %q, expected %q", c.tape, c.de, got, c.veut)
		}
		if n := len(*dits); c.de != c.veut && (n == 0 || (*dits)[n-1] != c.veut) {
			t.Errorf("« %s »: told %v", c.tape, *dits)
		}
	}
}

// A key between two letters begins a new word.
func TestChoixLettresOubliees(t *testing.T) {
	for _, k := range []fyne.KeyName{effacer, retour, bas} {
		c, _, w := choixSeul(t, metiers)
		clavier.Taper(w.Canvas(), "c")
		clavier.Touche(w.Canvas(), k)
		clavier.Taper(w.Canvas(), "o")
		if c.Choisi() != "oenologue" {
			t.Errorf("after %s, « o » gives %q", k, c.Choisi())
		}
	}
	c, _, w := choixSeul(t, metiers)
	clavier.Taper(w.Canvas(), "c")
	w.Canvas().FocusNext()
	w.Canvas().FocusPrevious()
	clavier.Taper(w.Canvas(), "o")
	veux(t, "after the focus came back", c.Choisi(), "oenologue")
}

func TestChoixFleches(t *testing.T) {
	c, dits, w := choixSeul(t, metiers)
	clavier.Touche(w.Canvas(), bas)
	veux(t, "down from nothing", c.Choisi(), "coiffeur")
	clavier.Touche(w.Canvas(), bas, bas, haut)
	veux(t, "down, down, up", c.Choisi(), "commercant")
	clavier.Touche(w.Canvas(), haut, haut, haut)
	veux(t, "up stops", c.Choisi(), "coiffeur")
	clavier.Touche(w.Canvas(), bas, bas, bas, bas, bas, bas, bas)
	veux(t, "down stops", c.Choisi(), "zingueur")
	clavier.Touche(w.Canvas(), effacer)
	veux(t, "Delete takes back", c.Choisi(), "")
	veux(t, "told last", (*dits)[len(*dits)-1], "")
	clavier.Touche(w.Canvas(), bas)
	clavier.Touche(w.Canvas(), retour)
	veux(t, "Backspace takes back", c.Choisi(), "")
	n := len(*dits)
	clavier.Touche(w.Canvas(), effacer)
	veux(t, "nothing to take back, nothing told", len(*dits), n)
	clavier.Touche(w.Canvas(), entree)
	if w.Canvas().Focused() == fyne.Focusable(c) {
		t.Error("Enter does not go on")
	}
}

func TestChoixVide(t *testing.T) {
	c, dits, w := choixSeul(t, nil)
	clavier.Touche(w.Canvas(), haut, bas, effacer)
	clavier.Taper(w.Canvas(), "a ")
	if len(*dits) != 0 || c.Choisi() != "" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("a control without options told %v", *dits)
	}
}

func TestChoixPoserEtProposer(t *testing.T) {
	c, dits, _ := choixSeul(t, metiers)
	c.Poser("eboueur")
	c.Proposer([]Option{{"a", "A", ""}, {"eboueur", "Éboueur", ""}})
	veux(t, "an answer that is still offered", c.Choisi(), "eboueur")
	c.Proposer([]Option{{"a", "A", ""}})
	veux(t, "an answer that is not offered any more", c.Choisi(), "")
	if len(*dits) != 0 {
		t.Errorf("Poser or Proposer told %v", *dits)
	}
}

// ouvrir opens the list with Space.
func ouvrir(t *testing.T, w fyne.Window) *deroulee {
	t.Helper()
	clavier.Taper(w.Canvas(), " ")
	d, ok := w.Canvas().Focused().(*deroulee)
	if !ok {
		t.Fatalf("Space opens no list: %T has the focus", w.Canvas().Focused())
	}
	return d
}

func TestChoixListeOuverte(t *testing.T) {
	for _, x := range []struct {
		nom  string
		fait func(c fyne.Canvas)
		veut string
	}{
		{"arrows and Enter", func(c fyne.Canvas) { clavier.Touche(c, bas, bas, haut, entree) }, "commercant"},
		{"letters and Enter", func(c fyne.Canvas) { clavier.Taper(c, "commu"); clavier.Touche(c, entree) }, "communal"},
		{"letter and Space", func(c fyne.Canvas) { clavier.Taper(c, "e ") }, "eboueur"},
		{"End and Enter", func(c fyne.Canvas) { clavier.Touche(c, fin, entree) }, "zingueur"},
		{"Home and Enter", func(c fyne.Canvas) { clavier.Touche(c, fin, debut, entree) }, "coiffeur"},
		{"past the ends", func(c fyne.Canvas) { clavier.Touche(c, haut, haut, fin, bas, bas, entree) }, "zingueur"},
		{"Escape", func(c fyne.Canvas) { clavier.Touche(c, bas, bas, bas, echap) }, "coiffeur"},
		{"Delete", func(c fyne.Canvas) { clavier.Touche(c, bas, effacer) }, ""},
	} {
		ctl, _, w := choixSeul(t, metiers)
		ctl.Poser("coiffeur")
		ouvrir(t, w)
		x.fait(w.Canvas())
		veux(t, x.nom, ctl.Choisi(), x.veut)
		if w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: the list stays open", x.nom)
		}
		if w.Canvas().Focused() != fyne.Focusable(ctl) {
			t.Errorf("%s: the focus went to %T", x.nom, w.Canvas().Focused())
		}
	}
}

func TestChoixListeOuverteTab(t *testing.T) {
	c, _, w := choixSeul(t, metiers)
	ouvrir(t, w)
	clavier.Touche(w.Canvas(), bas, tab)
	veux(t, "Tab takes", c.Choisi(), "commercant")
	if _, ok := w.Canvas().Focused().(*Saisie); !ok {
		t.Errorf("Tab does not go on: %T has the focus", w.Canvas().Focused())
	}
}

// Nothing is told while one looks through the open list.
func TestChoixListeOuverteMuette(t *testing.T) {
	_, dits, w := choixSeul(t, metiers)
	ouvrir(t, w)
	clavier.Touche(w.Canvas(), bas, bas)
	clavier.Taper(w.Canvas(), "z")
	clavier.Touche(w.Canvas(), echap)
	if len(*dits) != 0 {
		t.Errorf("looking told %v", *dits)
	}
}

func TestChoixSouris(t *testing.T) {
	c, _, w := choixSeul(t, metiers)
	w.Canvas().Unfocus()
	test.Tap(c)
	d, ok := w.Canvas().Focused().(*deroulee)
	if !ok {
		t.Fatal("a click opens no list")
	}
	hauts, _ := d.hauteurs()
	test.TapAt(d, fyne.NewPos(20, hauts[3]+4))
	veux(t, "clicked", c.Choisi(), "eboueur")
	c.Disable()
	test.Tap(c)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a disabled control opens its list")
	}
}

// A long list follows its cursor, and begins where the answer is.
func TestChoixListeDefile(t *testing.T) {
	var l []Option
	for i := range 60 {
		l = append(l, Option{string(rune('a'+i%26)) + strings.Repeat("x", i), strings.Repeat("x", i+1), ""})
	}
	c, _, w := choixSeul(t, l)
	c.Poser(l[40].Cle)
	d := ouvrir(t, w)
	vu := func() bool {
		hauts, _ := d.hauteurs()
		y, h := hauts[d.courant], d.hauteurLigne()
		return y >= d.defile.Offset.Y && y+h <= d.defile.Offset.Y+d.defile.Size().Height+1
	}
	veux(t, "opens at", d.courant, 40)
	for _, k := range []fyne.KeyName{"", fin, haut, debut, bas} {
		if k != "" {
			clavier.Touche(w.Canvas(), k)
		}
		if !vu() {
			t.Errorf("after %q the current option is out of view", k)
		}
	}
}

func TestChoixGroupes(t *testing.T) {
	c, _, w := choixSeul(t, []Option{{"a", "Un", "Premier"}, {"b", "Deux", "Premier"}, {"c", "Trois", "Second"}, {"d", "Quatre", ""}})
	d := ouvrir(t, w)
	var titres []string
	for _, o := range test.TempWidgetRenderer(t, d).Objects() {
		if x, ok := o.(*canvas.Text); ok && (x.Text == "Premier" || x.Text == "Second") {
			titres = append(titres, x.Text)
		}
	}
	veux(t, "headings", strings.Join(titres, " "), "Premier Second")
	hauts, _ := d.hauteurs()
	test.TapAt(d, fyne.NewPos(20, hauts[2]-4)) // on the heading
	veux(t, "a heading chooses nothing", c.Choisi(), "")
	test.TapAt(d, fyne.NewPos(20, hauts[2]+4))
	veux(t, "under its heading", c.Choisi(), "c")
}

// segmentsSeuls shows the control with the focus.
func segmentsSeuls(t *testing.T, options []Option) (*Segments, *[]string, fyne.Window) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s := NouveauxSegments(options)
	dits := &[]string{}
	s.OnChoix = func(cle string) { *dits = append(*dits, cle) }
	w.SetContent(Empiler(4, NouvelleSaisie(), EnLigne(0, -1, s), NouvelleSaisie()))
	w.Canvas().Focus(s)
	return s, dits, w
}

var ouiNon = []Option{{"oui", "Oui", ""}, {"non", "Non", ""}}

func TestSegmentsClavier(t *testing.T) {
	s, dits, w := segmentsSeuls(t, ouiNon)
	c := w.Canvas()
	clavier.Taper(c, "o")
	veux(t, "o", s.Choisi(), "oui")
	clavier.Taper(c, "N")
	veux(t, "N", s.Choisi(), "non")
	clavier.Taper(c, "o") // a change of mind, not « no »
	veux(t, "n then o", s.Choisi(), "oui")
	clavier.Taper(c, "x")
	veux(t, "x", s.Choisi(), "oui")
	clavier.Touche(c, droite)
	veux(t, "right", s.Choisi(), "non")
	clavier.Touche(c, droite)
	veux(t, "right stops", s.Choisi(), "non")
	clavier.Touche(c, gauche, gauche)
	veux(t, "left", s.Choisi(), "oui")
	clavier.Touche(c, effacer)
	veux(t, "Delete", s.Choisi(), "")
	clavier.Taper(c, " ")
	veux(t, "Space", s.Choisi(), "oui")
	clavier.Touche(c, retour)
	veux(t, "Backspace", s.Choisi(), "")
	veux(t, "told", strings.Join(*dits, ","), "oui,non,oui,non,oui,,oui,")
	clavier.Touche(c, entree)
	if c.Focused() == fyne.Focusable(s) {
		t.Error("Enter does not go on")
	}
}

// Options that share an initial are told apart by the next letters.
func TestSegmentsMemeInitiale(t *testing.T) {
	s, _, w := segmentsSeuls(t, []Option{{"non", "Non", ""}, {"nsp", "Ne sait pas", ""}, {"oui", "Oui", ""}})
	clavier.Taper(w.Canvas(), "ne")
	veux(t, "ne", s.Choisi(), "nsp")
}

func TestSegmentsSouris(t *testing.T) {
	s, dits, _ := segmentsSeuls(t, ouiNon)
	x := s.largeur(0)
	test.TapAt(s, fyne.NewPos(x+4, 5))
	veux(t, "tapped", s.Choisi(), "non")
	test.TapAt(s, fyne.NewPos(x+4, 5))
	veux(t, "tapped again", s.Choisi(), "")
	test.TapAt(s, fyne.NewPos(3, 5))
	veux(t, "the other", s.Choisi(), "oui")
	s.Disable()
	test.TapAt(s, fyne.NewPos(x+4, 5))
	s.TypedRune('n')
	veux(t, "disabled", s.Choisi(), "oui")
	veux(t, "told", strings.Join(*dits, ","), "non,,oui")
}

func TestChoixMultiple(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	m := NouveauChoixMultiple(metiers)
	var dits [][]string
	var repond bool
	m.OnChoix = func(l []string, r bool) { dits, repond = append(dits, l), r }
	w.SetContent(Empiler(4, NouvelleSaisie(), m, NouvelleSaisie()))
	c := w.Canvas()
	c.Focus(m)
	clavier.Touche(c, bas, bas)
	clavier.Taper(c, " ")
	clavier.Touche(c, haut, haut, haut)
	clavier.Taper(c, " ")
	veux(t, "ticked, in the order of the options", strings.Join(m.Choisis(), ","), "coiffeur,communal")
	clavier.Taper(c, "z ")
	veux(t, "a letter goes to an option", strings.Join(m.Choisis(), ","), "coiffeur,communal,zingueur")
	veux(t, "answered", repond, true)
	clavier.Taper(c, " ")
	clavier.Taper(c, "c ") // on from the last: the first of the « c »
	veux(t, "unticked", strings.Join(m.Choisis(), ","), "communal")
	test.TapAt(m, fyne.NewPos(5, m.hauteurLigne()*2+3))
	veux(t, "clicked", len(m.Choisis()), 0)
	veux(t, "no answer any more", repond, false)
	n := len(dits)
	m.Poser([]string{"eboueur"}, true)
	veux(t, "Poser tells nobody", len(dits), n)
	veux(t, "Poser", strings.Join(m.Choisis(), ","), "eboueur")
	test.TapAt(m, fyne.NewPos(5, m.hauteurLigne()*99))
	veux(t, "a click under the last", len(dits), n)
	clavier.Touche(c, entree)
	if c.Focused() == fyne.Focusable(m) {
		t.Error("Enter does not go on")
	}
}

// Keys of the window reach it from every control; undo and redo reach who listens.
func TestTouchesDeLaFenetre(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	p := NouveauParagraphe(3)
	l := NouvelleListe(func() int { return 3 }, nouvelleLigneEssai, func(int, ligneEssai) {})
	controles := []fyne.Focusable{
		NouvelleSaisie(), NouveauSecret(), NouveauChoix(metiers), NouveauxSegments(ouiNon), NouveauChoixMultiple(metiers),
		NouveauBouton("B", nil), l, p.Focus(),
	}
	boite := Empiler(2)
	for _, f := range controles {
		if f == p.Focus() {
			boite.Add(p)
		} else {
			boite.Add(f.(fyne.CanvasObject))
		}
	}
	w.SetContent(boite)
	var vues []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { vues = append(vues, ev.Name) })
	for _, f := range controles {
		vues = nil
		w.Canvas().Focus(f)
		clavier.Touche(w.Canvas(), fyne.KeyF1, echap)
		if len(vues) != 2 || vues[0] != fyne.KeyF1 || vues[1] != echap {
			t.Errorf("%T lets %v through", f, vues)
		}
		clavier.Taper(w.Canvas(), "o")
		if len(vues) != 2 {
			t.Errorf("%T lets a letter through: %v", f, vues)
		}
	}
	var s *Segments
	n := 0
	for _, f := range controles {
		if x, ok := f.(*Segments); ok {
			s = x
		}
	}
	s.OnRaccourci = func(fyne.Shortcut) { n++ }
	w.Canvas().Focus(s)
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutUndo{})
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutRedo{})
	veux(t, "undo and redo", n, 2)
}

func TestBouton(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	n := 0
	b := NouveauBouton("Faire", func() { n++ })
	b.Icon = theme.CancelIcon()
	w.SetContent(b)
	w.Canvas().Focus(b)
	clavier.Touche(w.Canvas(), entree)
	veux(t, "Enter", n, 1)
	clavier.Taper(w.Canvas(), " ")
	veux(t, "Space", n, 2)
	b.Actif(false)
	b.TypedKey(&fyne.KeyEvent{Name: entree})
	b.TypedRune(' ')
	veux(t, "disabled", n, 2)
}

// Space presses a button once: it does not go on to what the button gave the focus to.
func TestEspaceNeTraversePas(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	s := NouveauxSegments(ouiNon)
	b := NouveauBouton("Section suivante", func() { w.Canvas().Focus(s) })
	l := NouvelleListe(func() int { return 3 }, nouvelleLigneEssai, func(int, ligneEssai) {})
	l.OnOuvrir = func(int) { w.Canvas().Focus(s) }
	w.SetContent(Empiler(2, b, EnLigne(0, -1, s), l))
	for _, f := range []fyne.Focusable{b, l} {
		w.Canvas().Focus(f)
		clavier.Taper(w.Canvas(), " ")
		if w.Canvas().Focused() != fyne.Focusable(s) {
			t.Fatalf("Space did nothing on %T", f)
		}
		veux(t, "answered by itself", s.Choisi(), "")
	}
}
