package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The root tells which version of each block is the right one, through the tables. It is
// what makes an old block, put back whole, an error.
//
// A table holds the versions of 512 blocks and lies in two places, written in turn; the
// root names the version and the place of each table, and lies in two copies. Changing
// the base is: blocks, tables in their free places, flush, root. A power cut leaves the
// old root with the old tables, or the new ones.

const (
	deuxieme = uint64(1) << 63 // of an entry of the root: the table lies in its second place

	tailleAncre = 64
	corpsRacine = 8 + 4 + 4 + 8 + 4 + 4 + tailleAncre // before the entries
)

type racine struct {
	suite      uint64 // grows with every writing
	ouvertures uint32 // how many times the vault was opened
	propre     uint32 // the last opening that was closed properly
	entete     uint32 // generation of the header: an older one put back is found
	blocs      uint64 // size of the base
	ancre      [tailleAncre]byte
	tables     []uint64
}

// table is the versions of a group of blocks.
type table struct {
	versions [parGroupe]uint64
	change   bool
	inconnue bool // lost, in a repair: any version that authenticates is taken
}

func (r *racine) coder(s *sceau) []byte {
	clair := make([]byte, corpsRacine+8*len(r.tables))
	binary.LittleEndian.PutUint64(clair, r.suite)
	binary.LittleEndian.PutUint32(clair[8:], r.ouvertures)
	binary.LittleEndian.PutUint32(clair[12:], r.propre)
	binary.LittleEndian.PutUint64(clair[16:], r.blocs)
	binary.LittleEndian.PutUint32(clair[24:], uint32(len(r.tables)))
	binary.LittleEndian.PutUint32(clair[28:], r.entete)
	copy(clair[32:], r.ancre[:])
	for i, v := range r.tables {
		binary.LittleEndian.PutUint64(clair[corpsRacine+8*i:], v)
	}
	b := make([]byte, 8+tailleNonce+len(clair)+tailleSceau)
	binary.LittleEndian.PutUint64(b, uint64(len(clair)))
	s.sceller(b, 8, 0, clair)
	return b
}

func decoderRacine(b []byte, s *sceau) *racine {
	n := binary.LittleEndian.Uint64(b)
	if n < corpsRacine || n > uint64(len(b)-8-tailleNonce-tailleSceau) {
		return nil
	}
	clair := make([]byte, n)
	if !s.ouvrir(clair, b[:8+tailleNonce+int(n)+tailleSceau], 8, 0) {
		return nil
	}
	r := &racine{
		suite: binary.LittleEndian.Uint64(clair), ouvertures: binary.LittleEndian.Uint32(clair[8:]),
		propre: binary.LittleEndian.Uint32(clair[12:]), blocs: binary.LittleEndian.Uint64(clair[16:]),
	}
	r.entete = binary.LittleEndian.Uint32(clair[28:])
	copy(r.ancre[:], clair[32:])
	l := int(binary.LittleEndian.Uint32(clair[24:]))
	if l != (int(n)-corpsRacine)/8 || uint64(l) != (r.blocs+parGroupe-1)/parGroupe {
		return nil
	}
	for i := range l {
		r.tables = append(r.tables, binary.LittleEndian.Uint64(clair[corpsRacine+8*i:]))
	}
	return r
}

func lireRacine(d disque, s *sceau) (bonne *racine, ou int64, err error) {
	for _, pos := range []int64{posRacine1, posRacine2} {
		b := make([]byte, tailleRacine)
		if _, err := d.ReadAt(b, pos); err != nil && !finDeFichier(err) {
			return nil, 0, fmt.Errorf("%w: %w", ErrDisque, err)
		}
		if r := decoderRacine(b, s); r != nil && (bonne == nil || r.suite > bonne.suite) {
			bonne, ou = r, pos
		}
	}
	if bonne == nil {
		return nil, 0, &Dommage{PartieRacine, -1, "both copies are damaged"}
	}
	return bonne, ou, nil
}

// perdue is a root that stands for one that is lost: nothing is known but the size.
func perdue(taille int64) *racine {
	r := &racine{suite: 1}
	if reste := taille - posGroupes; reste > 0 {
		groupes := uint64(reste / tailleGroupe)
		r.blocs = groupes * parGroupe
		if bout := (reste%tailleGroupe)/physiqueBase - 2; bout > 0 {
			r.blocs += uint64(bout)
		}
	}
	r.tables = make([]uint64, (r.blocs+parGroupe-1)/parGroupe)
	return r
}

// base is the file of the pages, as SQLite sees it.
type base struct {
	d         disque
	s, st, sr *sceau // blocks, tables, root
	r         *racine
	blocs     uint64 // size as SQLite sees it now
	tables    []*table
	ou        int64  // where a whole copy of the root lies for sure
	compteur  uint64 // of versions
	tampon    [physiqueBase]byte
	clair     [tailleBloc]byte
	change    bool
	tolerant  bool
}

var errFin = errors.New("past the end")

func posTable(g int, v uint64) int64 {
	pos := int64(posGroupes) + int64(g)*tailleGroupe
	if v&deuxieme != 0 {
		pos += physiqueBase
	}
	return pos
}

func posBloc(i uint64) int64 {
	return int64(posGroupes) + int64(i/parGroupe)*tailleGroupe + int64(2+i%parGroupe)*physiqueBase
}

// table loads the table of a group the first time it is needed.
func (b *base) table(g int) (*table, error) {
	for len(b.tables) <= g {
		b.tables = append(b.tables, nil)
	}
	if b.tables[g] != nil {
		return b.tables[g], nil
	}
	t := &table{}
	if g < len(b.r.tables) {
		v := b.r.tables[g]
		var clair [tailleBloc]byte
		ok, err := b.lirePhysique(posTable(g, v), b.st, int64(g), clair[:])
		if b.tolerant && err == nil && (v == 0 || !ok || binary.LittleEndian.Uint64(b.tampon[:]) != v&^deuxieme) {
			t.inconnue = true
			b.tables[g] = t
			return t, nil
		}
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return nil, &Dommage{PartieTable, int64(g), "does not authenticate"}
		case binary.LittleEndian.Uint64(b.tampon[:]) != v&^deuxieme:
			return nil, &Dommage{PartieTable, int64(g), "is of another time"}
		}
		for i := range t.versions {
			t.versions[i] = binary.LittleEndian.Uint64(clair[8*i:])
		}
	}
	b.tables[g] = t
	return t, nil
}

func (b *base) lirePhysique(pos int64, s *sceau, place int64, clair []byte) (bool, error) {
	n, err := b.d.ReadAt(b.tampon[:], pos)
	if n < len(b.tampon) {
		if err != nil && !finDeFichier(err) {
			return false, fmt.Errorf("%w: %w", ErrDisque, err)
		}
		return false, nil
	}
	return s.ouvrir(clair, b.tampon[:], avantBase, place), nil
}

// lire reads a block. Its version must be the one the table says; a later one is taken
// only from an opening that was not closed: SQLite rewrites it from its journal.
func (b *base) lire(i uint64, clair []byte) error {
	if i >= b.blocs {
		return errFin
	}
	t, err := b.table(int(i / parGroupe))
	if err != nil {
		return err
	}
	attendue := t.versions[i%parGroupe]
	if attendue == 0 && t.inconnue {
		ok, err := b.lirePhysique(posBloc(i), b.s, int64(i), clair)
		if err == nil && !ok {
			clear(clair)
			err = &Dommage{PartieBase, int64(i), "does not authenticate"}
		}
		return err
	}
	if attendue == 0 { // never written: a hole
		clear(clair)
		return nil
	}
	ok, err := b.lirePhysique(posBloc(i), b.s, int64(i), clair)
	if err != nil {
		return err
	}
	if !ok {
		clear(clair)
		return &Dommage{PartieBase, int64(i), "does not authenticate"}
	}
	v := binary.LittleEndian.Uint64(b.tampon[:])
	if v != attendue && (v < attendue || uint32(v>>32) <= b.r.propre) {
		clear(clair)
		return &Dommage{PartieBase, int64(i), "is of another time"}
	}
	return nil
}

func (b *base) ecrire(i uint64, clair []byte) error {
	t, err := b.table(int(i / parGroupe))
	if err != nil {
		return err
	}
	if i/parGroupe >= groupesMax {
		return ErrPlein
	}
	b.compteur++
	binary.LittleEndian.PutUint64(b.tampon[:], b.compteur)
	b.s.sceller(b.tampon[:], avantBase, int64(i), clair)
	if _, err := b.d.WriteAt(b.tampon[:], posBloc(i)); err != nil {
		return err
	}
	t.versions[i%parGroupe] = b.compteur
	t.change, b.change = true, true
	b.blocs = max(b.blocs, i+1)
	return nil
}

// tronquer only notes: the file is cut after the root says so.
func (b *base) tronquer(blocs uint64) error {
	if blocs >= b.blocs {
		return nil
	}
	for i := blocs; i < b.blocs; {
		g := int(i / parGroupe)
		t, err := b.table(g)
		if err != nil {
			return err
		}
		for ; i < b.blocs && int(i/parGroupe) == g; i++ {
			t.versions[i%parGroupe] = 0
		}
		t.change = true
	}
	b.blocs, b.change = blocs, true
	return nil
}

// sync makes all that was written last: the blocks and their tables, then the root.
func (b *base) sync() error {
	if !b.change {
		return b.d.Sync()
	}
	n := *b.r
	n.tables = append([]uint64(nil), b.r.tables...)
	groupes := int((b.blocs + parGroupe - 1) / parGroupe)
	for g := range groupes {
		if g < len(n.tables) && (g >= len(b.tables) || b.tables[g] == nil || !b.tables[g].change) {
			continue
		}
		t, err := b.table(g)
		if err != nil {
			return err
		}
		b.compteur++
		v := b.compteur
		if g < len(n.tables) {
			if n.tables[g]&deuxieme == 0 {
				v |= deuxieme
			}
			n.tables[g] = v
		} else {
			n.tables = append(n.tables, v)
		}
		var clair [tailleBloc]byte
		for i, x := range t.versions {
			binary.LittleEndian.PutUint64(clair[8*i:], x)
		}
		binary.LittleEndian.PutUint64(b.tampon[:], v&^deuxieme)
		b.st.sceller(b.tampon[:], avantBase, int64(g), clair[:])
		if _, err := b.d.WriteAt(b.tampon[:], posTable(g, v)); err != nil {
			return err
		}
	}
	n.tables = n.tables[:groupes]
	n.blocs = b.blocs
	if err := b.poserRacine(&n); err != nil {
		return err
	}
	for g := range b.tables {
		if g >= groupes {
			b.tables[g] = nil
		} else if b.tables[g] != nil {
			b.tables[g].change = false
		}
	}
	b.change = false
	return b.couper()
}

// poserRacine flushes what the root names, then writes the root, one copy after the
// other, so that one is always whole. The copy that is known to be whole comes last: the
// other may have been torn by a former stop.
func (b *base) poserRacine(n *racine) error {
	if err := b.d.Sync(); err != nil {
		return err
	}
	n.suite = b.r.suite + 1
	octets := n.coder(b.sr)
	un, deux := int64(posRacine1), int64(posRacine2)
	if b.ou == un {
		un, deux = deux, un
	}
	if _, err := b.d.WriteAt(octets, un); err != nil {
		return err
	}
	if err := b.d.Sync(); err != nil {
		return err
	}
	b.r, b.ou = n, un
	_, err := b.d.WriteAt(octets, deux)
	return err
}

// couper gives back to the disk what lies behind the end.
func (b *base) couper() error {
	fin := int64(posGroupes)
	if b.blocs > 0 {
		fin = posBloc(b.blocs-1) + physiqueBase
	}
	t, err := b.d.taille()
	if err != nil || t <= fin {
		return err
	}
	return b.d.Truncate(fin)
}

func (b *base) detruire() {
	b.s.detruire()
	b.st.detruire()
	b.sr.detruire()
	clear(b.clair[:])
	clear(b.tampon[:])
}
