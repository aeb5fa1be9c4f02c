package store

import (
	"context"
	"strings"

	"justicepartage/data"
)

// changerEtat closes or reopens a dossier.
func (s dossiers) changerEtat(ctx context.Context, numero, motif, de, vers, action string, refus error) error {
	if strings.TrimSpace(motif) == "" {
		return data.ErrMotif
	}
	return s.lireContenu(ctx, func(t *tx) error {
		return sansReponse(t, "ChangerEtat", func() error {
			d, svc, err := t.lireDossier(numero)
			if err != nil {
				return err
			}
			if d.Etat != de {
				return refus
			}
			if vers == data.EtatClos {
				if err := data.Legales(t.examiner(d, svc)); err != nil {
					return err
				}
			}
			clos := ""
			if vers == data.EtatClos {
				clos = instant(t.le)
			}
			if err := t.faire("UPDATE dossier SET etat = ?, clos_le = ?, modifie_le = ?, revision = revision + 1 "+
				"WHERE id = ?", vers, clos, instant(t.le), d.ID); err != nil {
				return err
			}
			if err := t.solder("dossier = ?", d.ID); err != nil { // of everybody: nothing is written after
				return err
			}
			t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
			return t.trace(action, d.ID, "", "", motif)
		})
	})
}

// Clore closes a dossier: it can be read, no longer written.
func (s dossiers) Clore(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, numero, motif, data.EtatOuvert, data.EtatClos, "fermeture", data.ErrDejaClos)
}

// Rouvrir opens a closed dossier again.
func (s dossiers) Rouvrir(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, numero, motif, data.EtatClos, data.EtatOuvert, "reouverture", data.ErrPasClos)
}
