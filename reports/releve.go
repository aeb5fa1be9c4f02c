package reports

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
)

// Releve prints a statement: a table over the period, with its totals.
func (a *Atelier) Releve(assoc data.Association, r *data.Releve, le time.Time) ([]byte, error) {
	texte := func(s string) []Fragment { return []Fragment{{Texte: imprimable(s)}} }
	t := Tableau{}
	for _, c := range r.Colonnes {
		t.Colonnes = append(t.Colonnes, Colonne{Titre: francais.Typographie(c.Titre), Poids: 1, Droite: c.Chiffree()})
	}
	for _, row := range r.Lignes {
		var l []Cellule
		for i, v := range row {
			l = append(l, texte(r.Colonnes[i].Ecrire(v)))
		}
		t.Lignes = append(t.Lignes, l)
	}
	if totaux, ok := totaux(r); ok {
		var l []Cellule
		for i := range r.Colonnes {
			switch {
			case r.Colonnes[i].Total:
				l = append(l, texte(r.Colonnes[i].Ecrire(totaux[i])))
			case i == 0:
				l = append(l, texte("Total"))
			default:
				l = append(l, nil)
			}
		}
		t.Lignes = append(t.Lignes, l)
		t.Total = true
	}
	blocs := append(lettre{&vue{d: Demande{Association: assoc}}}.entete(),
		Titre{Niveau: 1, Texte: texte(r.Titre)},
		Paragraphe{Style: "sous-titre", Texte: texte("Du " + francais.Date(r.Du) + " au " + francais.Date(r.Au) +
			" – " + francais.Pluriel(len(r.Lignes), "ligne", "lignes"))})
	if len(r.Lignes) == 0 {
		blocs = append(blocs, Paragraphe{Texte: texte("Rien sur cette période.")})
	} else {
		blocs = append(blocs, t)
	}
	if r.Note != "" {
		blocs = append(blocs, Paragraphe{Style: "note", Texte: texte(r.Note)})
	}
	m := &metteur{p: a.p, images: map[string][]byte{}}
	pages, _ := paginer(m.blocs(blocs, largeurUt))
	return a.p.ecrire(pages, m.images, metadonnees{titre: r.Titre, auteur: assoc.Nom, sujet: "Relevé", date: le})
}

// CSV writes a statement for a spreadsheet: semicolons and decimal commas, as French ones
// read them, after a byte order mark.
func CSV(r *data.Releve) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	var tete []string
	for _, c := range r.Colonnes {
		tete = append(tete, c.Titre)
	}
	rows := [][]string{tete}
	for _, row := range r.Lignes {
		var l []string
		for _, v := range row {
			switch v := v.(type) {
			case float64:
				l = append(l, strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1))
			case string:
				l = append(l, sansFormule(v))
			default:
				l = append(l, "")
			}
		}
		rows = append(rows, l)
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// sansFormule keeps a spreadsheet from running what somebody typed.
func sansFormule(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// totaux adds the columns up; what is not known is not zero, and adds nothing.
func totaux(r *data.Releve) ([]any, bool) {
	out, un := make([]any, len(r.Colonnes)), false
	for i, c := range r.Colonnes {
		if !c.Total {
			continue
		}
		un = true
		somme := 0.0
		for _, row := range r.Lignes {
			f, _ := row[i].(float64)
			somme += f
		}
		out[i] = somme
	}
	return out, un && len(r.Lignes) > 0
}
