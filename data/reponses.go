package data

import (
	"encoding/json"

	"justicepartage/data/trame"
)

// Canoniques gives the answers as they will be read back. Those that could not be are
// refused: they would make the dossier unreadable. The error does not repeat them.
func Canoniques(svc *trame.Service, r trame.Reponses) (trame.Reponses, error) {
	donnees := trame.Reponses{}
	for cle, rub := range r {
		sec := svc.Section(cle)
		if rub == nil || sec != nil && !sec.Repetee && len(rub.Valeurs) == 0 {
			continue // an empty form is no answer
		}
		donnees[cle] = rub
	}
	doc, err := json.Marshal(donnees)
	if err == nil {
		donnees, err = svc.LireJSON(doc)
	}
	if err != nil {
		return nil, etrangeres(nil)
	}
	return donnees, nil
}

// etrangeres refuses answers that are not of the service. The error does not repeat them.
func etrangeres(err error) error {
	return &Erreur{
		Code: Saisie, Err: err,
		Message: "Ces réponses ne sont pas celles de ce service : rien n’a été enregistré. Votre saisie est gardée à l’écran ; prévenez le support.",
	}
}

// Lisible gives a change as it will be read back. One that does not fit the service is
// refused, whole.
func Lisible(svc *trame.Service, c trame.Changement) (trame.Changement, error) {
	var out trame.Changement
	for _, cote := range []struct {
		de   trame.Reponses
		vers *trame.Reponses
	}{{c.Avant, &out.Avant}, {c.Apres, &out.Apres}} {
		donnees := trame.Reponses{}
		for cle, rub := range cote.de {
			if sec := svc.Section(cle); rub != nil && (sec == nil || sec.Repetee || len(rub.Valeurs) > 0) {
				donnees[cle] = rub
			}
		}
		doc, err := json.Marshal(donnees)
		if err == nil {
			*cote.vers, err = svc.LireSeule(doc)
		}
		if err != nil {
			return out, etrangeres(nil)
		}
	}
	return out, nil
}
