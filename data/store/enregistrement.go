package store

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Saving is by changes: what one person wrote is laid over what stands by now, whoever
// wrote it. Only an answer that two people changed is a disagreement; the first one stands
// and the other waits here, in the base, until its author picks.

// Enregistrer implements data.Dossiers.
func (s dossiers) Enregistrer(ctx context.Context, numero string, c trame.Changement) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		de := numero
		err := uneFois(t, enregistrer, &de, func() (err error) {
			if d, err = enregistrerDans(t, numero, c); err != nil {
				return err
			}
			return oublierEnregistrement(t, numero)
		})
		if err == nil && t.rejouee {
			d, _, err = lirePourEcrire(t, numero)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

const enregistrer = "Enregistrer"

// enVol is how late a save may come after one that was sent later.
const enVol = 15 * time.Minute

// oublierEnregistrement forgets the identities of the saves before: an account sends its changes
// to a dossier one after the other, and only the last ones may come again. A week of typing would
// otherwise leave thousands.
func oublierEnregistrement(t *tx, numero string) error {
	if data.RequeteDe(t.ctx) == "" {
		return nil
	}
	de, err := json.Marshal(numero)
	if err != nil {
		return err
	}
	return t.faire("DELETE FROM requete WHERE compte = ? AND quoi = ? AND reponse = ? AND le < ?",
		t.compte.ID, enregistrer, string(de), instant(t.le.Add(-enVol)))
}

func enregistrerDans(t *tx, numero string, c trame.Changement) (*data.Dossier, error) {
	avant, svc, err := lirePourEcrire(t, numero)
	if err != nil {
		return nil, err
	}
	if err := avant.Ouvert(); err != nil {
		return nil, err
	}
	if c, err = data.Lisible(svc, c); err != nil {
		return nil, err
	}
	if c, err = tenirApart(t, avant, svc, c); err != nil {
		return nil, err
	}
	r, divergences := svc.Fondre(avant.Reponses, c)
	for _, x := range divergences {
		if err := retenirDesaccord(t, avant.ID, x); err != nil {
			return nil, err
		}
	}
	d, err := ecrireReponses(t, avant, svc, r)
	if err != nil {
		return nil, err
	}
	return d, lireDesaccords(t, d, svc)
}

// ecrireReponses makes answers those of a dossier, unless they are already, or frozen.
func ecrireReponses(t *tx, avant *data.Dossier, svc *trame.Service, r trame.Reponses) (*data.Dossier, error) {
	r, err := data.Canoniques(svc, r)
	if err != nil {
		return nil, err
	}
	d := copieDossier(avant)
	if bytes.Equal(avant.Reponses.JSON(), r.JSON()) {
		return d, nil
	}
	if err := avant.Figees(svc, r); err != nil {
		return nil, err
	}
	d.Reponses = r
	return d, t.remplacer(avant, d, svc)
}

// tenirApart takes out of a change the answers of which the account has a disagreement that
// is not settled: what it writes there stays beside the answer that stands.
func tenirApart(t *tx, d *data.Dossier, svc *trame.Service, c trame.Changement) (trame.Changement, error) {
	if len(d.Desaccords) == 0 {
		return c, nil
	}
	c = trame.Changement{Avant: c.Avant.Copie(), Apres: c.Apres.Copie()}
	for _, x := range d.Desaccords {
		chemin, err := svc.Chemin(x.Chemin)
		if err != nil || c.Avant[chemin.Section] == nil && c.Apres[chemin.Section] == nil {
			continue
		}
		if chemin.Ligne != "" && c.Apres[chemin.Section].Ligne(chemin.Ligne) == nil {
			continue // the row was taken out; the merge keeps it if somebody wrote in it
		}
		mien := c.Apres.Valeur(chemin)
		if err := poserDesaccord(t, d.ID, chemin, mien, x.Par); err != nil {
			return c, err
		}
		// On both sides the same: the merge sees no change here.
		c.Apres.Poser(chemin, c.Avant.Valeur(chemin))
	}
	return c, nil
}

// retenirDesaccord keeps the answer of the account beside the one that stands.
func retenirDesaccord(t *tx, dossier int64, x trame.Divergence) error {
	var par string
	err := t.un([]any{&par}, `
		SELECT compte FROM (
			SELECT 1 AS ouvert, 0 AS id, compte FROM modification_ouverte WHERE dossier = ? AND objet = ?
			UNION ALL SELECT 0, id, compte FROM audit WHERE dossier = ? AND action = 'modification' AND objet = ?)
		ORDER BY ouvert DESC, id DESC LIMIT 1`, dossier, x.Chemin.String(), dossier, x.Chemin.String())
	if err != nil && !estIntrouvable(err) {
		return err
	}
	if err := t.trace("desaccord", dossier, x.Chemin.String(), par, ""); err != nil {
		return err
	}
	return poserDesaccord(t, dossier, x.Chemin, x.Mien, par)
}

func poserDesaccord(t *tx, dossier int64, c trame.Chemin, mien any, par string) error {
	r := trame.Reponses{}
	if mien != nil {
		r.Poser(c, mien)
	}
	return t.faire(`
		INSERT INTO desaccord (dossier, compte, chemin, mien, par, le) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (dossier, compte, chemin) DO UPDATE SET mien = excluded.mien, le = excluded.le`,
		dossier, t.compte.ID, c.String(), string(r.JSON()), par, instant(t.le))
}

// lireDesaccords reads the disagreements of the account in a dossier.
func lireDesaccords(t *tx, d *data.Dossier, svc *trame.Service) error {
	d.Desaccords = nil
	return t.lignes(`
		SELECT x.chemin, x.mien, coalesce(c.nom, x.par)
		FROM desaccord x LEFT JOIN compte c ON c.login = x.par
		WHERE x.dossier = ? AND x.compte = ?
		ORDER BY x.chemin`, []any{d.ID, t.compte.ID}, func(scan func(...any) error) error {
		var x data.Desaccord
		var mien string
		if err := scan(&x.Chemin, &mien, &x.Par); err != nil {
			return err
		}
		c, err := svc.Chemin(x.Chemin)
		if err != nil {
			return nil // a path that the service does not know is no answer
		}
		seule, err := svc.LireSeule([]byte(mien))
		if err != nil {
			return err
		}
		x.Mien = seule.Valeur(c)
		d.Desaccords = append(d.Desaccords, x)
		return nil
	})
}

// Trancher implements data.Dossiers.
func (s dossiers) Trancher(ctx context.Context, numero, chemin string, mien bool) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		avant, svc, err := lirePourEcrire(t, numero)
		if err != nil {
			return err
		}
		if err := avant.Ouvert(); err != nil {
			return err
		}
		i := slices.IndexFunc(avant.Desaccords, func(x data.Desaccord) bool { return x.Chemin == chemin })
		if i < 0 { // settled already, perhaps by this very call
			d = avant
			return nil
		}
		x := avant.Desaccords[i]
		c, err := svc.Chemin(chemin)
		if err != nil {
			return err
		}
		if err := t.faire("DELETE FROM desaccord WHERE dossier = ? AND compte = ? AND chemin = ?", avant.ID, t.compte.ID, chemin); err != nil {
			return err
		}
		garde := "celle du dossier"
		r := avant.Reponses.Copie()
		if mien {
			garde = "la sienne"
			if c.Ligne == "" || r[c.Section].Ligne(c.Ligne) != nil {
				r.Poser(c, x.Mien)
			}
		}
		if d, err = ecrireReponses(t, avant, svc, r); err != nil {
			return err
		}
		if err := t.trace("desaccord-tranche", avant.ID, chemin, "", garde); err != nil {
			return err
		}
		t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
		return lireDesaccords(t, d, svc)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}
