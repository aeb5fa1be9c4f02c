//go:build cgo

package vault

import (
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/psanford/sqlite3vfs"
)

// nomVFS is what SQLite knows this file system as.
const nomVFS = "coffre"

var enregistrer = sync.OnceValue(func() error { return sqlite3vfs.RegisterVFS(nomVFS, systemeSQLite{}) })

// DSN is what SQLite opens. It holds a token of this run: no key, no name, no path.
// pragmas are the parameters of the driver.
func (c *Coffre) DSN(pragmas string) (string, error) {
	if err := enregistrer(); err != nil {
		return "", err
	}
	return "file:" + c.jeton + "?vfs=" + nomVFS + "&" + pragmas, nil
}

// systemeSQLite answers SQLite. Its rules are narrower than they look:
//   - Open never fails: the C side closes a file it failed to open under the number of
//     another one. A file that cannot be used answers an error to everything;
//   - the lock of the system is held by the Coffre for its life, so those of SQLite have
//     nothing to do, and there is no shared memory.
type systemeSQLite struct{}

func trouver(nom string) (*Coffre, string) {
	for _, suffixe := range []string{suffixeWAL, suffixeJournal} {
		if j, ok := strings.CutSuffix(nom, suffixe); ok {
			if c, ok := registre.Load(j); ok {
				return c.(*Coffre), suffixe
			}
		}
	}
	if c, ok := registre.Load(nom); ok {
		return c.(*Coffre), ""
	}
	return nil, ""
}

func (systemeSQLite) Open(nom string, flags sqlite3vfs.OpenFlag) (sqlite3vfs.File, sqlite3vfs.OpenFlag, error) {
	if nom == "" {
		return &memoire{}, flags, nil
	}
	c, suffixe := trouver(nom)
	switch {
	case c == nil:
		return perdu{}, flags, nil
	case suffixe == "":
		return &fichierBase{c: c}, flags, nil
	}
	f, err := c.ouvrirFlux(suffixe)
	if err != nil {
		return perdu{}, flags, nil
	}
	return &fichierFlux{c: c, f: f, suffixe: suffixe}, flags, nil
}

func (c *Coffre) ouvrirFlux(suffixe string) (*flux, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.d == nil {
		return nil, ErrFerme
	}
	nom := c.chemin + suffixe
	neuf := !c.opt.systeme.existe(nom)
	var d disque = &disqueMemoire{}
	if !c.opt.LectureSeule {
		var err error
		if d, err = c.opt.systeme.ouvrir(nom, true); err != nil {
			return nil, c.noter(err)
		}
	}
	var dossier func() error
	if neuf && !c.opt.LectureSeule {
		dossier = func() error { return c.opt.systeme.syncDossier(dossierDe(nom)) }
	}
	genre := genreWAL
	if suffixe == suffixeJournal {
		genre = genreJournal
	}
	f, err := nouveauFlux(d, nouveauSceau(c.cle, c.e.fichier, genre), suffixe == suffixeJournal, func() uint64 { c.epoque++; return c.epoque }, dossier)
	if err != nil {
		d.Close()
		return nil, c.noter(err)
	}
	if ancien := c.flux[suffixe]; ancien != nil {
		_ = ancien.fermer() // SQLite closes before it opens again; this is for the descriptor
	}
	c.flux[suffixe] = f
	return f, nil
}

// noter keeps what really happened, for the store to say it.
func (c *Coffre) noter(err error) error {
	if err != nil {
		c.dernier = disqueErreur(err)
	}
	return err
}

func (systemeSQLite) Delete(nom string, dirSync bool) error {
	c, suffixe := trouver(nom)
	if c == nil || suffixe == "" {
		return sqlite3vfs.IOError
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flux[suffixe]; f != nil { // Windows deletes no open file
		f.oublier()
		_ = f.d.Close()
		f.s.detruire()
		delete(c.flux, suffixe)
	}
	if c.opt.LectureSeule {
		return nil
	}
	if err := c.opt.systeme.supprimer(c.chemin + suffixe); err != nil {
		return c.versSQLite(err)
	}
	if dirSync {
		return c.versSQLite(c.opt.systeme.syncDossier(dossierDe(c.chemin)))
	}
	return nil
}

func (systemeSQLite) Access(nom string, flags sqlite3vfs.AccessFlag) (bool, error) {
	c, suffixe := trouver(nom)
	if c == nil {
		return false, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if suffixe != "" && c.opt.LectureSeule {
		return c.flux[suffixe] != nil, nil
	}
	return c.opt.systeme.existe(c.chemin + suffixe), nil
}

func (systemeSQLite) FullPathname(nom string) string { return nom }

func (systemeSQLite) Randomness(b []byte) int { rand.Read(b); return len(b) }

func (systemeSQLite) Sleep(d time.Duration) { time.Sleep(d) }

func (systemeSQLite) CurrentTime() time.Time { return time.Now() }

// versSQLite notes an error and gives SQLite its code.
func (c *Coffre) versSQLite(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errFin):
		return io.EOF
	}
	_ = c.noter(err)
	if disquePlein(err) || errors.Is(err, ErrPlein) {
		return sqlite3vfs.FullError
	}
	return sqlite3vfs.IOError
}

// sansVerrou is the locking of every file: none, see systemeSQLite.
type sansVerrou struct{}

func (sansVerrou) Lock(sqlite3vfs.LockType) error   { return nil }
func (sansVerrou) Unlock(sqlite3vfs.LockType) error { return nil }

// CheckReservedLock answers that nobody else holds a lock, which is « true »: the C side
// of the library turns the answer around. A test opens a base with a hot journal, which
// would stay unread otherwise.
func (sansVerrou) CheckReservedLock() (bool, error) { return true, nil }

func (sansVerrou) SectorSize() int64 { return tailleBloc }

// DeviceCharacteristics claims nothing, not even powersafe overwrite.
func (sansVerrou) DeviceCharacteristics() sqlite3vfs.DeviceCharacteristic { return 0 }

// fichierBase is the base as SQLite sees it.
type fichierBase struct {
	sansVerrou
	c *Coffre
}

func (f *fichierBase) Close() error { return nil } // the Coffre keeps it

func (f *fichierBase) tenir() (*base, func()) {
	f.c.mu.Lock()
	if f.c.d == nil {
		f.c.mu.Unlock()
		return nil, nil
	}
	return f.c.base, f.c.mu.Unlock
}

func (f *fichierBase) ReadAt(p []byte, off int64) (int, error) {
	b, fin := f.tenir()
	if b == nil {
		return 0, sqlite3vfs.IOErrorRead
	}
	defer fin()
	if off%tailleBloc == 0 && len(p) == tailleBloc {
		if err := b.lire(uint64(off/tailleBloc), p); err != nil {
			return 0, f.c.versSQLite(err)
		}
		return len(p), nil
	}
	lu := 0
	for lu < len(p) {
		pos := off + int64(lu)
		if err := b.lire(uint64(pos/tailleBloc), b.clair[:]); err != nil {
			// A few bytes of the first page are read before the journal is. If a power
			// cut tore it, the journal holds it: they are not there yet, which is not
			// damage. The page itself, read whole, is.
			var d *Dommage
			if errors.As(err, &d) && d.Partie == PartieBase && pos < tailleBloc && f.c.unclean {
				return 0, io.EOF
			}
			if errors.Is(err, errFin) {
				return lu, io.EOF
			}
			return 0, f.c.versSQLite(err)
		}
		lu += copy(p[lu:], b.clair[pos%tailleBloc:])
	}
	return lu, nil
}

func (f *fichierBase) WriteAt(p []byte, off int64) (int, error) {
	b, fin := f.tenir()
	if b == nil {
		return 0, sqlite3vfs.IOErrorWrite
	}
	defer fin()
	ecrit := 0
	for ecrit < len(p) {
		pos := off + int64(ecrit)
		i := uint64(pos / tailleBloc)
		if pos%tailleBloc == 0 && len(p)-ecrit >= tailleBloc {
			if err := b.ecrire(i, p[ecrit:ecrit+tailleBloc]); err != nil {
				return ecrit, f.c.versSQLite(err)
			}
			ecrit += tailleBloc
			continue
		}
		if err := b.lire(i, b.clair[:]); err != nil {
			if !errors.Is(err, errFin) {
				return ecrit, f.c.versSQLite(err)
			}
			clear(b.clair[:])
		}
		n := copy(b.clair[pos%tailleBloc:], p[ecrit:])
		if err := b.ecrire(i, b.clair[:]); err != nil {
			return ecrit, f.c.versSQLite(err)
		}
		ecrit += n
	}
	return ecrit, nil
}

func (f *fichierBase) Truncate(taille int64) error {
	b, fin := f.tenir()
	if b == nil {
		return sqlite3vfs.IOError
	}
	defer fin()
	return f.c.versSQLite(b.tronquer(uint64((taille + tailleBloc - 1) / tailleBloc)))
}

func (f *fichierBase) Sync(sqlite3vfs.SyncType) error {
	b, fin := f.tenir()
	if b == nil {
		return sqlite3vfs.IOError
	}
	defer fin()
	return f.c.versSQLite(b.sync())
}

func (f *fichierBase) FileSize() (int64, error) {
	b, fin := f.tenir()
	if b == nil {
		return 0, sqlite3vfs.IOError
	}
	defer fin()
	return int64(b.blocs) * tailleBloc, nil
}

// fichierFlux is the -wal or the journal as SQLite sees it.
type fichierFlux struct {
	sansVerrou
	c       *Coffre
	f       *flux
	suffixe string
}

func (f *fichierFlux) faire(g func() error) error {
	f.c.mu.Lock()
	defer f.c.mu.Unlock()
	if f.c.flux[f.suffixe] != f.f {
		return sqlite3vfs.IOError
	}
	return f.c.versSQLite(g())
}

func (f *fichierFlux) ReadAt(p []byte, off int64) (n int, err error) {
	err = f.faire(func() (err error) { n, err = f.f.ReadAt(p, off); return err })
	return n, err
}

func (f *fichierFlux) WriteAt(p []byte, off int64) (n int, err error) {
	err = f.faire(func() (err error) { n, err = f.f.WriteAt(p, off); return err })
	return n, err
}

func (f *fichierFlux) Truncate(t int64) error {
	return f.faire(func() error { return f.f.Truncate(t) })
}

func (f *fichierFlux) Sync(sqlite3vfs.SyncType) error { return f.faire(f.f.sync) }

func (f *fichierFlux) FileSize() (t int64, err error) {
	err = f.faire(func() error { t = f.f.taille; return nil })
	return t, err
}

func (f *fichierFlux) Close() error {
	f.c.mu.Lock()
	defer f.c.mu.Unlock()
	if f.c.flux[f.suffixe] != f.f {
		return nil
	}
	delete(f.c.flux, f.suffixe)
	err := f.f.fermer()
	f.f.s.detruire()
	return f.c.versSQLite(err)
}

// memoire is a temporary file: it never reaches a disk.
type memoire struct {
	sansVerrou
	disqueMemoire
}

func (m *memoire) Sync(sqlite3vfs.SyncType) error { return nil }
func (m *memoire) FileSize() (int64, error)       { return m.taille() }

// perdu is a file that could not be opened.
type perdu struct{ sansVerrou }

func (perdu) Close() error                       { return nil }
func (perdu) ReadAt([]byte, int64) (int, error)  { return 0, sqlite3vfs.IOErrorRead }
func (perdu) WriteAt([]byte, int64) (int, error) { return 0, sqlite3vfs.IOErrorWrite }
func (perdu) Truncate(int64) error               { return sqlite3vfs.IOError }
func (perdu) Sync(sqlite3vfs.SyncType) error     { return sqlite3vfs.IOError }
func (perdu) FileSize() (int64, error)           { return 0, sqlite3vfs.IOError }
