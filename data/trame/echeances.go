package trame

import "time"

// EcheanceVue is a deadline with its date and state.
type EcheanceVue struct {
	*Echeance
	Ligne string // ID of the row it is about, "" for none
	Nom   string // of that row
	Date  string // AAAA-MM-JJ or AAAA-MM-JJTHH:MM
	Etat  string
	Texte string // what Depasse says when it is past
	// Alerte is when its first alert speaks, in the form of Date; "" without alert.
	Alerte string
}

// Courante tells whether the deadline still runs.
func (e EcheanceVue) Courante() bool { return e.Etat != EcheanceFaite && e.Etat != EcheanceRenoncee }

// ID names one deadline in its dossier: its key, and its row when it has one.
func (e EcheanceVue) ID() string {
	if e.Ligne == "" {
		return e.Cle
	}
	return e.Cle + "." + e.Ligne
}

// Intitule is the title of the deadline, with the name of its row.
func (e EcheanceVue) Intitule() string {
	if e.Nom == "" {
		return e.Titre
	}
	return e.Titre + " – " + e.Nom
}

// Chemin is where to go in the dossier.
func (e EcheanceVue) Chemin() string {
	if e.Ligne == "" {
		return e.Section
	}
	return e.Pour + "." + e.Ligne
}

// Echeances computes the deadlines that are known and apply.
func (ex *Examen) Echeances() []EcheanceVue {
	var out []EcheanceVue
	for _, e := range ex.s.Echeances {
		sec := ex.s.sections[e.Pour]
		if sec == nil {
			out = echeance(ex, out, e, nil, nil)
			continue
		}
		for _, l := range ex.Lignes(sec) {
			out = echeance(ex, out, e, sec, l)
		}
	}
	return out
}

// echeance adds a deadline, of a row or of the dossier, if it applies and its date is known.
func echeance(ex *Examen, out []EcheanceVue, e *Echeance, sec *Section, l *Ligne) []EcheanceVue {
	if trivalent(ex.eval(e.Si, sec, l)) != Oui {
		return out
	}
	le, ok := ex.eval(e.Le, sec, l).(string)
	t, valide := instant(le)
	if !ok || !valide {
		return out
	}
	v := EcheanceVue{Echeance: e, Date: le, Etat: EcheanceAVenir}
	if l != nil {
		v.Ligne, v.Nom = l.ID, ex.NomLigne(sec, l)
	}
	fin := t
	if len(le) == len(time.DateOnly) {
		fin = t.AddDate(0, 0, 1) // a date runs until the end of its day
	}
	n := ex.ctx.Maintenant
	maintenant := time.Date(n.Year(), n.Month(), n.Day(), n.Hour(), n.Minute(), 0, 0, time.UTC)
	for _, a := range e.Alertes {
		if d, err := LireDuree(a); err == nil {
			if quand := d.Retirer(t).Format("2006-01-02T15:04")[:max(len(le), len(time.DateOnly))]; v.Alerte == "" || quand < v.Alerte {
				v.Alerte = quand
			}
		}
	}
	switch {
	case e.Fait != "" && trivalent(ex.eval(e.Fait, sec, l)) == Oui:
		v.Etat = EcheanceFaite
	case ex.ctx.Renonces[v.ID()]:
		v.Etat = EcheanceRenoncee
	case !maintenant.Before(fin):
		v.Etat, v.Texte = EcheanceDepassee, e.Depasse
	default:
		for _, a := range e.Alertes {
			d, err := LireDuree(a)
			if err == nil && !maintenant.Before(d.Retirer(t)) {
				v.Etat = EcheanceProche
			}
		}
	}
	return append(out, v)
}

// State of a deadline.
const (
	EcheanceFaite    = "faite"
	EcheanceAVenir   = "a-venir"
	EcheanceProche   = "proche"
	EcheanceDepassee = "depassee"
	EcheanceRenoncee = "renoncee" // waived, with a reason and a name
)
