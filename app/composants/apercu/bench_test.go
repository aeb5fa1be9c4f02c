//go:build linux

package apercu

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The bars of the preview: pages drawn, beside poppler's command that would draw the
// same page; the start of the engine, compiling and not; what it all takes in memory.
func BenchmarkBarres(b *testing.B) {
	ctx, r, autre := context.Background(), rapport(b, "2026-0001", true), rapport(b, "2026-0002", true)
	dir := b.TempDir()

	avant, debut := memoire(b, "VmRSS"), time.Now()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak starts again
	m := demarrerBanc(b, dir)
	froid := time.Since(debut)
	pic := memoire(b, "VmHWM")
	var enfants syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &enfants); err != nil {
		b.Fatal(err)
	}
	if err := m.Close(); err != nil {
		b.Fatal(err)
	}

	var chauds []time.Duration
	for range 9 {
		debut = time.Now()
		m = demarrerBanc(b, dir)
		chauds = append(chauds, time.Since(debut))
		if err := m.Close(); err != nil {
			b.Fatal(err)
		}
	}
	m = demarrerBanc(b, dir)
	defer m.Close() //nolint:errcheck // the run ends here

	var pages, redessins []time.Duration
	for i := range 20 * r.Pages {
		debut = time.Now()
		if _, err := m.Dessiner(ctx, r.PDF, i%r.Pages+1, 800); err != nil {
			b.Fatal(err)
		}
		pages = append(pages, time.Since(debut))
	}
	for i := range 40 {
		pdf := [][]byte{r.PDF, autre.PDF}[i%2]
		debut = time.Now()
		if _, err := m.Dessiner(ctx, pdf, 1, 800); err != nil {
			b.Fatal(err)
		}
		redessins = append(redessins, time.Since(debut))
	}
	apres := memoire(b, "VmRSS")

	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
	fmt.Printf("BARRE|preview: a page at 800 pixels, p95, against pdftoppm||%s|%s\n", ms(p95(pages)), poppler(b, r.PDF))
	fmt.Printf("BARRE|preview: another document and its page, p95||%s|\n", ms(p95(redessins)))
	fmt.Printf("BARRE|preview: engine start with its cache, p95, against the first start||%s|%s\n", ms(p95(chauds)), ms(froid))
	fmt.Printf("BARRE|preview: resident memory after 160 pages, against none||%d MiB|%d MiB\n", apres, avant)
	fmt.Printf("BARRE|preview: peak during the first start (the child that compiles: %d MiB)|< 250 MiB|%d MiB|%d MiB\n", enfants.Maxrss>>10, pic, avant)
}

func demarrerBanc(b *testing.B, dir string) *Moteur {
	b.Helper()
	m := Demarrer(dir)
	<-m.Pret()
	if err := m.Erreur(); err != nil {
		b.Fatal(err)
	}
	return m
}

func p95(l []time.Duration) time.Duration {
	slices.Sort(l)
	return l[len(l)*95/100]
}

// memoire reads a line of /proc/self/status, in MiB.
func memoire(b *testing.B, quoi string) int {
	b.Helper()
	lu, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, reste, _ := strings.Cut(string(lu), quoi+":")
	var k int
	if _, err := fmt.Sscan(reste, &k); err != nil {
		b.Fatal(err)
	}
	return k >> 10
}

// poppler times the command that draws the first page.
func poppler(b *testing.B, pdf []byte) string {
	b.Helper()
	commande, err := exec.LookPath("pdftoppm")
	if err != nil {
		return "not installed"
	}
	f := filepath.Join(b.TempDir(), "d.pdf")
	if err := os.WriteFile(f, pdf, 0o600); err != nil {
		b.Fatal(err)
	}
	var l []time.Duration
	for range 20 {
		debut := time.Now()
		if err := exec.Command(commande, "-l", "1", "-singlefile", "-png", "-scale-to-x", "800", "-scale-to-y", "-1", f, f).Run(); err != nil {
			b.Fatal(err)
		}
		l = append(l, time.Since(debut))
	}
	return fmt.Sprintf("%.1f ms", float64(p95(l).Microseconds())/1000)
}
