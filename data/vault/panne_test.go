//go:build cgo

package vault

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
)

// A disk that fails on order: the n-th operation that changes something fails, is short,
// or is the moment of a power cut, after which nothing answers any more. What a power
// cut leaves of each write since the last flush of its file is drawn: all of it, none,
// or some of its sectors, in any order.

type faute int

const (
	fauteEcriture faute = iota // the write fails, nothing is written
	fauteCourte                // half of it is written
	fautePlein                 // the disk is full from now on
	fauteSync                  // the flush fails
	fauteCoupure               // power cut
)

var errPanne = errors.New("panne")

type fichierPanne struct {
	sur    []byte // what the disk holds for sure
	vu     []byte // what a reader sees
	ecrits []ecriture
	existe bool
}

type ecriture struct {
	off    int64
	b      []byte
	taille int64 // of a truncation, when b is nil
}

type panne struct {
	mu       sync.Mutex
	fichiers map[string]*fichierPanne
	compte   int
	quand    int // number of the operation, 0: never
	faute    faute
	coupe    bool
	plein    bool
	arrive   bool
}

func nouvellePanne() *panne { return &panne{fichiers: map[string]*fichierPanne{}} }

// operation counts one, and tells whether it is the one that fails.
func (p *panne) operation() bool {
	p.compte++
	if p.compte == p.quand {
		p.arrive = true
		return true
	}
	return false
}

// couper turns the power off and on again.
func (p *panne) couper(r *rand.Rand) {
	for _, f := range p.fichiers {
		for _, e := range f.ecrits {
			if e.b == nil {
				if r.IntN(2) == 0 {
					f.sur = ajuster(f.sur, e.taille)
				}
				continue
			}
			switch r.IntN(3) {
			case 0: // lost
			case 1:
				f.sur = poserA(f.sur, e.off, e.b)
			default: // torn, sector by sector of the disk
				for i := int64(0); i < int64(len(e.b)); {
					fin := min((e.off+i)/512*512+512-e.off, int64(len(e.b)))
					if r.IntN(2) == 0 {
						f.sur = poserA(f.sur, e.off+i, e.b[i:fin])
					}
					i = fin
				}
			}
		}
		f.ecrits = nil
		f.vu = append([]byte(nil), f.sur...)
	}
	p.coupe, p.plein, p.quand = false, false, 0
}

func ajuster(b []byte, n int64) []byte {
	if n <= int64(len(b)) {
		return b[:n]
	}
	return append(b, make([]byte, n-int64(len(b)))...)
}

func poserA(b []byte, off int64, x []byte) []byte {
	if fin := off + int64(len(x)); fin > int64(len(b)) {
		b = ajuster(b, fin)
	}
	copy(b[off:], x)
	return b
}

func (p *panne) ouvrir(nom string, creer bool) (disque, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.fichiers[nom]
	if f == nil {
		f = &fichierPanne{}
		p.fichiers[nom] = f
	}
	if !f.existe {
		if !creer || p.coupe {
			return nil, fs.ErrNotExist
		}
		f.existe = true
	}
	return &poigneePanne{p, f}, nil
}

func (p *panne) supprimer(nom string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.coupe {
		return errPanne
	}
	delete(p.fichiers, nom)
	return nil
}

func (p *panne) existe(nom string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.fichiers[nom]
	return f != nil && f.existe
}

func (p *panne) syncDossier(string) error { return nil }

type poigneePanne struct {
	p *panne
	f *fichierPanne
}

func (h *poigneePanne) Close() error { return nil }

func (h *poigneePanne) taille() (int64, error) {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	return int64(len(h.f.vu)), nil
}

func (h *poigneePanne) ReadAt(b []byte, off int64) (int, error) {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	if h.p.coupe {
		return 0, errPanne
	}
	if off >= int64(len(h.f.vu)) {
		return 0, io.EOF
	}
	n := copy(b, h.f.vu[off:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (h *poigneePanne) noter(off int64, b []byte) {
	c := append([]byte{}, b...)
	h.f.ecrits = append(h.f.ecrits, ecriture{off: off, b: c})
	h.f.vu = poserA(h.f.vu, off, c)
}

func (h *poigneePanne) WriteAt(b []byte, off int64) (int, error) {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	if h.p.coupe {
		return 0, errPanne
	}
	ici := h.p.operation()
	switch {
	case h.p.plein, ici && h.p.faute == fautePlein:
		h.p.plein = true
		return 0, syscall.ENOSPC
	case ici && h.p.faute == fauteEcriture:
		return 0, errPanne
	case ici && h.p.faute == fauteCourte:
		h.noter(off, b[:len(b)/2])
		return len(b) / 2, errPanne
	case ici && h.p.faute == fauteCoupure:
		h.noter(off, b)
		h.p.coupe = true
		return 0, errPanne
	}
	h.noter(off, b)
	return len(b), nil
}

func (h *poigneePanne) Truncate(n int64) error {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	if h.p.coupe {
		return errPanne
	}
	ici := h.p.operation()
	if ici && (h.p.faute == fauteEcriture || h.p.faute == fauteCourte) {
		return errPanne
	}
	h.f.ecrits = append(h.f.ecrits, ecriture{taille: n})
	h.f.vu = ajuster(h.f.vu, n)
	if ici && h.p.faute == fauteCoupure {
		h.p.coupe = true
		return errPanne
	}
	return nil
}

func (h *poigneePanne) Sync() error {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	if h.p.coupe {
		return errPanne
	}
	ici := h.p.operation()
	if ici && h.p.faute == fauteSync {
		return errPanne // nothing is known of what was written
	}
	if ici && h.p.faute == fauteCoupure {
		h.p.coupe = true
		return errPanne
	}
	h.f.sur = append([]byte(nil), h.f.vu...)
	h.f.ecrits = nil
	return nil
}

func (p *panne) regler(quand int, f faute) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.compte, p.quand, p.faute, p.arrive = 0, quand, f, false
}

// travail is a few transactions and a checkpoint; acquis is the last value that was
// acknowledged.
func travail(db *sql.DB, acquis *int) error {
	for i := range 3 {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		for k := range 3 {
			if _, err := tx.Exec("INSERT INTO t (n, v) VALUES (?, randomblob(?))", *acquis+1, 500+3000*k); err != nil {
				tx.Rollback()
				return err
			}
		}
		if _, err := tx.Exec("UPDATE etat SET n = ?", *acquis+1); err != nil {
			tx.Rollback()
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		*acquis++
		if i == 1 {
			if _, err := db.Exec("PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestPannes makes each operation of a few transactions, a checkpoint and a closing fail
// in turn, in each way. The base always opens, is whole, and has what was acknowledged.
func TestPannes(t *testing.T) {
	for f := fauteEcriture; f <= fauteCoupure; f++ {
		t.Run(fmt.Sprint(f), func(t *testing.T) {
			tours := 1
			if f == fauteCoupure {
				tours = 8
			}
			for quand, fini := 1, false; !fini; quand++ {
				for tour := range tours {
					fini = !unePanne(t, f, quand, uint64(tour))
					if t.Failed() {
						t.Fatalf("fault %d at operation %d, draw %d", f, quand, tour)
					}
				}
				if fini {
					t.Logf("%d operations", quand)
				}
				if quand > 2000 {
					t.Fatal("it never ends")
				}
			}
		})
	}
}

// deuxiemeCoupure opens what a power cut left, works, and cuts again: what the first one
// tore must not be what the second one loses.
func deuxiemeCoupure(p *panne, o Options, chemin string, r *rand.Rand, acquis *int) {
	p.regler(1+r.IntN(60), fauteCoupure)
	if c, _, err := Ouvrir(chemin, o, loginMdp); err == nil {
		if db, err := ouvrirSQL(c); err == nil {
			n := 0
			if db.QueryRow("SELECT n FROM etat").Scan(&n) == nil {
				*acquis = max(*acquis, n)
				if n == *acquis {
					_ = travail(db, acquis)
				}
			}
			db.Close()
		}
		_ = c.Fermer()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.coupe {
		p.couper(r)
	}
	p.coupe, p.quand = false, 0
}

func unePanne(t *testing.T, f faute, quand int, graine uint64) (arrive bool) {
	p := nouvellePanne()
	o := Options{Derivation: legere, Detenteur: "essai", systeme: p}
	chemin := t.TempDir() + "/base"
	c, err := Creer(chemin, o)
	fait(t, err)
	fait(t, c.PoserCompte(1, "claire", "une phrase de passe"))
	db := sqlDe(t, c)
	_, err = db.Exec("CREATE TABLE t (n, v); CREATE TABLE etat (n); INSERT INTO etat VALUES (0)")
	fait(t, err)
	acquis := 0
	fait(t, travail(db, &acquis)) // a base with something in it
	p.regler(quand, f)
	if travail(db, &acquis) == nil && f != fauteCoupure {
		// The session goes on after a passing fault.
		_, _ = db.Exec("DELETE FROM t WHERE n < ?", acquis/2)
	}
	_ = c.PoserCompte(1, "claire", "une phrase de passe") // both copies of the header are written again
	db.Close()
	_ = c.Fermer()
	arrive = p.arrive
	p.mu.Lock()
	coupe := p.coupe
	r := rand.New(rand.NewPCG(graine, uint64(quand)))
	if coupe {
		p.couper(r)
	}
	p.coupe, p.plein, p.quand = false, false, 0
	p.mu.Unlock()
	if coupe {
		deuxiemeCoupure(p, o, chemin, r, &acquis)
	}
	c, _, err = Ouvrir(chemin, o, loginMdp)
	if err != nil {
		t.Errorf("does not open: %v", err)
		return arrive
	}
	defer c.Fermer()
	db, err = ouvrirSQL(c)
	if err != nil {
		t.Errorf("SQLite does not open: %v, %v", err, c.Derniere())
		return arrive
	}
	defer db.Close()
	var etat, n int
	var integre string
	if err := db.QueryRow("SELECT n FROM etat").Scan(&etat); err != nil {
		t.Errorf("unreadable: %v, %v", err, c.Derniere())
		return arrive
	}
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&integre); err != nil || integre != "ok" {
		t.Errorf("%s, %v, %v", integre, err, c.Derniere())
	}
	if err := db.QueryRow("SELECT count(*) FROM t WHERE n = ?", etat).Scan(&n); err != nil || n != 3 {
		t.Errorf("%d rows of the last transaction, %v", n, err)
	}
	// A transaction that failed may have been kept all the same (its flush failed), whole.
	if etat < acquis || etat > acquis+1 {
		t.Errorf("state %d, acknowledged %d", etat, acquis)
	}
	if err := travail(db, &etat); err != nil {
		t.Errorf("does not go on: %v, %v", err, c.Derniere())
	}
	return arrive
}
