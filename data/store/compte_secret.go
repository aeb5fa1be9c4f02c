package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// Passwords, the recovery sheet and the end of an account. Nothing is encrypted again:
// the data key is wrapped anew. A key slot is changed inside the transaction that writes
// it to the audit, last: a slot without its row opens nothing.

// poserFente gives an account of a vault its key slot.
func poserFente(t *tx, id int64, login, motDePasse string) error {
	if t.b.coffre == nil {
		return nil
	}
	return erreurCoffre(t.b.coffre.PoserCompte(id, login, motDePasse), t.b.opt.Lieu)
}

// changerSecret sets the password of an account.
func changerSecret(t *tx, c data.Compte, motDePasse string) error {
	if t.b.coffre != nil {
		return poserFente(t, c.ID, c.Login, motDePasse)
	}
	sel := make([]byte, 16)
	rand.Read(sel)
	return t.faire("UPDATE compte SET sel = ?, empreinte = ?, derivation = ? WHERE id = ?",
		sel, deriver(derivationNeuve, motDePasse, sel), ecrireDerivation(derivationNeuve), c.ID)
}

func compteActif(t *tx, id int64) (data.Compte, error) {
	c, err := lireCompte(t.QueryRowContext(t.ctx, "SELECT "+colonnesCompte+" FROM compte WHERE id = ? AND retire_le = ''", id).Scan)
	if estIntrouvable(err) {
		return c, data.ErrCompte
	}
	return c, err
}

// ChangerMotDePasse gives the account of the session another password; the present one
// is asked again.
func (s comptes) ChangerMotDePasse(ctx context.Context, ancien, nouveau string) error {
	const quoi = "ChangerMotDePasse"
	fait := false
	if err := s.ecrire(ctx, func(t *tx) (err error) {
		fait, err = dejaFait(t, quoi)
		return err
	}); err != nil || fait { // the former password opens nothing any more
		return err
	}
	if err := s.confirmer(ctx, ancien); err != nil {
		return err
	}
	return s.ecrire(ctx, func(t *tx) error {
		return sansReponse(t, quoi, func() error {
			c := t.compte
			if err := data.VerifierMotDePasse(nouveau, c); err != nil {
				return err
			}
			if err := t.trace("mot-de-passe", 0, fmt.Sprint(c.ID), "", ""); err != nil {
				return err
			}
			return changerSecret(t, c, nouveau)
		})
	})
}

// confirmer checks the password of the account of the session; what is refused counts as an
// attempt to come in.
func (s comptes) confirmer(ctx context.Context, motDePasse string) error {
	c := s.Compte()
	id, err := s.prouver(ctx, c.Login, motDePasse)
	if data.CodeDe(err) == data.Refuse && s.essais.Attente(c.Login, s.opt.Horloge()).IsZero() || err == nil && id != c.ID {
		return data.ErrAncien
	}
	return err
}

// ReinitialiserMotDePasse gives an account another password without the former one. Only
// a responsable may.
func (s comptes) ReinitialiserMotDePasse(ctx context.Context, id int64, nouveau string) error {
	return s.administrer(ctx, func(t *tx) error {
		return sansReponse(t, "ReinitialiserMotDePasse", func() error {
			c, err := compteActif(t, id)
			if err != nil {
				return err
			}
			if err := data.VerifierMotDePasse(nouveau, c); err != nil {
				return err
			}
			if err := t.trace("mot-de-passe", 0, fmt.Sprint(id), "", "réinitialisé"); err != nil {
				return err
			}
			return changerSecret(t, c, nouveau)
		})
	})
}

// RetirerCompte ends an account: it opens nothing any more, and stays named where it
// worked. Only a responsable may, not on their own account, and one always remains.
func (s comptes) RetirerCompte(ctx context.Context, id int64) error {
	return s.administrer(ctx, func(t *tx) error {
		return sansReponse(t, "RetirerCompte", func() error {
			if id == t.compte.ID {
				return data.ErrSonCompte
			}
			t.annoncer(data.NouvelleComptes, "", "")
			if _, err := compteActif(t, id); err != nil {
				return err
			}
			if err := t.faire("UPDATE compte SET retire_le = ?, sel = x'', empreinte = x'', derivation = '' WHERE id = ?", instant(t.le), id); err != nil {
				return err
			}
			if err := resteResponsable(t); err != nil {
				return err
			}
			if err := t.trace("compte", 0, fmt.Sprint(id), "", "retiré"); err != nil {
				return err
			}
			if s.coffre == nil {
				return nil
			}
			return erreurCoffre(s.coffre.RetirerCompte(id), s.opt.Lieu)
		})
	})
}

// NouveauCodeDeSecours makes another recovery code; the former sheet opens nothing any
// more. Only a responsable may.
func (s comptes) NouveauCodeDeSecours(ctx context.Context) (string, error) {
	code := ""
	err := s.administrer(ctx, func(t *tx) (err error) {
		if s.coffre == nil {
			return panne("Cette base n’est pas chiffrée : elle n’a pas de code de secours.", nil)
		}
		if err := t.trace("code-de-secours", 0, "", "", ""); err != nil {
			return err
		}
		code, err = s.coffre.NouveauSecours()
		return erreurCoffre(err, s.opt.Lieu)
	})
	if err != nil {
		return "", err
	}
	return code, nil
}

// SecoursBienEcrit tells whether a recovery code was typed as it is printed; its last
// sign checks the others. It does not tell whether it is the right one.
func SecoursBienEcrit(code string) bool { return vault.SecoursBienEcrit(code) }

// OuvrirAvecSecours opens a base with the recovery code and gives the account of a
// responsable a new password.
func OuvrirAvecSecours(ctx context.Context, chemin string, opt Options, code, login, nouveau string) (*Session, error) {
	if !vault.SecoursBienEcrit(code) {
		return nil, &data.Erreur{
			Code:    data.Saisie,
			Message: "Ce code de secours est mal recopié : il a 28 signes, et jamais 0, O, 1 ni I. Relisez la feuille, groupe par groupe.",
		}
	}
	opt = opt.completer()
	c, _, err := vault.Ouvrir(chemin, opt.coffre(), vault.Secours(code))
	if err != nil {
		err = erreurCoffre(err, opt.Lieu)
		if data.CodeDe(err) == data.Refuse {
			return nil, &data.Erreur{
				Code:    data.Refuse,
				Message: "Ce code de secours n’ouvre pas cette base. Est-ce la feuille la plus récente ? Un nouveau code remplace l’ancien.",
				Err:     err,
			}
		}
		return nil, err
	}
	b, err := preparer(ctx, chemin, opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	var compte int64
	err = b.ecrire(ctx, func(t *tx) error {
		k, err := lireCompte(t.QueryRowContext(ctx, "SELECT "+colonnesCompte+" FROM compte WHERE login = ? AND retire_le = ''", identifiant(login)).Scan)
		if estIntrouvable(err) || err == nil && k.Role != data.RoleResponsable {
			k, err = refaireResponsable(t, k, login, err == nil)
		}
		if estIntrouvable(err) {
			return &data.Erreur{
				Code: data.Refuse,
				Message: "Aucun compte de responsable n’a cet identifiant. " +
					"Le code de secours rend son mot de passe à un compte de responsable, qui rend le leur aux autres.",
			}
		}
		if err != nil {
			return err
		}
		if err := data.VerifierMotDePasse(nouveau, k); err != nil {
			return err
		}
		if err := t.tracer(k.Login, "secours", 0, fmt.Sprint(k.ID), "", ""); err != nil {
			return err
		}
		compte = k.ID
		return changerSecret(t, k, nouveau)
	})
	var s *Session
	if err == nil {
		s, err = b.premiere(ctx, compte)
	}
	return b.oufermer(s, err)
}

// refaireResponsable makes the account of a responsable when none is left, which only
// damage can do: the recovery sheet is then all that proves a right.
func refaireResponsable(t *tx, k data.Compte, login string, existe bool) (data.Compte, error) {
	if resteResponsable(t) == nil {
		return k, sql.ErrNoRows
	}
	if existe {
		k.Role, k.Services = data.RoleResponsable, nil
		return k, t.faire("UPDATE compte SET role = ?, services = '[]' WHERE id = ?", string(k.Role), k.ID)
	}
	k = data.Compte{Login: identifiant(login), Nom: identifiant(login), Role: data.RoleResponsable}
	if err := k.Verifier(); err != nil {
		return k, err
	}
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO compte (login, nom, fonction, role, services, habilite_du, habilite_au, sel, empreinte, derivation)
		VALUES (?, ?, '', ?, '[]', '', '', x'', x'', '')`, k.Login, k.Nom, string(k.Role))
	if err != nil {
		return k, err
	}
	k.ID, err = res.LastInsertId()
	return k, err
}

func fermerApres(c *vault.Coffre, err error) error {
	if c != nil {
		_ = c.Fermer()
	}
	return err
}
