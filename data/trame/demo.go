package trame

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"time"
)

// Demo is one fictitious dossier of the demonstration base. Its dates are written from
// the day of the demonstration, so that something is always urgent:
//
//	"J", "J-12", "J+3"         a day
//	"J 10:05", "J-12 14:30"    a day and an hour
//	"H-40", "H+95"             now, less or plus so many minutes
type Demo struct {
	Nom        string           `toml:"nom"` // what it shows
	Cree       string           `toml:"cree"`
	Reponses   map[string]any   `toml:"reponses"`
	Finaliser  string           `toml:"finaliser"` // key of the document
	Le         string           `toml:"le"`        // when it was finalised
	Gardees    []string         `toml:"gardees"`   // wordings kept on purpose
	Transmis   *TransmisDemo    `toml:"transmis"`
	Complement map[string]any   `toml:"complement"` // answers added after finalising
	Completer  string           `toml:"completer"`  // key of the completing document
	Clos       string           `toml:"clos"`       // reason, when the dossier is closed
	Journal    []*EvenementDemo `toml:"journal"`
}

// TransmisDemo is a handing over in the demonstration.
type TransmisDemo struct {
	A     string `toml:"a"`
	Moyen string `toml:"moyen"`
	Le    string `toml:"le"`
}

// EvenementDemo is a line of the journal in the demonstration.
type EvenementDemo struct {
	Le     string `toml:"le"`
	Nature string `toml:"nature"`
	Texte  string `toml:"texte"`
}

// LireDemo reads demo.toml of a service, with its dates set from maintenant. A service
// without demonstration gives none.
func LireDemo(fsys fs.FS, id string, maintenant time.Time) ([]*Demo, error) {
	nom := path.Join(dirServices, id, "demo.toml")
	b, err := fs.ReadFile(fsys, nom)
	if err != nil {
		return nil, nil
	}
	var doc struct {
		Dossier []*Demo `toml:"dossier"`
	}
	pos, err := decoder(nom, b, &doc)
	if err != nil {
		return nil, err
	}
	for i, d := range doc.Dossier {
		if d.Nom == "" || d.Cree == "" {
			return nil, pos.erreur(fmt.Sprintf("dossier[%d]", i), "un dossier de démonstration a un nom et une date de création")
		}
		d.Cree, d.Le = Relative(d.Cree, maintenant), Relative(d.Le, maintenant)
		d.Reponses, _ = relatives(d.Reponses, maintenant).(map[string]any)
		d.Complement, _ = relatives(d.Complement, maintenant).(map[string]any)
		if d.Transmis != nil {
			d.Transmis.Le = Relative(d.Transmis.Le, maintenant)
		}
		for _, e := range d.Journal {
			e.Le = Relative(e.Le, maintenant)
		}
	}
	return doc.Dossier, nil
}

var (
	reJour  = regexp.MustCompile(`^J([+-]\d+)?(?: (\d\d:\d\d))?$`)
	reHeure = regexp.MustCompile(`^H([+-]\d+)$`)
)

// Relative reads a date written from the day of the demonstration; any other text is
// given back as it is.
func Relative(s string, maintenant time.Time) string {
	if m := reHeure.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return maintenant.Add(time.Duration(n) * time.Minute).Format("2006-01-02T15:04")
	}
	m := reJour.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	n, _ := strconv.Atoi(m[1])
	jour := maintenant.AddDate(0, 0, n).Format(time.DateOnly)
	if m[2] != "" {
		jour += "T" + m[2]
	}
	return jour
}

func relatives(v any, maintenant time.Time) any {
	switch v := v.(type) {
	case string:
		return Relative(v, maintenant)
	case map[string]any:
		for k, e := range v {
			v[k] = relatives(e, maintenant)
		}
		return v
	case []any:
		for i, e := range v {
			v[i] = relatives(e, maintenant)
		}
		return v
	}
	return v
}
