package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
)

// Examiner reads every block and returns those that cannot be believed. progres may be
// nil; it is called with 0 to 1.
func (c *Coffre) Examiner(annule func() bool, progres func(float64)) ([]Dommage, error) {
	var out []Dommage
	clair := make([]byte, tailleBloc)
	defer clear(clair)
	for i := uint64(0); ; i++ {
		c.mu.Lock()
		if c.d == nil {
			c.mu.Unlock()
			return out, ErrFerme
		}
		blocs := c.base.blocs
		var err error
		if i < blocs {
			err = c.base.lire(i, clair)
		}
		c.mu.Unlock()
		if i >= blocs {
			return out, nil
		}
		var d *Dommage
		switch {
		case errors.As(err, &d) && d.Partie == PartieTable:
			out = append(out, *d)
			i |= parGroupe - 1
		case errors.As(err, &d):
			out = append(out, *d)
		case err != nil:
			return out, disqueErreur(err)
		}
		if i%256 == 255 {
			if annule != nil && annule() {
				return out, nil
			}
			if progres != nil {
				progres(float64(i) / float64(blocs))
			}
		}
	}
}

// ArretBrutal tells whether the program that held the vault before was stopped without
// closing it.
func (c *Coffre) ArretBrutal() bool { return c.unclean }

// EnteteAbime tells whether one of the two copies of the header was damaged. The next
// change of a key slot, or Reecrire, writes both again.
func (c *Coffre) EnteteAbime() bool { return c.abime }

// Derniere returns the last error of the disk or of a block, and forgets it: SQLite
// itself only says that something failed.
func (c *Coffre) Derniere() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.dernier
	c.dernier = nil
	return err
}

// Sceau authenticates a text of the store with a key of this vault: who has the SQL
// alone cannot make it.
func (c *Coffre) Sceau(texte []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := hmac.New(sha256.New, c.ancre)
	m.Write(texte)
	return m.Sum(nil)
}

// Ancre is a short value kept in the root, written at closing.
func (c *Coffre) Ancre() [tailleAncre]byte { return c.base.r.ancre }

// PoserAncre sets it. It is on the disk with the next writing of the root.
func (c *Coffre) PoserAncre(a [tailleAncre]byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.d == nil {
		return ErrFerme
	}
	n := *c.base.r
	n.ancre = a
	c.base.r = &n
	return nil
}

// EstCoffre tells what a file is: nil for a vault, ErrEnClair for a plain SQLite file,
// ErrPasCoffre, ErrVersion, or the damage.
func EstCoffre(chemin string) error {
	d, err := ouvrirLecture(chemin)
	if err != nil {
		return disqueErreur(err)
	}
	c := &Coffre{d: d}
	defer d.Close()
	return disqueErreur(c.lireEntete())
}

// Tenir holds the lock of a vault without opening it, while its file is replaced.
func Tenir(chemin string) (rendre func(), err error) {
	if chemin, err = lieu(chemin); err != nil {
		return nil, err
	}
	v, err := verrouiller(chemin, Options{}.completer())
	if err != nil {
		return nil, disqueErreur(err)
	}
	return v.rendre, nil
}
