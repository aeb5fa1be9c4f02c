package reports

import "justicepartage/data/francais"

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
