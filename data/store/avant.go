package store

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// A newer version of the program may bring the base to a new form. The copy that is made
// before is what going back to the former version starts from.

const suffixeAvant = ".avant-v"

// nomAvant is where the base as it was before a version of its form is kept.
func nomAvant(chemin string, version int) string {
	return chemin + suffixeAvant + strconv.Itoa(version)
}

// CopiesAvant lists the copies of a base that were made before it was brought to a newer
// form, newest first.
func CopiesAvant(chemin string) []data.Sauvegarde {
	l, err := os.ReadDir(filepath.Dir(chemin))
	if err != nil {
		return nil
	}
	var out []data.Sauvegarde
	for _, e := range l {
		version, ok := strings.CutPrefix(e.Name(), filepath.Base(chemin)+suffixeAvant)
		if n, err := strconv.Atoi(version); !ok || err != nil || n < 1 {
			continue
		}
		i, err := e.Info()
		s := data.Sauvegarde{Chemin: filepath.Join(filepath.Dir(chemin), e.Name()), Avant: true}
		if err != nil || vault.EstCoffre(s.Chemin) != nil {
			continue
		}
		s.Le, s.Octets = i.ModTime(), i.Size()
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b data.Sauvegarde) int { return b.Le.Compare(a.Le) })
	return out
}
