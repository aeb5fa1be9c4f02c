// Package apercu shows the pages of a PDF as they will be printed.
//
// Rules of the package:
//   - nothing of a document is ever written to disk: the folder that is handed in keeps
//     the machine code of the PDF engine, and nothing else;
//   - the window never waits: the engine starts in the background, pages are drawn off
//     the window through an injected Executeur, and stale results are thrown away;
//   - memory is bounded: one instance of the engine with a ceiling, one open document,
//     pictures of the pages on screen and their neighbours only;
//   - the widget raises callbacks and opens no dialog.
package apercu

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"runtime/debug"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// plafondPages bounds the memory of the engine, in WebAssembly pages of 64 KiB.
	plafondPages = 128 << 20 / (64 << 10)
	// pixelsMax bounds one picture: a page wider than that is drawn smaller.
	pixelsMax = 8 << 20
	// pixelsGardes: WebAssembly memory never shrinks, so after a picture larger than
	// this the instance is changed for a fresh one with the next document.
	pixelsGardes = 3 << 20
	// dessinsMax: the instance is changed for a fresh one after so many pictures too.
	dessinsMax = 2000
)

// ErrFerme is the error of an engine that was closed.
var ErrFerme = errors.New("apercu: the engine is closed")

// Taille is the size of a page, in points (1/72 inch).
type Taille struct{ Largeur, Hauteur float64 }

// Dessinateur draws pages. *Moteur is the real one.
//
// A PDF is known by its slice: as long as the same slice comes back it stays open, which
// is what makes page turns and zooms cheap. Its bytes must not be changed meanwhile.
type Dessinateur interface {
	// Pret is closed when the engine has started, or failed to.
	Pret() <-chan struct{}
	// Erreur tells why the engine does not work; nil before it is ready.
	Erreur() error
	// Pages returns the size of every page.
	Pages(ctx context.Context, pdf []byte) ([]Taille, error)
	// Dessiner draws a page, numbered from 1, so many pixels wide.
	Dessiner(ctx context.Context, pdf []byte, page, largeurPx int) (*image.RGBA, error)
	// Oublier closes the document and gives the memory of the engine back.
	Oublier()
}

// Moteur draws pages with PDFium, compiled to WebAssembly and run in-process. It is safe
// for concurrent use: calls take turns.
type Moteur struct {
	ctx     context.Context
	annuler context.CancelFunc
	pret    chan struct{}
	err     error         // why it did not start; read once pret is closed
	tour    chan struct{} // holds one token: what follows belongs to whoever has it

	pool    pdfium.Pool
	code    wazero.CompilationCache // nil when there is none
	inst    pdfium.Pdfium
	doc     references.FPDF_DOCUMENT
	pdf     []byte // of doc; nil when none is open
	tailles []Taille
	pointe  int // largest picture drawn by inst, in pixels
	dessins int // pictures drawn by inst
}

// Demarrer starts an engine and returns at once. dossierCache keeps its machine code, so
// that only the first start of the program has to compile it; "" keeps nothing. A folder
// that cannot be used makes every start a first one, and is no error.
func Demarrer(dossierCache string) *Moteur {
	m := &Moteur{pret: make(chan struct{}), tour: make(chan struct{}, 1)}
	m.ctx, m.annuler = context.WithCancel(context.Background())
	go func() {
		m.err = m.demarrer(dossierCache)
		m.tour <- struct{}{}
		close(m.pret)
		if m.ctx.Err() != nil { // closed while it started
			<-m.tour
			m.fermer()
			m.tour <- struct{}{}
		}
	}()
	return m
}

func (m *Moteur) demarrer(dossierCache string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("apercu: the engine does not start: %v", p)
		}
	}()
	c := preparerCache(m.ctx, dossierCache)
	defer c.liberer()
	if m.ctx.Err() != nil {
		return ErrFerme
	}
	m.code = c.wazero()
	if m.pool, err = compiler(m.code); err == nil {
		m.inst, err = m.pool.GetInstanceWithContext(m.ctx)
	}
	if err != nil && c.dossier != "" && m.ctx.Err() == nil {
		// The cache passed its seal and still does not load: do without.
		if m.pool != nil {
			_ = m.pool.Close()
		}
		c.effacer()
		c, m.code = &cache{}, nil
		if m.pool, err = compiler(nil); err == nil {
			m.inst, err = m.pool.GetInstanceWithContext(m.ctx)
		}
	}
	if err != nil {
		return fmt.Errorf("apercu: %w", err)
	}
	if !c.scelle {
		c.sceller()
		debug.FreeOSMemory() // the compiler leaves some 250 MiB behind
	}
	return nil
}

// compiler makes the pool of one instance. The engine sees no folder, no environment and
// no clock; what it prints, which may quote the document, goes nowhere.
func compiler(c wazero.CompilationCache) (pdfium.Pool, error) {
	rc := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(plafondPages).
		WithDebugInfoEnabled(false)
	if c != nil {
		rc = rc.WithCompilationCache(c)
	}
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1,
		RuntimeConfig: rc, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
}

// Pret is closed when the engine has started, or failed to.
func (m *Moteur) Pret() <-chan struct{} { return m.pret }

// Erreur tells why the engine does not work; nil before it is ready.
func (m *Moteur) Erreur() error {
	if m.ctx.Err() != nil {
		return ErrFerme
	}
	select {
	case <-m.pret:
		return m.err
	default:
		return nil
	}
}

// Pages opens a PDF and returns the size of every page.
func (m *Moteur) Pages(ctx context.Context, pdf []byte) ([]Taille, error) {
	var t []Taille
	err := m.seul(ctx, func() error {
		err := m.ouvrir(pdf)
		t = m.tailles
		return err
	})
	return t, err
}

// Dessiner draws a page, numbered from 1, so many pixels wide (less when the picture
// would be larger than 8 million pixels). The height follows from the page, rounded up.
func (m *Moteur) Dessiner(ctx context.Context, pdf []byte, page, largeurPx int) (*image.RGBA, error) {
	var img *image.RGBA
	err := m.seul(ctx, func() error {
		if err := m.ouvrir(pdf); err != nil {
			return err
		}
		if page < 1 || page > len(m.tailles) || largeurPx < 1 {
			return fmt.Errorf("apercu: no page %d of %d pixels", page, largeurPx)
		}
		largeurPx = min(largeurPx, largeurMax(m.tailles[page-1]))
		r, err := m.inst.RenderPageInPixels(&requests.RenderPageInPixels{
			Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: m.doc, Index: page - 1}},
			Width: largeurPx,
		})
		if err != nil {
			m.jeter() // a trap leaves the instance in an unknown state
			return fmt.Errorf("apercu: page %d: %w", page, err)
		}
		defer r.Cleanup() // until then the picture is in the memory of the engine
		src, ok := r.Result.RenderedImage.(*image.RGBA)
		if !ok {
			return fmt.Errorf("apercu: page %d: a picture of type %T", page, r.Result.RenderedImage)
		}
		img = surBlanc(src)
		m.dessins++
		m.pointe = max(m.pointe, len(img.Pix)/4)
		return nil
	})
	return img, err
}

// Oublier closes the document and throws away the instance, with the memory that holds
// its text and its pictures. The next document takes a fresh one.
func (m *Moteur) Oublier() {
	select {
	case <-m.pret:
	default:
		return // nothing was ever opened
	}
	_ = m.seul(context.Background(), func() error {
		m.jeter()
		return nil
	})
}

// Close stops the engine. A start under way ends by itself in the background.
func (m *Moteur) Close() error {
	m.annuler()
	select {
	case <-m.pret:
	default:
		return nil
	}
	select {
	case <-m.tour:
		m.fermer()
		m.tour <- struct{}{}
	case <-time.After(10 * time.Second):
		return errors.New("apercu: the engine does not stop")
	}
	return nil
}

func (m *Moteur) fermer() {
	if m.pool == nil {
		return
	}
	m.jeter()
	_ = m.pool.Close()
	if m.code != nil {
		_ = m.code.Close(context.Background())
	}
	m.pool, m.code = nil, nil
}

// seul waits for the engine and for its turn, then calls f.
func (m *Moteur) seul(ctx context.Context, f func() error) error {
	select {
	case <-m.pret:
	case <-ctx.Done():
		return ctx.Err()
	}
	if m.err != nil {
		return m.err
	}
	select {
	case <-m.tour:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { m.tour <- struct{}{} }()
	if m.ctx.Err() != nil {
		return ErrFerme
	}
	// Cancelled while both were ready: whoever cancels may be about to wipe the bytes.
	if err := ctx.Err(); err != nil {
		return err
	}
	return f()
}

// ouvrir makes pdf the open document.
func (m *Moteur) ouvrir(pdf []byte) error {
	if len(pdf) == 0 {
		return errors.New("apercu: an empty document")
	}
	if len(m.pdf) == len(pdf) && &m.pdf[0] == &pdf[0] {
		return nil
	}
	if m.pdf != nil {
		_, err := m.inst.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: m.doc})
		m.pdf, m.tailles = nil, nil
		if err != nil || m.pointe > pixelsGardes || m.dessins > dessinsMax {
			m.jeter()
		}
	}
	if m.inst == nil {
		ctx, stop := context.WithTimeout(m.ctx, 10*time.Second)
		defer stop()
		inst, err := m.pool.GetInstanceWithContext(ctx)
		if err != nil {
			return fmt.Errorf("apercu: %w", err)
		}
		m.inst = inst
	}
	if err := m.charger(pdf); err != nil {
		m.jeter()
		return fmt.Errorf("apercu: %w", err)
	}
	return nil
}

func (m *Moteur) charger(pdf []byte) error {
	d, err := m.inst.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return err
	}
	n, err := m.inst.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.Document})
	if err != nil {
		return err
	}
	tailles := make([]Taille, n.PageCount)
	for i := range tailles {
		t, err := m.inst.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.Document, Index: i})
		if err != nil {
			return err
		}
		if t.Width <= 0 || t.Height <= 0 {
			return fmt.Errorf("page %d has no size", i+1)
		}
		tailles[i] = Taille{t.Width, t.Height}
	}
	if len(tailles) == 0 {
		return errors.New("a document without pages")
	}
	m.doc, m.pdf, m.tailles = d.Document, pdf, tailles
	return nil
}

// jeter throws the instance away, document included.
func (m *Moteur) jeter() {
	if m.inst != nil {
		_ = m.inst.Close()
	}
	m.inst, m.pdf, m.tailles, m.pointe, m.dessins = nil, nil, nil, 0, 0
}

// largeurMax returns the widest picture of a page that stays within pixelsMax.
func largeurMax(t Taille) int {
	l := 1
	for pas := 1 << 14; pas > 0; pas >>= 1 {
		if n := float64(l + pas); n*n*t.Hauteur/t.Largeur <= pixelsMax {
			l += pas
		}
	}
	return l
}

// surBlanc copies a picture out of the memory of the engine, onto paper: a page with
// transparency (a watermark, a logo) comes with an alpha that is not premultiplied.
func surBlanc(src *image.RGBA) *image.RGBA {
	dst := image.NewRGBA(src.Bounds())
	copy(dst.Pix, src.Pix)
	for i := 0; i+3 < len(dst.Pix); i += 4 {
		a := uint32(dst.Pix[i+3])
		if a == 255 {
			continue
		}
		for j := i; j < i+3; j++ {
			dst.Pix[j] = uint8((uint32(dst.Pix[j])*a + 255*(255-a) + 127) / 255)
		}
		dst.Pix[i+3] = 255
	}
	return dst
}
