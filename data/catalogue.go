package data

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Catalogue is what a base knows of the services: those that are shipped, with the texts of
// the association over them.
type Catalogue struct {
	Livrees  []string // in the order of lists
	Reserves []string // those that only the accounts that name them see
	Services map[string]*trame.Service
	Sans     map[string]bool // whose adaptation does not read: the shipped text stands
	Avis     []string        // and what is said of it
}

// LireCatalogue reads the services. An adaptation that does not read (a text of an older
// version of the program) never keeps a base from being opened: the shipped text stands, and
// it is said.
func LireCatalogue(assets fs.FS, adaptes map[string][]byte, verifier func(*trame.Service) error) (*Catalogue, error) {
	livrees, err := trame.Lister(assets)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{Livrees: livrees, Services: map[string]*trame.Service{}, Sans: map[string]bool{}}
	textes := assets
	if len(adaptes) > 0 {
		textes = trame.Calque{Dessous: assets, Textes: adaptes}
	}
	for _, id := range livrees {
		svc, err := lireVerifie(textes, id, verifier)
		if err != nil && len(adaptes) > 0 {
			c.Sans[id] = true
			c.Avis = append(c.Avis, fmt.Sprintf("Un texte adapté par l’association ne se lit plus (%v) : le texte livré est utilisé à sa place. "+
				"Corrigez-le dans les réglages, « Modèles et tables » ou « Questions ».", err))
			svc, err = lireVerifie(assets, id, verifier)
		}
		if err != nil {
			return nil, err
		}
		c.Services[id] = svc
		if svc.Reserve {
			c.Reserves = append(c.Reserves, id)
		}
	}
	slices.SortStableFunc(c.Livrees, func(a, b string) int {
		x, y := c.Services[a], c.Services[b]
		return cmp.Or(cmp.Compare(rangListe(x), rangListe(y)), cmp.Compare(identite.Plier(x.Titre), identite.Plier(y.Titre)))
	})
	return c, nil
}

// rangListe is the place of a service in lists.
func rangListe(s *trame.Service) int {
	if s.Rang == 0 {
		return math.MaxInt
	}
	return s.Rang
}

func lireVerifie(fsys fs.FS, id string, verifier func(*trame.Service) error) (*trame.Service, error) {
	svc, err := trame.Charger(fsys, id)
	if err == nil {
		err = verifier(svc)
	}
	return svc, err
}

// EssayerService reads a service as it would be: the mistake is said with its file and line.
func EssayerService(fsys fs.FS, id string, verifier func(*trame.Service) error) (*trame.Service, error) {
	svc, err := lireVerifie(fsys, id, verifier)
	if err != nil {
		return nil, &Erreur{Code: Saisie, Message: "Ce texte ne peut pas servir : " + err.Error(), Err: err}
	}
	return svc, nil
}

// Adaptable tells which services a text touches, and refuses one that the association does
// not adapt.
func Adaptable(assets fs.FS, livrees []string, chemin string) ([]string, error) {
	dir, nom := path.Split(chemin)
	parts := strings.Split(strings.Trim(dir, "/"), "/")
	service := len(parts) == 2 && parts[0] == "services" && slices.Contains(livrees, parts[1]) && (path.Ext(nom) == ".md" ||
		chemin == trame.FichierRetouche(parts[1]))
	if !service && !(len(parts) == 1 && parts[0] == "tables") {
		return nil, ErrTexte
	}
	if _, err := fs.Stat(assets, chemin); err != nil && !(service && chemin == trame.FichierRetouche(parts[1])) {
		return nil, ErrTexte
	}
	if service {
		return []string{parts[1]}, nil
	}
	return livrees, nil
}

// TexteLivre is a shipped text.
func TexteLivre(assets fs.FS, chemin string) ([]byte, error) {
	texte, err := fs.ReadFile(assets, chemin)
	if err != nil {
		return nil, &Erreur{Code: Introuvable, Message: "Ce texte n’est pas de ceux qui sont livrés.", Err: err}
	}
	return texte, nil
}
