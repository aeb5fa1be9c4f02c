package trame

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Cas is a worked example of a service: answers in, expected results out. The examples
// are the jurist's way to say what must hold; every one is run by go test.
type Cas struct {
	Nom        string         `toml:"nom"`
	Regle      int            `toml:"regle"` // number of the rule it illustrates, 0 for none
	Base       string         `toml:"base"`  // start from [base.<name>]
	Retire     []string       `toml:"retire"`
	Maintenant string         `toml:"maintenant"`
	Signataire *SignataireCas `toml:"signataire"`
	Finalises  map[string]int `toml:"finalises"`
	TransmisLe string         `toml:"transmis_le"`
	Reponses   map[string]any `toml:"reponses"`
	Attendu    Attendu        `toml:"attendu"`
}

// SignataireCas is a signatory in a worked example.
type SignataireCas struct {
	Nom        string `toml:"nom"`
	Fonction   string `toml:"fonction"`
	HabiliteDu string `toml:"habilite_du"`
	HabiliteAu string `toml:"habilite_au"`
}

// Attendu is what a worked example expects. What is not named is not checked.
type Attendu struct {
	Qualification    string            `toml:"qualification"`
	Motifs           []string          `toml:"motifs"`
	SansMotifs       []string          `toml:"sans_motifs"`
	Articles         []string          `toml:"articles"`   // texts, as printed
	Precisions       []string          `toml:"precisions"` // questions that must be answered first
	Controles        []string          `toml:"controles"`
	SansControles    []string          `toml:"sans_controles"`
	Manques          []string          `toml:"manques"`
	SansManques      []string          `toml:"sans_manques"`
	Statuts          map[string]string `toml:"statuts"`
	Calculs          map[string]any    `toml:"calculs"` // "" : not known
	Applicables      []string          `toml:"applicables"`
	Masques          []string          `toml:"masques"`
	Etape            string            `toml:"etape"`
	Echeances        map[string]string `toml:"echeances"`
	Formulations     []string          `toml:"formulations"` // extracts found
	SansRelecture    bool              `toml:"sans_relecture"`
	Document         string            `toml:"document"`
	Ligne            string            `toml:"ligne"`  // the row the document is about
	Arrets           []string          `toml:"arrets"` // keys of the hard stops that speak
	Orientations     []string          `toml:"orientations"`
	SansOrientations []string          `toml:"sans_orientations"`
	Possible         *bool             `toml:"possible"`
	Finalisable      *bool             `toml:"finalisable"`
	Contient         []string          `toml:"contient"` // of the text of the document
	NeContientPas    []string          `toml:"ne_contient_pas"`
	Pages            int               `toml:"pages"`  // at most
	Refuse           string            `toml:"refuse"` // the answers are refused with these words
}

// Exemplaire is the paper that the example expects, nil for none.
func (a *Attendu) Exemplaire(ex *Examen) *Exemplaire {
	if d := ex.s.Document(a.Document); d != nil {
		if x := ex.Exemplaire(IDExemplaire(a.Document, a.Ligne)); x != nil {
			return x
		}
		return &Exemplaire{Document: d, Ligne: a.Ligne}
	}
	return nil
}

// LireCas reads the worked examples of a service, strictly.
func LireCas(fsys fs.FS, id string) ([]*Cas, error) {
	nom := path.Join(dirServices, id, "cas.toml")
	b, err := fs.ReadFile(fsys, nom)
	if err != nil {
		return nil, &Erreur{Fichier: nom, Message: "ce fichier manque"}
	}
	var doc fichierCas
	pos, err := decoder(nom, b, &doc)
	if err != nil {
		return nil, err
	}
	return doc.cas(pos)
}

// fichierCas is a file of worked examples, or a file of answers: answers alone, or one
// example.
type fichierCas struct {
	Base     map[string]map[string]any `toml:"base"`
	Cas      []*Cas                    `toml:"cas"`
	Reponses map[string]any            `toml:"reponses"`
}

// cas gives the examples, their answers laid over those of their base.
func (doc *fichierCas) cas(pos *positions) ([]*Cas, error) {
	if doc.Reponses != nil {
		return nil, pos.erreur("reponses", "les réponses d’un cas s’écrivent sous [cas.reponses]")
	}
	for i, c := range doc.Cas {
		if c.Nom == "" {
			return nil, pos.erreur(fmt.Sprintf("cas[%d]", i), "un cas a un nom")
		}
		if c.Base == "" {
			continue
		}
		base, ok := doc.Base[c.Base]
		if !ok {
			return nil, pos.erreur(fmt.Sprintf("cas[%d].base", i), "la base « %s » n’existe pas", c.Base)
		}
		c.Reponses = fusion(base, c.Reponses)
		for _, r := range c.Retire {
			sec, champ, _ := strings.Cut(r, ".")
			m, ok := c.Reponses[sec].(map[string]any)
			switch {
			case champ == "":
				delete(c.Reponses, sec)
			case ok:
				delete(m, champ)
			}
		}
	}
	return doc.Cas, nil
}

// fusion lays answers over a base: fields replace fields, a repeated section replaces
// the whole one.
func fusion(base, plus map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range base {
		if m, ok := v.(map[string]any); ok {
			v = maps.Clone(m)
		}
		out[k] = v
	}
	for k, v := range plus {
		a, ok1 := out[k].(map[string]any)
		b, ok2 := v.(map[string]any)
		if ok1 && ok2 {
			maps.Copy(a, b)
		} else {
			out[k] = v
		}
	}
	return out
}

// Contexte returns what the example is examined with.
func (c *Cas) Contexte() (Contexte, error) {
	ctx := Contexte{Finalises: c.Finalises, TransmisLe: c.TransmisLe}
	t, ok := instant(c.Maintenant)
	if !ok {
		if c.Maintenant != "" {
			return ctx, fmt.Errorf("« maintenant » s’écrit AAAA-MM-JJTHH:MM")
		}
		t = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	}
	ctx.Maintenant = t
	ctx.Signataire = Signataire{Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire", HabiliteDu: "2020-01-01"}
	if s := c.Signataire; s != nil {
		ctx.Signataire = Signataire(*s)
	}
	return ctx, nil
}

// Examen examines the example. A refusal of the answers is an error.
func (c *Cas) Examen(s *Service) (*Examen, error) {
	ctx, err := c.Contexte()
	if err != nil {
		return nil, err
	}
	r, err := s.Normaliser(c.Reponses, ctx.Maintenant)
	if err != nil {
		return nil, err
	}
	return s.Examiner(r, ctx), nil
}

// Verifier compares an example with what the engine makes of it, and returns the
// differences, in French. The text of documents is checked elsewhere.
func (c *Cas) Verifier(s *Service) []string {
	ex, err := c.Examen(s)
	if c.Attendu.Refuse != "" {
		if err == nil || !strings.Contains(err.Error(), c.Attendu.Refuse) {
			return []string{fmt.Sprintf("les réponses devaient être refusées avec « %s » ; obtenu : %v", c.Attendu.Refuse, err)}
		}
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	v := &comparaison{ex: ex, a: &c.Attendu}
	v.qualification()
	v.regles()
	v.valeurs()
	return v.ecarts
}

type comparaison struct {
	ex     *Examen
	a      *Attendu
	ecarts []string
}

func (v *comparaison) ecart(format string, args ...any) {
	v.ecarts = append(v.ecarts, fmt.Sprintf(format, args...))
}

func (v *comparaison) dedans(quoi string, obtenus, attendus []string) {
	for _, a := range attendus {
		if !slices.Contains(obtenus, a) {
			v.ecart("%s : « %s » attendu, obtenu %q", quoi, a, obtenus)
		}
	}
}

func (v *comparaison) dehors(quoi string, obtenus, exclus []string) {
	for _, a := range exclus {
		if slices.Contains(obtenus, a) {
			v.ecart("%s : « %s » n’était pas attendu", quoi, a)
		}
	}
}

func (v *comparaison) qualification() {
	q := v.ex.Qualification()
	if q == nil {
		return
	}
	if v.a.Qualification != "" && q.Cle() != v.a.Qualification {
		v.ecart("qualification : %s attendu, obtenu %s", v.a.Qualification, q.Cle())
	}
	var motifs, articles []string
	for _, m := range q.Motifs {
		motifs = append(motifs, m.Cle)
		for _, a := range m.Articles {
			articles = append(articles, a.Texte)
		}
	}
	v.dedans("motif", motifs, v.a.Motifs)
	v.dehors("motif", motifs, v.a.SansMotifs)
	v.dedans("article", articles, v.a.Articles)
	v.dedans("à préciser", q.Manques, v.a.Precisions)
}

func (v *comparaison) regles() {
	a := v.a
	var controles, manques []string
	for _, c := range v.ex.Controles(a.Document) {
		controles = append(controles, c.Cle)
	}
	for _, c := range v.ex.Completude() {
		for _, m := range c.Manques {
			manques = append(manques, m.Chemin)
		}
	}
	v.dedans("contrôle", controles, a.Controles)
	v.dehors("contrôle", controles, a.SansControles)
	v.dedans("manque", manques, a.Manques)
	v.dehors("manque", manques, a.SansManques)
	var extraits []string
	for _, r := range v.ex.Relecture() {
		extraits = append(extraits, r.Extrait)
	}
	v.dedans("formulation", extraits, a.Formulations)
	var arrets, orientations []string
	for _, c := range v.ex.Arrets("") {
		arrets = append(arrets, c.Cle)
	}
	for _, o := range v.ex.Orientations() {
		orientations = append(orientations, o.Cle)
	}
	v.dedans("arrêt", arrets, a.Arrets)
	v.dedans("orientation", orientations, a.Orientations)
	v.dehors("orientation", orientations, a.SansOrientations)
	if a.SansRelecture && len(extraits) > 0 {
		v.ecart("formulations relevées à tort : %q", extraits)
	}
	if a.Document == "" {
		return
	}
	if v.ex.s.Document(a.Document) == nil {
		v.ecart("le document « %s » n’existe pas", a.Document)
		return
	}
	d := a.Exemplaire(v.ex)
	if ok, _ := v.ex.Possible(d); a.Possible != nil && ok != *a.Possible {
		v.ecart("document possible : %v attendu", *a.Possible)
	}
	if e := v.ex.Empechements(d); a.Finalisable != nil && (len(e) == 0) != *a.Finalisable {
		v.ecart("finalisable : %v attendu, empêchements %v", *a.Finalisable, e)
	}
}

func (v *comparaison) valeurs() {
	a := v.a
	for _, chemin := range slices.Sorted(maps.Keys(a.Statuts)) {
		if st := v.ex.Statut(chemin); st != a.Statuts[chemin] {
			v.ecart("statut de %s : %s attendu, obtenu %s", chemin, a.Statuts[chemin], st)
		}
	}
	for _, chemin := range slices.Sorted(maps.Keys(a.Calculs)) {
		if err := v.calcul(chemin, a.Calculs[chemin]); err != nil {
			v.ecart("%v", err)
		}
	}
	for _, l := range []struct {
		noms []string
		veut Trivalent
	}{{a.Applicables, Oui}, {a.Masques, Non}} {
		for _, nom := range l.noms {
			sec, champ, _ := strings.Cut(nom, ".")
			section := v.ex.s.Section(sec)
			if section == nil || champ != "" && section.Champ(champ) == nil {
				v.ecart("« %s » n’existe pas", nom)
				continue
			}
			got := v.ex.Applicable(section)
			if champ != "" {
				got = v.ex.ChampApplicable(section.Champ(champ), nil)
			}
			if got != l.veut {
				v.ecart("« %s » : applicabilité %d attendue, obtenu %d", nom, l.veut, got)
			}
		}
	}
	if e := v.ex.EtapeCourante(); a.Etape != "" && (e == nil || e.Cle != a.Etape) {
		v.ecart("étape %s attendue, obtenu %+v", a.Etape, e)
	}
	for _, cle := range slices.Sorted(maps.Keys(a.Echeances)) {
		got := "absente"
		for _, e := range v.ex.Echeances() {
			if e.ID() == cle {
				got = e.Etat
			}
		}
		if got != a.Echeances[cle] {
			v.ecart("échéance %s : %s attendu, obtenu %s", cle, a.Echeances[cle], got)
		}
	}
}

func (v *comparaison) calcul(chemin string, attendu any) error {
	sec, champ, _ := strings.Cut(chemin, ".")
	c := v.ex.s.Champ(sec, champ)
	if c == nil {
		return fmt.Errorf("« %s » n’existe pas", chemin)
	}
	got := v.ex.Valeur(c, nil)
	if attendu == "" {
		attendu = nil
	}
	if n, ok := attendu.(int64); ok {
		attendu = float64(n)
	}
	if got != attendu {
		return fmt.Errorf("calcul de %s : %v attendu, obtenu %v", chemin, attendu, got)
	}
	return nil
}

// LireReponses reads an answers file: TOML with the answers under [reponses.<section>], or
// one worked example with its answers under [cas.reponses.<section>]. Everything that does
// not fit is refused by name.
func (s *Service) LireReponses(fichier string, b []byte, maintenant time.Time) (Reponses, error) {
	var doc fichierCas
	pos, err := decoder(fichier, b, &doc)
	if err != nil {
		return nil, err
	}
	if doc.Reponses == nil && len(doc.Cas) == 1 {
		cas, err := doc.cas(pos)
		if err != nil {
			return nil, err
		}
		doc.Reponses = cas[0].Reponses
	}
	if doc.Reponses == nil {
		return nil, &Erreur{Fichier: fichier, Message: "il manque les réponses : [reponses.<section>]"}
	}
	r, err := s.Normaliser(doc.Reponses, maintenant)
	if err != nil {
		return nil, fmt.Errorf("%s :\n%w", fichier, err)
	}
	return r, nil
}
