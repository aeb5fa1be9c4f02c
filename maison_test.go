package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

const module = "justicepartage"

// permis is what each room may import: of the project by its folder, of the outside by its
// module. What is not here is refused, and what is here and not used goes. A folder under
// app that is not named is a screen, and may import what a screen may.
var permis = map[string][]string{
	".": {"app", "app/commande", "app/composants/apercu", "app/profil", "app/systeme", "assets"},
	"app": {
		"fyne.io/fyne/v2", "app/attente", "app/composants", "app/composants/apercu", "app/contrat", "app/demonstration", "app/dialogues", "app/edition",
		"app/fiches", "app/habillage", "app/profil", "app/regard", "app/systeme", "app/taches", "data", "data/francais", "data/store", "data/trame", "reports",
		lesEcrans,
	},
	lesEcrans: {
		"fyne.io/fyne/v2", "github.com/arran4/golang-ical", "github.com/rickar/cal/v2",
		"app/attente", "app/composants", "app/contrat", "app/dialogues", "app/edition", "app/fiches", "app/habillage", "app/horloge", "app/profil", "app/regard", "app/taches",
		"data", "data/francais", "data/identite", "data/saisie", "data/trame", "reports",
	},
	"app/attente":           {"app/profil", "data", "data/trame"},
	"app/boutenbout":        {},
	"app/clavier":           {"fyne.io/fyne/v2", "app/habillage", "assets"},
	"app/commande":          {"golang.org/x/term", "app/demonstration", "app/edition", "app/profil", "data", "data/store", "data/trame", "reports"},
	"app/composants":        {"fyne.io/fyne/v2", "app/habillage", "data/francais", "data/identite", "data/saisie", "data/trame"},
	"app/composants/apercu": {"fyne.io/fyne/v2", "github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero", "os/exec"},
	"app/contrat":           {"fyne.io/fyne/v2"},
	"app/demonstration":     {"app/edition", "data", "data/store", "data/trame", "reports"},
	"app/dialogues":         {"fyne.io/fyne/v2", "app/composants", "app/habillage", "app/taches", "data"},
	"app/edition":           {"data", "data/francais", "data/trame", "reports"},
	"app/fiches":            {"fyne.io/fyne/v2", "app/composants", "app/habillage", "data", "data/francais", "data/identite", "data/saisie"},
	"app/habillage":         {"fyne.io/fyne/v2"},
	"app/horloge":           {"data/francais"},
	"app/profil":            {"data/disque"},
	"app/regard":            {"data/identite"},
	"app/systeme":           {"golang.org/x/sys", "app/profil", "data", "data/temporaire", "os/exec", "unsafe"},
	"app/taches":            {"fyne.io/fyne/v2"},
	"assets":                {},
	"data":                  {"data/identite", "data/saisie", "data/trame"},
	"data/contrat":          {"data", "data/identite", "data/trame"},
	"data/disque":           {"golang.org/x/sys"},
	"data/faux":             {"data", "data/identite", "data/saisie", "data/trame"},
	"data/francais":         {"golang.org/x/text"},
	"data/identite":         {"golang.org/x/text"},
	"data/saisie":           {"golang.org/x/text"},
	"data/store": {
		"github.com/mattn/go-sqlite3", "golang.org/x/crypto", "database/sql", "unsafe",
		"data", "data/disque", "data/identite", "data/saisie", "data/trame", "data/vault",
	},
	"data/temporaire": {"data"},
	"data/trame":      {"github.com/expr-lang/expr", "github.com/pelletier/go-toml/v2", "data/francais", "data/identite", "data/saisie"},
	"data/vault":      {"github.com/psanford/sqlite3vfs", "golang.org/x/crypto", "golang.org/x/text", "unsafe", "data/disque"},
	"reports":         {"github.com/jung-kurt/gofpdf", "github.com/yuin/goldmark", "golang.org/x/image", "data", "data/francais", "data/trame", "reports/porte"},
	"reports/porte":   {"data/trame"},
}

// lesEcrans stands for every screen, in permis.
const lesEcrans = "app/*"

// gardes are the packages of the standard library that a room must be allowed too: they reach
// out of the program, or around its types.
var gardes = []string{"database/sql", "net", "net/http", "net/rpc", "os/exec", "plugin", "unsafe"}

// seuls: packages that one file or room alone may import, of those a room may.
var seuls = map[string]string{
	"github.com/jung-kurt/gofpdf": "reports/dessin.go",
}

// permission is what an import asks for, "" for what everybody may.
func permission(chemin string) string {
	if interne, ok := strings.CutPrefix(chemin, module+"/"); ok {
		return interne
	}
	if premier, _, _ := strings.Cut(chemin, "/"); strings.Contains(premier, ".") {
		return chemin
	}
	if slices.Contains(gardes, chemin) {
		return chemin
	}
	return ""
}

// Every room imports what it may and nothing else; a screen knows no other screen, nor where
// the data live.
func TestSensDesImports(t *testing.T) {
	servis := map[string]map[string]bool{}
	chaqueFichier(t, func(nom string, f *ast.File, _ *token.FileSet) {
		piece := filepath.ToSlash(filepath.Dir(nom))
		ici := piece
		if _, connue := permis[piece]; !connue {
			if parent := filepath.Dir(piece); parent != "app" {
				t.Errorf("%s is a room that permis does not know", piece)
				return
			}
			ici = lesEcrans
		}
		if servis[ici] == nil {
			servis[ici] = map[string]bool{}
		}
		for _, imp := range f.Imports {
			chemin, _ := strconv.Unquote(imp.Path.Value)
			p := permission(chemin)
			if p == "" {
				continue
			}
			accorde := slices.IndexFunc(permis[ici], func(a string) bool {
				_, nommee := permis[p]
				return p == a || !strings.HasPrefix(chemin, module) && strings.HasPrefix(p, a+"/") ||
					a == lesEcrans && !nommee && filepath.Dir(p) == "app"
			})
			if accorde < 0 {
				t.Errorf("%s imports %s", nom, chemin)
				continue
			}
			servis[ici][permis[ici][accorde]] = true
			if seul, ok := seuls[p]; ok && filepath.ToSlash(nom) != seul {
				t.Errorf("%s imports %s: only %s may", nom, chemin, seul)
			}
		}
	})
	for piece, l := range permis {
		if servis[piece] == nil {
			t.Errorf("permis names the room %s, which is gone", piece)
		}
		for _, p := range l {
			if !servis[piece][p] {
				t.Errorf("%s may import %s and does not: take it out of permis", piece, p)
			}
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

// What a file and a type may weigh: somebody has to read them.
const (
	lignesMax   = 500
	colonnesMax = 160
	methodesMax = 40
	mediane     = 150
)

// Files stay short, lines too, and no type does everything.
func TestMesures(t *testing.T) {
	var tailles []int
	err := filepath.WalkDir(".", func(nom string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(nom, ".go") {
			return err
		}
		octets, err := os.ReadFile(nom)
		if err != nil {
			return err
		}
		lignes := strings.Split(strings.TrimSuffix(string(octets), "\n"), "\n")
		tailles = append(tailles, len(lignes))
		if len(lignes) > lignesMax {
			t.Errorf("%s has %d lines, %d at most", nom, len(lignes), lignesMax)
		}
		for i, l := range lignes {
			if n := utf8.RuneCountInString(l); n > colonnesMax && !strings.HasSuffix(nom, "_test.go") {
				t.Errorf("%s:%d has %d columns, %d at most", nom, i+1, n, colonnesMax)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(tailles)
	if m := tailles[len(tailles)/2]; m > mediane {
		t.Errorf("the median file has %d lines, %d at most", m, mediane)
	}
	methodes := map[string]int{}
	chaqueFichier(t, func(nom string, f *ast.File, _ *token.FileSet) {
		if strings.HasPrefix(filepath.ToSlash(nom), "data/faux/") {
			return // a double: it is as wide as what it stands for
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				recu := fn.Recv.List[0].Type
				if p, ok := recu.(*ast.StarExpr); ok {
					recu = p.X
				}
				if g, ok := recu.(*ast.IndexExpr); ok {
					recu = g.X
				}
				if id, ok := recu.(*ast.Ident); ok {
					methodes[filepath.Dir(nom)+"."+id.Name]++
				}
			}
		}
	})
	for typ, n := range methodes {
		if n > methodesMax {
			t.Errorf("%s has %d methods, %d at most", typ, n, methodesMax)
		}
	}
}
