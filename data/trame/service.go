// Package trame is the engine that runs every service of the association.
//
// A service is a folder of text files (service.toml, document templates, worked
// examples). This package reads it strictly, holds the answers given in a dossier,
// and examines them: which questions apply, what is missing, what the law makes of
// it, what was verified, which steps are open, which dates run.
//
// Rules of the package:
//   - no service and no field is named here: knowledge is data;
//   - an unanswered question makes a condition unknown, never false;
//   - nothing here reads a clock, a file or a database by itself: all is handed in.
package trame

import (
	"io/fs"
	"slices"
)

// Service is one trame as read from its folder. It is immutable once loaded and may
// be shared between goroutines.
type Service struct {
	ID      string `toml:"id"`
	Titre   string `toml:"titre"`
	Pole    string `toml:"pole"`
	Prefixe string `toml:"prefixe"` // three to five capitals, the middle of the number AAAA-ESR-0001
	Resume  string `toml:"resume"`
	// Conservation is how long a dossier is kept after the last thing that was done in it:
	// beyond, it is in the list of those to delete or to put away. Two years when empty
	// (CNIL, référentiel des durées de conservation, social et médico-social, 2023).
	Conservation string `toml:"conservation"`
	// Rang orders the services in lists, the lowest first; those without one follow, by title.
	Rang int `toml:"rang"`
	// Reserve keeps the service from the accounts that see « all services »: only those that
	// name it see it.
	Reserve bool `toml:"reserve"`
	// Nouveau is what opening a dossier of the service is called: « Nouvelle enquête ».
	Nouveau string `toml:"nouveau"`
	// Mots are its words for what others have too.
	Mots Mots `toml:"mots"`

	Sections      []*Section      `toml:"section"`
	Qualification *Qualification  `toml:"qualification"`
	Etapes        []*Etape        `toml:"etape"`
	Echeances     []*Echeance     `toml:"echeance"`
	Controles     []*Controle     `toml:"controle"`
	Documents     []*Document     `toml:"document"`
	Indicateurs   []*Indicateur   `toml:"indicateur"`
	Verification  *Verification   `toml:"verification"`
	Redaction     *Redaction      `toml:"redaction"`
	Reperes       Reperes         `toml:"reperes"`
	Personnes     []*RolePersonne `toml:"personne"`
	Seances       []*Rencontre    `toml:"seance"`
	Orientations  []*Orientation  `toml:"orientation"`
	Releves       []*Releve       `toml:"releve"`

	// Version identifies the exact text of the service and of the tables: 12
	// hexadecimal digits of a SHA-256. A dossier keeps the version it was written with.
	Version string `toml:"-"`
	// Tables are the reference tables that were read with the service.
	Tables *Tables `toml:"-"`
	// Fichiers holds the templates of the service.
	Fichiers fs.FS `toml:"-"`

	sections    map[string]*Section
	expressions map[string]*expression // compiled, by source text and scope
}

// Section is a page of the form and a chapter of the documents. A repeated section
// holds rows (children, verifications, resources…).
type Section struct {
	// Comme names the part (assets/parts) that the section takes; what the section writes lies
	// over it. Sans are fields of the part that it leaves out.
	Comme string   `toml:"comme"`
	Sans  []string `toml:"sans"`

	Cle     string   `toml:"cle"`
	Titre   string   `toml:"titre"`
	Lettre  string   `toml:"lettre"` // rubric letter, as practitioners name it
	Aide    string   `toml:"aide"`
	Si      string   `toml:"si"`
	Repetee bool     `toml:"repetee"`
	Ligne   string   `toml:"ligne"`  // what one row is called: « enfant »
	Aucun   string   `toml:"aucun"`  // the sentence of an explicit « there is none »
	Resume  []string `toml:"resume"` // keys of the fields that name a row in lists
	Requis  string   `toml:"requis"` // of a repeated section: rows or an explicit none are required
	// Verifiable makes each row of a repeated section one statement.
	Verifiable bool `toml:"verifiable"`
	// Apres names the document after whose finalising this section may be written;
	// all other sections are frozen then.
	Apres string `toml:"apres"`
	// Libre marks what no document prints, the running of the dossier: it may be written in
	// after a document froze the rest.
	Libre bool `toml:"libre"`
	// Grille is false for what is not asked during the interview.
	Grille *bool `toml:"grille"`
	// GrilleLignes is the number of blank rows that a repeated section gets on paper.
	GrilleLignes int      `toml:"grille_lignes"`
	Champs       []*Champ `toml:"champ"`

	champs map[string]*Champ
}

// Types of fields.
const (
	TypeTexte        = "texte"
	TypeParagraphe   = "paragraphe"
	TypeNombre       = "nombre"
	TypeMontant      = "montant"
	TypeDate         = "date"
	TypeHeure        = "heure"
	TypeDateHeure    = "date-heure"
	TypeOuiNon       = "oui-non"
	TypeChoix        = "choix"
	TypeChoixMult    = "choix-multiple"
	TypeTelephone    = "telephone"
	TypeAdresse      = "adresse"
	TypePersonne     = "personne"
	TypeCalcul       = "calcul"
	TypeDeclarations = "declarations" // a choice among the verifiable statements of the dossier
	TypeLigne        = "ligne"        // one row of another repeated section, by its ID
	TypeLignes       = "lignes"       // several of them
)

// When an answer is required.
const (
	RequisJamais       = "jamais"
	RequisToujours     = "toujours"
	RequisFinalisation = "finalisation"
)

// Champ is one question.
type Champ struct {
	Cle string `toml:"cle"`
	// Apres and Avant place a field among those of the part that its section takes; it
	// follows them otherwise.
	Apres string `toml:"apres"`
	Avant string `toml:"avant"`

	Libelle    string    `toml:"libelle"`
	Type       string    `toml:"type"`
	Aide       string    `toml:"aide"`
	Options    []*Option `toml:"options"`
	Table      string    `toml:"table"` // options taken from a reference table
	Parmi      string    `toml:"parmi"` // repeated section of which a ligne or lignes names rows
	Requis     string    `toml:"requis"`
	Si         string    `toml:"si"`
	Verifiable bool      `toml:"verifiable"`
	// Secret keeps the answer from every document, statement and figure: a document that needs
	// it says so (dit).
	Secret     bool     `toml:"secret"`
	Indicateur bool     `toml:"indicateur"`
	Formule    string   `toml:"formule"`   // of a calcul
	Format     string   `toml:"format"`    // of a calcul: nombre, montant, date, texte, oui-non
	Naissance  bool     `toml:"naissance"` // a date of birth: two-digit years lie in the past
	Min        *float64 `toml:"min"`
	Max        *float64 `toml:"max"`
	Unite      string   `toml:"unite"`
	Defaut     string   `toml:"defaut"` // a value in typed form, proposed for a new dossier
	Motif      string   `toml:"motif"`  // a regular expression that a usual value follows: a soft check
	MotifAide  string   `toml:"motif_aide"`
	// Redaction is false for words that are not the writer's own (the charge as
	// worded by the parquet): wording alerts leave them alone.
	Redaction *bool `toml:"redaction"`
	// Silence is true for a question whose missing answer says nothing: documents do not
	// list it among what is not known.
	Silence bool `toml:"silence"`
	// Grille is false for what is not asked during the interview.
	Grille *bool `toml:"grille"`
	Lignes int   `toml:"lignes"` // height on paper and on screen, in lines

	section *Section
	options map[string]*Option
}

// Option is one possible answer of a choix.
type Option struct {
	Cle     string `toml:"cle"`
	Libelle string `toml:"libelle"`
	// Phrase is how the answer reads inside a sentence; the label in lower case when empty.
	Phrase string `toml:"phrase"`
	Groupe string `toml:"groupe"`
	// Retiree keeps the option for what was answered with it, and no longer proposes it.
	Retiree bool `toml:"retiree"`
}

// Qualification says what the law makes of the request: levels in order of weight,
// reasons with their references, and the level when no reason holds.
type Qualification struct {
	Titre   string    `toml:"titre"`
	Niveaux []*Niveau `toml:"niveau"`
	Motifs  []*Motif  `toml:"motif"`
	Defaut  Motif     `toml:"defaut"`
}

// Niveau is one level of a qualification, the heaviest first.
type Niveau struct {
	Cle     string `toml:"cle"`
	Libelle string `toml:"libelle"`
}

// Motif is one reason for a level.
type Motif struct {
	Cle      string   `toml:"cle"`
	Quand    string   `toml:"quand"`
	Donne    string   `toml:"donne"`
	Texte    string   `toml:"texte"`
	Articles []string `toml:"articles"` // keys of the articles table
}

// Etape is a step of the workflow. It is reached when every condition holds and the
// steps before it are reached.
type Etape struct {
	Cle   string     `toml:"cle"`
	Titre string     `toml:"titre"`
	Exige []Exigence `toml:"exige"`
}

// Exigence is a condition with the French sentence that explains what is missing.
type Exigence struct {
	Que   string `toml:"que"`
	Sinon string `toml:"sinon"`
}

// Echeance is a date computed from the answers.
type Echeance struct {
	Cle     string   `toml:"cle"`
	Pour    string   `toml:"pour"` // key of a repeated section: one deadline for each row, named « ligne »
	Titre   string   `toml:"titre"`
	Le      string   `toml:"le"`      // expression giving a date or a date-heure
	Si      string   `toml:"si"`      // only when this holds
	Fait    string   `toml:"fait"`    // done when this holds
	Alertes []string `toml:"alertes"` // durations before the date: « 30 jours », « 45 min »
	Depasse string   `toml:"depasse"` // what it means when the date is past
	Section string   `toml:"section"` // where to go in the dossier
	// Legale marks a deadline set by the law or by a judge: once past it stays, until it is
	// done or somebody waives it with a reason and their name.
	Legale bool `toml:"legale"`
	// MemeClos keeps the deadline running after the dossier is closed: what is owed to the
	// association, or by it, once its mission is over.
	MemeClos bool `toml:"meme_clos"`
}

// Controle is a rule on the answers. It speaks when Quand is true.
type Controle struct {
	Cle     string `toml:"cle"`
	Pour    string `toml:"pour"` // key of a repeated section: examined for each row, named « ligne »
	Quand   string `toml:"quand"`
	Gravite string `toml:"gravite"` // bloquant | alerte | information
	Message string `toml:"message"`
	Champ   string `toml:"champ"` // path of the field to go to
	// Documents limits the rule to the finalising of some documents; all when empty.
	Documents []string `toml:"documents"`
	// Sauf lists the documents that a hard stop leaves possible: the notice that it stopped.
	Sauf []string `toml:"sauf"`
}

// Severity of a Controle.
const (
	GraviteBloquant    = "bloquant"
	GraviteAlerte      = "alerte"
	GraviteInformation = "information"
	// GraviteArret is a hard stop: while it speaks, no step is open and no document is made.
	GraviteArret = "arret"
)

// Document is a paper that the service can produce.
type Document struct {
	Cle         string `toml:"cle"`
	Titre       string `toml:"titre"`
	Modele      string `toml:"modele"`
	Finalisable bool   `toml:"finalisable"`
	// Quand tells whether the document fits the dossier; Sinon explains why not.
	Quand string `toml:"quand"`
	Sinon string `toml:"sinon"`
	// Complete names the document that this one completes: it can only be made once
	// that one is finalised, and is numbered.
	Complete string `toml:"complete"`
	// Courant marks a paper of the daily work (a summons, a receipt, an attestation): it
	// can be finalised as often as it is needed, each copy is kept, and none of them
	// freezes the dossier.
	Courant bool `toml:"courant"`
	// Lignes names the repeated section of which the n-th row is the matter of the
	// n-th such document.
	Lignes string `toml:"lignes"`
	// Pour names a repeated section: the document is about one row of it, named « ligne » in
	// Quand and in the template.
	Pour string `toml:"pour"`
	// Vierge marks a form to fill by hand: it takes no answers.
	Vierge bool `toml:"vierge"`
	// Mention is printed at the foot of every page.
	Mention string `toml:"mention"`
	// Tait lists the sections and fields that this document must not reveal: its
	// template cannot reach them.
	Tait []string `toml:"tait"`
	// Dit lists the secret fields that this document needs.
	Dit []string `toml:"dit"`
}

// Indicateur is a figure of the yearly report, kept per dossier. A field flagged
// « indicateur » is one too, under the key section.champ.
type Indicateur struct {
	Cle    string   `toml:"cle"`
	Titre  string   `toml:"titre"`
	Valeur string   `toml:"valeur"` // expression
	Par    []string `toml:"par"`    // keys of indicators it is broken down by, for whoever reads the service
}

// Verification says which section holds the verification attempts, which of its
// fields name the statements and the result, and what each result makes of a statement.
type Verification struct {
	Section      string            `toml:"section"`
	Declarations string            `toml:"declarations"`
	Resultat     string            `toml:"resultat"`
	Effets       map[string]string `toml:"effets"` // result → status; absent: the statement stays declared
	Statuts      []*Option         `toml:"statut"` // how each status is printed
}

// Status of a verifiable statement.
const (
	StatutDeclare        = "declare"
	StatutVerifie        = "verifie"
	StatutPartiel        = "partiel"
	StatutInfirme        = "infirme"
	StatutContradictoire = "contradictoire"
	StatutNonVerifie     = "non-verifie" // tried, without result
)

// Redaction names the table of wordings that call for a second look.
type Redaction struct {
	Table string `toml:"table"`
}

// Reperes are the paths of the answers that the rest of the program needs to know by
// their meaning, whatever the service.
type Reperes struct {
	NumeroParquet string `toml:"numero_parquet"`
	Juridiction   string `toml:"juridiction"`
	Saisine       string `toml:"saisine"`   // when the request came in: it dates the law
	Audience      string `toml:"audience"`  // when it is needed
	Redaction     string `toml:"redaction"` // date of the document
	// Titre names a dossier that is about no person in particular: a session with its
	// participants.
	Titre string `toml:"titre"`
}

// RolePersonne maps a section to the persons index: each row (or the section) is a
// person with a role, and these fields identify them.
type RolePersonne struct {
	Role       string   `toml:"role"`
	Titre      string   `toml:"titre"`
	Section    string   `toml:"section"`
	Nom        string   `toml:"nom"`
	NomUsage   string   `toml:"nom_usage"`
	Prenoms    string   `toml:"prenoms"`
	Naissance  string   `toml:"naissance"`
	Genre      string   `toml:"genre"`
	Feminin    string   `toml:"feminin"`  // option of Genre
	Masculin   string   `toml:"masculin"` // option of Genre
	Telephones []string `toml:"telephones"`
	Adresses   []string `toml:"adresses"` // full paths
	Principal  bool     `toml:"principal"`
	// Sur is the field that says how the person may be reached without danger: it is shown
	// wherever one could call or write.
	Sur string `toml:"sur"`
}

// Rencontre makes appointments of the rows of a repeated section: they stand in the agenda
// of the office. The keys are those of fields of the section; Date and Debut are needed.
type Rencontre struct {
	Section  string `toml:"section"`
	Titre    string `toml:"titre"` // what an appointment is called: « Visite »
	Date     string `toml:"date"`
	Debut    string `toml:"debut"`
	Fin      string `toml:"fin"`
	Minutes  int    `toml:"minutes"` // length when the end is not answered
	Lieu     string `toml:"lieu"`
	Avec     string `toml:"avec"`     // who of the office holds it
	Presence string `toml:"presence"` // a choix: did it take place
	// Prevue is the option of Presence that says that it is still to come; Tenue those that
	// say that it took place. Any other answer says that it did not.
	Prevue string   `toml:"prevue"`
	Tenue  []string `toml:"tenue"`
}

// Orientation proposes a separate dossier in another service. The dossiers stay apart: what
// crosses is listed, and crosses only with the agreement of the person.
type Orientation struct {
	Cle     string `toml:"cle"`
	Titre   string `toml:"titre"`
	Vers    string `toml:"vers"`  // id of the service
	Pour    string `toml:"pour"`  // repeated section: one proposal for each row, named « ligne »
	Quand   string `toml:"quand"` // proposed while this holds
	Message string `toml:"message"`
	// Accord is the path of the oui-non that says the person agreed; of the row with Pour.
	Accord string `toml:"accord"`
	// Transmet gives, for each field of the new dossier (section.champ), the field of this
	// one whose answer is written in it.
	Transmet map[string]string `toml:"transmet"`
}

// conservationParDefaut is the benchmark of the CNIL for the active base.
const conservationParDefaut = "2 ans"

// Gardee is how long dossiers of the service are kept.
func (s *Service) Gardee() Duree {
	d, err := LireDuree(s.Conservation)
	if err != nil {
		d, _ = LireDuree(conservationParDefaut)
	}
	return d
}

// Section returns the section with that key, or nil.
func (s *Service) Section(cle string) *Section { return s.sections[cle] }

// Champ returns the field section.champ, or nil.
func (s *Service) Champ(section, champ string) *Champ {
	if sec := s.sections[section]; sec != nil {
		return sec.champs[champ]
	}
	return nil
}

// Document returns the document with that key, or nil.
func (s *Service) Document(cle string) *Document {
	for _, d := range s.Documents {
		if d.Cle == cle {
			return d
		}
	}
	return nil
}

// Champ returns the field of the section with that key, or nil.
func (s *Section) Champ(cle string) *Champ { return s.champs[cle] }

// DansGrille tells whether the section is asked during the interview.
func (s *Section) DansGrille() bool { return s.Grille == nil || *s.Grille }

// DansGrille tells whether the question is asked during the interview.
func (c *Champ) DansGrille() bool {
	return (c.Grille == nil || *c.Grille) && !c.Calcule() && !c.Declare() && !c.Designe()
}

// SectionsLiees gives the section itself and those whose answers may name its rows: what
// taking a row out can change.
func (s *Service) SectionsLiees(cle string) []string {
	out := []string{cle}
	for _, sec := range s.Sections {
		lie := s.Verification != nil && s.Verification.Section == sec.Cle
		for _, c := range sec.Champs {
			lie = lie || c.Parmi == cle
		}
		if lie && sec.Cle != cle {
			out = append(out, sec.Cle)
		}
	}
	return out
}

// Fige tells whether finalising this document freezes the dossier.
func (d *Document) Fige() bool { return d.Complete == "" && !d.Courant && d.Pour == "" }

// Cache tells whether this document must not reveal a field, by itself or with its section.
func (d *Document) Cache(c *Champ) bool {
	return d.CacheSection(c.section) || slices.Contains(d.Tait, c.Chemin()) || c.Secret && !slices.Contains(d.Dit, c.Chemin())
}

// CacheSection tells whether this document must not reveal a section.
func (d *Document) CacheSection(s *Section) bool { return slices.Contains(d.Tait, s.Cle) }

// Section returns the section the field belongs to.
func (c *Champ) Section() *Section { return c.section }

// Option returns the option with that key, or nil.
func (c *Champ) Option(cle string) *Option { return c.options[cle] }

// Chemin returns « section.champ ».
func (c *Champ) Chemin() string { return c.section.Cle + "." + c.Cle }
