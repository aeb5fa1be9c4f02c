//go:build cgo && !windows

package vault

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestMain lets the test binary be the child that writes and is killed.
func TestMain(m *testing.M) {
	if chemin := os.Getenv("JP_ESSAI_ECRIRE"); chemin != "" {
		if err := ecrireSansFin(chemin); err != nil {
			fmt.Println("erreur", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// ecrireSansFin opens the base, checks it, then saves and prints what was acknowledged.
func ecrireSansFin(chemin string) error {
	c, _, err := Ouvrir(chemin, essai, loginMdp)
	if err != nil {
		return err
	}
	db, err := ouvrirSQL(c)
	if err != nil {
		return fmt.Errorf("%w, %v", err, c.Derniere())
	}
	var n, lignes int
	var etat string
	if err := db.QueryRow("SELECT n FROM etat").Scan(&n); err != nil {
		return fmt.Errorf("%w, %v", err, c.Derniere())
	}
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&etat); err != nil || etat != "ok" {
		return fmt.Errorf("%s, %v, %v", etat, err, c.Derniere())
	}
	if err := db.QueryRow("SELECT count(*) FROM t WHERE n = ?", n).Scan(&lignes); err != nil || n > 0 && lignes != 3 {
		return fmt.Errorf("%d rows of save %d, %v", lignes, n, err)
	}
	if _, err := db.Exec("PRAGMA wal_autocheckpoint = 40"); err != nil {
		return err
	}
	fmt.Println("ouvert", n)
	for {
		n++
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		for k := range 3 {
			if _, err := tx.Exec("INSERT INTO t VALUES (?, randomblob(?))", n, 400+1500*k); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("DELETE FROM t WHERE n < ?", n-60); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE etat SET n = ?", n); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		fmt.Println("acquis", n)
	}
}

// TestArretBrutal kills a writing child at random moments, many times over one base. The
// next child opens it, checks it, and finds all that was acknowledged. No lock remains.
func TestArretBrutal(t *testing.T) {
	tours := 500
	if n, err := strconv.Atoi(os.Getenv("JP_ESSAI_ARRETS")); err == nil {
		tours = n
	}
	c, chemin := neuf(t, essai)
	db := sqlDe(t, c)
	_, err := db.Exec("CREATE TABLE t (n, v); CREATE INDEX i ON t (n); CREATE TABLE etat (n); INSERT INTO etat VALUES (0)")
	fait(t, err)
	fait(t, db.Close())
	fait(t, c.Fermer())
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	acquis, journaux := 0, 0
	for tour := range tours {
		enfant := exec.Command(os.Args[0], "-test.run=^$")
		enfant.Env = append(os.Environ(), "JP_ESSAI_ECRIRE="+chemin)
		sortie, err := enfant.StdoutPipe()
		fait(t, err)
		fait(t, enfant.Start())
		l := bufio.NewReader(sortie)
		var mot string
		var n int
		if _, err := fmt.Fscan(l, &mot, &n); err != nil || mot != "ouvert" {
			reste, _ := io.ReadAll(l)
			t.Fatalf("run %d: %s %v %s", tour, mot, err, reste)
		}
		if n < acquis {
			t.Fatalf("run %d: %d, but %d was acknowledged", tour, n, acquis)
		}
		attente := time.Duration(r.IntN(30_000)) * time.Microsecond
		go func() {
			time.Sleep(attente)
			_ = enfant.Process.Kill()
		}()
		for {
			if _, err := fmt.Fscan(l, &mot, &n); err != nil {
				break
			}
			if mot != "acquis" {
				t.Fatalf("run %d: %s", tour, mot)
			}
			acquis = n
		}
		_ = enfant.Wait()
		if _, err := os.Stat(chemin + "-wal"); err == nil {
			journaux++
		}
	}
	t.Logf("%d kills, %d saves acknowledged, %d journals left behind", tours, acquis, journaux)
	if journaux < tours/2 {
		t.Error("the kills come too early to prove anything")
	}
	c, _, err = Ouvrir(chemin, essai, loginMdp)
	fait(t, err)
	if !c.ArretBrutal() {
		t.Error("an unclean stop was not noticed")
	}
	db = sqlDe(t, c)
	sain(t, db)
	fait(t, db.Close())
	fait(t, c.Fermer())
	if l, _ := filepath.Glob(chemin + "*"); len(l) != 1 {
		t.Errorf("left behind: %q", l)
	}
}
