package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"justicepartage/data"
	"justicepartage/data/disque"
	"justicepartage/data/vault"
)

// pasCopie is how many pages are copied before others may use the base again.
var pasCopie = 256

// copier makes a verified copy of an open base: sealed when the base is, under a name of
// its own until it was opened again, checked and counted. An existing file is replaced.
func copier(ctx context.Context, db *sql.DB, c *vault.Coffre, dest string, progres data.Progres) (err error) {
	essai := dest + ".en-cours"
	if err := retirer(essai); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, retirer(essai))
		}
	}()
	comptes, err := compterTables(ctx, db)
	if err != nil {
		return err
	}
	if err := copierBrut(ctx, db, c, essai, progres); err != nil {
		return err
	}
	if err := relire(ctx, c, essai, comptes); err != nil {
		return err
	}
	if err := disque.Renommer(essai, dest); err != nil {
		return err
	}
	return vault.SyncDossier(filepath.Dir(dest))
}

// retirer removes a base and what SQLite keeps beside it.
func retirer(chemin string) error {
	for _, suffixe := range []string{"", "-wal", "-journal", "-shm"} {
		if err := os.Remove(chemin + suffixe); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// copierBrut copies the pages through the online backup of SQLite, a few at a time: what
// is saved meanwhile is in the copy too.
func copierBrut(ctx context.Context, db *sql.DB, c *vault.Coffre, dest string, progres data.Progres) (err error) {
	var vers *vault.Coffre
	if c == nil {
		if err := creerVide(dest); err != nil {
			return err
		}
	} else {
		if vers, err = c.Copier(dest); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, vers.Fermer()) }()
	}
	return verser(ctx, db, dest, vers, progres)
}

// verser copies an open base into an empty one.
func verser(ctx context.Context, db *sql.DB, dest string, vers *vault.Coffre, progres data.Progres) (err error) {
	cible, err := ouvrirFichier(ctx, dest, vers)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cible.Close()) }()
	// The copy is thrown away if anything happens to it: it needs no journal of its own,
	// and is flushed at the end.
	for _, p := range []string{"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"} {
		if _, err := cible.ExecContext(ctx, p); err != nil {
			return err
		}
	}
	return verserDans(ctx, db, cible, progres)
}

func verserDans(ctx context.Context, db, cible *sql.DB, progres data.Progres) error {
	conn, err := cible.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(d any) error { return pas(ctx, db, d.(*sqlite3.SQLiteConn), progres) })
}

// pas copies until all is there. Between two steps the source is free.
func pas(ctx context.Context, db *sql.DB, cible *sqlite3.SQLiteConn, progres data.Progres) (err error) {
	var b *sqlite3.SQLiteBackup
	avec := func(f func(*sqlite3.SQLiteConn) error) error {
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		return conn.Raw(func(d any) error { return f(d.(*sqlite3.SQLiteConn)) })
	}
	if err := avec(func(source *sqlite3.SQLiteConn) (err error) {
		b, err = cible.Backup("main", source, "main")
		return err
	}); err != nil {
		return err
	}
	defer func() {
		fin := avec(func(*sqlite3.SQLiteConn) error { return b.Finish() })
		err = errors.Join(err, fin)
	}()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		fini := false
		if err := avec(func(*sqlite3.SQLiteConn) (err error) { fini, err = b.Step(pasCopie); return err }); err != nil {
			return err
		}
		if n := b.PageCount(); progres != nil && n > 0 {
			progres(0.8 * float64(n-b.Remaining()) / float64(n)) // the rest is reading it again
		}
		if fini {
			return nil
		}
	}
}

// compterTables counts the rows of every table.
func compterTables(ctx context.Context, db *sql.DB) (map[string]int64, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'
		ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var noms []string
	for rows.Next() {
		var nom string
		if err := rows.Scan(&nom); err != nil {
			return nil, err
		}
		noms = append(noms, nom)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	out := map[string]int64{}
	for _, nom := range noms {
		var n int64
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+strings.ReplaceAll(nom, `"`, `""`)+`"`).Scan(&n); err != nil {
			return nil, err
		}
		out[nom] = n
	}
	return out, nil
}

// relire opens a copy again, checks it, and compares what it holds.
func relire(ctx context.Context, c *vault.Coffre, chemin string, comptes map[string]int64) (err error) {
	var copie *vault.Coffre
	if c != nil {
		if copie, err = c.OuvrirCopie(chemin, true); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, copie.Fermer()) }()
	}
	db, err := ouvrirFichier(ctx, chemin, copie)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var etat string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&etat); err != nil {
		return err
	}
	if etat != "ok" {
		return fmt.Errorf("the copy is not sound")
	}
	relus, err := compterTables(ctx, db)
	if err != nil {
		return err
	}
	for _, nom := range sansRetrait { // what was saved meanwhile is there too
		if relus[nom] < comptes[nom] {
			return fmt.Errorf("the copy lacks rows of %s", nom)
		}
	}
	return nil
}

// sansRetrait are the tables from which a session takes no row out.
var sansRetrait = []string{"compte", "trame", "compteur", "dossier", "reponses", "evenement", "piece", "document", "audit"}
