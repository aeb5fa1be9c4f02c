package reports

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// The Markdown we read: headings, paragraphs, emphasis, lists, quotations (panels) and
// rules. HTML and code are printed as the characters they are made of.

// lecteur turns expanded Markdown into blocks. jetons holds what the template actions
// put aside; fixe prepares text of ours.
type lecteur struct {
	source []byte
	jetons []any
	fixe   func(string) string
}

func lireMarkdown(source string, jetons []any, fixe func(string) string) []Bloc {
	l := &lecteur{source: []byte(source), jetons: jetons, fixe: fixe}
	racine := goldmark.DefaultParser().Parse(text.NewReader(l.source))
	return l.enfants(racine)
}

func (l *lecteur) enfants(n ast.Node) []Bloc {
	var out []Bloc
	for e := n.FirstChild(); e != nil; e = e.NextSibling() {
		out = append(out, l.bloc(e)...)
	}
	return out
}

func (l *lecteur) bloc(n ast.Node) []Bloc {
	switch n := n.(type) {
	case *ast.Heading:
		f := l.ligne(n)
		if vide(f) {
			return nil
		}
		return []Bloc{Titre{Niveau: min(n.Level, 3), Texte: f}}
	case *ast.Paragraph, *ast.TextBlock:
		return l.paragraphe(n)
	case *ast.List:
		out := Liste{Numerotee: n.IsOrdered()}
		for e := n.FirstChild(); e != nil; e = e.NextSibling() {
			if b := l.enfants(e); len(b) > 0 {
				out.Points = append(out.Points, b)
			}
		}
		if len(out.Points) == 0 {
			return nil
		}
		return []Bloc{out}
	case *ast.Blockquote:
		if b := l.enfants(n); len(b) > 0 {
			return []Bloc{Encadre{Blocs: b}}
		}
		return nil
	case *ast.ThematicBreak:
		return []Bloc{Regle{}}
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
		var sb strings.Builder
		lignes := n.Lines()
		for i := range lignes.Len() {
			s := lignes.At(i)
			sb.Write(s.Value(l.source))
		}
		f := l.remplacer([]Fragment{{Texte: strings.TrimSpace(sb.String())}})
		if vide(f) {
			return nil
		}
		return []Bloc{Paragraphe{Texte: f}}
	}
	return l.enfants(n)
}

// paragraphe gives the blocks of a paragraph: the blocks of the actions that stand in
// it, and running text between them.
func (l *lecteur) paragraphe(n ast.Node) []Bloc {
	var out []Bloc
	var courant []Fragment
	fermer := func() {
		if f := nettoyerBords(courant); !vide(f) {
			out = append(out, Paragraphe{Texte: f})
		}
		courant = nil
	}
	for _, piece := range decouper(l.inline(n)) {
		if piece.jeton < 0 {
			courant = append(courant, Fragment{l.fixe(piece.Texte), piece.Marque})
			continue
		}
		switch j := l.jeton(piece.jeton).(type) {
		case []Bloc:
			fermer()
			out = append(out, j...)
		case []Fragment:
			courant = append(courant, marquer(j, piece.Marque)...)
		}
	}
	fermer()
	return out
}

// ligne gives the text of a heading.
func (l *lecteur) ligne(n ast.Node) []Fragment {
	return nettoyerBords(l.remplacer(l.inline(n)))
}

func (l *lecteur) remplacer(runs []Fragment) []Fragment {
	var out []Fragment
	for _, piece := range decouper(runs) {
		if piece.jeton < 0 {
			out = append(out, Fragment{l.fixe(piece.Texte), piece.Marque})
		} else if f, ok := l.jeton(piece.jeton).([]Fragment); ok {
			out = append(out, marquer(f, piece.Marque)...)
		}
	}
	return out
}

func (l *lecteur) jeton(n int) any {
	if n >= len(l.jetons) {
		return nil
	}
	return l.jetons[n]
}

// inline gathers the text of a node by look. Neighbours of one look are joined before
// typography sees them.
func (l *lecteur) inline(n ast.Node) []Fragment {
	var out []Fragment
	ajouter := func(s string, m Marque) {
		if k := len(out) - 1; k >= 0 && out[k].Marque == m {
			out[k].Texte += s
		} else {
			out = append(out, Fragment{s, m})
		}
	}
	var visiter func(n ast.Node, m Marque)
	visiter = func(n ast.Node, m Marque) {
		for e := n.FirstChild(); e != nil; e = e.NextSibling() {
			switch e := e.(type) {
			case *ast.Text:
				s := string(e.Value(l.source))
				if e.HardLineBreak() {
					s += "\n"
				} else if e.SoftLineBreak() {
					s += " "
				}
				ajouter(s, m)
			case *ast.String:
				ajouter(string(e.Value), m)
			case *ast.Emphasis:
				if e.Level == 2 {
					visiter(e, m|Gras)
				} else {
					visiter(e, m|Italique)
				}
			case *ast.RawHTML:
				for i := range e.Segments.Len() {
					s := e.Segments.At(i)
					ajouter(string(s.Value(l.source)), m)
				}
			case *ast.AutoLink:
				ajouter(string(e.Label(l.source)), m)
			default:
				visiter(e, m)
			}
		}
	}
	visiter(n, 0)
	return out
}

// piece is a run of our text, or the place of a token (jeton >= 0).
type piece struct {
	Fragment
	jeton int
}

func decouper(runs []Fragment) []piece {
	var out []piece
	for _, r := range runs {
		s := r.Texte
		for {
			avant, reste, ok := strings.Cut(s, string(debutJeton))
			if avant != "" {
				out = append(out, piece{Fragment{avant, r.Marque}, -1})
			}
			if !ok {
				break
			}
			num, suite, _ := strings.Cut(reste, string(finJeton))
			if n, err := strconv.Atoi(num); err == nil && n >= 0 {
				out = append(out, piece{Fragment{"", r.Marque}, n})
			}
			s = suite
		}
	}
	return out
}

func vide(f []Fragment) bool {
	for _, x := range f {
		if strings.TrimSpace(x.Texte) != "" {
			return false
		}
	}
	return true
}

// nettoyerBords drops empty runs, spaces at both ends, and spaces that follow a space:
// sentences that say nothing leave no hole.
func nettoyerBords(f []Fragment) []Fragment {
	var out []Fragment
	blanc := true // at the start, or after a space or a line feed
	for _, x := range f {
		if blanc {
			x.Texte = strings.TrimLeft(x.Texte, " ")
		}
		if x.Texte == "" {
			continue
		}
		blanc = strings.HasSuffix(x.Texte, " ") || strings.HasSuffix(x.Texte, "\n")
		out = append(out, x)
	}
	for len(out) > 0 {
		k := len(out) - 1
		out[k].Texte = strings.TrimRight(out[k].Texte, " \n")
		if out[k].Texte != "" {
			break
		}
		out = out[:k]
	}
	return out
}
