package data

import (
	"justicepartage/data/trame"
)

// Releve is a statement across dossiers, over a period.
type Releve struct {
	Titre, Note string
	Du, Au      string // AAAA-MM-JJ, both included
	Colonnes    []trame.ColonneReleve
	Lignes      [][]any // string, float64, bool or nil, in the order of the columns
}

// NouveauReleve is a statement of a service with no rows yet.
func NouveauReleve(svc *trame.Service, cle, du, au string) (*Releve, error) {
	r := svc.Releve(cle)
	if r == nil {
		return nil, ErrReleve
	}
	colonnes, err := svc.ColonnesDe(r)
	if err != nil {
		return nil, err
	}
	return &Releve{Titre: r.Titre, Note: r.Note, Du: du, Au: au, Colonnes: colonnes}, nil
}

// Ajouter brings the rows of a dossier, read as it was written: a version that did not know
// the statement brings nothing to it.
func (r *Releve) Ajouter(ex *trame.Examen, cle, numero string) error {
	x := ex.Service().Releve(cle)
	if x == nil {
		return nil
	}
	l, err := ex.Relever(x, r.Du, r.Au, numero)
	for _, ligne := range l {
		if len(ligne) == len(r.Colonnes) {
			r.Lignes = append(r.Lignes, ligne)
		}
	}
	return err
}
