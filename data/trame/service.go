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

import "io/fs"

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

// Complement returns the document that completes another once it is finalised, or nil.
func (s *Service) Complement(cle string) *Document {
	for _, d := range s.Documents {
		if cle != "" && d.Complete == cle {
			return d
		}
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
