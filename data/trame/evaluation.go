package trame

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// Inconnu is the third value: it names the questions whose answers are missing.
type Inconnu struct{ Manques []string }

func inconnu(paths ...string) *Inconnu { return &Inconnu{Manques: paths} }

// union joins the missing questions of several unknown values.
func union(vs ...any) *Inconnu {
	out := &Inconnu{}
	for _, v := range vs {
		if u, ok := v.(*Inconnu); ok {
			for _, p := range u.Manques {
				if !slices.Contains(out.Manques, p) {
					out.Manques = append(out.Manques, p)
				}
			}
		}
	}
	return out
}

func estInconnu(v any) bool { _, ok := v.(*Inconnu); return ok }

// vueSection and vueLigne are what a section name and a row stand for in an expression.
type vueSection struct{ sec *Section }

type vueLigne struct {
	sec   *Section
	ligne *Ligne
}

// portee is where an expression is evaluated.
type portee struct {
	ex    *Examen
	ligne *vueLigne
	point []any
}

func (p *portee) eval(n ast.Node) any {
	switch n := n.(type) {
	case *ast.NilNode:
		return nil
	case *ast.BoolNode:
		return n.Value
	case *ast.IntegerNode:
		return float64(n.Value)
	case *ast.FloatNode:
		return n.Value
	case *ast.StringNode:
		return n.Value
	case *ast.ArrayNode:
		out := make([]any, 0, len(n.Nodes))
		for _, e := range n.Nodes {
			out = append(out, p.eval(e))
		}
		return out
	case *ast.IdentifierNode:
		return p.identifiant(n.Value)
	case *ast.PointerNode:
		return p.point[len(p.point)-1]
	case *ast.ChainNode:
		return p.eval(n.Node)
	case *ast.MemberNode:
		return p.membre(n)
	case *ast.UnaryNode:
		return unaire(n.Operator, p.eval(n.Node))
	case *ast.BinaryNode:
		return p.binaire(n)
	case *ast.ConditionalNode:
		switch c := p.eval(n.Cond).(type) {
		case bool:
			if c {
				return p.eval(n.Exp1)
			}
			return p.eval(n.Exp2)
		case *Inconnu:
			return c
		}
		return p.eval(n.Exp2)
	case *ast.BuiltinNode:
		return p.predicat(n)
	case *ast.CallNode:
		f := fonctions[n.Callee.(*ast.IdentifierNode).Value]
		args := make([]any, len(n.Arguments))
		for i, a := range n.Arguments {
			args[i] = p.eval(a)
		}
		if !f.totale {
			if u := union(args...); slices.ContainsFunc(args, estInconnu) {
				return u
			}
		}
		return f.calcule(p, args)
	}
	return inconnu()
}

func (p *portee) identifiant(nom string) any {
	switch nom {
	case "aujourdhui":
		return p.ex.ctx.Maintenant.Format("2006-01-02")
	case "maintenant":
		return p.ex.ctx.Maintenant.Format("2006-01-02T15:04")
	case "signataire":
		return p.ex.ctx.Signataire
	case "ligne":
		return p.ligne
	}
	sec := p.ex.s.sections[nom]
	if sec.Repetee {
		return p.ex.lignes(sec)
	}
	return vueSection{sec}
}

func (p *portee) membre(n *ast.MemberNode) any {
	prop := n.Property.(*ast.StringNode).Value
	switch v := p.eval(n.Node).(type) {
	case vueSection:
		return p.ex.valeur(v.sec.champs[prop], nil)
	case *vueLigne:
		if prop == "id" {
			return v.ligne.ID
		}
		return p.ex.valeur(v.sec.champs[prop], v.ligne)
	case Adresse:
		s := map[string]string{"voie": v.Voie, "complement": v.Complement, "code_postal": v.CodePostal, "commune": v.Commune}[prop]
		if s == "" {
			return inconnu()
		}
		return s
	case Lien:
		return v.Nom
	case Signataire:
		s := map[string]string{"nom": v.Nom, "fonction": v.Fonction, "habilite_du": v.HabiliteDu, "habilite_au": v.HabiliteAu}[prop]
		if s == "" {
			return inconnu("signataire." + prop)
		}
		return s
	case *Inconnu:
		return v
	}
	return nil
}

func unaire(op string, v any) any {
	switch v := v.(type) {
	case *Inconnu:
		return v
	case bool:
		if op == "not" || op == "!" {
			return !v
		}
	case float64:
		if op == "-" {
			return -v
		}
		return v
	case nil:
		if op == "not" || op == "!" {
			return true
		}
	}
	return nil
}

func (p *portee) binaire(n *ast.BinaryNode) any {
	a := p.eval(n.Left)
	switch n.Operator {
	case "and", "&&":
		if a == false || a == nil {
			return false
		}
		b := p.eval(n.Right)
		if b == false || b == nil {
			return false
		}
		if estInconnu(a) || estInconnu(b) {
			return union(a, b)
		}
		return true
	case "or", "||":
		if a == true {
			return true
		}
		b := p.eval(n.Right)
		if b == true {
			return true
		}
		if estInconnu(a) || estInconnu(b) {
			return union(a, b)
		}
		return false
	}
	b := p.eval(n.Right)
	if estInconnu(a) || estInconnu(b) {
		return union(a, b)
	}
	switch n.Operator {
	case "==":
		return egal(a, b)
	case "!=":
		return !egal(a, b)
	case "<", "<=", ">", ">=":
		return compare(n.Operator, a, b)
	case "in":
		return dans(a, b)
	}
	if s, ok := a.(string); ok && n.Operator == "+" {
		t, _ := b.(string)
		return s + t
	}
	x, y := enNombre(a), enNombre(b)
	switch n.Operator {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	}
	if y == 0 {
		return inconnu()
	}
	if n.Operator == "%" {
		return float64(int64(x) % max(int64(y), 1))
	}
	return x / y
}

// enNombre: what does not apply adds nothing.
func enNombre(v any) float64 { f, _ := v.(float64); return f }

func egal(a, b any) bool {
	switch a.(type) {
	case nil, bool, float64, string, Adresse, Lien:
		switch b.(type) {
		case nil, bool, float64, string, Adresse, Lien:
			return a == b
		}
	}
	return false
}

// compare orders numbers and texts; dates and hours are texts that sort as they follow.
func compare(op string, a, b any) bool {
	var d int
	switch x := a.(type) {
	case float64:
		y, ok := b.(float64)
		if !ok {
			return false
		}
		switch {
		case x < y:
			d = -1
		case x > y:
			d = 1
		}
	case string:
		y, ok := b.(string)
		if !ok {
			return false
		}
		d = strings.Compare(x, y)
	default:
		return false
	}
	switch op {
	case "<":
		return d < 0
	case "<=":
		return d <= 0
	case ">":
		return d > 0
	}
	return d >= 0
}

func dans(a, liste any) any {
	l, ok := enListe(liste)
	if !ok {
		return false
	}
	var doutes []any
	for _, e := range l {
		if estInconnu(e) {
			doutes = append(doutes, e)
		} else if egal(a, e) {
			return true
		}
	}
	if doutes != nil {
		return union(doutes...)
	}
	return false
}

func enListe(v any) ([]any, bool) {
	switch v := v.(type) {
	case []any:
		return v, true
	case []string:
		out := make([]any, len(v))
		for i, s := range v {
			out[i] = s
		}
		return out, true
	}
	return nil, v == nil
}

func (p *portee) predicat(n *ast.BuiltinNode) any {
	v := p.eval(n.Arguments[0])
	if u, ok := v.(*Inconnu); ok {
		return u
	}
	liste, _ := enListe(v)
	if len(n.Arguments) < 2 {
		if n.Name == "len" || n.Name == "count" {
			return float64(len(liste))
		}
		return inconnu()
	}
	corps := n.Arguments[1].(*ast.PredicateNode).Node
	var vrais []any
	var doutes []any
	var somme float64
	for _, e := range liste {
		p.point = append(p.point, e)
		r := p.eval(corps)
		p.point = p.point[:len(p.point)-1]
		switch r := r.(type) {
		case *Inconnu:
			doutes = append(doutes, r)
		case bool:
			if r {
				vrais = append(vrais, e)
			}
		case float64:
			somme += r
		}
	}
	switch n.Name {
	case "any":
		if len(vrais) > 0 {
			return true
		}
	case "none":
		if len(vrais) > 0 {
			return false
		}
	case "all":
		if len(vrais)+len(doutes) < len(liste) {
			return false
		}
	}
	if len(doutes) > 0 {
		return union(doutes...)
	}
	switch n.Name {
	case "any":
		return false
	case "none", "all":
		return true
	case "count":
		return float64(len(vrais))
	case "sum":
		return somme
	case "filter":
		if vrais == nil {
			vrais = []any{}
		}
		return vrais
	}
	return inconnu()
}
