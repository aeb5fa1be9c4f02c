package reports

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
