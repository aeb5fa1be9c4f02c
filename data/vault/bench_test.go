//go:build cgo

package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"testing"
)

// BenchmarkBloc is what a page costs: read and checked, sealed and written, against the
// seal alone and AES-GCM.
func BenchmarkBloc(b *testing.B) {
	c, _ := neuf(b, essai)
	clair := make([]byte, tailleBloc)
	for i := range uint64(1000) {
		fait(b, c.base.ecrire(i, clair))
	}
	b.Run("lire", func(b *testing.B) {
		for i := range b.N {
			fait(b, c.base.lire(uint64(i%1000), clair))
		}
	})
	b.Run("ecrire", func(b *testing.B) {
		for i := range b.N {
			fait(b, c.base.ecrire(uint64(i%1000), clair))
		}
	})
	b.Run("ouvrir-xchacha", func(b *testing.B) {
		s := c.base.s
		dest := make([]byte, physiqueBase)
		s.sceller(dest, avantBase, 1, clair)
		for range b.N {
			if !s.ouvrir(clair, dest, avantBase, 1) {
				b.Fatal()
			}
		}
	})
	b.Run("ouvrir-aesgcm", func(b *testing.B) {
		k, _ := aes.NewCipher(make([]byte, 32))
		g, _ := cipher.NewGCM(k)
		x := g.Seal(nil, make([]byte, 12), clair, nil)
		for range b.N {
			if _, err := g.Open(clair[:0], make([]byte, 12), x, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
