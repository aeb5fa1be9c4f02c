//go:build linux

package boutenbout

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"justicepartage/app/profil"
)

// vide is the smallest Fyne window: what the start of ours is compared with.
const vide = `package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("fr.justice-partage.vide").NewWindow("Vide")
	w.SetContent(widget.NewLabel("vide"))
	w.ShowAndRun()
}
`

// fenetreVide builds it, as a package that stands on no disk of the project.
func fenetreVide(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte(vide), 0o600); err != nil {
		b.Fatal(err)
	}
	ici, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	calque := filepath.Join(dir, "overlay.json")
	j, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(ici, "vide", "main.go"): source}})
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(calque, j, 0o600); err != nil {
		b.Fatal(err)
	}
	exe := filepath.Join(dir, "vide")
	if out, err := exec.Command("go", "build", "-overlay", calque, "-tags", "sqlite_fts5 migrated_fynedo no_emoji no_animations", "-o", exe,
		"./vide").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return exe
}

func mediane(l []time.Duration) time.Duration {
	slices.Sort(l)
	return l[len(l)/2]
}

// residente is the resident memory of a process, in MiB.
func residente(b *testing.B, pid int) float64 {
	b.Helper()
	s, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for l := range strings.SplitSeq(string(s), "\n") {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "VmRSS:" {
			k, _ := strconv.ParseFloat(f[1], 64)
			return k / 1024
		}
	}
	return 0
}

// BenchmarkBarres measures the real program on a virtual screen: from its start to the
// unlock screen beside an empty Fyne window, in turn, and its memory with a dossier open.
func BenchmarkBarres(b *testing.B) {
	bu := nouveauBureau(b)
	exe, rien := programme(b), fenetreVide(b)
	p := profil.Profil{Dossier: filepath.Join(b.TempDir(), "profil")}
	if err := p.Preparer(); err != nil {
		b.Fatal(err)
	}
	numero := preparer(b, p)
	var nous, eux []time.Duration
	for range 9 {
		for _, x := range []struct {
			dest  *[]time.Duration
			exe   string
			titre string
			args  []string
		}{
			{&eux, rien, "Vide", nil},
			{&nous, exe, "Ouvrir la base", []string{"--profil", p.Dossier}},
		} {
			t := time.Now()
			f := bu.ouvrir(x.exe, x.titre, x.args...)
			*x.dest = append(*x.dest, time.Since(t))
			f.tuer()
		}
	}
	v := bu.ouvrir(rien, "Vide")
	memoireVide := residente(b, v.c.Process.Pid)
	v.tuer()
	f := bu.ouvrir(exe, "Ouvrir la base", "--profil", p.Dossier)
	bu.deverrouiller()
	bu.touches("Return")
	bu.titre(numero)
	bu.attendre("the engine of the preview", func() bool {
		_, err := os.Stat(filepath.Join(p.Cache(), "pdfium.sha256"))
		return err == nil
	})
	bu.posement("quelques mots pour que l apercu se dessine ")
	time.Sleep(3 * time.Second) // a measure, not a test: the preview has been drawn
	m := residente(b, f.c.Process.Pid)
	fmt.Printf("BARRE|window: start to the unlock screen, median, against an empty Fyne window|< 1.3×|%d ms|%d ms\n", mediane(nous).Milliseconds(),
		mediane(eux).Milliseconds())
	fmt.Printf("BARRE|window: resident memory with a dossier and its preview, against an empty Fyne window|< 250 MiB|%.0f MiB|%.0f MiB\n", m, memoireVide)
	i, err := os.Stat(exe)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Printf("BARRE|size of the program, not stripped||%.1f MB|\n", float64(i.Size())/1e6)
}
