package reports

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/trame"
)

// What the tests of this room share: the real services, a workshop, a PDF read back.

var assetsFS = assets.FS

var maison = data.Association{
	Nom: "Justice et Partage", SousTitre: "France Victimes 43",
	Appartenances: []string{"Membre de France Victimes et de Citoyens & Justice"},
	Adresse:       []string{"Le Puy-en-Velay (Haute-Loire)"}, Telephone: "0471025148",
}

func atelier(tb testing.TB) *Atelier {
	tb.Helper()
	a, err := NouvelAtelier(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func service(tb testing.TB, id string) *trame.Service {
	tb.Helper()
	s, err := trame.Charger(assets.FS, id)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// casNomme returns the examination of a worked example, its answers changed by change.
func casNomme(tb testing.TB, s *trame.Service, nom string, change func(trame.Reponses)) *trame.Examen {
	tb.Helper()
	cas, err := trame.LireCas(assets.FS, s.ID)
	if err != nil {
		tb.Fatal(err)
	}
	for _, c := range cas {
		if c.Nom != nom {
			continue
		}
		ex, err := c.Examen(s)
		if err != nil {
			tb.Fatal(err)
		}
		if change == nil {
			return ex
		}
		r := ex.Reponses().Copie()
		change(r)
		return s.Examiner(r, ex.Contexte())
	}
	tb.Fatalf("no worked example %q", nom)
	return nil
}

func demande(ex *trame.Examen, document string) Demande {
	ctx := ex.Contexte()
	d, ligne := ex.Service().Document(document), ""
	if x := ex.Exemplaire(document); x != nil {
		d, ligne = x.Document, x.Ligne
	}
	return Demande{
		Examen: ex, Document: d, Ligne: ligne, Numero: "2026-" + ex.Service().Prefixe + "-0001",
		Association: maison, Signataire: ctx.Signataire, Date: ctx.Maintenant,
	}
}

// textePDF reads a PDF back with poppler, in the order in which it was written; page 0
// is the whole file. Spaces of all kinds become plain ones.
func textePDF(tb testing.TB, pdf []byte, page string) string {
	tb.Helper()
	f := filepath.Join(tb.TempDir(), "d.pdf")
	if err := os.WriteFile(f, pdf, 0o600); err != nil {
		tb.Fatal(err)
	}
	args := []string{"-raw", "-enc", "UTF-8"}
	if page != "" {
		args = append(args, "-f", page, "-l", page)
	}
	out, err := exec.Command("pdftotext", append(args, f, "-")...).Output()
	if err != nil {
		tb.Fatalf("pdftotext: %v", err)
	}
	return plat(string(out))
}

func plat(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// texteBlocs writes the block tree as text, to see what a document says.
func texteBlocs(bs []Bloc) string {
	var sb strings.Builder
	frag := func(fs []Fragment) {
		for _, f := range fs {
			sb.WriteString(f.Texte)
		}
		sb.WriteString("\n")
	}
	var visite func([]Bloc)
	visite = func(bs []Bloc) {
		for _, b := range bs {
			switch b := b.(type) {
			case Titre:
				frag(b.Texte)
			case Paragraphe:
				frag(b.Texte)
			case Encadre:
				visite(b.Blocs)
			case Liste:
				for _, p := range b.Points {
					visite(p)
				}
			case Fiche:
				for _, p := range b.Paires {
					frag(append([]Fragment{{Texte: p.Libelle + " : "}}, p.Valeur...))
				}
			case Tableau:
				for _, l := range b.Lignes {
					for _, c := range l {
						frag(c)
					}
				}
			}
		}
	}
	visite(bs)
	return plat(sb.String())
}
