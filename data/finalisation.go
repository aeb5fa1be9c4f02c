package data

import (
	"fmt"
	"slices"
	"strings"

	"justicepartage/data/trame"
)

// VerifierPapier refuses a paper that is not ready to be the n-th of its kind, or holds wordings
// that were not kept on purpose.
func VerifierPapier(ex *trame.Examen, doc *trame.Exemplaire, n int, gardees []string) error {
	var l []string
	for _, e := range ex.Empechements(doc) {
		l = append(l, "– "+e.Message)
	}
	if rub := ex.Reponses()[doc.Lignes]; doc.Lignes != "" && (rub == nil || len(rub.Lignes) < n) {
		l = append(l, fmt.Sprintf("– Il n’y a pas encore de quoi faire un n° %d.", n))
	}
	if l != nil {
		return &Erreur{Code: Saisie, Message: fmt.Sprintf("« %s » ne peut pas encore être finalisé :\n%s", doc.Titre, strings.Join(l, "\n"))}
	}
	for _, r := range ex.Relecture() {
		if !slices.Contains(gardees, r.Extrait) {
			l = append(l, fmt.Sprintf("– %s : « %s » (%s). %s", r.Libelle, r.Extrait, r.Formulation.Categorie, r.Formulation.Conseil))
		}
	}
	if l != nil {
		return &Erreur{Code: Saisie, Message: "Des formulations sont à relire avant de finaliser ; corrigez-les, ou gardez-les en connaissance de " +
			"cause :\n" + strings.Join(l, "\n")}
	}
	return nil
}

// Finalisable gives the document that a paper is of, and its row; it refuses one that the
// dossier no longer takes.
func (d *Dossier) Finalisable(svc *trame.Service, papier string) (*trame.Document, string, error) {
	doc, ligne := svc.DocumentDe(papier)
	switch {
	case doc == nil:
		return nil, "", ErrPapier
	case d.Etat == EtatClos:
		return nil, "", ErrFinaliserClos
	case doc.Complete == "" && !doc.Courant && d.Finalises[papier] > 0:
		dit := fmt.Sprintf("« %s » est déjà finalisé : il ne change plus.", doc.Titre)
		return nil, "", &Erreur{Code: Fige, Message: dit + PourCorriger(svc, doc.Cle)}
	}
	return doc, ligne, nil
}
