package reports

import (
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// A statement is printed with its total, and written for a spreadsheet as French ones read
// it; what somebody typed never runs there.
func TestReleve(t *testing.T) {
	s := service(t, "esr")
	def := &trame.Releve{Date: "cloture.date", Colonnes: []string{"numero|Dossier", "cloture.date|Le", "etat_civil.nom|Nom", "saisine.amende_encourue|Montant|total"}}
	colonnes, err := s.ColonnesDe(def)
	if err != nil {
		t.Fatal(err)
	}
	r := &data.Releve{
		Titre: "État des frais", Du: "2026-11-01", Au: "2026-11-30", Colonnes: colonnes,
		Lignes: [][]any{{"2026-ESR-0001", "2026-11-24", "=1+1", 1234.5}, {"2026-ESR-0002", "2026-11-25", "Roux ; Cédric", nil}},
	}
	pdf, err := atelier(t).Releve(maison, r, time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	texte := textePDF(t, pdf, "")
	for _, m := range []string{"État des frais", "Du 1er novembre 2026 au 30 novembre 2026", "2 lignes", "24/11/2026", "1234,50 €", "Total", "Cédric"} {
		if !strings.Contains(texte, plat(m)) {
			t.Errorf("%q is not printed in:\n%s", m, texte)
		}
	}
	b, err := CSV(r)
	want := "\ufeffDossier;Le;Nom;Montant\r\n2026-ESR-0001;2026-11-24;'=1+1;1234,5\r\n2026-ESR-0002;2026-11-25;\"Roux ; Cédric\";\r\n"
	if err != nil || string(b) != want {
		t.Errorf("%q, %v", b, err)
	}
	ex := casNomme(t, s, "Rapport complet", nil)
	rows, err := ex.Relever(def, "2000-01-01", "2200-01-01", "N")
	if err != nil || len(rows) != 1 || rows[0][0] != "N" || rows[0][2] != "Chazal" {
		t.Errorf("%v, %v", rows, err)
	}
	if rows, _ = ex.Relever(def, "2000-01-01", "2000-12-31", "N"); len(rows) != 0 {
		t.Errorf("out of the period: %v", rows)
	}
	if _, err := s.ColonnesDe(&trame.Releve{Colonnes: []string{"enfants.prenom|Prénom"}}); err == nil {
		t.Error("a column of a section that is not the row's")
	}
}
