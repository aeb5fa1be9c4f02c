package commande

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"justicepartage/app/edition"
	"justicepartage/app/profil"
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
	figer := o.Bool("finaliser", false, "")
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
		e := edition.Editeur{Session: s, Atelier: a, Horloge: p.Horloge}
		doc := e.Examiner(svc, d).Exemplaire(o.valeur("document"))
		if doc == nil {
			return &data.Erreur{Code: data.Introuvable, Message: fmt.Sprintf(
				"Le document « %s » n’existe pas dans ce service. Documents possibles : %s.", o.valeur("document"), strings.Join(clesDocuments(svc), ", "),
			)}
		}
		if *figer {
			pdf, err = finaliser(ctx, e, svc, d, doc, *garder)
		} else {
			pdf, err = projet(ctx, e, svc, d, doc)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := profil.EcrireFichier(o.valeur("sortie"), pdf); err != nil {
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
func projet(ctx context.Context, e edition.Editeur, svc *trame.Service, d *data.Dossier, doc *trame.Exemplaire) ([]byte, error) {
	if d.Finalises[doc.ID()] > 0 && (doc.Courant || !edition.ResteAFaire(d, doc)) {
		return e.Dernier(ctx, d.Numero, doc.ID(), "export")
	}
	assoc, err := e.Session.Association(ctx)
	if err != nil {
		return nil, err
	}
	r, err := e.Projet(e.Examiner(svc, d), d, doc, assoc)
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// finaliser freezes the document and gives its bytes. Wordings to look at again refuse
// it, unless they are kept on purpose.
func finaliser(ctx context.Context, e edition.Editeur, svc *trame.Service, d *data.Dossier, doc *trame.Exemplaire, garder bool) ([]byte, error) {
	var gardees []string
	if garder {
		for _, r := range e.Examiner(svc, d).Relecture() {
			gardees = append(gardees, r.Extrait)
		}
	}
	fini, err := e.Figer(ctx, d, doc, gardees)
	if err != nil {
		return nil, err
	}
	return e.Session.Octets(ctx, fini.ID, "export")
}
