package faux

import (
	"cmp"
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/saisie"
)

// Noter implements data.Journal.
func (s journal) Noter(ctx context.Context, numero string, e data.Evenement) error {
	a := s.appel("Noter", numero, e)
	e.Texte, e.Nature = saisie.Texte(e.Texte), saisie.Ligne(e.Nature)
	return ecrire(ctx, a.si(e.Texte != "", data.ErrJournalVide), contenu, func(t *tx) error {
		return t.noter(numero, e)
	})
}

func (t *tx) noter(numero string, e data.Evenement) error {
	d, err := t.trouver(numero)
	if err != nil {
		return err
	}
	if err := d.Ouvert(); err != nil {
		return err
	}
	if e.Le.IsZero() {
		e.Le = t.le
	}
	e.ID, e.Auteur = t.id("evenement"), t.compte.Nom
	d = t.changer(d)
	d.journal = append(d.journal, e)
	t.annoncer(data.NouvelleJournal, d.Service, d.Numero)
	t.trace("journal", d, e.Nature, "", e.Texte)
	return nil
}

// recents are the lines of the journal of a dossier, newest first.
func (d *dossier) recents() []data.Evenement {
	l := slices.Clone(d.journal)
	slices.SortFunc(l, func(a, b data.Evenement) int { return cmp.Or(b.Le.Compare(a.Le), cmp.Compare(b.ID, a.ID)) })
	return l
}

// Journal implements data.Journal.
func (s journal) Journal(ctx context.Context, numero string) ([]data.Evenement, error) {
	return faire(ctx, s.appel("Journal", numero), contenu, func(t *tx) ([]data.Evenement, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		return d.recents(), nil
	})
}
