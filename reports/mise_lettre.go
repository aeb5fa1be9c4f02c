package reports

import "strings"

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
