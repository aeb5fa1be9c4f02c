package trame

import (
	"fmt"
	"strings"
)

// Releve is a statement across dossiers: the rows of a section, or the dossiers themselves,
// of which a date lies in a period. It is what an association sends every month or year to
// those who pay for it.
type Releve struct {
	Cle     string `toml:"cle"`
	Titre   string `toml:"titre"`
	Section string `toml:"section"` // repeated section whose rows are listed; "" lists dossiers
	Date    string `toml:"date"`    // field of the section, or « section.champ »: it falls in the period
	Si      string `toml:"si"`      // only what this holds for; rows are named « ligne »
	// Colonnes are « champ|Title » (of the row), « section.champ|Title » or « numero|Title »,
	// with « |total » for one that is added up.
	Colonnes []string `toml:"colonnes"`
	// Note is printed under the table.
	Note string `toml:"note"`
}

// ColonneReleve is a column of a statement.
type ColonneReleve struct {
	Titre  string
	Total  bool
	champ  *Champ // nil for the number of the dossier
	enRang bool   // of the row
}

// Format is the kind of what the column holds: montant, nombre, date…
func (c ColonneReleve) Format() string {
	if c.champ == nil {
		return TypeTexte
	}
	return c.champ.Genre()
}

// Chiffree tells whether the column holds numbers.
func (c ColonneReleve) Chiffree() bool { return natureDe(c.Format()).nombre }

// Ecrire writes a value of the column as a table shows it.
func (c ColonneReleve) Ecrire(v any) string {
	if s, ok := v.(string); ok && !c.gardee() {
		return s
	}
	return Ecrire(&Champ{Type: c.Format()}, v, EnTable)
}

// gardee tells whether the column holds values; any other holds what they read.
func (c ColonneReleve) gardee() bool {
	if c.champ == nil {
		return false
	}
	n := c.champ.nature()
	return n.nombre || n.calcule || n.jour
}

// ColonnesDe reads the columns of a statement of the service.
func (s *Service) ColonnesDe(r *Releve) ([]ColonneReleve, error) {
	var out []ColonneReleve
	for _, texte := range r.Colonnes {
		parts := strings.Split(texte, "|")
		if len(parts) < 2 || len(parts) > 3 || parts[1] == "" || len(parts) == 3 && parts[2] != "total" {
			return nil, fmt.Errorf("la colonne « %s » s’écrit « champ|Titre » ou « champ|Titre|total »", texte)
		}
		c := ColonneReleve{Titre: parts[1], Total: len(parts) == 3}
		if parts[0] != "numero" {
			var err error
			if c.champ, c.enRang, err = s.champReleve(r, parts[0]); err != nil {
				return nil, err
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// champReleve finds a field that a statement names: of its row, or of a plain section.
func (s *Service) champReleve(r *Releve, nom string) (*Champ, bool, error) {
	sec, champ, deux := strings.Cut(nom, ".")
	if !deux {
		sec, champ = r.Section, nom
	}
	c := s.Champ(sec, champ)
	if c == nil || c.section.Repetee && c.section.Cle != r.Section {
		return nil, false, fmt.Errorf("« %s » n’est pas un champ de la ligne ni d’une section simple", nom)
	}
	return c, c.section.Repetee, nil
}

// Releve returns the statement with that key, or nil.
func (s *Service) Releve(cle string) *Releve {
	for _, r := range s.Releves {
		if r.Cle == cle {
			return r
		}
	}
	return nil
}

// Relever gives what a dossier brings to a statement of its service, from one day to
// another, both included: the values of each row, in the order of the columns. The number of
// the dossier stands where a column asks for it.
func (ex *Examen) Relever(r *Releve, du, au, numero string) ([][]any, error) {
	colonnes, err := ex.s.ColonnesDe(r)
	if err != nil {
		return nil, err
	}
	date, enRang, err := ex.s.champReleve(r, r.Date)
	if err != nil {
		return nil, err
	}
	sec := ex.s.sections[r.Section]
	lignes := []*Ligne{nil}
	if sec != nil {
		lignes = ex.Lignes(sec)
	}
	var out [][]any
	for _, l := range lignes {
		de := func(c *Champ, enRang bool) any {
			if enRang {
				return ex.Valeur(c, l)
			}
			return ex.Valeur(c, nil)
		}
		jour, _ := de(date, enRang).(string)
		if len(jour) < 10 || jour[:10] < du || jour[:10] > au || trivalent(ex.eval(r.Si, sec, l)) != Oui {
			continue
		}
		var row []any
		for _, c := range colonnes {
			switch {
			case c.champ == nil:
				row = append(row, numero)
			case c.gardee():
				row = append(row, de(c.champ, c.enRang))
			default:
				row = append(row, ex.Texte(c.champ, de(c.champ, c.enRang)))
			}
		}
		out = append(out, row)
	}
	return out, nil
}
