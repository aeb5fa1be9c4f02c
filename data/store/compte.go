package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"justicepartage/data"
)

// In a plain file, which only tests and benchmarks make, the password is checked against
// a hash in the table of accounts. In a vault the key slot is the proof, and the table
// holds nothing of it.

// derivationNeuve is what a new password of a plain file is kept with.
var derivationNeuve = Derivation{Passes: 3, Memoire: 64 * 1024, Fils: 2}

func ecrireDerivation(d Derivation) string {
	return fmt.Sprintf("argon2id:%d:%d:%d", d.Passes, d.Memoire, d.Fils)
}

func lireDerivation(s string) (d Derivation, err error) {
	_, err = fmt.Sscanf(s, "argon2id:%d:%d:%d", &d.Passes, &d.Memoire, &d.Fils)
	return d, err
}

func deriver(d Derivation, motDePasse string, sel []byte) []byte {
	return argon2.IDKey([]byte(motDePasse), sel, d.Passes, d.Memoire, d.Fils, 32)
}

// identifiant is a login as it is compared: without spaces around it.
func identifiant(login string) string { return strings.TrimSpace(login) }

func (t *tx) ajouterCompte(c data.Compte, motDePasse string) (int64, error) {
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM compte WHERE login = ?", c.Login); err != nil {
		return 0, err
	}
	if n > 0 {
		return 0, data.ErrIdentifiant
	}
	var sel, empreinte []byte
	derivation := ""
	if t.b.coffre == nil {
		sel = make([]byte, 16)
		if _, err := rand.Read(sel); err != nil {
			return 0, err
		}
		empreinte, derivation = deriver(derivationNeuve, motDePasse, sel), ecrireDerivation(derivationNeuve)
	}
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO compte (login, nom, fonction, role, services, habilite_du, habilite_au, sel, empreinte, derivation)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.Login, c.Nom, c.Fonction, string(c.Role), listeJSON(c.Services), c.HabiliteDu, c.HabiliteAu, octets(sel), octets(empreinte), derivation)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	if err := poserFente(t, id, c.Login, motDePasse); err != nil {
		return 0, err
	}
	return id, t.tracer(c.Login, "compte", 0, fmt.Sprint(id), "", string(c.Role))
}

// octets is never NULL for the driver.
func octets(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

const colonnesCompte = "id, login, nom, fonction, role, services, habilite_du, habilite_au, retire_le"

func lireCompte(scan func(...any) error, plus ...any) (c data.Compte, err error) {
	var services string
	err = scan(append([]any{&c.ID, &c.Login, &c.Nom, &c.Fonction, &c.Role, &services, &c.HabiliteDu, &c.HabiliteAu, &c.RetireLe}, plus...)...)
	c.Services = lireListe(services)
	return c, err
}

func refus() error {
	return data.ErrEntree
}

// AjouterCompte makes an account. Only a responsable may.
func (s comptes) AjouterCompte(ctx context.Context, c data.Compte, motDePasse string) (int64, error) {
	var id int64
	err := s.administrer(ctx, func(t *tx) error {
		if err := c.Verifier(); err != nil {
			return err
		}
		if err := data.VerifierMotDePasse(motDePasse, c); err != nil {
			return err
		}
		return uneFois(t, "AjouterCompte", &id, func() (err error) {
			t.annoncer(data.NouvelleComptes, "", "")
			id, err = t.ajouterCompte(c, motDePasse)
			return err
		})
	})
	return id, err
}

// ModifierCompte changes the name, function, role, services and habilitation of an
// account; the login stays. Only a responsable may, and one always remains.
func (s comptes) ModifierCompte(ctx context.Context, c data.Compte) error {
	return s.administrer(ctx, func(t *tx) error {
		return sansReponse(t, "ModifierCompte", func() error {
			t.annoncer(data.NouvelleComptes, "", "")
			if err := t.un([]any{&c.Login}, "SELECT login FROM compte WHERE id = ? AND retire_le = ''", c.ID); estIntrouvable(err) {
				return data.ErrCompteListe
			} else if err != nil {
				return err
			}
			if err := c.Verifier(); err != nil {
				return err
			}
			err := t.faire(`
			UPDATE compte SET nom = ?, fonction = ?, role = ?, services = ?, habilite_du = ?, habilite_au = ?
			WHERE id = ?`, c.Nom, c.Fonction, string(c.Role), listeJSON(c.Services), c.HabiliteDu, c.HabiliteAu, c.ID)
			if err != nil {
				return err
			}
			if err := resteResponsable(t); err != nil {
				return err
			}
			if c.ID == t.compte.ID {
				t.compte = c
			}
			return t.trace("compte", 0, fmt.Sprint(c.ID), "", fmt.Sprintf("%s %s %s %s", c.Role, listeJSON(c.Services), c.HabiliteDu, c.HabiliteAu))
		})
	})
}

// resteResponsable refuses a change after which nobody could open the accounts.
func resteResponsable(t *tx) error {
	var restent int
	if err := t.un([]any{&restent}, "SELECT count(*) FROM compte WHERE role = ? AND retire_le = ''", string(data.RoleResponsable)); err != nil {
		return err
	}
	if restent == 0 {
		return data.ErrSansResponsable
	}
	return nil
}

// Comptes lists the accounts, those that were retired too, by name.
func (s comptes) Comptes(ctx context.Context) ([]data.Compte, error) {
	var out []data.Compte
	err := s.ecrire(ctx, func(t *tx) error {
		return t.lignes("SELECT "+colonnesCompte+" FROM compte ORDER BY nom, id", nil, func(scan func(...any) error) error {
			c, err := lireCompte(scan)
			out = append(out, c)
			return err
		})
	})
	return out, err
}
