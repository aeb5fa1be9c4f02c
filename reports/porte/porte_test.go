package porte

import (
	"testing"
	"testing/fstest"
	"time"

	"justicepartage/data/trame"
)

const service = `
id = "muet"
titre = "Muet"
prefixe = "MUE"
[[section]]
cle = "gens"
titre = "Gens"
repetee = true
verifiable = true
ligne = "personne"
aucun = "Personne."
resume = ["nom"]
  [[section.champ]]
  cle = "nom"
  libelle = "Nom"
  type = "texte"
  verifiable = true
[[section]]
cle = "sans"
titre = "Sans"
repetee = true
ligne = "chose"
aucun = "Aucune."
  [[section.champ]]
  cle = "quoi"
  libelle = "Quoi"
  type = "texte"
[[section]]
cle = "dehors"
titre = "Dehors"
  [[section.champ]]
  cle = "qui"
  libelle = "Qui"
  type = "ligne"
  parmi = "gens"
  [[section.champ]]
  cle = "cache"
  libelle = "Caché"
  type = "texte"
[[document]]
cle = "muet"
titre = "Muet"
modele = "a.md"
tait = ["gens", "sans", "dehors.qui", "dehors.cache"]
[[document]]
cle = "champs"
titre = "Champs"
modele = "a.md"
tait = ["dehors.qui", "dehors.cache"]
[[document]]
cle = "parle"
titre = "Parle"
modele = "a.md"
`

// Each passage of the door, one by one, for a document that is silent and for one that is
// not: what a function of templates does not use today may be used tomorrow.
func TestPassages(t *testing.T) {
	s, err := trame.Charger(fstest.MapFS{
		"services/muet/service.toml": {Data: []byte(service)},
		"services/muet/a.md":         {Data: []byte("# A\n")},
		"tables/articles.toml":       {Data: []byte("[[article]]\ncle = \"a\"\ntexte = \"article 1\"\n")},
	}, "muet")
	if err != nil {
		t.Fatal(err)
	}
	moment := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	r, err := s.Normaliser(map[string]any{
		"gens": []any{map[string]any{"id": "p1", "nom": "Zorglub"}}, "sans": []any{},
		"dehors": map[string]any{"qui": "p1", "cache": "zorglub"},
	}, moment)
	if err != nil {
		t.Fatal(err)
	}
	ex := s.Examiner(r, trame.Contexte{Maintenant: moment})
	gens, sans, qui, cache := s.Section("gens"), s.Section("sans"), s.Champ("dehors", "qui"), s.Champ("dehors", "cache")
	ligne := Ouvrir(ex, s.Document("parle")).Lignes(gens)[0]
	for _, x := range []struct {
		passage string
		tait    string // by its section, or by itself
		dit     func(p *Porte) bool
	}{
		{"value", "champs", func(p *Porte) bool { return p.Valeur(cache, nil) != nil }},
		{"value of a row", "muet", func(p *Porte) bool { return p.Valeur(gens.Champ("nom"), ligne) != nil }},
		{"section that applies", "muet", func(p *Porte) bool { return p.Applicable(gens) != trame.Non }},
		{"question that applies", "champs", func(p *Porte) bool { return p.ChampApplicable(cache, nil) != trame.Non }},
		{"rows", "muet", func(p *Porte) bool { return p.Lignes(gens) != nil }},
		{"records", "muet", func(p *Porte) bool { return p.Fiches(gens) != nil }},
		{"rows that an answer names", "champs", func(p *Porte) bool { return p.LignesDesignees(qui, "p1") != nil }},
		{"none", "muet", func(p *Porte) bool { return p.DitAucun(sans) }},
		{"answered", "muet", func(p *Porte) bool { return p.Repondue(gens) }},
		{"empty", "muet", func(p *Porte) bool { return !p.Vide(gens) }},
		{"name of a section", "muet", func(p *Porte) bool { return p.Libelle("gens") != "" }},
		{"name of a row", "muet", func(p *Porte) bool { return p.Libelle("gens.p1") != "" }},
		{"name of a question", "champs", func(p *Porte) bool { return p.Libelle("dehors.cache") != "" }},
		{"telling name of a row", "muet", func(p *Porte) bool { return p.NomLigne(gens, ligne) != "" }},
		{"status", "muet", func(p *Porte) bool { return p.Statut("gens.p1") != "" }},
		{"statements", "muet", func(p *Porte) bool { return len(p.Declarations()) > 0 }},
		{"landmark", "champs", func(p *Porte) bool { return p.Repere("dehors.cache") != nil }},
		{"landmark that may be told", "champs", func(p *Porte) bool { return p.Revele("dehors.cache") }},
		{"missing answer of a row", "muet", func(p *Porte) bool {
			return len(p.Manques(&trame.Qualifiee{Manques: []string{"gens.p1.nom"}})) > 0
		}},
	} {
		if x.dit(Ouvrir(ex, s.Document(x.tait))) {
			t.Errorf("%s comes through the door of a document that is silent about it", x.passage)
		}
		if !x.dit(Ouvrir(ex, s.Document("parle"))) {
			t.Errorf("%s does not come through the door of a document that is not silent", x.passage)
		}
	}
	// The text of a question that is missing tells no answer.
	if l := Ouvrir(ex, s.Document("muet")).Manques(&trame.Qualifiee{Manques: []string{"dehors.cache"}}); len(l) != 1 || l[0] != "Caché" {
		t.Errorf("%v", l)
	}
}
