//go:build cgo

package vault

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
)

var (
	legere   = Derivation{1, 64, 1} // the strength of passwords is not what is tested
	essai    = Options{Derivation: legere, Detenteur: "essai"}
	pragmas  = "_locking_mode=EXCLUSIVE&_synchronous=FULL&_secure_delete=on&_txlock=immediate"
	loginMdp = MotDePasse("claire", "une phrase de passe")
)

func neuf(tb testing.TB, o Options) (*Coffre, string) {
	tb.Helper()
	chemin := filepath.Join(tb.TempDir(), "base")
	c, err := Creer(chemin, o)
	if err != nil {
		tb.Fatal(err)
	}
	if err := c.PoserCompte(1, "claire", "une phrase de passe"); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { c.Fermer() })
	return c, chemin
}

func sqlDe(tb testing.TB, c *Coffre) *sql.DB {
	tb.Helper()
	db, err := ouvrirSQL(c)
	if err != nil {
		tb.Fatal(err)
	}
	return db
}

func ouvrirSQL(c *Coffre) (*sql.DB, error) {
	dsn, err := c.DSN(pragmas)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; SELECT count(*) FROM sqlite_schema; " + ApresOuverture); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func fait(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func remplir(tb testing.TB, db *sql.DB, n int) {
	tb.Helper()
	_, err := db.Exec("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v TEXT)")
	fait(tb, err)
	for i := range n {
		_, err := db.Exec("INSERT INTO t (v) VALUES (?)", strings.Repeat("TEMOIN-Chazal ", 1+i%200))
		fait(tb, err)
	}
}

func sain(tb testing.TB, db *sql.DB) {
	tb.Helper()
	var s string
	fait(tb, db.QueryRow("PRAGMA integrity_check").Scan(&s))
	if s != "ok" {
		tb.Fatal(s)
	}
}

func TestCoffre(t *testing.T) {
	c, chemin := neuf(t, essai)
	db := sqlDe(t, c)
	var mode string
	fait(t, db.QueryRow("PRAGMA journal_mode").Scan(&mode))
	if mode != "wal" {
		t.Errorf("journal %s", mode)
	}
	remplir(t, db, 3000)
	// Nothing is readable, in the -wal neither.
	for _, nom := range []string{chemin, chemin + "-wal"} {
		b, err := os.ReadFile(nom)
		fait(t, err)
		if bytes.Contains(b, []byte("TEMOIN")) || bytes.Contains(b, []byte("SQLite")) || bytes.Contains(b, []byte("claire")) {
			t.Errorf("%s is readable", filepath.Base(nom))
		}
	}
	sain(t, db)
	_, _, err := Ouvrir(chemin, essai, loginMdp)
	var o *Occupe
	if !errors.As(err, &o) || o.Par != "essai" || time.Since(o.Depuis) > time.Minute {
		t.Errorf("second opening: %v", err)
	}
	fait(t, db.Close())
	fait(t, c.Fermer())
	for _, suffixe := range []string{"-wal", "-journal", ".verrou"} {
		if _, err := os.Stat(chemin + suffixe); err == nil {
			t.Errorf("%s remains", suffixe)
		}
	}
	for _, s := range []Secret{MotDePasse("claire", "une autre phrase"), MotDePasse("Paul", "une phrase de passe"), Secours("ABCD")} {
		if _, _, err := Ouvrir(chemin, essai, s); !errors.Is(err, ErrSecret) {
			t.Errorf("%v", err)
		}
	}
	c, compte, err := Ouvrir(chemin, essai, loginMdp)
	fait(t, err)
	if compte != 1 || c.ArretBrutal() || len(c.Echecs()) != 3 {
		t.Errorf("account %d, brutal %v, %d failures", compte, c.ArretBrutal(), len(c.Echecs()))
	}
	fait(t, c.OublierEchecs())
	db = sqlDe(t, c)
	sain(t, db)
	var n int
	fait(t, db.QueryRow("SELECT count(*) FROM t").Scan(&n))
	if n != 3000 {
		t.Errorf("%d rows", n)
	}
	_, err = db.Exec("DELETE FROM t WHERE id > 100")
	fait(t, err)
	_, err = db.Exec("VACUUM")
	fait(t, err)
	sain(t, db)
	fait(t, db.Close())
	fait(t, c.Fermer())
	i, err := os.Stat(chemin)
	fait(t, err)
	if i.Size() > 400<<10 || i.Mode().Perm() != 0o600 {
		t.Errorf("%d bytes after VACUUM, mode %v", i.Size(), i.Mode())
	}
}
