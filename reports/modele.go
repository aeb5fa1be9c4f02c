package reports

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// A template is Markdown with Go template actions. What an action prints never goes
// through Markdown as text: it is put aside and stands in the page as a token, so that
// no answer can change the structure of a document. Only the text of the template is
// Markdown, agrees with the person (« né(e) », « Il/Elle ») and is ours.
//
// A token is U+E000, a number, U+E001. Answers cannot contain these characters: they are
// removed when they are typed, and again by francais.Nettoyer.
const (
	debutJeton = '\ue000'
	finJeton   = '\ue001'
)

// expansion holds what the actions of one execution put aside.
type expansion struct {
	vue    *vue
	jetons []any // []Fragment, []Bloc
}

func (e *expansion) jeton(v any) string {
	e.jetons = append(e.jetons, v)
	return string(debutJeton) + strconv.Itoa(len(e.jetons)-1) + string(finJeton)
}

// sortie is added to the end of every printing action. It turns what the action gives
// into a token.
func (e *expansion) sortie(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return e.jeton([]Fragment{}), nil
	case Valeur:
		return e.jeton(e.vue.fragments(v)), nil
	case []Fragment:
		return e.jeton(v), nil
	case Fragment:
		return e.jeton([]Fragment{v}), nil
	case []Bloc:
		return e.jeton(v), nil
	case Bloc:
		return e.jeton([]Bloc{v}), nil
	case string:
		return e.jeton([]Fragment{{Texte: imprimable(v)}}), nil
	case int, int64, float64:
		return e.jeton([]Fragment{{Texte: fmt.Sprint(v)}}), nil
	}
	return "", fmt.Errorf("une valeur de type %T ne s’imprime pas", v)
}

// imprimable is the one passage of an answer or a name to the page.
func imprimable(s string) string { return francais.Typographie(francais.Nettoyer(s)) }

// modele is a parsed and checked template.
type modele struct {
	nom string
	t   *template.Template
}

// lireModele parses the template of a document and checks every field it names.
func lireModele(s *trame.Service, d *trame.Document) (*modele, error) {
	b, err := fs.ReadFile(s.Fichiers, d.Modele)
	if err != nil {
		return nil, &trame.Erreur{Fichier: d.Modele, Message: "ce modèle manque"}
	}
	return lireTexteModele(s, d, string(b))
}

func lireTexteModele(s *trame.Service, d *trame.Document, texte string) (*modele, error) {
	t, err := template.New(d.Modele).Option("missingkey=error").Funcs(fonctionsVides()).Parse(texte)
	if err != nil {
		return nil, erreurDeModele(d.Modele, err)
	}
	c := &controleModele{s: s, d: d, texte: texte}
	for _, sous := range t.Templates() {
		if sous.Tree != nil {
			c.liste(sous.Root, porteRacine{})
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	for _, sous := range t.Templates() {
		if sous.Tree != nil {
			ajouterSorties(sous.Root)
		}
	}
	return &modele{nom: d.Modele, t: t}, nil
}

// erreurDeModele keeps the line that text/template gives: « template: nom:12:… ».
func erreurDeModele(fichier string, err error) error {
	msg := strings.TrimPrefix(err.Error(), "template: ")
	rest, ok := strings.CutPrefix(msg, fichier+":")
	if !ok {
		return &trame.Erreur{Fichier: fichier, Message: msg}
	}
	n := 0
	i := 0
	for ; i < len(rest) && rest[i] >= '0' && rest[i] <= '9'; i++ {
		n = 10*n + int(rest[i]-'0')
	}
	return &trame.Erreur{Fichier: fichier, Ligne: n, Message: strings.TrimLeft(rest[i:], ": 0123456789")}
}

// ajouterSorties appends « | sortie » to every action that prints.
func ajouterSorties(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, e := range n.Nodes {
			ajouterSorties(e)
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 {
			n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{
				NodeType: parse.NodeCommand, Pos: n.Pos,
				Args: []parse.Node{parse.NewIdentifier("sortie").SetPos(n.Pos)},
			})
		}
	case *parse.IfNode:
		ajouterSorties(n.List)
		ajouterSorties(n.ElseList)
	case *parse.RangeNode:
		ajouterSorties(n.List)
		ajouterSorties(n.ElseList)
	case *parse.WithNode:
		ajouterSorties(n.List)
		ajouterSorties(n.ElseList)
	}
}

// What « . » stands for while a template is read.
type (
	porteRacine  struct{}
	porteSection struct{ sec *trame.Section } // a plain section, or a row of a repeated one
	porteLignes  struct{ sec *trame.Section } // the rows of a repeated section
	porteInconnu struct{}
)

// controleModele finds names that do not exist, or that the document must not reveal,
// before the template meets a dossier.
type controleModele struct {
	s     *trame.Service
	d     *trame.Document
	texte string
	err   error
}

func (c *controleModele) faute(n parse.Node, format string, args ...any) {
	if c.err == nil {
		ligne := 1 + strings.Count(c.texte[:min(int(n.Position()), len(c.texte))], "\n")
		c.err = &trame.Erreur{Fichier: c.d.Modele, Ligne: ligne, Message: fmt.Sprintf(format, args...)}
	}
}

func (c *controleModele) liste(l *parse.ListNode, point any) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, point)
		case *parse.IfNode:
			c.pipe(n.Pipe, point)
			c.liste(n.List, point)
			c.liste(n.ElseList, point)
		case *parse.WithNode:
			c.liste(n.List, c.pipe(n.Pipe, point))
			c.liste(n.ElseList, point)
		case *parse.RangeNode:
			p := c.pipe(n.Pipe, point)
			if l, ok := p.(porteLignes); ok {
				p = porteSection(l)
			} else {
				p = porteInconnu{}
			}
			c.liste(n.List, p)
			c.liste(n.ElseList, point)
		case *parse.TemplateNode:
			c.pipe(n.Pipe, point)
		}
	}
}

// pipe checks a pipeline and tells what it gives, when it is a plain field.
func (c *controleModele) pipe(p *parse.PipeNode, point any) any {
	if p == nil {
		return porteInconnu{}
	}
	var out any = porteInconnu{}
	for _, cmd := range p.Cmds {
		for _, a := range cmd.Args {
			v := c.argument(a, point)
			if len(p.Cmds) == 1 && len(cmd.Args) == 1 {
				out = v
			}
		}
		c.chemins(cmd)
	}
	return out
}

func (c *controleModele) argument(a parse.Node, point any) any {
	switch a := a.(type) {
	case *parse.DotNode:
		return point
	case *parse.FieldNode:
		return c.champ(a, a.Ident, point)
	case *parse.VariableNode:
		if a.Ident[0] == "$" {
			return c.champ(a, a.Ident[1:], porteRacine{})
		}
	case *parse.PipeNode:
		return c.pipe(a, point)
	case *parse.ChainNode:
		c.argument(a.Node, point)
	}
	return porteInconnu{}
}

func (c *controleModele) champ(n parse.Node, noms []string, point any) any {
	for _, nom := range noms {
		switch p := point.(type) {
		case porteRacine:
			sec := c.s.Section(nom)
			if nom == "ligne" && c.d.Pour != "" {
				point = porteSection{c.s.Section(c.d.Pour)}
				continue
			}
			if sec == nil {
				c.faute(n, "la section « %s » n’existe pas", nom)
				return porteInconnu{}
			}
			c.tait(n, nom)
			if sec.Repetee {
				point = porteLignes{sec}
			} else {
				point = porteSection{sec}
			}
		case porteSection:
			if nom == "id" && p.sec.Repetee {
				return porteInconnu{}
			}
			if p.sec.Champ(nom) == nil {
				c.faute(n, "le champ « %s.%s » n’existe pas", p.sec.Cle, nom)
			}
			c.tait(n, p.sec.Cle+"."+nom)
			return porteInconnu{}
		case porteLignes:
			c.faute(n, "« %s » est une liste : parcourez-la avec range", p.sec.Cle)
			return porteInconnu{}
		}
	}
	return point
}

func (c *controleModele) tait(n parse.Node, chemin string) {
	sec, champ, deux := strings.Cut(chemin, ".")
	switch ch := c.s.Champ(sec, champ); {
	case !deux && c.s.Section(sec) != nil && c.d.CacheSection(c.s.Section(sec)), ch != nil && c.d.Cache(ch) && !ch.Secret:
		c.faute(n, "« %s » ne doit pas figurer dans ce document", chemin)
	case ch != nil && c.d.Cache(ch):
		c.faute(n, "« %s » est secret : il ne doit figurer que dans un document qui le dit (dit = [\"%s\"])", chemin, chemin)
	}
}

// chemins checks the functions whose first argument names a section.
func (c *controleModele) chemins(cmd *parse.CommandNode) {
	if len(cmd.Args) < 2 {
		return
	}
	f, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || !nommeSection[f.Ident] {
		return
	}
	for _, a := range cmd.Args[1:] {
		s, ok := a.(*parse.StringNode)
		if !ok && f.Ident == "tableau" { // known when it runs, and checked then
			return
		}
		if !ok {
			continue
		}
		sec, champ, deux := strings.Cut(s.Text, ".")
		if deux && c.s.Champ(sec, champ) == nil || !deux && c.s.Section(sec) == nil {
			c.faute(a, "« %s » n’existe pas", s.Text)
		}
		c.tait(a, sec)
		c.tait(a, s.Text)
		if f.Ident == "tableau" {
			c.colonnes(cmd, c.s.Section(sec))
			return
		}
	}
}

func (c *controleModele) colonnes(cmd *parse.CommandNode, sec *trame.Section) {
	if sec == nil || !sec.Repetee {
		c.faute(cmd, "« tableau » attend une section répétée")
		return
	}
	for _, a := range cmd.Args[2:] {
		s, ok := a.(*parse.StringNode)
		if !ok {
			continue
		}
		if champ, cles, ok := lireFiltre(s.Text); ok {
			ch := sec.Champ(champ)
			if ch == nil || slices.ContainsFunc(cles, func(k string) bool { return ch.Option(k) == nil }) {
				c.faute(a, "« %s » ne désigne pas des réponses de « %s »", s.Text, sec.Cle)
				return
			}
			c.tait(a, ch.Chemin())
			continue
		}
		col, err := lireColonne(s.Text)
		if err != nil {
			c.faute(a, "%v", err)
			return
		}
		for _, cle := range col.champs {
			if quoi, champ, ok := strings.Cut(cle, ":"); ok && (quoi == "age" || quoi == "statut") {
				cle = champ
			}
			if cle != "statut" && cle != "n" && cle != "blanc" && cle != "qui" && sec.Champ(cle) == nil {
				c.faute(a, "le champ « %s.%s » n’existe pas", sec.Cle, cle)
			}
			c.tait(a, sec.Cle+"."+cle)
		}
	}
}
