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
)

// Sortie is the way out of the program.
type Sortie struct {
	Temporaires string // the private folder
	// Lancer starts a program of the system on a file; tests put their own.
	Lancer func(verbe, fichier string) error
}

// Verbs of Lancer.
const (
	Ouvrir   = "open"
	Imprimer = "print"
)

// Nouvelle makes the way out; what an earlier run left behind is erased.
func Nouvelle(temporaires string) *Sortie {
	s := &Sortie{Temporaires: temporaires, Lancer: lancer}
	s.Balayer()
	return s
}

// Balayer erases everything that was left for other programs.
func (s *Sortie) Balayer() error { return os.RemoveAll(s.Temporaires) }

// deposer writes a file where only its owner reads it.
func (s *Sortie) deposer(nom string, pdf []byte) (string, error) {
	if err := os.MkdirAll(s.Temporaires, 0o700); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(s.Temporaires, "") // two documents may have one name
	if err != nil {
		return "", err
	}
	chemin := filepath.Join(dir, nom)
	return chemin, os.WriteFile(chemin, pdf, 0o600)
}

func (s *Sortie) confier(verbe, nom string, pdf []byte, refus string) error {
	chemin, err := s.deposer(nom, pdf)
	if err == nil {
		err = s.Lancer(verbe, chemin)
	}
	if err != nil {
		return &data.Erreur{Code: data.Refuse, Message: refus, Err: err}
	}
	return nil
}

// Ouvrir shows a document in the viewer of the system.
func (s *Sortie) Ouvrir(nom string, pdf []byte) error {
	return s.confier(Ouvrir, nom, pdf, "Aucun programme de ce poste n’a pu ouvrir le PDF. Exportez-le (Ctrl+E), puis ouvrez le fichier.")
}

// Imprimer sends a document to the printer.
func (s *Sortie) Imprimer(nom string, pdf []byte) error {
	return s.confier(Imprimer, nom, pdf, "L’impression n’a pas pu être lancée : vérifiez qu’une imprimante est installée. Le document est intact ; ouvrez-le (Ctrl+Maj+O) pour l’imprimer depuis la visionneuse.")
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
