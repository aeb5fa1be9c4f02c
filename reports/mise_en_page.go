package reports

import (
	"strings"

	"justicepartage/data/francais"
)

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

func (m *metteur) titre(b Titre, largeur float64) []boite {
	r, avant, apres := styleTitre2, 17.0, 4.0
	switch b.Niveau {
	case 1:
		r, avant, apres = styleTitre1, 18, 2
	case 3:
		r, avant, apres = styleTitre3, 9, 0
	}
	out := m.lignes(b.Texte, r, largeur, avant, false)
	for i := range out {
		out[i].lie = true
	}
	out[0].ancre = b.Ancre
	dernier := &out[len(out)-1]
	ligne := dernier.tracer
	dernier.h += apres
	if b.Niveau == 2 {
		h := dernier.h
		dernier.tracer = func(x, y float64) []trait {
			return append(ligne(x, y), traitLigne{x, y + h - 2.2, x + largeur, y + h - 2.2, grisFilet, 0.7, false})
		}
	}
	return out
}

func (m *metteur) paragraphe(b Paragraphe, largeur float64) []boite {
	r, avant := styleTexte, 5.0
	switch b.Style {
	case "note":
		r, avant = styleNote, 5
	case "sous-titre":
		r, avant = styleSousTitre, 1
	case "code":
		r, avant = styleCode, 4
	}
	if b.Style == "destinataire" {
		const debut = 0.54
		out := m.lignes(b.Texte, styleTexte, largeur*(1-debut), 16, false)
		for i := range out {
			out[i] = decaler(out[i], debut*largeur)
			out[i].lie = true
		}
		return out
	}
	return m.lignes(b.Texte, r, largeur, avant, b.Style == "droite")
}

func (m *metteur) liste(b Liste, largeur float64) []boite {
	retrait := 15.0
	if b.Numerotee && len(b.Points) > 9 {
		retrait = 21 // room for two figures
	}
	var out []boite
	for i, point := range b.Points {
		bs := m.blocs(point, largeur-retrait)
		if len(bs) == 0 {
			continue
		}
		puce := "–"
		if b.Numerotee {
			puce = francais.Entier(i+1) + "."
		}
		for j := range bs {
			bs[j] = decaler(bs[j], retrait)
		}
		if i > 0 {
			bs[0].avant = 2.5
		}
		dessin := bs[0].tracer
		bs[0].tracer = func(x, y float64) []trait {
			l := ligneTexte{bouts: []bout{{0, 0, puce, styleTexte.aspect(0, false)}}}
			return append(tracerLigne(l, styleTexte, x+2, y), dessin(x, y)...)
		}
		out = append(out, bs...)
	}
	return out
}

func decaler(b boite, dx float64) boite {
	t := b.tracer
	b.tracer = func(x, y float64) []trait { return t(x+dx, y) }
	if b.entete != nil {
		e := decaler(*b.entete, dx)
		b.entete = &e
	}
	return b
}

// encadre draws a panel behind its boxes; it may run over several pages.
func (m *metteur) encadre(b Encadre, largeur float64) []boite {
	const cote, marge = 13.0, 8.0
	fond, barre := grisFond, bleu
	if b.Ton == "alerte" {
		fond, barre = rougeFond, rouge
	}
	bs := m.blocs(b.Blocs, largeur-2*cote)
	for i := range bs {
		haut, bas := bs[i].avant, 0.0
		bs[i].avant = 0
		if i == 0 {
			haut = marge
			bs[i].avant = 9
		}
		if i == len(bs)-1 {
			bas = marge
		}
		dedans, h := bs[i].tracer, bs[i].h+haut+bas
		bs[i].h = h
		bs[i].tracer = func(x, y float64) []trait {
			out := []trait{
				traitRect{x: x, y: y - 0.3, l: largeur, h: h + 0.6, c: fond},
				traitRect{x: x, y: y - 0.3, l: 2.6, h: h + 0.6, c: barre},
			}
			return append(out, dedans(x+cote, y+haut)...)
		}
	}
	if len(bs) > 0 && len(bs) <= 14 {
		for i := range bs[:len(bs)-1] {
			bs[i].lie = true
		}
	}
	return bs
}

func (m *metteur) fiche(b Fiche, largeur float64) []boite {
	if b.Colonnes == 2 {
		return m.fiche2(b, largeur)
	}
	const gauche = 132.0
	var out []boite
	for i, p := range b.Paires {
		rangs := m.rangee([]cellule{
			{m.p.composer([]Fragment{{Texte: p.Libelle}}, styleLibelle, gauche-10, m.projet), styleLibelle, 0, gauche - 10, false},
			{m.p.composer(p.Valeur, styleFiche, largeur-gauche, m.projet), styleFiche, gauche, largeur - gauche, false},
		}, 2.2, largeur, i < len(b.Paires)-1)
		out = append(out, rangs...)
	}
	out[0].avant = 5
	return out
}

// fiche2 sets pairs in two columns, the label over the value.
func (m *metteur) fiche2(b Fiche, largeur float64) []boite {
	const gouttiere = 18.0
	l := (largeur - gouttiere) / 2
	petit := reglage{sans, sansItalique, sansGras, 8, 10.2, grisTexte}
	var out []boite
	for i := 0; i < len(b.Paires); i += 2 {
		var cs []cellule
		for j, p := range b.Paires[i:min(i+2, len(b.Paires))] {
			x := float64(j) * (l + gouttiere)
			cs = append(cs, cellule{m.p.composer([]Fragment{{Texte: p.Libelle}}, petit, l, m.projet), petit, x, l, false})
			cs = append(cs, cellule{m.p.composer(p.Valeur, styleFiche, l, m.projet), styleFiche, x, l, false})
		}
		out = append(out, m.paires(cs, largeur)...)
	}
	if len(out) == 0 {
		return nil
	}
	out[0].avant = 6
	for i := range out[:len(out)-1] {
		out[i].lie = len(out) <= 7
	}
	return out
}

// paires puts each value under its label; a value too long for a page falls back on rows.
func (m *metteur) paires(cs []cellule, largeur float64) []boite {
	h := 0.0
	for k := 0; k+1 < len(cs); k += 2 {
		h = max(h, cs[k].hauteur()+cs[k+1].hauteur())
	}
	if h > 240 {
		var out []boite
		for _, c := range cs {
			out = append(out, m.rangee([]cellule{c}, 1, largeur, false)...)
		}
		return out
	}
	return []boite{{h: h + 5, tracer: func(x, y float64) []trait {
		var out []trait
		for k := 0; k+1 < len(cs); k += 2 {
			out = append(out, cs[k].tracer(x, y)...)
			out = append(out, cs[k+1].tracer(x, y+cs[k].hauteur())...)
		}
		return out
	}}}
}

// cellule is composed text at its place in a row.
type cellule struct {
	lignes  []ligneTexte
	r       reglage
	x, l    float64
	adroite bool
}

func (c cellule) hauteur() float64 { return float64(len(c.lignes)) * c.r.interligne }

func (c cellule) tracer(x, y float64) []trait {
	var out []trait
	for i, l := range c.lignes {
		dx := c.x
		if c.adroite {
			dx += c.l - l.largeur
		}
		out = append(out, tracerLigne(l, c.r, x+dx, y+float64(i)*c.r.interligne)...)
	}
	return out
}

// Taller rows are cut line by line.
const rangeeMax = 190.0

// rangee makes the boxes of a row: one, or one per line when the row is very tall.
func (m *metteur) rangee(cs []cellule, marge, largeur float64, filet bool) []boite {
	n, h := 0, 0.0
	for _, c := range cs {
		n = max(n, len(c.lignes))
		h = max(h, c.hauteur())
	}
	fin := func(x, y float64) []trait {
		if !filet {
			return nil
		}
		return []trait{traitLigne{x, y, x + largeur, y, grisFilet, 0.45, false}}
	}
	if h <= rangeeMax {
		total := h + 2*marge
		return []boite{{h: total, tracer: func(x, y float64) []trait {
			var out []trait
			for _, c := range cs {
				out = append(out, c.tracer(x, y+marge)...)
			}
			return append(out, fin(x, y+total)...)
		}}}
	}
	out := make([]boite, n)
	for i := range n {
		pas, haut, bas := 0.0, 0.0, 0.0
		var bouts []cellule
		for _, c := range cs {
			pas = max(pas, c.r.interligne)
			if i < len(c.lignes) {
				c.lignes = c.lignes[i : i+1]
				bouts = append(bouts, c)
			}
		}
		if i == 0 {
			haut = marge
		}
		if i == n-1 {
			bas = marge
		}
		total := haut + pas + bas
		out[i] = boite{h: total, lie: i == 0 || i == n-2, tracer: func(x, y float64) []trait {
			var t []trait
			for _, c := range bouts {
				t = append(t, c.tracer(x, y+haut)...)
			}
			if bas > 0 {
				t = append(t, fin(x, y+total)...)
			}
			return t
		}}
	}
	return out
}

func largeursColonnes(cols []Colonne, largeur float64) []float64 {
	somme := 0.0
	for _, c := range cols {
		somme += c.Poids
	}
	out := make([]float64, len(cols))
	for i, c := range cols {
		out[i] = largeur * c.Poids / somme
	}
	return out
}

// enTeteTable is the header row of a table.
func (m *metteur) enTeteTable(cols []Colonne, ls []float64, largeur float64) boite {
	const pad = 4.0
	var cs []cellule
	x, h := 0.0, 0.0
	for i, c := range cols {
		cel := cellule{m.p.composer([]Fragment{{Texte: c.Titre}}, styleEntete, ls[i]-2*pad, false), styleEntete, x + pad, ls[i] - 2*pad, c.Droite}
		h = max(h, cel.hauteur())
		cs = append(cs, cel)
		x += ls[i]
	}
	total := h + 7
	return boite{h: total, lie: true, tracer: func(x, y float64) []trait {
		out := []trait{traitRect{x: x, y: y, l: largeur, h: total, c: grisFond}}
		for _, c := range cs {
			out = append(out, c.tracer(x, y+3.5+h-c.hauteur())...)
		}
		return append(out, traitLigne{x, y + total, x + largeur, y + total, bleu, 0.8, false})
	}}
}

func (m *metteur) tableau(b Tableau, largeur float64) []boite {
	const pad = 4.0
	ls := largeursColonnes(b.Colonnes, largeur)
	entete := m.enTeteTable(b.Colonnes, ls, largeur)
	out := []boite{entete}
	for i, ligne := range b.Lignes {
		var cs []cellule
		x := 0.0
		for j, c := range ligne {
			l := ls[j]
			if b.Total && i == len(b.Lignes)-1 && j == 0 && len(c) > 0 {
				l = largeurTotal(ligne, ls)
			}
			cs = append(cs, cellule{m.p.composer(c, styleTable, l-2*pad, m.projet), styleTable, x + pad, l - 2*pad, b.Colonnes[j].Droite})
			x += ls[j]
		}
		rangs := m.rangee(cs, 3.4, largeur, true)
		for k := range rangs {
			rangs[k].entete = &entete
		}
		// A short table stays whole; a long one shows two rows at least at either side.
		n := len(b.Lignes)
		if i < n-1 && (n <= 4 || i == 0 || i == n-2) {
			rangs[len(rangs)-1].lie = true
		}
		out = append(out, rangs...)
	}
	out[0].avant = 7
	return out
}

// largeurTotal lets the label of a total run over the empty cells that follow it.
func largeurTotal(ligne []Cellule, ls []float64) float64 {
	l := ls[0]
	for j := 1; j < len(ligne) && len(ligne[j]) == 0; j++ {
		l += ls[j]
	}
	return l
}

func (m *metteur) signature(b Signature, largeur float64) []boite {
	l := largeur * 0.52
	gauche := largeur - l
	var frags []Fragment
	frags = append(frags, b.Lieu...)
	if b.Nom != "" {
		frags = append(frags, Fragment{Texte: "\n" + b.Nom, Marque: Gras})
	} else {
		frags = append(frags, Fragment{Texte: "\nsignataire non renseigné", Marque: Manque})
	}
	if b.Fonction != "" {
		frags = append(frags, Fragment{Texte: "\n" + b.Fonction})
	}
	ls := m.p.composer(frags, styleFiche, l, m.projet)
	const place = 64.0
	const blanc = 24.0
	h := float64(len(ls))*styleFiche.interligne + place
	autre := m.p.composer([]Fragment{{Texte: "\n"}, {Texte: b.Autre, Marque: Gras}}, styleFiche, gauche-blanc, m.projet)
	return []boite{{h: h, avant: 20, tracer: func(x, y float64) []trait {
		c := cellule{ls, styleFiche, gauche, l, false}
		out := c.tracer(x, y)
		yb := y + c.hauteur() + 6
		if b.Autre != "" {
			out = append(out, (&cellule{autre, styleFiche, 0, gauche - blanc, false}).tracer(x, y)...)
			out = append(out, tracerLigne(ligneTexte{bouts: []bout{{0, 0, "Signature", styleNote.aspect(0, false)}}}, styleNote, x, yb)...)
			out = append(out, traitLigne{x, y + h - 2, x + gauche - blanc, y + h - 2, grisFilet, 0.6, false})
		}
		out = append(out, tracerLigne(ligneTexte{bouts: []bout{{0, 0, "Signature", styleNote.aspect(0, false)}}}, styleNote, x+gauche, yb)...)
		return append(out, traitLigne{x + gauche, y + h - 2, x + largeur, y + h - 2, grisFilet, 0.6, false})
	}}}
}

func (m *metteur) enTete(b EnTete, largeur float64) []boite {
	nom := reglage{sansGras, sansGras, sansGras, 15, 19, bleu}
	petit := reglage{sans, sansItalique, sansGras, 8.6, 11.4, grisTexte}
	x0, hLogo := 0.0, 0.0
	var lLogo float64
	if l, h := tailleImage(b.Logo); len(b.Logo) > 0 && l > 0 && h > 0 {
		hLogo, lLogo = 46, 46*l/h
		if lLogo > 120 {
			hLogo, lLogo = 120*h/l, 120
		}
		m.images["logo"] = b.Logo
		x0 = lLogo + 14
	}
	droite := 170.0
	ln := m.p.composer([]Fragment{{Texte: b.Nom}}, nom, largeur-x0-droite-12, false)
	ll := m.p.composer([]Fragment{{Texte: strings.Join(b.Lignes, "\n")}}, petit, largeur-x0-droite-12, false)
	cote := append([]string{}, b.Cote...)
	if b.Habilite != "" {
		cote = append(cote, b.Habilite)
	}
	lc := m.p.composer([]Fragment{{Texte: strings.Join(cote, "\n")}}, petit, droite, false)
	cn := cellule{ln, nom, x0, largeur - x0 - droite - 12, false}
	cl := cellule{ll, petit, x0, largeur - x0 - droite - 12, false}
	cc := cellule{lc, petit, largeur - droite, droite, true}
	h := max(hLogo, cn.hauteur()+cl.hauteur(), cc.hauteur()) + 9
	return []boite{{h: h, tracer: func(x, y float64) []trait {
		var out []trait
		if hLogo > 0 {
			out = append(out, traitImage{"logo", x, y, lLogo, hLogo})
		}
		out = append(out, cn.tracer(x, y)...)
		out = append(out, cl.tracer(x, y+cn.hauteur())...)
		out = append(out, cc.tracer(x, y+4)...)
		return append(out, traitLigne{x, y + h, x + largeur, y + h, bleu, 1.1, false})
	}}}
}

// question draws one entry of the paper form.
func (m *metteur) question(b Question, largeur float64) []boite {
	gauche := largeur * 0.36
	if largeur < largeurUt/2 {
		gauche = largeur * 0.58
	}
	label := []Fragment{{Texte: b.Libelle}}
	if b.Si != "" {
		label = append(label, Fragment{Texte: "\n" + b.Si, Marque: Italique | Discret})
	}
	cl := cellule{m.p.composer(label, styleTable, gauche-12, false), styleTable, 0, gauche - 12, false}
	l := largeur - gauche
	var options cellule
	if len(b.Options) > 0 {
		var frags []Fragment
		for i, o := range b.Options {
			if i > 0 {
				frags = append(frags, Fragment{Texte: francais.Insecable + francais.Insecable + " "})
			}
			frags = append(frags, Fragment{Texte: "☐" + francais.Insecable + strings.ReplaceAll(o, " ", francais.Insecable)})
		}
		r := styleTable
		r.interligne = 13.5
		options = cellule{m.p.composer(frags, r, l, false), r, gauche, l, false}
	}
	lignes := b.Lignes
	if len(b.Options) == 0 && lignes == 0 {
		lignes = 1
	}
	const pas = 17.0
	h := max(cl.hauteur(), options.hauteur()+float64(lignes)*pas) + 5
	return []boite{{h: h, avant: 1, tracer: func(x, y float64) []trait {
		out := cl.tracer(x, y+2)
		out = append(out, options.tracer(x, y+2)...)
		fin := x + largeur
		if b.Unite != "" && lignes == 1 {
			lu := m.p.largeur(b.Unite, sans, 8.9)
			out = append(out, traitTexte{fin - lu, y + 12.5, b.Unite, sans, 8.9, grisTexte})
			fin -= lu + 4
		}
		for i := range lignes {
			yl := y + options.hauteur() + float64(i+1)*pas - 2
			out = append(out, traitLigne{x + gauche, yl, fin, yl, grisTexte, 0.5, true})
		}
		return out
	}}}
}

func (m *metteur) grilleLignes(b GrilleLignes, largeur float64) []boite {
	ls := largeursColonnes(b.Colonnes, largeur)
	entete := m.enTeteTable(b.Colonnes, ls, largeur)
	entete.avant = 4
	var out []boite
	if b.Aucun != "" {
		out = m.lignes([]Fragment{{Texte: "☐" + francais.Insecable + b.Aucun}}, styleTable, largeur, 2, false)
		out[len(out)-1].lie = true
	}
	out = append(out, entete)
	for i := range b.Lignes {
		const h = 25.0
		out = append(out, boite{h: h, lie: i < b.Lignes-1, tracer: func(x, y float64) []trait {
			t := []trait{traitLigne{x, y + h, x + largeur, y + h, grisTexte, 0.5, false}}
			dx := 0.0
			for _, l := range ls[:len(ls)-1] {
				dx += l
				t = append(t, traitLigne{x + dx, y, x + dx, y + h, grisFilet, 0.5, false})
			}
			return t
		}})
	}
	return out
}

// paginer puts boxes on pages and tells on which page each anchor stands (from 1).
func paginer(bs []boite) (pages []page, ancres map[string]int) {
	ancres = map[string]int{}
	courante := page{}
	y := margeH
	nouvelle := func() {
		pages = append(pages, courante)
		courante, y = page{}, margeH
	}
	poser := func(b boite) {
		if y > margeH {
			y += b.avant
		} else if b.entete != nil {
			courante = append(courante, b.entete.tracer(margeG, y)...)
			y += b.entete.h
		}
		if b.ancre != "" && ancres[b.ancre] == 0 {
			ancres[b.ancre] = len(pages) + 1
		}
		courante = append(courante, b.tracer(margeG, y)...)
		y += b.h
	}
	for i := 0; i < len(bs); {
		if bs[i].saut {
			if y > margeH {
				nouvelle()
			}
			i++
			continue
		}
		j, h := i, 0.0
		for {
			if j > i {
				h += bs[j].avant
			}
			h += bs[j].h
			if !bs[j].lie || j+1 == len(bs) || bs[j+1].saut {
				break
			}
			j++
		}
		if y > margeH && y+bs[i].avant+h > basUtile && h <= basUtile-margeH-30 {
			nouvelle()
		}
		for ; i <= j; i++ {
			if y > margeH && y+bs[i].avant+bs[i].h > basUtile {
				nouvelle()
			}
			poser(bs[i])
		}
	}
	return append(pages, courante), ancres
}
