package store

import (
	"context"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/saisie"
)

// Noter adds a line to the journal of a dossier. Le is now when it is zero.
func (s journal) Noter(ctx context.Context, numero string, e data.Evenement) error {
	texte := saisie.Texte(e.Texte)
	if texte == "" {
		return data.ErrJournalVide
	}
	return s.lireContenu(ctx, func(t *tx) error {
		var rien struct{}
		return uneFois(t, "Noter", &rien, func() error { return noter(t, numero, e, texte) })
	})
}

func noter(t *tx, numero string, e data.Evenement, texte string) error {
	d, svc, err := t.lireDossier(numero)
	if err != nil {
		return err
	}
	if err := d.Ouvert(); err != nil {
		return err
	}
	le := e.Le
	if le.IsZero() {
		le = t.le
	}
	t.annoncer(data.NouvelleJournal, d.Service, d.Numero)
	err = t.faire("INSERT INTO evenement (dossier, le, auteur, nature, texte, minutes) VALUES (?, ?, ?, ?, ?, ?)",
		d.ID, instant(le), t.compte.ID, saisie.Ligne(e.Nature), texte, e.Minutes)
	if err != nil {
		return err
	}
	journal, err := texteJournal(t, d.ID)
	if err != nil {
		return err
	}
	if err := poserIndex(t, "recherche_texte", d.ID, d.Service, t.deriver(d, svc).Texte+journal, false); err != nil {
		return err
	}
	return t.trace("journal", d.ID, saisie.Ligne(e.Nature), "", texte)
}

// texteJournal is the journal of a dossier as the text index keeps it.
func texteJournal(t *tx, id int64) (string, error) {
	var sb strings.Builder
	err := t.lignes("SELECT texte FROM evenement WHERE dossier = ? ORDER BY le, id", []any{id}, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		sb.WriteString(identite.Plier(s))
		sb.WriteByte(' ')
		return err
	})
	return sb.String(), err
}

// Journal returns the journal of a dossier, newest first.
func (s journal) Journal(ctx context.Context, numero string) ([]data.Evenement, error) {
	var out []data.Evenement
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT e.id, e.le, c.nom, e.nature, e.Texte, e.minutes
			FROM evenement e JOIN compte c ON c.id = e.auteur
			WHERE e.dossier = ?
			ORDER BY e.le DESC, e.id DESC`, []any{d.ID}, func(scan func(...any) error) error {
			var e data.Evenement
			var le string
			err := scan(&e.ID, &le, &e.Auteur, &e.Nature, &e.Texte, &e.Minutes)
			e.Le = lireInstant(le)
			out = append(out, e)
			return err
		})
	})
	return out, err
}
