package trame

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

// DansGrille tells whether the question is asked during the interview.
func (c *Champ) DansGrille() bool {
	return (c.Grille == nil || *c.Grille) && !c.Calcule() && !c.Declare() && !c.Designe()
}

// Section returns the section the field belongs to.
func (c *Champ) Section() *Section { return c.section }

// Option returns the option with that key, or nil.
func (c *Champ) Option(cle string) *Option { return c.options[cle] }

// Chemin returns « section.champ ».
func (c *Champ) Chemin() string { return c.section.Cle + "." + c.Cle }

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
