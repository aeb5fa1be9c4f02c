package vault

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Coffre is an open vault: it holds the lock of the system, the keys, and the file that
// SQLite works in. It is safe for concurrent use.
type Coffre struct {
	chemin string
	opt    Options
	d      disque
	verrou *verrou
	jeton  string

	mu       sync.Mutex
	e        *entete
	enteteOu int64 // where a whole copy of the header lies for sure
	cle      []byte
	base     *base
	ancre    []byte // key
	epoque   uint64
	echecs   []time.Time
	abime    bool // one copy of the header is damaged
	unclean  bool
	dernier  error // the last error of the disk or of a block
	flux     map[string]*flux
	derivNow Derivation
}

const (
	suffixeWAL     = "-wal"
	suffixeJournal = "-journal"
)

var registre sync.Map // token → *Coffre, for SQLite to find it

func inscrire(c *Coffre) { registre.Store(c.jeton, c) }
func radier(c *Coffre)   { registre.Delete(c.jeton) }

// Creer makes a vault without any key slot yet: give it one before it is closed. An
// existing file is refused.
func Creer(chemin string, o Options) (*Coffre, error) { return etablir(chemin, o, nil) }

// Copier makes an empty vault that the same secrets open, for a copy of this one. Its
// blocks are sealed with keys of its own.
func (c *Coffre) Copier(chemin string) (*Coffre, error) {
	o := c.opt
	o.LectureSeule = false
	return etablir(chemin, o, c)
}

func etablir(chemin string, o Options, parent *Coffre) (*Coffre, error) {
	o = o.completer()
	chemin, err := lieu(chemin)
	if err != nil {
		return nil, err
	}
	v, err := verrouiller(chemin, o)
	if err != nil {
		return nil, disqueErreur(err)
	}
	if o.systeme.existe(chemin) {
		v.rendre()
		return nil, ErrExiste
	}
	c, err := creer(chemin, o, v, parent)
	if err != nil {
		v.rendre()
		_ = o.systeme.supprimer(chemin) // ours, and of no use
		return nil, disqueErreur(err)
	}
	return c, nil
}

func creer(chemin string, o Options, v *verrou, parent *Coffre) (*Coffre, error) {
	d, err := o.systeme.ouvrir(chemin, true)
	if err != nil {
		return nil, err
	}
	c := &Coffre{chemin: chemin, opt: o, d: d, verrou: v, e: neufEntete(), cle: make([]byte, tailleCle)}
	rand.Read(c.cle)
	if parent != nil {
		parent.mu.Lock()
		copy(c.cle, parent.cle)
		c.e.sel, c.e.fentes = parent.e.sel, append([]fente(nil), parent.e.fentes...)
		ferme := parent.d == nil
		parent.mu.Unlock()
		if ferme {
			d.Close()
			return nil, ErrFerme
		}
	}
	c.preparer()
	c.base.r = &racine{ouvertures: 1}
	c.base.compteur = 1 << 32
	if err := c.ecrireEntete(c.e); err != nil {
		return nil, c.abandonner(err)
	}
	if err := c.base.poserRacine(c.base.r); err != nil {
		return nil, c.abandonner(err)
	}
	if err := errors.Join(d.Sync(), o.systeme.syncDossier(dossierDe(chemin))); err != nil {
		return nil, c.abandonner(err)
	}
	inscrire(c)
	return c, nil
}

// Ouvrir opens a vault with a secret, and says which account it belongs to (0 for the
// recovery sheet). A refused secret is counted; see Attente.
func Ouvrir(chemin string, o Options, s Secret) (*Coffre, int64, error) {
	return acceder(chemin, o, func(c *Coffre) (cle []byte, compte uint64, err error) {
		c.echecs = lireEchecs(c.d)
		if jusque := Attente(c.echecs, c.opt.Horloge()); !jusque.IsZero() {
			return nil, 0, &TropDEssais{jusque}
		}
		if len(c.e.fentes) == 0 {
			return nil, 0, ErrInacheve
		}
		cle, compte, err = c.e.deballer(s)
		if errors.Is(err, ErrSecret) && !c.opt.LectureSeule {
			_ = ecrireEchecs(c.d, append(c.echecs, c.opt.Horloge())) // a disk that cannot be written does not change the answer
		}
		return cle, compte, err
	})
}

// OuvrirCopie opens a copy of this vault, made by Copier, without asking for a secret.
// A vault of another base is ErrSecret.
func (c *Coffre) OuvrirCopie(chemin string, lectureSeule bool) (*Coffre, error) {
	o := c.opt
	o.LectureSeule = lectureSeule
	copie, _, err := acceder(chemin, o, func(n *Coffre) ([]byte, uint64, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.d == nil {
			return nil, 0, ErrFerme
		}
		if c.e.sel != n.e.sel {
			return nil, 0, ErrSecret
		}
		return append([]byte(nil), c.cle...), 0, nil
	})
	return copie, err
}

// ReprendreFentes gives this vault the key slots of another of the same base: the
// passwords of today open a copy of yesterday.
func (c *Coffre) ReprendreFentes(autre *Coffre) error {
	autre.mu.Lock()
	fentes, sel := append([]fente(nil), autre.e.fentes...), autre.e.sel
	autre.mu.Unlock()
	return c.changer(func(e *entete) error {
		if e.sel != sel {
			return ErrSecret
		}
		e.fentes = fentes
		return nil
	})
}

// acceder opens a vault with the key that trouver finds.
func acceder(chemin string, o Options, trouver func(*Coffre) ([]byte, uint64, error)) (*Coffre, int64, error) {
	o = o.completer()
	chemin, err := lieu(chemin)
	if err != nil {
		return nil, 0, err
	}
	var v *verrou
	if !o.LectureSeule {
		if !o.systeme.existe(chemin) { // no lock is left where there is nothing
			return nil, 0, fmt.Errorf("%w: no such file", ErrDisque)
		}
		if v, err = verrouiller(chemin, o); err != nil {
			return nil, 0, disqueErreur(err)
		}
	}
	c, compte, err := ouvrir(chemin, o, trouver, v)
	if err != nil {
		v.rendre()
		return nil, 0, disqueErreur(err)
	}
	return c, compte, nil
}

func ouvrir(chemin string, o Options, trouver func(*Coffre) ([]byte, uint64, error), v *verrou) (*Coffre, int64, error) {
	var d disque
	var err error
	if o.LectureSeule {
		d, err = ouvrirLecture(chemin)
	} else {
		d, err = o.systeme.ouvrir(chemin, false)
	}
	if err != nil {
		return nil, 0, err
	}
	c := &Coffre{chemin: chemin, opt: o, d: d, verrou: v}
	if err := c.lireEntete(); err != nil {
		return nil, 0, c.abandonner(err)
	}
	cle, compte, err := trouver(c)
	if err != nil {
		return nil, 0, c.abandonner(err)
	}
	c.cle = cle
	if !c.e.signe(cle) {
		return nil, 0, c.abandonner(&Dommage{PartieEntete, -1, "the key slots are not those that were written"})
	}
	c.preparer()
	c.base.tolerant = o.Tolerant
	c.base.r, c.base.ou, err = lireRacine(d, c.base.sr)
	if o.Tolerant && errors.As(err, new(*Dommage)) {
		t, e := d.taille()
		c.base.r, err = perdue(t), e
	}
	if err != nil {
		return nil, 0, c.abandonner(err)
	}
	if uint32(c.e.generation) < c.base.r.entete && !o.Tolerant {
		return nil, 0, c.abandonner(&Dommage{PartieEntete, -1, "is of another time"})
	}
	if err := c.commencer(); err != nil {
		return nil, 0, c.abandonner(err)
	}
	inscrire(c)
	return c, int64(compte), nil
}

// commencer notes a new opening, so that no version is ever given twice.
func (c *Coffre) commencer() error {
	b := c.base
	t, err := b.d.taille()
	if err != nil {
		return err
	}
	if b.r.blocs > 0 && t < posBloc(b.r.blocs-1)+physiqueBase && !c.opt.Tolerant && !c.trous(t) {
		return &Dommage{PartieBase, (t - posGroupes) / physiqueBase, "the file was cut"}
	}
	b.blocs = b.r.blocs
	c.unclean = b.r.propre != b.r.ouvertures
	if c.opt.LectureSeule {
		return nil
	}
	n := *b.r
	n.ouvertures++
	b.compteur = uint64(n.ouvertures) << 32
	c.epoque = uint64(n.ouvertures) << 32
	return b.poserRacine(&n)
}

// trous tells whether all the blocks behind a place are holes that were never written.
func (c *Coffre) trous(taille int64) bool {
	for i := c.base.r.blocs; i > 0 && posBloc(i-1)+physiqueBase > taille; i-- {
		t, err := c.base.table(int((i - 1) / parGroupe))
		if err != nil || t.versions[(i-1)%parGroupe] != 0 {
			return false
		}
	}
	return true
}

func (c *Coffre) lireEntete() error {
	un, deux := make([]byte, tailleEntete), make([]byte, tailleEntete)
	for pos, b := range map[int64][]byte{posEntete1: un, posEntete2: deux} {
		if _, err := c.d.ReadAt(b, pos); err != nil && !finDeFichier(err) {
			return err
		}
	}
	var err error
	c.e, c.enteteOu, c.abime, err = choisirEntete(un, deux)
	return err
}

// ecrireEntete writes the two copies, one after the other: one is always whole. The one
// that is known to be comes last.
func (c *Coffre) ecrireEntete(e *entete) error {
	e.generation++
	e.signer(c.cle)
	b := e.coder()
	un, deux := int64(posEntete1), int64(posEntete2)
	if c.enteteOu == un {
		un, deux = deux, un
	}
	for _, pos := range []int64{un, deux} {
		if _, err := c.d.WriteAt(b, pos); err != nil {
			return err
		}
		if err := c.d.Sync(); err != nil {
			return err
		}
		c.enteteOu = pos
	}
	c.e, c.abime = e, false
	if c.base.r == nil {
		return nil
	}
	n := *c.base.r
	n.entete = uint32(e.generation)
	return c.base.poserRacine(&n)
}

func (c *Coffre) preparer() {
	sc := func(genre string) *sceau { return nouveauSceau(c.cle, c.e.fichier, genre) }
	c.base = &base{d: c.d, s: sc(genreBase), st: sc(genreTable), sr: sc(genreRacine)}
	c.ancre = sousCle(c.cle, c.e.fichier, genreAncre)
	c.flux = map[string]*flux{}
	var alea [8]byte
	rand.Read(alea[:])
	c.jeton = "coffre-" + hex.EncodeToString(alea[:])
}

func (c *Coffre) abandonner(err error) error {
	c.effacerCles()
	c.d.Close()
	return err
}

func (c *Coffre) effacerCles() {
	effacer(c.cle)
	effacer(c.ancre)
	if c.base != nil {
		c.base.detruire()
	}
}

// Fermer closes the vault and wipes its keys. SQLite must have let go of it before.
func (c *Coffre) Fermer() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.d == nil {
		return nil
	}
	radier(c)
	var err error
	for _, f := range c.flux {
		err = errors.Join(err, f.fermer())
		f.s.detruire()
	}
	c.flux = map[string]*flux{}
	reste := c.opt.LectureSeule
	for _, suffixe := range []string{suffixeWAL, suffixeJournal} {
		reste = reste || c.opt.systeme.existe(c.chemin+suffixe)
	}
	if err == nil && !reste {
		err = c.base.sync()
		if err == nil {
			n := *c.base.r
			n.propre = n.ouvertures
			if err = c.base.poserRacine(&n); err == nil {
				err = c.d.Sync()
			}
		}
	}
	c.effacerCles()
	err = errors.Join(err, c.d.Close())
	c.d = nil
	c.verrou.rendre()
	return disqueErreur(err)
}

// changer writes a changed header.
func (c *Coffre) changer(f func(*entete) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.d == nil || c.opt.LectureSeule {
		return ErrFerme
	}
	n := c.e.copie()
	if err := f(n); err != nil {
		return err
	}
	return disqueErreur(c.ecrireEntete(n))
}

// Reecrire writes both copies of the header again.
func (c *Coffre) Reecrire() error { return c.changer(func(*entete) error { return nil }) }

// lieu follows links, so that one vault has one lock.
func lieu(chemin string) (string, error) {
	chemin, err := filepath.Abs(chemin)
	if err != nil {
		return "", disqueErreur(err)
	}
	if p, err := filepath.EvalSymlinks(chemin); err == nil {
		return p, nil
	}
	if p, err := filepath.EvalSymlinks(filepath.Dir(chemin)); err == nil {
		return filepath.Join(p, filepath.Base(chemin)), nil
	}
	return chemin, nil
}

func finDeFichier(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// disqueErreur makes an error of the system one of ours, without its path.
func disqueErreur(err error) error {
	if err == nil {
		return nil
	}
	var d *Dommage
	var o *Occupe
	var t *TropDEssais
	for _, nous := range []error{ErrSecret, ErrPasCoffre, ErrEnClair, ErrVersion, ErrPlein, ErrProtege, ErrDisque, ErrInacheve, ErrComplet, ErrExiste, ErrFerme} {
		if errors.Is(err, nous) {
			return nous
		}
	}
	switch {
	case errors.As(err, &d):
		return d
	case errors.As(err, &o):
		return o
	case errors.As(err, &t):
		return t
	case disquePlein(err):
		return ErrPlein
	case errors.Is(err, fs.ErrPermission), protege(err):
		return ErrProtege
	}
	return fmt.Errorf("%w: %s", ErrDisque, strings.TrimSpace(raison(err)))
}

// raison keeps of a system error what names no path.
func raison(err error) string {
	for {
		u := errors.Unwrap(err)
		if u == nil {
			return err.Error()
		}
		err = u
	}
}
