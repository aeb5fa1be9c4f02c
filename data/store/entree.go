package store

import (
	"context"
	"crypto/subtle"
	"errors"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// Coming in: the first account of a base opens its vault, the others prove who they are
// to the vault that is open.

// premiere opens a session for the account whose key slot opened the vault, and writes
// down the attempts that were refused before.
func (b *Base) premiere(ctx context.Context, compte int64) (*Session, error) {
	s, err := b.connecter(ctx, compte, b.coffre.Echecs())
	if err != nil {
		return nil, err
	}
	return s, erreurCoffre(b.coffre.OublierEchecs(), b.opt.Lieu)
}

// Entrer opens one more session on a base that is open. Refusals are those of Open.
func (b *Base) Entrer(ctx context.Context, login, motDePasse string) (*Session, error) {
	login = identifiant(login)
	id, err := b.prouver(ctx, login, motDePasse)
	if err != nil {
		return nil, err
	}
	return b.connecter(ctx, id, nil)
}

// connecter opens a session for an account that proved who it is.
func (b *Base) connecter(ctx context.Context, compte int64, echecs []time.Time) (*Session, error) {
	var c data.Compte
	err := b.ecrire(ctx, func(t *tx) (err error) {
		c, err = lireCompte(t.QueryRowContext(ctx, "SELECT "+colonnesCompte+" FROM compte WHERE id = ? AND retire_le = ''", compte).Scan)
		if estIntrouvable(err) {
			var n int
			if err := t.un([]any{&n}, "SELECT count(*) FROM compte"); err != nil {
				return err
			}
			if n == 0 {
				return inachevee(nil)
			}
			return refus()
		}
		if err != nil {
			return err
		}
		for _, le := range echecs {
			if err := t.tracer("", "echec-connexion", 0, instant(le), "", ""); err != nil {
				return err
			}
		}
		// What a program that was killed left open; what colleagues write now is theirs.
		if err := b.solderOrphelins(t); err != nil {
			return err
		}
		return t.tracer(c.Login, "connexion", 0, "", "", "")
	})
	if err != nil {
		return nil, err
	}
	return b.session(c), nil
}

// solderOrphelins writes down the texts that no open session is writing.
func (b *Base) solderOrphelins(t *tx) error {
	b.mu.Lock()
	var logins []any
	for s := range b.sessions {
		logins = append(logins, s.Compte().Login)
	}
	b.mu.Unlock()
	return t.solder("compte NOT IN ("+strings.TrimSuffix(strings.Repeat("?, ", len(logins)), ", ")+")", logins...)
}

// prouver checks a login and its password against the open base and gives the account. A
// refusal takes the same time whether the login exists or not, and is written down either
// way; a login that does not exist is not, it may well be a password typed in the wrong box.
func (b *Base) prouver(ctx context.Context, login, motDePasse string) (int64, error) {
	maintenant := b.opt.Horloge()
	if jusque := b.essais.Attente(login, maintenant); !jusque.IsZero() {
		return 0, erreurCoffre(&vault.TropDEssais{Jusque: jusque}, b.opt.Lieu)
	}
	id, err := b.reconnaitre(ctx, login, motDePasse)
	if err != nil {
		return 0, err
	}
	if id != 0 {
		b.essais.Oublier(login)
		return id, nil
	}
	b.essais.Compter(login, maintenant)
	err = b.ecrire(ctx, func(t *tx) error {
		connu := ""
		if err := t.un([]any{&connu}, "SELECT login FROM compte WHERE login = ?", login); err != nil && !estIntrouvable(err) {
			return err
		}
		return t.tracer(connu, "echec-connexion", 0, "", "", "")
	})
	if err != nil {
		return 0, err
	}
	return 0, refus()
}

// reconnaitre gives the account that a password opens, 0 for none.
func (b *Base) reconnaitre(ctx context.Context, login, motDePasse string) (int64, error) {
	if b.coffre != nil {
		id, err := b.coffre.Essayer(vault.MotDePasse(login, motDePasse))
		if errors.Is(err, vault.ErrSecret) {
			return 0, nil
		}
		return id, erreurCoffre(err, b.opt.Lieu)
	}
	var id int64
	var sel, empreinte []byte
	var deriv string
	d := derivationNeuve
	err := b.ecrire(ctx, func(t *tx) error {
		return t.un([]any{&id, &sel, &empreinte, &deriv}, "SELECT id, sel, empreinte, derivation FROM compte WHERE login = ? AND retire_le = ''", login)
	})
	switch {
	case data.CodeDe(err) == data.Introuvable:
		sel, empreinte = make([]byte, 16), make([]byte, 32)
	case err != nil:
		return 0, err
	default:
		if d, err = lireDerivation(deriv); err != nil {
			return 0, err
		}
	}
	if subtle.ConstantTimeCompare(deriver(d, motDePasse, sel), empreinte) != 1 {
		return 0, nil
	}
	return id, nil
}
