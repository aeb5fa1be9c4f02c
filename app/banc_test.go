package app

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/composants/apercu"
	"justicepartage/app/dossier"
	"justicepartage/app/habillage"
	"justicepartage/app/profil"
	"justicepartage/app/taches"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
)

// The bench: the real window on Fyne's test driver, a real base in a temporary folder,
// time that moves when it is told to, and the keyboard.

const (
	identifiant = "cvidal"
	motDePasse  = "quatre mots bien cachés"
)

var (
	ctx     = context.Background()
	toussot = time.Date(2026, 11, 24, 10, 0, 0, 0, time.Local)
)

// legere is quick: the strength of passwords is not what is tested.
var legere = store.Derivation{Passes: 1, Memoire: 64, Fils: 1}

// papier is an engine that draws nothing and remembers what it was asked.
type papier struct {
	pret   chan struct{}
	pdf    []byte
	oublie int
}

func nouveauPapier() *papier {
	p := &papier{pret: make(chan struct{})}
	close(p.pret)
	return p
}

func (p *papier) Pret() <-chan struct{} { return p.pret }
func (p *papier) Erreur() error         { return nil }
func (p *papier) Pages(_ context.Context, pdf []byte) ([]apercu.Taille, error) {
	p.pdf = pdf
	return []apercu.Taille{{Largeur: 595, Hauteur: 842}}, nil
}

func (p *papier) Dessiner(context.Context, []byte, int, int) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 10, 14)), nil
}
func (p *papier) Oublier()     { p.pdf = nil; p.oublie++ }
func (p *papier) Close() error { return nil }

type banc struct {
	*fenetre
	t      *testing.T
	s      *taches.Simule
	papier *papier
	dir    string
	confie [][2]string // verb and file handed to the system
}

// nouveauBanc opens the window on a fresh profile.
func nouveauBanc(t *testing.T) *banc {
	t.Helper()
	return reprendreBanc(t, t.TempDir(), toussot)
}

// reprendreBanc opens the window again on a profile, as the next start does.
func reprendreBanc(t *testing.T, dir string, quand time.Time) *banc {
	t.Helper()
	a := test.NewTempApp(t)
	theme, err := habillage.Nouveau(assets.FS, "", profil.TexteNormal)
	if err != nil {
		t.Fatal(err)
	}
	a.Settings().SetTheme(theme)
	b := &banc{t: t, s: &taches.Simule{T: quand}, papier: nouveauPapier(), dir: dir}
	p := profil.Profil{Dossier: filepath.Join(dir, "profil")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	o := Options{
		Version: "essai", Assets: assets.FS, Horloge: func() time.Time { return b.s.T }, Profil: p, Derivation: legere,
		Moteur: func(string) Moteur { return b.papier },
	}
	b.fenetre = nouvelleFenetre(a, o, b.s)
	b.fen.Resize(fyne.NewSize(1366, 740))
	b.sortie.Lancer = func(verbe, fichier string) error {
		b.confie = append(b.confie, [2]string{verbe, fichier})
		return nil
	}
	b.porte.commencer()
	t.Cleanup(func() {
		b.lacher()
		b.fen.Close()
	})
	return b
}

// avecBase opens the window on a new base, unlocked.
func avecBase(t *testing.T) *banc {
	t.Helper()
	dir := t.TempDir()
	faireBase(t, dir)
	b := reprendreBanc(t, dir, toussot)
	b.taper(motDePasse)
	b.touche(fyne.KeyReturn)
	if b.session == nil {
		t.Fatalf("the base did not open: %s", b.tout())
	}
	return b
}

// faireBase makes a base with its letterhead, and the profile that knows it.
func faireBase(t *testing.T, dir string) string {
	t.Helper()
	p := profil.Profil{Dossier: filepath.Join(dir, "profil")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	opt := store.Options{Horloge: func() time.Time { return toussot }, Assets: assets.FS, Derivation: legere}
	s, err := store.Create(ctx, p.Base(), opt,
		data.Compte{Login: identifiant, Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire", HabiliteDu: "2020-01-01"}, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PoserAssociation(ctx, data.Association{Nom: "Association d’essai"}); err != nil {
		t.Fatal(err)
	}
	if err := s.PoserParquet(ctx, data.Parquet{Juridiction: "tj-le-puy-en-velay", Destinataire: "Parquet de permanence"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Ecrire(profil.Reglages{Base: p.Base(), Login: identifiant}); err != nil {
		t.Fatal(err)
	}
	return p.Base()
}

// avecDossier opens the window on a dossier made from answers in TOML.
func avecDossier(t *testing.T, toml string) *banc {
	t.Helper()
	b := avecBase(t)
	b.creerDossier(toml)
	return b
}

func (b *banc) creerDossier(toml string) string {
	b.t.Helper()
	svc := b.session.services[0]
	r, err := svc.LireReponses("essai.toml", []byte(toml), b.s.T)
	if err != nil {
		b.t.Fatal(err)
	}
	d, err := b.session.Creer(ctx, svc.ID, r, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.ouvrirDossier(d.Numero, "")
	if b.dossier() == nil {
		b.t.Fatalf("the dossier did not open: %s", b.tout())
	}
	return d.Numero
}

func (b *banc) dossier() *dossier.Ecran {
	e, _ := b.courant.(*dossier.Ecran)
	return e
}

// enBase reads an answer from the base, as it is kept.
func (b *banc) enBase(chemin string) any {
	b.t.Helper()
	d, err := b.session.Dossier(ctx, b.dossier().Numero())
	if err != nil {
		b.t.Fatal(err)
	}
	svc, err := b.session.Service(ctx, d.Service, d.Version)
	if err != nil {
		b.t.Fatal(err)
	}
	c, err := svc.Chemin(chemin)
	if err != nil {
		b.t.Fatal(err)
	}
	return d.Reponses.Valeur(c)
}

// ligne gives the row of a section that the cursor is in, « section.id ».
func (b *banc) ligne(section string) string {
	b.t.Helper()
	parts := strings.Split(b.dossier().Ou(), ".")
	if len(parts) != 3 || parts[0] != section {
		b.t.Fatalf("the cursor is in %s", b.dossier().Ou())
	}
	return parts[0] + "." + parts[1]
}

// The keyboard.

func (b *banc) focus() fyne.Focusable { return b.fen.Canvas().Focused() }

func (b *banc) taper(s string) {
	b.t.Helper()
	for _, r := range s {
		f := b.focus()
		if f == nil {
			b.t.Fatalf("nothing has the focus to type %q", s)
		}
		f.TypedRune(r)
	}
}

func (b *banc) touche(k fyne.KeyName) {
	b.t.Helper()
	ev := &fyne.KeyEvent{Name: k}
	f := b.focus()
	if tab, ok := f.(fyne.Tabbable); k == fyne.KeyTab && (!ok || !tab.AcceptsTab()) {
		b.fen.Canvas().FocusNext()
		return
	}
	if f == nil {
		b.fen.Canvas().OnTypedKey()(ev)
		return
	}
	f.TypedKey(ev)
}

// faire does an action of the menu, by its title.
func (b *banc) faire(titre string) {
	b.t.Helper()
	i := b.menu.articles[titre]
	if i == nil {
		b.t.Fatalf("no action is called %q", titre)
	}
	i.Action()
}

// raccourci gives a shortcut to what has the focus, as the driver does.
func (b *banc) raccourci(s fyne.Shortcut) {
	b.t.Helper()
	f, ok := b.focus().(fyne.Shortcutable)
	if !ok {
		b.t.Fatalf("%T takes no shortcut", b.focus())
	}
	f.TypedShortcut(s)
}

// What is on the screen.

// objets visits everything that is visible, dialogs included.
func (b *banc) objets(f func(fyne.CanvasObject)) {
	var visiter func(o fyne.CanvasObject)
	visiter = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		f(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, x := range o.Objects {
				visiter(x)
			}
		case fyne.Widget:
			for _, x := range test.WidgetRenderer(o).Objects() {
				visiter(x)
			}
		}
	}
	visiter(b.fen.Content())
	for _, o := range b.fen.Canvas().Overlays().List() {
		visiter(o)
	}
}

// tout is every text on the screen.
func (b *banc) tout() string {
	var l []string
	b.objets(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			l = append(l, o.Text)
		case *composants.Lecture:
			l = append(l, o.Contenu())
		case *composants.Bouton:
			l = append(l, o.Text)
		case *composants.Saisie:
			l = append(l, o.Text)
		case *widget.Button:
			l = append(l, o.Text)
		}
	})
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(strings.Join(l, "\n"))
}

func (b *banc) voit(s string) bool { return strings.Contains(b.tout(), s) }

func (b *banc) doitVoir(l ...string) {
	b.t.Helper()
	for _, s := range l {
		if !b.voit(s) {
			b.t.Errorf("« %s » is not on the screen:\n%s", s, b.tout())
		}
	}
}

func (b *banc) neDoitPasVoir(l ...string) {
	b.t.Helper()
	for _, s := range l {
		if b.voit(s) {
			b.t.Errorf("« %s » is on the screen", s)
		}
	}
}

// presser presses a button by its text.
func (b *banc) presser(texte string) {
	b.t.Helper()
	var bt *composants.Bouton
	b.objets(func(o fyne.CanvasObject) {
		if x, ok := o.(*composants.Bouton); ok && strings.Contains(x.Text, texte) && bt == nil {
			bt = x
		}
	})
	if bt == nil {
		b.t.Fatalf("no button says %q:\n%s", texte, b.tout())
	}
	if bt.Disabled() {
		b.t.Fatalf("the button %q cannot be pressed", texte)
	}
	b.fen.Canvas().Focus(bt)
	bt.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func lireFichier(t *testing.T, nom string) string {
	t.Helper()
	b, err := os.ReadFile(nom)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// patienter lets time go by with somebody in front of the window.
func (b *banc) patienter(d time.Duration) {
	for d > 0 {
		pas := min(d, 5*time.Minute)
		if b.veille != nil {
			b.veille.dernier = b.s.T.Unix()
		}
		b.s.Avancer(pas)
		d -= pas
	}
}
