// Package commande answers the command line, for support and for tests. It speaks
// French, never shows a name it was not asked for, and reads passwords from the terminal
// or from standard input, never from an argument.
//
// Exit codes: 0 done; 1 refused or failed, the sentence says why; 2 the command line was
// not understood.
package commande

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"

	"justicepartage/app/demonstration"
	"justicepartage/app/edition"
	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/reports"
)

// Exit codes.
const (
	Fait     = 0
	Echec    = 1
	MalEcrit = 2
)

// Programme is what the commands need from the outside.
type Programme struct {
	Version string
	Assets  fs.FS
	Entree  io.Reader
	Sortie  io.Writer
	Erreurs io.Writer
	Horloge func() time.Time
	// Fenetre opens the window, with the folder of the program and the base to open ("":
	// the last one).
	Fenetre func(dossier, base string) error

	lecteur *bufio.Reader
}

type action struct {
	nom, usage, resume string
	fait               func(*Programme, context.Context, []string) error
}

var actions []action

func init() {
	actions = []action{
		{
			"demo", "demo --sortie DOSSIER",
			"crée la base de démonstration dans un dossier, avec le PDF d’un document finalisé",
			(*Programme).demo,
		},
		{
			"nouveau", "nouveau --base F --service S --reponses F.toml",
			"crée un dossier à partir d’un fichier de réponses et affiche son numéro",
			(*Programme).nouveau,
		},
		{
			"rapport", "rapport --base F --dossier N --document D --sortie F.pdf [--finaliser [--garder-formulations]]",
			"écrit un document en PDF ; avec --finaliser, le fige d’abord, et garde s’il le faut les formulations signalées",
			(*Programme).rapport,
		},
		{
			"verifier", "verifier --base F",
			"vérifie la base : intégrité, journal d’audit, empreintes des documents ; nomme ce qui est abîmé et les dossiers atteints",
			(*Programme).verifier,
		},
		{
			"reparer", "reparer --base F --sortie F2",
			"reporte dans une base neuve tout ce qui se lit d’une base abîmée, et dit ce qui est perdu",
			(*Programme).reparer,
		},
		{
			"sauvegarder", "sauvegarder --base F",
			"fait une sauvegarde contrôlée, à côté de la base et dans le second emplacement s’il y en a un",
			(*Programme).sauvegarder,
		},
		{
			"restaurer", "restaurer --base F --sauvegarde F2 [--oui]",
			"dit ce que contient une sauvegarde ; avec --oui, la met à la place de la base, qui est gardée à côté",
			(*Programme).restaurer,
		},
		{
			"lieux", "lieux [--profil DOSSIER] [--sortie F.txt]",
			"dit où sont la base, ses sauvegardes et les réglages de ce poste ; n’ouvre rien",
			(*Programme).lieux,
		},
	}
}

// erreurUsage is a command line that was not understood.
type erreurUsage struct{ message string }

func (e *erreurUsage) Error() string { return e.message }

// Executer runs the command line and returns the exit code.
func (p *Programme) Executer(ctx context.Context, args []string) int {
	p.lecteur = bufio.NewReader(p.Entree)
	if len(args) == 0 || args[0] == "--base" || args[0] == "--profil" {
		return p.fenetre(args)
	}
	switch args[0] {
	case "--version", "-version", "version":
		fmt.Fprintln(p.Sortie, "Justice et Partage", p.Version)
		return Fait
	case "--aide", "-aide", "aide", "--help", "-h", "help":
		p.aide(p.Sortie)
		return Fait
	}
	for _, a := range actions {
		if a.nom != args[0] {
			continue
		}
		err := a.fait(p, ctx, args[1:])
		var usage *erreurUsage
		switch {
		case err == nil:
			return Fait
		case errors.As(err, &usage):
			fmt.Fprintf(p.Erreurs, "%s\nUsage : justicepartage %s\n", usage.message, a.usage)
			return MalEcrit
		}
		fmt.Fprintln(p.Erreurs, data.Phrase(err))
		return Echec
	}
	fmt.Fprintf(p.Erreurs, "La commande « %s » n’existe pas. « justicepartage --aide » les donne toutes.\n", args[0])
	return MalEcrit
}

// fenetre opens the window.
func (p *Programme) fenetre(args []string) int {
	fl := flag.NewFlagSet("fenetre", flag.ContinueOnError)
	fl.SetOutput(io.Discard)
	base, dossier := fl.String("base", "", ""), fl.String("profil", "", "")
	if err := fl.Parse(args); err != nil || fl.NArg() > 0 {
		fmt.Fprintln(p.Erreurs, "Option inconnue ou mal écrite.\nUsage : justicepartage [--base F] [--profil DOSSIER]")
		return MalEcrit
	}
	if *dossier == "" {
		d, err := profil.Defaut()
		if err != nil {
			fmt.Fprintln(p.Erreurs, "Le dossier des réglages de ce poste est introuvable : donnez-en un par --profil.")
			return Echec
		}
		*dossier = d.Dossier
	}
	if *base != "" {
		if abs, err := filepath.Abs(*base); err == nil {
			*base = abs
		}
		if _, err := os.Stat(*base); err != nil {
			fmt.Fprintln(p.Erreurs, "La base n’existe pas à cet endroit : vérifiez --base.")
			return Echec
		}
	}
	if err := p.Fenetre(*dossier, *base); err != nil {
		fmt.Fprintln(p.Erreurs, data.Phrase(err))
		return Echec
	}
	return Fait
}

func (p *Programme) aide(w io.Writer) {
	fmt.Fprintln(w, "Justice et Partage – dossiers et rapports d’une association de justice")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "  justicepartage [--base F] [--profil DOSSIER]\n      ouvre la fenêtre ; sans option, sur la dernière base et les réglages de ce poste")
	for _, a := range actions {
		fmt.Fprintf(w, "  justicepartage %s\n      %s\n", a.usage, a.resume)
	}
	fmt.Fprintln(w, "  justicepartage --version\n  justicepartage --aide")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "L’identifiant se donne par --identifiant (par défaut : celui de la démonstration).")
	fmt.Fprintln(w, "Le mot de passe se tape au terminal, ou se lit sur l’entrée standard. Il n’est jamais un argument.")
	fmt.Fprintln(w, "Codes de sortie : 0 fait ; 1 refusé, la phrase dit pourquoi ; 2 commande mal écrite.")
}

// options reads flags; those named in requises must be given.
type options struct {
	*flag.FlagSet
	requises []string
}

func nouvellesOptions(nom string, requises ...string) *options {
	o := &options{flag.NewFlagSet(nom, flag.ContinueOnError), requises}
	o.SetOutput(io.Discard)
	for _, r := range requises {
		o.String(r, "", "")
	}
	o.String("identifiant", demonstration.Identifiant, "")
	return o
}

func (o *options) valeur(nom string) string { return o.Lookup(nom).Value.String() }

func (o *options) lire(args []string) error {
	if err := o.Parse(args); err != nil {
		return &erreurUsage{"Option inconnue ou mal écrite."}
	}
	if o.NArg() > 0 {
		return &erreurUsage{fmt.Sprintf("« %s » n’est pas attendu ici.", o.Arg(0))}
	}
	for _, r := range o.requises {
		if o.valeur(r) == "" {
			return &erreurUsage{fmt.Sprintf("Il manque --%s.", r)}
		}
	}
	return nil
}

// motDePasse asks at the terminal, or reads one line of standard input.
func (p *Programme) motDePasse() (string, error) {
	if f, ok := p.Entree.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(p.Erreurs, "Mot de passe : ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(p.Erreurs)
		return string(b), err
	}
	l, err := p.lecteur.ReadString('\n')
	l = strings.TrimRight(l, "\r\n")
	if l == "" {
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return "", &data.Erreur{Code: data.Refuse, Message: "Aucun mot de passe n’a été donné : tapez-le au terminal ou passez-le sur l’entrée standard."}
	}
	return l, nil
}

// avecBase opens the base of a command for the time of f.
func (p *Programme) avecBase(ctx context.Context, o *options, f func(*store.Session) error) (err error) {
	base := o.valeur("base")
	if _, err := os.Stat(base); err != nil {
		return &data.Erreur{Code: data.Introuvable, Message: "La base n’existe pas à cet endroit : vérifiez --base.", Err: err}
	}
	mdp, err := p.motDePasse()
	if err != nil {
		return err
	}
	return p.avecSession(ctx, base, o.valeur("identifiant"), mdp, f)
}

func (p *Programme) options() store.Options {
	return store.Options{
		Horloge: p.Horloge, Assets: p.Assets,
		Rendre: edition.Rendre(func() (*reports.Atelier, error) { return reports.NouvelAtelier(p.Assets) }),
	}
}

func (p *Programme) avecSession(ctx context.Context, base, identifiant, mdp string, f func(*store.Session) error) (err error) {
	s, err := store.Open(ctx, base, p.options(), identifiant, mdp)
	if err != nil {
		return err
	}
	for _, avis := range s.Avis() {
		fmt.Fprintln(p.Erreurs, avis)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}
