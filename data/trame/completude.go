package trame

// Manque is a required answer that is not there.
type Manque struct {
	Chemin  string
	Libelle string
	Section *Section
	Requis  string
}

// Completude is how far one section is filled in.
type Completude struct {
	Section   *Section
	Applique  Trivalent
	Remplis   int // answered questions among those that apply
	Total     int
	Manques   []Manque // required and unanswered
	Invalides []string // paths of answers that could not be understood
}

// Complete tells whether nothing required is missing.
func (c Completude) Complete() bool { return len(c.Manques) == 0 && len(c.Invalides) == 0 }

// Completude examines every section, in order.
func (ex *Examen) Completude() []Completude {
	out := make([]Completude, 0, len(ex.s.Sections))
	for _, sec := range ex.s.Sections {
		c := Completude{Section: sec, Applique: ex.Applicable(sec)}
		if c.Applique == Oui {
			completer(ex, &c)
		}
		out = append(out, c)
	}
	return out
}

func completer(ex *Examen, c *Completude) {
	sec := c.Section
	if sec.Repetee {
		rub := ex.r[sec.Cle]
		c.Total++
		if rub != nil {
			c.Remplis++
		} else if requis(sec.Requis) {
			c.Manques = append(c.Manques, Manque{sec.Cle, sec.Titre, sec, sec.Requis})
		}
	}
	for _, l := range ex.Fiches(sec) {
		for _, ch := range sec.Champs {
			if ch.Calcule() || ex.ChampApplicable(ch, l) != Oui {
				continue
			}
			chemin := cheminDe(ch, l).String()
			v := ex.Valeur(ch, l)
			_, faux := v.(Invalide)
			c.Total++
			switch {
			case faux:
				c.Invalides = append(c.Invalides, chemin)
			case v != nil:
				c.Remplis++
			case requis(ch.Requis):
				c.Manques = append(c.Manques, Manque{chemin, ex.Libelle(chemin), sec, ch.Requis})
			}
		}
	}
}

func requis(r string) bool { return r == RequisFinalisation || r == RequisToujours }
