// Package reports turns the answers of a dossier into a document: template → Markdown →
// blocks → lines → pages → PDF.
//
// Rules of the room:
//   - it opens no base and shows no window: everything is handed in;
//   - a missing value never fails: it prints « non renseigné », highlighted in a draft;
//   - every text passes through francais once, on its way to the page;
//   - the same demand gives the same bytes.
package reports

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// Atelier makes documents. It holds the faces and the templates that were read; it is
// safe for concurrent use.
type Atelier struct {
	p *polices

	mu      sync.Mutex
	modeles map[string]*modele // by service, version and document
}

// NouvelAtelier reads the faces from fonts/ of fsys.
func NouvelAtelier(fsys fs.FS) (*Atelier, error) {
	p, err := chargerPolices(fsys)
	if err != nil {
		return nil, err
	}
	return &Atelier{p: p, modeles: map[string]*modele{}}, nil
}

// Demande is what a document is made of.
type Demande struct {
	Examen      *trame.Examen
	Document    *trame.Document
	Numero      string // of the dossier
	Rang        int    // 1 for the first document of its kind; 0 counts as 1
	Ligne       string // ID of the row the document is about, when it is made for each row
	Association data.Association
	Signataire  trame.Signataire
	// Projet marks a draft: watermark, missing values highlighted.
	Projet bool
	// Date is the instant the file bears.
	Date time.Time
}

// Rendu is a finished document.
type Rendu struct {
	PDF    []byte
	Pages  int
	Ancres map[string]int // section → page, from 1
	Blocs  []Bloc
}

// Pages counts the pages of a PDF that this package made.
func Pages(pdf []byte) int { return bytes.Count(pdf, []byte("<</Type /Page\n")) }

// Verifier reads every template of a service and checks the names it uses, so that a
// mistake is found when the program starts, with file and line.
func (a *Atelier) Verifier(s *trame.Service) error {
	for _, d := range s.Documents {
		if _, err := a.modele(s, d); err != nil {
			return err
		}
	}
	return nil
}

func (a *Atelier) modele(s *trame.Service, d *trame.Document) (*modele, error) {
	cle := s.ID + "/" + s.Version + "/" + d.Cle
	a.mu.Lock()
	defer a.mu.Unlock()
	if m := a.modeles[cle]; m != nil {
		return m, nil
	}
	m, err := lireModele(s, d)
	if err != nil {
		return nil, err
	}
	a.modeles[cle] = m
	return m, nil
}

// Blocs expands the template of a demand into its block tree.
func (a *Atelier) Blocs(d Demande) ([]Bloc, error) {
	m, err := a.modele(d.Examen.Service(), d.Document)
	if err != nil {
		return nil, err
	}
	return developper(m, d)
}

func developper(m *modele, d Demande) ([]Bloc, error) {
	e := &expansion{vue: nouvelleVue(d)}
	t, err := m.t.Clone()
	if err != nil {
		return nil, fmt.Errorf("modèle « %s » : %w", m.nom, err)
	}
	var buf bytes.Buffer
	if err := t.Funcs(e.fonctions()).Execute(&buf, e.vue.donnees()); err != nil {
		return nil, erreurDeModele(m.nom, err)
	}
	return lireMarkdown(buf.String(), e.jetons, e.vue.fixe), nil
}

// Rendre makes the PDF of a demand.
func (a *Atelier) Rendre(d Demande) (*Rendu, error) {
	if d.Examen == nil || d.Document == nil {
		return nil, errors.New("reports: a demand needs an examination and a document")
	}
	blocs, err := a.Blocs(d)
	if err != nil {
		return nil, err
	}
	pages, images, ancres := a.pages(d, blocs)
	pdf, err := a.p.ecrire(pages, images, d.metadonnees())
	if err != nil {
		return nil, err
	}
	return &Rendu{PDF: pdf, Pages: len(pages), Ancres: ancres, Blocs: blocs}, nil
}

func (a *Atelier) pages(d Demande, blocs []Bloc) ([]page, map[string][]byte, map[string]int) {
	m := &metteur{p: a.p, projet: d.Projet, images: map[string][]byte{}}
	pages, ancres := paginer(m.blocs(blocs, largeurUt))
	for i := range pages {
		if d.Projet && d.Document.Finalisable {
			pages[i] = append(page{traitFiligrane{"PROJET"}}, pages[i]...)
		}
		pages[i] = append(pages[i], a.pied(d, i+1, len(pages))...)
	}
	return pages, m.images, ancres
}

// pied draws the running footer: the number of whoever asked — NOM Prénom — number, and page x/y.
func (a *Atelier) pied(d Demande, n, total int) []trait {
	const taille = 8.2
	y := hauteurPage - 36
	droite := fmt.Sprintf("page %d/%d", n, total)
	ld := a.p.largeur(droite, sans, taille)
	gauche := a.gauchePied(d, taille, largeurUt-ld-16)
	bas := francais.Typographie(d.Document.Mention)
	version := ""
	switch {
	case !d.Document.Finalisable:
	case d.Projet:
		version = "projet, à ne pas transmettre"
	default:
		version = "version définitive"
	}
	lv := a.p.largeur(version, sansItalique, 7.6)
	bas = a.tronquer(bas, sansItalique, 7.6, largeurUt-lv-10)
	return []trait{
		traitLigne{margeG, y - 13, largeurPage - margeD, y - 13, grisFilet, 0.6, false},
		traitTexte{margeG, y, gauche, sans, taille, grisTexte},
		traitTexte{largeurPage - margeD - ld, y, droite, sans, taille, grisTexte},
		traitTexte{margeG, y + 11, bas, sansItalique, 7.6, grisTexte},
		traitTexte{largeurPage - margeD - lv, y + 11, version, sansItalique, 7.6, grisTexte},
	}
}

// gauchePied writes who and what the page belongs to. A name that is too long is cut,
// the numbers never are.
func (a *Atelier) gauchePied(d Demande, taille, largeur float64) string {
	if d.Document.Vierge {
		return a.tronquer(francais.Typographie(d.Document.Titre+" – "+d.Examen.Service().Titre), sans, taille, largeur)
	}
	v := nouvelleVue(d)
	avant, apres := "", d.Numero
	if p := v.s.Reperes.NumeroParquet; v.p.Revele(p) { // a service without one says nothing of it
		numero, _ := v.p.Repere(p).(string)
		if numero == "" {
			numero = nonRenseigne
		}
		mot := francais.Minuscule(trame.MotsCommuns(v.s).Numero)
		avant = a.p.tracable("n°"+francais.Insecable+imprimable(mot)+" "+imprimable(numero), sans)
	}
	const entre = " — "
	if nom := v.personne(); nom != "" {
		reste := largeur - a.p.largeur(avant+entre+entre+apres, sans, taille)
		avant = relier(entre, avant, a.tronquer(nom, sans, taille, max(reste, 0)))
	}
	return a.tronquer(relier(entre, avant, apres), sans, taille, largeur)
}

// relier joins what is not empty.
func relier(entre, a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + entre + b
}

// tronquer shortens a text that would overflow, with an ellipsis.
func (a *Atelier) tronquer(s string, f police, taille, largeur float64) string {
	s = a.p.tracable(s, f)
	if a.p.largeur(s, f, taille) <= largeur {
		return s
	}
	reste := largeur - a.p.largeur("…", f, taille)
	for i, r := range s {
		if reste -= a.p.largeur(string(r), f, taille); reste < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

func (d Demande) metadonnees() metadonnees {
	titre := d.Document.Titre
	if d.Numero != "" {
		titre += " " + d.Numero
	}
	return metadonnees{titre: titre, auteur: d.Association.Nom, sujet: d.Examen.Service().Titre, date: d.Date}
}
