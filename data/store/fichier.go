package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/mattn/go-sqlite3"

	"justicepartage/data"
)

// The only file that knows the driver. The encrypted file of the vault slips under
// ouvrirFichier.

//go:embed migrations/*.sql
var migrationsFS embed.FS

// identifiantFichier is the application_id that proves the file is ours: « JePa ».
const identifiantFichier = 0x4A655061

// ouvrirFichier opens the physical file on one connection. It writes nothing: the file
// may turn out to be of another program, or of a newer version. prendre holds it.
func ouvrirFichier(ctx context.Context, chemin string) (*sql.DB, error) {
	q := url.Values{
		"_busy_timeout":  {"400"},
		"_txlock":        {"immediate"},
		"_locking_mode":  {"EXCLUSIVE"},
		"_foreign_keys":  {"on"},
		"_secure_delete": {"on"},
		"_synchronous":   {"FULL"},
		"_cache_size":    {"-65536"},
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: chemin}).EscapedPath(), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite3", u.String())
	if err != nil {
		return nil, traduire(err)
	}
	// The exclusive lock and the pragmas belong to the connection: there is one, and it
	// is never given back.
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	db.SetConnMaxLifetime(0)
	if _, err := db.ExecContext(ctx, "PRAGMA temp_store = MEMORY"); err != nil {
		db.Close()
		return nil, traduire(err)
	}
	return db, nil
}

// prendre holds a file that is ours, for this program alone, until it is closed.
func prendre(ctx context.Context, db *sql.DB) error {
	for _, p := range []string{"PRAGMA journal_mode = WAL", "BEGIN EXCLUSIVE", "COMMIT"} {
		if _, err := db.ExecContext(ctx, p); err != nil {
			return traduire(err)
		}
	}
	return nil
}

// creerVide makes an empty file that only its owner reads; an existing one is refused.
func creerVide(chemin string) error {
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func base(message string, err error) error {
	return &data.Erreur{Code: data.Base, Message: message, Err: err}
}

// traduire turns an error of the driver into one of ours.
func traduire(err error) error {
	var e sqlite3.Error
	var nous *data.Erreur
	switch {
	case err == nil || errors.As(err, &nous):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return &data.Erreur{Code: data.Introuvable, Message: "Cet élément n’existe pas, ou votre compte n’y a pas accès.", Err: err}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case !errors.As(err, &e):
		return &data.Erreur{Code: data.Interne, Message: "L’opération n’a pas abouti ; rien n’a été changé. Recommencez, et prévenez le support si cela se répète.", Err: err}
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return base("Cette base est déjà ouverte par un autre programme, peut-être sur un autre poste. Fermez-le, puis recommencez.", err)
	case sqlite3.ErrNotADB:
		return base("Ce fichier n’est pas une base de Justice et Partage, ou il est abîmé. Vérifiez le chemin, ou restaurez une sauvegarde.", err)
	case sqlite3.ErrCorrupt:
		return base("La base est abîmée. N’y écrivez plus et restaurez la dernière sauvegarde.", err)
	case sqlite3.ErrFull:
		return base("Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.", err)
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		return base("Le disque n’a pas pu être lu ou écrit : rien n’a été enregistré. Vérifiez le disque ou la clé, puis recommencez.", err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return base("Cette base ne peut pas être modifiée : le fichier ou le dossier est protégé en écriture.", err)
	}
	return &data.Erreur{Code: data.Interne, Message: "L’opération n’a pas abouti ; rien n’a été changé. Recommencez, et prévenez le support si cela se répète.", Err: err}
}

// migrations gives the scripts in order; the n-th brings user_version to n.
func migrations(fsys fs.FS) ([]string, error) {
	noms, err := fs.Glob(fsys, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var out []string
	for i, nom := range noms {
		if !strings.HasPrefix(nom, fmt.Sprintf("migrations/%04d_", i+1)) {
			return nil, fmt.Errorf("migration %s is out of order", nom)
		}
		b, err := fs.ReadFile(fsys, nom)
		if err != nil {
			return nil, err
		}
		out = append(out, string(b))
	}
	return out, nil
}

// migrer brings a file to the last version: one transaction a step, after a verified
// copy of a file that already holds something.
func migrer(ctx context.Context, db *sql.DB, chemin string, scripts []string) error {
	var app, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return traduire(err)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return traduire(err)
	}
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return traduire(err)
	}
	switch {
	case app != identifiantFichier && (app != 0 || version != 0 || tables > 0):
		return base("Ce fichier est une base d’un autre programme. Il n’a pas été touché : choisissez la base de Justice et Partage.", nil)
	case version > len(scripts):
		return base("Cette base a été écrite par une version plus récente du programme. Elle n’a pas été touchée : installez la dernière version.", nil)
	}
	if err := prendre(ctx, db); err != nil {
		return err
	}
	if version > 0 && version < len(scripts) {
		if err := copierAvant(ctx, db, chemin, version); err != nil {
			return err
		}
	}
	for v := version; v < len(scripts); v++ {
		if err := etapeMigration(ctx, db, scripts[v], v+1); err != nil {
			return err
		}
	}
	return nil
}

func etapeMigration(ctx context.Context, db *sql.DB, script string, version int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return traduire(err)
	}
	defer tx.Rollback()
	for _, sql := range []string{script, fmt.Sprintf("PRAGMA application_id = %d", identifiantFichier), fmt.Sprintf("PRAGMA user_version = %d", version)} {
		if _, err := tx.ExecContext(ctx, sql); err != nil {
			return traduire(err)
		}
	}
	return traduire(tx.Commit())
}

// copierAvant keeps the file as it was before a migration, opened again and checked.
func copierAvant(ctx context.Context, db *sql.DB, chemin string, version int) error {
	copie := fmt.Sprintf("%s.avant-v%d", chemin, version+1)
	if err := os.Remove(copie); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return traduire(err)
	}
	if err := creerVide(copie); err != nil { // VACUUM INTO alone would let everybody read it
		return base("La copie de sûreté d’avant la mise à jour n’a pas pu être faite : la base n’a pas été touchée. Vérifiez le dossier et la place sur le disque.", err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", copie); err != nil {
		return traduire(err)
	}
	c, err := ouvrirFichier(ctx, copie)
	if err != nil {
		return err
	}
	defer c.Close()
	var ok string
	if err := c.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
		return base("La copie de sûreté faite avant la mise à jour n’est pas lisible : la base n’a pas été touchée. Vérifiez la place sur le disque.", err)
	}
	return nil
}
