package store

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

const temoin = "Xylophonard"

// A witness name goes through a full use of the store. It is in no file that remains, not
// while the base is open either, in no error, and no login is readable.
func TestTemoin(t *testing.T) {
	profil := t.TempDir()
	tmp := filepath.Join(profil, "tmp")
	if err := os.Mkdir(tmp, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"} {
		t.Setenv(v, tmp)
	}
	chemin := filepath.Join(profil, "base.coffre")
	var dits []string
	dire := func(err error) {
		for e := err; e != nil; e = errors.Unwrap(e) {
			dits = append(dits, e.Error())
		}
	}
	opt := options(t)
	// A plain base first: its encryption leaves nothing either.
	opt.enClair = true
	s, err := Create(ctx, chemin, opt, data.Compte{Login: "xylophonarde", Nom: "Claire " + temoin, HabiliteDu: "2020-01-01"}, phrase)
	if err != nil {
		t.Fatal(err)
	}
	creer(t, s, personne(temoin, "Mathieu", "", ""))
	s.Close()
	opt.enClair = false
	s, err = Open(ctx, chemin, opt, "xylophonarde", phrase)
	if err != nil {
		t.Fatal(err)
	}
	dits = append(dits, s.Avis()...)
	d := creer(t, s, complet(t, s, func(r trame.Reponses) {
		poser(r, "etat_civil.nom", temoin)
		poser(r, "famille.enfance", strings.Repeat(temoin+" vivait chez sa mère. ", 400))
	}))
	finaliser(t, s, d.Numero, "rapport")
	_, err = s.AjouterPiece(ctx, d.Numero, temoin+".pdf", "application/pdf", bytes.Repeat([]byte(temoin), 5000))
	dire(err)
	dire(s.Noter(ctx, d.Numero, data.Evenement{Texte: "appel de " + temoin}))
	for _, q := range []string{temoin, "menuisier", "vivait mere"} {
		_, err = s.ChercherIdentite(ctx, q, 5)
		dire(err)
		_, err = s.ChercherTexte(ctx, q, 5)
		dire(err)
	}
	_, err = s.Doublons(ctx, identite.Identite{Nom: temoin}, 5)
	dire(err)
	_, err = s.Historique(ctx, d.Numero)
	dire(err)
	_, err = s.Creer(ctx, "esr", trame.Reponses{"etat_civil": {Valeurs: map[string]any{"inconnu": temoin}}}, nil)
	dire(err)
	_, err = s.Enregistrer(ctx, d.Numero, trame.Changement{Apres: trame.Reponses{"inconnue": {Valeurs: map[string]any{"x": temoin}}}})
	dire(err)
	_, err = s.Dossier(ctx, temoin)
	dire(err)
	_, err = s.Sauvegarder(ctx, nil)
	dire(err)
	_, err = s.db.Exec("VACUUM")
	dire(err)
	_, err = s.db.Exec("CREATE TEMP TABLE x AS SELECT doc FROM reponses ORDER BY doc")
	dire(err)
	rien := func(quand string) {
		t.Helper()
		n := 0
		err := filepath.WalkDir(profil, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			n++
			b, err := os.ReadFile(p)
			bas := bytes.ToLower(b)
			if bytes.Contains(bas, []byte(strings.ToLower(temoin))) || bytes.Contains(b, []byte("SQLite format")) || strings.Contains(strings.ToLower(p), strings.ToLower(temoin)) {
				t.Errorf("%s: %s tells", quand, filepath.Base(p))
			}
			return err
		})
		if err != nil || n < 2 {
			t.Errorf("%d files, %v", n, err)
		}
	}
	rien("open")
	s.Close()
	rien("closed")
	_, err = Open(ctx, chemin, opt, temoin, "pas le bon du tout")
	dire(err)
	_, err = Restaurer(ctx, chemin, filepath.Join(profil, temoin), opt, "xylophonarde", phrase, nil)
	dire(err)
	_, err = Open(ctx, filepath.Join(profil, temoin+".coffre"), opt, "xylophonarde", phrase)
	dire(err)
	abimerBloc(t, chemin, 30)
	_, err = Diagnostiquer(ctx, chemin, opt, "xylophonarde", phrase, nil)
	dire(err)
	rien("damaged")
	for _, dit := range dits {
		if strings.Contains(strings.ToLower(dit), strings.ToLower(temoin)) || strings.Contains(dit, phrase) || strings.Contains(dit, profil) {
			t.Errorf("told: %s", dit)
		}
	}
	if len(dits) < 6 {
		t.Errorf("only %d errors were read", len(dits))
	}
}

// enregistrerSansFin is the child of TestArretBrutal: it saves a dossier again and again
// and prints the revisions that were acknowledged.
func enregistrerSansFin(chemin string) error {
	s, err := Open(ctx, chemin, Options{Assets: assets.FS, Derivation: legere}, "claire", phrase)
	if err != nil {
		return err
	}
	if err := s.Verifier(ctx); err != nil {
		return err
	}
	d, err := s.Dossier(ctx, os.Getenv("JP_ESSAI_NUMERO"))
	if err != nil {
		return err
	}
	svc, err := s.Service(ctx, d.Service, d.Version)
	if err != nil {
		return err
	}
	fmt.Println(d.Revision)
	for {
		r := d.Reponses.Copie()
		poser(r, "famille.enfance", fmt.Sprintf("%d %s", d.Revision, strings.Repeat("texte ", int(d.Revision%700))))
		if d, err = s.Enregistrer(ctx, d.Numero, svc.Comparer(d.Reponses, r)); err != nil {
			return err
		}
		fmt.Println(d.Revision)
	}
}

// The whole store is killed while it saves: the base opens, is sound in every respect,
// tells that it was stopped, and has every acknowledged save.
func TestArretBrutal(t *testing.T) {
	s, chemin := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	s.Close()
	acquis := int64(0)
	alea := rand.New(rand.NewPCG(2, uint64(time.Now().UnixNano())))
	for tour := range 40 {
		enfant := exec.Command(os.Args[0])
		enfant.Env = append(os.Environ(), "JP_ESSAI_ENREGISTRER="+chemin, "JP_ESSAI_NUMERO="+d.Numero)
		sortie, err := enfant.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := enfant.Start(); err != nil {
			t.Fatal(err)
		}
		l := bufio.NewReader(sortie)
		var n int64
		if _, err := fmt.Fscan(l, &n); err != nil || n < acquis {
			reste, _ := l.ReadString('\n')
			t.Fatalf("run %d: revision %d, %d acknowledged, %v %s", tour, n, acquis, err, reste)
		}
		attente := time.Duration(alea.IntN(60_000)) * time.Microsecond
		go func() { time.Sleep(attente); _ = enfant.Process.Kill() }()
		for {
			if _, err := fmt.Fscan(l, &n); err != nil {
				break
			}
			acquis = n
		}
		_ = enfant.Wait()
	}
	s = comme(t, chemin, "claire", phrase)
	if !s.ArretBrutal() || !strings.Contains(strings.Join(s.Avis(), " "), "saine") {
		t.Errorf("%q", s.Avis())
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	t.Logf("%d saves acknowledged", acquis)
}
