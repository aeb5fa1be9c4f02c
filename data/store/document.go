package store

import (
	"context"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Finaliser implements data.Documents.
func (s documents) Finaliser(ctx context.Context, f data.Finalisation) (*data.Document, error) {
	var out *data.Document
	err := s.lireContenu(ctx, func(t *tx) error {
		return uneFois(t, "Finaliser", &out, func() (err error) {
			out, err = finaliserDans(t, f)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func finaliserDans(t *tx, f data.Finalisation) (*data.Document, error) {
	d, svc, err := t.lireDossier(f.Numero)
	if err != nil {
		return nil, err
	}
	doc, ligne, err := d.Finalisable(svc, f.Papier)
	if err != nil {
		return nil, err
	}
	n := d.Finalises[doc.Cle] + 1
	if err := vuAvant(t, d, f.Revision); err != nil {
		return nil, err
	}
	ex := t.examiner(d, svc)
	x := ex.Exemplaire(f.Papier)
	if x == nil {
		return nil, data.ErrPapierSansLigne
	}
	if err := data.VerifierPapier(ex, x, n, f.Gardees); err != nil {
		return nil, err
	}
	imp := data.Impression{Examen: ex, Papier: x, Numero: d.Numero, Rang: n, Le: t.le}
	if err := lireReglage(t, cleAssociation, &imp.Association); err != nil {
		return nil, err
	}
	octets, err := t.b.opt.Rendre(imp)
	if err != nil {
		return nil, err
	}
	out, err := figer(t, d, svc, doc, ligne, n, octets)
	if err != nil {
		return nil, err
	}
	for _, g := range f.Gardees {
		if err := t.trace("formulation-gardee", d.ID, f.Papier, "", g); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// vuAvant refuses to freeze what the person did not look at: a dossier that changed since,
// answers of which two stand beside each other.
func vuAvant(t *tx, d *data.Dossier, revision int64) error {
	if d.Revision != revision {
		return data.ErrRelu
	}
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM desaccord WHERE dossier = ?", d.ID); err != nil {
		return err
	}
	if n > 0 {
		return data.ErrDeuxFacons
	}
	return nil
}

func figer(t *tx, d *data.Dossier, svc *trame.Service, doc *trame.Document, ligne string, n int, octets []byte) (*data.Document, error) {
	out := d.NouveauDocument(doc, ligne, n, octets)
	out.FinalisePar, out.FinaliseLe = t.compte.Nom, t.le
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO document (dossier, cle, ligne, titre, numero, octets, sha256, finalise_par, finalise_le, transmis_a, transmis_moyen, transmis_le)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '')`,
		d.ID, out.Cle, out.Ligne, out.Titre, n, octets, out.SHA256, t.compte.ID, instant(t.le))
	if err != nil {
		return nil, err
	}
	if out.ID, err = res.LastInsertId(); err != nil {
		return nil, err
	}
	if err := t.solder("dossier = ?", d.ID); err != nil { // of everybody: it is frozen
		return nil, err
	}
	if err := t.trace("finalisation", d.ID, out.Titre, "", out.SHA256); err != nil {
		return nil, err
	}
	return out, t.rafraichir(d, svc)
}

// rafraichir recomputes a dossier whose documents changed.
func (t *tx) rafraichir(d *data.Dossier, svc *trame.Service) error {
	apres := copieDossier(d)
	apres.TransmisLe = ""
	if err := t.lireFinalises(apres); err != nil {
		return err
	}
	return t.remplacer(d, apres, svc)
}

const colonnesDocument = `x.id, d.numero, x.cle, x.ligne, x.titre, x.numero, length(x.octets), x.sha256, c.nom, x.finalise_le,
	x.transmis_a, x.transmis_moyen, x.transmis_le
	FROM document x JOIN dossier d ON d.id = x.dossier JOIN compte c ON c.id = x.finalise_par`

func lireDocument(scan func(...any) error) (x data.Document, err error) {
	var le string
	var tr data.Transmission
	err = scan(&x.ID, &x.Dossier, &x.Cle, &x.Ligne, &x.Titre, &x.Numero, &x.Octets, &x.SHA256, &x.FinalisePar, &le, &tr.A, &tr.Moyen, &tr.Le)
	x.FinaliseLe = lireInstant(le)
	if tr.Le != "" {
		x.Transmis = &tr
	}
	return x, err
}

// Documents lists the finalised documents of a dossier, oldest first.
func (s documents) Documents(ctx context.Context, numero string) ([]data.Document, error) {
	var out []data.Document
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		return t.lignes("SELECT "+colonnesDocument+" WHERE d.id = ? ORDER BY x.id", []any{d.ID}, func(scan func(...any) error) error {
			x, err := lireDocument(scan)
			out = append(out, x)
			return err
		})
	})
	return out, err
}

// document reads one finalised document that the account may see, and its dossier's id.
func (t *tx) document(cond string, arg any) (x data.Document, err error) {
	portee, args := t.porteeContenu()
	x, err = lireDocument(t.QueryRowContext(t.ctx, "SELECT "+colonnesDocument+" WHERE "+cond+portee+" ORDER BY x.id LIMIT 1", append([]any{arg}, args...)...).Scan)
	if estIntrouvable(err) {
		return x, data.ErrDocument
	}
	return x, err
}

// Octets returns the bytes of a finalised document. usage (lecture, impression, export)
// is written to the audit. Bytes that no longer have their SHA-256 are refused.
func (s documents) Octets(ctx context.Context, id int64, usage string) ([]byte, error) {
	var octets []byte
	err := s.lireContenu(ctx, func(t *tx) error {
		x, err := t.document("x.id = ?", id)
		if err != nil {
			return err
		}
		var dossier int64
		if err := t.un([]any{&octets, &dossier}, "SELECT octets, dossier FROM document WHERE id = ?", id); err != nil {
			return err
		}
		if data.Empreinte(octets) != x.SHA256 {
			return panne("Ce document a été altéré depuis sa finalisation : son empreinte ne correspond plus. Restaurez une sauvegarde et prévenez la responsable.", nil)
		}
		return t.trace(usage, dossier, x.Titre, "", x.SHA256)
	})
	if err != nil {
		return nil, err
	}
	return octets, nil
}

// Transmettre records the handing over of a finalised document.
func (s documents) Transmettre(ctx context.Context, id int64, tr data.Transmission) error {
	if tr.A == "" || tr.Le == "" {
		return data.ErrTransmission
	}
	return s.lireContenu(ctx, func(t *tx) error {
		return sansReponse(t, "Transmettre", func() error {
			x, err := t.document("x.id = ?", id)
			if err != nil {
				return err
			}
			d, svc, err := t.lireDossier(x.Dossier)
			if err != nil {
				return err
			}
			if err := t.faire("UPDATE document SET transmis_a = ?, transmis_moyen = ?, transmis_le = ? WHERE id = ?", tr.A, tr.Moyen, tr.Le, id); err != nil {
				return err
			}
			avant := ""
			if x.Transmis != nil { // handed over before: the audit keeps that one
				avant = x.Transmis.A + ", " + x.Transmis.Moyen + ", " + x.Transmis.Le
			}
			if err := t.trace("transmission", d.ID, x.Titre, avant, tr.A+", "+tr.Moyen+", "+tr.Le); err != nil {
				return err
			}
			return t.rafraichir(d, svc)
		})
	})
}

// Reconnaitre tells which finalised document a file is, byte for byte.
func (s documents) Reconnaitre(ctx context.Context, fichier []byte) (*data.Document, error) {
	var out data.Document
	err := s.lireContenu(ctx, func(t *tx) (err error) {
		out, err = t.document("x.sha256 = ?", data.Empreinte(fichier))
		return err
	})
	if err != nil {
		return nil, err
	}
	return &out, nil
}
