package reports

// Layout: blocks become boxes that stand one under the other, boxes are put on pages.
//
// Rules of the page:
//   - a heading never stands at the foot of a page, nor one line of a paragraph alone;
//   - the header of a table is repeated on each page it runs over;
//   - a row is not cut, unless it is taller than a good part of a page;
//   - the signature keeps the last lines of the text with it;
//   - nothing is ever drawn outside the margins.
const (
	margeG    = 62.0
	margeD    = 62.0
	margeH    = 52.0
	margeB    = 64.0
	largeurUt = largeurPage - margeG - margeD
	basUtile  = hauteurPage - margeB
)

// boite is a piece of page that is not cut.
type boite struct {
	h, avant float64
	tracer   func(x, y float64) []trait
	lie      bool // stays with the next one
	saut     bool // starts a page
	entete   *boite
	ancre    string
}

type metteur struct {
	p      *polices
	projet bool
	images map[string][]byte
}

func (m *metteur) blocs(bs []Bloc, largeur float64) []boite {
	var out []boite
	for i := 0; i < len(bs); i++ {
		switch b := bs[i].(type) {
		case Signature:
			if len(out) > 0 {
				out[len(out)-1].lie = true
			}
		case Question:
			if i+1 < len(bs) {
				if suivante, ok := bs[i+1].(Question); ok && b.Courte && suivante.Courte {
					out = append(out, m.deuxQuestions(b, suivante, largeur))
					i++
					continue
				}
			}
		}
		out = append(out, m.bloc(bs[i], largeur)...)
	}
	return out
}

// deuxQuestions puts two short questions side by side.
func (m *metteur) deuxQuestions(a, b Question, largeur float64) boite {
	const gouttiere = 18.0
	l := (largeur - gouttiere) / 2
	ba, bb := m.question(a, l)[0], m.question(b, l)[0]
	return boite{h: max(ba.h, bb.h), avant: 1, tracer: func(x, y float64) []trait {
		return append(ba.tracer(x, y), bb.tracer(x+l+gouttiere, y)...)
	}}
}

func (m *metteur) bloc(b Bloc, largeur float64) []boite {
	switch b := b.(type) {
	case Titre:
		return m.titre(b, largeur)
	case Paragraphe:
		return m.paragraphe(b, largeur)
	case Liste:
		return m.liste(b, largeur)
	case Encadre:
		return m.encadre(b, largeur)
	case Fiche:
		return m.fiche(b, largeur)
	case Tableau:
		return m.tableau(b, largeur)
	case Signature:
		return m.signature(b, largeur)
	case EnTete:
		return m.enTete(b, largeur)
	case Question:
		return m.question(b, largeur)
	case GrilleLignes:
		return m.grilleLignes(b, largeur)
	case Regle:
		return []boite{{h: 1, avant: 10, tracer: func(x, y float64) []trait {
			return []trait{traitLigne{x, y, x + largeur, y, grisFilet, 0.6, false}}
		}}}
	case SautDePage:
		return []boite{{saut: true, tracer: rien}}
	}
	return nil
}

func rien(_, _ float64) []trait { return nil }

// lignes makes one box per composed line and keeps two lines at either side of a page.
func (m *metteur) lignes(f []Fragment, r reglage, largeur, avant float64, droite bool) []boite {
	ls := m.p.composer(f, r, largeur, m.projet)
	out := make([]boite, len(ls))
	for i, l := range ls {
		out[i] = boite{h: r.interligne, tracer: func(x, y float64) []trait {
			if droite {
				x += largeur - l.largeur
			}
			return tracerLigne(l, r, x, y)
		}}
		out[i].lie = i == 0 && len(ls) > 1 || i == len(ls)-2
	}
	out[0].avant = avant
	return out
}
