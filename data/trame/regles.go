package trame

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Alerte is a rule that speaks, with the place to go to.
type Alerte struct {
	Cle     string
	Gravite string
	Message string
	Chemin  string // path of the question concerned; may name only a section
}

// Controles examines the rules of the service. document limits them to those that
// concern its finalising; "" examines all.
func (ex *Examen) Controles(document string) []Alerte {
	var out []Alerte
	for _, c := range ex.s.Controles {
		if document != "" && len(c.Documents) > 0 && !slices.Contains(c.Documents, document) {
			continue
		}
		out = append(out, ex.parle(c)...)
	}
	return append(out, ex.usages()...)
}

// parle gives the alerts of one rule: one, or one for each row.
func (ex *Examen) parle(c *Controle) []Alerte {
	var out []Alerte
	if c.Pour == "" {
		if ex.condition(c.Quand) == Oui {
			out = append(out, Alerte{c.Cle, c.Gravite, c.Message, c.Champ})
		}
		return out
	}
	sec := ex.s.sections[c.Pour]
	for i, l := range ex.Lignes(sec) {
		if trivalent(ex.eval(c.Quand, sec, l)) == Oui {
			_, champ, _ := strings.Cut(c.Champ, ".")
			p := Chemin{Section: sec.Cle, Ligne: l.ID, Champ: champ}
			out = append(out, Alerte{c.Cle, c.Gravite, fmt.Sprintf("%s n° %d : %s", majuscule(sec.Ligne), i+1, c.Message), p.String()})
		}
	}
	return out
}

// Arrets gives the hard stops that speak. document limits them to those that keep it from
// being made; "" gives all.
func (ex *Examen) Arrets(document string) []Alerte {
	return ex.retenir("arrets "+document, func() any {
		var out []Alerte
		for _, c := range ex.s.Controles {
			if c.Gravite == GraviteArret && !slices.Contains(c.Sauf, document) {
				out = append(out, ex.parle(c)...)
			}
		}
		return out
	}).([]Alerte)
}

// usages reports values that are possible but not of the usual form. They never block.
func (ex *Examen) usages() []Alerte {
	var out []Alerte
	ex.chaqueReponse(func(c *Champ, l *Ligne, v any) {
		s, ok := v.(string)
		if !ok || c.Motif == "" || regexp.MustCompile(c.Motif).MatchString(s) {
			return
		}
		out = append(out, Alerte{"forme-" + c.Cle, GraviteInformation, fmt.Sprintf("%s : « %s » n’a pas la forme habituelle (%s).", c.Libelle, s, c.MotifAide), cheminDe(c, l).String()})
	})
	return out
}

// chaqueReponse visits the answers that apply, in the order of the form.
func (ex *Examen) chaqueReponse(f func(*Champ, *Ligne, any)) {
	for _, sec := range ex.s.Sections {
		for _, l := range ex.Fiches(sec) {
			for _, c := range sec.Champs {
				if v := ex.Valeur(c, l); v != nil {
					f(c, l, v)
				}
			}
		}
	}
}

// Relue is a wording to look at again, and where it stands.
type Relue struct {
	Chemin  string
	Libelle string
	Repere
}

// Relecture looks for the wordings of the service's list in everything the writer wrote.
func (ex *Examen) Relecture() []Relue {
	if ex.s.Redaction == nil {
		return nil
	}
	liste := ex.s.Tables.Formulations(ex.s.Redaction.Table)
	var out []Relue
	ex.chaqueReponse(func(c *Champ, l *Ligne, v any) {
		s, ok := v.(string)
		if !ok || !c.Relu() {
			return
		}
		chemin := cheminDe(c, l).String()
		for _, r := range Relire(liste, s) {
			out = append(out, Relue{chemin, ex.Libelle(chemin), r})
		}
	})
	return out
}

// Relu tells whether the field holds the writer's own words.
func (c *Champ) Relu() bool {
	return c.EnMots() && (c.Redaction == nil || *c.Redaction)
}

// EtapeVue is a step with what keeps it closed.
type EtapeVue struct {
	*Etape
	Ouverte bool
	Manques []string // French sentences
}

// Etapes examines the steps in order; the last one that is open is where the dossier
// stands.
func (ex *Examen) Etapes() []EtapeVue {
	var out []EtapeVue
	avant := true
	arrets := ex.Arrets("")
	for _, e := range ex.s.Etapes {
		v := EtapeVue{Etape: e}
		for _, a := range arrets {
			v.Manques = append(v.Manques, a.Message)
		}
		for _, x := range e.Exige {
			if ex.condition(x.Que) != Oui {
				v.Manques = append(v.Manques, x.Sinon)
			}
		}
		v.Ouverte = avant && len(v.Manques) == 0
		avant = v.Ouverte
		out = append(out, v)
	}
	return out
}

// EtapeCourante returns the step where the dossier stands, or nil.
func (ex *Examen) EtapeCourante() *Etape {
	var courante *Etape
	for _, e := range ex.Etapes() {
		if e.Ouverte {
			courante = e.Etape
		}
	}
	return courante
}

// State of a deadline.
const (
	EcheanceFaite    = "faite"
	EcheanceAVenir   = "a-venir"
	EcheanceProche   = "proche"
	EcheanceDepassee = "depassee"
	EcheanceRenoncee = "renoncee" // waived, with a reason and a name
)

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
			out = ex.echeance(out, e, nil, nil)
			continue
		}
		for _, l := range ex.Lignes(sec) {
			out = ex.echeance(out, e, sec, l)
		}
	}
	return out
}

// echeance adds a deadline, of a row or of the dossier, if it applies and its date is known.
func (ex *Examen) echeance(out []EcheanceVue, e *Echeance, sec *Section, l *Ligne) []EcheanceVue {
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

// Compte is one counted value of an indicator.
type Compte struct{ Cle, Valeur string }

// Comptes returns what the yearly report counts in this dossier: the flagged answers
// and the indicators of the service. Unknown values are not counted.
func (ex *Examen) Comptes() []Compte {
	var out []Compte
	ex.chaqueReponse(func(c *Champ, _ *Ligne, v any) {
		if !c.Indicateur {
			return
		}
		switch v := v.(type) {
		case []string:
			for _, s := range v {
				out = append(out, Compte{c.Chemin(), s})
			}
		default:
			if t := comptable(v); t != "" {
				out = append(out, Compte{c.Chemin(), t})
			}
		}
	})
	for _, i := range ex.s.Indicateurs {
		if t := comptable(ex.eval(i.Valeur, nil, nil)); t != "" {
			out = append(out, Compte{i.Cle, t})
		}
	}
	return out
}

func comptable(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return oui
		}
		return non
	case float64:
		return fmt.Sprintf("%g", v)
	case Adresse:
		return v.Commune
	}
	return ""
}

// Empechement is a reason why a document cannot be finalised.
type Empechement struct {
	Message string
	Chemin  string
}

// Possible tells whether a document fits the dossier, and why not. A document for each row
// fits when it fits its row.
func (ex *Examen) Possible(d *Exemplaire) (bool, string) {
	if a := ex.Arrets(d.Cle); len(a) > 0 {
		return false, a[0].Message
	}
	if d.Complete != "" && ex.ctx.Finalises[d.Complete] == 0 {
		return false, fmt.Sprintf("« %s » n’est pas encore finalisé : il n’y a rien à compléter.", ex.s.Document(d.Complete).Titre)
	}
	if d.Pour == "" {
		if ex.condition(d.Quand) != Oui {
			return false, d.Sinon
		}
		return true, ""
	}
	sec := ex.s.sections[d.Pour]
	lignes := ex.Lignes(sec)
	i := slices.IndexFunc(lignes, func(l *Ligne) bool { return l.ID == d.Ligne })
	switch {
	case len(lignes) == 0:
		return false, fmt.Sprintf("Ce document se fait pour chaque ligne de « %s » : il n’y en a pas encore.", sec.Titre)
	case i < 0:
		return false, fmt.Sprintf("Choisissez pour qui, dans « %s ».", sec.Titre)
	case trivalent(ex.eval(d.Quand, sec, lignes[i])) != Oui:
		return false, d.Sinon
	}
	return true, ""
}

// Empechements lists what keeps a document from being finalised: missing answers,
// answers that were not understood, blocking rules. What blocks another row than that of the
// paper does not block it.
func (ex *Examen) Empechements(d *Exemplaire) []Empechement {
	var out []Empechement
	if ok, pourquoi := ex.Possible(d); !ok {
		out = append(out, Empechement{Message: pourquoi})
	}
	if !d.Finalisable {
		out = append(out, Empechement{Message: fmt.Sprintf("« %s » ne se finalise pas.", d.Titre)})
	}
	for _, c := range ex.Completude() {
		// What comes after a document is not required for it, and the other way round.
		if c.Section.Apres != d.Complete {
			continue
		}
		for _, m := range c.Manques {
			out = append(out, Empechement{fmt.Sprintf("%s : « %s » n’est pas renseigné.", m.Section.Titre, m.Libelle), m.Chemin})
		}
		for _, p := range c.Invalides {
			out = append(out, Empechement{fmt.Sprintf("%s : « %s » n’a pas été compris.", c.Section.Titre, ex.Libelle(p)), p})
		}
	}
	for _, a := range ex.Controles(d.Cle) {
		c, err := ex.s.Chemin(a.Chemin)
		ailleurs := err == nil && d.Pour != "" && c.Section == d.Pour && c.Ligne != "" && c.Ligne != d.Ligne
		if a.Gravite == GraviteBloquant && !ailleurs {
			out = append(out, Empechement{a.Message, a.Chemin})
		}
	}
	return out
}

func majuscule(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
