package reports

import (
	"fmt"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// grilles makes the form to fill by hand.
type grilles struct{ *vue }

// grille makes the form to fill by hand, where no computer may enter: the questions of
// the screen, in the order of the screen, so that typing them in afterwards follows the
// paper.
func (v grilles) grille() []Bloc {
	var out []Bloc
	for _, sec := range v.s.Sections {
		if !sec.DansGrille() {
			continue
		}
		titre := sec.Titre
		if sec.Lettre != "" {
			titre = sec.Lettre + ". " + titre
		}
		out = append(out, Titre{Niveau: 2, Texte: []Fragment{{Texte: francais.Typographie(titre)}}, Ancre: sec.Cle})
		if sec.Repetee {
			out = append(out, v.grilleLignes(sec))
			continue
		}
		for _, c := range sec.Champs {
			if c.DansGrille() {
				out = append(out, v.question(c))
			}
		}
	}
	return out
}

func (v grilles) grilleLignes(sec *trame.Section) Bloc {
	g := GrilleLignes{Lignes: max(sec.GrilleLignes, 2), Aucun: francais.Typographie(sec.Aucun)}
	for _, c := range sec.Champs {
		if c.DansGrille() {
			g.Colonnes = append(g.Colonnes, Colonne{Titre: francais.Typographie(c.Libelle), Poids: c.Papier().Poids})
		}
	}
	return g
}

func (v grilles) question(c *trame.Champ) Bloc {
	p := c.Papier()
	q := Question{Libelle: francais.Typographie(c.Libelle), Unite: p.Unite, Si: v.siEnMots(c), Courte: p.Courte, Lignes: p.Lignes}
	if p.Cases {
		for _, o := range c.Choix() {
			q.Options = append(q.Options, francais.Typographie(o.Libelle))
		}
	}
	return q
}

// siEnMots tells when a question applies, if it hangs on one simple answer. Anything
// more involved is left to the person who asks.
func (v grilles) siEnMots(c *trame.Champ) string {
	chemin, cles, ok := trame.ConditionSimple(c.Si)
	if !ok {
		return ""
	}
	sec, cle, _ := strings.Cut(chemin, ".")
	de := v.s.Champ(sec, cle)
	if de == nil {
		return ""
	}
	var noms []string
	for _, k := range cles {
		for _, o := range de.Choix() {
			if o.Cle == k {
				noms = append(noms, "« "+o.Libelle+" »")
			}
		}
	}
	if len(noms) == 0 || len(noms) > 3 {
		return ""
	}
	return francais.Typographie(fmt.Sprintf("si %s : %s", francais.Minuscule(de.Libelle), francais.ListeOu(noms)))
}
