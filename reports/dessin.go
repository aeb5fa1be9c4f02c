package reports

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font/sfnt"
)

// The only file that knows gofpdf. Lengths are points, from the upper left corner.
// gofpdf measures differently in its different calls; here text is measured by one
// function and drawn run by run at the place that was measured.

const (
	largeurPage = 595.28 // A4
	hauteurPage = 841.89
)

// police is one of the faces that ship with the program.
type police int

const (
	serif police = iota
	serifItalique
	serifGras
	sans
	sansItalique
	sansGras
	nPolices
)

var fichiersPolices = [nPolices]string{
	"SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold",
	"SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold",
}

// couleur is 0xRRGGBB.
type couleur uint32

// Widths are known for the planes of Latin, Greek, Cyrillic and the signs; what lies
// beyond is not in the faces we ship.
const dernierSigne = 0x3000

// polices holds the faces and their widths, read once.
type polices struct {
	octets   [nPolices][]byte
	largeurs [nPolices][dernierSigne]uint16 // thousandths of the size; 0: no such sign
}

func chargerPolices(fsys fs.FS) (*polices, error) {
	p := &polices{}
	var wg sync.WaitGroup
	errs := make([]error, nPolices)
	for i, nom := range fichiersPolices {
		b, err := fs.ReadFile(fsys, "fonts/"+nom+".ttf")
		if err != nil {
			return nil, fmt.Errorf("police manquante : %w", err)
		}
		p.octets[i] = b
		wg.Go(func() { errs[i] = p.mesurer(police(i)) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *polices) mesurer(f police) error {
	face, err := sfnt.Parse(p.octets[f])
	if err != nil {
		return fmt.Errorf("police illisible : %w", err)
	}
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("f", "", p.octets[f])
	pdf.SetFont("f", "", 10)
	var buf sfnt.Buffer
	for r := rune(' '); r < dernierSigne; r++ {
		// gofpdf gives a width to signs that the face lacks: ask the face itself.
		if i, err := face.GlyphIndex(&buf, r); err == nil && i != 0 {
			p.largeurs[f][r] = uint16(pdf.GetStringSymbolWidth(string(r)))
		}
	}
	return pdf.Error()
}

// remplacement stands for a sign that the faces do not carry.
const remplacement = '?'

// largeur measures a run of text.
func (p *polices) largeur(s string, f police, taille float64) float64 {
	n := 0
	for _, r := range s {
		if r >= dernierSigne || p.largeurs[f][r] == 0 {
			r = remplacement
		}
		n += int(p.largeurs[f][r])
	}
	return float64(n) * taille / 1000
}

// tracable replaces the signs that the face does not carry.
func (p *polices) tracable(s string, f police) string {
	manque := func(r rune) bool { return r != '\n' && (r >= dernierSigne || p.largeurs[f][r] == 0) }
	if !strings.ContainsFunc(s, manque) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if manque(r) {
			return remplacement
		}
		return r
	}, s)
}

// trait is one drawing operation, at its place on the page.
type trait interface{ tracer(*gofpdf.Fpdf) }

type traitTexte struct {
	x, y   float64 // y of the base line
	s      string
	f      police
	taille float64
	c      couleur
}

type traitRect struct {
	x, y, l, h float64
	c          couleur
	contour    bool
	epaisseur  float64
}

type traitLigne struct {
	x1, y1, x2, y2 float64
	c              couleur
	epaisseur      float64
	pointille      bool
}

type traitImage struct {
	nom        string
	x, y, l, h float64
}

type traitFiligrane struct{ s string }

// styles of faces in gofpdf: two families with three styles.
func nomPolice(f police) (famille, style string) {
	famille = "serif"
	if f >= sans {
		famille, f = "sans", f-sans
	}
	return famille, [...]string{"", "I", "B"}[f]
}

func (t traitTexte) tracer(p *gofpdf.Fpdf) {
	famille, style := nomPolice(t.f)
	p.SetFont(famille, style, t.taille)
	p.SetTextColor(int(t.c>>16), int(t.c>>8&0xff), int(t.c&0xff))
	p.Text(t.x, t.y, t.s)
}

func (t traitRect) tracer(p *gofpdf.Fpdf) {
	if t.contour {
		p.SetDrawColor(int(t.c>>16), int(t.c>>8&0xff), int(t.c&0xff))
		p.SetLineWidth(t.epaisseur)
		p.Rect(t.x, t.y, t.l, t.h, "D")
		return
	}
	p.SetFillColor(int(t.c>>16), int(t.c>>8&0xff), int(t.c&0xff))
	p.Rect(t.x, t.y, t.l, t.h, "F")
}

func (t traitLigne) tracer(p *gofpdf.Fpdf) {
	p.SetDrawColor(int(t.c>>16), int(t.c>>8&0xff), int(t.c&0xff))
	p.SetLineWidth(t.epaisseur)
	if t.pointille {
		p.SetDashPattern([]float64{0.7, 2.2}, 0)
		defer p.SetDashPattern(nil, 0)
	}
	p.Line(t.x1, t.y1, t.x2, t.y2)
}

func (t traitImage) tracer(p *gofpdf.Fpdf) {
	p.ImageOptions(t.nom, t.x, t.y, t.l, t.h, false, gofpdf.ImageOptions{}, 0, "")
}

func (t traitFiligrane) tracer(p *gofpdf.Fpdf) {
	p.SetAlpha(0.09, "Normal")
	p.TransformBegin()
	p.TransformRotate(52, largeurPage/2, hauteurPage/2)
	p.SetFont("sans", "B", 150)
	p.SetTextColor(60, 66, 80)
	l := p.GetStringWidth(t.s)
	p.Text(largeurPage/2-l/2, hauteurPage/2+52, t.s)
	p.TransformEnd()
	p.SetAlpha(1, "Normal")
}

// page is what is drawn on one sheet, in order.
type page []trait

// metadonnees of a file. They hold no name of a person: titles show in windows and
// print queues.
type metadonnees struct {
	titre, auteur, sujet string
	date                 time.Time
}

// ecrire draws pages into a PDF. The same pages give the same bytes.
func (p *polices) ecrire(pages []page, images map[string][]byte, m metadonnees) ([]byte, error) {
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(m.date)
	pdf.SetModificationDate(m.date)
	pdf.SetTitle(m.titre, true)
	pdf.SetAuthor(m.auteur, true)
	pdf.SetSubject(m.sujet, true)
	pdf.SetCreator("Justice et Partage", true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	var utiles [nPolices]bool
	for _, pg := range pages {
		for _, t := range pg {
			switch t := t.(type) {
			case traitTexte:
				utiles[t.f] = true
			case traitFiligrane:
				utiles[sansGras] = true
			}
		}
	}
	for f, utile := range utiles {
		if utile {
			famille, style := nomPolice(police(f))
			pdf.AddUTF8FontFromBytes(famille, style, p.octets[f])
		}
	}
	for nom, b := range images {
		pdf.RegisterImageOptionsReader(nom, gofpdf.ImageOptions{ImageType: typeImage(b)}, bytes.NewReader(b))
	}
	for _, pg := range pages {
		pdf.AddPage()
		for _, t := range pg {
			t.tracer(pdf)
		}
	}
	var buf bytes.Buffer
	if err := pdf.Output(&buf); err != nil {
		return nil, fmt.Errorf("le PDF n’a pas pu être écrit : %w", err)
	}
	return buf.Bytes(), nil
}

func typeImage(b []byte) string {
	if bytes.HasPrefix(b, []byte("\x89PNG")) {
		return "PNG"
	}
	return "JPG"
}

// tailleImage returns the size of an image in pixels, 0 when it cannot be read.
func tailleImage(b []byte) (l, h float64) {
	pdf := gofpdf.New("P", "pt", "A4", "")
	info := pdf.RegisterImageOptionsReader("i", gofpdf.ImageOptions{ImageType: typeImage(b)}, bytes.NewReader(b))
	if pdf.Error() != nil || info == nil {
		return 0, 0
	}
	return info.Width(), info.Height()
}
