package vault

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"unsafe"

	"golang.org/x/crypto/chacha20poly1305"
)

// sceau seals the blocks of one kind of one file: XChaCha20-Poly1305 under a key of its
// own, derived from the data key, the file and the kind.
type sceau struct {
	aead cipher.AEAD
	aad  [64]byte
}

const (
	genreBase    = "base"
	genreTable   = "table"
	genreRacine  = "racine"
	genreEntete  = "entete"
	genreJournal = "journal"
	genreWAL     = "wal"
	genreAncre   = "ancre"
)

// sousCle derives the key of one use.
func sousCle(cle []byte, fichier [16]byte, genre string) []byte {
	k, err := hkdf.Key(sha256.New, cle, fichier[:], "justice et partage, coffre v1, "+genre, chacha20poly1305.KeySize)
	if err != nil {
		panic(err) // the length is a constant
	}
	return k
}

func nouveauSceau(cle []byte, fichier [16]byte, genre string) *sceau {
	k := sousCle(cle, fichier, genre)
	defer effacer(k)
	a, err := chacha20poly1305.NewX(k)
	if err != nil {
		panic(err)
	}
	return &sceau{aead: a}
}

// sceller writes at dest (its clear bytes already there) the nonce and the sealed text.
// The clear bytes and the place are authenticated with it.
func (s *sceau) sceller(dest []byte, avant int, place int64, clair []byte) {
	nonce := dest[avant : avant+tailleNonce]
	rand.Read(nonce) // never fails
	s.aead.Seal(dest[avant+tailleNonce:avant+tailleNonce], nonce, clair, s.lie(place, dest[:avant]))
}

// ouvrir reads a sealed block into clair, which must hold exactly its text.
func (s *sceau) ouvrir(clair, src []byte, avant int, place int64) bool {
	nonce := src[avant : avant+tailleNonce]
	out, err := s.aead.Open(clair[:0:len(clair)], nonce, src[avant+tailleNonce:], s.lie(place, src[:avant]))
	return err == nil && len(out) == len(clair)
}

func (s *sceau) lie(place int64, avant []byte) []byte {
	binary.LittleEndian.PutUint64(s.aad[:], uint64(place))
	n := copy(s.aad[8:], avant)
	return s.aad[:8+n]
}

// detruire wipes the key. The library keeps a copy in a structure that is the key and
// nothing else, which a test checks.
func (s *sceau) detruire() {
	if s == nil || s.aead == nil {
		return
	}
	if v := reflect.ValueOf(s.aead); v.Kind() == reflect.Pointer && v.Elem().Type().Size() == chacha20poly1305.KeySize {
		effacer(unsafe.Slice((*byte)(v.UnsafePointer()), chacha20poly1305.KeySize))
	}
	s.aead = nil
}

func effacer(b []byte) { clear(b) }
