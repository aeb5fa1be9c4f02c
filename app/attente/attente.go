// Package attente keeps what the base could not take: answers of a dossier that somebody had
// to leave while the disk was full, the document finalised meanwhile, the base out of reach.
//
// Rules of the room:
//   - keeping never fails: what cannot be written to the folder stays in memory, sealed, until
//     it can;
//   - what is kept is sealed by the session it comes from, and only a session of the same
//     account on the same base reads it;
//   - nothing is thrown away but by a person who looked at it.
package attente

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/trame"
)

// Scelleur makes unreadable what is kept, and reads it again: a session.
type Scelleur interface {
	Sceller(clair []byte) ([]byte, error)
	Desceller(scelle []byte) ([]byte, error)
}

// Attente is the folder of what waits, on this PC.
type Attente struct {
	Dossier string

	mu      sync.Mutex
	memoire map[string][]byte // sealed, what the folder did not take
}

// Reste is what could not be saved of a dossier, and why.
type Reste struct {
	Numero   string    `json:"numero"`
	Le       time.Time `json:"le"`
	Pourquoi string    `json:"pourquoi"` // a French sentence
	// Changement is what was not saved (trame.Changement.JSON).
	Changement json.RawMessage `json:"changement"`

	id string
}

const extension = ".attente"

// Garder keeps a change. It always succeeds; when the change could not even be sealed it is
// lost and the error says so, which only a base that is not encrypted does.
func (a *Attente) Garder(s Scelleur, numero string, c trame.Changement, pourquoi string, le time.Time) error {
	clair, err := json.Marshal(Reste{Numero: numero, Le: le, Pourquoi: pourquoi, Changement: c.JSON()})
	if err != nil {
		return err
	}
	scelle, err := s.Sceller(clair)
	clear(clair)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.memoire == nil {
		a.memoire = map[string][]byte{}
	}
	a.memoire[strings.ToLower(rand.Text())] = scelle
	a.deposer()
	return nil
}

// deposer writes to the folder what memory holds.
func (a *Attente) deposer() {
	for id, scelle := range a.memoire {
		err := os.MkdirAll(a.Dossier, 0o700)
		if err == nil {
			err = profil.EcrireFichier(a.chemin(id), scelle)
		}
		if err != nil {
			slog.Warn("what waits stays in memory")
			return
		}
		delete(a.memoire, id)
	}
}

func (a *Attente) chemin(id string) string { return filepath.Join(a.Dossier, id+extension) }

// Lister gives what waits for an account, oldest first: of one dossier, of all for "".
func (a *Attente) Lister(s Scelleur, numero string) []Reste {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.deposer()
	scelles := map[string][]byte{}
	for id, b := range a.memoire {
		scelles[id] = b
	}
	l, err := os.ReadDir(a.Dossier)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		slog.Warn("the folder of what waits does not open")
	}
	for _, f := range l {
		id, ok := strings.CutSuffix(f.Name(), extension)
		if !ok {
			continue
		}
		if b, err := os.ReadFile(a.chemin(id)); err == nil {
			scelles[id] = b
		}
	}
	var out []Reste
	for id, b := range scelles {
		clair, err := s.Desceller(b)
		if err != nil {
			continue // of another account, or of another base
		}
		r := Reste{id: id}
		if json.Unmarshal(clair, &r) == nil && (numero == "" || r.Numero == numero) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y Reste) int { return x.Le.Compare(y.Le) })
	return out
}

// Retirer forgets what was taken up again, or given up.
func (a *Attente) Retirer(r Reste) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.memoire, r.id)
	if err := os.Remove(a.chemin(r.id)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return &data.Erreur{
			Code: data.Base, Message: "Ce qui était mis de côté n’a pas pu être effacé de ce poste : il vous sera proposé de nouveau.",
			Err: err,
		}
	}
	return nil
}

// EnMemoire tells that something would be lost if the program ended now.
func (a *Attente) EnMemoire() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.deposer()
	return len(a.memoire) > 0
}
