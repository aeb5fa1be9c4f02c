package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Offsets of the format, as docs/vault.md gives them.
const (
	debutBlocs = 172032
	unBloc     = 4144
)

func abimerBloc(tb testing.TB, chemin string, bloc int64) {
	tb.Helper()
	f, err := os.OpenFile(chemin, os.O_RDWR, 0)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	off := debutBlocs + (bloc/512)*514*unBloc + (2+bloc%512)*unBloc + 2000
	b := make([]byte, 1)
	if _, err := f.ReadAt(b, off); err != nil {
		tb.Fatal(err)
	}
	b[0] ^= 1
	f.WriteAt(b, off)
}

func baseAReparer(tb testing.TB) (chemin string, n int, pages map[string][]int64, feuille string) {
	tb.Helper()
	s, chemin := nouvelle(tb)
	for i := range 40 {
		d := creer(tb, s, complet(tb, s, func(r trame.Reponses) {
			poser(r, "etat_civil.nom", "Chazal"+string(rune('a'+i/26))+string(rune('a'+i%26)))
		}))
		if i%4 == 0 {
			finaliser(tb, s, d.Numero, "rapport")
		}
		if err := s.Noter(ctx, d.Numero, data.Evenement{Texte: "un appel"}); err != nil {
			tb.Fatal(err)
		}
	}
	var total int64
	if err := s.db.QueryRow("PRAGMA page_count").Scan(&total); err != nil {
		tb.Fatal(err)
	}
	pages = map[string][]int64{"toutes": {total}}
	feuille = s.CodeDeSecours()
	s.Close()
	return chemin, 40, pages, feuille
}

// Whatever block is damaged: the diagnosis names it; the repair gives a base that opens,
// is sound, and in which every dossier that is not named is as it was.
func TestReparer(t *testing.T) {
	chemin, n, pages, feuille := baseAReparer(t)
	sain, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	avant := etatDe(t, chemin)
	d, err := Diagnostiquer(ctx, chemin, options(t), "claire", phrase, nil)
	if err != nil || !d.Sain() {
		t.Fatalf("%+v %v", d, err)
	}
	total := pages["toutes"][0]
	pas := int64(1)
	if testing.Short() || os.Getenv("JP_ESSAI_LONG") == "" {
		pas = max(total/24, 1)
	}
	perdus := 0
	for bloc := int64(0); bloc < total; bloc += pas {
		p := filepath.Join(t.TempDir(), "base.coffre")
		if err := os.WriteFile(p, sain, 0o600); err != nil {
			t.Fatal(err)
		}
		abimerBloc(t, p, bloc)
		abime, _ := os.ReadFile(p)
		d, err := Diagnostiquer(ctx, p, options(t), "claire", phrase, nil)
		if bloc == 0 {
			if !EstAbime(err) { // the first page holds the schema: only a backup helps
				t.Errorf("block 0: %v", err)
			}
			continue
		}
		if err != nil {
			if !EstAbime(err) {
				t.Errorf("block %d: %v", bloc, err)
			}
			t.Logf("block %d: %v", bloc, err)
			perdus++
			continue
		}
		if d.Sain() || !strings.Contains(strings.Join(d.Phrases(), "\n"), fmt.Sprintf("le bloc n° %d ", bloc)) {
			t.Errorf("block %d is not named: %q", bloc, d.Phrases())
		}
		dest := filepath.Join(filepath.Dir(p), "reparee.coffre")
		r, err := Reparer(ctx, p, dest, options(t), "claire", phrase, nil)
		if err != nil {
			t.Errorf("block %d: %v", bloc, err)
			continue
		}
		if b, _ := os.ReadFile(p); !slices.Equal(b, abime) {
			t.Errorf("block %d: the damaged base was changed", bloc)
		}
		if strings.Contains(strings.Join(r.Autres, " "), "feuille de secours") {
			s, err := OuvrirAvecSecours(ctx, dest, options(t), feuille, "claire", phrase)
			if err != nil {
				t.Errorf("block %d: %v", bloc, err)
				continue
			}
			s.Close()
		}
		nommes := map[string]bool{}
		for _, a := range r.Diagnostic.Dossiers {
			nommes[a.Numero] = true
		}
		apres := etatDe(t, dest)
		for numero, e := range avant {
			if apres[numero] != e && !nommes[numero] {
				t.Errorf("block %d: %s changed or is gone without being named (%q)", bloc, numero, r.Phrases())
				break
			}
		}
		if l, _ := filepath.Glob(filepath.Join(filepath.Dir(p), "*.examen*")); len(l) > 0 {
			t.Errorf("left behind: %q", l)
		}
	}
	if perdus > 4 { // the pages of the schema
		t.Errorf("%d blocks out of %d leave nothing to repair", perdus, total/pas)
	}
	t.Logf("%d dossiers, %d blocks, %d beyond repair", n, total, perdus)
}

// etatDe reads all of a base: a line per dossier.
func etatDe(tb testing.TB, chemin string) map[string]string {
	tb.Helper()
	s := comme(tb, chemin, "claire", phrase)
	defer s.Close()
	if err := s.Verifier(ctx); err != nil {
		tb.Errorf("%v", err)
	}
	out := map[string]string{}
	l, err := s.Dossiers(ctx, data.Filtre{Tri: "numero"})
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range l {
		d, err := s.Dossier(ctx, r.Numero)
		if err != nil {
			continue
		}
		docs, _ := s.Documents(ctx, r.Numero)
		journal, _ := s.Journal(ctx, r.Numero)
		trouve, _ := s.ChercherIdentite(ctx, strings.Fields(r.Titre)[0], 5)
		out[r.Numero] = fmt.Sprint(r.Titre, string(d.Reponses.JSON()), len(docs), len(journal), len(trouve))
	}
	return out
}
