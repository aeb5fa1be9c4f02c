package composants

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/data/trame"
)

const phrase = "L’intéressé déclare vivre chez sa mère, à Thoras, depuis l’été ; « rien n’est stable », dit-il. "

// prose makes n runes of running text, in paragraphs.
func prose(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n*2; i++ {
		b.WriteString(phrase)
		if i%7 == 6 {
			b.WriteByte('\n')
		}
	}
	return string([]rune(b.String())[:n])
}

// paragrapheSeul shows a paragraph above an entry, with the focus.
func paragrapheSeul(t testing.TB) (*Paragraphe, *[]string, fyne.Window) {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel(""))
	p := NouveauParagraphe(4)
	dits := &[]string{}
	p.OnChange = func(s string) { *dits = append(*dits, s) }
	w.SetContent(Empiler(4, p, NouvelleSaisie()))
	w.Resize(fyne.NewSize(700, 700))
	w.Canvas().Focus(p.Focus())
	return p, dits, w
}

// tient checks what must always be true of a paragraph.
func tient(t testing.TB, quoi string, p *Paragraphe, texte string) {
	t.Helper()
	if p.Texte() != texte {
		t.Fatalf("%s: the text is not the one expected (%d bytes, expected %d)", quoi, len(p.Texte()), len(texte))
	}
	if p.zone.Text != p.parties[p.courante] {
		t.Fatalf("%s: what is shown is not part %d", quoi, p.courante+1)
	}
	if n := p.zone.CursorTextOffset(); n < 0 || n > utf8.RuneCountInString(p.zone.Text) {
		t.Fatalf("%s: the cursor stands at %d", quoi, n)
	}
	if vue := p.barre.Visible(); vue != (len(p.parties) > 1) {
		t.Fatalf("%s: the bar of parts is shown: %v, with %d parts", quoi, vue, len(p.parties))
	}
}

func TestParagrapheFrappe(t *testing.T) {
	p, dits, w := paragrapheSeul(t)
	texte := prose(10_000)
	p.Poser(texte)
	veux(t, "Poser tells nobody", len(*dits), 0)
	tient(t, "shown", p, texte)
	clavier.Touche(w.Canvas(), pageBas, pageBas, pageBas)
	veux(t, "at the end", p.ici(), len(texte))
	clavier.Taper(w.Canvas(), phrase)
	tient(t, "typed", p, texte+phrase)
	veux(t, "told at each key", len(*dits), utf8.RuneCountInString(phrase))
	veux(t, "told whole", (*dits)[len(*dits)-1] == texte+phrase, true)
}

// Letters stay in the order in which they were typed, wherever the line wraps. (The entry
// of Fyne alone loses its place after a space that a row has no room for.)
func TestParagrapheOrdreDesLettres(t *testing.T) {
	for _, largeur := range []float32{260, 333, 700} {
		p, dits, w := paragrapheSeul(t)
		w.Resize(fyne.NewSize(largeur, 700))
		texte := prose(900) + "  deux  espaces   de   suite   souvent  " + strings.Repeat("mot ", 100)
		for i, r := range []rune(texte) {
			if r == '\n' {
				clavier.Touche(w.Canvas(), entree)
			} else {
				clavier.Taper(w.Canvas(), string(r))
			}
			if i%5 == 0 { // a mistake, mended
				clavier.Taper(w.Canvas(), "x")
				clavier.Touche(w.Canvas(), retour)
			}
			if want := string([]rune(texte)[:i+1]); p.Texte() != want {
				t.Fatalf("width %v, rune %d %q: …%q", largeur, i, r, p.Texte()[max(0, len(p.Texte())-30):])
			}
		}
		veux(t, "told last", (*dits)[len(*dits)-1] == texte, true)
	}
}

// The same in the middle of a text.
func TestParagrapheOrdreAuMilieu(t *testing.T) {
	for _, ou := range []int{0, 97, 300, 411} {
		p, _, w := paragrapheSeul(t)
		w.Resize(fyne.NewSize(333, 700))
		avant := []rune(prose(800))
		p.Poser(string(avant))
		p.zone.placer(ou)
		tape := ""
		for _, r := range phrase + phrase {
			clavier.Taper(w.Canvas(), string(r))
			tape += string(r)
			if want := string(avant[:ou]) + tape + string(avant[ou:]); p.Texte() != want {
				t.Fatalf("at %d, after %q", ou, tape)
			}
		}
	}
}

func TestParagrapheGrossit(t *testing.T) {
	p, _, w := paragrapheSeul(t)
	texte := prose(5_800)
	p.Poser(texte)
	veux(t, "parts", len(p.parties), 1)
	clavier.Touche(w.Canvas(), pageBas)
	for len(texte) < partieMax+partieMax/4 {
		clavier.Taper(w.Canvas(), phrase)
		texte += phrase
	}
	tient(t, "typed", p, texte)
	veux(t, "not cut under the fingers", len(p.parties), 1)
	// Once it is left, a part that grew is cut; the place is kept.
	clavier.Touche(w.Canvas(), tab)
	if _, ok := w.Canvas().Focused().(*Saisie); !ok {
		t.Fatalf("Tab does not leave: %T", w.Canvas().Focused())
	}
	tient(t, "left", p, texte)
	if len(p.parties) < 2 {
		t.Error("a long part is not cut once it is left")
	}
	veux(t, "the cursor stays at the end", p.ici(), len(texte))
}

func TestParagrapheColle(t *testing.T) {
	for _, n := range []int{50_000, 200_000} {
		for _, style := range []string{"prose", "one word", "one line", "short lines"} {
			p, dits, w := paragrapheSeul(t)
			texte := map[string]string{
				"prose": prose(n), "one word": strings.Repeat("é", n), "one line": strings.ReplaceAll(prose(n), "\n", " "),
				"short lines": strings.Repeat("à\n", n/2),
			}[style]
			quoi := fmt.Sprintf("%d characters, %s", n, style)
			clavier.Taper(w.Canvas(), "Avant. Après.")
			clavier.Touche(w.Canvas(), debut)
			for range len("Avant. ") {
				clavier.Touche(w.Canvas(), droite)
			}
			m := len(*dits)
			clavier.Coller(w.Canvas(), texte)
			tout := "Avant. " + texte + "Après."
			tient(t, quoi, p, tout)
			veux(t, quoi+": told once", len(*dits), m+1)
			veux(t, quoi+": told", (*dits)[m] == tout, true)
			if len(p.parties) < n/(partieMax+partieMax/4) {
				t.Errorf("%s: %d parts", quoi, len(p.parties))
			}
			for i, x := range p.parties {
				if len(x) > partieMax+partieMax/4 || x == "" || !utf8.ValidString(x) {
					t.Errorf("%s: part %d of %d bytes", quoi, i+1, len(x))
				}
			}
			// The cursor stands after what was pasted; typing touches that part alone.
			veux(t, quoi+": cursor", p.ici(), len("Avant. "+texte))
			autres := append([]string{}, p.parties...)
			clavier.Taper(w.Canvas(), "x")
			tient(t, quoi+", typed", p, "Avant. "+texte+"xAprès.")
			for i := range autres {
				if same := autres[i] == p.parties[i]; same == (i == p.courante) {
					t.Errorf("%s: part %d changed: %v, the current one is %d", quoi, i+1, !same, p.courante+1)
				}
			}
		}
	}
}

// The line ends of Windows and of Word are line ends.
func TestParagrapheColleDeWord(t *testing.T) {
	p, _, w := paragrapheSeul(t)
	clavier.Coller(w.Canvas(), "Un.\r\nDeux.\vTrois.\rQuatre.")
	tient(t, "short", p, "Un.\nDeux.\nTrois.\nQuatre.")
	p.Poser("")
	long := prose(20_000)
	clavier.Coller(w.Canvas(), strings.ReplaceAll(long, "\n", "\r\n"))
	tient(t, "long", p, long)
	clavier.Coller(w.Canvas(), "")
	tient(t, "nothing pasted", p, long)
}

// A long paste replaces what is selected, at whatever end of it the cursor is.
func TestParagrapheColleSurSelection(t *testing.T) {
	long := prose(12_000)
	for _, x := range []struct {
		nom    string
		choisi func(c fyne.Canvas)
		veut   string
	}{
		{"from the left", func(c fyne.Canvas) { clavier.Touche(c, debut); clavier.Maj(c, droite, droite) }, long + "babb"},
		{"from the right", func(c fyne.Canvas) {
			clavier.Touche(c, debut, droite, droite)
			clavier.Maj(c, gauche, gauche)
		}, long + "babb"},
		{"the same text on both sides", func(c fyne.Canvas) {
			clavier.Touche(c, debut, droite, droite)
			clavier.Maj(c, droite, droite)
		}, "ab" + long + "bb"},
		{"all", func(c fyne.Canvas) { clavier.Raccourci(c, &fyne.ShortcutSelectAll{}) }, long},
	} {
		p, dits, w := paragrapheSeul(t)
		p.Poser("ab" + "ba" + "bb")
		if x.nom != "the same text on both sides" {
			p.Poser("ab" + "babb")
		}
		x.choisi(w.Canvas())
		clavier.Coller(w.Canvas(), long)
		tient(t, x.nom, p, x.veut)
		veux(t, x.nom+": told once", len(*dits), 1)
	}
}

// « abab », the first « ab » chosen from its left: the second one must stay.
func TestParagrapheColleTexteRepete(t *testing.T) {
	long := prose(12_000)
	p, _, w := paragrapheSeul(t)
	p.Poser("abab")
	clavier.Touche(w.Canvas(), debut)
	clavier.Maj(w.Canvas(), droite, droite)
	clavier.Coller(w.Canvas(), long)
	tient(t, "the first of two", p, long+"ab")
}

// A long paste is taken back by Ctrl+Z, and done again.
func TestParagrapheAnnuleUnColler(t *testing.T) {
	p, dits, w := paragrapheSeul(t)
	c := w.Canvas()
	clavier.Taper(c, "Avant. ")
	long := prose(50_000)
	clavier.Coller(c, long)
	clavier.Raccourci(c, &fyne.ShortcutUndo{})
	tient(t, "taken back", p, "Avant. ")
	veux(t, "told", (*dits)[len(*dits)-1], "Avant. ")
	veux(t, "cursor", p.ici(), len("Avant. "))
	clavier.Raccourci(c, &fyne.ShortcutRedo{})
	tient(t, "done again", p, "Avant. "+long)
	// Undo of what was typed after it comes first, and takes nothing of the paste.
	clavier.Taper(c, "x")
	clavier.Raccourci(c, &fyne.ShortcutUndo{})
	tient(t, "the letter alone", p, "Avant. "+long)
	clavier.Raccourci(c, &fyne.ShortcutUndo{})
	tient(t, "then the paste", p, "Avant. ")
	// Another text: the paste of before is forgotten.
	p.Poser("Autre.")
	clavier.Raccourci(c, &fyne.ShortcutUndo{})
	clavier.Raccourci(c, &fyne.ShortcutRedo{})
	tient(t, "another text", p, "Autre.")
}

func TestParagrapheParties(t *testing.T) {
	p, dits, w := paragrapheSeul(t)
	c := w.Canvas()
	texte := prose(30_000)
	p.Poser(texte)
	n := len(p.parties)
	veux(t, "begins at", p.courante, 0)
	clavier.Touche(c, pageBas) // to the end of the part
	veux(t, "within the part", p.courante, 0)
	clavier.Touche(c, pageBas)
	veux(t, "PageDown at the end goes on", p.courante, 1)
	veux(t, "to its beginning", p.zone.CursorTextOffset(), 0)
	veux(t, "says where", p.ou.Contenu(), fmt.Sprintf("Texte long : partie 2 sur %d", n))
	if c.Focused() != p.Focus() {
		t.Errorf("%T has the focus", c.Focused())
	}
	clavier.Touche(c, pageHaut)
	veux(t, "PageUp at the beginning goes back", p.courante, 0)
	veux(t, "to its end", p.zone.CursorTextOffset(), utf8.RuneCountInString(p.parties[0]))
	for range 3 * n {
		clavier.Touche(c, pageBas)
	}
	veux(t, "the last", p.courante, n-1)
	for range 3 * n {
		clavier.Touche(c, pageHaut)
	}
	veux(t, "the first", p.courante, 0)
	avant, apres := p.avant, p.apres
	test.Tap(apres)
	veux(t, "button", p.courante, 1)
	test.Tap(avant)
	test.Tap(avant)
	veux(t, "button back, once too many", p.courante, 0)
	tient(t, "walked through", p, texte)
	veux(t, "told by walking", len(*dits), 0)
}

func TestParagrapheQuitter(t *testing.T) {
	p, dits, w := paragrapheSeul(t)
	c := w.Canvas()
	clavier.Taper(c, "a")
	clavier.Touche(c, entree)
	clavier.Taper(c, "b")
	tient(t, "Enter makes a line", p, "a\nb")
	veux(t, "told", strings.Join(*dits, "|"), "a|a\n|a\nb")
	clavier.Touche(c, tab)
	if _, ok := c.Focused().(*Saisie); !ok {
		t.Fatalf("Tab: %T has the focus", c.Focused())
	}
	tient(t, "Tab writes nothing", p, "a\nb")
	c.Focus(p.Focus())
	clavier.Raccourci(c, &desktop.CustomShortcut{KeyName: entree, Modifier: fyne.KeyModifierControl})
	if _, ok := c.Focused().(*Saisie); !ok {
		t.Errorf("Ctrl+Enter: %T has the focus", c.Focused())
	}
	tient(t, "Ctrl+Enter writes nothing", p, "a\nb")
	c.Focus(p.Focus())
	clavier.Raccourci(c, &fyne.ShortcutUndo{})
	if (*dits)[len(*dits)-1] != p.Texte() || p.Texte() == "a\nb" {
		t.Errorf("undo leaves %q and tells %q", p.Texte(), (*dits)[len(*dits)-1])
	}
}

// The place in the text outlives the loss of the focus: another window may take it.
func TestParagrapheGardeSaPlace(t *testing.T) {
	p, _, w := paragrapheSeul(t)
	texte := prose(7_000) // more bytes than a part takes, in one part
	p.parties = []string{texte}
	p.afficher()
	p.zone.placer(5_500)
	place := p.ici()
	w.Canvas().Unfocus()
	if len(p.parties) < 2 {
		t.Fatalf("%d bytes in %d part", len(texte), len(p.parties))
	}
	tient(t, "cut", p, texte)
	veux(t, "place", p.ici(), place)
}

// The cursor goes wherever it is put, in texts that wrap in all ways.
func TestParagraphePlacer(t *testing.T) {
	p, _, _ := paragrapheSeul(t)
	for _, texte := range []string{
		"", "a", "\n", "\n\n\n", "a\n\nb\n", prose(3000), strings.Repeat("é", 400), strings.Repeat("mot ", 200),
		strings.Repeat(" ", 300),
	} {
		p.Poser("·")
		p.Poser(texte)
		l := utf8.RuneCountInString(texte)
		for n := 0; n <= l; n += 1 + l/150 {
			p.zone.placer(n)
			if got := p.zone.CursorTextOffset(); got != n {
				t.Fatalf("%.20q of %d: put at %d, stands at %d", texte, l, n, got)
			}
		}
		p.zone.placer(l)
		veux(t, "end", p.zone.CursorTextOffset(), l)
	}
}

func TestParagrapheGrandit(t *testing.T) {
	p, _, w := paragrapheSeul(t)
	h := p.MinSize().Height
	for range 8 {
		clavier.Touche(w.Canvas(), entree)
	}
	if p.MinSize().Height <= h {
		t.Error("the entry does not grow with its text")
	}
	grand := p.MinSize().Height
	for range 40 {
		clavier.Touche(w.Canvas(), entree)
	}
	if p.MinSize().Height > 2.5*grand {
		t.Error("the entry grows without end")
	}
	p.Poser("")
	veux(t, "small again", p.MinSize().Height, h)
}

func TestChampParagraphe(t *testing.T) {
	f, o, w := champSeul(t, question(t, "logement", "occupants", trame.TypeParagraphe), envDe(t))
	clavier.Taper(w.Canvas(), "a ")
	veux(t, "told", o.derniere(t), any("a "))
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutSelectAll{})
	clavier.Taper(w.Canvas(), " ")
	veux(t, "blank", o.derniere(t), nil)
	clavier.Touche(w.Canvas(), tab)
	veux(t, "left", o.quittees, 1)
	f.Poser(trame.Invalide{Texte: "tel quel"})
	veux(t, "kept", f.(*champTexteLong).p.Texte(), "tel quel")
	f.Poser("Deux.\nLignes.")
	veux(t, "shown", f.(*champTexteLong).p.Texte(), "Deux.\nLignes.")
}

// verifierDecoupe tells what is wrong with the parts of a text.
func verifierDecoupe(s string, most int) string {
	l := decouper(s, most)
	if strings.Join(l, "") != s {
		return "joined, the parts are not the text"
	}
	for i, x := range l {
		switch {
		case len(x) > most+most/4:
			return fmt.Sprintf("part %d has %d bytes", i, len(x))
		case x == "" && s != "":
			return "an empty part"
		case utf8.ValidString(s) && !utf8.ValidString(x):
			return "a letter is cut in two"
		}
	}
	return ""
}

func TestDecouper(t *testing.T) {
	lettres := []string{"a", "é", "€", "𝄞", " ", "\n", "mot ", "ligne\n", "\u00a0"}
	r := rand.New(rand.NewPCG(3, 43))
	for range 3000 {
		var b strings.Builder
		seul := r.IntN(4) == 0 // one letter only, the hard case
		x := lettres[r.IntN(len(lettres))]
		for range r.IntN(400) {
			if !seul {
				x = lettres[r.IntN(len(lettres))]
			}
			b.WriteString(x)
		}
		most := 8 + r.IntN(100)
		if faute := verifierDecoupe(b.String(), most); faute != "" {
			t.Fatalf("%d bytes in parts of %d: %s\n%q", b.Len(), most, faute, b.String())
		}
	}
	l := decouper(strings.Repeat("Une ligne.\n", 100), 100)
	for _, x := range l {
		if !strings.HasSuffix(x, "\n") {
			t.Errorf("cut within a line that could stay whole: %q", x)
		}
	}
}

func FuzzDecouper(f *testing.F) {
	f.Add("", 8)
	f.Add(prose(300), 40)
	f.Add(strings.Repeat("é", 200), 9)
	f.Add("\xff\xfe\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", 8)
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 8 || most > 1<<20 {
			return
		}
		if faute := verifierDecoupe(s, most); faute != "" {
			t.Fatal(faute)
		}
	})
}
