package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// Failed attempts are kept in the clear, since nothing else can be read or written
// before a secret is right: how many, and when; never with what. Who can write to the
// file can wipe them, and does not need this door anyway.

const (
	magieEchecs = "JP-ECHEC"
	echecsMax   = 256
)

// Echecs returns when attempts were refused since the last right one, oldest first.
func (c *Coffre) Echecs() []time.Time { return c.echecs }

// OublierEchecs forgets them, once the audit has them.
func (c *Coffre) OublierEchecs() error {
	if len(c.echecs) == 0 {
		return nil
	}
	c.echecs = nil
	return ecrireEchecs(c.d, nil)
}

func lireEchecs(d disque) []time.Time {
	b := make([]byte, tailleEchecs)
	if _, err := d.ReadAt(b, posEchecs); err != nil || !bytes.Equal(b[:8], []byte(magieEchecs)) {
		return nil
	}
	n := int(binary.LittleEndian.Uint32(b[8:]))
	h := sha256.Sum256(b[:tailleEchecs-32])
	if n > echecsMax || !bytes.Equal(h[:], b[tailleEchecs-32:]) {
		return nil
	}
	var out []time.Time
	for i := range n {
		out = append(out, time.Unix(int64(binary.LittleEndian.Uint64(b[16+8*i:])), 0).UTC())
	}
	return out
}

func ecrireEchecs(d disque, l []time.Time) error {
	if len(l) > echecsMax {
		l = l[len(l)-echecsMax:]
	}
	b := make([]byte, tailleEchecs)
	copy(b, magieEchecs)
	binary.LittleEndian.PutUint32(b[8:], uint32(len(l)))
	for i, t := range l {
		binary.LittleEndian.PutUint64(b[16+8*i:], uint64(t.Unix()))
	}
	h := sha256.Sum256(b[:tailleEchecs-32])
	copy(b[tailleEchecs-32:], h[:])
	if _, err := d.WriteAt(b, posEchecs); err != nil {
		return err
	}
	return d.Sync()
}

const (
	essaisLibres = 5
	attenteMin   = 5 * time.Second
	attenteMax   = 10 * time.Minute
)

// Attente returns until when no attempt is taken, zero when one may be made. The first
// five are free, then each doubles the wait, up to ten minutes: never for ever. A clock
// that was set back does not lock anybody out.
func Attente(echecs []time.Time, maintenant time.Time) time.Time {
	if len(echecs) < essaisLibres {
		return time.Time{}
	}
	attente := attenteMin << min(len(echecs)-essaisLibres, 10)
	attente = min(attente, attenteMax)
	dernier := echecs[len(echecs)-1]
	jusque := dernier.Add(attente)
	if maintenant.Before(dernier.Add(-attenteMax)) || !maintenant.Before(jusque) {
		return time.Time{}
	}
	return jusque
}
