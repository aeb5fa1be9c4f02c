package data

import (
	"strings"
	"unicode/utf8"

	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Extracteur shows the text of a dossier that holds most of the words asked: the first of
// those it is handed, in their order.
type Extracteur struct {
	Mots       []string // as MotsRequete cuts them
	Trouvaille *Trouvaille
	meilleur   int
}

// Essayer looks at one text.
func (x *Extracteur) Essayer(texte string) {
	if n := compterMots(texte, x.Mots); n > x.meilleur {
		x.meilleur = n
		montrer(x.Trouvaille, texte, x.Mots)
	}
}

// Reponses looks at the texts of answers, in the order of the form.
func (x *Extracteur) Reponses(svc *trame.Service, r trame.Reponses) {
	for _, sec := range svc.Sections {
		rub := r[sec.Cle]
		if rub == nil {
			continue
		}
		fiches := []map[string]any{rub.Valeurs}
		for _, l := range rub.Lignes {
			fiches = append(fiches, l.Valeurs)
		}
		for _, valeurs := range fiches {
			for _, c := range sec.Champs {
				if s, ok := valeurs[c.Cle].(string); ok && c.EnMots() {
					x.Essayer(s)
				}
			}
		}
	}
}

const autour = 60 // bytes shown at either side of a hit

func compterMots(texte string, mots []string) int {
	plie := " " + identite.Plier(texte)
	n := 0
	for _, m := range mots {
		if strings.Contains(plie, " "+m) {
			n++
		}
	}
	return n
}

// montrer cuts a text around the first word it holds of those asked, the last first.
func montrer(tr *Trouvaille, texte string, mots []string) {
	plie, pos := identite.PlierAvecPositions(texte)
	for k := len(mots) - 1; k >= 0; k-- {
		i := strings.Index(" "+plie, " "+mots[k])
		if i < 0 {
			continue
		}
		a, z := pos[i], pos[min(i+len(mots[k]), len(pos)-1)]
		debut, fin := max(a-autour, 0), min(z+autour, len(texte))
		for debut > 0 && !utf8.RuneStart(texte[debut]) {
			debut--
		}
		for fin < len(texte) && !utf8.RuneStart(texte[fin]) {
			fin++
		}
		tr.Extrait, tr.Debut, tr.Fin = texte[debut:fin], a-debut, z-debut
		return
	}
}
