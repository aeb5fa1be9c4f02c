package trame

import (
	"slices"
	"strings"
)

// Exemplaire is one paper that a dossier can give: a document, and the row it is about when
// it is made for each row of a section.
type Exemplaire struct {
	*Document
	Ligne string // ID of the row, "" for none
	Nom   string // of that row
}

// ID names the paper in its dossier: the key of the document, and the row.
func (x *Exemplaire) ID() string { return IDExemplaire(x.Cle, x.Ligne) }

// IDExemplaire is the name of a paper, from its document and its row.
func IDExemplaire(cle, ligne string) string {
	if ligne == "" {
		return cle
	}
	return cle + "." + ligne
}

// Intitule is the title of the document, with the name of its row. It names a person: it
// belongs on the screen, not in a file name.
func (x *Exemplaire) Intitule() string {
	if x.Nom == "" {
		return x.Titre
	}
	return x.Titre + " – " + x.Nom
}

// Exemplaires lists the papers of the service for these answers, possible or not; a document
// that is made for each row has one for each, and none without rows.
func (ex *Examen) Exemplaires() []*Exemplaire {
	var out []*Exemplaire
	for _, d := range ex.s.Documents {
		sec := ex.s.sections[d.Pour]
		if sec == nil {
			out = append(out, &Exemplaire{Document: d})
			continue
		}
		for _, l := range ex.Lignes(sec) {
			out = append(out, &Exemplaire{d, l.ID, ex.NomLigne(sec, l)})
		}
	}
	return out
}

// Exemplaire gives the paper of that name, nil when there is none. The key of a document
// made for each row, without a row, gives the first.
func (ex *Examen) Exemplaire(id string) *Exemplaire {
	l := ex.Exemplaires()
	i := slices.IndexFunc(l, func(x *Exemplaire) bool { return x.ID() == id })
	if i < 0 {
		i = slices.IndexFunc(l, func(x *Exemplaire) bool { return x.Pour != "" && x.Cle == id })
	}
	if i < 0 {
		return nil
	}
	return l[i]
}

// DocumentDe gives the document of a paper by its name, and the row; nil when the service
// has none.
func (s *Service) DocumentDe(id string) (*Document, string) {
	cle, ligne, _ := strings.Cut(id, ".")
	d := s.Document(cle)
	if d == nil || (ligne != "") != (d.Pour != "") {
		return nil, ""
	}
	return d, ligne
}
