// Package vault keeps an SQLite base in one sealed file: the Coffre.
//
// Rules of the room:
//   - every byte SQLite writes goes through it: the base, its -wal, its journal; what is
//     temporary stays in memory;
//   - every 4096 bytes are one sealed block, bound to its place, its kind, its file and
//     its version: a block that was altered, moved or put back is an error that names
//     it, never a value;
//   - nothing is written before what it depends on is on the disk;
//   - a wrong password and a damaged file are two different errors;
//   - no error, log or DSN holds a key, a name or a path.
//
// docs/vault.md tells the threats it stands against, the format byte by byte, and what
// it does not protect from.
package vault

import (
	"errors"
	"fmt"
	"time"
)

// Errors of the vault. They say nothing of who or where; the store puts them into
// French sentences.
var (
	ErrSecret    = errors.New("vault: no key slot opens with this secret")
	ErrPasCoffre = errors.New("vault: this file is not a vault")
	ErrEnClair   = errors.New("vault: this file is a plain SQLite file")
	ErrVersion   = errors.New("vault: written by a newer version of the program")
	ErrPlein     = errors.New("vault: the disk is full")
	ErrProtege   = errors.New("vault: the file or its folder is write-protected")
	ErrDisque    = errors.New("vault: the disk could not be read or written")
	ErrInacheve  = errors.New("vault: its making was stopped before it had a key slot")
	ErrComplet   = errors.New("vault: no free key slot")
	ErrExiste    = errors.New("vault: a file exists there already")
	ErrFerme     = errors.New("vault: closed")
)

// Dommage is a part of a file that cannot be believed: it was altered, moved, cut, put
// back from an earlier time, or lost by the disk.
type Dommage struct {
	Partie string // one of the Partie constants
	Bloc   int64  // number of the block in its part, -1 for the whole part
	Raison string // in English, for the log
}

// Parts of a vault.
const (
	PartieEntete  = "entete"  // the header and its key slots
	PartieRacine  = "racine"  // the root
	PartieTable   = "table"   // the versions of 512 blocks
	PartieBase    = "base"    // the pages of the base: block n is page n+1
	PartieJournal = "journal" // the -wal or the rollback journal
)

func (d *Dommage) Error() string {
	return fmt.Sprintf("vault: %s, block %d: %s", d.Partie, d.Bloc, d.Raison)
}

// Occupe tells who holds a vault.
type Occupe struct {
	Par    string    // user and machine, as the system names them; "" when unknown
	Depuis time.Time // zero when unknown
}

func (o *Occupe) Error() string { return "vault: held by another program" }

// Derivation are the parameters of Argon2id (RFC 9106): passes, KiB, threads.
type Derivation struct {
	Passes, Memoire uint32
	Fils            uint8
}

// Options are what a vault is handed. The zero value is right for a program.
type Options struct {
	Derivation Derivation // for new slots; zero: calibrated on this machine
	Horloge    func() time.Time
	Detenteur  string // who the lock says holds the vault; "": user and machine
	// LectureSeule opens without the lock and writes nothing, not even what SQLite wants
	// to: for a backup, on a support that may be protected.
	LectureSeule bool
	// Tolerant is for repairing a copy: where the root or a table is lost, the blocks it
	// vouched for are read all the same if they authenticate, be they of another time.
	Tolerant bool

	systeme systeme // tests: the file system
}

func (o Options) completer() Options {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.systeme == nil {
		o.systeme = disqueReel{}
	}
	return o
}

// Secret opens a vault: a login and its password, or a recovery code.
type Secret struct {
	login, motDePasse string
	secours           bool
}

// MotDePasse is the secret of an account.
func MotDePasse(login, motDePasse string) Secret {
	return Secret{login: login, motDePasse: motDePasse}
}

// Secours is the secret of the recovery sheet, as it was typed.
func Secours(code string) Secret {
	return Secret{motDePasse: normaliserSecours(code), secours: true}
}

// The format. Offsets are those of docs/vault.md.
const (
	tailleBloc  = 4096 // logical
	tailleNonce = 24
	tailleSceau = 16
	avantBase   = 8  // clear bytes before a sealed block of the base: its version
	avantWAL    = 32 // and of a journal: epoch, batch, synced blocks, length

	parGroupe = 512 // data blocks per table

	tailleEntete  = 16 << 10
	posEntete1    = 0
	posEntete2    = tailleEntete
	posEchecs     = 2 * tailleEntete
	tailleEchecs  = 4096
	posRacine1    = 40 << 10
	tailleRacine  = 64 << 10
	posRacine2    = posRacine1 + tailleRacine
	posGroupes    = posRacine2 + tailleRacine
	physiqueBase  = avantBase + tailleNonce + tailleBloc + tailleSceau
	physiqueWAL   = avantWAL + tailleNonce + tailleBloc + tailleSceau
	tailleGroupe  = (parGroupe + 2) * physiqueBase
	groupesMax    = (tailleRacine - 256) / 8
	magie         = "JP-COFFRE\r\n\x00\x1a\xff\xfe\x01" // 16 bytes; text conversions break it
	versionFormat = 1
)
