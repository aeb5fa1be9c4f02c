package trame

import (
	"time"
)

// SeanceVue is an appointment that the answers make, as the agenda shows it.
type SeanceVue struct {
	Section, Ligne   string
	Titre            string // what it is: « Visite »
	Date, Debut, Fin string // AAAA-MM-JJ, HH:MM; Fin is never empty
	Lieu, Avec       string
	Presence         string // key of the option, "" when not answered
	PresenceDite     string // its label
}

// Chemin is where to go in the dossier.
func (s SeanceVue) Chemin() string { return s.Section + "." + s.Ligne }

// minutesParDefaut is the length of an appointment of which nothing says the end.
const minutesParDefaut = 60

// Seances gives the appointments of the dossier: the rows that have a date and an hour.
func (ex *Examen) Seances() []SeanceVue {
	var out []SeanceVue
	for _, r := range ex.s.Seances {
		sec := ex.s.sections[r.Section]
		for _, l := range ex.Lignes(sec) {
			texte := func(cle string) string {
				if cle == "" {
					return ""
				}
				c := sec.champs[cle]
				v := ex.Valeur(c, l)
				if _, faux := v.(Invalide); faux {
					return ""
				}
				if c.nature().moment { // the agenda reckons with it
					s, _ := v.(string)
					return s
				}
				return ex.Texte(c, v)
			}
			v := SeanceVue{
				Section: sec.Cle, Ligne: l.ID, Titre: r.Titre,
				Date: texte(r.Date), Debut: texte(r.Debut), Fin: texte(r.Fin), Lieu: texte(r.Lieu), Avec: texte(r.Avec),
				PresenceDite: texte(r.Presence),
			}
			if v.Date == "" || v.Debut == "" {
				continue
			}
			if v.Fin <= v.Debut {
				v.Fin = finPresumee(v.Debut, r.Minutes)
			}
			if r.Presence != "" {
				v.Presence, _ = ex.Valeur(sec.champs[r.Presence], l).(string)
			}
			out = append(out, v)
		}
	}
	return out
}

// finPresumee is the end of an appointment of that length, within its day.
func finPresumee(debut string, minutes int) string {
	if minutes <= 0 {
		minutes = minutesParDefaut
	}
	t, err := time.Parse("15:04", debut)
	if err != nil {
		return debut
	}
	f := t.Add(time.Duration(minutes) * time.Minute)
	if f.Day() != t.Day() {
		return "23:59"
	}
	return f.Format("15:04")
}

// Rencontre gives what makes appointments of a section, nil for none.
func (s *Service) Rencontre(section string) *Rencontre {
	for _, r := range s.Seances {
		if r.Section == section {
			return r
		}
	}
	return nil
}
