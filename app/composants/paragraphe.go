package composants

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A text that wraps costs time in proportion to its length at every key. A longer text is
// therefore written part by part: each part stays quick, nothing of it is lost.
const (
	partieMax   = 6000 // bytes of a part, about; more opens a new one
	lignesHautM = 14   // lines a paragraph grows to before it scrolls
)

// Paragraphe is an entry of several lines for running text. Tab leaves it, Enter makes a
// new line, Ctrl+Enter goes on.
type Paragraphe struct {
	widget.BaseWidget
	zone     *zone
	barre    *fyne.Container
	avant    *Bouton
	apres    *Bouton
	ou       *Texte
	parties  []string
	courante int
	minimum  int
	colle    colle

	OnChange  func(texte string)
	OnPrendre func()
	OnQuitter func()
}

// NouveauParagraphe makes the entry, at least lignes high.
func NouveauParagraphe(lignes int) *Paragraphe {
	p := &Paragraphe{minimum: max(lignes, 2), parties: []string{""}}
	p.zone = &zone{p: p}
	p.zone.MultiLine = true
	p.zone.Wrapping = fyne.TextWrapWord
	p.zone.ExtendBaseWidget(p.zone)
	p.zone.SetMinRowsVisible(p.minimum)
	p.zone.OnChanged = p.change
	p.ou = NouveauTexte("", theme.ColorNameForeground, .92)
	p.avant = BoutonDiscret("Partie précédente", func() { p.aller(p.courante-1, true) })
	p.apres = BoutonDiscret("Partie suivante", func() { p.aller(p.courante+1, false) })
	p.barre = EnLigne(6, 1, p.avant, p.ou, p.apres)
	p.barre.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraphe) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Empiler(2, p.zone, p.barre))
}

// Focus is the control that takes the focus.
func (p *Paragraphe) Focus() fyne.Focusable { return p.zone }

// Texte returns the whole text.
func (p *Paragraphe) Texte() string { return strings.Join(p.parties, "") }

// Poser shows a text, from its beginning.
func (p *Paragraphe) Poser(texte string) {
	if p.Texte() == texte {
		return
	}
	p.poser(texte, 0)
}

// poser shows a text with the cursor after octets of it.
func (p *Paragraphe) poser(texte string, octets int) {
	p.parties = decouper(texte, partieMax)
	p.courante = 0
	for p.courante < len(p.parties)-1 && octets > len(p.parties[p.courante]) {
		octets -= len(p.parties[p.courante])
		p.courante++
	}
	p.afficher()
	p.zone.placer(utf8.RuneCountInString(p.parties[p.courante][:octets]))
}

func (p *Paragraphe) afficher() {
	f := p.zone.OnChanged
	p.zone.OnChanged = nil
	p.zone.SetText(p.parties[p.courante])
	p.zone.OnChanged = f
	p.hauteur()
	p.situer()
}

func (p *Paragraphe) situer() {
	n := len(p.parties)
	if n > 1 {
		p.ou.Dire(fmt.Sprintf("Texte long : partie %d sur %d", p.courante+1, n))
		p.barre.Show()
	} else {
		p.barre.Hide()
	}
}

func (p *Paragraphe) aller(n int, fin bool) {
	if n < 0 || n >= len(p.parties) {
		return
	}
	p.courante = n
	p.afficher()
	if fin {
		p.zone.placer(utf8.RuneCountInString(p.parties[n]))
	} else {
		p.zone.placer(0)
	}
	Prendre(p.zone)
}

func (p *Paragraphe) change(texte string) {
	p.parties[p.courante] = texte
	p.hauteur()
	if p.OnChange != nil {
		p.OnChange(p.Texte())
	}
}

// hauteur lets the entry grow with its text.
func (p *Paragraphe) hauteur() {
	largeur := p.zone.Size().Width - 4*theme.InnerPadding()
	if largeur < 100 {
		largeur = 420
	}
	parLigne := max(20, int(largeur/(theme.TextSize()*.47)))
	n := 1
	for l := range strings.SplitSeq(p.zone.Text, "\n") {
		n += 1 + utf8.RuneCountInString(l)/parLigne
		if n > lignesHautM {
			break
		}
	}
	n = min(max(n, p.minimum), lignesHautM)
	if n != p.zone.rangs {
		p.zone.rangs = n
		p.zone.SetMinRowsVisible(n)
		p.Refresh()
	}
}

// decouper cuts a text into parts of about max bytes, after a line where it can, after a
// space otherwise. Joined, the parts are the text.
func decouper(s string, most int) []string {
	var out []string
	for len(s) > most+most/4 {
		n := strings.LastIndexByte(s[:most], '\n') + 1
		if n < most/2 {
			n = strings.LastIndexByte(s[:most], ' ') + 1
		}
		if n < most/2 {
			n = most
			for n > most-utf8.UTFMax && !utf8.RuneStart(s[n]) {
				n--
			}
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return append(out, s)
}

// zone is the entry inside a Paragraphe.
type zone struct {
	widget.Entry
	p     *Paragraphe
	rangs int
	perdu perdu
}

// perdu is a place that the entry of Fyne cannot show: after a space for which the row had
// no room. The entry steps back before it, and would write the next letter there.
type perdu struct {
	texte  string
	vu, ou int // where the cursor is shown, and where it is
}

// noter remembers that the cursor is after n runes, if the entry shows it elsewhere.
func (z *zone) noter(n int) {
	z.perdu = perdu{}
	if vu := z.CursorTextOffset(); vu != n {
		z.perdu = perdu{z.Text, vu, n}
	}
}

// retrouver puts the cursor back to where it is, just before something is written.
func (z *zone) retrouver() {
	if z.perdu.texte != "" && z.perdu.texte == z.Text && z.perdu.vu == z.CursorTextOffset() && z.SelectedText() == "" {
		z.situer(z.perdu.ou)
	}
	z.perdu = perdu{}
}

// ecrire lets f write n runes at the cursor; -1 is one erased before it.
func (z *zone) ecrire(n int, f func()) {
	z.retrouver()
	ou, choisi := z.CursorTextOffset(), z.SelectedText() != ""
	f()
	if !choisi {
		z.noter(max(0, ou+n))
	}
}

// TypedRune implements fyne.Focusable.
func (z *zone) TypedRune(r rune) {
	enVie()
	if !z.Disabled() {
		z.ecrire(1, func() { z.Entry.TypedRune(r) })
	}
}

// AcceptsTab implements fyne.Tabbable: Tab goes on, as everywhere.
func (z *zone) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (z *zone) TypedKey(ev *fyne.KeyEvent) {
	enVie()
	avant := z.CursorTextOffset()
	switch {
	case pourLaFenetre(ev.Name):
		Remonter(z, ev)
		return
	case ev.Name == fyne.KeyPageDown && z.p.courante < len(z.p.parties)-1 && avant == utf8.RuneCountInString(z.Text):
		z.p.aller(z.p.courante+1, false)
		return
	case ev.Name == fyne.KeyPageUp && z.p.courante > 0 && avant == 0:
		z.p.aller(z.p.courante-1, true)
		return
	case z.Disabled():
	case ev.Name == fyne.KeyBackspace:
		z.ecrire(-1, func() { z.Entry.TypedKey(ev) })
		return
	case ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
		z.ecrire(1, func() { z.Entry.TypedKey(ev) })
		return
	}
	z.Entry.TypedKey(ev)
}

// TypedShortcut implements fyne.Shortcutable. A long paste is cut into parts before the
// entry sees it.
func (z *zone) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		texte := lignesSimples(s.Clipboard.Content())
		if z.Disabled() || texte == "" {
			return
		}
		if len(texte)+len(z.Text) > partieMax+partieMax/4 {
			z.retrouver()
			z.inserer(texte)
		} else {
			z.ecrire(utf8.RuneCountInString(texte), func() { z.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &presse{texte}}) })
		}
		return
	case *desktop.CustomShortcut:
		if s.Modifier == fyne.KeyModifierControl && (s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter) {
			Suivant(z)
			return
		}
	case *fyne.ShortcutUndo:
		if z.p.colle.reprendre(z.p, false) {
			return
		}
	case *fyne.ShortcutRedo:
		if z.p.colle.reprendre(z.p, true) {
			return
		}
	}
	z.Entry.TypedShortcut(s)
}

// inserer puts a long text in the place of what is selected.
func (z *zone) inserer(texte string) {
	p := z.p
	avant := p.Texte()
	if z.SelectedText() != "" {
		f := z.OnChanged
		z.OnChanged = nil
		z.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		z.OnChanged = f
		p.parties[p.courante] = z.Text
	}
	ici, tout := p.ici(), p.Texte()
	p.colle = colle{avant, tout[:ici] + texte + tout[ici:], ici, ici + len(texte)}
	p.colle.poser(p, true)
}

// ici is where the cursor stands in the whole text, in bytes.
func (p *Paragraphe) ici() int {
	n := 0
	for _, partie := range p.parties[:p.courante] {
		n += len(partie)
	}
	partie, reste := p.parties[p.courante], p.zone.CursorTextOffset()
	for i := range partie {
		if reste == 0 {
			return n + i
		}
		reste--
	}
	return n + len(partie)
}

// colle is a long paste: the entry forgets what it held before, Ctrl+Z does not.
type colle struct {
	avant, apres string
	la, fin      int // where the cursor stands before and after
}

// reprendre takes the paste back, or does it again; false when the text has changed since.
func (c colle) reprendre(p *Paragraphe, refaire bool) bool {
	attendu := c.apres
	if refaire {
		attendu = c.avant
	}
	if c.avant == c.apres || p.Texte() != attendu {
		return false
	}
	c.poser(p, refaire)
	return true
}

func (c colle) poser(p *Paragraphe, apres bool) {
	texte, ici := c.avant, c.la
	if apres {
		texte, ici = c.apres, c.fin
	}
	p.poser(texte, ici)
	if p.OnChange != nil {
		p.OnChange(texte)
	}
}

// placer puts the cursor after n runes.
func (z *zone) placer(n int) {
	z.situer(n)
	z.Refresh()
	z.noter(n)
}

// situer is placer, before anything is drawn. Fyne gives no way to set the cursor by
// offset: its rows are those of the wrapped text, and a row that does not exist begins
// at 0.
func (z *zone) situer(n int) {
	rang := sort.Search(utf8.RuneCountInString(z.Text)+1, func(r int) bool {
		z.CursorRow, z.CursorColumn = r+1, 0
		debut := z.CursorTextOffset()
		return debut == 0 || debut > n
	})
	z.CursorRow, z.CursorColumn = rang, 0
	z.CursorColumn = n - z.CursorTextOffset()
}

// FocusGained implements fyne.Focusable.
func (z *zone) FocusGained() {
	z.Entry.FocusGained()
	if z.p.OnPrendre != nil {
		z.p.OnPrendre()
	}
}

// FocusLost implements fyne.Focusable. A part that has grown long is cut once it is left.
func (z *zone) FocusLost() {
	z.Entry.FocusLost()
	if len(z.Text) > partieMax+partieMax/4 {
		z.p.poser(z.p.Texte(), z.p.ici())
	}
	if z.p.OnQuitter != nil {
		z.p.OnQuitter()
	}
}
