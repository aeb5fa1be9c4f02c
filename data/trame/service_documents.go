package trame

import "slices"

// Document is a paper that the service can produce.
type Document struct {
	Cle         string `toml:"cle"`
	Titre       string `toml:"titre"`
	Modele      string `toml:"modele"`
	Finalisable bool   `toml:"finalisable"`
	// Si tells whether the document fits the dossier; Sinon explains why not.
	Si    string `toml:"si"`
	Quand string `toml:"quand"` // older spelling of si
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
	// Si and in the template.
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

// Fige tells whether finalising this document freezes the dossier.
func (d *Document) Fige() bool { return d.Complete == "" && !d.Courant && d.Pour == "" }

// Cache tells whether this document must not reveal a field, by itself or with its section.
func (d *Document) Cache(c *Champ) bool {
	return d.CacheSection(c.section) || slices.Contains(d.Tait, c.Chemin()) || c.Secret && !slices.Contains(d.Dit, c.Chemin())
}

// CacheSection tells whether this document must not reveal a section.
func (d *Document) CacheSection(s *Section) bool { return slices.Contains(d.Tait, s.Cle) }

// Verification says which section holds the verification attempts, which of its
// fields name the statements and the result, and what each result makes of a statement.
type Verification struct {
	Section      string            `toml:"section"`
	Declarations string            `toml:"declarations"`
	Resultat     string            `toml:"resultat"`
	Effets       map[string]string `toml:"effets"` // result → status; absent: the statement stays declared
	Statuts      []*Option         `toml:"statut"` // how each status is printed
}

// Redaction names the table of wordings that call for a second look.
type Redaction struct {
	Table string `toml:"table"`
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
