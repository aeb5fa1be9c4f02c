package trame

import "slices"

// MotifRetenu is a reason that holds, with its references as they read at the date of
// the request.
type MotifRetenu struct {
	Cle      string
	Niveau   *Niveau
	Texte    string
	Articles []*Article
}

// Qualifiee is the result of the qualification. When APreciser is true the law cannot
// be applied yet: Manques says which answers are missing; the reasons that already hold
// are given all the same.
type Qualifiee struct {
	Titre     string
	Niveau    *Niveau // nil when APreciser
	APreciser bool
	Motifs    []MotifRetenu
	Manques   []string
}

// APreciser is the key of the level that is not known yet.
const APreciser = "a-preciser"

// Cle returns the key of the level, or APreciser.
func (q Qualifiee) Cle() string {
	if q.Niveau == nil {
		return APreciser
	}
	return q.Niveau.Cle
}

// Libelle returns the label of the level.
func (q Qualifiee) Libelle() string {
	if q.Niveau == nil {
		return "À préciser"
	}
	return q.Niveau.Libelle
}

// Qualification examines what the law makes of the request. A reason that holds for a
// level settles it only if no heavier level is still undecided.
func (ex *Examen) Qualification() *Qualifiee {
	q := ex.s.Qualification
	if q == nil {
		return nil
	}
	out := &Qualifiee{Titre: q.Titre}
	rang := func(cle string) int {
		return slices.IndexFunc(q.Niveaux, func(n *Niveau) bool { return n.Cle == cle })
	}
	meilleur, doute := len(q.Niveaux), len(q.Niveaux)
	var manques []string
	for _, m := range q.Motifs {
		r := rang(m.Donne)
		switch v := ex.eval(m.Si, nil, nil).(type) {
		case *Inconnu:
			doute = min(doute, r)
			manques = append(manques, v.Manques...)
		case bool:
			if v {
				meilleur = min(meilleur, r)
				out.Motifs = append(out.Motifs, motif(ex, m))
			}
		}
	}
	switch {
	case doute < meilleur:
		out.APreciser = true
		out.Manques = uniques(manques)
	case meilleur < len(q.Niveaux):
		out.Niveau = q.Niveaux[meilleur]
	default:
		out.Niveau = q.Niveaux[rang(q.Defaut.Donne)]
		out.Motifs = []MotifRetenu{motif(ex, &q.Defaut)}
	}
	return out
}

func motif(ex *Examen, m *Motif) MotifRetenu {
	out := MotifRetenu{Cle: m.Cle, Texte: m.Texte}
	for _, n := range ex.s.Qualification.Niveaux {
		if n.Cle == m.Donne {
			out.Niveau = n
		}
	}
	for _, cle := range m.Articles {
		out.Articles = append(out.Articles, ex.Article(cle))
	}
	return out
}

// Article returns a reference as it reads at the date of the request.
func (ex *Examen) Article(cle string) *Article { return ex.s.Tables.Article(cle, ex.JourDroit()) }
