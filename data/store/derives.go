package store

import (
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// deriver computes what follows from the answers and sets the columns of the dossier.
func (t *tx) deriver(d *data.Dossier, svc *trame.Service) *data.Derives {
	return d.Deriver(t.examiner(d, svc))
}

// indexer rewrites the indexes and the indicators whose content changed.
func indexer(t *tx, d *data.Dossier, ancien, e *data.Derives) error {
	journal, err := texteJournal(t, d.ID)
	if err != nil {
		return err
	}
	for _, ix := range []struct {
		table, avant, apres string
		neuf                bool
	}{
		{"recherche_identite", avantDe(ancien, func(a *data.Derives) string { return a.Identite }), e.Identite, ancien == nil},
		{"recherche_texte", avantDe(ancien, func(a *data.Derives) string { return a.Texte }) + journal, e.Texte + journal, ancien == nil},
	} {
		if !ix.neuf && ix.avant == ix.apres {
			continue
		}
		if err := poserIndex(t, ix.table, d.ID, d.Service, ix.apres, ix.neuf); err != nil {
			return err
		}
	}
	if ancien != nil && slices.Equal(ancien.Comptes, e.Comptes) {
		return nil
	}
	if ancien != nil {
		if err := t.faire("DELETE FROM indicateur WHERE dossier = ?", d.ID); err != nil {
			return err
		}
	}
	for i, c := range e.Comptes {
		if err := t.faire("INSERT INTO indicateur (dossier, rang, cle, valeur) VALUES (?, ?, ?, ?)", d.ID, i, c.Cle, c.Valeur); err != nil {
			return err
		}
	}
	return nil
}

func avantDe(d *data.Derives, f func(*data.Derives) string) string {
	if d == nil {
		return ""
	}
	return f(d)
}

func poserIndex(t *tx, table string, id int64, service, mots string, neuf bool) error {
	if !neuf {
		if err := t.faire("DELETE FROM "+table+" WHERE rowid = ?", id); err != nil {
			return err
		}
	}
	return t.faire("INSERT INTO "+table+" (rowid, mots) VALUES (?, ?)", id, motService(service)+" "+mots)
}
