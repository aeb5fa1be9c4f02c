package reports

import (
	"fmt"
	"strings"
	"text/template/parse"

	"justicepartage/data/trame"
)

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
		c.appel(cmd)
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

// appel checks the arguments of a function that name sections and fields.
func (c *controleModele) appel(cmd *parse.CommandNode) {
	if nom, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		if f := fonctionNommee(nom.Ident); f != nil && f.nomme != nil {
			f.nomme(c, cmd.Args[1:])
		}
	}
}

// desSections checks every text among the arguments as the key of a section or of a field.
func desSections(c *controleModele, args []parse.Node) {
	for _, a := range args {
		c.cle(a)
	}
}

// deSection checks one argument as the key of a section.
func deSection(rang int) func(c *controleModele, args []parse.Node) {
	return func(c *controleModele, args []parse.Node) {
		if rang < len(args) {
			c.cle(args[rang])
		}
	}
}

// cle checks a text as the key of a section or of a field. What is only known when the
// template runs is checked then.
func (c *controleModele) cle(a parse.Node) (sec *trame.Section, connue bool) {
	s, ok := a.(*parse.StringNode)
	if !ok {
		return nil, false
	}
	cle, champ, deux := strings.Cut(s.Text, ".")
	if deux && c.s.Champ(cle, champ) == nil || !deux && c.s.Section(cle) == nil {
		c.faute(a, "« %s » n’existe pas", s.Text)
	}
	c.tait(a, cle)
	c.tait(a, s.Text)
	return c.s.Section(cle), true
}

// duTableau checks the section, the filters and the columns of a table.
func duTableau(c *controleModele, args []parse.Node) {
	if len(args) == 0 {
		return
	}
	sec, connue := c.cle(args[0])
	if !connue {
		return
	}
	if sec == nil || !sec.Repetee {
		c.faute(args[0], "« tableau » attend une section répétée")
		return
	}
	for _, a := range args[1:] {
		s, ok := a.(*parse.StringNode)
		if !ok {
			continue
		}
		champs, err := champsDe(sec, s.Text)
		if err != nil {
			c.faute(a, "%v", err)
			return
		}
		for _, ch := range champs {
			c.tait(a, ch.Chemin())
		}
	}
}
