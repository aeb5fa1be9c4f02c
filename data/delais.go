package data

import (
	"fmt"
	"strings"
	"time"

	"justicepartage/data/trame"
)

// Legales refuses to close a dossier while a deadline of the law or of a judge runs in it.
func Legales(ex *trame.Examen) error {
	var l []string
	for _, e := range ex.Echeances() {
		if e.Legale && e.Courante() {
			l = append(l, "– "+e.Intitule())
		}
	}
	if l == nil {
		return nil
	}
	return &Erreur{Code: Saisie, Message: fmt.Sprintf("Ce dossier ne peut pas être clos : une échéance légale court encore. Consignez ce qui a "+
		"été fait, ou renoncez-y en disant pourquoi (liste « À faire »).\n%s", strings.Join(l, "\n"))}
}

// Dater tells where a deadline stands at a civil moment: alerte is when it is near, depasse
// what it means that it is past.
func (x *AFaire) Dater(maintenant time.Time, alerte, depasse string) {
	now := maintenant.Format("2006-01-02T15:04")
	switch {
	case x.Date < now[:len(x.Date)]:
		x.Etat, x.Dit = trame.EcheanceDepassee, depasse
	case alerte != "" && alerte <= now[:len(alerte)]:
		x.Etat = trame.EcheanceProche
	default:
		x.Etat = trame.EcheanceAVenir
	}
}

// EcheanceCourante is the deadline of that key that runs; a closed dossier only has those that
// closing does not end.
func (d *Dossier) EcheanceCourante(ex *trame.Examen, cle string) (trame.EcheanceVue, error) {
	for _, e := range ex.Echeances() {
		if e.ID() == cle && e.Courante() {
			if e.MemeClos {
				return e, nil
			}
			return e, d.Ouvert()
		}
	}
	return trame.EcheanceVue{}, ErrEcheance
}
