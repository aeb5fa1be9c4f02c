package reports

import (
	"strings"
	"unicode/utf8"
)

// Composition of lines: fragments are cut into words at ordinary spaces only (U+00A0 and
// U+202F do not break), words are measured once and set from the left.

// aspect is what a run looks like.
type aspect struct {
	f      police
	taille float64
	c      couleur
	fond   couleur // 0: none
}

// The palette: sober, warm, readable in black and white.
const (
	encre     couleur = 0x1f2430
	bleu      couleur = 0x24405f
	grisTexte couleur = 0x5d6470
	grisFilet couleur = 0xc9c6bf
	grisFond  couleur = 0xf4f2ed
	vert      couleur = 0x2c6a4b
	ocre      couleur = 0x8a5a00
	rouge     couleur = 0x9c2b26
	surligne  couleur = 0xfff0b3
	rougeFond couleur = 0xfbeeec
)

// reglage is the typography of one kind of block.
type reglage struct {
	romain, italique, gras police
	taille                 float64
	interligne             float64
	couleur                couleur
}

var (
	styleTexte     = reglage{serif, serifItalique, serifGras, 10.4, 14.4, encre}
	styleNote      = reglage{sans, sansItalique, sansGras, 8.6, 11.6, grisTexte}
	styleSousTitre = reglage{sans, sansItalique, sansGras, 10.2, 14, grisTexte}
	styleTable     = reglage{sans, sansItalique, sansGras, 8.9, 11.8, encre}
	styleFiche     = reglage{sans, sansItalique, sansGras, 9.5, 13, encre}
	styleLibelle   = reglage{sans, sansItalique, sansGras, 8.9, 13, grisTexte}
	styleEntete    = reglage{sansGras, sansGras, sansGras, 8.4, 11, bleu}
	styleCode      = reglage{sansGras, sansGras, sansGras, 31, 42, bleu}
	styleTitre1    = reglage{sansGras, sansGras, sansGras, 20, 24, bleu}
	styleTitre2    = reglage{sansGras, sansGras, sansGras, 12.6, 16, bleu}
	styleTitre3    = reglage{sansGras, sansGras, sansGras, 10.2, 14, encre}
)

// aspect gives the look of a run: its marks over the typography of the block. A missing
// value is highlighted in a draft only.
func (r reglage) aspect(m Marque, projet bool) aspect {
	a := aspect{f: r.romain, taille: r.taille, c: r.couleur}
	switch {
	case m&Gras != 0:
		a.f = r.gras
	case m&Italique != 0:
		a.f = r.italique
	}
	if m&Etiquette != 0 {
		a.f, a.c, a.taille = sansGras, bleu, r.taille*0.94
	}
	if m&Discret != 0 {
		a.c, a.taille = grisTexte, r.taille*0.96
	}
	statut := func(f police, c couleur) { a.f, a.c, a.taille = f, c, min(r.taille, 10)*0.88 }
	switch {
	case m&StatutNeutre != 0:
		statut(sans, grisTexte)
	case m&StatutBon != 0:
		statut(sansGras, vert)
	case m&StatutMoyen != 0:
		statut(sansGras, ocre)
	case m&StatutMauvais != 0:
		statut(sansGras, rouge)
	}
	if m&Manque != 0 {
		a.f = r.italique
		if projet {
			a.fond = surligne
		} else {
			a.c = grisTexte
		}
	}
	return a
}

// bout is a run of a line at its place from the left.
type bout struct {
	x, l float64
	s    string
	a    aspect
}

// ligneTexte is one composed line.
type ligneTexte struct {
	bouts   []bout
	largeur float64
	fin     bool // ends a paragraph or stands before a line feed
}

// partie is a part of a word in one look.
type partie struct {
	s string
	a aspect
	l float64
}

// composer sets fragments in lines of a width.
func (p *polices) composer(frags []Fragment, r reglage, largeur float64, projet bool) []ligneTexte {
	c := &compositeur{p: p, largeur: largeur, blanc: p.largeur(" ", r.romain, r.taille)}
	for _, f := range frags {
		a := r.aspect(f.Marque, projet)
		texte := p.tracable(f.Texte, a.f)
		for i, l := range strings.Split(texte, "\n") {
			if i > 0 {
				c.finMot()
				c.finLigne(true)
			}
			for j, mot := range strings.Split(l, " ") {
				if j > 0 {
					c.finMot()
					c.espace(a)
				}
				c.ajouter(mot, a)
			}
		}
	}
	c.finMot()
	if len(c.ligne.bouts) > 0 || len(c.lignes) == 0 {
		c.finLigne(true)
	}
	return c.lignes
}

type compositeur struct {
	p       *polices
	largeur float64
	blanc   float64

	lignes []ligneTexte
	ligne  ligneTexte
	mot    []partie
	motL   float64
	// attente is the space before the next word; it vanishes at the start of a line.
	attente float64
	aspectB aspect
}

func (c *compositeur) ajouter(s string, a aspect) {
	if s == "" {
		return
	}
	l := c.p.largeur(s, a.f, a.taille)
	c.mot = append(c.mot, partie{s, a, l})
	c.motL += l
}

func (c *compositeur) espace(a aspect) {
	if c.attente == 0 {
		c.attente, c.aspectB = c.p.largeur(" ", a.f, a.taille), a
	}
}

func (c *compositeur) finMot() {
	if len(c.mot) == 0 {
		return
	}
	mot, l := c.mot, c.motL
	c.mot, c.motL = nil, 0
	if len(c.ligne.bouts) > 0 && c.ligne.largeur+c.attente+l > c.largeur {
		c.finLigne(false)
	}
	if l > c.largeur {
		c.couper(mot)
		c.attente = 0
		return
	}
	c.placer(mot)
}

// placer puts a word at the end of the line. Neighbours of one look become one run, with
// the space between them: fewer runs, and text that extracts as it reads.
func (c *compositeur) placer(mot []partie) {
	x := c.ligne.largeur
	if len(c.ligne.bouts) == 0 {
		c.attente = 0
	}
	for i, pt := range mot {
		if k := len(c.ligne.bouts) - 1; k >= 0 {
			dernier := &c.ligne.bouts[k]
			colle := i > 0 || c.attente == 0
			if dernier.a == pt.a && (colle || c.aspectB == pt.a) {
				if !colle {
					dernier.s += " "
					dernier.l += c.attente
					x += c.attente
					c.attente = 0
				}
				dernier.s += pt.s
				dernier.l += pt.l
				x += pt.l
				continue
			}
			if i == 0 && c.attente > 0 {
				// The space belongs to the run before it, so that it is extracted.
				dernier.s += " "
				x += c.p.largeur(" ", dernier.a.f, dernier.a.taille)
				c.attente = 0
			}
		}
		c.ligne.bouts = append(c.ligne.bouts, bout{x, pt.l, pt.s, pt.a})
		x += pt.l
	}
	c.attente = 0
	c.ligne.largeur = x
}

// couper breaks a word that is longer than a line, sign by sign.
func (c *compositeur) couper(mot []partie) {
	for _, pt := range mot {
		s := pt.s
		for s != "" {
			reste := c.largeur - c.ligne.largeur
			n, l := 0, 0.0
			for n < len(s) {
				_, k := utf8.DecodeRuneInString(s[n:])
				w := c.p.largeur(s[n:n+k], pt.a.f, pt.a.taille)
				if l+w > reste && (n > 0 || len(c.ligne.bouts) > 0) {
					break
				}
				n, l = n+k, l+w
			}
			if n > 0 {
				c.placer([]partie{{s[:n], pt.a, l}})
			}
			if s = s[n:]; s != "" {
				c.finLigne(false)
			}
		}
	}
}

func (c *compositeur) finLigne(fin bool) {
	c.ligne.fin = fin
	c.lignes = append(c.lignes, c.ligne)
	c.ligne = ligneTexte{}
	c.attente = 0
}

// tracerLigne draws a composed line; y is its upper edge.
func tracerLigne(l ligneTexte, r reglage, x, y float64) []trait {
	base := y + r.interligne*0.5 + r.taille*0.33
	var out []trait
	for _, b := range l.bouts {
		if b.a.fond != 0 {
			out = append(out, traitRect{x: x + b.x - 1, y: base - b.a.taille*0.82, l: b.l + 2, h: b.a.taille * 1.14, c: b.a.fond})
		}
	}
	for _, b := range l.bouts {
		out = append(out, traitTexte{x + b.x, base, b.s, b.a.f, b.a.taille, b.a.c})
	}
	return out
}
