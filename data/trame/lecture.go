package trame

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"justicepartage/data/identite"
)

// Erreur is a mistake in a text file of the association, with the place to mend it.
type Erreur struct {
	Fichier string
	Ligne   int // from 1; 0 when the mistake has no line (a file that is missing)
	Message string
}

func (e *Erreur) Error() string {
	if e.Ligne == 0 {
		return fmt.Sprintf("%s : %s", e.Fichier, e.Message)
	}
	return fmt.Sprintf("%s, ligne %d : %s", e.Fichier, e.Ligne, e.Message)
}

// positions knows the place of every key of a TOML file: « section[2].champ[0].si ».
type positions struct {
	fichier string
	lieux   map[string]lieu
	debuts  []int // offset of the start of each line
}

// lieu is a line of a file: what a service takes from a part stands in another file.
type lieu struct {
	fichier string
	ligne   int
}

// connait tells whether the key is written.
func (p *positions) connait(chemin string) bool { return p.lieux[chemin].ligne > 0 }

// retirer takes out what stands under a path, and gives it apart.
func (p *positions) retirer(chemin string) *positions {
	out := &positions{fichier: p.fichier, lieux: map[string]lieu{}}
	for cle, l := range p.lieux {
		if strings.HasPrefix(cle, chemin+"[") {
			out.lieux[cle] = l
			delete(p.lieux, cle)
		}
	}
	return out
}

// ajouter gives a path the place that another has elsewhere, unless it has one.
func (p *positions) ajouter(chemin string, de *positions, la string) {
	if !p.connait(chemin) {
		p.lieux[chemin] = de.lieux[la]
	}
}

// erreur makes an error at a key, or at the nearest key above it.
func (p *positions) erreur(chemin, format string, args ...any) error {
	e := &Erreur{Fichier: p.fichier, Message: fmt.Sprintf(format, args...)}
	for c := chemin; c != "" && e.Ligne == 0; {
		if l := p.lieux[c]; l.ligne > 0 {
			e.Fichier, e.Ligne = l.fichier, l.ligne
		}
		c = c[:max(strings.LastIndexAny(c, ".["), 0)]
	}
	if e.Ligne == 0 {
		e.Ligne = 1
	}
	return e
}

// decoder reads TOML strictly: an unknown key, a doubled key or a wrong type is an
// error with file and line.
func decoder(fichier string, b []byte, dest any) (*positions, error) {
	d := toml.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(dest); err != nil {
		return nil, erreurTOML(fichier, err)
	}
	return reperer(fichier, b), nil
}

func erreurTOML(fichier string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := strict.Errors[0]
		ligne, _ := e.Position()
		return &Erreur{Fichier: fichier, Ligne: ligne, Message: fmt.Sprintf("clé inconnue : « %s »", strings.Join(e.Key(), "."))}
	}
	var dec *toml.DecodeError
	if errors.As(err, &dec) {
		ligne, _ := dec.Position()
		return &Erreur{Fichier: fichier, Ligne: ligne, Message: strings.TrimPrefix(dec.Error(), "toml: ")}
	}
	return &Erreur{Fichier: fichier, Ligne: 1, Message: err.Error()}
}

// reperer walks the syntax tree of a file that is known to be valid.
func reperer(fichier string, b []byte) *positions {
	p := &positions{fichier: fichier, lieux: map[string]lieu{}, debuts: []int{0}}
	for i, c := range b {
		if c == '\n' {
			p.debuts = append(p.debuts, i+1)
		}
	}
	numeros := map[string]int{} // tables of arrays seen so far, by path
	var parser unstable.Parser
	parser.Reset(b)
	prefixe := ""
	for parser.NextExpression() {
		e := parser.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			var chemin string
			for it := e.Key(); it.Next(); {
				nom := string(it.Node().Data)
				if chemin != "" {
					nom = chemin + "." + nom
				}
				chemin = nom
				if n, ok := numeros[nom]; ok && (e.Kind == unstable.Table || !it.IsLast()) {
					chemin = fmt.Sprintf("%s[%d]", nom, n)
				}
				if it.IsLast() {
					if e.Kind == unstable.ArrayTable {
						n, ok := numeros[nom]
						if ok {
							n++
						}
						numeros[nom] = n
						chemin = fmt.Sprintf("%s[%d]", nom, n)
					}
					p.noter(chemin, it.Node())
				}
			}
			prefixe = chemin
		case unstable.KeyValue:
			p.paire(prefixe, e)
		}
	}
	return p
}

func (p *positions) noter(chemin string, n *unstable.Node) {
	ligne, exacte := slices.BinarySearch(p.debuts, int(n.Raw.Offset))
	if exacte {
		ligne++
	}
	p.lieux[chemin] = lieu{p.fichier, ligne}
}

func (p *positions) paire(prefixe string, e *unstable.Node) {
	chemin := prefixe
	for it := e.Key(); it.Next(); {
		if chemin != "" {
			chemin += "."
		}
		chemin += string(it.Node().Data)
		p.noter(chemin, it.Node())
	}
	p.valeur(chemin, e.Value())
}

func (p *positions) valeur(chemin string, v *unstable.Node) {
	i := 0
	for it := v.Children(); it.Next(); {
		switch n := it.Node(); {
		case v.Kind == unstable.InlineTable:
			p.paire(chemin, n)
		case v.Kind == unstable.Array && n.Kind != unstable.Comment:
			p.valeur(fmt.Sprintf("%s[%d]", chemin, i), n)
			i++
		}
	}
}

var reCle = regexp.MustCompile(`^[a-z0-9]+(?:[-_][a-z0-9]+)*$`)

// cleValide: lower case, digits, « - » and « _ ». Keys of sections and fields use « _ »,
// because conditions name them; keys of options may use « - ».
func cleValide(cle string) bool { return reCle.MatchString(cle) }

func jourValide(j string) bool {
	if j == "" {
		return true
	}
	_, err := time.Parse(time.DateOnly, j)
	return err == nil
}

func lendemain(j string) string {
	t, err := time.Parse(time.DateOnly, j)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

func distance(a, b string) int { return identite.Distance(a, b, 3) }
