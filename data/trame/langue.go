package trame

import (
	"regexp"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// What looks at the rows of a list is named in French; the parser knows it by its English
// name, which older services use and which is still read.
var enAnglais = map[string]string{
	"tous": "all", "existe": "any", "aucun": "none", "compte": "count", "somme": "sum", "nombre": "len", "filtre": "filter",
}

var enFrancais = func() map[string]string {
	out := map[string]string{}
	for f, a := range enAnglais {
		out[a] = f
	}
	return out
}()

// reMots finds the texts of an expression, which stay as they are, and the names that are
// called; a name after a point is that of a field.
var reMots = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`[^`]*`" + `|\.?\b[a-z]+\s*\(`)

// lireExpression parses an expression. The French names are never shorter than the English
// ones, so that the column of a mistake is that of the text.
func lireExpression(source string) (ast.Node, error) {
	tree, err := parser.Parse(reMots.ReplaceAllStringFunc(source, func(m string) string {
		nom := strings.TrimRight(m, " \t\n(")
		anglais, ok := enAnglais[nom]
		if !ok {
			return m
		}
		return anglais + strings.Repeat(" ", len(nom)-len(anglais)) + m[len(nom):]
	}))
	if err != nil {
		return nil, err
	}
	return tree.Node, nil
}

// ecrite writes a piece of an expression as its author did, for a message.
func ecrite(n ast.Node) string {
	return reMots.ReplaceAllStringFunc(n.String(), func(m string) string {
		nom := strings.TrimSuffix(m, "(")
		if f, ok := enFrancais[nom]; ok {
			return f + "("
		}
		return m
	})
}
