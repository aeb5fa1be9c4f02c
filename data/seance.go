package data

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"justicepartage/data/trame"
)

// Seance is an appointment in the agenda of the office: a row of a dossier.
type Seance struct {
	Numero, Service  string
	Dossier          string // names of the people concerned
	Section, Ligne   string
	Titre            string // what it is: « Visite »
	Date, Debut, Fin string // AAAA-MM-JJ, HH:MM
	Lieu, Avec       string
	Presence         string // key of the option, "" when not answered
	Clos             bool   // its dossier is closed
}

// SeanceDe is an appointment that the answers of a dossier make.
func (d *Dossier) SeanceDe(v trame.SeanceVue) Seance {
	return Seance{
		Numero: d.Numero, Service: d.Service, Section: v.Section, Ligne: v.Ligne, Titre: v.Titre,
		Date: v.Date, Debut: v.Debut, Fin: v.Fin, Lieu: v.Lieu, Avec: v.Avec, Presence: v.Presence, Clos: d.Etat == EtatClos,
	}
}

// Heurte refuses an appointment that meets another one: the same person of the office, or the
// same place, at the same hour. What the account does not see is named without content.
func (x Seance) Heurte(y Seance, vue bool) error {
	memeLigne := x.Numero == y.Numero && x.Section == y.Section && x.Ligne == y.Ligne
	if memeLigne || x.Date != y.Date || y.Debut >= x.Fin || y.Fin <= x.Debut {
		return nil
	}
	pris := ""
	switch {
	case x.Avec != "" && strings.EqualFold(x.Avec, y.Avec):
		pris = y.Avec
	case x.Lieu != "" && strings.EqualFold(x.Lieu, y.Lieu):
		pris = y.Lieu
	default:
		return nil
	}
	quoi := y.Titre + ", dossier " + y.Numero
	if !vue {
		quoi = "rendez-vous d’un autre service"
	}
	return &Erreur{Code: Saisie, Message: fmt.Sprintf("Ce créneau n’est pas libre : %s est pris(e) de %s à %s (%s).", pris, y.Debut, y.Fin, quoi) +
		" Rien n’a été changé : choisissez une autre heure, un autre lieu ou une autre personne."}
}

// Remplir writes an appointment into a row of answers.
func (x Seance) Remplir(sec *trame.Section, r *trame.Rencontre, l *trame.Ligne, maintenant time.Time) error {
	for _, f := range []struct{ champ, v string }{{r.Date, x.Date}, {r.Debut, x.Debut}, {r.Fin, x.Fin}, {r.Lieu, x.Lieu}, {r.Avec, x.Avec}} {
		if f.champ == "" {
			continue
		}
		v, err := sec.Champ(f.champ).Normaliser(f.v, maintenant)
		if err != nil {
			return &Erreur{Code: Saisie, Message: err.Error() + " Rien n’a été changé."}
		}
		l.Repondre(f.champ, v)
	}
	return nil
}

// Uniques sorts words, each once, and leaves the empty one out.
func Uniques(l []string) []string {
	slices.Sort(l)
	return slices.DeleteFunc(slices.Compact(l), func(s string) bool { return s == "" })
}
