package faux

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"justicepartage/data"
)

// compte is an account and what opens it.
type compte struct {
	data.Compte
	motDePasse string
}

// compte gives an account that was not retired.
func (e *etat) compte(id int64) (compte, error) {
	if id < 1 || id > int64(len(e.comptes)) || e.comptes[id-1].RetireLe != "" {
		return compte{}, data.ErrCompte
	}
	return e.comptes[id-1], nil
}

func (e *etat) compteDe(login string) (compte, error) {
	for _, c := range e.comptes {
		if c.Login == login {
			return c, nil
		}
	}
	return compte{}, data.ErrCompte
}

func (t *tx) ajouterCompte(c data.Compte, motDePasse string) (int64, error) {
	if _, err := t.e.compteDe(c.Login); err == nil {
		return 0, data.ErrIdentifiant
	}
	c = copieCompte(c)
	c.ID, c.RetireLe = int64(len(t.e.comptes))+1, ""
	t.e.comptes = append(t.e.comptes, compte{c, motDePasse})
	t.annoncer(data.NouvelleComptes, "", "")
	t.tracer(c.Login, "compte", 0, fmt.Sprint(c.ID), "", string(c.Role))
	return c.ID, nil
}

// Entrer opens one more session. Refusals, and the wait after five of them, are those of
// data/store.
func (b *Base) Entrer(login, motDePasse string) (*Session, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.tx(context.Background(), data.Compte{})
	c, err := t.prouver(strings.TrimSpace(login), motDePasse)
	if err != nil {
		return nil, err
	}
	t.tracer(c.Login, "connexion", 0, "", "", "")
	return b.session(copieCompte(c.Compte)), nil
}

// prouver checks a password.
func (t *tx) prouver(login, motDePasse string) (compte, error) {
	if jusque := t.b.essais.Attente(login, t.le); !jusque.IsZero() {
		return compte{}, data.TropDEssais(jusque, t.b.opt.Lieu, nil)
	}
	c, err := t.e.compteDe(login)
	if err != nil || c.RetireLe != "" || c.motDePasse != motDePasse {
		t.b.essais.Compter(login, t.le)
		t.tracer(c.Login, "echec-connexion", 0, "", "", "")
		return compte{}, data.ErrEntree
	}
	t.b.essais.Oublier(login)
	return c, nil
}

// AjouterCompte implements data.Comptes.
func (s comptes) AjouterCompte(ctx context.Context, c data.Compte, motDePasse string) (int64, error) {
	return faire(ctx, s.appel("AjouterCompte", c, motDePasse), administrer, func(t *tx) (int64, error) {
		if err := c.Verifier(); err != nil {
			return 0, err
		}
		if err := data.VerifierMotDePasse(motDePasse, c); err != nil {
			return 0, err
		}
		return uneFois(t, "compte", func() (int64, error) { return t.ajouterCompte(c, motDePasse) })
	})
}

// resteResponsable refuses a change after which nobody could open the accounts.
func (t *tx) resteResponsable() error {
	if !slices.ContainsFunc(t.e.comptes, func(c compte) bool { return c.Role == data.RoleResponsable && c.RetireLe == "" }) {
		return data.ErrSansResponsable
	}
	return nil
}

// ModifierCompte implements data.Comptes.
func (s comptes) ModifierCompte(ctx context.Context, c data.Compte) error {
	return ecrire(ctx, s.appel("ModifierCompte", copieCompte(c)), administrer, func(t *tx) error {
		avant, err := t.e.compte(c.ID)
		if err != nil {
			return data.ErrCompteListe
		}
		c.Login, c.RetireLe = avant.Login, ""
		if err := c.Verifier(); err != nil {
			return err
		}
		t.e.comptes[c.ID-1] = compte{copieCompte(c), avant.motDePasse}
		t.annoncer(data.NouvelleComptes, "", "")
		t.tracerBase("compte", fmt.Sprint(c.ID), "", fmt.Sprintf("%s %q %s %s", c.Role, c.Services, c.HabiliteDu, c.HabiliteAu))
		return t.resteResponsable()
	})
}

// RetirerCompte implements data.Comptes.
func (s comptes) RetirerCompte(ctx context.Context, id int64) error {
	return ecrire(ctx, s.appel("RetirerCompte", id), administrer, func(t *tx) error {
		if id == t.compte.ID {
			return data.ErrSonCompte
		}
		c, err := t.e.compte(id)
		if err != nil {
			return err
		}
		c.RetireLe, c.motDePasse = t.le.Format("2006-01-02T15:04:05.000Z"), ""
		t.e.comptes[id-1] = c
		t.annoncer(data.NouvelleComptes, "", "")
		t.tracerBase("compte", fmt.Sprint(id), "", "retiré")
		return t.resteResponsable()
	})
}

// Comptes implements data.Comptes.
func (s comptes) Comptes(ctx context.Context) ([]data.Compte, error) {
	return faire(ctx, s.appel("Comptes"), sansExigence, func(t *tx) ([]data.Compte, error) {
		var out []data.Compte
		for _, c := range t.e.comptes {
			out = append(out, copieCompte(c.Compte))
		}
		slices.SortStableFunc(out, func(a, b data.Compte) int { return cmp.Compare(a.Nom, b.Nom) })
		return out, nil
	})
}

// changerSecret gives an account another password.
func (t *tx) changerSecret(c compte, nouveau, dit string) error {
	if err := data.VerifierMotDePasse(nouveau, c.Compte); err != nil {
		return err
	}
	c.motDePasse = nouveau
	t.e.comptes[c.ID-1] = c
	t.tracerBase("mot-de-passe", fmt.Sprint(c.ID), "", dit)
	return nil
}

// ChangerMotDePasse implements data.Comptes.
func (s comptes) ChangerMotDePasse(ctx context.Context, ancien, nouveau string) error {
	return ecrire(ctx, s.appel("ChangerMotDePasse", ancien, nouveau), sansExigence, func(t *tx) error {
		c, err := t.prouver(t.compte.Login, ancien)
		if data.CodeDe(err) == data.Refuse && t.b.essais.Attente(t.compte.Login, t.le).IsZero() {
			return data.ErrAncien
		}
		if err != nil {
			return err
		}
		return t.changerSecret(c, nouveau, "")
	})
}

// ReinitialiserMotDePasse implements data.Comptes.
func (s comptes) ReinitialiserMotDePasse(ctx context.Context, id int64, nouveau string) error {
	return ecrire(ctx, s.appel("ReinitialiserMotDePasse", id, nouveau), administrer, func(t *tx) error {
		c, err := t.e.compte(id)
		if err != nil {
			return err
		}
		return t.changerSecret(c, nouveau, "réinitialisé")
	})
}

// NouveauCodeDeSecours implements data.Comptes: it opens nothing, there is no file to open.
func (s comptes) NouveauCodeDeSecours(ctx context.Context) (string, error) {
	return faire(ctx, s.appel("NouveauCodeDeSecours"), administrer, func(t *tx) (string, error) {
		t.tracerBase("code-de-secours", "", "", "")
		n := t.id("secours")
		return fmt.Sprintf("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-%04d", 2000+n), nil
	})
}
