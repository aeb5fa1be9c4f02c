package reports

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
