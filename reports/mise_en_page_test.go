package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"justicepartage/data/trame"
)

// charge fills a dossier with the largest things people type.
func charge(r trame.Reponses) {
	nom := strings.Repeat("Maximilien-Ferdinand ", 4)[:80]
	r.Poser(trame.Chemin{Section: "etat_civil", Champ: "nom"}, nom)
	r.Poser(trame.Chemin{Section: "logement", Champ: "titulaire"}, strings.Repeat("W", 200))
	phrase := "Il déclare avoir occupé plusieurs emplois saisonniers dans la région du Velay et souhaite se former. "
	r.Poser(trame.Chemin{Section: "emploi", Champ: "parcours"}, strings.Repeat(phrase, 60)[:6000])
	r.Poser(trame.Chemin{Section: "observations", Champ: "synthese"}, strings.Repeat(phrase, 60)[:6000])
	for range 40 {
		l := r.Ajouter("verifications")
		l.Valeurs["point"] = "autre"
		l.Valeurs["contact"] = nom
		l.Valeurs["telephone"] = "0639980042"
		l.Valeurs["resultat"] = "confirme"
		l.Valeurs["le"] = "2026-11-24T11:59"
		l.Valeurs["teneur"] = strings.Repeat(phrase, 5)
	}
	l := r.Ajouter("verifications")
	l.Valeurs["contact"] = "Long"
	l.Valeurs["resultat"] = "confirme"
	l.Valeurs["teneur"] = strings.Repeat(phrase, 60)
}

// Nothing is drawn outside the margins, whatever is typed, on any document.
func TestRienNeDeborde(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	ex := casNomme(t, s, "Rapport complet", charge)
	for _, d := range s.Documents {
		dem := demande(ex, d.Cle)
		blocs, err := a.Blocs(dem)
		if err != nil {
			t.Fatal(err)
		}
		pages, _, _ := a.pages(dem, blocs)
		for n, pg := range pages {
			if d.Finalisable && !slices.ContainsFunc(pg, func(tr trait) bool {
				tt, ok := tr.(traitTexte)
				return ok && strings.Contains(tt.s, "26328000123") && strings.Contains(tt.s, "… — 2026-ESR-0001")
			}) {
				t.Errorf("%s, page %d: the numbers are cut from the footer", d.Cle, n+1)
			}
			for _, tr := range pg {
				x1, x2, y1, y2, quoi := cadre(a, tr)
				if x1 < margeG-1 || x2 > largeurPage-margeD+1 || y1 < margeH-2 || y2 > hauteurPage-20 {
					t.Errorf("%s, page %d: %s lies outside (%.1f–%.1f, %.1f–%.1f)", d.Cle, n+1, quoi, x1, x2, y1, y2)
				}
				if tt, ok := tr.(traitTexte); ok && y2 > basUtile+1 && tt.y < hauteurPage-40 {
					t.Errorf("%s, page %d: %q runs into the footer", d.Cle, n+1, tt.s)
				}
			}
		}
	}
}

func cadre(a *Atelier, tr trait) (x1, x2, y1, y2 float64, quoi string) {
	switch tr := tr.(type) {
	case traitTexte:
		return tr.x, tr.x + a.p.largeur(tr.s, tr.f, tr.taille), tr.y - tr.taille, tr.y, fmt.Sprintf("%q", tr.s)
	case traitRect:
		return tr.x, tr.x + tr.l, tr.y, tr.y + tr.h, "a panel"
	case traitLigne:
		return min(tr.x1, tr.x2), max(tr.x1, tr.x2), min(tr.y1, tr.y2), max(tr.y1, tr.y2), "a line"
	case traitImage:
		return tr.x, tr.x + tr.l, tr.y, tr.y + tr.h, "an image"
	}
	return margeG, margeG, margeH, margeH, ""
}

// Two texts never lie on each other within a line.
func TestRienNeSeChevauche(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	for nom, ex := range map[string]*trame.Examen{"plein": casNomme(t, s, "Rapport complet", nil), "lourd": casNomme(t, s, "Rapport complet", charge)} {
		for _, doc := range []string{"rapport", "carence", "appels", "grille"} {
			dem := demande(ex, doc)
			blocs, err := a.Blocs(dem)
			if err != nil {
				t.Fatal(err)
			}
			pages, _, _ := a.pages(dem, blocs)
			for n, pg := range pages {
				var textes []traitTexte
				for _, tr := range pg {
					if tt, ok := tr.(traitTexte); ok && strings.TrimSpace(tt.s) != "" {
						textes = append(textes, tt)
					}
				}
				for i, p := range textes {
					for _, q := range textes[i+1:] {
						if abs(p.y-q.y) > 4 {
							continue
						}
						pf := p.x + a.p.largeur(strings.TrimRight(p.s, " "), p.f, p.taille)
						qf := q.x + a.p.largeur(strings.TrimRight(q.s, " "), q.f, q.taille)
						if p.x < qf-0.5 && q.x < pf-0.5 {
							t.Errorf("%s/%s, page %d: %q lies on %q", nom, doc, n+1, p.s, q.s)
						}
					}
				}
			}
		}
	}
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

// A heading stays with what follows, a paragraph leaves no single line, a table repeats
// its header.
func TestCoupuresDePage(t *testing.T) {
	a := atelier(t)
	m := &metteur{p: a.p, images: map[string][]byte{}}
	texte := []Fragment{{Texte: strings.Repeat("Une phrase assez longue pour faire des lignes. ", 12)}}
	for espace := 0.0; espace < 720; espace += 7 {
		bs := []boite{{h: espace, tracer: rien}}
		bs = append(bs, m.blocs([]Bloc{Titre{Niveau: 2, Texte: []Fragment{{Texte: "Chapitre"}}}, Paragraphe{Texte: texte}}, largeurUt)...)
		pages, _ := paginer(bs)
		for n, pg := range pages {
			lignes, titre := 0, false
			for _, tr := range pg {
				if tt, ok := tr.(traitTexte); ok {
					if tt.s == "Chapitre" {
						titre = true
					} else {
						lignes++
					}
				}
			}
			if titre && lignes < 2 {
				t.Errorf("space %.0f, page %d: the heading stands with %d lines", espace, n+1, lignes)
			}
			if !titre && lignes == 1 {
				t.Errorf("space %.0f, page %d: one line alone", espace, n+1)
			}
		}
	}
	tab := Tableau{Colonnes: []Colonne{{Titre: "Colonne", Poids: 1}}}
	for i := range 120 {
		tab.Lignes = append(tab.Lignes, []Cellule{{{Texte: fmt.Sprintf("ligne %d", i)}}})
	}
	pages, _ := paginer(m.blocs([]Bloc{tab}, largeurUt))
	if len(pages) < 3 {
		t.Fatalf("%d pages for 120 rows", len(pages))
	}
	for n, pg := range pages {
		entetes := 0
		for _, tr := range pg {
			if tt, ok := tr.(traitTexte); ok && tt.s == "Colonne" {
				entetes++
			}
		}
		if entetes != 1 {
			t.Errorf("page %d: %d headers", n+1, entetes)
		}
	}
}

// Fifty thousand characters in one field, with and without spaces.
func TestCinquanteMilleSignes(t *testing.T) {
	a := atelier(t)
	s := service(t, "esr")
	for _, texte := range []string{strings.Repeat("été ", 12500), strings.Repeat("é", 50000), strings.Repeat("ligne\n", 8333)} {
		ex := casNomme(t, s, "Rapport complet", func(r trame.Reponses) {
			r.Poser(trame.Chemin{Section: "famille", Champ: "enfance"}, texte)
			r.Poser(trame.Chemin{Section: "etat_civil", Champ: "nom"}, strings.ReplaceAll(texte, "\n", " "))
		})
		r, err := a.Rendre(demande(ex, "rapport"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(textePDF(t, r.PDF, ""), "é"); strings.HasPrefix(texte, "é") && n < 12000 {
			t.Errorf("%d letters came out", n)
		}
	}
}

// The preview finds the page of the section being written.
func TestAncres(t *testing.T) {
	s := service(t, "esr")
	r, err := atelier(t).Rendre(demande(casNomme(t, s, "Rapport complet", nil), "rapport"))
	if err != nil {
		t.Fatal(err)
	}
	for _, sec := range []string{"saisine", "entretien", "famille", "logement", "ddse", "emploi", "budget", "sante", "verifications", "orientations"} {
		p := r.Ancres[sec]
		if p < 1 || p > r.Pages {
			t.Errorf("section %s: page %d of %d", sec, p, r.Pages)
			continue
		}
		if titre := plat(s.Section(sec).Titre); sec != "budget" && !strings.Contains(textePDF(t, r.PDF, fmt.Sprint(p)), titre) {
			t.Errorf("page %d does not show %q", p, titre)
		}
	}
}
