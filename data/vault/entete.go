package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// The header: who may open. It holds the data key once per account and once for the
// recovery sheet, each time wrapped under a key that Argon2id makes of the secret. The
// login is part of the salt and stands nowhere, so that a stolen file names nobody.

const (
	libre       = 0
	caseCompte  = 1
	caseSecours = 2

	tailleCase = 96
	casesMax   = (tailleEntete - 256) / tailleCase
	tailleCle  = chacha20poly1305.KeySize
)

// fente is a key slot.
type fente struct {
	genre  uint8
	compte uint64
	deriv  Derivation
	nonce  [tailleNonce]byte
	boite  [tailleCle + tailleSceau]byte
}

// entete is the clear header. mac is made with a key derived from the data key: who
// opens the vault knows that the slots are those that were written.
type entete struct {
	generation uint64
	fichier    [16]byte // random identity of this file: its keys are its own
	sel        [16]byte // random identity of the base and of its copies, salt of the slots
	fentes     []fente
	mac        [32]byte
}

func neufEntete() *entete {
	e := &entete{generation: 0}
	rand.Read(e.fichier[:])
	rand.Read(e.sel[:])
	return e
}

// corps is what is authenticated and checked.
func (e *entete) corps() []byte {
	b := make([]byte, 0, tailleEntete)
	b = append(b, magie...)
	b = binary.LittleEndian.AppendUint32(b, versionFormat)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(e.fentes)))
	b = binary.LittleEndian.AppendUint64(b, e.generation)
	b = append(b, e.fichier[:]...)
	b = append(b, e.sel[:]...)
	for i := range e.fentes {
		f := &e.fentes[i]
		b = append(b, f.genre, f.deriv.Fils, 0, 0)
		b = binary.LittleEndian.AppendUint32(b, f.deriv.Passes)
		b = binary.LittleEndian.AppendUint32(b, f.deriv.Memoire)
		b = binary.LittleEndian.AppendUint64(b, f.compte)
		b = append(b, f.nonce[:]...)
		b = append(b, f.boite[:]...)
		b = append(b, 0, 0, 0, 0)
	}
	return b
}

// coder gives the bytes of one copy: body, MAC, SHA-256 of both at the very end.
func (e *entete) coder() []byte {
	b := make([]byte, tailleEntete)
	n := copy(b, e.corps())
	copy(b[n:], e.mac[:])
	h := sha256.Sum256(b[:tailleEntete-32])
	copy(b[tailleEntete-32:], h[:])
	return b
}

func (e *entete) signer(cle []byte) { copy(e.mac[:], e.calculer(cle)) }

func (e *entete) calculer(cle []byte) []byte {
	k := sousCle(cle, e.fichier, genreEntete)
	defer effacer(k)
	m := hmac.New(sha256.New, k)
	m.Write(e.corps())
	return m.Sum(nil)
}

func (e *entete) signe(cle []byte) bool { return hmac.Equal(e.mac[:], e.calculer(cle)) }

// decoderEntete reads one copy. nil without error: this copy is damaged.
func decoderEntete(b []byte) (*entete, error) {
	if len(b) < tailleEntete || !bytes.Equal(b[:16], []byte(magie)) {
		return nil, nil
	}
	h := sha256.Sum256(b[:tailleEntete-32])
	if !bytes.Equal(h[:], b[tailleEntete-32:tailleEntete]) {
		return nil, nil
	}
	if binary.LittleEndian.Uint32(b[16:]) > versionFormat {
		return nil, ErrVersion
	}
	n := int(binary.LittleEndian.Uint32(b[20:]))
	if n > casesMax {
		return nil, nil
	}
	e := &entete{generation: binary.LittleEndian.Uint64(b[24:])}
	copy(e.fichier[:], b[32:])
	copy(e.sel[:], b[48:])
	pos := 64
	for range n {
		c := b[pos : pos+tailleCase]
		f := fente{
			genre:  c[0],
			deriv:  Derivation{Fils: c[1], Passes: binary.LittleEndian.Uint32(c[4:]), Memoire: binary.LittleEndian.Uint32(c[8:])},
			compte: binary.LittleEndian.Uint64(c[12:]),
		}
		copy(f.nonce[:], c[20:])
		copy(f.boite[:], c[44:])
		e.fentes = append(e.fentes, f)
		pos += tailleCase
	}
	copy(e.mac[:], b[pos:])
	return e, nil
}

// choisirEntete takes the newer of the two copies that are whole, and says where it lies.
func choisirEntete(un, deux []byte) (e *entete, ou int64, abime bool, err error) {
	a, err := decoderEntete(un)
	if err != nil {
		return nil, 0, false, err
	}
	b, err := decoderEntete(deux)
	if err != nil {
		return nil, 0, false, err
	}
	switch {
	case a == nil && b == nil:
		if bytes.HasPrefix(un, []byte("SQLite format 3\x00")) {
			return nil, 0, false, ErrEnClair
		}
		if len(un) >= 8 && bytes.Equal(un[:8], []byte(magie[:8])) || len(deux) >= 8 && bytes.Equal(deux[:8], []byte(magie[:8])) {
			return nil, 0, false, &Dommage{PartieEntete, -1, "both copies are damaged"}
		}
		return nil, 0, false, ErrPasCoffre
	case a == nil || b != nil && b.generation > a.generation:
		return b, posEntete2, a == nil || a.generation != b.generation, nil
	}
	return a, posEntete1, b == nil || a.generation != b.generation, nil
}

// Bounds of what a header may ask of this machine: a forged one must not exhaust it.
const (
	passesMax  = 32
	memoireMax = 512 << 10 // KiB
)

func (d Derivation) raisonnable() bool {
	return d.Passes >= 1 && d.Passes <= passesMax && d.Memoire >= 8 && d.Memoire <= memoireMax && d.Fils >= 1
}

// deriver makes the key of a slot from a secret. The login is folded as people type it.
func (e *entete) deriver(s Secret, d Derivation) []byte {
	h := sha256.New()
	h.Write(e.sel[:])
	if s.secours {
		h.Write([]byte("secours"))
	} else {
		h.Write([]byte("compte:" + norm.NFC.String(s.login)))
	}
	return argon2.IDKey([]byte(norm.NFC.String(s.motDePasse)), h.Sum(nil)[:16], d.Passes, d.Memoire, d.Fils, tailleCle)
}

func (e *entete) lieFente(f *fente) []byte {
	b := append([]byte("fente:"), e.sel[:]...)
	b = append(b, f.genre, f.deriv.Fils)
	b = binary.LittleEndian.AppendUint32(b, f.deriv.Passes)
	b = binary.LittleEndian.AppendUint32(b, f.deriv.Memoire)
	return binary.LittleEndian.AppendUint64(b, f.compte)
}

// emballer makes a slot.
func (e *entete) emballer(cle []byte, s Secret, compte uint64, d Derivation) fente {
	f := fente{genre: caseCompte, compte: compte, deriv: d}
	if s.secours {
		f.genre, f.compte = caseSecours, 0
	}
	k := e.deriver(s, d)
	defer effacer(k)
	a, err := chacha20poly1305.NewX(k)
	if err != nil {
		panic(err)
	}
	rand.Read(f.nonce[:])
	a.Seal(f.boite[:0], f.nonce[:], cle, e.lieFente(&f))
	return f
}

// deballer tries the slots with a secret, one derivation per set of parameters.
func (e *entete) deballer(s Secret) (cle []byte, compte uint64, err error) {
	genre := uint8(caseCompte)
	if s.secours {
		genre = caseSecours
	}
	cles := map[Derivation][]byte{}
	defer func() {
		for _, k := range cles {
			effacer(k)
		}
	}()
	for i := range e.fentes {
		f := &e.fentes[i]
		if f.genre != genre || !f.deriv.raisonnable() {
			continue
		}
		k, ok := cles[f.deriv]
		if !ok {
			if len(cles) >= 8 {
				continue // never that many without a forged header
			}
			k = e.deriver(s, f.deriv)
			cles[f.deriv] = k
		}
		a, err := chacha20poly1305.NewX(k)
		if err != nil {
			return nil, 0, err
		}
		if cle, err := a.Open(nil, f.nonce[:], f.boite[:], e.lieFente(f)); err == nil {
			return cle, f.compte, nil
		}
	}
	if len(cles) == 0 { // the refusal takes its time even so
		e.deriver(s, Derivation{3, 64 << 10, 2})
	}
	return nil, 0, ErrSecret
}

// poser puts a slot in the place of the one of the same kind and account.
func (e *entete) poser(f fente) error {
	for i := range e.fentes {
		if e.fentes[i].genre == f.genre && e.fentes[i].compte == f.compte {
			e.fentes[i] = f
			return nil
		}
	}
	if len(e.fentes) >= casesMax {
		return ErrComplet
	}
	e.fentes = append(e.fentes, f)
	return nil
}

func (e *entete) copie() *entete {
	c := *e
	c.fentes = append([]fente(nil), e.fentes...)
	return &c
}

// Calibrer finds how many passes over 64 MiB take about this long here. Never less than
// three (RFC 9106).
func Calibrer(cible time.Duration) Derivation {
	d := Derivation{Passes: 1, Memoire: 64 << 10, Fils: 2}
	argon2.IDKey([]byte("chauffe"), make([]byte, 16), 1, d.Memoire, d.Fils, tailleCle)
	debut := time.Now()
	argon2.IDKey([]byte("calibrage"), make([]byte, 16), 1, d.Memoire, d.Fils, tailleCle)
	un := max(time.Since(debut), time.Millisecond)
	d.Passes = uint32(min(max(int64(cible/un), 3), 32))
	return d
}
