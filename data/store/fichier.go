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
	"justicepartage/data/vault"
)

// The file that knows the driver, with sauvegarde.go. The vault slips under ouvrirFichier.

//go:embed migrations/*.sql
var migrationsFS embed.FS

// identifiantFichier is the application_id that proves the file is ours: « JePa ».
const identifiantFichier = 0x4A655061

// ouvrirFichier opens the base of a vault, or a plain file, on one connection. It writes
// nothing: the file may turn out to be of another program, or of a newer version.
// prendre holds it.
func ouvrirFichier(ctx context.Context, chemin string, c *vault.Coffre) (*sql.DB, error) {
	q := url.Values{
		"_busy_timeout":  {"400"},
		"_txlock":        {"immediate"},
		"_locking_mode":  {"EXCLUSIVE"},
		"_foreign_keys":  {"on"},
		"_secure_delete": {"on"},
		"_synchronous":   {"FULL"},
		"_cache_size":    {"-65536"},
		// What every transaction asks is prepared once.
		"_stmt_cache_size": {"64"},
	}
	dsn := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: chemin}).EscapedPath(), RawQuery: q.Encode()}).String()
	if c != nil {
		var err error
		if dsn, err = c.DSN(q.Encode()); err != nil {
			return nil, traduire(err)
		}
	}
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return nil, err
	}
	// The exclusive lock and the pragmas belong to the connection: there is one, and it
	// is never given back.
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	db.SetConnMaxLifetime(0)
	if _, err := db.ExecContext(ctx, "PRAGMA temp_store = MEMORY"); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prendre holds a file that is ours, for this program alone, until it is closed.
func prendre(ctx context.Context, db *sql.DB) error {
	for _, p := range []string{"PRAGMA journal_mode = WAL", vault.ApresOuverture, "BEGIN EXCLUSIVE", "COMMIT"} {
		if _, err := db.ExecContext(ctx, p); err != nil {
			return err
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

// duDisque tells whether an error of SQLite comes from what lies under it.
func duDisque(c sqlite3.ErrNo) bool {
	switch c {
	case sqlite3.ErrIoErr, sqlite3.ErrFull, sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrCantOpen:
		return true
	}
	return false
}

func panne(message string, err error) error {
	return &data.Erreur{Code: data.Base, Message: message, Err: err}
}

// traduire says what really happened when SQLite only says that something failed.
func (b *Base) traduire(err error) error {
	if err == nil {
		return nil
	}
	var e sqlite3.Error
	if b.coffre != nil && errors.As(err, &e) && duDisque(e.Code) {
		if d := b.coffre.Derniere(); d != nil {
			return erreurCoffre(d, b.opt.Lieu)
		}
	}
	return traduire(err)
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
		return &data.Erreur{
			Code:    data.Interne,
			Message: "L’opération n’a pas abouti ; rien n’a été changé. Recommencez, et prévenez le support si cela se répète.",
			Err:     err,
		}
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return panne("Cette base est déjà ouverte par un autre programme, peut-être sur un autre poste. Fermez-le, puis recommencez.", err)
	case sqlite3.ErrNotADB:
		return panne("Ce fichier n’est pas une base de Justice et Partage, ou il est abîmé. Vérifiez le chemin, ou restaurez une sauvegarde.", err)
	case sqlite3.ErrCorrupt:
		return panne("La base est abîmée. N’y écrivez plus et restaurez la dernière sauvegarde.", err)
	case sqlite3.ErrFull:
		return panne("Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.", err)
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		return panne("Le disque n’a pas pu être lu ou écrit : rien n’a été enregistré. Vérifiez le disque ou la clé, puis recommencez.", err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return panne("Cette base ne peut pas être modifiée : le fichier ou le dossier est protégé en écriture.", err)
	}
	return &data.Erreur{
		Code:    data.Interne,
		Message: "L’opération n’a pas abouti ; rien n’a été changé. Recommencez, et prévenez le support si cela se répète.",
		Err:     err,
	}
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

// notre refuses a file that is not ours or that a newer program wrote.
func notre(ctx context.Context, db *sql.DB, versions int) error {
	_, err := versionDe(ctx, db, versions)
	return err
}

func versionDe(ctx context.Context, db *sql.DB, versions int) (version int, err error) {
	var app, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	switch {
	case app != identifiantFichier && (app != 0 || version != 0 || tables > 0):
		return 0, panne("Ce fichier est une base d’un autre programme. Il n’a pas été touché : choisissez la base de Justice et Partage.", nil)
	case version > versions:
		return 0, panne("Cette base a été écrite par une version plus récente du programme. "+
			"Elle n’a pas été touchée : installez la dernière version, ou restaurez la copie faite avant la mise à jour (« Restaurer une sauvegarde… »).", nil)
	}
	return version, nil
}

// migrer brings a file to the last version: one transaction a step, after a verified
// copy of a file that already holds something.
func migrer(ctx context.Context, db *sql.DB, chemin string, scripts []string, c *vault.Coffre) error {
	version, err := versionDe(ctx, db, len(scripts))
	if err != nil {
		return err
	}
	if err := prendre(ctx, db); err != nil {
		return err
	}
	if version > 0 && version < len(scripts) {
		if err := copierAvant(ctx, db, chemin, version, c); err != nil {
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
		return err
	}
	defer tx.Rollback()
	for _, sql := range []string{script, fmt.Sprintf("PRAGMA application_id = %d", identifiantFichier), fmt.Sprintf("PRAGMA user_version = %d", version)} {
		if _, err := tx.ExecContext(ctx, sql); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// copierAvant keeps the file as it was before a migration, opened again and checked.
func copierAvant(ctx context.Context, db *sql.DB, chemin string, version int, c *vault.Coffre) error {
	dest := nomAvant(chemin, version+1)
	if err := copier(ctx, db, c, dest, nil); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return panne("La copie de sûreté d’avant la mise à jour n’a pas pu être faite ou relue : la base n’a pas été touchée. "+
			"Vérifiez le dossier et la place sur le disque.", err)
	}
	return nil
}
