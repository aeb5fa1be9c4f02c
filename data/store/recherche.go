package store

import (
	"context"
	"strings"
	"unicode/utf8"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Two full-text indexes: identity (names, phones, dates of birth, numbers), asked at each
// key, and texts, asked after a pause. Words are folded before they go in and before
// they are asked; answers come newest first, which needs no ranking of many hits.

// motsPersonne are the words under which a person is found: each word of the names, and
// the ends of each name joined (delatour, latour), since « De La Tour » is also typed so.
func motsPersonne(p data.Personne) []string {
	noms := []string{p.Nom, p.NomUsage}
	// Compound first names are joined one by one: « Marie-Ange Louise » is also marieange.
	noms = append(noms, strings.FieldsFunc(p.Prenoms, func(r rune) bool { return r == ' ' || r == ',' })...)
	var out []string
	for _, nom := range noms {
		mots := identite.Mots(nom)
		out = append(out, mots...)
		for i := range len(mots) - 1 {
			out = append(out, strings.Join(mots[i:], ""))
		}
		if len(mots) > 2 {
			out = append(out, identite.CleNom(nom))
		}
	}
	if j := strings.ReplaceAll(p.Naissance, "-", ""); len(j) == 8 {
		out = append(out, j, j[6:]+j[4:6]+j[:4]) // 19900103 and, as it is typed, 03011990
	}
	for _, tel := range p.Telephones {
		out = append(out, motsTelephone(tel)...)
	}
	return out
}

// motsTelephone: whole, without its 0, and by its last pairs of digits.
func motsTelephone(tel string) []string {
	out := []string{strings.TrimPrefix(tel, "+")}
	if court, ok := strings.CutPrefix(tel, "0"); ok {
		out = append(out, court)
		for n := len(tel) - 2; n >= 4; n -= 2 {
			out = append(out, tel[len(tel)-n:])
		}
	}
	return out
}

// motsNumeros are the words of the numbers of a dossier: « 2026-ESR-0012 » is found
// whole, by « esr 12 » and by « 0012 ».
func motsNumeros(d *data.Dossier) []string {
	mots := identite.Mots(d.Numero)
	out := append(mots, strings.Join(mots, ""))
	if n := strings.TrimLeft(mots[len(mots)-1], "0"); n != "" {
		out = append(out, n)
	}
	if p := identite.CleNom(d.NumeroParquet); p != "" {
		out = append(out, p)
	}
	return out
}

// textes gathers what was written in words in a dossier, folded.
func textes(ex *trame.Examen) string {
	var sb strings.Builder
	for _, sec := range ex.Service().Sections {
		for _, l := range ex.Fiches(sec) {
			for _, c := range sec.Champs {
				if c.EnMots() {
					if s, ok := ex.Valeur(c, l).(string); ok {
						sb.WriteString(identite.Plier(s))
						sb.WriteByte(' ')
					}
				}
			}
		}
	}
	return sb.String()
}

// ChercherIdentite finds dossiers by what people type of a name, a phone, a date of
// birth or a number. Whole words come before beginnings of words, newest first.
func (s recherche) ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error) {
	var out []data.Resume
	err := s.lireIdentite(ctx, func(t *tx) error {
		vus := map[int64]bool{}
		for _, exacte := range []bool{true, false} {
			q := requeteIdentite(texte, t.civil(), exacte)
			if q == "" || len(out) >= limite {
				return nil
			}
			l, err := trouver(t, "recherche_identite", q, limite)
			if err != nil {
				return err
			}
			for _, r := range l {
				if !vus[r.ID] && len(out) < limite {
					vus[r.ID] = true
					out = append(out, r)
				}
			}
		}
		return nil
	})
	return out, err
}

// motService is the word that marks the service of a dossier in the two indexes, so that
// an account limited to some services does not read through the others. Its letters are
// of the private area: nothing that is typed folds to them.
func motService(id string) string {
	return "\ue000" + strings.NewReplacer("-", "\ue001", "_", "\ue002").Replace(id)
}

func trouver(t *tx, table, q string, limite int) ([]data.Resume, error) {
	portee, args := t.portee()
	if table != "recherche_identite" {
		portee, args = t.porteeContenu()
	}
	var services []string
	for _, id := range t.compte.Services {
		services = append(services, `"`+motService(id)+`"`)
	}
	if services != nil {
		q = "(" + strings.Join(services, " OR ") + ") AND (" + q + ")"
	}
	var out []data.Resume
	err := t.lignes("SELECT "+colonnesResume+`
		FROM `+table+` JOIN dossier d ON d.id = `+table+`.rowid
		WHERE `+table+` MATCH ?`+portee+`
		ORDER BY `+table+`.rowid DESC
		LIMIT ?`, append(append([]any{q}, args...), limite), func(scan func(...any) error) error {
		r, err := lireResume(scan)
		out = append(out, r)
		return err
	})
	return out, err
}

// ChercherTexte finds dossiers by what was written in them and in their journal, newest
// first. A text shorter than three letters finds nothing.
func (s recherche) ChercherTexte(ctx context.Context, texte string, limite int) ([]data.Trouvaille, error) {
	mots := motsRequete(texte)
	var q []string
	for i, m := range mots {
		etoile := ""
		if i == len(mots)-1 && utf8.RuneCountInString(m) >= 3 {
			etoile = "*"
		}
		q = append(q, `"`+m+`"`+etoile)
	}
	var out []data.Trouvaille
	if len(strings.Join(mots, "")) < 3 {
		return nil, s.lireContenu(ctx, func(*tx) error { return nil })
	}
	err := s.lireContenu(ctx, func(t *tx) error {
		l, err := trouver(t, "recherche_texte", strings.Join(q, " AND "), limite)
		if err != nil {
			return err
		}
		for _, r := range l {
			tr := data.Trouvaille{Resume: r}
			if err := extraire(t, &tr, mots); err != nil {
				return err
			}
			out = append(out, tr)
		}
		return nil
	})
	return out, err
}

// extraire shows the text of a dossier that holds most of the words asked, in the order
// of the form, or its journal.
func extraire(t *tx, tr *data.Trouvaille, mots []string) error {
	d, svc, err := t.lireDossier(tr.Numero)
	if err != nil {
		return err
	}
	meilleur := 0
	essayer := func(texte string) {
		if n := compterMots(texte, mots); n > meilleur {
			meilleur = n
			montrer(tr, texte, mots)
		}
	}
	for _, sec := range svc.Sections {
		rub := d.Reponses[sec.Cle]
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
					essayer(s)
				}
			}
		}
	}
	return t.lignes("SELECT texte FROM evenement WHERE dossier = ? ORDER BY le DESC, id DESC", []any{tr.ID}, func(scan func(...any) error) error {
		var texte string
		err := scan(&texte)
		essayer(texte)
		return err
	})
}

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

const autour = 60 // bytes shown at either side of a hit

// montrer cuts a text around the first word it holds of those asked, the last first.
func montrer(tr *data.Trouvaille, texte string, mots []string) {
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
