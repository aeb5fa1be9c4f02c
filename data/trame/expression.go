package trame

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
)

// Conditions and formulas are written in the expression language of
// github.com/expr-lang/expr, of which we use the parser. The evaluation is ours,
// because it has three values: an unanswered question is neither true nor false, and
// the law must not be decided on it.
//
// Rules of evaluation:
//   - unknown and false is false, unknown or true is true; otherwise unknown spreads;
//   - a question that does not apply (its « si » is false) is nil: it equals nothing,
//     is neither smaller nor greater, and adds nothing to a sum;
//   - a repeated section without an answer is unknown; « there is none » is an empty list;
//   - sections are named by their key, the row at hand is « ligne », the row inside
//     tous(…), existe(…), aucun(…), compte(…), filtre(…), somme(…) is « . » (langue.go);
//   - a row has « .id », by which the fields « ligne » and « lignes » of others name it.

// expression is a parsed and checked condition or formula.
type expression struct {
	source string
	node   ast.Node
	refs   []string // « section.champ » and « section » it reads, for the cycle check
}

// kind is what an expression can give, as far as it is known before there are answers.
type kind int

const (
	kAny kind = iota
	kBool
	kNombre
	kTexte
	kListe
	kSection // a plain section
	kLigne   // a row
	kAdresse
	kLien
	kSignataire
)

// String names a kind with its article, for messages.
func (k kind) String() string {
	return [...]string{
		"une valeur", "une condition", "un nombre", "un texte", "une liste", "une section", "une ligne", "une adresse", "une personne", "le signataire",
	}[k]
}

// genre is a static type.
type genre struct {
	k     kind
	champ *Champ   // the field it comes from: its options bound the literals
	sec   *Section // of a section, of a row, of a list of rows
	elem  kind     // of a list
}

// compile parses and checks an expression. ligne is the repeated section whose row is
// named « ligne », or nil. attendu bounds the result: kBool for a condition.
func (s *Service) compile(source string, ligne *Section, attendu kind) (*expression, error) {
	node, err := lireExpression(source)
	if err != nil {
		var fe *file.Error
		if errors.As(err, &fe) {
			return nil, fmt.Errorf("expression mal formée, colonne %d : %s", fe.Column+1, fe.Message)
		}
		return nil, fmt.Errorf("expression mal formée : %w", err)
	}
	c := &verificateur{s: s, ligne: ligne, e: &expression{source: source, node: node}}
	g, err := c.genre(node)
	if err != nil {
		return nil, fmt.Errorf("expression « %s » : %w", source, err)
	}
	if attendu != kAny && g.k != kAny && g.k != attendu {
		return nil, fmt.Errorf("expression « %s » : elle donne %s, il faut %s", source, g.k, attendu)
	}
	return c.e, nil
}

// verificateur infers static types, so that a mistake in a trame is found when it is
// loaded and not in front of a person.
type verificateur struct {
	s     *Service
	ligne *Section
	point []genre // rows of the predicates we are in
	e     *expression
}

func (c *verificateur) genre(n ast.Node) (genre, error) {
	switch n := n.(type) {
	case *ast.NilNode:
		return genre{}, nil
	case *ast.BoolNode:
		return genre{k: kBool}, nil
	case *ast.IntegerNode, *ast.FloatNode:
		return genre{k: kNombre}, nil
	case *ast.StringNode:
		return genre{k: kTexte}, nil
	case *ast.ArrayNode:
		for _, e := range n.Nodes {
			if _, err := c.genre(e); err != nil {
				return genre{}, err
			}
		}
		return genre{k: kListe}, nil
	case *ast.IdentifierNode:
		return c.identifiant(n.Value)
	case *ast.PointerNode:
		if n.Name != "" || len(c.point) == 0 {
			return genre{}, fmt.Errorf("« . » n’a de sens qu’à l’intérieur de tous(…), existe(…), somme(…)…")
		}
		return c.point[len(c.point)-1], nil
	case *ast.ChainNode:
		return c.genre(n.Node)
	case *ast.MemberNode:
		return c.membre(n)
	case *ast.UnaryNode:
		return c.unaire(n)
	case *ast.BinaryNode:
		return c.binaire(n)
	case *ast.ConditionalNode:
		if err := c.attend(n.Cond, kBool); err != nil {
			return genre{}, err
		}
		a, err := c.genre(n.Exp1)
		if err != nil {
			return genre{}, err
		}
		b, err := c.genre(n.Exp2)
		if err != nil {
			return genre{}, err
		}
		if a.k == b.k {
			return genre{k: a.k}, nil
		}
		return genre{}, nil
	case *ast.BuiltinNode:
		return c.predicat(n)
	case *ast.CallNode:
		return c.appel(n)
	}
	return genre{}, fmt.Errorf("cette écriture n’est pas admise ici")
}

func (c *verificateur) attend(n ast.Node, k kind) error {
	g, err := c.genre(n)
	if err == nil && g.k != kAny && g.k != k {
		return fmt.Errorf("« %s » donne %s, il faut %s", ecrite(n), g.k, k)
	}
	return err
}

func (c *verificateur) identifiant(nom string) (genre, error) {
	switch nom {
	case "aujourdhui", "maintenant":
		return genre{k: kTexte}, nil
	case "signataire":
		return genre{k: kSignataire}, nil
	case "ligne":
		if c.ligne == nil {
			return genre{}, fmt.Errorf("« ligne » n’a de sens que pour une section répétée")
		}
		return genre{k: kLigne, sec: c.ligne}, nil
	}
	sec := c.s.sections[nom]
	if sec == nil {
		return genre{}, fmt.Errorf("« %s » n’est pas une section de ce service", nom)
	}
	if sec.Repetee {
		c.e.refs = append(c.e.refs, nom)
		return genre{k: kListe, elem: kLigne, sec: sec}, nil
	}
	return genre{k: kSection, sec: sec}, nil
}

var membresAdresse = []string{"voie", "complement", "code_postal", "commune"}

var membresSignataire = []string{"nom", "fonction", "habilite_du", "habilite_au"}

func (c *verificateur) membre(n *ast.MemberNode) (genre, error) {
	prop, ok := n.Property.(*ast.StringNode)
	if !ok {
		return genre{}, fmt.Errorf("« %s » : seul un nom peut suivre le point", ecrite(n))
	}
	g, err := c.genre(n.Node)
	if err != nil {
		return genre{}, err
	}
	inconnu := func(noms []string) error {
		return fmt.Errorf("« %s » : « %s » est inconnu ici%s", ecrite(n), prop.Value, proche(prop.Value, noms))
	}
	switch g.k {
	case kSection, kLigne:
		if g.k == kLigne && prop.Value == "id" {
			return genre{k: kTexte}, nil
		}
		ch := g.sec.champs[prop.Value]
		if ch == nil {
			noms := []string{}
			for k := range g.sec.champs {
				noms = append(noms, k)
			}
			return genre{}, inconnu(noms)
		}
		c.e.refs = append(c.e.refs, ch.Chemin())
		return genre{k: ch.kind(), champ: ch}, nil
	case kAdresse:
		if slices.Contains(membresAdresse, prop.Value) {
			return genre{k: kTexte}, nil
		}
		return genre{}, inconnu(membresAdresse)
	case kLien:
		if prop.Value == "nom" {
			return genre{k: kTexte}, nil
		}
		return genre{}, inconnu([]string{"nom"})
	case kSignataire:
		if slices.Contains(membresSignataire, prop.Value) {
			return genre{k: kTexte}, nil
		}
		return genre{}, inconnu(membresSignataire)
	}
	return genre{}, inconnu(nil)
}

func (c *verificateur) unaire(n *ast.UnaryNode) (genre, error) {
	switch n.Operator {
	case "not", "!":
		return genre{k: kBool}, c.attend(n.Node, kBool)
	case "-", "+":
		return genre{k: kNombre}, c.attend(n.Node, kNombre)
	}
	return genre{}, fmt.Errorf("l’opérateur « %s » n’est pas admis", n.Operator)
}

func (c *verificateur) binaire(n *ast.BinaryNode) (genre, error) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		if err := c.attend(n.Left, kBool); err != nil {
			return genre{}, err
		}
		return genre{k: kBool}, c.attend(n.Right, kBool)
	}
	switch n.Operator {
	case "==", "!=", "<", "<=", ">", ">=":
		return genre{k: kBool}, c.comparaison(n, n.Left, n.Right)
	}
	a, err := c.genre(n.Left)
	if err != nil {
		return genre{}, err
	}
	b, err := c.genre(n.Right)
	if err != nil {
		return genre{}, err
	}
	switch n.Operator {
	case "in":
		if b.k != kListe && b.k != kAny {
			return genre{}, fmt.Errorf("« %s » : il faut une liste après « in »", ecrite(n))
		}
		if err := litteral(b, n.Left); err != nil { // "x" in section.choix_multiple
			return genre{}, err
		}
		return genre{k: kBool}, litteral(a, n.Right) // section.choix in ["x", "y"]
	case "+", "-", "*", "/", "%":
		if n.Operator == "+" && a.k == kTexte && b.k == kTexte {
			return genre{k: kTexte}, nil
		}
		for _, g := range []genre{a, b} {
			if g.k != kNombre && g.k != kAny {
				return genre{}, fmt.Errorf("« %s » : on ne calcule que sur des nombres", ecrite(n))
			}
		}
		return genre{k: kNombre}, nil
	}
	return genre{}, fmt.Errorf("l’opérateur « %s » n’est pas admis", n.Operator)
}

// comparaison checks that two sides can be compared: of one kind, an option that exists. It
// serves « == » and « vaut » alike.
func (c *verificateur) comparaison(n, gauche, droite ast.Node) error {
	a, err := c.genre(gauche)
	if err != nil {
		return err
	}
	b, err := c.genre(droite)
	if err != nil {
		return err
	}
	if a.k == kListe || b.k == kListe {
		return fmt.Errorf("« %s » : une liste ne se compare pas ; écrivez « \"réponse\" in liste »", ecrite(n))
	}
	if a.k != kAny && b.k != kAny && a.k != b.k {
		return fmt.Errorf("« %s » compare %s et %s", ecrite(n), a.k, b.k)
	}
	if err := litteral(a, droite); err != nil {
		return err
	}
	return litteral(b, gauche)
}

// litteral checks that texts compared with a choice are options of it.
func litteral(g genre, n ast.Node) error {
	switch n := n.(type) {
	case *ast.ArrayNode:
		for _, e := range n.Nodes {
			if err := litteral(g, e); err != nil {
				return err
			}
		}
	case *ast.StringNode:
		if g.champ == nil {
			return nil
		}
		options := g.champ.Choix()
		if len(options) == 0 {
			return nil
		}
		var cles []string
		for _, o := range options {
			if o.Cle == n.Value {
				return nil
			}
			cles = append(cles, o.Cle)
		}
		return fmt.Errorf("« %s » n’est pas une réponse de « %s » (%s)%s", n.Value, g.champ.Chemin(), strings.Join(cles, ", "), proche(n.Value, cles))
	}
	return nil
}

func (c *verificateur) predicat(n *ast.BuiltinNode) (genre, error) {
	var out genre
	switch n.Name {
	case "all", "any", "none":
		out.k = kBool
	case "count", "sum", "len":
		out.k = kNombre
	case "filter":
		out.k = kListe
	default:
		return genre{}, fmt.Errorf("« %s » n’est pas admis", n.Name)
	}
	if len(n.Arguments) == 0 {
		return genre{}, fmt.Errorf("« %s » attend une liste", enFrancais[n.Name])
	}
	g, err := c.genre(n.Arguments[0])
	if err != nil {
		return genre{}, err
	}
	if g.k != kListe {
		return genre{}, fmt.Errorf("« %s » attend une liste, pas %s", enFrancais[n.Name], g.k)
	}
	if n.Name == "filter" {
		out = g
	}
	if len(n.Arguments) < 2 {
		if n.Name == "sum" {
			return genre{}, fmt.Errorf("« somme » dit ce qu’elle additionne : somme(lignes, .montant)")
		}
		return out, nil
	}
	p, ok := n.Arguments[1].(*ast.PredicateNode)
	if !ok {
		return genre{}, fmt.Errorf("« %s » : le second argument porte sur la ligne (« .champ »)", enFrancais[n.Name])
	}
	attendu := kBool
	if n.Name == "sum" {
		attendu = kNombre
	}
	elem := genre{k: g.elem, sec: g.sec}
	if g.elem != kLigne {
		elem = genre{k: kTexte, champ: g.champ}
	}
	c.point = append(c.point, elem)
	err = c.attend(p.Node, attendu)
	c.point = c.point[:len(c.point)-1]
	return out, err
}

func (c *verificateur) appel(n *ast.CallNode) (genre, error) {
	id, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		return genre{}, fmt.Errorf("cet appel n’est pas admis")
	}
	f, ok := fonctions[id.Value]
	if !ok {
		noms := []string{}
		for k := range fonctions {
			noms = append(noms, k)
		}
		return genre{}, fmt.Errorf("la fonction « %s » n’existe pas%s", id.Value, proche(id.Value, noms))
	}
	if len(n.Arguments) < f.min || len(n.Arguments) > f.max {
		return genre{}, fmt.Errorf("la fonction « %s » s’écrit %s", id.Value, f.usage)
	}
	for _, a := range n.Arguments {
		if _, err := c.genre(a); err != nil {
			return genre{}, err
		}
	}
	if f.verifie != nil {
		if err := f.verifie(c, n); err != nil {
			return genre{}, err
		}
	}
	return genre{k: f.donne}, nil
}

// ConditionSimple recognises « section.champ == "cle" » and « section.champ in ["a", "b"] »
// and gives the path and the keys, so that paper can say them in words.
func ConditionSimple(source string) (chemin string, cles []string, ok bool) {
	if source == "" {
		return "", nil, false
	}
	node, err := lireExpression(source)
	if err != nil {
		return "", nil, false
	}
	b, ok := node.(*ast.BinaryNode)
	if !ok || b.Operator != "==" && b.Operator != "in" {
		return "", nil, false
	}
	m, ok := b.Left.(*ast.MemberNode)
	if !ok {
		return "", nil, false
	}
	sec, ok1 := m.Node.(*ast.IdentifierNode)
	champ, ok2 := m.Property.(*ast.StringNode)
	if !ok1 || !ok2 {
		return "", nil, false
	}
	valeurs := []ast.Node{b.Right}
	if l, ok := b.Right.(*ast.ArrayNode); ok {
		valeurs = l.Nodes
	}
	for _, n := range valeurs {
		s, ok := n.(*ast.StringNode)
		if !ok {
			return "", nil, false
		}
		cles = append(cles, s.Value)
	}
	return sec.Value + "." + champ.Value, cles, true
}
