//go:build cgo

package vault

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
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
	if i.Size() > 400<<10 || i.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("%d bytes after VACUUM, mode %v", i.Size(), i.Mode())
	}
}

// A stop within a transaction of the rollback journal: the next opening rolls it back. It
// would stay unread if the library stopped turning the answer of CheckReservedLock around.
func TestJournalChaud(t *testing.T) {
	c, chemin := neuf(t, essai)
	dsn, err := c.DSN("_locking_mode=EXCLUSIVE&_synchronous=FULL")
	fait(t, err)
	db, err := sql.Open("sqlite3", dsn)
	fait(t, err)
	db.SetMaxOpenConns(1)
	remplir(t, db, 200)
	_, err = db.Exec("PRAGMA cache_size = 5")
	fait(t, err)
	tx, err := db.Begin()
	fait(t, err)
	_, err = tx.Exec("UPDATE t SET v = v || 'change'")
	fait(t, err)
	autre := filepath.Join(t.TempDir(), "base")
	for _, suffixe := range []string{"", "-journal"} {
		b, err := os.ReadFile(chemin + suffixe)
		fait(t, err)
		if len(b) < 10_000 {
			t.Fatalf("%q holds %d bytes: nothing was spilled", suffixe, len(b))
		}
		if bytes.Contains(b, []byte("TEMOIN")) {
			t.Errorf("%q is readable", suffixe)
		}
		fait(t, os.WriteFile(autre+suffixe, b, 0o600))
	}
	fait(t, tx.Rollback())
	fait(t, db.Close())
	c2, _, err := Ouvrir(autre, essai, loginMdp)
	fait(t, err)
	defer c2.Fermer()
	db, err = ouvrirSQL(c2)
	if err != nil {
		t.Fatal(err, c2.Derniere())
	}
	defer db.Close()
	sain(t, db)
	var n int
	fait(t, db.QueryRow("SELECT count(*) FROM t WHERE v LIKE '%change'").Scan(&n))
	if n != 0 || !c2.ArretBrutal() {
		t.Errorf("%d rows of a transaction that was not finished", n)
	}
}

// A file that cannot be opened closes nothing else: the library would close the first
// file of the process in its place.
func TestOuvertureManquee(t *testing.T) {
	c, _ := neuf(t, essai)
	db := sqlDe(t, c)
	remplir(t, db, 10)
	for range 3 {
		perdue, err := sql.Open("sqlite3", "file:inconnu?vfs="+nomVFS)
		fait(t, err)
		if _, err := perdue.Exec("CREATE TABLE x (y)"); err == nil {
			t.Error("a base that does not exist was written")
		}
		perdue.Close()
	}
	remplir(t, db, 10)
	sain(t, db)
	fait(t, db.Close())
}

// A full disk is told as such, and nothing is lost by it.
func TestDisquePlein(t *testing.T) {
	p := nouvellePanne()
	c, err := Creer(filepath.Join(t.TempDir(), "base"), Options{Derivation: legere, systeme: p})
	fait(t, err)
	defer c.Fermer()
	db := sqlDe(t, c)
	defer db.Close()
	remplir(t, db, 10)
	p.regler(1, fautePlein)
	if _, err := db.Exec("INSERT INTO t (v) VALUES ('x')"); err == nil || !errors.Is(c.Derniere(), ErrPlein) {
		t.Errorf("%v", err)
	}
	p.mu.Lock()
	p.plein, p.quand = false, 0
	p.mu.Unlock()
	remplir(t, db, 10)
	sain(t, db)
	var n int
	fait(t, db.QueryRow("SELECT count(*) FROM t").Scan(&n))
	if n != 20 {
		t.Errorf("%d rows", n)
	}
}
