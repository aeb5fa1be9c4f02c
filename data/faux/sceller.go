package faux

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"justicepartage/data"
)

// scelleur is a key of the base and of the account.
func (a *acces) scelleur(d demande) (cipher.AEAD, error) {
	if d.err != nil {
		return nil, d.err
	}
	if err := a.ouverte(); err != nil {
		return nil, err
	}
	cle := sha256.Sum256(fmt.Appendf(nil, "%s %d", a.b.cle, a.Compte().ID))
	bloc, err := aes.NewCipher(cle[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(bloc)
}

// Sceller implements data.Session.
func (a *acces) Sceller(clair []byte) ([]byte, error) {
	s, err := a.scelleur(a.appel("Sceller", clair))
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, s.NonceSize())
	rand.Read(nonce)
	return s.Seal(nonce, nonce, clair, nil), nil
}

// Desceller implements data.Session.
func (a *acces) Desceller(scelle []byte) ([]byte, error) {
	s, err := a.scelleur(a.appel("Desceller", scelle))
	if err != nil {
		return nil, err
	}
	if n := s.NonceSize(); len(scelle) >= n {
		if clair, err := s.Open(nil, scelle[:n], scelle[n:], nil); err == nil {
			return clair, nil
		}
	}
	return nil, data.ErrScelle
}
