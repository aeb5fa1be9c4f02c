package fiches

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/app/composants"
	"justicepartage/data"
)

// montrer shows a form made by f, with the focus on its first control.
func montrer(t *testing.T, f func() (fyne.CanvasObject, fyne.Focusable)) fyne.Window {
	t.Helper()
	w := clavier.Fenetre(t, widget.NewLabel("")) // the theme comes first
	vue, premier := f()
	w.SetContent(vue)
	w.Resize(fyne.NewSize(900, 900))
	w.Canvas().Focus(premier)
	return w
}

func compte(t *testing.T, c data.Compte) (*Compte, fyne.Window, *int) {
	t.Helper()
	n := new(int)
	var f *Compte
	juger := func(m string, _ data.Compte) (string, bool) {
		if len(m) < 12 {
			return "Trop court.", false
		}
		return "Solide.", true
	}
	w := montrer(t, func() (fyne.CanvasObject, fyne.Focusable) {
		f = NouveauCompte(c, juger, func() { *n++ })
		return f.Vue, f.Premier
	})
	return f, w, n
}

func TestProposerLogin(t *testing.T) {
	for nom, veut := range map[string]string{
		"Claire Vidal": "cvidal", "Éloïse Œuf": "eoeuf", "  claire   VIDAL ": "cvidal", "Vidal": "vidal", "": "", " ": "",
		"Jean-Pierre Le Goff": "jgoff", "Anne d’Ys": "ays",
	} {
		if got := proposerLogin(nom); got != veut {
			t.Errorf("%q gives %q, expected %q", nom, got, veut)
		}
	}
}

// The login follows the name until somebody writes their own.
func TestLoginSuitLeNom(t *testing.T) {
	f, w, n := compte(t, data.Compte{})
	c := w.Canvas()
	clavier.Taper(c, "Claire Vidal")
	if f.C.Nom != "Claire Vidal" || f.C.Login != "cvidal" || f.login.Text != "cvidal" || *n == 0 {
		t.Fatalf("%+v, shown %q", f.C, f.login.Text)
	}
	c.Focus(f.login)
	clavier.Taper(c, "2")
	c.Focus(f.Premier)
	clavier.Taper(c, "-Martin")
	if f.C.Login != "cvidal2" || f.C.Nom != "Claire Vidal-Martin" {
		t.Errorf("a login of one’s own is lost: %+v", f.C)
	}
	// Emptied, it follows again.
	c.Focus(f.login)
	clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
	clavier.Touche(c, fyne.KeyDelete)
	c.Focus(f.Premier)
	clavier.Taper(c, "s")
	if f.C.Login != "cmartins" {
		t.Errorf("emptied: %q", f.C.Login)
	}
	// An account that has one keeps it.
	f, w, _ = compte(t, data.Compte{Nom: "Claire Vidal", Login: "claire"})
	clavier.Taper(w.Canvas(), "x")
	if f.C.Login != "claire" {
		t.Errorf("changed to %q", f.C.Login)
	}
}

func TestMotDePasse(t *testing.T) {
	f, w, _ := compte(t, data.Compte{})
	c := w.Canvas()
	c.Focus(f.secret.secret)
	clavier.Taper(c, "court")
	if f.secret.force.Contenu() != "Trop court." {
		t.Errorf("said %q", f.secret.force.Contenu())
	}
	clavier.Taper(c, " mais long é")
	if f.secret.force.Contenu() != "Solide." {
		t.Errorf("said %q", f.secret.force.Contenu())
	}
	if _, err := f.MotDePasse(); data.CodeDe(err) != data.Saisie || !strings.HasSuffix(data.Phrase(err), ".") {
		t.Errorf("typed once only: %v", err)
	}
	clavier.Touche(c, fyne.KeyTab)
	clavier.Taper(c, "court mais long é")
	if m, err := f.MotDePasse(); err != nil || m != "court mais long é" {
		t.Errorf("%q, %v", m, err)
	}
	f.Effacer()
	if f.secret.secret.Text != "" || f.secret.encore.Text != "" {
		t.Error("a password stays on the screen")
	}
}

func TestDateDHabilitation(t *testing.T) {
	f, w, _ := compte(t, data.Compte{HabiliteDu: "2024-09-01"})
	c := w.Canvas()
	c.FocusNext()
	c.FocusNext()
	s, ok := c.Focused().(*composants.Saisie)
	if !ok || s.Text != "01/09/2024" {
		t.Fatalf("the third control is %T", c.Focused())
	}
	ecrire := func(x string) {
		c.Focus(s)
		clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
		clavier.Touche(c, fyne.KeyDelete)
		clavier.Taper(c, x)
		clavier.Touche(c, fyne.KeyTab)
	}
	ecrire("3/1/25")
	if f.C.HabiliteDu != "2025-01-03" || s.Text != "03/01/2025" {
		t.Errorf("%q, shown %q", f.C.HabiliteDu, s.Text)
	}
	ecrire("31/2/25")
	if f.C.HabiliteDu != "" || s.Text != "31/2/25" {
		t.Errorf("not a date: %q, shown %q", f.C.HabiliteDu, s.Text)
	}
	ecrire("")
	if f.C.HabiliteDu != "" {
		t.Errorf("emptied: %q", f.C.HabiliteDu)
	}
}

func TestAssociation(t *testing.T) {
	n := 0
	var f *Association
	w := montrer(t, func() (fyne.CanvasObject, fyne.Focusable) {
		f = NouvelleAssociation(data.Association{Nom: "Justice", Telephone: "0471000000", Adresse: []string{"1 rue Basse", "43000 Le Puy-en-Velay"}},
			func() { n++ })
		return f.Vue, f.Premier
	})
	c := w.Canvas()
	clavier.Taper(c, " et Partage ")
	if f.A.Nom != "Justice et Partage" || n == 0 {
		t.Errorf("%+v", f.A)
	}
	clavier.Touche(c, fyne.KeyTab, fyne.KeyTab, fyne.KeyPageDown, fyne.KeyReturn)
	clavier.Taper(c, " Bâtiment B ")
	if !slices.Equal(f.A.Adresse, []string{"1 rue Basse", "43000 Le Puy-en-Velay", "Bâtiment B"}) {
		t.Errorf("%q", f.A.Adresse)
	}
	clavier.Touche(c, fyne.KeyTab)
	if s, ok := c.Focused().(*composants.Saisie); !ok || strings.ReplaceAll(s.Text, "\u00a0", " ") != "04 71 00 00 00" {
		t.Fatalf("%T after the address", c.Focused())
	}
	clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
	clavier.Taper(c, "04.71.11.22.33")
	if f.A.Telephone != "0471112233" {
		t.Errorf("%q", f.A.Telephone)
	}
}

func TestLogo(t *testing.T) {
	dir := t.TempDir()
	ecrire := func(nom string, b []byte) string {
		c := filepath.Join(dir, nom)
		if err := os.WriteFile(c, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return c
	}
	var bpng, bjpg bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	if err := errors.Join(png.Encode(&bpng, img), jpeg.Encode(&bjpg, img, nil)); err != nil {
		t.Fatal(err)
	}
	bon := ecrire("logo.png", bpng.Bytes())
	photo := ecrire("logo é.jpg", bjpg.Bytes())
	var f *Association
	n := 0
	w := montrer(t, func() (fyne.CanvasObject, fyne.Focusable) {
		f = NouvelleAssociation(data.Association{}, func() { n++ })
		return f.Vue, f.logo
	})
	coller := func(chemin string) {
		w.Canvas().Focus(f.logo)
		clavier.Raccourci(w.Canvas(), &fyne.ShortcutSelectAll{})
		clavier.Coller(w.Canvas(), chemin)
	}
	coller(bon)
	if !bytes.Equal(f.A.Logo, bpng.Bytes()) || n == 0 || f.ditLogo.Contenu() != "Logo lu." {
		t.Fatalf("not read: %q", f.ditLogo.Contenu())
	}
	coller(`"` + photo + `"` + "\r\n") // as Windows copies a path
	if !bytes.Equal(f.A.Logo, bjpg.Bytes()) {
		t.Errorf("not read: %q", f.ditLogo.Contenu())
	}
	n = 0
	for chemin, mot := range map[string]string{
		ecrire("a.txt", []byte("bonjour")):                                  "n’est pas une image",
		ecrire("vide.png", nil):                                             "n’e",
		ecrire("coupe.png", bpng.Bytes()[:bpng.Len()/2]):                    "n’est pas une image",
		ecrire("lourd.png", append(bpng.Bytes(), make([]byte, logoMax)...)): "trop lourde",
		filepath.Join(dir, "absent.png"):                                    "n’existe pas",
		dir:                                                                 "n’existe pas",
	} {
		coller(chemin)
		if !strings.Contains(f.ditLogo.Contenu(), mot) {
			t.Errorf("%s: said %q", filepath.Base(chemin), f.ditLogo.Contenu())
		}
		if !bytes.Equal(f.A.Logo, bjpg.Bytes()) {
			t.Fatalf("%s took the place of the logo", filepath.Base(chemin))
		}
	}
	if n != 0 {
		t.Errorf("a refused logo is told %d times", n)
	}
}

func TestParquet(t *testing.T) {
	var f *Parquet
	n := 0
	w := montrer(t, func() (fyne.CanvasObject, fyne.Focusable) {
		f = NouveauParquet(data.Parquet{Juridiction: "b"},
			[]composants.Option{{Cle: "a", Libelle: "Annecy"}, {Cle: "b", Libelle: "Brioude"}, {Cle: "p", Libelle: "Le Puy-en-Velay"}}, func() { n++ })
		return f.Vue, f.Premier
	})
	clavier.Taper(w.Canvas(), "le")
	clavier.Touche(w.Canvas(), fyne.KeyTab)
	clavier.Taper(w.Canvas(), "Permanence")
	if f.P.Juridiction != "p" || f.P.Destinataire != "Permanence" || n == 0 {
		t.Errorf("%+v", f.P)
	}
}
