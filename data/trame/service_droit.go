package trame

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
	Si       string   `toml:"si"`
	Quand    string   `toml:"quand"` // older spelling of si
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
	Si    string `toml:"si"`
	Que   string `toml:"que"` // older spelling of si
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

// Controle is a rule on the answers. It speaks when Si is true.
type Controle struct {
	Cle     string `toml:"cle"`
	Pour    string `toml:"pour"` // key of a repeated section: examined for each row, named « ligne »
	Si      string `toml:"si"`
	Quand   string `toml:"quand"`   // older spelling of si
	Gravite string `toml:"gravite"` // bloquant | alerte | information
	Message string `toml:"message"`
	Champ   string `toml:"champ"` // path of the field to go to
	// Documents limits the rule to the finalising of some documents; all when empty.
	Documents []string `toml:"documents"`
	// Sauf lists the documents that a hard stop leaves possible: the notice that it stopped.
	Sauf []string `toml:"sauf"`
}

// Indicateur is a figure of the yearly report, kept per dossier. A field flagged
// « indicateur » is one too, under the key section.champ.
type Indicateur struct {
	Cle    string   `toml:"cle"`
	Titre  string   `toml:"titre"`
	Valeur string   `toml:"valeur"` // expression
	Par    []string `toml:"par"`    // keys of indicators it is broken down by, for whoever reads the service
}

// Severity of a Controle.
const (
	GraviteBloquant    = "bloquant"
	GraviteAlerte      = "alerte"
	GraviteInformation = "information"
	// GraviteArret is a hard stop: while it speaks, no step is open and no document is made.
	GraviteArret = "arret"
)
