package vault

import (
	"encoding/json"
	"os"
	"os/user"
	"time"
)

// The lock is a side file held by the system for the life of the process. What it says
// is only for people: a text left by a process that was killed holds nothing.

type verrou struct {
	f   *os.File
	nom string
}

type texteVerrou struct {
	Par    string    `json:"par"`
	Depuis time.Time `json:"depuis"`
}

const suffixeVerrou = ".verrou"

func verrouiller(chemin string, o Options) (*verrou, error) {
	nom := chemin + suffixeVerrou
	for range 20 {
		f, err := os.OpenFile(nom, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		pris, err := prendreVerrou(f)
		if err != nil {
			f.Close()
			return nil, err
		}
		if !pris {
			defer f.Close()
			return nil, lireVerrou(f)
		}
		// Between opening and locking, the former holder may have removed the file: the
		// lock must be on the one that bears the name.
		un, err1 := f.Stat()
		deux, err2 := os.Stat(nom)
		if err1 != nil || err2 != nil || !os.SameFile(un, deux) {
			f.Close()
			continue
		}
		par := o.Detenteur
		if par == "" {
			par = detenteur()
		}
		b, _ := json.Marshal(texteVerrou{par, o.Horloge().UTC().Truncate(time.Second)})
		if err := f.Truncate(0); err == nil {
			_, _ = f.WriteAt(append(b, '\n'), 0) // only a help to people
		}
		return &verrou{f, nom}, nil
	}
	return nil, &Occupe{}
}

func lireVerrou(f *os.File) error {
	var t texteVerrou
	b := make([]byte, 1024)
	n, _ := f.ReadAt(b, 0)
	if json.Unmarshal(b[:n], &t) != nil {
		return &Occupe{}
	}
	return &Occupe{Par: t.Par, Depuis: t.Depuis}
}

func (v *verrou) rendre() {
	if v != nil && v.f != nil {
		err := os.Remove(v.nom) // before it is let go: whoever comes next makes another
		v.f.Close()
		if err != nil { // Windows removes no open file
			os.Remove(v.nom)
		}
		v.f = nil
	}
}

func detenteur() string {
	qui := ""
	if u, err := user.Current(); err == nil {
		qui = u.Username
	}
	if poste, err := os.Hostname(); err == nil {
		qui += " sur " + poste
	}
	return qui
}
