package trame

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"

	"justicepartage/data/francais"
	"justicepartage/data/identite"
)

// fonction is a function that conditions may call. A function that is not totale gives
// unknown as soon as one argument is unknown.
type fonction struct {
	min, max int
	usage    string
	donne    kind
	totale   bool
	verifie  func(c *verificateur, n *ast.CallNode) error
	calcule  func(p *portee, args []any) any
}

var fonctions map[string]*fonction

func init() {
	// Filled in init because some functions evaluate expressions, which call functions.
	fonctions = map[string]*fonction{
		"renseigne": {
			min: 1, max: 1, usage: "renseigne(valeur)", donne: kBool, totale: true,
			calcule: func(_ *portee, a []any) any { return a[0] != nil && !estInconnu(a[0]) },
		},
		"vaut": {
			// The same comparison as « == », with the same checks, of an answer that is there:
			// « renseigne(x) and x == y ».
			min: 2, max: 2, usage: "vaut(valeur, attendu) : comme « == », et faux tant que la réponse manque", donne: kBool, totale: true,
			verifie: func(c *verificateur, n *ast.CallNode) error { return c.comparaison(n, n.Arguments[0], n.Arguments[1]) },
			calcule: func(_ *portee, a []any) any { return egal(a[0], a[1]) },
		},
		"age": {
			min: 2, max: 2, usage: "age(naissance, date)", donne: kNombre,
			calcule: func(_ *portee, a []any) any { return age(a[0], a[1]) },
		},
		"plus": {
			min: 2, max: 2, usage: `plus(date, "12 mois")`, donne: kTexte,
			verifie: func(_ *verificateur, n *ast.CallNode) error {
				if s, ok := n.Arguments[1].(*ast.StringNode); ok {
					_, err := LireDuree(s.Value)
					return err
				}
				return nil
			},
			calcule: func(_ *portee, a []any) any { return plus(a[0], a[1]) },
		},
		"duree": {
			min: 2, max: 2, usage: `duree(6, "mois") : une durée que plus(…) ajoute`, donne: kTexte,
			calcule: func(_ *portee, a []any) any {
				n, ok := a[0].(float64)
				s := strconv.Itoa(int(n)) + " " + texteDe(a[1])
				if _, err := LireDuree(s); !ok || err != nil {
					return inconnu()
				}
				return s
			},
		},
		"premier": {
			min: 2, max: 2, usage: `premier("jeudi", date) : le prochain premier jeudi d’un mois, ce jour-là compris`, donne: kTexte,
			verifie: func(_ *verificateur, n *ast.CallNode) error {
				if s, ok := n.Arguments[0].(*ast.StringNode); ok && !slices.Contains(joursSemaine, s.Value) {
					return fmt.Errorf("« %s » n’est pas un jour de la semaine", s.Value)
				}
				return nil
			},
			calcule: func(_ *portee, a []any) any { return premier(a[0], a[1]) },
		},
		"jour": {
			min: 1, max: 1, usage: "jour(date-heure)", donne: kTexte,
			calcule: func(_ *portee, a []any) any {
				s, _ := a[0].(string)
				if len(s) < 10 {
					return nil
				}
				return s[:10]
			},
		},
		"minutes": {
			min: 2, max: 2, usage: "minutes(de, à)", donne: kNombre,
			calcule: func(_ *portee, a []any) any {
				x, ok1 := instant(a[0])
				y, ok2 := instant(a[1])
				if !ok1 || !ok2 {
					return inconnu()
				}
				return math.Round(y.Sub(x).Minutes())
			},
		},
		"meme": {
			min: 2, max: 2, usage: "meme(nom, nom) : sans tenir compte des accents, des majuscules, des espaces", donne: kBool,
			calcule: func(_ *portee, a []any) any {
				x, y := identite.CleNom(texteDe(a[0])), identite.CleNom(texteDe(a[1]))
				return x != "" && x == y
			},
		},
		"statut": {
			min: 1, max: 1, usage: `statut("section.champ")`, donne: kTexte,
			verifie: func(c *verificateur, n *ast.CallNode) error {
				switch a := n.Arguments[0].(type) {
				case *ast.StringNode:
					ch, err := c.s.Chemin(a.Value)
					if err == nil && (ch.Champ == "" || !c.s.verifiable(ch)) {
						err = fmt.Errorf("« %s » n’est pas une déclaration qui se vérifie", a.Value)
					}
					if v := c.s.Verification; err == nil && v != nil {
						c.e.refs = append(c.e.refs, v.Section)
					}
					return err
				case *ast.IdentifierNode, *ast.PointerNode:
					return nil
				}
				return fmt.Errorf("statut(…) attend un chemin entre guillemets, ou une ligne")
			},
			calcule: func(p *portee, a []any) any {
				switch v := a[0].(type) {
				case string:
					return p.ex.Statut(v)
				case *vueLigne:
					return p.ex.Statut(v.sec.Cle + "." + v.ligne.ID)
				}
				return nil
			},
		},
		"declarations": {
			min: 0, max: 1, usage: `declarations("verifie") : nombre de déclarations de ce statut`, donne: kNombre,
			calcule: func(p *portee, a []any) any {
				n := 0
				for _, d := range p.ex.Declarations() {
					if len(a) == 0 || d.Statut == a[0] {
						n++
					}
				}
				return float64(n)
			},
		},
		"table": {
			min: 3, max: 3, usage: `table("juridictions", cle, "population")`, donne: kAny,
			verifie: func(c *verificateur, n *ast.CallNode) error {
				s, ok := n.Arguments[0].(*ast.StringNode)
				if !ok || c.s.Tables.Liste(s.Value) == nil {
					return fmt.Errorf("la table « %s » n’existe pas", ecrite(n.Arguments[0]))
				}
				return nil
			},
			calcule: func(p *portee, a []any) any {
				r := p.ex.s.Tables.Rang(texteDe(a[0]), texteDe(a[1]))
				if r == nil {
					return inconnu()
				}
				return attribut(r, texteDe(a[2]))
			},
		},
		"en_vigueur": {
			min: 4, max: 4, usage: `en_vigueur("table", "cle", date, "attribut") : la ligne de la table dont « de » est cette clé, à cette date`, donne: kAny,
			verifie: func(c *verificateur, n *ast.CallNode) error {
				s, ok := n.Arguments[0].(*ast.StringNode)
				if !ok || c.s.Tables.Liste(s.Value) == nil {
					return fmt.Errorf("la table « %s » n’existe pas", ecrite(n.Arguments[0]))
				}
				return nil
			},
			calcule: func(p *portee, a []any) any {
				return enVigueur(p.ex.s.Tables.Liste(texteDe(a[0])), texteDe(a[1]), a[2], texteDe(a[3]))
			},
		},
		"qualification": {
			min: 0, max: 0, usage: "qualification() : la clé du niveau", donne: kTexte,
			calcule: func(p *portee, _ []any) any {
				q := p.ex.Qualification()
				if q == nil || q.Niveau == nil {
					return inconnu()
				}
				return q.Niveau.Cle
			},
		},
		"finalise": {
			min: 1, max: 1, usage: `finalise("document")`, donne: kBool,
			verifie: func(c *verificateur, n *ast.CallNode) error {
				s, ok := n.Arguments[0].(*ast.StringNode)
				if !ok || c.s.Document(s.Value) == nil {
					return fmt.Errorf("le document « %s » n’existe pas", ecrite(n.Arguments[0]))
				}
				return nil
			},
			calcule: func(p *portee, a []any) any { return p.ex.ctx.Finalises[texteDe(a[0])] > 0 },
		},
		"transmis": {
			min: 0, max: 0, usage: "transmis()", donne: kBool,
			calcule: func(p *portee, _ []any) any { return p.ex.ctx.TransmisLe != "" },
		},
		"transmis_le": {
			min: 0, max: 0, usage: "transmis_le()", donne: kTexte,
			calcule: func(p *portee, _ []any) any {
				if p.ex.ctx.TransmisLe == "" {
					return inconnu("transmission")
				}
				return p.ex.ctx.TransmisLe
			},
		},
	}
}

func texteDe(v any) string { s, _ := v.(string); return s }

// instant reads a date or a date-heure, as civil time.
func instant(v any) (time.Time, bool) {
	s := texteDe(v)
	for _, f := range []string{"2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(f, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// age counts the whole years between two dates.
func age(naissance, date any) any {
	n, d := texteDe(naissance), texteDe(date)
	ans, _, ok := francais.AgeMois(n[:min(10, len(n))], d[:min(10, len(d))])
	if !ok {
		return inconnu()
	}
	return float64(ans)
}

// Duree is a span of civil time: months are months, not thirty days.
type Duree struct {
	Mois, Jours, Minutes int
}

// LireDuree reads « 90 min », « 2 heures », « 30 jours », « 12 mois », « 1 an ».
func LireDuree(s string) (Duree, error) {
	nombre, unite, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.Atoi(nombre)
	if err != nil || n < 0 {
		return Duree{}, fmt.Errorf("« %s » n’est pas une durée (90 min, 30 jours, 12 mois)", s)
	}
	switch strings.TrimSuffix(unite, "s") {
	case "min", "minute":
		return Duree{Minutes: n}, nil
	case "h", "heure":
		return Duree{Minutes: 60 * n}, nil
	case "jour":
		return Duree{Jours: n}, nil
	case "semaine":
		return Duree{Jours: 7 * n}, nil
	case "moi":
		return Duree{Mois: n}, nil
	case "an":
		return Duree{Mois: 12 * n}, nil
	}
	return Duree{}, fmt.Errorf("« %s » n’est pas une durée (90 min, 30 jours, 12 mois)", s)
}

// Ajouter adds the span to a civil date or instant; the end of a shorter month is its
// last day (31 August + 6 months = 28 or 29 February).
func (d Duree) Ajouter(t time.Time) time.Time {
	if d.Mois != 0 {
		j := t.Day()
		t = t.AddDate(0, 0, 1-j).AddDate(0, d.Mois, 0)
		dernier := t.AddDate(0, 1, -1).Day()
		t = t.AddDate(0, 0, min(j, dernier)-1)
	}
	return t.AddDate(0, 0, d.Jours).Add(time.Duration(d.Minutes) * time.Minute)
}

// Retirer subtracts the span.
func (d Duree) Retirer(t time.Time) time.Time {
	return Duree{-d.Mois, -d.Jours, -d.Minutes}.Ajouter(t)
}

func plus(date, duree any) any {
	t, ok := instant(date)
	d, err := LireDuree(texteDe(duree))
	if !ok || err != nil {
		return inconnu()
	}
	f := "2006-01-02"
	if strings.Contains(texteDe(date), "T") || d.Minutes != 0 {
		f = "2006-01-02T15:04"
	}
	return d.Ajouter(t).Format(f)
}

// uniques drops repeated values, keeping the order.
func uniques(l []string) []string {
	var out []string
	for _, s := range l {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// joursSemaine follows the order of time.Weekday.
var joursSemaine = []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// premier gives the next day that is the first of its name in its month, from a date on
// and that date included.
func premier(nom, date any) any {
	t, ok := instant(date)
	n := slices.Index(joursSemaine, texteDe(nom))
	if !ok || n < 0 {
		return inconnu()
	}
	for range 2 {
		debut := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
		p := debut.AddDate(0, 0, (n-int(debut.Weekday())+7)%7)
		if p.Format(time.DateOnly) >= t.Format(time.DateOnly) {
			return p.Format(time.DateOnly)
		}
		t = debut.AddDate(0, 1, 0)
	}
	return inconnu()
}

// attribut is what a row of a table is worth in an expression, unknown when it is not given.
func attribut(r *Rang, nom string) any {
	switch v := r.Attributs[nom].(type) {
	case int64:
		return float64(v)
	case float64, string, bool:
		return v
	}
	return inconnu()
}

// enVigueur gives an attribute of the row that bears a key (« de ») on a day, between its
// first (« du ») and its last (« au »); a bound that is not given is open.
func enVigueur(rangs []*Rang, cle string, date any, nom string) any {
	t, ok := instant(date)
	if !ok {
		return inconnu()
	}
	jour := t.Format(time.DateOnly)
	for _, r := range rangs {
		du, au := texteDe(r.Attributs["du"]), texteDe(r.Attributs["au"])
		if texteDe(r.Attributs["de"]) == cle && (du == "" || du <= jour) && (au == "" || jour <= au) {
			return attribut(r, nom)
		}
	}
	return inconnu()
}
