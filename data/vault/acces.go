package vault

import (
	"time"
)

func (c *Coffre) derivation() Derivation {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.derivNow == (Derivation{}) {
		if c.derivNow = c.opt.Derivation; c.derivNow == (Derivation{}) {
			c.derivNow = Calibrer(cibleDerivation)
		}
	}
	return c.derivNow
}

const cibleDerivation = 500 * time.Millisecond

// PoserCompte gives an account its key slot, or another password. Nothing is encrypted
// again: the data key is wrapped anew.
func (c *Coffre) PoserCompte(compte int64, login, motDePasse string) error {
	d := c.derivation()
	return c.changer(func(e *entete) error {
		return e.poser(e.emballer(c.cle, MotDePasse(login, motDePasse), uint64(compte), d))
	})
}

// RetirerCompte takes the key slot of an account away.
func (c *Coffre) RetirerCompte(compte int64) error {
	return c.changer(func(e *entete) error {
		gardees := e.fentes[:0]
		for _, f := range e.fentes {
			if f.genre != caseCompte || f.compte != uint64(compte) {
				gardees = append(gardees, f)
			}
		}
		e.fentes = gardees
		return nil
	})
}

// NouveauSecours makes a new recovery code, the former one no longer opens. The code is
// given here and kept nowhere.
func (c *Coffre) NouveauSecours() (string, error) {
	code := nouveauSecours()
	d := c.derivation()
	err := c.changer(func(e *entete) error { return e.poser(e.emballer(c.cle, Secours(code), 0, d)) })
	if err != nil {
		return "", err
	}
	return code, nil
}

// Comptes returns the accounts that have a key slot, and whether there is a recovery
// slot.
func (c *Coffre) Comptes() (comptes []int64, secours bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.e.fentes {
		switch f.genre {
		case caseCompte:
			comptes = append(comptes, int64(f.compte))
		case caseSecours:
			secours = true
		}
	}
	return comptes, secours
}

// Essayer tries a secret on the open vault, as Ouvrir would: the account it belongs to, or
// ErrSecret.
func (c *Coffre) Essayer(s Secret) (int64, error) {
	c.mu.Lock()
	e := c.e.copie()
	c.mu.Unlock()
	cle, compte, err := e.deballer(s)
	effacer(cle)
	return int64(compte), err
}

// TropDEssais says until when no attempt is taken.
type TropDEssais struct{ Jusque time.Time }

func (t *TropDEssais) Error() string { return "vault: too many failed attempts" }
