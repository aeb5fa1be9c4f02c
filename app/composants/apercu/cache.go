package apercu

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tetratelabs/wazero"
)

// The cache holds machine code that this program will run. wazero checks a sum over the
// code alone, and trusts the table of functions beside it: a damaged table would crash
// the program. So a seal, a SHA-256 over every file, is checked before anything is read.

const (
	nomCode  = "pdfium"        // folder of the machine code, in the folder handed in
	nomSceau = "pdfium.sha256" // the seal, beside it

	// variableCompile tells a child process what to do.
	variableCompile = "JUSTICEPARTAGE_APERCU_CODE"
	dureeCompile    = 2 * time.Minute
)

// auxiliaire is true when this program knows how to be its own child.
var auxiliaire atomic.Bool

// Auxiliaire must be the first call of main. Compiling the engine takes some 350 MiB for
// a few seconds: a program that calls Auxiliaire has it done once by a child process of
// its own, which ends inside this call. Without it the engine is compiled in-process.
func Auxiliaire() {
	dossier := os.Getenv(variableCompile)
	if dossier == "" {
		auxiliaire.Store(true)
		return
	}
	if err := remplir(dossier); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// remplir compiles the engine into a folder.
func remplir(dossier string) error {
	c, err := wazero.NewCompilationCacheWithDir(dossier)
	if err != nil {
		return err
	}
	p, err := compiler(c)
	if err != nil {
		return err
	}
	return p.Close()
}

type cache struct {
	dossier string // "" : none
	scelle  bool   // what it holds was checked
	jetable bool   // to be removed once it is loaded
}

// preparerCache returns a cache that can be trusted: its seal holds, or it is empty. When
// the folder cannot be used, a private one hands the code from the child to this process.
func preparerCache(ctx context.Context, dossier string) *cache {
	c := &cache{}
	if dossier != "" {
		c = remplirCache(ctx, dossier)
	}
	if c.dossier != "" || !auxiliaire.Load() {
		return c
	}
	prive, err := os.MkdirTemp("", "justicepartage-")
	if err != nil {
		return c
	}
	if c = remplirCache(ctx, prive); !c.scelle {
		_ = os.RemoveAll(prive)
		return &cache{}
	}
	c.jetable = true
	return c
}

func remplirCache(ctx context.Context, dossier string) *cache {
	c := &cache{dossier: dossier}
	if c.scelle = c.intact(); c.scelle {
		return c
	}
	if !c.vider() {
		return &cache{}
	}
	if auxiliaire.Load() {
		if enfant(ctx, c.code()) == nil {
			c.sceller()
			c.scelle = c.intact()
		}
		if !c.scelle && !c.vider() { // what an interrupted child left
			return &cache{}
		}
	}
	return c
}

func (c *cache) code() string  { return filepath.Join(c.dossier, nomCode) }
func (c *cache) sceau() string { return filepath.Join(c.dossier, nomSceau) }

// vider makes the folder of the code empty, and says whether it can be used.
func (c *cache) vider() bool {
	c.effacer()
	return os.MkdirAll(c.code(), 0o700) == nil && inscriptible(c.code()) && vide(c.code())
}

// liberer removes a cache that was only a way to hand code over.
func (c *cache) liberer() {
	if c.jetable {
		_ = os.RemoveAll(c.dossier)
	}
}

// effacer removes what the cache holds.
func (c *cache) effacer() {
	_ = os.Remove(c.sceau())
	_ = os.RemoveAll(c.code())
}

// wazero returns the cache for the compiler; nil when there is none.
func (c *cache) wazero() wazero.CompilationCache {
	if c.dossier == "" {
		return nil
	}
	w, err := wazero.NewCompilationCacheWithDir(c.code())
	if err != nil {
		c.dossier = ""
		return nil
	}
	return w
}

// sceller writes the seal of what the cache holds.
func (c *cache) sceller() {
	if c.dossier == "" {
		return
	}
	if s, err := empreinte(c.code()); err == nil {
		_ = os.WriteFile(c.sceau(), []byte(s), 0o600)
	}
}

// intact says whether the seal holds.
func (c *cache) intact() bool {
	lu, err := os.ReadFile(c.sceau())
	if err != nil {
		return false
	}
	s, err := empreinte(c.code())
	return err == nil && s == string(lu)
}

// empreinte sums the files of a folder, their names, and the versions that wrote them.
func empreinte(dossier string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %s\n", versions(), runtime.GOOS, runtime.GOARCH)
	n := 0
	err := filepath.WalkDir(dossier, func(nom string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dossier, nom)
		if err != nil {
			return err
		}
		f, err := os.Open(nom)
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // only read
		info, err := f.Stat()
		if err != nil {
			return err
		}
		n++
		fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(rel), info.Size())
		_, err = io.Copy(h, f)
		return err
	})
	if err == nil && n == 0 {
		err = fs.ErrNotExist
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// versions names the modules that decide what the cache holds, so that a new version of
// the program compiles again rather than beside.
func versions() string {
	var sb strings.Builder
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if strings.HasSuffix(d.Path, "/go-pdfium") || strings.HasSuffix(d.Path, "/wazero") {
				sb.WriteString(d.Path + d.Version + " ")
			}
		}
	}
	return sb.String()
}

// enfant is replaced by tests, which have compiled once already.
var enfant = compilerAuDehors

// compilerAuDehors fills a folder by a child process: this program again, which ends in
// Auxiliaire.
func compilerAuDehors(ctx context.Context, dossier string) error {
	moi, err := os.Executable()
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, dureeCompile)
	defer stop()
	cmd := exec.CommandContext(ctx, moi)
	// On one core, behind everything else: somebody is typing meanwhile.
	cmd.Env = append(os.Environ(), variableCompile+"="+dossier, "GOMAXPROCS=1")
	discret(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	ralentir(cmd.Process.Pid)
	return cmd.Wait()
}

func inscriptible(dossier string) bool {
	f, err := os.CreateTemp(dossier, "essai")
	if err != nil {
		return false
	}
	_ = f.Close()
	return os.Remove(f.Name()) == nil
}

func vide(dossier string) bool {
	e, err := os.ReadDir(dossier)
	return err == nil && len(e) == 0
}
