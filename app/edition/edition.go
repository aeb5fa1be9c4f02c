// Package edition makes the documents of a dossier: the draft that one looks at, and the
// final one that the base keeps. The window and the command line share it.
package edition

import (
	"context"
	"fmt"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// Session is what making documents needs of a base.
type Session interface {
	data.Documents
	Compte() data.Compte
	Association(ctx context.Context) (data.Association, error)
}

// Editeur makes documents for one session.
type Editeur struct {
	Session Session
	Atelier *reports.Atelier
	Horloge func() time.Time
}

// Prochain is the number that the next document of this kind bears.
func Prochain(d *data.Dossier, doc *trame.Exemplaire) int { return d.Finalises[doc.Cle] + 1 }

// ResteAFaire tells whether a document is still to be written: it was never finalised, or
// it is numbered and the matter of the next one is begun, or it may be made again.
func ResteAFaire(d *data.Dossier, doc *trame.Exemplaire) bool {
	n := d.Finalises[doc.ID()]
	if n == 0 || doc.Lignes == "" {
		return n == 0 || doc.Courant
	}
	suite := d.Reponses[doc.Lignes]
	return suite != nil && len(suite.Lignes) > n
}

// Examiner examines a dossier for the account of the session.
func (e Editeur) Examiner(svc *trame.Service, d *data.Dossier) *trame.Examen {
	return svc.Examiner(d.Reponses, d.Contexte(e.Horloge(), e.Session.Compte().Signataire()))
}

// Projet draws the draft of a document, from answers that may not be saved yet. The
// letterhead is handed in: it does not change while one writes.
func (e Editeur) Projet(ex *trame.Examen, d *data.Dossier, doc *trame.Exemplaire, a data.Association) (*reports.Rendu, error) {
	if ok, pourquoi := ex.Possible(doc); !ok {
		return nil, &data.Erreur{Code: data.Saisie, Message: pourquoi}
	}
	return e.Atelier.Rendre(reports.Demande{
		Examen: ex, Document: doc.Document, Ligne: doc.Ligne, Numero: d.Numero, Rang: Prochain(d, doc), Association: a,
		Signataire: ex.Contexte().Signataire, Projet: true, Date: e.Horloge(),
	})
}

// Dernier gives the bytes of the last finalised document of that name (trame.Exemplaire),
// nil when there is none. usage is written to the audit.
func (e Editeur) Dernier(ctx context.Context, numero, papier, usage string) ([]byte, error) {
	docs, err := e.Session.Documents(ctx, numero)
	if err != nil {
		return nil, err
	}
	for i := len(docs) - 1; i >= 0; i-- {
		if docs[i].Exemplaire() == papier {
			return e.Session.Octets(ctx, docs[i].ID, usage)
		}
	}
	return nil, nil
}

// Figer finalises a document for ever, as the dossier was at a revision that was looked at.
func (e Editeur) Figer(ctx context.Context, d *data.Dossier, doc *trame.Exemplaire, gardees []string) (*data.Document, error) {
	return e.Session.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: doc.ID(), Revision: d.Revision, Gardees: gardees})
}

// Rendre prints what a base finalises: it is handed over when the base opens.
func Rendre(atelier func() (*reports.Atelier, error)) func(data.Impression) ([]byte, error) {
	return func(i data.Impression) ([]byte, error) {
		a, err := atelier()
		if err != nil {
			return nil, err
		}
		r, err := a.Rendre(reports.Demande{
			Examen: i.Examen, Document: i.Papier.Document, Ligne: i.Papier.Ligne, Numero: i.Numero, Rang: i.Rang, Association: i.Association,
			Signataire: i.Examen.Contexte().Signataire, Date: i.Le,
		})
		if err != nil {
			return nil, err
		}
		return r.PDF, nil
	}
}

// NomFichier is a name under which a document leaves the program: what it is and its
// numbers, never who it is about, since names of files are seen by everybody.
func NomFichier(svc *trame.Service, d *data.Dossier, titre string, projet bool) string {
	nom := d.Numero
	if n := []rune(d.NumeroParquet); len(n) > 0 {
		nom += fmt.Sprintf(" (%s %s)", francais.Minuscule(trame.MotsCommuns(svc).Numero), strings.TrimSpace(string(n[:min(len(n), numeroMax)])))
	}
	nom += " - " + titre
	if projet {
		nom += " - PROJET"
	}
	return nettoyer(nom) + ".pdf"
}

// numeroMax bounds what was typed for the number of whoever asked: file systems take names
// of 255 bytes, and the words that follow must stay.
const numeroMax = 40

// nettoyer removes what file systems refuse.
func nettoyer(s string) string {
	out := []rune{}
	for _, r := range s {
		switch {
		case r < ' ', r == '/', r == '\\', r == ':', r == '*', r == '?', r == '"', r == '<', r == '>', r == '|':
			out = append(out, '-')
		default:
			out = append(out, r)
		}
	}
	return string(out)
}
