package reports

import (
	"fmt"
	"io/fs"
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
