package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports/porte"
)

// tables makes tables of rows.
type tables struct{ *vue }

type colonne struct {
	Colonne
	champs []string
}

// lireFiltre reads « si:etat=prevue,tenue »: only the rows with one of these answers.
func lireFiltre(s string) (champ string, cles []string, ok bool) {
	reste, ok := strings.CutPrefix(s, "si:")
	if !ok {
		return "", nil, false
	}
	champ, valeurs, ok := strings.Cut(reste, "=")
	return champ, strings.Split(valeurs, ","), ok
}

// lireColonne reads « contact+lien|Personne|3|droite ».
func lireColonne(s string) (colonne, error) {
	parts := strings.Split(s, "|")
	if len(parts) < 3 {
		return colonne{}, fmt.Errorf("une colonne s’écrit « champ|Titre|largeur », pas « %s »", s)
	}
	poids, err := strconv.ParseFloat(parts[2], 64)
	if err != nil || poids <= 0 {
		return colonne{}, fmt.Errorf("la largeur de la colonne « %s » doit être un nombre", s)
	}
	return colonne{
		Colonne: Colonne{Titre: parts[1], Poids: poids, Droite: len(parts) > 3 && parts[3] == "droite"},
		champs:  strings.Split(parts[0], "+"),
	}, nil
}

// champsDe gives the fields that a column or a filter of a table names.
func champsDe(sec *trame.Section, texte string) ([]*trame.Champ, error) {
	if champ, cles, ok := lireFiltre(texte); ok {
		ch := sec.Champ(champ)
		if ch == nil || slices.ContainsFunc(cles, func(k string) bool { return ch.Option(k) == nil }) {
			return nil, fmt.Errorf("« %s » ne désigne pas des réponses de « %s »", texte, sec.Cle)
		}
		return []*trame.Champ{ch}, nil
	}
	col, err := lireColonne(texte)
	if err != nil {
		return nil, err
	}
	var out []*trame.Champ
	for _, cle := range col.champs {
		if slices.Contains(colonnesPropres, cle) {
			continue
		}
		if quoi, champ, ok := strings.Cut(cle, ":"); ok && (quoi == "age" || quoi == "statut") {
			cle = champ
		}
		ch := sec.Champ(cle)
		if ch == nil {
			return nil, fmt.Errorf("le champ « %s.%s » n’existe pas", sec.Cle, cle)
		}
		out = append(out, ch)
	}
	return out, nil
}

// colonnesPropres are the columns that are no field.
var colonnesPropres = []string{"n", "qui", "blanc", "statut"}

// tableau makes a table of the rows of a repeated section. Columns are texts; an answer
// among the arguments makes a total row. Without rows it says so in one line.
func (v tables) tableau(cle string, args ...any) ([]Bloc, error) {
	sec := v.s.Section(cle)
	if sec == nil {
		return nil, fmt.Errorf("la section « %s » n’existe pas", cle)
	}
	if v.p.Applicable(sec) == trame.Non {
		return []Bloc{}, nil
	}
	rows := v.lignes(sec)
	if len(rows) == 0 {
		texte := Fragment{Texte: v.fixe(sec.Titre) + francais.Insecable + ": " + nonRenseigne + ".", Marque: Manque}
		if v.p.DitAucun(sec) {
			texte = Fragment{Texte: v.fixe(sec.Aucun)}
		}
		return []Bloc{Paragraphe{Texte: []Fragment{texte}}}, nil
	}
	t := Tableau{}
	var cols []colonne
	var total *Valeur
	for _, a := range args {
		switch a := a.(type) {
		case string:
			if _, err := champsDe(sec, a); err != nil {
				return nil, err
			}
			if champ, cles, ok := lireFiltre(a); ok {
				rows = slices.DeleteFunc(slices.Clone(rows), func(l *porte.Ligne) bool {
					s, _ := v.p.Valeur(sec.Champ(champ), l).(string)
					return !slices.Contains(cles, s)
				})
				continue
			}
			c, err := lireColonne(a)
			if err != nil {
				return nil, err
			}
			cols = append(cols, c)
			c.Titre = v.fixe(c.Titre)
			t.Colonnes = append(t.Colonnes, c.Colonne)
		case Valeur:
			total = &a
		}
	}
	if len(rows) == 0 { // none of them is of the kind that is shown
		return []Bloc{Paragraphe{Texte: []Fragment{{Texte: "Aucune ligne à porter ici."}}}}, nil
	}
	for i, l := range rows {
		var ligne []Cellule
		for _, c := range cols {
			ligne = append(ligne, v.cellule(sec, l, i, c))
		}
		t.Lignes = append(t.Lignes, ligne)
	}
	if total != nil {
		t.Total = true
		t.Lignes = append(t.Lignes, v.ligneTotal(cols, *total))
	}
	return []Bloc{t}, nil
}

func (v tables) cellule(sec *trame.Section, l *porte.Ligne, i int, c colonne) Cellule {
	var out Cellule
	for _, cle := range c.champs {
		var f []Fragment
		switch cle {
		case "n":
			f = []Fragment{{Texte: strconv.Itoa(i + 1)}}
		case "qui":
			f = []Fragment{{Texte: v.qui(sec, l)}}
		case "blanc": // room to write or to sign by hand
			f = []Fragment{{Texte: francais.Insecable + "\n" + francais.Insecable + "\n" + francais.Insecable}}
		case "statut":
			f = []Fragment{v.statut(sec.Cle + "." + l.ID())}
		default:
			if special, ok := v.special(sec, l, cle); ok {
				f = special
				break
			}
			ch := sec.Champ(cle)
			if v.p.Cache(ch) {
				continue
			}
			val := v.valeur(ch, l)
			if !val.renseignee() && len(c.champs) > 1 && !v.exige(val) {
				continue
			}
			f = v.avecStatut(v.court(val), val)
		}
		if len(f) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, Fragment{Texte: "\n"})
			f = marquer(f, Discret)
		}
		out = append(out, f...)
	}
	return out
}

func (v tables) ligneTotal(cols []colonne, total Valeur) []Cellule {
	ligne := make([]Cellule, len(cols))
	ligne[0] = Cellule{{Texte: v.fixe(total.champ.Libelle), Marque: Gras}}
	for i, c := range cols {
		if !c.Droite {
			continue
		}
		if total.renseignee() {
			ligne[i] = marquer(v.fragments(total), Gras)
		} else {
			ligne[i] = Cellule{{Texte: "non calculable", Marque: Manque | Discret}}
		}
	}
	return ligne
}

// cellulesSpeciales: « age:champ » and « statut:champ » in a column of a table.
func (v tables) special(sec *trame.Section, l *porte.Ligne, cle string) ([]Fragment, bool) {
	quoi, champ, ok := strings.Cut(cle, ":")
	if !ok {
		return nil, false
	}
	c := sec.Champ(champ)
	if v.p.Cache(c) {
		return nil, true
	}
	val := v.valeur(c, l)
	switch quoi {
	case "age":
		if s, ok := val.v.(string); ok {
			return []Fragment{{Texte: francais.AgeEnLettres(s, v.jour())}}, true
		}
		return nil, true
	case "statut":
		return preuves(v).appuis(val), true
	}
	return nil, false
}
