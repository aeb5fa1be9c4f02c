package reports

// The block tree: what a document says, before it is put on pages. Tests look at it
// first, because it does not depend on fonts or paper.

// Marque is the role of a run of text. The drawing decides what it looks like.
type Marque uint16

// The marks combine.
const (
	Gras Marque = 1 << iota
	Italique
	Manque       // a missing value: highlighted in a draft
	Etiquette    // a run-in heading or a label
	StatutNeutre // status of a statement: declared, not verified
	StatutBon    // verified
	StatutMoyen  // partly verified
	StatutMauvais
	Discret
)

// Fragment is a run of text with one look. A line feed in Texte ends a line.
type Fragment struct {
	Texte  string
	Marque Marque
}

// Bloc is one element of a document.
type Bloc interface{ bloc() }

// Titre is a heading: 1 the title of the document, 2 a chapter, 3 a part of it.
type Titre struct {
	Niveau int
	Texte  []Fragment
	// Ancre is the key of the section the chapter speaks of, or "".
	Ancre string
}

// Paragraphe is running text.
type Paragraphe struct {
	Texte []Fragment
	// Style is "" for running text, "note" for small print, "sous-titre" under a title,
	// "droite" for what stands on the right-hand side, "destinataire" for the address of a
	// letter, "code" for what is copied by hand.
	Style string
}

// Liste is a list with bullets or numbers; each item has its own blocks.
type Liste struct {
	Numerotee bool
	Points    [][]Bloc
}

// Encadre is a panel.
type Encadre struct {
	Blocs []Bloc
	Ton   string // "" or "alerte"
}

// Fiche is a set of label and value pairs that one looks up.
type Fiche struct {
	Paires []Paire
	// Colonnes is 1 or 2.
	Colonnes int
}

// Paire is one label with its value.
type Paire struct {
	Libelle string
	Valeur  []Fragment
}

// Tableau is a table whose header is repeated on every page it runs over.
type Tableau struct {
	Colonnes []Colonne
	Lignes   [][]Cellule
	// Total tells that the last row is a total.
	Total bool
}

// Colonne is a column of a table. Poids shares the width.
type Colonne struct {
	Titre  string
	Poids  float64
	Droite bool
}

// Cellule is the text of a cell.
type Cellule []Fragment

// Signature is the place and date, the name and function, and the room to sign.
type Signature struct {
	Lieu     []Fragment
	Nom      string
	Fonction string
	Note     string
	// Autre is who signs beside, "" for nobody.
	Autre string
}

// EnTete is the letterhead.
type EnTete struct {
	Nom      string
	Lignes   []string // under the name
	Cote     []string // on the right-hand side
	Logo     []byte
	Habilite string
}

// Regle is a thin line across the page.
type Regle struct{}

// SautDePage starts a new page.
type SautDePage struct{}

// Question is one entry of a form to fill by hand.
type Question struct {
	Libelle string
	Unite   string
	Options []string // boxes to tick
	Lignes  int      // lines to write on; 0 for a short answer
	Si      string   // when it applies, in words
	Courte  bool     // two short ones share a line
}

// GrilleLignes is a table of blank rows to fill by hand.
type GrilleLignes struct {
	Titre    string
	Colonnes []Colonne
	Lignes   int
	Aucun    string // the box of « there is none »
}

func (Titre) bloc()        {}
func (Paragraphe) bloc()   {}
func (Liste) bloc()        {}
func (Encadre) bloc()      {}
func (Fiche) bloc()        {}
func (Tableau) bloc()      {}
func (Signature) bloc()    {}
func (EnTete) bloc()       {}
func (Regle) bloc()        {}
func (SautDePage) bloc()   {}
func (Question) bloc()     {}
func (GrilleLignes) bloc() {}
