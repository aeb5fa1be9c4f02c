package reports

import (
	"strings"

	"justicepartage/data/francais"
)

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
