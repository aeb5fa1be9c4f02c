package reports

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// TestCasDocuments prints the document of every worked example of every service and
// reads it back.
func TestCasDocuments(t *testing.T) {
	a := atelier(t)
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s := service(t, id)
		if err := a.Verifier(s); err != nil {
			t.Fatal(err)
		}
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cas {
			if c.Attendu.Document == "" {
				continue
			}
			t.Run(id+"/"+c.Nom, func(t *testing.T) {
				ex, err := c.Examen(s)
				if err != nil {
					t.Fatal(err)
				}
				r, err := a.Rendre(demande(ex, trame.IDExemplaire(c.Attendu.Document, c.Attendu.Ligne)))
				if err != nil {
					t.Fatal(err)
				}
				texte := textePDF(t, r.PDF, "")
				for _, m := range c.Attendu.Contient {
					if !strings.Contains(texte, plat(m)) {
						t.Errorf("« %s » is not printed in:\n%s", m, texte)
					}
				}
				for _, m := range c.Attendu.NeContientPas {
					if strings.Contains(texte, plat(m)) {
						t.Errorf("« %s » is printed", m)
					}
				}
				if p := c.Attendu.Pages; p > 0 && r.Pages > p {
					t.Errorf("%d pages, at most %d expected", r.Pages, p)
				}
				if vide := trouver(texte, "<no value>", "%!", "\ue000", "(e)", "<nil>"); vide != "" && c.Attendu.Document != "grille" {
					t.Errorf("%q shows in the document", vide)
				}
			})
		}
	}
}

// TestPapiers makes a PDF of every document of every service, on a worked example, for the
// pictures of the guide: JP_PAPIERS names the folder. Without it every document is made all
// the same, and nothing is kept.
func TestPapiers(t *testing.T) {
	a, dir := atelier(t), os.Getenv("JP_PAPIERS")
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s := service(t, id)
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Documents {
			if err := papier(t, a, s, cas, d, dir); err != nil {
				t.Errorf("%s, %s: %v", id, d.Cle, err)
			}
		}
	}
}

// papier makes one document, on the example that speaks of it if there is one.
func papier(t *testing.T, a *Atelier, s *trame.Service, cas []*trame.Cas, d *trame.Document, dir string) error {
	for _, parle := range []bool{true, false} {
		for _, c := range cas {
			if c.Attendu.Refuse != "" || parle && c.Attendu.Document != d.Cle {
				continue
			}
			ex, err := c.Examen(s)
			if err != nil {
				continue
			}
			x := ex.Exemplaire(trame.IDExemplaire(d.Cle, c.Attendu.Ligne))
			if x == nil || x.Cle != d.Cle {
				x = ex.Exemplaire(d.Cle)
			}
			if x == nil {
				continue
			}
			if ok, _ := ex.Possible(x); !ok {
				continue
			}
			r, err := a.Rendre(demande(ex, x.ID()))
			if err != nil || dir == "" {
				return err
			}
			return os.WriteFile(filepath.Join(dir, s.ID+"-"+d.Cle+".pdf"), r.PDF, 0o600)
		}
	}
	return errors.New("no worked example can make it")
}

// filigrane: the letters of the watermark are turned, and extracted one by one.
func filigrane(texte string) bool { return strings.HasPrefix(texte, "P R O J E T ") }

func trouver(s string, mots ...string) string {
	for _, m := range mots {
		if strings.Contains(s, m) {
			return m
		}
	}
	return ""
}

// Every document of every service is a valid PDF, with and without answers.
func TestDocumentsValides(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	plein := casNomme(t, s, "Rapport complet", nil)
	videEx := s.Examiner(trame.Reponses{}, plein.Contexte())
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	for _, d := range s.Documents {
		for nom, ex := range map[string]*trame.Examen{"plein": plein, "vide": videEx} {
			t.Run(d.Cle+"/"+nom, func(t *testing.T) {
				for _, projet := range []bool{false, true} {
					dem := demande(ex, d.Cle)
					dem.Projet = projet
					r, err := a.Rendre(dem)
					if err != nil {
						t.Fatal(err)
					}
					if err := api.Validate(bytes.NewReader(r.PDF), conf); err != nil {
						t.Errorf("pdfcpu: %v", err)
					}
					f := filepath.Join(t.TempDir(), "d.pdf")
					if err := os.WriteFile(f, r.PDF, 0o600); err != nil {
						t.Fatal(err)
					}
					if out, err := exec.Command("qpdf", "--check", f).CombinedOutput(); err != nil {
						t.Errorf("qpdf: %v\n%s", err, out)
					}
				}
			})
		}
	}
}

// Every paper of every service can be drawn, from a whole dossier and from one with nothing
// in it, and is a valid PDF.
func TestDocumentsDeTousLesServices(t *testing.T) {
	a := atelier(t)
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	for _, id := range ids {
		s := service(t, id)
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		plein, err := cas[0].Examen(s)
		if err != nil {
			t.Fatal(err)
		}
		vide := s.Examiner(trame.Reponses{}, plein.Contexte())
		for _, d := range s.Documents {
			t.Run(id+"/"+d.Cle, func(t *testing.T) {
				for _, ex := range []*trame.Examen{plein, vide} {
					dem := demande(ex, d.Cle)
					dem.Projet = ex == vide
					r, err := a.Rendre(dem)
					if err != nil {
						t.Fatal(err)
					}
					if err := api.Validate(bytes.NewReader(r.PDF), conf); err != nil {
						t.Errorf("pdfcpu: %v", err)
					}
					if mot := trouver(texteBlocs(r.Blocs), "<no value>", "%!", "<nil>", "(e)"); mot != "" && !d.Vierge {
						t.Errorf("%q shows", mot)
					}
				}
			})
		}
	}
}

func TestMemesOctets(t *testing.T) {
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", nil)
	r1, err := atelier(t).Rendre(demande(ex, "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	r2, err := atelier(t).Rendre(demande(casNomme(t, s, "Rapport complet", nil), "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(r1.PDF, r2.PDF) {
		t.Error("the same demand gives other bytes")
	}
}

// Every page carries the n° parquet, the name and « page x/y »; the name is nowhere in
// the metadata; a draft says so on every page and a final report does not.
func TestPiedDePage(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", nil)
	for _, projet := range []bool{true, false} {
		d := demande(ex, "rapport")
		d.Projet = projet
		r, err := a.Rendre(d)
		if err != nil {
			t.Fatal(err)
		}
		for p := 1; p <= r.Pages; p++ {
			texte := textePDF(t, r.PDF, fmt.Sprint(p))
			for _, m := range []string{"n° parquet 26328000123", "CHAZAL Mathieu", "2026-ESR-0001", fmt.Sprintf("page %d/%d", p, r.Pages)} {
				if !strings.Contains(texte, m) {
					t.Errorf("page %d: %q is missing", p, m)
				}
			}
			if got := filigrane(texte); got != projet {
				t.Errorf("page %d, draft %v: watermark %v", p, projet, got)
			}
		}
		info, err := exec.Command("sh", "-c", "cat > $0/d.pdf && pdfinfo $0/d.pdf", t.TempDir()).Output()
		_ = info
		if err == nil && bytes.Contains(bytes.ToLower(info), []byte("chazal")) {
			t.Error("the metadata names the person")
		}
		if regexp.MustCompile(`/(Title|Subject|Author|Keywords)[^\n]*(?i:chazal)`).Match(r.PDF) {
			t.Error("the metadata names the person")
		}
	}
}

// The number at the foot of a page is called as its service calls it.
func TestPiedDitLeMotDuService(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	s.Mots.Numero = "Rôle"
	d := demande(casNomme(t, s, "Rapport complet", nil), "rapport")
	if got := a.gauchePied(d, 8.2, largeurUt); !strings.HasPrefix(got, "n°\u00a0rôle 26328000123") {
		t.Errorf("%q", got)
	}
}

// The foot of a page is held to the silence of its document: neither the n° parquet nor the
// names that it must not reveal.
func TestPiedSeTait(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", nil)
	muet := *s.Document("rapport")
	muet.Tait = []string{"saisine", "etat_civil.nom"}
	d := demande(ex, "rapport")
	for _, doc := range []*trame.Document{s.Document("rapport"), &muet} {
		d.Document = doc
		pied := a.gauchePied(d, 8.2, largeurUt)
		dit := strings.Contains(pied, "26328000123") && strings.Contains(pied, "CHAZAL")
		tu := !strings.Contains(pied, "parquet") && !strings.Contains(pied, "CHAZAL")
		if doc == &muet && !tu || doc != &muet && !dit || !strings.Contains(pied, "2026-ESR-0001") {
			t.Errorf("silent %v: the foot reads %q", doc == &muet, pied)
		}
	}
}

// What people paste does not break a report, and comes out clean.
func TestTexteDifficile(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	durs := map[string]string{
		"O’NEILL":        "O'Neill",
		"d’ORGEVAL":      "d'Orgeval",
		"ŒUVRARD":        "Œuvrard",
		"GAËTAN-LEFÈVRE": "Gae\u0308tan-Lefe\u0300vre",
		"LE GOFF":        "Le Goff",
		"NGUYỄN":         "Nguyễn",
		"MARTIN":         "Mar\u0000tin\u200b\ufeff",
		"DUPRÉ":          "Dupré😀\u200d👩‍👧",
		"SĂVESCU":        "Săvescu",
	}
	for attendu, nom := range durs {
		ex := casNomme(t, s, "Rapport complet", func(r trame.Reponses) {
			r.Poser(trame.Chemin{Section: "etat_civil", Champ: "nom"}, nom)
			r.Poser(trame.Chemin{Section: "observations", Champ: "synthese"}, "« L’été », dit-il : \"c'est 12 345,60 €\" ! 😀 <b>&amp; # * _ ` \u202e\x07 œuvre\r\n\r\nFin…")
		})
		r, err := a.Rendre(demande(ex, "rapport"))
		if err != nil {
			t.Fatal(err)
		}
		texte := textePDF(t, r.PDF, "")
		if !strings.Contains(texte, attendu) {
			t.Errorf("%q is not printed as %q: %.300s", nom, attendu, texte)
		}
		// Readers do not extract the narrow no-break space: compare without spaces.
		if !strings.Contains(strings.ReplaceAll(texte, " ", ""), "«L’été»,dit-il:«c’est12345,60€»!<b>&amp;#*_`œuvre") {
			_, reste, _ := strings.Cut(texte, "Synthèse")
			t.Errorf("the paragraph came out as: %.300s", reste)
		}
		if i := strings.IndexFunc(texte, func(r rune) bool { return r > 0xffff || r == '\u200b' || r == '\u202e' }); i >= 0 {
			t.Errorf("a sign that cannot be printed came through: %q", texte[i:i+4])
		}
	}
}

// Answers never change the structure of a document: Markdown, actions and tokens typed
// into a field are printed as the signs they are.
func TestReponsesSansStructure(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	avant, err := a.Blocs(demande(casNomme(t, s, "Rapport complet", nil), "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	poison := "# Titre\n- point\n> citation\n{{ .etat_civil.nom }} **gras** \ue0001\ue001 ```\n<script>"
	blocs, err := a.Blocs(demande(casNomme(t, s, "Rapport complet", func(r trame.Reponses) {
		r.Poser(trame.Chemin{Section: "observations", Champ: "attitude"}, poison)
	}), "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	if len(avant) != len(blocs) {
		t.Errorf("%d blocks instead of %d", len(blocs), len(avant))
	}
	if texte := texteBlocs(blocs); !strings.Contains(texte, "# Titre - point > citation {{ .etat_civil.nom }} **gras** 1 ``` <script>") {
		t.Error("the typed signs are not printed as they are")
	}
}

// A dossier with nothing in it prints a report that says so.
func TestRapportVide(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	ex := s.Examiner(trame.Reponses{}, casNomme(t, s, "Rapport complet", nil).Contexte())
	d := demande(ex, "rapport")
	d.Projet = true
	r, err := a.Rendre(d)
	if err != nil {
		t.Fatal(err)
	}
	texte := textePDF(t, r.PDF, "")
	for _, m := range []string{"non renseigné", "À préciser", "Cette rubrique n’a pas été renseignée."} {
		if !strings.Contains(texte, m) {
			t.Errorf("%q is not said", m)
		}
	}
	for _, b := range r.Blocs {
		if tab, ok := b.(Tableau); ok && len(tab.Lignes) == 0 {
			t.Error("an empty table is printed")
		}
	}
}

// The paper form follows the screen: same sections, same order, every question asked.
func TestGrilleDansLOrdre(t *testing.T) {
	s := service(t, "esr")
	blocs, err := atelier(t).Blocs(demande(s.Examiner(trame.Reponses{}, trame.Contexte{}), "grille"))
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, b := range blocs {
		switch b := b.(type) {
		case Titre:
			if b.Ancre != "" {
				got = append(got, "§"+b.Ancre)
			}
		case Question:
			got = append(got, plat(b.Libelle))
		case GrilleLignes:
			for _, c := range b.Colonnes {
				got = append(got, plat(c.Titre))
			}
		}
	}
	for _, sec := range s.Sections {
		if !sec.DansGrille() {
			continue
		}
		want = append(want, "§"+sec.Cle)
		for _, c := range sec.Champs {
			if c.DansGrille() {
				want = append(want, plat(c.Libelle))
			}
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("paper:\n%s\nscreen:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
