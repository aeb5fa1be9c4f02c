package dossier

import (
	"context"
	"strings"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/edition"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// remise is how papers leave the program: printed, shown by the viewer, written to a file.
type remise struct{ e *Ecran }

// What is done with a finalised paper, as the audit writes it.
const (
	usageLecture    = "lecture"
	usageImpression = "impression"
	usageExport     = "export"
)

// sortant is a paper that may leave.
type sortant struct {
	nom string // of its file
	// octets runs away from the window; usage goes to the audit.
	octets func(usage string) ([]byte, error)
}

// finalise is a paper as it was kept.
func (s remise) finalise(x data.Document) sortant {
	session := s.e.p.Session
	return sortant{edition.NomFichier(s.e.c.svc, s.e.c.r.Dossier(), x.Titre, false), func(usage string) ([]byte, error) {
		return session.Octets(context.Background(), x.ID, usage)
	}}
}

// projet is a paper that is not finalised, with the answers of now.
func (s remise) projet(doc *trame.Exemplaire) sortant {
	ex, d, p := s.e.c.r.ExamenACote(), s.e.c.r.Dossier(), s.e.p
	return sortant{edition.NomFichier(s.e.c.svc, d, doc.Titre, doc.Finalisable), func(string) ([]byte, error) {
		r, err := p.Imprimerie.Projet(ex, d, doc, p.Association)
		if err != nil {
			return nil, err
		}
		return r.PDF, nil
	}}
}

func (s remise) imprimer(x sortant) {
	s.sortir(x, usageImpression, func(pdf []byte) (string, error) {
		return "Le document part à l’imprimante.", s.e.p.Sortie.Imprimer(pdf)
	})
}

func (s remise) ouvrir(x sortant) {
	s.sortir(x, usageLecture, func(pdf []byte) (string, error) { return "", s.e.p.Sortie.Ouvrir(pdf) })
}

// exporter asks where the file goes; the usual folder is proposed.
func (s remise) exporter(x sortant) {
	ou := composants.NouvelleSaisie()
	ou.Poser(s.e.p.Sortie.DossierExport())
	s.e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Exporter le PDF", Focus: ou, Largeur: 640,
		Contenu: composants.Empiler(4, composants.Prose("Dans le dossier :"), ou,
			composants.ProseDiscrete(francais.Typographie("Sous le nom : ")+x.nom),
			composants.ProseDiscrete("Le fichier exporté n’est plus protégé par le programme : rangez-le à l’abri, effacez-le quand il ne sert plus.")),
		Actions: []dialogues.Action{{Texte: "Exporter", Faire: func() bool {
			dossier := strings.TrimSpace(ou.Text)
			s.sortir(x, usageExport, func(pdf []byte) (string, error) {
				la, err := s.e.p.Sortie.Exporter(dossier, x.nom, pdf)
				return "Enregistré : " + la, err
			})
			return true
		}}},
	})
}

// sortir makes or reads a paper away from the window, does something with it, then says what.
func (s remise) sortir(x sortant, usage string, faire func(pdf []byte) (dit string, err error)) {
	var dit string
	var err error
	s.e.p.Ex.Lancer(func() {
		var pdf []byte
		if pdf, err = x.octets(usage); err == nil {
			dit, err = faire(pdf)
		}
	}, func() {
		switch {
		case err != nil:
			s.e.p.Dialogues.Erreur(err)
		case dit != "":
			s.e.p.Dialogues.Mot(dit)
		}
	})
}

// surDernier does something with the last finalised paper, or with the draft of the one that
// the dossier is going to.
func (s remise) surDernier(faire func(sortant)) {
	e := s.e
	doc := e.c.courant()
	if doc == nil {
		e.p.Dialogues.Informer("Pas encore de document", "Aucun document n’est possible pour l’instant : le panneau Documents dit ce qui manque.")
		return
	}
	if n := e.c.r.Dossier().Finalises[doc.ID()]; n == 0 || !doc.Courant && e.c.resteAFaire(doc) {
		faire(s.projet(doc))
		return
	}
	var docs []data.Document
	var err error
	e.p.Ex.Lancer(func() { docs, err = e.p.Session.Documents(context.Background(), e.p.Dossier.Numero) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		if x := derniere(docs, doc.ID()); x != nil {
			faire(s.finalise(*x))
		}
	})
}

// derniere is the last finalised document of a paper, nil when there is none.
func derniere(docs []data.Document, papier string) *data.Document {
	for i := len(docs) - 1; i >= 0; i-- {
		if docs[i].Exemplaire() == papier {
			return &docs[i]
		}
	}
	return nil
}

// fige gives the last finalised document of a paper as it was kept; nil when it is the one
// already known. It runs away from the window.
func (s remise) fige(numero, papier string, connu int64) (*reports.Rendu, int64, error) {
	docs, err := s.e.p.Session.Documents(context.Background(), numero)
	if err != nil {
		return nil, 0, err
	}
	x := derniere(docs, papier)
	switch {
	case x == nil:
		return nil, 0, &data.Erreur{Code: data.Introuvable, Message: "Ce document n’est pas encore finalisé."}
	case x.ID == connu:
		return nil, connu, nil
	}
	pdf, err := s.e.p.Session.Octets(context.Background(), x.ID, usageLecture)
	return &reports.Rendu{PDF: pdf, Pages: reports.Pages(pdf)}, x.ID, err
}
