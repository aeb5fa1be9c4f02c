package store

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/saisie"
	"justicepartage/data/trame"
)

// Two full-text indexes: identity (names, phones, dates of birth, numbers), asked at each
// key, and texts, asked after a pause. Words are folded before they go in and before
// they are asked; answers come newest first, which needs no ranking of many hits.

// motsPersonne are the words under which a person is found.
func motsPersonne(p data.Personne) []string {
	var out []string
	for _, nom := range []string{p.Nom, p.NomUsage, p.Prenoms} {
		mots := identite.Mots(nom)
		out = append(out, mots...)
		if joint := strings.Join(mots, ""); len(mots) > 1 {
			out = append(out, joint, identite.CleNom(nom)) // « legoff », « orgeval »
		}
	}
	if p.Naissance != "" {
		out = append(out, strings.ReplaceAll(p.Naissance, "-", ""))
	}
	for _, tel := range p.Telephones {
		out = append(out, motsTelephone(tel)...)
	}
	return out
}

func motsTelephone(tel string) []string {
	out := []string{strings.TrimPrefix(tel, "+")}
	if court, ok := strings.CutPrefix(tel, "0"); ok {
		out = append(out, court, "33"+court)
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
				if c.Type == trame.TypeTexte || c.Type == trame.TypeParagraphe {
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

var (
	reChiffres = regexp.MustCompile(`^\+?[\d\s.()/–-]+$`)
	reDate     = regexp.MustCompile(`^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{8}|\d{6})$`)
)

// requeteIdentite turns what is typed into an FTS5 query, "" when there is nothing to
// look for. exacte asks for whole words only.
func (t *tx) requeteIdentite(texte string, exacte bool) string {
	texte = saisie.Ligne(texte)
	etoile := "*"
	if exacte {
		etoile = ""
	}
	var choix []string
	// A phone or a number, however it is spaced.
	if chiffres := seulsChiffres(texte); reChiffres.MatchString(texte) && len(chiffres) >= 2 {
		chiffres = strings.TrimPrefix(chiffres, "00")
		if strings.HasPrefix(chiffres, "330") { // +33 (0)6…
			chiffres = "33" + chiffres[3:]
		}
		choix = append(choix, `"`+chiffres+`"`+etoile)
	}
	var mots []string
	for _, morceau := range strings.Fields(texte) {
		if reDate.MatchString(morceau) {
			if j, err := saisie.DateNaissance(morceau, t.civil()); err == nil {
				jour := `"` + strings.ReplaceAll(j, "-", "") + `"`
				if plat := identite.CleNom(morceau); plat == morceau { // digits alone may be something else
					jour = "(" + jour + ` OR "` + plat + `"` + etoile + ")"
				}
				mots = append(mots, jour)
				continue
			}
		}
		for _, m := range motsRequete(morceau) {
			mots = append(mots, `"`+m+`"`)
		}
	}
	if n := len(mots); n > 0 {
		if strings.HasSuffix(mots[n-1], `"`) {
			mots[n-1] += etoile
		}
		choix = append(choix, "("+strings.Join(mots, " AND ")+")")
	}
	return strings.Join(choix, " OR ")
}

// motsRequete cuts what is typed into words the way the index does: letters and digits.
// The index keeps no positions, so a word must never look like a phrase to it.
func motsRequete(texte string) []string {
	return strings.FieldsFunc(identite.Plier(texte), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func seulsChiffres(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// ChercherIdentite finds dossiers by what people type of a name, a phone, a date of
// birth or a number. Whole words come before beginnings of words, newest first.
func (s *Session) ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error) {
	var out []data.Resume
	err := s.lireContenu(ctx, func(t *tx) error {
		vus := map[int64]bool{}
		for _, exacte := range []bool{true, false} {
			q := t.requeteIdentite(texte, exacte)
			if q == "" || len(out) >= limite {
				return nil
			}
			l, err := t.trouver("recherche_identite", q, limite)
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

func (t *tx) trouver(table, q string, limite int) ([]data.Resume, error) {
	portee, args := t.s.portee()
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

// Trouvaille is a dossier found by its texts, with the words around the first hit.
type Trouvaille struct {
	data.Resume
	Extrait    string
	Debut, Fin int // of the hit in Extrait, bytes
}

// ChercherTexte finds dossiers by what was written in them and in their journal, newest
// first. A text shorter than three letters finds nothing.
func (s *Session) ChercherTexte(ctx context.Context, texte string, limite int) ([]Trouvaille, error) {
	mots := motsRequete(texte)
	var q []string
	for i, m := range mots {
		etoile := ""
		if i == len(mots)-1 && utf8.RuneCountInString(m) >= 3 {
			etoile = "*"
		}
		q = append(q, `"`+m+`"`+etoile)
	}
	var out []Trouvaille
	if len(strings.Join(mots, "")) < 3 {
		return nil, s.contenu()
	}
	err := s.lireContenu(ctx, func(t *tx) error {
		l, err := t.trouver("recherche_texte", strings.Join(q, " AND "), limite)
		if err != nil {
			return err
		}
		for _, r := range l {
			tr := Trouvaille{Resume: r}
			if err := t.extraire(&tr, mots); err != nil {
				return err
			}
			out = append(out, tr)
		}
		return nil
	})
	return out, err
}

// extraire finds the first hit in the answers of a dossier, or in its journal.
func (t *tx) extraire(tr *Trouvaille, mots []string) error {
	var doc string
	if err := t.un([]any{&doc}, "SELECT reponses FROM dossier WHERE id = ?", tr.ID); err != nil {
		return err
	}
	var brut any
	if err := json.Unmarshal([]byte(doc), &brut); err != nil {
		return err
	}
	if tr.chercher(brut, mots) {
		return nil
	}
	return t.lignes("SELECT texte FROM evenement WHERE dossier = ? ORDER BY le DESC, id DESC", []any{tr.ID}, func(scan func(...any) error) error {
		var texte string
		err := scan(&texte)
		if tr.Extrait == "" {
			tr.chercher(texte, mots)
		}
		return err
	})
}

const autour = 60 // bytes shown at either side of a hit

func (tr *Trouvaille) chercher(v any, mots []string) bool {
	switch v := v.(type) {
	case string:
		plie, pos := identite.PlierAvecPositions(v)
		cible := mots[len(mots)-1]
		i := strings.Index(" "+plie, " "+cible)
		if i < 0 {
			return false
		}
		a, z := pos[i], pos[min(i+len(cible), len(pos)-1)]
		debut, fin := max(a-autour, 0), min(z+autour, len(v))
		for debut > 0 && !utf8.RuneStart(v[debut]) {
			debut--
		}
		for fin < len(v) && !utf8.RuneStart(v[fin]) {
			fin++
		}
		tr.Extrait, tr.Debut, tr.Fin = v[debut:fin], a-debut, z-debut
		return true
	case []any:
		for _, e := range v {
			if tr.chercher(e, mots) {
				return true
			}
		}
	case map[string]any:
		for _, e := range v {
			if tr.chercher(e, mots) {
				return true
			}
		}
	}
	return false
}
