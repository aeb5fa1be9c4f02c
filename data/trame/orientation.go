package trame

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// OrientationVue is a dossier in another service that is proposed.
type OrientationVue struct {
	*Orientation
	Ligne string // ID of the row it is about, "" for none
	Nom   string // of that row
	// Accord tells whether the person agreed; without it nothing crosses.
	Accord Trivalent
}

// ID names one proposal in its dossier.
func (o OrientationVue) ID() string {
	if o.Ligne == "" {
		return o.Cle
	}
	return o.Cle + "." + o.Ligne
}

// Passe lists the answers that cross, by path.
func (o *Orientation) Passe() []string {
	l := slices.Collect(maps.Values(o.Transmet))
	slices.Sort(l)
	return slices.Compact(l)
}

// Orientations gives the dossiers that the answers propose to open in other services.
func (ex *Examen) Orientations() []OrientationVue {
	var out []OrientationVue
	for _, o := range ex.s.Orientations {
		sec := ex.s.sections[o.Pour]
		if sec == nil {
			if ex.condition(o.Si) == Oui {
				out = append(out, OrientationVue{Orientation: o, Accord: accord(ex, o, nil)})
			}
			continue
		}
		for _, l := range ex.Lignes(sec) {
			if trivalent(ex.eval(o.Si, sec, l)) == Oui {
				out = append(out, OrientationVue{Orientation: o, Ligne: l.ID, Nom: ex.NomLigne(sec, l), Accord: accord(ex, o, l)})
			}
		}
	}
	return out
}

// champDe gives a field by its path and, when it is one of the row at hand, that row.
func champDe(s *Service, chemin string, l *Ligne) (*Champ, *Ligne) {
	sec, champ, _ := strings.Cut(chemin, ".")
	c := s.Champ(sec, champ)
	if !c.section.Repetee {
		l = nil
	}
	return c, l
}

func accord(ex *Examen, o *Orientation, l *Ligne) Trivalent {
	c, l := champDe(ex.s, o.Accord, l)
	switch ex.Valeur(c, l) {
	case oui:
		return Oui
	case nil:
		return Inconnue
	}
	return Non
}

// Transmises gives the answers with which the proposed dossier begins: what is listed, and
// nothing without the agreement of the person. An answer that does not fit the field of the
// other service (an option it does not have) stays behind.
func (ex *Examen) Transmises(o OrientationVue, vers *Service) (Reponses, error) {
	if o.Accord != Oui {
		return nil, fmt.Errorf("« %s » : la personne n’a pas donné son accord, rien ne peut être transmis", o.Titre)
	}
	var ligne *Ligne
	if o.Ligne != "" {
		ligne = ex.r[o.Pour].Ligne(o.Ligne)
	}
	out := Reponses{}
	for _, d := range slices.Sorted(maps.Keys(o.Transmet)) {
		c, l := champDe(ex.s, o.Transmet[d], ligne)
		v := ex.Valeur(c, l)
		if _, faux := v.(Invalide); v == nil || faux {
			continue
		}
		vc, err := vers.Chemin(d)
		if err != nil {
			return nil, err
		}
		dest := vers.Champ(vc.Section, vc.Champ)
		if c.Type != dest.Type && c.AOptions() && !c.Plusieurs() {
			v = c.Texte(v)
		}
		if n, err := dest.Normaliser(v, ex.ctx.Maintenant); err == nil && n != nil {
			out.Poser(vc, n)
		}
	}
	return out, nil
}
