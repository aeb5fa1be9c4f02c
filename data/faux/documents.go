package faux

import (
	"context"
	"slices"

	"justicepartage/data"
)

// document is a finalised document and its bytes.
type document struct {
	data.Document
	octets []byte
}

func (x document) vue() data.Document {
	v := x.Document
	if v.Transmis != nil {
		tr := *v.Transmis
		v.Transmis = &tr
	}
	return v
}

// Finaliser implements data.Documents.
func (s documents) Finaliser(ctx context.Context, f data.Finalisation) (*data.Document, error) {
	f.Gardees = slices.Clone(f.Gardees)
	return faire(ctx, s.appel("Finaliser", f), contenu, func(t *tx) (*data.Document, error) {
		x, err := uneFois(t, "finaliser", func() (data.Document, error) { return t.finaliser(f) })
		if err != nil {
			return nil, err
		}
		return &x, nil
	})
}

func (t *tx) finaliser(f data.Finalisation) (out data.Document, err error) {
	d, err := t.trouver(f.Numero)
	if err != nil {
		return out, err
	}
	doc, ligne, err := d.Finalisable(d.svc, f.Papier)
	switch {
	case err != nil:
		return out, err
	case d.Revision != f.Revision:
		return out, data.ErrRelu
	case len(d.desaccords) > 0:
		return out, data.ErrDeuxFacons
	}
	n := d.Finalises[doc.Cle] + 1
	ex := t.examiner(d)
	x := ex.Exemplaire(f.Papier)
	if x == nil {
		return out, data.ErrPapierSansLigne
	}
	if err := data.VerifierPapier(ex, x, n, f.Gardees); err != nil {
		return out, err
	}
	imp := data.Impression{Examen: ex, Papier: x, Numero: d.Numero, Rang: n, Le: t.le}
	if err := t.lireReglage(cleAssociation, &imp.Association); err != nil {
		return out, err
	}
	octets, err := t.b.opt.Rendre(imp)
	if err != nil {
		return out, err
	}
	neuf := document{*d.NouveauDocument(doc, ligne, n, octets), slices.Clone(octets)}
	neuf.ID, neuf.FinalisePar, neuf.FinaliseLe = t.id("document"), t.compte.Nom, t.le
	d = t.changer(d)
	d.documents = append(d.documents, neuf)
	t.solder(func(o ouverte) bool { return o.dossier == d.ID })
	t.trace("finalisation", d, neuf.Titre, "", neuf.SHA256)
	if err := t.rafraichir(d); err != nil {
		return out, err
	}
	for _, g := range f.Gardees {
		t.trace("formulation-gardee", d, f.Papier, "", g)
	}
	return neuf.vue(), nil
}

// rafraichir recomputes a dossier being changed, whose documents did.
func (t *tx) rafraichir(d *dossier) error {
	avant := *d
	d.Finalises, d.TransmisLe = map[string]int{}, ""
	for _, x := range d.documents {
		d.Finalises[x.Cle]++
		if x.Ligne != "" {
			d.Finalises[x.Exemplaire()]++
		}
		if d.TransmisLe == "" && x.Transmis != nil {
			d.TransmisLe = x.Transmis.Le
		}
	}
	return t.remplacer(&avant, d)
}

// Documents implements data.Documents.
func (s documents) Documents(ctx context.Context, numero string) ([]data.Document, error) {
	return faire(ctx, s.appel("Documents", numero), contenu, func(t *tx) ([]data.Document, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		var out []data.Document
		for _, x := range d.documents {
			out = append(out, x.vue())
		}
		return out, nil
	})
}

// document finds a finalised document, with its dossier and its place there.
func (t *tx) document(est func(document) bool) (*dossier, int, error) {
	trouve, k, id := (*dossier)(nil), -1, int64(0)
	for _, d := range t.visibles() {
		if i := slices.IndexFunc(d.documents, est); i >= 0 && (trouve == nil || d.documents[i].ID < id) {
			trouve, k, id = d, i, d.documents[i].ID // of two that are the same, the first
		}
	}
	if trouve == nil {
		return nil, -1, data.ErrDocument
	}
	return trouve, k, nil
}

// Octets implements data.Documents.
func (s documents) Octets(ctx context.Context, id int64, usage string) ([]byte, error) {
	return faire(ctx, s.appel("Octets", id, usage), contenu, func(t *tx) ([]byte, error) {
		d, i, err := t.document(func(x document) bool { return x.ID == id })
		if err != nil {
			return nil, err
		}
		x := d.documents[i]
		t.trace(usage, d, x.Titre, "", x.SHA256)
		return slices.Clone(x.octets), nil
	})
}

// Transmettre implements data.Documents.
func (s documents) Transmettre(ctx context.Context, id int64, tr data.Transmission) error {
	return ecrire(ctx, s.appel("Transmettre", id, tr).si(tr.A != "" && tr.Le != "", data.ErrTransmission), contenu, func(t *tx) error {
		d, i, err := t.document(func(x document) bool { return x.ID == id })
		if err != nil {
			return err
		}
		d = t.changer(d)
		x, avant := &d.documents[i], ""
		if p := x.Transmis; p != nil {
			avant = p.A + ", " + p.Moyen + ", " + p.Le
		}
		x.Transmis = &tr
		t.trace("transmission", d, x.Titre, avant, tr.A+", "+tr.Moyen+", "+tr.Le)
		return t.rafraichir(d)
	})
}

// Reconnaitre implements data.Documents.
func (s documents) Reconnaitre(ctx context.Context, fichier []byte) (*data.Document, error) {
	return faire(ctx, s.appel("Reconnaitre", fichier), contenu, func(t *tx) (*data.Document, error) {
		sha := data.Empreinte(fichier)
		d, i, err := t.document(func(x document) bool { return x.SHA256 == sha })
		if err != nil {
			return nil, err
		}
		v := d.documents[i].vue()
		return &v, nil
	})
}
