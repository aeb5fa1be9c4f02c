package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

const tags = "sqlite_fts5 migrated_fynedo no_emoji no_animations"

// interdits: what a room must never reach, even through another one.
var interdits = map[string][]string{
	"justicepartage/data/trame":      {"justicepartage/data/store", "justicepartage/data/vault", "justicepartage/reports", "justicepartage/app", "database/sql", "mattn/go-sqlite3", "gofpdf", "fyne.io"},
	"justicepartage/data":            {"justicepartage/data/store", "justicepartage/data/vault", "justicepartage/reports", "justicepartage/app", "database/sql", "mattn/go-sqlite3", "gofpdf", "fyne.io"},
	"justicepartage/data/identite":   {"justicepartage/data/trame", "database/sql", "gofpdf", "fyne.io"},
	"justicepartage/data/saisie":     {"justicepartage/data/trame", "justicepartage/data/identite", "database/sql", "gofpdf", "fyne.io"},
	"justicepartage/data/vault":      {"justicepartage/data/store", "justicepartage/data/trame", "justicepartage/reports", "justicepartage/app", "gofpdf", "fyne.io"},
	"justicepartage/data/temporaire": {"justicepartage/data/store", "justicepartage/data/vault", "justicepartage/app", "database/sql", "gofpdf", "fyne.io"},
	"justicepartage/data/disque":     {"justicepartage/data/store", "justicepartage/data/vault", "justicepartage/data/trame", "justicepartage/reports", "justicepartage/app", "database/sql", "gofpdf", "fyne.io"},
	"justicepartage/data/store":      {"justicepartage/reports", "justicepartage/app", "gofpdf", "fyne.io"},
	"justicepartage/reports":         {"justicepartage/data/store", "justicepartage/app", "database/sql", "mattn/go-sqlite3", "fyne.io"},
	"justicepartage/data/francais":   {"justicepartage/data/trame", "justicepartage/data/store", "justicepartage/reports", "justicepartage/app", "gofpdf", "fyne.io"},
	"justicepartage/app/composants":  {"justicepartage/data/store", "database/sql", "gofpdf"},
	"justicepartage/assets":          {"justicepartage/data", "justicepartage/reports", "justicepartage/app"},

	"justicepartage/app/composants/apercu": {"justicepartage/data", "justicepartage/reports", "justicepartage/assets", "mattn/go-sqlite3", "gofpdf"},
}

// seuls: packages that one room alone may import.
var seuls = map[string]string{
	"justicepartage/data/vault":      "data/store",
	"github.com/psanford/sqlite3vfs": "data/vault",
	"github.com/mattn/go-sqlite3":    "data/store",
	"github.com/jung-kurt/gofpdf":    "reports",
	"github.com/expr-lang/expr/ast":  "data/trame",
	"github.com/yuin/goldmark":       "reports",

	"github.com/klippa-app/go-pdfium":             "app/composants/apercu",
	"github.com/klippa-app/go-pdfium/webassembly": "app/composants/apercu",
	"github.com/tetratelabs/wazero":               "app/composants/apercu",
}

func TestSensDesImports(t *testing.T) {
	for room, refus := range interdits {
		out, err := exec.Command("go", "list", "-deps", "-tags", tags, room).Output()
		if err != nil {
			t.Fatalf("go list %s: %v", room, err)
		}
		for _, dep := range strings.Fields(string(out)) {
			for _, r := range refus {
				if dep == r || strings.HasPrefix(dep, r+"/") || !strings.Contains(r, "justicepartage") && strings.Contains(dep, r) {
					t.Errorf("%s reaches %s", room, dep)
				}
			}
		}
	}
	chaqueFichier(t, func(nom string, f *ast.File, _ *token.FileSet) {
		for _, imp := range f.Imports {
			chemin, _ := strconv.Unquote(imp.Path.Value)
			if room, ok := seuls[chemin]; ok && filepath.Dir(nom) != room {
				t.Errorf("%s imports %s: only %s may", nom, chemin, room)
			}
		}
	})
}

// ecrans: rooms of the window that know nothing of each other. app alone joins them.
var ecrans = []string{"accueil", "demarrage", "dossier", "dossiers", "nouveau", "reglages"}

func TestEcransSepares(t *testing.T) {
	for _, e := range ecrans {
		out, err := exec.Command("go", "list", "-deps", "-tags", tags, "justicepartage/app/"+e).Output()
		if err != nil {
			t.Fatalf("go list app/%s: %v", e, err)
		}
		deps := strings.Fields(string(out))
		for _, autre := range append(ecrans, "commande") {
			if autre != e && slices.Contains(deps, "justicepartage/app/"+autre) {
				t.Errorf("app/%s imports app/%s", e, autre)
			}
		}
		if slices.Contains(deps, "justicepartage/app") {
			t.Errorf("app/%s imports app", e)
		}
	}
}

// chaqueFichier visits the Go files of the project that are not tests.
func chaqueFichier(t *testing.T, f func(nom string, file *ast.File, set *token.FileSet)) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(nom string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(nom, ".go") || strings.HasSuffix(nom, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, nom, nil, 0)
		if err == nil {
			f(nom, file, set)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// vocabulaire: words that are keys of fields and also words of the engine itself
// (types of fields, functions, landmarks, parts of an address or of a person).
var vocabulaire = map[string]bool{
	"date": true, "heure": true, "montant": true, "age": true, "adresse": true, "telephone": true,
	"nom": true, "nom_usage": true, "prenoms": true, "naissance": true, "fonction": true, "objet": true,
	"nature": true, "statut": true, "total": true, "document": true, "type": true, "titre": true, "mode": true, "le": true,
	"possible": true, "signataire": true, "declarations": true, "accord": true, "saisine": true, "lecture": true, "quand": true,
}

// No Go file names a service, a section or a field: knowledge is data.
func TestAucunServiceDansLeCode(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	noms := map[string]string{}
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		noms[id], noms[s.Prefixe] = "service", "prefix"
		for _, sec := range s.Sections {
			if !vocabulaire[sec.Cle] {
				noms[sec.Cle] = "section"
			}
			for _, c := range sec.Champs {
				noms[c.Chemin()] = "field"
				if !vocabulaire[c.Cle] {
					noms[c.Cle] = "field"
				}
			}
		}
	}
	chaqueFichier(t, func(nom string, f *ast.File, set *token.FileSet) {
		etiquettes := map[ast.Node]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			if champ, ok := n.(*ast.Field); ok && champ.Tag != nil {
				etiquettes[champ.Tag] = true
			}
			if imp, ok := n.(*ast.ImportSpec); ok {
				etiquettes[imp.Path] = true
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || etiquettes[lit] {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if quoi := noms[s]; err == nil && quoi != "" {
				t.Errorf("%s names the %s %q", set.Position(lit.Pos()), quoi, s)
			}
			return true
		})
	})
}
