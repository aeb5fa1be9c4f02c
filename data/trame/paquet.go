package trame

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"sort"
)

// contenu lists what makes a version of a service: its texts without the examples, the
// parts that it takes, and the tables.
func contenu(fsys fs.FS, id string) ([]string, error) {
	var out []string
	for _, dir := range []string{path.Join(dirServices, id), dirTables} {
		err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if nom := path.Base(p); nom == "service.toml" || nom == "adaptation.toml" || path.Ext(nom) != ".toml" || dir == dirTables {
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	b, err := fs.ReadFile(fsys, path.Join(dirServices, id, "service.toml"))
	if err != nil {
		return nil, err
	}
	for _, p := range partiesDe(b) {
		out = append(out, fichierPartie(p))
	}
	sort.Strings(out)
	return out, nil
}

func version(fsys fs.FS, id string) (string, error) {
	noms, err := contenu(fsys, id)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, n := range noms {
		b, err := fs.ReadFile(fsys, n)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s\x00%d\x00", n, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12], nil
}

// Empaqueter puts one version of a service into bytes that Deballer reads again: they
// stay in the base as long as a dossier was written with them.
func Empaqueter(fsys fs.FS, id string) ([]byte, error) {
	noms, err := contenu(fsys, id)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, n := range noms {
		b, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, err
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(b); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return buf.Bytes(), err
}

// Deballer reads a version of a service that Empaqueter wrote.
func Deballer(paquet []byte, id string) (*Service, error) {
	r, err := zip.NewReader(bytes.NewReader(paquet), int64(len(paquet)))
	if err != nil {
		return nil, fmt.Errorf("version de service illisible : %w", err)
	}
	return Charger(r, id)
}
