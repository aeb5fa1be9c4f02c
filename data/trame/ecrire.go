package trame

// Usage is what a value is written for.
type Usage int

// The usages.
const (
	// EnClair is for lists and searches: labels, and the signs that one would type.
	EnClair Usage = iota
	// Garde is for the history: as EnClair, and Relire makes the same value of it whenever it
	// can.
	Garde
	// Lu is for the screen.
	Lu
	// Saisi is for the entry of a form: as one types it.
	Saisi
	// EnPhrase is for running text.
	EnPhrase
	// EnTable is for the cell of a table.
	EnTable
)

// imprime tells whether the usage is that of a document.
func (u Usage) imprime() bool { return u == EnPhrase || u == EnTable }

// Plume writes values for one usage.
type Plume struct {
	Usage Usage
	// Libelle prepares a text of the service (the label of an option), Reponse one that
	// somebody wrote; both stay as they are when nil.
	Libelle, Reponse func(string) string
	// Noms names the rows and the statements that a value designates; they keep their IDs
	// when nil.
	Noms func(c *Champ, v any) []string
}

// Ecrire writes a canonical value, "" for none. Rows and statements bear their IDs: a Plume
// with Noms names them.
func Ecrire(c *Champ, v any, u Usage) string { return Plume{Usage: u}.Ecrire(c, v) }

// Texte writes a value plainly: Ecrire, EnClair.
func (c *Champ) Texte(v any) string { return Ecrire(c, v, EnClair) }

// Ecrire writes a canonical value, "" for none.
func (p Plume) Ecrire(c *Champ, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case Invalide:
		return p.reponse(v.Texte)
	}
	return c.nature().ecrire(p, c, v)
}

func (p Plume) libelle(s string) string {
	if p.Libelle == nil {
		return s
	}
	return p.Libelle(s)
}

func (p Plume) reponse(s string) string {
	if p.Reponse == nil {
		return s
	}
	return p.Reponse(s)
}

// brut tells whether values keep the form in which they are stored, rather than that in which
// one reads them.
func (u Usage) brut() bool { return u == EnClair || u == Garde }

// ecrireLibre writes what somebody wrote.
func ecrireLibre(p Plume, _ *Champ, v any) string {
	s, _ := v.(string)
	return p.reponse(s)
}
