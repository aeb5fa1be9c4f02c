package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// flux is a file that SQLite writes from its beginning and begins again: the -wal, the
// rollback journal. Its blocks carry, authenticated:
//
//	époque  which time it was begun; blocks of another time are nothing
//	lot     the number of the flush they were written by
//	acquis  how many blocks the flush before had made last
//	rempli  how many of their bytes are used
//
// After a power cut the last blocks may be torn: they read as zeros, and SQLite's own
// checksums end the journal there. A block below what a later one knows to be acquired
// is no accident of a power cut: it is damage, and named.
//
// The rollback journal serves only while a base is made, before it is a WAL. SQLite comes
// back to its beginning and writes over what it flushed: there nothing is acquired, and
// its own counts and checksums end it.
type flux struct {
	d        disque
	s        *sceau
	dossier  func() error // flushes the folder once, after the file was made
	epoque   uint64
	prochain func() uint64 // gives a new epoch
	lot      uint64
	acquis   uint64 // blocks made last
	taille   int64  // logical
	blocs    map[uint64]*blocFlux
	sales    int
	dommage  *Dommage
	retour   bool // the rollback journal, which SQLite writes in another order: see below
	repris   bool // left by a program that was stopped: to be emptied before it is written
	tampon   [physiqueWAL]byte
}

type blocFlux struct {
	clair  [tailleBloc]byte
	rempli int
	sale   bool
}

// ApresOuverture is what SQLite is told once it has opened the base of a Coffre, before
// anything is written: bring what the journal holds into the base, and empty it.
//
// A journal that a stop left may end in a torn block. SQLite would go on writing within
// the last block that is whole, which holds saves that were acknowledged: a second stop,
// tearing that one, would lose them. Until the journal was emptied, it is not written.
const ApresOuverture = "PRAGMA wal_checkpoint(TRUNCATE)"

var errRepris = errors.New("vault: a journal left by a stop was not emptied")

const (
	salesMax = 256  // dirty blocks kept before they are written
	gardeMax = 2048 // blocks kept in memory
)

func nouveauFlux(d disque, s *sceau, retour bool, prochain func() uint64, dossier func() error) (*flux, error) {
	f := &flux{d: d, s: s, retour: retour, prochain: prochain, dossier: dossier, blocs: map[uint64]*blocFlux{}}
	t, err := d.taille()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDisque, err)
	}
	if t == 0 {
		f.epoque = prochain()
		return f, nil
	}
	return f, f.reprendre(t)
}

// etatBloc is what is known of a block left by a former program.
type etatBloc struct {
	valide              bool
	epoque, lot, acquis uint64
	rempli              int
}

// reprendre reads what a program that was stopped left behind.
func (f *flux) reprendre(t int64) error {
	n := uint64((t + physiqueWAL - 1) / physiqueWAL)
	etats := make([]etatBloc, n)
	for i := range n {
		var clair [tailleBloc]byte
		e, err := f.lireBloc(i, clair[:])
		if err != nil {
			return err
		}
		etats[i] = e
		if e.valide {
			f.epoque = max(f.epoque, e.epoque)
		}
	}
	for _, e := range etats {
		if e.valide && e.epoque == f.epoque {
			f.acquis, f.lot = max(f.acquis, e.acquis), max(f.lot, e.lot)
		}
	}
	if f.retour {
		f.acquis = 0
	}
	for i := range f.acquis {
		switch {
		case i >= n || !etats[i].valide:
			f.dommage = &Dommage{PartieJournal, int64(i), "does not authenticate, although it was acquired"}
		case etats[i].epoque != f.epoque || i+1 < f.acquis && etats[i].rempli < tailleBloc:
			f.dommage = &Dommage{PartieJournal, int64(i), "is of another time"}
		}
		if f.dommage != nil {
			break
		}
	}
	for i, e := range etats {
		if e.valide && e.epoque == f.epoque {
			f.taille = int64(i)*tailleBloc + int64(e.rempli)
		}
	}
	if f.epoque == 0 {
		f.epoque = f.prochain()
	}
	f.repris = f.taille > 0 && !f.retour
	return nil
}

// lireBloc reads a block from the disk; one that does not authenticate is not valid.
func (f *flux) lireBloc(i uint64, clair []byte) (e etatBloc, err error) {
	n, err := f.d.ReadAt(f.tampon[:], int64(i)*physiqueWAL)
	if n < len(f.tampon) {
		if err != nil && !finDeFichier(err) {
			return e, fmt.Errorf("%w: %w", ErrDisque, err)
		}
		return e, nil
	}
	if !f.s.ouvrir(clair, f.tampon[:], avantWAL, int64(i)) {
		clear(clair)
		return e, nil
	}
	e = etatBloc{
		valide: true, epoque: binary.LittleEndian.Uint64(f.tampon[:]), lot: binary.LittleEndian.Uint64(f.tampon[8:]),
		acquis: binary.LittleEndian.Uint64(f.tampon[16:]), rempli: int(binary.LittleEndian.Uint64(f.tampon[24:])),
	}
	if e.rempli > tailleBloc {
		e = etatBloc{}
	}
	return e, nil
}

func (f *flux) bloc(i uint64) (*blocFlux, error) {
	if b := f.blocs[i]; b != nil {
		return b, nil
	}
	b := &blocFlux{}
	e, err := f.lireBloc(i, b.clair[:])
	if err != nil {
		return nil, err
	}
	if !e.valide || e.epoque != f.epoque {
		clear(b.clair[:]) // torn, or of another time
	} else {
		b.rempli = e.rempli
	}
	if len(f.blocs) >= gardeMax {
		for k, v := range f.blocs {
			if !v.sale {
				clear(v.clair[:])
				delete(f.blocs, k)
				if len(f.blocs) < gardeMax/2 {
					break
				}
			}
		}
	}
	f.blocs[i] = b
	return b, nil
}

func (f *flux) ReadAt(p []byte, off int64) (int, error) {
	if f.dommage != nil {
		return 0, f.dommage
	}
	lu := 0
	for lu < len(p) {
		pos := off + int64(lu)
		if pos >= f.taille {
			return lu, errFin
		}
		b, err := f.bloc(uint64(pos / tailleBloc))
		if err != nil {
			return lu, err
		}
		fin := min(int64(tailleBloc), f.taille-pos/tailleBloc*tailleBloc)
		lu += copy(p[lu:], b.clair[pos%tailleBloc:fin])
	}
	return lu, nil
}

func (f *flux) WriteAt(p []byte, off int64) (int, error) {
	if off == 0 && f.taille > 0 && !f.retour {
		// SQLite begins the journal again: all that it held is in the base.
		if err := f.recommencer(); err != nil {
			return 0, err
		}
	}
	if f.repris {
		return 0, errRepris
	}
	ecrit := 0
	for ecrit < len(p) {
		pos := off + int64(ecrit)
		b, err := f.bloc(uint64(pos / tailleBloc))
		if err != nil {
			return ecrit, err
		}
		n := copy(b.clair[pos%tailleBloc:], p[ecrit:])
		b.rempli = max(b.rempli, int(pos%tailleBloc)+n)
		if !b.sale {
			b.sale = true
			f.sales++
		}
		ecrit += n
	}
	f.taille = max(f.taille, off+int64(len(p)))
	if f.sales > salesMax {
		return ecrit, f.vider()
	}
	return ecrit, nil
}

// recommencer empties the file, for good, before a new epoch is written over it.
func (f *flux) recommencer() error {
	if err := f.d.Truncate(0); err != nil {
		return err
	}
	if err := f.d.Sync(); err != nil {
		return err
	}
	f.oublier()
	f.epoque, f.lot, f.acquis, f.taille, f.dommage, f.repris = f.prochain(), 0, 0, 0, nil, false
	return nil
}

func (f *flux) oublier() {
	for _, b := range f.blocs {
		clear(b.clair[:])
	}
	clear(f.blocs)
	f.sales = 0
}

// vider writes the dirty blocks, neighbours together.
func (f *flux) vider() error {
	if f.sales == 0 {
		return nil
	}
	f.lot++
	n := uint64((f.taille + tailleBloc - 1) / tailleBloc)
	var lot []byte
	debut := uint64(0)
	pousser := func() error {
		if lot == nil {
			return nil
		}
		_, err := f.d.WriteAt(lot, int64(debut)*physiqueWAL)
		lot = lot[:0]
		return err
	}
	premier := n
	for i, b := range f.blocs {
		if b.sale {
			premier = min(premier, i)
		}
	}
	for i := premier; i < n; i++ {
		b := f.blocs[i]
		if b == nil || !b.sale {
			if len(lot) > 0 {
				if err := pousser(); err != nil {
					return err
				}
			}
			continue
		}
		if len(lot) == 0 {
			debut = i
		}
		k := len(lot)
		lot = append(lot, f.tampon[:]...)
		dest := lot[k:]
		binary.LittleEndian.PutUint64(dest, f.epoque)
		binary.LittleEndian.PutUint64(dest[8:], f.lot)
		binary.LittleEndian.PutUint64(dest[16:], f.acquis)
		binary.LittleEndian.PutUint64(dest[24:], uint64(b.rempli))
		f.s.sceller(dest, avantWAL, int64(i), b.clair[:])
	}
	if len(lot) > 0 {
		if err := pousser(); err != nil {
			return err
		}
	}
	for _, b := range f.blocs {
		b.sale = false
	}
	f.sales = 0
	return nil
}

func (f *flux) Truncate(taille int64) error {
	if taille >= f.taille {
		return nil
	}
	if taille == 0 {
		return f.recommencer()
	}
	if err := f.vider(); err != nil {
		return err
	}
	n := uint64((taille + tailleBloc - 1) / tailleBloc)
	for i, b := range f.blocs {
		if i >= n {
			clear(b.clair[:])
			delete(f.blocs, i)
		}
	}
	if r := taille % tailleBloc; r > 0 {
		b, err := f.bloc(n - 1)
		if err != nil {
			return err
		}
		clear(b.clair[r:])
		b.rempli = min(b.rempli, int(r))
		if !b.sale {
			b.sale = true
			f.sales++
		}
	}
	f.taille, f.acquis = taille, min(f.acquis, n)
	return f.d.Truncate(int64(n) * physiqueWAL)
}

func (f *flux) sync() error {
	if err := f.vider(); err != nil {
		return err
	}
	if err := f.d.Sync(); err != nil {
		return err
	}
	f.acquis = uint64((f.taille + tailleBloc - 1) / tailleBloc)
	if f.dossier != nil {
		if err := f.dossier(); err != nil {
			return err
		}
		f.dossier = nil
	}
	return nil
}

func (f *flux) fermer() error {
	err := f.vider()
	f.oublier()
	clear(f.tampon[:])
	if e := f.d.Close(); err == nil {
		err = e
	}
	return err
}
