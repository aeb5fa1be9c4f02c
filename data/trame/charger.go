package trame

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sync"
)

const (
	dirServices = "services"
	dirTables   = "tables"
)

// Lister names the services found under fsys (folders of services/), sorted.
func Lister(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dirServices)
	if err != nil {
		return nil, fmt.Errorf("services introuvables : %w", err)
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// Charger reads services/<id> and tables/ from fsys, strictly: any mistake is an *Erreur
// with file and line. What is built into the program is read once: it does not change, and
// nobody writes in a service.
func Charger(fsys fs.FS, id string) (*Service, error) {
	fixe, construit := fsys.(embed.FS)
	if !construit {
		return charger(fsys, id)
	}
	cle := construite{fixe, id}
	if s, lu := construites.Load(cle); lu {
		return s.(*Service), nil
	}
	s, err := charger(fsys, id)
	if err == nil {
		construites.Store(cle, s)
	}
	return s, err
}

// construites are the services built into the program that were read.
var construites sync.Map // construite → *Service

type construite struct {
	fsys embed.FS
	id   string
}

func charger(fsys fs.FS, id string) (*Service, error) {
	dir := path.Join(dirServices, id)
	fichier := path.Join(dir, "service.toml")
	b, err := fs.ReadFile(fsys, fichier)
	if err != nil {
		return nil, &Erreur{Fichier: fichier, Message: "ce fichier manque"}
	}
	tables, err := ChargerTables(fsys, dirTables)
	if err != nil {
		return nil, err
	}
	var retouche *Retouche
	var lieu *positions
	if b, err := fs.ReadFile(fsys, FichierRetouche(id)); err == nil {
		retouche = &Retouche{}
		if lieu, err = decoder(FichierRetouche(id), b, retouche); err != nil {
			return nil, err
		}
	}
	s, err := lireService(fichier, b, fsys, tables, func(modele string) bool {
		_, err := fs.Stat(fsys, path.Join(dir, modele))
		return err == nil
	}, func(s *Service) error {
		if retouche == nil {
			return nil
		}
		return retouche.appliquer(s, lieu)
	})
	if err != nil {
		return nil, err
	}
	if s.ID != id {
		return nil, &Erreur{Fichier: fichier, Ligne: 1, Message: fmt.Sprintf("l’identifiant « %s » n’est pas le nom du dossier « %s »", s.ID, id)}
	}
	if s.Fichiers, err = fs.Sub(fsys, dir); err != nil {
		return nil, err
	}
	s.Version, err = version(fsys, id)
	return s, err
}

// lireService reads a service.toml; fsys holds the parts that it takes, modele tells whether
// a template exists.
func lireService(fichier string, b []byte, fsys fs.FS, tables *Tables, modele func(string) bool, retoucher func(*Service) error) (*Service, error) {
	s := &Service{Tables: tables, sections: map[string]*Section{}, expressions: map[string]*expression{}}
	pos, err := decoder(fichier, b, s)
	if err != nil {
		return nil, err
	}
	if err := moderniser(s, pos); err != nil {
		return nil, err
	}
	if err := deplier(fsys, s, pos); err != nil {
		return nil, err
	}
	if err := retoucher(s); err != nil {
		return nil, err
	}
	c := &chargeur{s: s, pos: pos, modele: modele}
	c.tout()
	if c.err != nil {
		return nil, c.err
	}
	return s, nil
}
