// Package temporaire keeps the files that another program must read for a moment, such
// as a PDF shown by the viewer of the system.
//
// Rules of the room:
//   - they lie in one private folder of the profile, which nobody else reads;
//   - no name tells whom they are about;
//   - all are erased at closing, at locking, and at the next start, which also finds those
//     of a program that was killed;
//   - one that another program still holds (Windows) is told, and erased the next time.
package temporaire

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"justicepartage/data"
)

// Dossier is the folder of temporary files of a program that runs. It is safe for
// concurrent use.
type Dossier struct {
	mu     sync.Mutex
	chemin string
}

const nomDossier = "temporaire"

// Ouvrir makes the folder under the profile, and erases what a former run left in it.
func Ouvrir(profil string) (*Dossier, error) {
	d := &Dossier{chemin: filepath.Join(profil, nomDossier)}
	if err := os.MkdirAll(d.chemin, 0o700); err != nil {
		return nil, refus(err)
	}
	// A link would let somebody else choose where the files go.
	if i, err := os.Lstat(d.chemin); err != nil || !i.IsDir() {
		return nil, refus(err)
	}
	if err := os.Chmod(d.chemin, 0o700); err != nil {
		return nil, refus(err)
	}
	return d, d.Effacer()
}

func refus(err error) error {
	return &data.Erreur{
		Code:    data.Base,
		Message: "Le dossier des fichiers temporaires n’a pas pu être préparé : aucun document ne sera ouvert hors du programme. Vérifiez la place sur le disque.",
		Err:     sansChemin(err),
	}
}

// Ecrire writes a file for another program to read and returns its path. The name is
// drawn; extension is that of the type (« .pdf »).
func (d *Dossier) Ecrire(extension string, octets []byte) (string, error) {
	if strings.ContainsAny(extension, `/\`) {
		extension = ""
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	alea := make([]byte, 12)
	rand.Read(alea)
	nom := filepath.Join(d.chemin, "document-"+hex.EncodeToString(alea)+extension)
	f, err := os.OpenFile(nom, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.Write(octets)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		os.Remove(nom)
		return "", &data.Erreur{
			Code:    data.Base,
			Message: "Le document n’a pas pu être préparé pour être ouvert hors du programme : vérifiez la place sur le disque.",
			Err:     sansChemin(err),
		}
	}
	return nom, nil
}

// Retirer overwrites and removes one file that Ecrire made.
func (d *Dossier) Retirer(chemin string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	i, err := os.Lstat(chemin)
	if err == nil {
		err = effacer(chemin, fs.FileInfoToDirEntry(i))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return pasEfface(err)
	}
	return nil
}

func pasEfface(err error) error {
	return &data.Erreur{
		Code: data.Base,
		Message: "Un document ouvert dans un autre programme n’a pas pu être effacé. " +
			"Fermez cet autre programme : il sera effacé au prochain verrouillage ou au prochain démarrage.",
		Err: sansChemin(err),
	}
}

// Effacer overwrites and removes all the files. Call it at locking and at closing.
func (d *Dossier) Effacer() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := os.ReadDir(d.chemin)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range l {
		err = errors.Join(err, effacer(filepath.Join(d.chemin, e.Name()), e))
	}
	if err != nil {
		return pasEfface(err)
	}
	return nil
}

func effacer(nom string, e fs.DirEntry) error {
	if !e.Type().IsRegular() {
		return os.RemoveAll(nom) // a link is removed, not followed
	}
	if f, err := os.OpenFile(nom, os.O_WRONLY, 0); err == nil {
		if i, err := f.Stat(); err == nil {
			zeros := make([]byte, 64<<10)
			for reste := i.Size(); reste > 0; reste -= int64(len(zeros)) {
				if _, err := f.Write(zeros[:min(reste, int64(len(zeros)))]); err != nil {
					break // removing it is what counts
				}
			}
			_ = f.Sync()
		}
		f.Close()
	}
	return os.Remove(nom)
}

// sansChemin keeps of a system error what names no path.
func sansChemin(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
