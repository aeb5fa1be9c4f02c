package trame

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"justicepartage/data/francais"
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
		out = append(out, parle(ex, c)...)
	}
	return append(out, usages(ex)...)
}

// parle gives the alerts of one rule: one, or one for each row.
func parle(ex *Examen, c *Controle) []Alerte {
	var out []Alerte
	if c.Pour == "" {
		if ex.condition(c.Si) == Oui {
			out = append(out, Alerte{c.Cle, c.Gravite, c.Message, c.Champ})
		}
		return out
	}
	sec := ex.s.sections[c.Pour]
	for i, l := range ex.Lignes(sec) {
		if trivalent(ex.eval(c.Si, sec, l)) == Oui {
			_, champ, _ := strings.Cut(c.Champ, ".")
			p := Chemin{Section: sec.Cle, Ligne: l.ID, Champ: champ}
			out = append(out, Alerte{c.Cle, c.Gravite, fmt.Sprintf("%s n° %d : %s", francais.Majuscule(sec.Ligne), i+1, c.Message), p.String()})
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
				out = append(out, parle(ex, c)...)
			}
		}
		return out
	}).([]Alerte)
}

// usages reports values that are possible but not of the usual form. They never block.
func usages(ex *Examen) []Alerte {
	var out []Alerte
	ex.chaqueReponse(func(c *Champ, l *Ligne, v any) {
		s, ok := v.(string)
		if !ok || c.Motif == "" || regexp.MustCompile(c.Motif).MatchString(s) {
			return
		}
		dit := fmt.Sprintf("%s : « %s » n’a pas la forme habituelle (%s).", c.Libelle, s, c.MotifAide)
		out = append(out, Alerte{"forme-" + c.Cle, GraviteInformation, dit, cheminDe(c, l).String()})
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
			if ex.condition(x.Si) != Oui {
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
