// Package profil is the place of the program on this PC: its folder, and the few settings
// that must be known before the base is unlocked.
//
// Nothing here is about a person of a dossier: the file is in clear.
package profil

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"justicepartage/data/disque"
)

// Themes.
const (
	ThemeClair   = "" // the usual one: reports are read on white
	ThemeSysteme = "systeme"
	ThemeSombre  = "sombre"
)

// Sizes of text, in points at scale 1.
const (
	TexteMin    = 12
	TexteMax    = 22
	TexteNormal = 14
)

// Reglages are the settings of this PC.
type Reglages struct {
	Base   string  `json:"base,omitempty"` // path of the last base opened
	Login  string  `json:"login,omitempty"`
	Theme  string  `json:"theme,omitempty"`
	Texte  float32 `json:"texte,omitempty"`
	Apercu *bool   `json:"apercu,omitempty"` // whether the preview is shown beside the form

	Echelle    int    `json:"echelle,omitempty"`    // how big everything is drawn, in hundredths of what the system asks for
	Imprimante string `json:"imprimante,omitempty"` // "" for that of the system
}

// EchelleNormale is what the system asks for.
const EchelleNormale = 100

// Echelles are the sizes of display that can be chosen: tenths, as Fyne draws.
var Echelles = []int{80, 90, EchelleNormale, 110, 120, 130, 150, 180, 200}

// EchellePC is the size of display, one that can be chosen.
func (r Reglages) EchellePC() int {
	if slices.Contains(Echelles, r.Echelle) {
		return r.Echelle
	}
	return EchelleNormale
}

// TailleTexte is the size of text, within its bounds.
func (r Reglages) TailleTexte() float32 {
	if r.Texte == 0 {
		return TexteNormal
	}
	return min(max(r.Texte, TexteMin), TexteMax)
}

// Profil is the folder of the program for the person logged in to the PC.
type Profil struct{ Dossier string }

// marque is the file that, beside the program, keeps its profile there too.
const marque = "portable.txt"

// Defaut is the folder where the system keeps the settings of programs; that of a
// portable program lies beside it.
func Defaut() (Profil, error) {
	if exe, err := os.Executable(); err == nil {
		if p, ok := portable(exe); ok {
			return p, nil
		}
	}
	ou := os.UserConfigDir
	if runtime.GOOS == "windows" {
		// The local folder: what lies in the other one may follow the person over the
		// network from PC to PC, and the base must stay on this one.
		ou = os.UserCacheDir
	}
	d, err := ou()
	if err != nil {
		return Profil{}, err
	}
	return Profil{filepath.Join(d, "Justice et Partage")}, nil
}

func portable(exe string) (Profil, bool) {
	ici := filepath.Dir(exe)
	if i, err := os.Stat(filepath.Join(ici, marque)); err != nil || !i.Mode().IsRegular() {
		return Profil{}, false
	}
	return Profil{filepath.Join(ici, "profil")}, true
}

// Preparer makes the folder, readable by its owner alone.
func (p Profil) Preparer() error {
	if err := os.MkdirAll(p.Dossier, 0o700); err != nil {
		return err
	}
	return os.Chmod(p.Dossier, 0o700) // it may have been there
}

// Base is where a base is put when nothing else is said.
func (p Profil) Base() string { return filepath.Join(p.Dossier, "dossiers.jpbase") }

// Demonstration is the folder of the demonstration base.
func (p Profil) Demonstration() string { return filepath.Join(p.Dossier, "demonstration") }

// Cache is the folder of what can be made again: nothing of a dossier.
func (p Profil) Cache() string { return filepath.Join(p.Dossier, "cache") }

// Attente is the folder of what a base could not take, sealed.
func (p Profil) Attente() string { return filepath.Join(p.Dossier, "attente") }

// Panne is the file that says where the program crashed.
func (p Profil) Panne() string { return filepath.Join(p.Dossier, "panne.txt") }

// Journal is the log of the program.
func (p Profil) Journal() string { return filepath.Join(p.Dossier, "journal.txt") }

func (p Profil) fichier() string { return filepath.Join(p.Dossier, "reglages.json") }

// Lire returns the settings. A file that is absent or spoiled gives the default ones: a
// spoiled setting must never keep somebody from working.
func (p Profil) Lire() Reglages {
	var r Reglages
	if b, err := os.ReadFile(p.fichier()); err == nil && json.Unmarshal(b, &r) != nil {
		return Reglages{}
	}
	if r.Base != "" && filepath.IsLocal(r.Base) {
		r.Base = filepath.Join(p.Dossier, r.Base)
	}
	return r
}

// Ecrire keeps the settings. A base inside the folder is written from there: the folder of
// a portable program moves from drive to drive.
func (p Profil) Ecrire(r Reglages) error {
	if rel, err := filepath.Rel(p.Dossier, r.Base); err == nil && filepath.IsLocal(rel) {
		r.Base = rel
	}
	return ecrireJSON(p.fichier(), r)
}

// Brouillon is the first-start assistant that was left half-way.
func (p Profil) Brouillon(dest any) bool {
	b, err := os.ReadFile(p.brouillon())
	return err == nil && json.Unmarshal(b, dest) == nil
}

// PoserBrouillon keeps the assistant as it stands; nil forgets it. It never holds a
// password.
func (p Profil) PoserBrouillon(v any) error {
	if v == nil {
		if err := os.Remove(p.brouillon()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	return ecrireJSON(p.brouillon(), v)
}

func (p Profil) brouillon() string { return filepath.Join(p.Dossier, "premier-demarrage.json") }

func ecrireJSON(nom string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return EcrireFichier(nom, append(b, '\n'))
}

// EcrireFichier writes a file whole or not at all: a temporary file beside it, flushed to
// the disk, then renamed. Only its owner may read it.
func EcrireFichier(nom string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(nom), ".justicepartage-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(b); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return disque.Renommer(f.Name(), nom)
}
