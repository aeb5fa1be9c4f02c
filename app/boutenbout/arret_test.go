//go:build linux

package boutenbout

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"justicepartage/app/profil"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// ou is where the words are typed.
var ou = trame.Chemin{Section: "observations", Champ: "attitude"}

// grace is what the virtual screen may add to the second in which a text is saved: the
// processor draws it, and keys wait for the drawing. The second itself is held to account
// on a clock of its own, in the tests of the window.
const grace = time.Second

// memoire is a folder in memory where there is one: a process that is killed does not
// depend on the disk, and other programs make the disk wait.
func memoire(t *testing.T) string {
	var place syscall.Statfs_t
	if syscall.Statfs("/dev/shm", &place) != nil || place.Bavail*uint64(place.Bsize) < 200<<20 {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("/dev/shm", "essai")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// TestTueEnTapant kills the program with SIGKILL while somebody types, at a random moment,
// fifty times on the same base. What was typed a second before is there, the base is
// sound, and the program opens again.
func TestTueEnTapant(t *testing.T) {
	fois := 50
	if testing.Short() {
		fois = 3
	}
	b := nouveauBureau(t)
	exe := programme(t)
	p := profil.Profil{Dossier: filepath.Join(memoire(t), "profil")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	numero := preparer(t, p)
	// The preview prepares its engine once; a first start is another test.
	f := b.ouvrir(exe, "Ouvrir la base", "--profil", p.Dossier)
	b.deverrouiller()
	b.attendre("the engine of the preview", func() bool {
		_, err := os.Stat(filepath.Join(p.Cache(), "pdfium.sha256"))
		return err == nil
	})
	b.touches("ctrl+q")
	f.finie()
	perdus, tardifs := 0, 0
	var gardes []string
	for i := range fois {
		f := b.ouvrir(exe, "Ouvrir la base", "--profil", p.Dossier)
		b.deverrouiller()
		b.touches("Return") // the only dossier is the first of the list
		b.titre(numero)
		// Words, one after the other, until the end comes.
		type mot struct {
			s  string
			le time.Time
		}
		var mots []mot
		fin := time.Now().Add(time.Duration(2300+rand.IntN(900)) * time.Millisecond)
		for n := 0; time.Now().Before(fin); n++ {
			m := fmt.Sprintf("m%02dx%02d ", i, n)
			b.posement(m)
			mots = append(mots, mot{m, time.Now()})
		}
		mort := time.Now()
		f.tuer()
		texte := relire(t, p, numero)
		for _, m := range mots {
			if !m.le.Before(mort.Add(-time.Second)) || strings.Contains(texte, m.s[:len(m.s)-1]) {
				continue
			}
			tardifs++
			if m.le.Before(mort.Add(-time.Second - grace)) {
				perdus++
				t.Errorf("run %d: %q, typed %v before the end, is lost", i, m.s, mort.Sub(m.le))
			}
		}
		for _, g := range gardes {
			if !strings.Contains(texte, g) {
				t.Fatalf("run %d: %q, there at an earlier opening, is gone", i, g)
			}
		}
		if len(mots) > 0 && strings.Contains(texte, strings.TrimSpace(mots[0].s)) {
			gardes = append(gardes, strings.TrimSpace(mots[0].s))
		}
	}
	t.Logf("killed %d times; %d words lost, %d within the grace of the virtual screen", fois, perdus, tardifs-perdus)
	// What was left for other programs goes at the next start.
	if l, err := os.ReadDir(filepath.Join(p.Dossier, "temporaire")); err != nil || len(l) > 0 {
		t.Errorf("what other programs read: %v %v", l, err)
	}
}

// preparer makes a base with one dossier, left in the section of the words.
func preparer(t testing.TB, p profil.Profil) string {
	t.Helper()
	ctx := context.Background()
	s, err := store.Create(ctx, p.Base(), store.Options{Assets: assets.FS}, data.Compte{Login: compte, Nom: "Claire Vidal"}, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	svc, err := s.Service(ctx, "esr", "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := svc.LireReponses("essai.toml", []byte("[reponses.entretien]\nissue = \"accord\"\n[reponses.etat_civil]\nnom = \"Teyssier\"\n"), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Creer(ctx, svc.ID, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PoserReprise(ctx, d.Numero, ou.Section); err != nil {
		t.Fatal(err)
	}
	// Without the preview: a virtual screen is drawn by the processor, and what is measured
	// is when a text is saved, not how fast the processor draws.
	sans := false
	if err := p.Ecrire(profil.Reglages{Base: p.Base(), Login: compte, Apercu: &sans}); err != nil {
		t.Fatal(err)
	}
	return d.Numero
}

// relire opens the base that was left behind and checks it whole.
func relire(t *testing.T, p profil.Profil, numero string) string {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, p.Base(), store.Options{Assets: assets.FS}, compte, motDePasse)
	if err != nil {
		t.Fatalf("the base no longer opens: %v", err)
	}
	defer s.Close()
	if err := s.Verifier(ctx); err != nil {
		t.Fatalf("the base is not sound: %v", err)
	}
	d, err := s.Dossier(ctx, numero)
	if err != nil {
		t.Fatal(err)
	}
	texte, _ := d.Reponses.Valeur(ou).(string)
	return texte
}
