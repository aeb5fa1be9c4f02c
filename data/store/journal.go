package store

import (
	"context"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/saisie"
)

// Noter adds a line to the journal of a dossier. Le is now when it is zero.
func (s *Session) Noter(ctx context.Context, numero string, e data.Evenement) error {
	texte := saisie.Texte(e.Texte)
	if texte == "" {
		return &data.Erreur{Code: data.Saisie, Message: "Écrivez ce qui s’est passé : la ligne est vide."}
	}
	return s.lireContenu(ctx, func(t *tx) error {
		d, svc, err := t.lireDossier(numero)
		if err != nil {
			return err
		}
		if err := ouvert(d); err != nil {
			return err
		}
		le := e.Le
		if le.IsZero() {
			le = t.le
		}
		err = t.faire("INSERT INTO evenement (dossier, le, auteur, nature, texte, minutes) VALUES (?, ?, ?, ?, ?, ?)",
			d.ID, instant(le), s.Compte().ID, saisie.Ligne(e.Nature), texte, e.Minutes)
		if err != nil {
			return err
		}
		journal, err := t.texteJournal(d.ID)
		if err != nil {
			return err
		}
		if err := t.poserIndex("recherche_texte", d.ID, d.Service, t.deriver(d, svc).texte+journal, false); err != nil {
			return err
		}
		return t.trace("journal", d.ID, saisie.Ligne(e.Nature), "", texte)
	})
}

// texteJournal is the journal of a dossier as the text index keeps it.
func (t *tx) texteJournal(id int64) (string, error) {
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
func (s *Session) Journal(ctx context.Context, numero string) ([]data.Evenement, error) {
	var out []data.Evenement
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.entete(numero)
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT e.id, e.le, c.nom, e.nature, e.texte, e.minutes
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

// AjouterPiece attaches a file to a dossier.
func (s *Session) AjouterPiece(ctx context.Context, numero, nom, media string, octets []byte) (int64, error) {
	nom = saisie.Ligne(nom)
	if nom == "" || len(octets) == 0 {
		return 0, &data.Erreur{Code: data.Saisie, Message: "Ce fichier est vide ou n’a pas de nom : il n’a pas été ajouté."}
	}
	var id int64
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.entete(numero)
		if err != nil {
			return err
		}
		if err := ouvert(d); err != nil {
			return err
		}
		res, err := t.ExecContext(ctx, "INSERT INTO piece (dossier, nom, type, octets, sha256, ajout_le) VALUES (?, ?, ?, ?, ?, ?)",
			d.ID, nom, media, octets, empreinte(octets), instant(t.le))
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil {
			return err
		}
		return t.trace("piece", d.ID, nom, "", empreinte(octets))
	})
	return id, err
}

// Pieces lists the files attached to a dossier, oldest first.
func (s *Session) Pieces(ctx context.Context, numero string) ([]data.Piece, error) {
	var out []data.Piece
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.entete(numero)
		if err != nil {
			return err
		}
		return t.lignes("SELECT id, nom, type, length(octets), sha256, ajout_le FROM piece WHERE dossier = ? ORDER BY id", []any{d.ID}, func(scan func(...any) error) error {
			var p data.Piece
			var le string
			err := scan(&p.ID, &p.Nom, &p.Type, &p.Octets, &p.SHA256, &le)
			p.AjoutLe = lireInstant(le)
			out = append(out, p)
			return err
		})
	})
	return out, err
}

// PieceOctets returns the bytes of an attached file; the reading is written to the audit.
func (s *Session) PieceOctets(ctx context.Context, id int64) ([]byte, error) {
	var octets []byte
	err := s.lireContenu(ctx, func(t *tx) error {
		portee, args := s.porteeContenu()
		var dossier int64
		var nom, sha string
		err := t.un([]any{&octets, &dossier, &nom, &sha}, "SELECT p.octets, p.dossier, p.nom, p.sha256 FROM piece p JOIN dossier d ON d.id = p.dossier WHERE p.id = ?"+portee, append([]any{id}, args...)...)
		if estIntrouvable(err) {
			return &data.Erreur{Code: data.Introuvable, Message: "Cette pièce n’existe pas, ou votre compte n’y a pas accès."}
		}
		if err != nil {
			return err
		}
		if empreinte(octets) != sha {
			return base("Cette pièce a été altérée depuis son ajout : son empreinte ne correspond plus. Restaurez une sauvegarde et prévenez la responsable.", nil)
		}
		return t.trace("lecture", dossier, nom, "", sha)
	})
	if err != nil {
		return nil, err
	}
	return octets, nil
}
