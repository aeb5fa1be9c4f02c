package trame

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"justicepartage/data/saisie"
)

// nature is all that a type of field decides. Each stands in a file of its own; the rest of
// the engine asks it and names no type.
type nature struct {
	// lire gives the canonical value of what was typed or decoded; nil when nothing was.
	lire func(c *Champ, v any, maintenant time.Time) (any, error)
	// ecrire writes a canonical value.
	ecrire func(p Plume, c *Champ, v any) string
	// kind is the static type in conditions.
	kind kind

	mots     bool // words that people search for, and that somebody wrote
	long     bool // several paragraphs
	tapee    bool // answered by typing, with the undo of its entry
	moment   bool // a day or an hour
	jour     bool // a day, with an hour or not
	nombre   bool // can be added up
	options  bool // has options of its own
	multiple bool // several answers at once
	designe  bool // names rows of another section
	declare  bool // names statements
	calcule  bool // is not asked
	papier   Papier
}

// Papier is the room that an answer takes on a form to fill by hand.
type Papier struct {
	Poids  float64 // in a table of rows, 1 being an hour
	Courte bool    // on the line of its question
	Cases  bool    // its options are boxes to tick
	Lignes int     // blank lines to write on
	Unite  string
}

// natures are the types of fields, by name; each file of a type adds its own.
var natures = map[string]*nature{}

func declarer(genre string, n nature) { natures[genre] = &n }

// types lists the types of fields, sorted.
func types() []string { return slices.Sorted(maps.Keys(natures)) }

// inconnue serves a field whose type does not exist, until loading refuses it.
var inconnue = &nature{lire: lireLigne, ecrire: ecrireLibre}

func natureDe(genre string) *nature {
	if n := natures[genre]; n != nil {
		return n
	}
	return inconnue
}

func (c *Champ) nature() *nature { return natureDe(c.Type) }

// EnMots tells whether the answer is words of somebody, which people search for.
func (c *Champ) EnMots() bool { return c.nature().mots }

// Long tells whether the answer may take several paragraphs.
func (c *Champ) Long() bool { return c.nature().long }

// SeTape tells whether the answer is typed, with the undo of its entry, rather than chosen.
func (c *Champ) SeTape() bool { return c.nature().tapee }

// AOptions tells whether the question has options of its own: a choix or a choix-multiple.
func (c *Champ) AOptions() bool { return c.nature().options }

// Calcule tells whether the answer comes from others.
func (c *Champ) Calcule() bool { return c.nature().calcule }

// Designe tells whether the answer names rows of another section.
func (c *Champ) Designe() bool { return c.nature().designe }

// Plusieurs tells whether the question takes several answers at once.
func (c *Champ) Plusieurs() bool { return c.nature().multiple }

// Declare tells whether the answer names statements.
func (c *Champ) Declare() bool { return c.nature().declare }

// Genre is the type of what the field is worth: the format of a calcul, its type otherwise.
func (c *Champ) Genre() string {
	if c.Calcule() {
		return c.Format
	}
	return c.Type
}

// Papier is the room the answer takes on a form to fill by hand.
func (c *Champ) Papier() Papier {
	p := c.nature().papier
	if p.Poids == 0 {
		p.Poids = 2
	}
	if c.Long() {
		p.Lignes = max(c.Lignes, p.Lignes)
	}
	if p.Unite == "" {
		p.Unite = c.Unite
	}
	return p
}

// Normaliser turns a value as typed, or as read from TOML or JSON, into its canonical
// form. An empty value gives nil: the question is unanswered. The error is an
// *ErreurValeur with a French message.
func (c *Champ) Normaliser(v any, maintenant time.Time) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case Invalide:
		return v, nil
	case map[string]any:
		if t, ok := v["invalide"].(string); ok && len(v) == 1 {
			return Invalide{Texte: t}, nil
		}
	}
	out, err := c.nature().lire(c, v, maintenant)
	if err != nil {
		return nil, &ErreurValeur{Champ: c.Chemin(), Libelle: c.Libelle, Message: err.Error()}
	}
	return out, nil
}

// SansPerte tells whether the text that history keeps of a value gives it back: Relire
// makes the same value of it.
func (c *Champ) SansPerte(v any) bool {
	if v == nil {
		return true
	}
	relu, err := c.Relire(Ecrire(c, v, Garde), finDesTemps)
	return err == nil && memeValeur(relu, v)
}

// Relire gives the value that Ecrire wrote for the history (Garde). A text that stands for several values
// gives one of them: SansPerte tells which values come back.
func (c *Champ) Relire(texte string, maintenant time.Time) (any, error) {
	if c.nature().multiple && texte != "" {
		return c.Normaliser(c.separer(texte), maintenant)
	}
	return c.Normaliser(texte, maintenant)
}

// separer cuts a list that was written; a label that holds a comma stays whole.
func (c *Champ) separer(texte string) []any {
	var out []any
	for texte != "" {
		mot := ""
		for _, o := range c.Options {
			if reste, ok := strings.CutPrefix(texte, o.Libelle); ok && len(o.Libelle) > len(mot) && (reste == "" || strings.HasPrefix(reste, ", ")) {
				mot = o.Libelle
			}
		}
		if mot == "" {
			mot, _, _ = strings.Cut(texte, ", ")
		}
		out = append(out, mot)
		texte = strings.TrimPrefix(strings.TrimPrefix(texte, mot), ", ")
	}
	return out
}

func memeValeur(a, b any) bool {
	la, ok1 := a.([]string)
	lb, ok2 := b.([]string)
	if ok1 || ok2 {
		return ok1 && ok2 && slices.Equal(la, lb)
	}
	return a == b
}

// lireLigne reads one line of text.
func lireLigne(c *Champ, v any, _ time.Time) (any, error) {
	return lireTexte(c, v, saisie.Ligne, nil)
}

// lireTexte reads what can be written as text: cleaned, then understood, nil when empty.
func lireTexte(c *Champ, v any, nettoyer func(string) string, comprendre func(string) (string, error)) (any, error) {
	s, ok := enTexte(v)
	if !ok {
		return nil, fmt.Errorf("une valeur de type %s était attendue", c.Type)
	}
	if s = nettoyer(s); s == "" {
		return nil, nil
	}
	if comprendre == nil {
		return s, nil
	}
	s, err := comprendre(s)
	if err != nil {
		return nil, err
	}
	return s, nil
}
