package trame

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"time"
)

// An association adapts a service without touching its shipped text: whole texts (templates,
// tables) are replaced by its own, and what the form says is laid over service.toml by a
// file « adaptation.toml » in the folder of the service. Both belong to the version of the
// service: a dossier keeps those it was written with.

// Retouche is adaptation.toml: what the association says otherwise than the shipped text.
type Retouche struct {
	Textes  []TexteRetouche  `toml:"texte"`
	Options []OptionRetouche `toml:"option"`
}

// TexteRetouche replaces the label or the help of a section or a field.
type TexteRetouche struct {
	Ou      string `toml:"ou"` // « section » or « section.champ »
	Libelle string `toml:"libelle,omitempty"`
	Aide    string `toml:"aide,omitempty"`
}

// OptionRetouche renames an option, takes it out of what is proposed, or adds one.
type OptionRetouche struct {
	Champ   string `toml:"champ"` // « section.champ »
	Cle     string `toml:"cle"`
	Libelle string `toml:"libelle,omitempty"`
	Phrase  string `toml:"phrase,omitempty"`
	Retiree bool   `toml:"retiree,omitempty"`
}

// FichierRetouche is the path of the adaptation of a service.
func FichierRetouche(service string) string {
	return path.Join(dirServices, service, "adaptation.toml")
}

// FichierModele is the path of the template of a document.
func FichierModele(service string, d *Document) string {
	return path.Join(dirServices, service, d.Modele)
}

// FichierTable is the path of a table.
func FichierTable(nom string) string { return path.Join(dirTables, nom) }

// FichiersTables lists the files of the tables, sorted.
func FichiersTables(fsys fs.FS) ([]string, error) {
	l, err := fs.ReadDir(fsys, dirTables)
	var out []string
	for _, e := range l {
		if !e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out, err
}

// LireRetouche reads adaptation.toml, strictly.
func LireRetouche(fichier string, b []byte) (*Retouche, error) {
	r := &Retouche{}
	_, err := decoder(fichier, b, r)
	return r, err
}

// Ecrire writes adaptation.toml; an adaptation that says nothing is empty.
func (r *Retouche) Ecrire() []byte {
	var b strings.Builder
	champ := func(cle, v string) {
		if v != "" {
			fmt.Fprintf(&b, "%s = %s\n", cle, citer(v))
		}
	}
	for _, t := range r.Textes {
		b.WriteString("[[texte]]\n")
		champ("ou", t.Ou)
		champ("libelle", t.Libelle)
		champ("aide", t.Aide)
		b.WriteString("\n")
	}
	for _, o := range r.Options {
		b.WriteString("[[option]]\n")
		champ("champ", o.Champ)
		champ("cle", o.Cle)
		champ("libelle", o.Libelle)
		champ("phrase", o.Phrase)
		if o.Retiree {
			b.WriteString("retiree = true\n")
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// citer writes a text as a basic string of TOML.
func citer(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// appliquer lays an adaptation over a decoded service, before it is checked.
func (r *Retouche) appliquer(s *Service, pos *positions) error {
	champs := map[string]*Champ{}
	sections := map[string]*Section{}
	for _, sec := range s.Sections {
		sections[sec.Cle] = sec
		for _, c := range sec.Champs {
			champs[sec.Cle+"."+c.Cle] = c
		}
	}
	for i, t := range r.Textes {
		p := fmt.Sprintf("texte[%d]", i)
		switch sec, c := sections[t.Ou], champs[t.Ou]; {
		case c != nil:
			c.Libelle, c.Aide = ou(t.Libelle, c.Libelle), ou(t.Aide, c.Aide)
		case sec != nil:
			sec.Titre, sec.Aide = ou(t.Libelle, sec.Titre), ou(t.Aide, sec.Aide)
		default:
			return pos.erreur(p+".ou", "« %s » n’existe plus dans ce service", t.Ou)
		}
	}
	for i, o := range r.Options {
		p := fmt.Sprintf("option[%d]", i)
		c := champs[o.Champ]
		if c == nil || c.Table != "" || !c.AOptions() {
			return pos.erreur(p+".champ", "« %s » n’est pas un choix de ce service", o.Champ)
		}
		k := slices.IndexFunc(c.Options, func(x *Option) bool { return x.Cle == o.Cle })
		if k < 0 {
			if !cleValide(o.Cle) || o.Libelle == "" {
				return pos.erreur(p, "une réponse ajoutée a une clé et un libellé")
			}
			c.Options = append(c.Options, &Option{Cle: o.Cle, Libelle: o.Libelle, Phrase: o.Phrase, Retiree: o.Retiree})
			continue
		}
		x := c.Options[k]
		x.Libelle, x.Phrase, x.Retiree = ou(o.Libelle, x.Libelle), ou(o.Phrase, x.Phrase), o.Retiree
	}
	return nil
}

func ou(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Calque is a file system with texts of the association laid over the shipped ones.
type Calque struct {
	Dessous fs.FS
	Textes  map[string][]byte // by path
}

// Open implements fs.FS.
func (c Calque) Open(nom string) (fs.File, error) {
	if b, ok := c.Textes[nom]; ok {
		return &fichierCalque{Reader: bytes.NewReader(b), nom: path.Base(nom), taille: int64(len(b))}, nil
	}
	return c.Dessous.Open(nom)
}

// ReadDir implements fs.ReadDirFS: the texts of the association that the shipped folder does
// not have are listed too.
func (c Calque) ReadDir(dir string) ([]fs.DirEntry, error) {
	l, err := fs.ReadDir(c.Dessous, dir)
	if err != nil {
		return nil, err
	}
	for _, nom := range slices.Sorted(maps.Keys(c.Textes)) {
		if path.Dir(nom) == dir && !slices.ContainsFunc(l, func(e fs.DirEntry) bool { return e.Name() == path.Base(nom) }) {
			f := &fichierCalque{nom: path.Base(nom), taille: int64(len(c.Textes[nom]))}
			l = append(l, fs.FileInfoToDirEntry(f))
		}
	}
	sort.Slice(l, func(i, j int) bool { return l[i].Name() < l[j].Name() })
	return l, nil
}

type fichierCalque struct {
	*bytes.Reader
	nom    string
	taille int64
}

func (f *fichierCalque) Stat() (fs.FileInfo, error) { return f, nil }
func (f *fichierCalque) Close() error               { return nil }
func (f *fichierCalque) Name() string               { return f.nom }
func (f *fichierCalque) Size() int64                { return f.taille }
func (f *fichierCalque) Mode() fs.FileMode          { return 0o444 }
func (f *fichierCalque) ModTime() time.Time         { return time.Time{} }
func (f *fichierCalque) IsDir() bool                { return false }
func (f *fichierCalque) Sys() any                   { return nil }

var (
	_ fs.ReadDirFS = Calque{}
	_ io.ReaderAt  = (*fichierCalque)(nil)
)
