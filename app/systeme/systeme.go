// Package systeme hands documents to the rest of the computer: its viewer, its printer, a
// folder. What another program must read lies in a private folder, which is emptied when
// the base is locked, at closing and at the next start.
package systeme

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/temporaire"
)

// Sortie is the way out of the program.
type Sortie struct {
	profil string
	dir    *temporaire.Dossier // nil when it could not be made yet
	// Lancer starts a program of the system on a file; tests put their own.
	Lancer func(verbe, fichier string) error
	// Imprimante is the printer that was chosen; "", or nothing, for that of the system.
	Imprimante func() string
}

// Verbs of Lancer.
const (
	Ouvrir   = "open"
	Imprimer = "print"
)

// Nouvelle makes the way out, with its private folder under the profile; what an earlier
// run left behind is erased.
func Nouvelle(profil string) *Sortie {
	s := &Sortie{profil: profil}
	s.Lancer = func(verbe, fichier string) error { return lancer(verbe, fichier, s.imprimante()) }
	s.dir, _ = temporaire.Ouvrir(profil) // tried again, and told, when a document goes out
	return s
}

// Balayer erases everything that was left for other programs.
func (s *Sortie) Balayer() error {
	if s.dir == nil {
		return nil
	}
	return s.dir.Effacer()
}

func (s *Sortie) imprimante() string {
	if s.Imprimante == nil {
		return ""
	}
	return s.Imprimante()
}

// preparer writes a document where another program can read it.
func (s *Sortie) preparer(pdf []byte) (chemin string, err error) {
	if s.dir == nil {
		if s.dir, err = temporaire.Ouvrir(s.profil); err != nil {
			return "", err
		}
	}
	return s.dir.Ecrire(".pdf", pdf)
}

func refuser(phrase string, err error) error {
	return &data.Erreur{Code: data.Refuse, Message: phrase, Err: err}
}

// Ouvrir shows a document in the viewer of the system. Its copy is erased at locking and at
// closing: nobody knows when the viewer is done with it.
func (s *Sortie) Ouvrir(pdf []byte) error {
	chemin, err := s.preparer(pdf)
	if err != nil {
		return err
	}
	if err := s.Lancer(Ouvrir, chemin); err != nil {
		_ = s.dir.Retirer(chemin)
		return refuser("Aucun programme de ce poste n’a pu ouvrir le PDF. Exportez-le (Ctrl+E), puis ouvrez le fichier.", err)
	}
	return nil
}

// Imprimer sends a document to the printer. Where no program of the system prints a PDF by
// itself, the viewer shows it, and that is said. The copy is erased as soon as the system
// has taken it.
func (s *Sortie) Imprimer(pdf []byte) error {
	chemin, err := s.preparer(pdf)
	if err != nil {
		return err
	}
	err = s.Lancer(Imprimer, chemin)
	switch {
	case err == nil && imprimeCopie:
		return s.dir.Retirer(chemin)
	case err == nil:
		return nil
	case s.imprimante() != "":
		_ = s.dir.Retirer(chemin)
		return refuser("L’imprimante « "+s.imprimante()+" » n’a pas pris le document : vérifiez qu’elle est allumée et branchée, ou choisissez-en une "+
			"autre (Réglages, « Impression »). Le document est intact ; ouvrez-le (Ctrl+Maj+O) pour l’imprimer depuis la visionneuse.", err)
	}
	if visionneuseImprime && s.Lancer(Ouvrir, chemin) == nil {
		return refuser("Aucun programme de ce poste n’imprime un PDF directement : le document vient de s’ouvrir dans la visionneuse, imprimez-le de là "+
			"(Ctrl+P).", err)
	}
	_ = s.dir.Retirer(chemin)
	return refuser("L’impression n’a pas pu être lancée : vérifiez qu’une imprimante est installée. Le document est intact ; ouvrez-le (Ctrl+Maj+O) pour "+
		"l’imprimer depuis la visionneuse.", err)
}

// DossierExport is where documents are written when nothing else is said.
func (s *Sortie) DossierExport() string {
	maison, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, d := range []string{"Documents", "Bureau", "Desktop"} {
		if i, err := os.Stat(filepath.Join(maison, d)); err == nil && i.IsDir() {
			return filepath.Join(maison, d)
		}
	}
	return maison
}

// Exporter writes a document into a folder, and returns where. A file that is already
// there is kept: the new one gets a number.
func (s *Sortie) Exporter(dossier, nom string, pdf []byte) (string, error) {
	if dossier == "" {
		dossier = s.DossierExport()
	}
	if i, err := os.Stat(dossier); err != nil || !i.IsDir() {
		return "", &data.Erreur{Code: data.Saisie, Message: "Ce dossier n’existe pas : choisissez-en un autre. Rien n’a été écrit.", Err: err}
	}
	ext := filepath.Ext(nom)
	chemin := filepath.Join(dossier, nom)
	for n := 2; ; n++ {
		if _, err := os.Lstat(chemin); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", err
		}
		chemin = filepath.Join(dossier, nom[:len(nom)-len(ext)]+" ("+strconv.Itoa(n)+")"+ext)
	}
	return chemin, profil.EcrireFichier(chemin, pdf)
}
