package commande

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// nouveau creates a dossier from an answers file.
func (p *Programme) nouveau(ctx context.Context, args []string) error {
	o := nouvellesOptions("nouveau", "base", "service", "reponses")
	if err := o.lire(args); err != nil {
		return err
	}
	service, fichier := o.valeur("service"), o.valeur("reponses")
	b, err := os.ReadFile(fichier)
	if err != nil {
		return err
	}
	return p.avecBase(ctx, o, func(s *store.Session) error {
		svc, err := s.Service(ctx, service, "")
		if err != nil {
			return err
		}
		r, err := svc.LireReponses(fichier, b, p.Horloge())
		if err != nil {
			return &data.Erreur{Code: data.Saisie, Message: err.Error() + "\nAucun dossier n’a été créé."}
		}
		if err := obligatoires(svc, r, p.Horloge()); err != nil {
			return err
		}
		d, err := s.Creer(ctx, service, r, nil)
		if err != nil {
			return err
		}
		fmt.Fprintln(p.Sortie, d.Numero)
		return nil
	})
}

// obligatoires refuses answers without what every dossier must have from the start.
func obligatoires(svc *trame.Service, r trame.Reponses, maintenant time.Time) error {
	var l []string
	for _, c := range svc.Examiner(r, trame.Contexte{Maintenant: maintenant}).Completude() {
		for _, m := range c.Manques {
			if m.Requis == trame.RequisToujours {
				l = append(l, fmt.Sprintf("%s (« %s »)", m.Chemin, m.Libelle))
			}
		}
	}
	if l == nil {
		return nil
	}
	return &data.Erreur{Code: data.Saisie, Message: "Il manque : " + strings.Join(l, ", ") + ".\nAucun dossier n’a été créé."}
}

// rapport writes a document of a dossier.
func (p *Programme) rapport(ctx context.Context, args []string) error {
	o := nouvellesOptions("rapport", "base", "dossier", "document", "sortie")
	finaliser := o.Bool("finaliser", false, "")
	garder := o.Bool("garder-formulations", false, "")
	if err := o.lire(args); err != nil {
		return err
	}
	a, err := reports.NouvelAtelier(p.Assets)
	if err != nil {
		return err
	}
	var pdf []byte
	err = p.avecBase(ctx, o, func(s *store.Session) error {
		d, err := s.Dossier(ctx, o.valeur("dossier"))
		if err != nil {
			return err
		}
		svc, err := s.Service(ctx, d.Service, d.Version)
		if err != nil {
			return err
		}
		doc := svc.Document(o.valeur("document"))
		if doc == nil {
			return &data.Erreur{Code: data.Introuvable, Message: fmt.Sprintf("Le document « %s » n’existe pas dans ce service. Documents possibles : %s.", o.valeur("document"), strings.Join(clesDocuments(svc), ", "))}
		}
		if *finaliser {
			pdf, err = p.finaliser(ctx, s, a, svc, d, doc, *garder)
		} else {
			pdf, err = p.projet(ctx, s, a, svc, d, doc)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := ecrireFichier(o.valeur("sortie"), pdf); err != nil {
		return err
	}
	fmt.Fprintln(p.Sortie, o.valeur("sortie"))
	return nil
}

func clesDocuments(svc *trame.Service) []string {
	var l []string
	for _, d := range svc.Documents {
		l = append(l, d.Cle)
	}
	return l
}

// projet gives the finalised document when there is one, a draft otherwise. Of a
// numbered document it gives the draft of the next one, if that is begun.
func (p *Programme) projet(ctx context.Context, s *store.Session, a *reports.Atelier, svc *trame.Service, d *data.Dossier, doc *trame.Document) ([]byte, error) {
	docs, err := s.Documents(ctx, d.Numero)
	if err != nil {
		return nil, err
	}
	finis := d.Finalises[doc.Cle]
	suite := d.Reponses[doc.Lignes]
	if commence := suite != nil && len(suite.Lignes) > finis; !commence {
		for i := len(docs) - 1; i >= 0; i-- {
			if docs[i].Cle == doc.Cle {
				return s.Octets(ctx, docs[i].ID, "export")
			}
		}
	}
	assoc, err := s.Association(ctx)
	if err != nil {
		return nil, err
	}
	ex := svc.Examiner(d.Reponses, d.Contexte(p.Horloge(), s.Compte().Signataire()))
	if ok, pourquoi := ex.Possible(doc); !ok {
		return nil, &data.Erreur{Code: data.Saisie, Message: pourquoi}
	}
	r, err := a.Rendre(reports.Demande{
		Examen: ex, Document: doc, Numero: d.Numero, Rang: finis + 1, Association: assoc,
		Signataire: s.Compte().Signataire(), Projet: true, Date: p.Horloge(),
	})
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// finaliser freezes the document and gives its bytes. Wordings to look at again refuse
// it, unless they are kept on purpose.
func (p *Programme) finaliser(ctx context.Context, s *store.Session, a *reports.Atelier, svc *trame.Service, d *data.Dossier, doc *trame.Document, garder bool) ([]byte, error) {
	var gardees []string
	if garder {
		ex := svc.Examiner(d.Reponses, d.Contexte(p.Horloge(), s.Compte().Signataire()))
		for _, r := range ex.Relecture() {
			gardees = append(gardees, r.Extrait)
		}
	}
	rendu, err := rendreFinal(ctx, s, a, doc, d.Numero, p.Horloge)
	if err != nil {
		return nil, err
	}
	fini, err := s.Finaliser(ctx, d.Numero, doc.Cle, rendu, gardees)
	if err != nil {
		return nil, err
	}
	return s.Octets(ctx, fini.ID, "export")
}

// rendreFinal makes the function that the store calls to print the final document.
func rendreFinal(ctx context.Context, s *store.Session, a *reports.Atelier, doc *trame.Document, numero string, horloge func() time.Time) (func(*trame.Examen, int) ([]byte, error), error) {
	assoc, err := s.Association(ctx)
	if err != nil {
		return nil, err
	}
	return func(ex *trame.Examen, rang int) ([]byte, error) {
		r, err := a.Rendre(reports.Demande{
			Examen: ex, Document: doc, Numero: numero, Rang: rang, Association: assoc,
			Signataire: ex.Contexte().Signataire, Date: horloge(),
		})
		if err != nil {
			return nil, err
		}
		return r.PDF, nil
	}, nil
}
