package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/fiches"
	"justicepartage/data/francais"
	"justicepartage/data/store"
)

// aPropos tells the version, the base and its last backup, and copies what a technician
// asks for.
func (f *fenetre) aPropos() {
	base, sauvegarde := "Aucune base n’est ouverte.", ""
	if f.fichier != "" {
		base = "Base : " + f.fichier
	}
	if f.session != nil && !f.demo {
		sauvegarde = f.session.etat.Phrase
	}
	l := []string{"Dossiers et rapports d’une association de justice, sur un poste de bureau, sans réseau.", base}
	if sauvegarde != "" {
		l = append(l, sauvegarde)
	}
	l = append(l, "Dossier du programme : "+f.o.Profil.Dossier, "Licence MIT ; polices Source Sans 3 et Source Serif 4 sous licence SIL OFL 1.1.")
	f.dial.Montrer(dialogues.Boite{
		Titre: "Justice et Partage " + f.o.Version, Laisser: "Fermer", Largeur: 620,
		Contenu: composants.Empiler(8, composants.Prose(strings.Join(l, "\n\n")),
			composants.ProseDiscrete("Le rapport pour le support dit la version, le système et les dernières erreurs. Il ne contient ni nom, ni chemin, ni "+
				"rien des dossiers : relisez-le avant de l’envoyer.")),
		Actions: []dialogues.Action{{Texte: "Copier le rapport pour le support", Faire: func() bool {
			f.app.Clipboard().SetContent(rapportSupport(f))
			f.dial.Mot("Le rapport est dans le presse-papiers : collez-le (Ctrl+V) dans votre message.")
			return false
		}}},
	})
}

// erreursDites is how many of the last errors of the log the support is told.
const erreursDites = 15

// rapportSupport is what a technician asks for. It names nobody: no path, which holds the
// name of a session of the system, no account, no dossier.
func rapportSupport(f *fenetre) string {
	var sb strings.Builder
	dire := func(quoi string, valeur any) { fmt.Fprintf(&sb, "%s : %v\n", quoi, valeur) }
	dire("Justice et Partage", f.o.Version)
	dire("Date", f.o.Horloge().UTC().Format(time.RFC3339))
	dire("Système", runtime.GOOS+"/"+runtime.GOARCH+", "+runtime.Version())
	dire("Affichage", fmt.Sprintf("%g points par pixel, réglé à %d %%, texte %g, thème %q", f.fen.Canvas().Scale(), f.regl.EchellePC(), f.regl.TailleTexte(),
		f.regl.Theme))
	dire("Imprimante", map[bool]string{true: "choisie", false: "celle du système"}[f.regl.Imprimante != ""])
	switch {
	case f.fichier == "":
		dire("Base", "aucune")
	case f.demo:
		dire("Base", "démonstration")
	default:
		dire("Base", lieuDeBase(f))
	}
	if s := f.session; s != nil && !f.demo {
		dire("Dernière sauvegarde", instantOuJamais(s.etat.Le))
		if s.echec != "" {
			dire("Sauvegarde en échec", "oui")
		}
		dire("Feuille de secours rangée", map[bool]string{true: "oui", false: "non"}[s.feuille])
	}
	dire("Arrêt brusque gardé", existeEnMots(f.o.Profil.Panne()+".avant"))
	sb.WriteString("Dernières erreurs :\n")
	erreurs := dernieresErreurs(f)
	if len(erreurs) == 0 {
		sb.WriteString("  aucune\n")
	}
	for _, l := range erreurs {
		sb.WriteString("  " + l + "\n")
	}
	return sb.String()
}

func instantOuJamais(t time.Time) string {
	if t.IsZero() {
		return "jamais"
	}
	return t.UTC().Format(time.RFC3339)
}

func existeEnMots(nom string) string {
	if _, err := os.Stat(nom); errors.Is(err, fs.ErrNotExist) {
		return "non"
	}
	return "oui"
}

// lieuDeBase tells the size of the base and what it lies on, without saying where.
func lieuDeBase(f *fenetre) string {
	l := []string{}
	if i, err := os.Stat(f.fichier); err == nil {
		l = append(l, fiches.Octets(i.Size()))
	} else {
		l = append(l, "introuvable")
	}
	switch lieu := store.LieuDe(f.fichier); {
	case lieu.Synchronise != "":
		l = append(l, "dans un dossier que "+lieu.Synchronise+" recopie")
	case lieu.Reseau:
		l = append(l, "sur le réseau")
	case filepath.Dir(f.fichier) == f.o.Profil.Dossier:
		l = append(l, "dans le dossier du programme")
	default:
		l = append(l, "ailleurs sur ce poste")
	}
	return francais.Typographie(strings.Join(l, ", "))
}

// dernieresErreurs are the last lines of the log, which holds kinds of errors; whatever
// looks like a path or like the name of the session is taken out all the same.
func dernieresErreurs(f *fenetre) []string {
	b, err := os.ReadFile(f.o.Profil.Journal())
	if err != nil {
		return nil
	}
	l := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(l) == 1 && l[0] == "" {
		return nil
	}
	for i, x := range l {
		l[i] = sansPersonne(x)
	}
	return l[max(0, len(l)-erreursDites):]
}

// sansPersonne takes out of a line the words that are paths, and those of the session.
func sansPersonne(ligne string) string {
	maison, _ := os.UserHomeDir()
	qui := strings.ToLower(filepath.Base(maison))
	mots := strings.Split(ligne, " ")
	for i, m := range mots {
		bas := strings.ToLower(m)
		if strings.ContainsAny(m, `/\`) || len(qui) > 2 && strings.Contains(bas, qui) {
			mots[i] = "…"
		}
	}
	return strings.Join(mots, " ")
}
