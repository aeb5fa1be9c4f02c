package faux

import (
	"context"
	"fmt"
	"slices"
	"time"

	"justicepartage/data"
)

// sauvee is what is remembered of backups: nothing is copied, a backup is what it told.
type sauvee struct {
	copies     []copie
	ailleurs   string // the second place
	ailleursLe time.Time
	audit      int // lines of the audit that the last one holds
	repetee    time.Time
}

type copie struct {
	data.Sauvegarde
	data.Contenu
}

// sansEffet are the actions of the audit that change nothing worth a backup.
var sansEffet = []string{"connexion", "echec-connexion", "ouverture", "lecture", "impression", "export", "sauvegarde", "repetition"}

// change tells whether something changed since the last backup.
func (t *tx) change() bool {
	return slices.ContainsFunc(t.e.audit[t.e.sauvee.audit:], func(x trace) bool { return !slices.Contains(sansEffet, x.Action) })
}

// derniere is when the last backup was made, zero for never.
func (x sauvee) derniere() (c copie) {
	if n := len(x.copies); n > 0 {
		c = x.copies[n-1]
	}
	return c
}

// ASauvegarder implements data.Sauvegardes.
func (s sauvegardes) ASauvegarder(ctx context.Context) (bool, error) {
	return faire(ctx, s.appel("ASauvegarder"), sansExigence, func(t *tx) (bool, error) { return t.change(), nil })
}

// SauvegardeDue implements data.Sauvegardes.
func (s sauvegardes) SauvegardeDue(ctx context.Context) (bool, error) {
	return faire(ctx, s.appel("SauvegardeDue"), sansExigence, func(t *tx) (bool, error) {
		return t.change() && t.le.Sub(t.e.sauvee.derniere().Sauvegarde.Le) >= 30*time.Minute, nil
	})
}

// RepetitionDue implements data.Sauvegardes.
func (s sauvegardes) RepetitionDue(ctx context.Context) (bool, error) {
	return faire(ctx, s.appel("RepetitionDue"), sansExigence, func(t *tx) (bool, error) {
		return t.le.Sub(t.e.sauvee.repetee) >= 30*24*time.Hour, nil
	})
}

// EtatSauvegarde implements data.Sauvegardes.
func (s sauvegardes) EtatSauvegarde(ctx context.Context) (data.EtatSauvegarde, error) {
	return faire(ctx, s.appel("EtatSauvegarde"), sansExigence, func(t *tx) (data.EtatSauvegarde, error) {
		const semaine = 7 * 24 * time.Hour
		x := t.e.sauvee
		d := x.derniere()
		e := data.EtatSauvegarde{Le: d.Sauvegarde.Le, Ailleurs: x.ailleursLe, Dossiers: d.Dossiers, SecondeChoisi: x.ailleurs != ""}
		e.Ancienne = t.change() && t.le.Sub(e.Le) > semaine || e.SecondeChoisi && t.le.Sub(e.Ailleurs) > semaine
		e.Dire(t.b.opt.Lieu)
		return e, nil
	})
}

// Sauvegarder implements data.Sauvegardes.
func (s sauvegardes) Sauvegarder(ctx context.Context, progres data.Progres) (*data.Recu, error) {
	r, err := faire(ctx, s.appel("Sauvegarder"), sansExigence, func(t *tx) (*data.Recu, error) {
		n := len(t.e.dossiers)
		nom := "base_" + t.civil().Format("2006-01-02_15h04m05") + ".sauvegarde"
		c := copie{
			data.Sauvegarde{Chemin: "sauvegardes/" + nom, Le: t.le, Octets: int64(n+1) * 4096},
			data.Contenu{Dossiers: n, Comptes: len(t.e.comptes), Octets: int64(n+1) * 4096},
		}
		for _, d := range t.e.dossiers {
			if !d.ModifieLe.Before(c.Contenu.Le) {
				c.Contenu.Le, c.Contenu.Numero = d.ModifieLe, d.Numero
			}
		}
		r := &data.Recu{Sauvegarde: c.Sauvegarde, Dossiers: n}
		x := &t.e.sauvee
		if x.ailleurs != "" {
			deux := c.Sauvegarde
			deux.Chemin = x.ailleurs + "/" + nom
			r.Ailleurs, x.ailleursLe = &deux, t.le
		}
		x.copies = append(slices.Clip(x.copies), c)
		t.tracerBase("sauvegarde", "", "", fmt.Sprint(n))
		x.audit = len(t.e.audit)
		return r, nil
	})
	if err == nil && progres != nil {
		progres(1)
	}
	return r, err
}

func (t *tx) copie(chemin string) (copie, error) {
	i := slices.IndexFunc(t.e.sauvee.copies, func(c copie) bool { return c.Chemin == chemin })
	if i < 0 {
		return copie{}, data.ErrSauvegarde
	}
	return t.e.sauvee.copies[i], nil
}

// Contenu implements data.Sauvegardes.
func (s sauvegardes) Contenu(ctx context.Context, chemin string) (data.Contenu, error) {
	return faire(ctx, s.appel("Contenu", chemin), sansExigence, func(t *tx) (data.Contenu, error) {
		c, err := t.copie(chemin)
		return c.Contenu, err
	})
}

// Repeter implements data.Sauvegardes.
func (s sauvegardes) Repeter(ctx context.Context, chemin string, progres data.Progres) (data.Repetition, error) {
	r, err := faire(ctx, s.appel("Repeter", chemin), sansExigence, func(t *tx) (data.Repetition, error) {
		c, err := t.copie(chemin)
		if err != nil {
			return data.Repetition{}, err
		}
		t.e.sauvee.repetee = t.le
		t.tracerBase("repetition", chemin, "", fmt.Sprint(c.Dossiers))
		return data.Repetition{Contenu: c.Contenu, Fait: t.le, Duree: time.Second}, nil
	})
	if err == nil && progres != nil {
		progres(1)
	}
	return r, err
}

// SecondEmplacement implements data.Sauvegardes.
func (s sauvegardes) SecondEmplacement(ctx context.Context) (string, error) {
	return faire(ctx, s.appel("SecondEmplacement"), sansExigence, func(t *tx) (string, error) { return t.e.sauvee.ailleurs, nil })
}

// PoserSecondEmplacement implements data.Sauvegardes. Any folder is there.
func (s sauvegardes) PoserSecondEmplacement(ctx context.Context, dossier string) error {
	return ecrire(ctx, s.appel("PoserSecondEmplacement", dossier), administrer, func(t *tx) error {
		t.e.sauvee.ailleurs = dossier
		t.annoncer(data.NouvelleReglages, "", "")
		t.tracerBase("parametre", "sauvegardes_ailleurs", "", "")
		return nil
	})
}
