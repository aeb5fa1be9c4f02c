package vault

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	fichiers "justicepartage/data/disque"
)

// systeme is what the vault asks of a file system; the fault-injecting layer of the
// tests stands behind it.
type systeme interface {
	ouvrir(nom string, creer bool) (disque, error)
	supprimer(nom string) error
	existe(nom string) bool
	syncDossier(dossier string) error
}

type disque interface {
	io.ReaderAt
	io.WriterAt
	Truncate(int64) error
	Sync() error
	taille() (int64, error)
	Close() error
}

type disqueReel struct{}

type fichierReel struct{ *os.File }

func (f fichierReel) taille() (int64, error) {
	i, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return i.Size(), nil
}

func (disqueReel) ouvrir(nom string, creer bool) (disque, error) {
	drapeaux := os.O_RDWR
	if creer {
		drapeaux |= os.O_CREATE
	}
	f, err := os.OpenFile(nom, drapeaux, 0o600)
	if err != nil {
		return nil, err
	}
	return fichierReel{f}, nil
}

func ouvrirLecture(nom string) (disque, error) {
	f, err := os.Open(nom)
	if err != nil {
		return nil, err
	}
	return fichierReel{f}, nil
}

// disqueMemoire is a file that reaches no disk: what SQLite writes beside a base that is
// only read.
type disqueMemoire struct{ b []byte }

func (m *disqueMemoire) ReadAt(p []byte, off int64) (int, error) {
	if off >= int64(len(m.b)) {
		return 0, io.EOF
	}
	n := copy(p, m.b[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (m *disqueMemoire) WriteAt(p []byte, off int64) (int, error) {
	if fin := off + int64(len(p)); fin > int64(len(m.b)) {
		m.b = append(m.b, make([]byte, fin-int64(len(m.b)))...)
	}
	return copy(m.b[off:], p), nil
}

func (m *disqueMemoire) Truncate(t int64) error {
	if t < int64(len(m.b)) {
		m.b = m.b[:t]
	}
	return nil
}

func (m *disqueMemoire) Sync() error            { return nil }
func (m *disqueMemoire) taille() (int64, error) { return int64(len(m.b)), nil }
func (m *disqueMemoire) Close() error           { clear(m.b); m.b = nil; return nil }

func (disqueReel) supprimer(nom string) error {
	if err := fichiers.Retirer(nom); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (disqueReel) existe(nom string) bool { _, err := os.Stat(nom); return err == nil }

func (disqueReel) syncDossier(dossier string) error { return syncDossier(dossier) }

func dossierDe(nom string) string { return filepath.Dir(nom) }

// SyncDossier makes a new name, or one that is gone, last through a power cut.
func SyncDossier(dossier string) error { return syncDossier(dossier) }
