package trame

import (
	"slices"
	"time"
)

// Signataire is the person who signs, with the period of their habilitation (CPP,
// art. R. 15-35 and following). Empty fields are unknown.
type Signataire struct {
	Nom, Fonction          string
	HabiliteDu, HabiliteAu string // AAAA-MM-JJ; an empty end means until further notice
}

// Contexte is what an examination needs besides the answers.
type Contexte struct {
	Maintenant time.Time // civil time of the office
	Signataire Signataire
	// Finalises counts the finalised documents of the dossier, by key.
	Finalises map[string]int
	// Renonces are the deadlines that were waived, by ID.
	Renonces map[string]bool
	// TransmisLe is when the main document was handed over, AAAA-MM-JJTHH:MM, or "".
	TransmisLe string
}

// Trivalent is yes, no, or not known yet.
type Trivalent int

// The three values.
const (
	Inconnue Trivalent = iota
	Non
	Oui
)

func trivalent(v any) Trivalent {
	switch v := v.(type) {
	case *Inconnu:
		return Inconnue
	case bool:
		if v {
			return Oui
		}
	}
	return Non
}

// Examen is the examination of one set of answers at one moment. It computes what is
// asked, once, and is not safe for concurrent use. The answers must not change under it.
type Examen struct {
	s     *Service
	r     Reponses
	ctx   Contexte
	memo  map[string]any
	cours map[string]bool

	essais map[string][]*Ligne // verification attempts by statement
}

// Examiner starts an examination.
func (s *Service) Examiner(r Reponses, ctx Contexte) *Examen {
	return &Examen{s: s, r: r, ctx: ctx, memo: map[string]any{}, cours: map[string]bool{}}
}

// Service returns the service the answers belong to.
func (ex *Examen) Service() *Service { return ex.s }

// Reponses returns the answers under examination.
func (ex *Examen) Reponses() Reponses { return ex.r }

// Contexte returns what was handed in.
func (ex *Examen) Contexte() Contexte { return ex.ctx }

// eval evaluates a compiled expression. An empty source is true.
func (ex *Examen) eval(source string, sec *Section, ligne *Ligne) any {
	if source == "" {
		return true
	}
	p := &portee{ex: ex}
	cle := cleExpression(source, nil)
	if ligne != nil {
		p.ligne = &vueLigne{sec: sec, ligne: ligne}
		cle = cleExpression(source, sec)
	}
	e := ex.s.expressions[cle]
	if e == nil {
		panic("trame: expression not compiled at loading: " + source)
	}
	return p.eval(e.node)
}

// Condition evaluates a condition of the service, given as its source text.
func (ex *Examen) condition(source string) Trivalent { return trivalent(ex.eval(source, nil, nil)) }

// Applicable tells whether a section is to be filled in.
func (ex *Examen) Applicable(sec *Section) Trivalent {
	return trivalent(ex.retenir("si "+sec.Cle, func() any { return ex.eval(sec.Si, nil, nil) }))
}

// ChampApplicable tells whether a question is to be answered; ligne is the row of a
// repeated section, nil otherwise.
func (ex *Examen) ChampApplicable(c *Champ, ligne *Ligne) Trivalent {
	if a := ex.Applicable(c.section); a != Oui || c.Si == "" {
		return a
	}
	return trivalent(ex.retenir("si "+cheminDe(c, ligne).String(), func() any { return ex.siChamp(c, ligne) }))
}

// Montre tells whether a form shows a question: its own condition holds, and its section
// is not ruled out. A section that is not known to apply yet can be written in; a
// question that hangs on an unanswered one waits for it.
func (ex *Examen) Montre(c *Champ, ligne *Ligne) bool {
	if ex.Applicable(c.section) == Non {
		return false
	}
	if c.Si == "" {
		return true
	}
	return trivalent(ex.retenir("si "+cheminDe(c, ligne).String(), func() any { return ex.siChamp(c, ligne) })) == Oui
}

func (ex *Examen) siChamp(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ex.eval(c.Si, c.section, ligne)
	}
	return ex.eval(c.Si, nil, nil)
}

func cheminDe(c *Champ, ligne *Ligne) Chemin {
	ch := Chemin{Section: c.section.Cle, Champ: c.Cle}
	if ligne != nil {
		ch.Ligne = ligne.ID
	}
	return ch
}

// retenir computes a value once. A value that depends on itself is unknown; loading
// refuses such trames, this only keeps an old one from looping.
func (ex *Examen) retenir(cle string, f func() any) any {
	if v, ok := ex.memo[cle]; ok {
		return v
	}
	if ex.cours[cle] {
		return inconnu(cle)
	}
	ex.cours[cle] = true
	v := f()
	delete(ex.cours, cle)
	ex.memo[cle] = v
	return v
}

// valeur is what a question is worth in an expression: its answer, unknown when it is
// unanswered, nil when it does not apply.
func (ex *Examen) valeur(c *Champ, ligne *Ligne) any {
	chemin := cheminDe(c, ligne).String()
	return ex.retenir(chemin, func() any {
		si := ex.retenir("si "+c.section.Cle, func() any { return ex.eval(c.section.Si, nil, nil) })
		if si == true && c.Si != "" {
			si = ex.retenir("si "+chemin, func() any { return ex.siChamp(c, ligne) })
		}
		switch {
		case estInconnu(si):
			return si
		case si != true:
			return nil
		case c.Calcule():
			return ex.calcul(c, ligne)
		}
		v := ex.brut(c, ligne)
		if _, faux := v.(Invalide); v == nil || faux {
			return inconnu(chemin)
		}
		return v
	})
}

// calcul evaluates a formula; amounts are rounded to the cent.
func (ex *Examen) calcul(c *Champ, ligne *Ligne) any {
	var v any
	if ligne != nil {
		v = ex.eval(c.Formule, c.section, ligne)
	} else {
		v = ex.eval(c.Formule, nil, nil)
	}
	if f, ok := v.(float64); ok && c.Format == TypeMontant {
		return auCentime(f)
	}
	return v
}

// brut is the stored answer, nil when there is none.
func (ex *Examen) brut(c *Champ, ligne *Ligne) any {
	if ligne != nil {
		return ligne.Valeurs[c.Cle]
	}
	if rub := ex.r[c.section.Cle]; rub != nil {
		return rub.Valeurs[c.Cle]
	}
	return nil
}

// lignes gives the rows of a repeated section as an expression sees them.
func (ex *Examen) lignes(sec *Section) any {
	si := ex.retenir("si "+sec.Cle, func() any { return ex.eval(sec.Si, nil, nil) })
	switch {
	case estInconnu(si):
		return si
	case si != true:
		return []any{}
	}
	rub := ex.r[sec.Cle]
	if rub == nil {
		return inconnu(sec.Cle)
	}
	out := make([]any, len(rub.Lignes))
	for i, l := range rub.Lignes {
		out[i] = &vueLigne{sec: sec, ligne: l}
	}
	return out
}

// Valeur returns what a document prints for a question: the canonical value, a computed
// value, Invalide, or nil when it is unanswered or does not apply.
func (ex *Examen) Valeur(c *Champ, ligne *Ligne) any {
	switch v := ex.valeur(c, ligne).(type) {
	case *Inconnu:
		if faux, ok := ex.brut(c, ligne).(Invalide); ok {
			return faux
		}
		return nil
	default:
		return v
	}
}

// Lignes returns the rows of a repeated section that applies.
func (ex *Examen) Lignes(sec *Section) []*Ligne {
	if rub := ex.r[sec.Cle]; rub != nil && ex.Applicable(sec) == Oui {
		return rub.Lignes
	}
	return nil
}

// Fiches returns what a section is walked by: its rows when it is repeated, one nil row
// otherwise. Nothing when the section does not apply.
func (ex *Examen) Fiches(sec *Section) []*Ligne {
	switch {
	case sec.Repetee:
		return ex.Lignes(sec)
	case ex.Applicable(sec) == Oui:
		return []*Ligne{nil}
	}
	return nil
}

// DeRole gives the text of a field by which a role identifies a person (« nom », « prenoms »…);
// l is the row of a repeated section. "" for a field that the role does not name.
func (ex *Examen) DeRole(p *RolePersonne, l *Ligne, champ string) string {
	if champ == "" {
		return ""
	}
	s, _ := ex.Valeur(ex.s.sections[p.Section].champs[champ], l).(string)
	return s
}

// DitAucun tells whether « there is none » was answered for a repeated section.
func (ex *Examen) DitAucun(sec *Section) bool {
	rub := ex.r[sec.Cle]
	return rub != nil && len(rub.Lignes) == 0 && ex.Applicable(sec) == Oui
}

// enIDs gives the rows that an answer names.
func enIDs(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// LignesDesignees gives the rows that the answer to a ligne or lignes names, in their own
// order.
func (ex *Examen) LignesDesignees(c *Champ, v any) []*Ligne {
	var out []*Ligne
	ids := enIDs(v)
	for _, l := range ex.Lignes(ex.s.sections[c.Parmi]) {
		if slices.Contains(ids, l.ID) {
			out = append(out, l)
		}
	}
	return out
}

// Declaration is a statement that can be verified, with what became of it.
type Declaration struct {
	Chemin  string
	Libelle string
	Statut  string
}

// Statut returns the status of one statement.
func (ex *Examen) Statut(chemin string) string {
	v := ex.s.Verification
	if v == nil {
		return StatutDeclare
	}
	vus := map[string]bool{}
	for _, l := range ex.essaisDe(chemin) {
		if res, ok := l.Valeurs[v.Resultat].(string); ok {
			if e := v.Effets[res]; e != "" {
				vus[e] = true
			}
		}
	}
	switch {
	case vus[StatutInfirme] && (vus[StatutVerifie] || vus[StatutPartiel]):
		return StatutContradictoire
	case vus[StatutInfirme]:
		return StatutInfirme
	case vus[StatutPartiel]:
		return StatutPartiel
	case vus[StatutVerifie]:
		return StatutVerifie
	case vus[StatutNonVerifie]:
		return StatutNonVerifie
	}
	return StatutDeclare
}

// essaisDe returns the verification attempts about one statement.
func (ex *Examen) essaisDe(chemin string) []*Ligne {
	if ex.essais == nil {
		ex.essais = map[string][]*Ligne{}
		if v := ex.s.Verification; v != nil {
			for _, l := range ex.Lignes(ex.s.sections[v.Section]) {
				noms, _ := l.Valeurs[v.Declarations].([]string)
				for _, n := range noms {
					ex.essais[n] = append(ex.essais[n], l)
				}
			}
		}
	}
	return ex.essais[chemin]
}

// Declarations lists the answered statements that can be verified, in the order of the
// form.
func (ex *Examen) Declarations() []Declaration {
	var out []Declaration
	ajouter := func(c Chemin) {
		p := c.String()
		out = append(out, Declaration{p, ex.Libelle(p), ex.Statut(p)})
	}
	for _, sec := range ex.s.Sections {
		for _, l := range ex.Fiches(sec) {
			if sec.Verifiable && l != nil {
				ajouter(Chemin{Section: sec.Cle, Ligne: l.ID})
			}
			for _, c := range sec.Champs {
				if c.Verifiable && ex.Valeur(c, l) != nil {
					ajouter(cheminDe(c, l))
				}
			}
		}
	}
	return out
}

// Manque is a required answer that is not there.
type Manque struct {
	Chemin  string
	Libelle string
	Section *Section
	Requis  string
}

// Completude is how far one section is filled in.
type Completude struct {
	Section   *Section
	Applique  Trivalent
	Remplis   int // answered questions among those that apply
	Total     int
	Manques   []Manque // required and unanswered
	Invalides []string // paths of answers that could not be understood
}

// Complete tells whether nothing required is missing.
func (c Completude) Complete() bool { return len(c.Manques) == 0 && len(c.Invalides) == 0 }

// Completude examines every section, in order.
func (ex *Examen) Completude() []Completude {
	out := make([]Completude, 0, len(ex.s.Sections))
	for _, sec := range ex.s.Sections {
		c := Completude{Section: sec, Applique: ex.Applicable(sec)}
		if c.Applique == Oui {
			ex.completer(&c)
		}
		out = append(out, c)
	}
	return out
}

func (ex *Examen) completer(c *Completude) {
	sec := c.Section
	if sec.Repetee {
		rub := ex.r[sec.Cle]
		c.Total++
		if rub != nil {
			c.Remplis++
		} else if requis(sec.Requis) {
			c.Manques = append(c.Manques, Manque{sec.Cle, sec.Titre, sec, sec.Requis})
		}
	}
	for _, l := range ex.Fiches(sec) {
		for _, ch := range sec.Champs {
			if ch.Calcule() || ex.ChampApplicable(ch, l) != Oui {
				continue
			}
			chemin := cheminDe(ch, l).String()
			v := ex.Valeur(ch, l)
			_, faux := v.(Invalide)
			c.Total++
			switch {
			case faux:
				c.Invalides = append(c.Invalides, chemin)
			case v != nil:
				c.Remplis++
			case requis(ch.Requis):
				c.Manques = append(c.Manques, Manque{chemin, ex.Libelle(chemin), sec, ch.Requis})
			}
		}
	}
}

func requis(r string) bool { return r == RequisFinalisation || r == RequisToujours }

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

// JourDroit is the day that dates the law: that of the request, today when it is not
// known.
func (ex *Examen) JourDroit() string {
	if s, ok := ex.Repere(ex.s.Reperes.Saisine).(string); ok && len(s) >= 10 {
		return s[:10]
	}
	return ex.ctx.Maintenant.Format(time.DateOnly)
}

// Intitule names a dossier that is about no person in particular, "" when it has no name.
func (ex *Examen) Intitule() string {
	s, _ := ex.Repere(ex.s.Reperes.Titre).(string)
	return s
}

// Repere returns the answer at one of the paths of Reperes, or nil.
func (ex *Examen) Repere(chemin string) any {
	if chemin == "" {
		return nil
	}
	c, err := ex.s.Chemin(chemin)
	if err != nil {
		return nil
	}
	return ex.Valeur(ex.s.Champ(c.Section, c.Champ), nil)
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
		switch v := ex.eval(m.Quand, nil, nil).(type) {
		case *Inconnu:
			doute = min(doute, r)
			manques = append(manques, v.Manques...)
		case bool:
			if v {
				meilleur = min(meilleur, r)
				out.Motifs = append(out.Motifs, ex.motif(m))
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
		out.Motifs = []MotifRetenu{ex.motif(&q.Defaut)}
	}
	return out
}

func (ex *Examen) motif(m *Motif) MotifRetenu {
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
