package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pageDesTouches writes the page of the guide from the table of actions, as the help does.
func pageDesTouches() string {
	var b strings.Builder
	b.WriteString("# Toutes les touches\n\nDans le programme, F1 montre la même liste. Le menu la répète à côté de chaque action.\n\n![L’aide du " +
		"programme](images/aide.png)\n")
	cellule := func(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
	menu := ""
	for _, c := range commandes {
		if c.titre == "" || c.touche == "" {
			continue
		}
		if c.menu != menu {
			menu = c.menu
			fmt.Fprintf(&b, "\n## %s\n\n| Touches | Ce qu’elles font |\n|---|---|\n", menu)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", cellule(c.nomTouche()), cellule(c.titre))
	}
	b.WriteString("\n## Partout\n\n| Touches | Ce qu’elles font |\n|---|---|\n")
	for _, g := range gestes {
		fmt.Fprintf(&b, "| %s | %s |\n", cellule(g[0]), cellule(g[1]))
	}
	b.WriteString("\n[Sommaire](index.md)\n")
	return b.String()
}

// TestPageDesTouches keeps the page of the guide in step with the table. With
// ECRIRE_GUIDE=1 it writes the page.
func TestPageDesTouches(t *testing.T) {
	nom := filepath.Join("..", "docs", "guide", "touches.md")
	voulu := pageDesTouches()
	if os.Getenv("ECRIRE_GUIDE") != "" {
		if err := os.WriteFile(nom, []byte(voulu), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(nom)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != voulu {
		t.Errorf("%s no longer says what the table of actions says.\nWrite it again: ECRIRE_GUIDE=1 go test -tags \"sqlite_fts5 migrated_fynedo no_emoji "+
			"no_animations\" -run TestPageDesTouches ./app", nom)
	}
}
