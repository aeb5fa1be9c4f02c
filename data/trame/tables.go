package trame

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"justicepartage/data/identite"
)

// Tables are the reference tables shared by the services, read from one folder:
//
//	articles.toml       legal references, each with its period of validity
//	formulations*.toml  wordings that call for a second look
//	communes.csv        post code;commune;INSEE code
//	anything else       a list of rows with a key and a label (options of choices)
type Tables struct {
	articles     map[string][]*Article
	formulations map[string][]*Formulation
	listes       map[string][]*Rang
	communes     []Commune
}

// Article is one legal reference as it reads during a period.
type Article struct {
	Cle       string `toml:"cle"`
	Texte     string `toml:"texte"` // as printed: « article 41, alinéa 8, CPP »
	Long      string `toml:"long"`  // without abbreviation, where the reference stands alone
	Objet     string `toml:"objet"`
	Du        string `toml:"du"`         // first day, empty: since ever
	Au        string `toml:"au"`         // last day, empty: until further notice
	AVerifier bool   `toml:"a_verifier"` // the number was not read in the official text
	Source    string `toml:"source"`
}

// Formulation is a wording to look at again before it is printed. Motif is written in
// folded words (lower case, no accent) separated by spaces; « * » at the end of a word
// stands for any ending; « | » separates alternatives.
type Formulation struct {
	Motif     string `toml:"motif"`
	Categorie string `toml:"categorie"`
	Conseil   string `toml:"conseil"`

	// Sauf lists expressions in which the wording is harmless, in the form of Motif.
	Sauf string `toml:"sauf"`

	re, sauf *regexp.Regexp
}

// Rang is a row of a plain table.
type Rang struct {
	Cle       string
	Libelle   string
	Attributs map[string]any
}

// Commune is a commune with one of its post codes.
type Commune struct{ CodePostal, Nom, INSEE string }

// ChargerTables reads every table of a folder, strictly.
func ChargerTables(fsys fs.FS, dir string) (*Tables, error) {
	t := &Tables{
		articles:     map[string][]*Article{},
		formulations: map[string][]*Formulation{},
		listes:       map[string][]*Rang{},
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("tables de référence introuvables : %w", err)
	}
	for _, e := range entries {
		nom := path.Join(dir, e.Name())
		cle, ext, _ := strings.Cut(e.Name(), ".")
		b, err := fs.ReadFile(fsys, nom)
		if err != nil {
			return nil, err
		}
		switch {
		case ext == "csv" && cle == "communes":
			err = t.lireCommunes(nom, b)
		case ext != "toml":
			continue
		case cle == "articles":
			err = t.lireArticles(nom, b)
		case strings.HasPrefix(cle, "formulations"):
			err = t.lireFormulations(nom, cle, b)
		default:
			err = t.lireListe(nom, cle, b)
		}
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *Tables) lireArticles(nom string, b []byte) error {
	var doc struct {
		Article []*Article `toml:"article"`
	}
	pos, err := decoder(nom, b, &doc)
	if err != nil {
		return err
	}
	for i, a := range doc.Article {
		chemin := fmt.Sprintf("article[%d]", i)
		switch {
		case !cleValide(a.Cle):
			return pos.erreur(chemin+".cle", "clé mal formée : « %s »", a.Cle)
		case a.Texte == "":
			return pos.erreur(chemin, "il manque le texte de la référence « %s »", a.Cle)
		case !jourValide(a.Du) || !jourValide(a.Au):
			return pos.erreur(chemin, "les dates s’écrivent AAAA-MM-JJ")
		}
		// The periods of one key follow each other without hole or overlap, so that
		// every date has exactly one text.
		deja := t.articles[a.Cle]
		if len(deja) == 0 && a.Du != "" {
			return pos.erreur(chemin+".du", "la première période de « %s » ne doit pas avoir de début", a.Cle)
		}
		if len(deja) > 0 {
			prec := deja[len(deja)-1]
			if prec.Au == "" || lendemain(prec.Au) != a.Du {
				return pos.erreur(chemin+".du", "« %s » : cette période doit commencer le lendemain de la précédente", a.Cle)
			}
		}
		t.articles[a.Cle] = append(deja, a)
	}
	for cle, periodes := range t.articles {
		if periodes[len(periodes)-1].Au != "" {
			return fmt.Errorf("%s : la dernière période de « %s » ne doit pas avoir de fin", nom, cle)
		}
	}
	return nil
}

func (t *Tables) lireFormulations(nom, cle string, b []byte) error {
	var doc struct {
		Formulation []*Formulation `toml:"formulation"`
	}
	pos, err := decoder(nom, b, &doc)
	if err != nil {
		return err
	}
	for i, f := range doc.Formulation {
		if f.Sauf != "" {
			if f.sauf, err = motifFormulation(f.Sauf); err != nil {
				return pos.erreur(fmt.Sprintf("formulation[%d].sauf", i), "%v", err)
			}
		}
		if f.re, err = motifFormulation(f.Motif); err != nil || f.Categorie == "" || f.Conseil == "" {
			return pos.erreur(fmt.Sprintf("formulation[%d]", i), "une formulation a un motif (mots sans accents), une catégorie et un conseil")
		}
	}
	t.formulations[cle] = doc.Formulation
	return nil
}

func motifFormulation(motif string) (*regexp.Regexp, error) {
	var alts []string
	for _, alt := range strings.Split(motif, "|") {
		var mots []string
		for _, m := range strings.Fields(alt) {
			racine := strings.TrimSuffix(m, "*")
			if racine == "" || identite.Plier(racine) != racine {
				return nil, fmt.Errorf("mot mal formé : %q", m)
			}
			q := regexp.QuoteMeta(racine)
			if racine != m {
				q += `[a-z0-9]*`
			}
			mots = append(mots, q)
		}
		if len(mots) == 0 {
			return nil, fmt.Errorf("motif vide")
		}
		alts = append(alts, strings.Join(mots, " "))
	}
	return regexp.Compile(`(?:^| )(` + strings.Join(alts, "|") + `)(?: |$)`)
}

func (t *Tables) lireListe(nom, cle string, b []byte) error {
	var doc struct {
		Ligne []map[string]any `toml:"ligne"`
	}
	pos, err := decoder(nom, b, &doc)
	if err != nil {
		return err
	}
	vus := map[string]bool{}
	for i, m := range doc.Ligne {
		c, _ := m["cle"].(string)
		l, _ := m["libelle"].(string)
		if !cleValide(c) || l == "" || vus[c] {
			return pos.erreur(fmt.Sprintf("ligne[%d]", i), "chaque ligne a une clé (unique) et un libellé")
		}
		vus[c] = true
		t.listes[cle] = append(t.listes[cle], &Rang{Cle: c, Libelle: l, Attributs: m})
	}
	return nil
}

func (t *Tables) lireCommunes(nom string, b []byte) error {
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma, r.FieldsPerRecord = ';', 3
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("%s : %w", nom, err)
	}
	for _, row := range rows {
		t.communes = append(t.communes, Commune{CodePostal: row[0], Nom: row[1], INSEE: row[2]})
	}
	return nil
}

// Article returns the reference as it reads on a day (AAAA-MM-JJ), or nil.
func (t *Tables) Article(cle, jour string) *Article {
	for _, a := range t.articles[cle] {
		if (a.Du == "" || a.Du <= jour) && (a.Au == "" || jour <= a.Au) {
			return a
		}
	}
	return nil
}

// Liste returns the rows of a plain table, in order.
func (t *Tables) Liste(nom string) []*Rang { return t.listes[nom] }

// Rang returns one row of a plain table, or nil.
func (t *Tables) Rang(nom, cle string) *Rang {
	i := slices.IndexFunc(t.listes[nom], func(r *Rang) bool { return r.Cle == cle })
	if i < 0 {
		return nil
	}
	return t.listes[nom][i]
}

// Formulations returns the wordings of a table.
func (t *Tables) Formulations(nom string) []*Formulation { return t.formulations[nom] }

// Communes finds communes by post code or by name as typed (accents, hyphens and
// particles do not matter), at most max, best first.
func (t *Tables) Communes(saisie string, max int) []Commune {
	cle := identite.CleNom(saisie)
	if cle == "" {
		return nil
	}
	var debut, dedans []Commune
	for _, c := range t.communes {
		n := identite.CleNom(c.Nom)
		switch {
		case strings.HasPrefix(c.CodePostal, cle) || strings.HasPrefix(n, cle):
			debut = append(debut, c)
		case strings.Contains(n, cle):
			dedans = append(dedans, c)
		}
	}
	sort.SliceStable(debut, func(i, j int) bool { return debut[i].Nom < debut[j].Nom })
	out := append(debut, dedans...)
	return out[:min(len(out), max)]
}

// Repere is a wording found in a text.
type Repere struct {
	Formulation *Formulation
	Debut, Fin  int // byte offsets in the text
	Extrait     string
}

// Relire finds the wordings of a list in a text.
func Relire(liste []*Formulation, texte string) []Repere {
	plie, pos := identite.PlierAvecPositions(texte)
	var out []Repere
	for _, f := range liste {
		for debut := 0; debut < len(plie); {
			m := f.re.FindStringSubmatchIndex(plie[debut:])
			if m == nil {
				break
			}
			a, z := debut+m[2], debut+m[3]
			debut = z
			if f.admise(plie, a, z) {
				continue
			}
			r := Repere{Formulation: f, Debut: pos[a], Fin: finRune(texte, pos[z-1])}
			r.Extrait = texte[r.Debut:r.Fin]
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Debut < out[j].Debut })
	return out
}

// admise tells whether a wording stands inside one of its harmless expressions.
func (f *Formulation) admise(plie string, a, z int) bool {
	if f.sauf == nil {
		return false
	}
	for _, m := range f.sauf.FindAllStringSubmatchIndex(plie, -1) {
		if m[2] <= a && z <= m[3] {
			return true
		}
	}
	return false
}

func finRune(s string, i int) int {
	i++
	for i < len(s) && s[i]&0xC0 == 0x80 {
		i++
	}
	return i
}
