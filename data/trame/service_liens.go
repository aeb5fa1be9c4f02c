package trame

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
	Si      string `toml:"si"`    // proposed while this holds
	Quand   string `toml:"quand"` // older spelling of si
	Message string `toml:"message"`
	// Accord is the path of the oui-non that says the person agreed; of the row with Pour.
	Accord string `toml:"accord"`
	// Transmet gives, for each field of the new dossier (section.champ), the field of this
	// one whose answer is written in it.
	Transmet map[string]string `toml:"transmet"`
}
