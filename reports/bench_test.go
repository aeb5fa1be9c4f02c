package reports

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The bars of the report: answers to PDF bytes, beside the bare gofpdf calls that draw
// the same pages, and beside LibreOffice turning the same report into a PDF, which is
// what people do today.
func BenchmarkBarres(b *testing.B) {
	a := atelier(b)
	s := service(b, "esr")
	ex := casNomme(b, s, "Rapport complet", nil)
	d := demande(ex, "rapport")
	blocs, err := a.Blocs(d)
	if err != nil {
		b.Fatal(err)
	}
	pages, images, _ := a.pages(d, blocs)
	ligne := func(nom, barre string, nous, base time.Duration) {
		fmt.Printf("BARRE|%s|%s|%.1f ms|%.1f ms\n", nom, barre, float64(nous.Microseconds())/1000, float64(base.Microseconds())/1000)
	}
	nous := mediane(b, 40, func() error {
		// A fresh examination each time: nothing is remembered from the last one.
		d.Examen = s.Examiner(ex.Reponses(), ex.Contexte())
		_, err := a.Rendre(d)
		return err
	})
	nu := mediane(b, 40, func() error {
		_, err := a.p.ecrire(pages, images, d.metadonnees())
		return err
	})
	ligne(fmt.Sprintf("ESR of %d pages, answers to PDF bytes, against the bare gofpdf calls", len(pages)), "< 100 ms, < 1.5×", nous, nu)
	lourd := casNomme(b, s, "Rapport complet", charge)
	d.Examen = lourd
	r, err := a.Rendre(d)
	if err != nil {
		b.Fatal(err)
	}
	long := mediane(b, 10, func() error {
		d.Examen = s.Examiner(lourd.Reponses(), lourd.Contexte())
		_, err := a.Rendre(d)
		return err
	})
	fmt.Printf("BARRE|ESR of %d pages (40 verifications, 6 000-character paragraphs)||%.1f ms|\n", r.Pages, float64(long.Microseconds())/1000)
	if office, err := exec.LookPath("soffice"); err == nil {
		ligne("the same ESR by LibreOffice, command to PDF on disk", "", nous, libreOffice(b, office, blocs))
	} else {
		fmt.Println("BARRE|the same ESR by LibreOffice|||not installed")
	}
}

func mediane(b *testing.B, n int, f func() error) time.Duration {
	b.Helper()
	l := make([]time.Duration, n)
	for i := range l {
		t := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		l[i] = time.Since(t)
	}
	slices.SortFunc(l, cmp.Compare)
	return l[n/2]
}

// libreOffice converts a page of the same words; the first start, which makes a profile,
// is not counted.
func libreOffice(b *testing.B, office string, blocs []Bloc) time.Duration {
	b.Helper()
	dir := b.TempDir()
	var html strings.Builder
	html.WriteString("<html><meta charset=utf-8><body>")
	for _, l := range strings.Split(texteBlocs(blocs), ". ") {
		fmt.Fprintf(&html, "<p>%s.</p>", strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(l))
	}
	html.WriteString("</body></html>")
	fichier := filepath.Join(dir, "rapport.html")
	if err := os.WriteFile(fichier, []byte(html.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	convertir := func() error {
		return exec.Command(office, "-env:UserInstallation=file://"+dir+"/profil", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", dir, fichier).Run()
	}
	if err := convertir(); err != nil {
		b.Fatal(err)
	}
	return mediane(b, 5, convertir)
}
