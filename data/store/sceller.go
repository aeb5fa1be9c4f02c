package store

import (
	"crypto/cipher"
	"crypto/rand"
	"strconv"

	"golang.org/x/crypto/chacha20poly1305"

	"justicepartage/data"
)

// What has to wait outside of the base is sealed with a key of the vault and of the account:
// it opens for the same account in any later session, and for nobody else. The key rests
// nowhere.

func (s *acces) scelleur() (cipher.AEAD, error) {
	s.muCompte.Lock()
	ferme := s.ferme
	s.muCompte.Unlock()
	if ferme { // the keys are gone
		return nil, fermee()
	}
	if s.coffre == nil {
		return nil, panne("Cette base n’est pas chiffrée : rien ne peut être mis de côté en sûreté.", nil)
	}
	return chacha20poly1305.NewX(s.coffre.Sceau([]byte("attente " + strconv.FormatInt(s.Compte().ID, 10))))
}

// Sceller implements data.Session.
func (s *acces) Sceller(clair []byte) ([]byte, error) {
	a, err := s.scelleur()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, a.NonceSize(), a.NonceSize()+len(clair)+a.Overhead())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return a.Seal(nonce, nonce, clair, nil), nil
}

// Desceller implements data.Session.
func (s *acces) Desceller(scelle []byte) ([]byte, error) {
	a, err := s.scelleur()
	if err != nil {
		return nil, err
	}
	if len(scelle) >= a.NonceSize() {
		if clair, err := a.Open(nil, scelle[:a.NonceSize()], scelle[a.NonceSize():], nil); err == nil {
			return clair, nil
		}
	}
	return nil, data.ErrScelle
}
