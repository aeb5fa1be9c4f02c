package commande

import (
	"context"
	"fmt"
	"os"
	"time"

	"justicepartage/data"
	"justicepartage/data/store"
)

// avecMotDePasse checks that the base is there, then asks for the password.
func (p *Programme) avecMotDePasse(o *options, f func(base, identifiant, mdp string) error) error {
	base := o.valeur("base")
	if _, err := os.Stat(base); err != nil {
		return &data.Erreur{Code: data.Introuvable, Message: "La base n’existe pas à cet endroit : vérifiez --base.", Err: err}
	}
	mdp, err := p.motDePasse()
	if err != nil {
		return err
	}
	return f(base, o.valeur("identifiant"), mdp)
}

// verifier checks a base. If it is damaged, it names the blocks and the dossiers.
func (p *Programme) verifier(ctx context.Context, args []string) error {
	o := nouvellesOptions("verifier", "base")
	if err := o.lire(args); err != nil {
		return err
	}
	return p.avecMotDePasse(o, func(base, identifiant, mdp string) error {
		err := p.avecSession(ctx, base, identifiant, mdp, func(s *store.Session) error { return s.Verifier(ctx) })
		if !store.EstAbime(err) {
			if err == nil {
				fmt.Fprintln(p.Sortie, "La base est saine : intégrité, journal d’audit et empreintes des documents sont vérifiés.")
			}
			return err
		}
		d, e := store.Diagnostiquer(ctx, base, p.options(), identifiant, mdp, nil)
		if e != nil {
			return e
		}
		p.dire(d)
		return err
	})
}

func (p *Programme) dire(d *store.Diagnostic) {
	for _, phrase := range d.Phrases() {
		fmt.Fprintln(p.Sortie, phrase)
	}
}

// reparer brings what can be read of a base into a new one.
func (p *Programme) reparer(ctx context.Context, args []string) error {
	o := nouvellesOptions("reparer", "base", "sortie")
	if err := o.lire(args); err != nil {
		return err
	}
	return p.avecMotDePasse(o, func(base, identifiant, mdp string) error {
		r, err := store.Reparer(ctx, base, o.valeur("sortie"), p.options(), identifiant, mdp, nil)
		if err != nil {
			return err
		}
		p.dire(&r.Diagnostic)
		if r.Sain() {
			fmt.Fprintln(p.Sortie, "Rien n’était abîmé : tout a été reporté.")
		}
		fmt.Fprintf(p.Sortie, "%d dossiers reportés. La base abîmée n’a pas été touchée ; la base réparée : %s\n", r.Dossiers, o.valeur("sortie"))
		return nil
	})
}

// sauvegarder makes a verified backup.
func (p *Programme) sauvegarder(ctx context.Context, args []string) error {
	o := nouvellesOptions("sauvegarder", "base")
	if err := o.lire(args); err != nil {
		return err
	}
	return p.avecBase(ctx, o, func(s *store.Session) error {
		r, err := s.Sauvegarder(ctx, nil)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Sortie, "Sauvegarde faite, relue et contrôlée (%d dossiers) : %s\n", r.Dossiers, r.Sauvegarde.Chemin)
		if r.Ailleurs != nil {
			fmt.Fprintln(p.Sortie, "Aussi dans le second emplacement :", r.Ailleurs.Chemin)
		}
		for _, phrase := range r.Phrases {
			fmt.Fprintln(p.Erreurs, phrase)
		}
		return nil
	})
}

// restaurer tells what a backup holds; with --oui it takes the place of the base.
func (p *Programme) restaurer(ctx context.Context, args []string) error {
	o := nouvellesOptions("restaurer", "base", "sauvegarde")
	oui := o.Bool("oui", false, "")
	if err := o.lire(args); err != nil {
		return err
	}
	base, copie, identifiant := o.valeur("base"), o.valeur("sauvegarde"), o.valeur("identifiant")
	if _, err := os.Stat(copie); err != nil {
		return &data.Erreur{Code: data.Introuvable, Message: "La sauvegarde n’existe pas à cet endroit : vérifiez --sauvegarde.", Err: err}
	}
	mdp, err := p.motDePasse()
	if err != nil {
		return err
	}
	if !*oui {
		c, err := store.ContenuSauvegarde(ctx, copie, p.options(), identifiant, mdp)
		if err != nil {
			return err
		}
		p.decrire(c)
		fmt.Fprintln(p.Sortie, "Rien n’a été changé. Pour la mettre à la place de la base, ajoutez --oui.")
		return nil
	}
	r, err := store.Restaurer(ctx, base, copie, p.options(), identifiant, mdp, nil)
	if err != nil {
		return err
	}
	p.decrire(r.Contenu)
	fmt.Fprintln(p.Sortie, "La sauvegarde a pris la place de la base :", base)
	if r.Ancienne != "" {
		fmt.Fprintln(p.Sortie, "La base d’avant est gardée :", r.Ancienne)
	}
	return nil
}

func (p *Programme) decrire(c data.Contenu) {
	fmt.Fprintf(p.Sortie, "Cette sauvegarde contient %d dossiers", c.Dossiers)
	if c.Numero != "" {
		fmt.Fprintf(p.Sortie, ", dont le dernier modifié est %s, le %s", c.Numero, c.Le.In(time.Local).Format("02/01/2006 à 15 h 04"))
	}
	fmt.Fprintln(p.Sortie, ".")
}
