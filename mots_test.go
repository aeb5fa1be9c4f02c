package main

import (
	"go/ast"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// motsDeTous are words of one or two services that the program also says of any, by what it
// says with them. A word that nothing says any more goes.
var motsDeTous = map[string][]string{
	"who opens the program, and from where": {"accueil", "administrateur", "compte", "entrée", "feuille", "justice", "session", "téléphone"},
	"what is on a screen":                   {"alerte", "calendrier", "contact", "espace", "formulaire", "modèle"},
	"what the engine makes of any dossier":  {"complément", "compléter", "document", "grille", "remise", "séance", "vérification"},
	"words of every day":                    {"accord", "décision", "journée", "nouvel", "parent", "partie", "premier", "refusé", "rendez"},
	"what a password may not be":            {"victime"},
}

// motsAilleurs are rooms that may say what they want, and why.
var motsAilleurs = map[string]string{
	"app/demonstration": "a fictitious association has a letterhead and people",
	"data/contrat":      "tests write in dossiers",
}

// servicesParMot is how many services a word may be of before it is a word of all.
const servicesParMot = 2

// reMotLong finds the words that say something: « d’une », « pour » are of no service.
var reMotLong = regexp.MustCompile(`\p{L}{6,}`)

// motsLongs are the long words of a text, in small letters and without their plural.
func motsLongs(s string) []string {
	l := reMotLong.FindAllString(strings.ToLower(s), -1)
	for i, m := range l {
		l[i] = strings.TrimSuffix(m, "s")
	}
	return l
}

// motsDesServices says which services a word is of: by what a service calls itself, its
// people, its rows and its documents.
func motsDesServices(t *testing.T) map[string][]string {
	t.Helper()
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	de := map[string][]string{}
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		textes := []string{s.Titre, s.Nouveau, s.Mots.Saisine, s.Mots.Numero, s.Mots.Audience}
		for _, sec := range s.Sections {
			textes = append(textes, sec.Ligne)
		}
		for _, p := range s.Personnes {
			textes = append(textes, p.Titre)
		}
		for _, d := range s.Documents {
			textes = append(textes, d.Titre)
		}
		for _, m := range motsLongs(strings.Join(textes, " ")) {
			if !slices.Contains(de[m], id) {
				de[m] = append(de[m], id)
			}
		}
	}
	return de
}

// No Go file says a word that is of one service or two: what the program says, it says of all.
func TestAucunMotDeServiceDansLeCode(t *testing.T) {
	de := motsDesServices(t)
	general := map[string]bool{}
	for l := range maps.Values(motsDeTous) {
		for _, m := range l {
			general[m] = false
		}
	}
	chaqueFichier(t, func(nom string, f *ast.File, set *token.FileSet) {
		if motsAilleurs[filepath.ToSlash(filepath.Dir(nom))] != "" {
			return
		}
		ailleurs := map[ast.Node]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				ailleurs[n.Path] = true
			case *ast.Field:
				if n.Tag != nil {
					ailleurs[n.Tag] = true
				}
			case *ast.BasicLit:
				s, err := strconv.Unquote(n.Value)
				if n.Kind != token.STRING || ailleurs[n] || err != nil {
					return true
				}
				for _, m := range motsLongs(s) {
					if l := de[m]; len(l) == 0 || len(l) > servicesParMot {
						continue
					}
					if _, connu := general[m]; connu {
						general[m] = true
						continue
					}
					t.Errorf("%s says %q, a word of %s", set.Position(n.Pos()), m, strings.Join(de[m], " and "))
				}
			}
			return true
		})
	})
	for m, dit := range general {
		if !dit {
			t.Errorf("motsDeTous lets %q be said, and nothing says it: take it out", m)
		}
	}
}
