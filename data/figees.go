package data

import (
	"fmt"
	"reflect"

	"justicepartage/data/trame"
)

// Figees refuses answers that change what a finalised document froze.
func (d *Dossier) Figees(svc *trame.Service, r trame.Reponses) error {
	fige := func(cle, quoi string) error {
		return &Erreur{Code: Fige, Message: quoi + " Rien n’a été enregistré." + PourCorriger(svc, cle)}
	}
	for _, sec := range svc.Sections {
		if trame.MemeRubrique(d.Reponses[sec.Cle], r[sec.Cle]) {
			continue
		}
		switch d.Verrou(svc, sec) {
		case Finalisee:
			return fige(d.FigePar(svc).Cle, fmt.Sprintf("« %s » ne peut plus changer : le document est finalisé.", sec.Titre))
		case PasEncore:
			return &Erreur{Code: Fige, Message: fmt.Sprintf("« %s » s’écrit après la finalisation de « %s ». Rien n’a été "+
				"enregistré.", sec.Titre, svc.Document(sec.Apres).Titre)}
		}
	}
	for _, doc := range svc.Documents {
		if n := d.Finalises[doc.Cle]; doc.Lignes != "" && n > 0 && !memesLignes(d.Reponses[doc.Lignes], r[doc.Lignes], n) {
			return fige(doc.Complete, fmt.Sprintf("« %s » est finalisé.", doc.Titre))
		}
	}
	return nil
}

func memesLignes(a, b *trame.Rubrique, n int) bool {
	if a == nil || b == nil || len(a.Lignes) < n || len(b.Lignes) < n {
		return false
	}
	for i := range n {
		if a.Lignes[i].ID != b.Lignes[i].ID || !reflect.DeepEqual(a.Lignes[i].Valeurs, b.Lignes[i].Valeurs) {
			return false
		}
	}
	return true
}
