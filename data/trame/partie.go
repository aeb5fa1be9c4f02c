package trame

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// What several services share stands once: assets/parts holds sections that a section of a
// service takes with « comme ». What the service writes beside it lies over the part, key by
// key and field by field; the rest of the engine sees plain sections. A part takes no other
// part, so that two files tell all of a section.

const dirParties = "parts"

func fichierPartie(nom string) string { return path.Join(dirParties, nom+".toml") }

// partiesDe names the parts that a service.toml takes; nil when it does not read, which its
// strict reading tells better.
func partiesDe(b []byte) []string {
	var doc struct {
		Section []struct {
			Comme string `toml:"comme"`
		} `toml:"section"`
	}
	if toml.Unmarshal(b, &doc) != nil {
		return nil
	}
	var out []string
	for _, s := range doc.Section {
		if s.Comme != "" && !slices.Contains(out, s.Comme) {
			out = append(out, s.Comme)
		}
	}
	slices.Sort(out)
	return out
}

// deplier puts the parts in the place of the sections that take them. The positions follow,
// so that a mistake is told in the file where it was written.
func deplier(fsys fs.FS, s *Service, pos *positions) error {
	for i, sec := range s.Sections {
		chemin := fmt.Sprintf("section[%d]", i)
		if sec.Comme == "" {
			if err := sansPartie(sec, chemin, pos); err != nil {
				return err
			}
			continue
		}
		d := &depliage{pos: pos, chemin: chemin, dessus: sec}
		if err := d.lire(fsys); err != nil {
			return err
		}
		s.Sections[i] = d.dessous
	}
	return nil
}

// sansPartie refuses the keys that only make sense over a part.
func sansPartie(sec *Section, chemin string, pos *positions) error {
	if len(sec.Sans) > 0 {
		return pos.erreur(chemin+".sans", "« sans » va avec « comme »")
	}
	for j, c := range sec.Champs {
		if c.Apres != "" || c.Avant != "" {
			return pos.erreur(fmt.Sprintf("%s.champ[%d]", chemin, j), "« apres » et « avant » ne placent un champ que dans une section qui en prend une autre (comme)")
		}
	}
	return nil
}

// depliage lays one section of a service over the part it takes.
type depliage struct {
	pos     *positions
	chemin  string // of the section
	dessus  *Section
	dessous *Section // the part, then the result
	partie  *positions

	champs []place
}

// place is a field of the result: where the part, and where the service, speak of it.
type place struct {
	*Champ
	partie, service int // index, -1 for nowhere
}

func (d *depliage) lire(fsys fs.FS) error {
	fichier := fichierPartie(d.dessus.Comme)
	b, err := fs.ReadFile(fsys, fichier)
	if err != nil {
		return d.pos.erreur(d.chemin+".comme", "la partie « %s » n’existe pas", d.dessus.Comme)
	}
	d.dessous = &Section{}
	if d.partie, err = decoder(fichier, b, d.dessous); err != nil {
		return err
	}
	if d.dessous.Comme != "" {
		return d.partie.erreur("comme", "une partie n’en prend pas d’autre")
	}
	recouvrir(d.dessous, d.dessus, func(cle string) bool { return cle != "champ" && d.pos.connait(d.chemin+"."+cle) })
	if err := d.fondre(); err != nil {
		return err
	}
	d.reperer()
	d.dessous.Comme, d.dessous.Sans, d.dessous.Champs = "", nil, nil
	for _, c := range d.champs {
		c.Apres, c.Avant = "", ""
		d.dessous.Champs = append(d.dessous.Champs, c.Champ)
	}
	return nil
}

// fondre makes the fields of the result.
func (d *depliage) fondre() error {
	for j, c := range d.dessous.Champs {
		if !slices.Contains(d.dessus.Sans, c.Cle) {
			d.champs = append(d.champs, place{c, j, -1})
		}
	}
	for _, cle := range d.dessus.Sans {
		if !slices.ContainsFunc(d.dessous.Champs, func(c *Champ) bool { return c.Cle == cle }) {
			return d.pos.erreur(d.chemin+".sans", "« %s » n’est pas un champ de la partie « %s »", cle, d.dessus.Comme)
		}
	}
	for k, c := range d.dessus.Champs {
		p := fmt.Sprintf("%s.champ[%d]", d.chemin, k)
		if i := d.rang(c.Cle); i >= 0 {
			if c.Apres != "" || c.Avant != "" {
				return d.pos.erreur(p, "« %s » est de la partie « %s », et garde sa place", c.Cle, d.dessus.Comme)
			}
			recouvrir(d.champs[i].Champ, c, func(cle string) bool { return d.pos.connait(p + "." + cle) })
			d.champs[i].service = k
			continue
		}
		ou := len(d.champs)
		switch {
		case c.Apres != "" && c.Avant != "":
			return d.pos.erreur(p, "un champ se place « avant » ou « apres » un autre, pas les deux")
		case c.Apres != "":
			ou = d.rang(c.Apres) + 1
		case c.Avant != "":
			ou = d.rang(c.Avant)
		}
		if c.Apres != "" && ou == 0 || ou < 0 {
			return d.pos.erreur(p, "« %s » n’est pas un champ écrit plus haut dans cette section", c.Apres+c.Avant)
		}
		d.champs = slices.Insert(d.champs, ou, place{c, -1, k})
	}
	return nil
}

func (d *depliage) rang(cle string) int {
	return slices.IndexFunc(d.champs, func(c place) bool { return c.Cle == cle })
}

// reperer makes the positions of the result: what the service writes is there, the rest in
// the part.
func (d *depliage) reperer() {
	service := d.pos.retirer(d.chemin + ".champ")
	for cle := range d.partie.lieux {
		if !strings.HasPrefix(cle, "champ[") {
			d.pos.ajouter(d.chemin+"."+cle, d.partie, cle)
		}
	}
	for j, c := range d.champs {
		p := fmt.Sprintf("%s.champ[%d]", d.chemin, j)
		for _, de := range []struct {
			pos    *positions
			chemin string
			dit    bool
		}{
			{service, fmt.Sprintf("%s.champ[%d]", d.chemin, c.service), c.service >= 0},
			{d.partie, fmt.Sprintf("champ[%d]", c.partie), c.partie >= 0},
		} {
			if !de.dit {
				continue
			}
			for cle := range de.pos.lieux {
				if reste, ok := strings.CutPrefix(cle, de.chemin); ok && (reste == "" || reste[0] == '.' || reste[0] == '[') {
					d.pos.ajouter(p+reste, de.pos, cle)
				}
			}
		}
	}
}

// recouvrir copies from one struct to another the fields whose TOML key dit lets through.
func recouvrir(dessous, dessus any, dit func(cle string) bool) {
	a, b := reflect.ValueOf(dessous).Elem(), reflect.ValueOf(dessus).Elem()
	for i := range a.NumField() {
		if cle, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("toml"), ","); cle != "" && dit(cle) {
			a.Field(i).Set(b.Field(i))
		}
	}
}
