package trame

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"justicepartage/assets"
)

const partieGens = `titre = "Gens"
aide = "De la partie."
[[champ]]
cle = "nom"
libelle = "Nom"
type = "texte"
requis = "finalisation"
[[champ]]
cle = "age"
libelle = "Âge"
type = "nombre"
min = 0
[[champ]]
cle = "choix"
libelle = "Choix"
type = "choix"
options = [{cle = "a", libelle = "A"}, {cle = "b", libelle = "B"}]
`

const serviceComme = `id = "essai"
titre = "Essai"
prefixe = "ESS"
[[section]]
comme = "gens"
cle = "un"
[[section]]
comme = "gens"
cle = "deux"
titre = "Deux"
sans = ["age"]
  [[section.champ]]
  cle = "fin"
  libelle = "Fin"
  type = "texte"
  [[section.champ]]
  cle = "nom"
  libelle = "Prénom"
  requis = "jamais"
  [[section.champ]]
  cle = "debut"
  avant = "nom"
  libelle = "Début"
  type = "texte"
  [[section.champ]]
  cle = "milieu"
  apres = "nom"
  libelle = "Milieu"
  type = "texte"
`

func avecPartie(service, partie string) fstest.MapFS {
	return fstest.MapFS{
		"services/essai/service.toml": {Data: []byte(service)},
		"parts/gens.toml":             {Data: []byte(partie)},
		"parts/autres.toml":           {Data: []byte("titre = \"Autres\"\n")},
		"tables/articles.toml":        {Data: []byte("")},
	}
}

// tablesDe puts the shipped tables into a file system.
func tablesDe(t *testing.T, fsys fstest.MapFS) fstest.MapFS {
	t.Helper()
	noms, err := fs.Glob(assets.FS, "tables/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range noms {
		b, err := fs.ReadFile(assets.FS, n)
		if err != nil {
			t.Fatal(err)
		}
		fsys[n] = &fstest.MapFile{Data: b}
	}
	return fsys
}

func cles(sec *Section) string {
	var l []string
	for _, c := range sec.Champs {
		l = append(l, c.Cle)
	}
	return strings.Join(l, " ")
}

// A section takes a part: what the service writes lies over it, fields keep their order, and
// two sections that take the same part share nothing.
func TestPartie(t *testing.T) {
	fsys := tablesDe(t, avecPartie(serviceComme, partieGens))
	fsys["services/essai/adaptation.toml"] = &fstest.MapFile{Data: []byte("[[texte]]\nou = \"un.nom\"\nlibelle = \"Nom de famille\"\n[[option]]\nchamp = \"un.choix\"\ncle = \"a\"\nretiree = true\n")}
	s, err := Charger(fsys, "essai")
	if err != nil {
		t.Fatal(err)
	}
	un, deux := s.Section("un"), s.Section("deux")
	if cles(un) != "nom age choix" || cles(deux) != "debut nom milieu choix fin" {
		t.Errorf("the fields are %q and %q", cles(un), cles(deux))
	}
	if un.Titre != "Gens" || deux.Titre != "Deux" || deux.Aide != "De la partie." {
		t.Errorf("%q, %q, %q", un.Titre, deux.Titre, deux.Aide)
	}
	nom := deux.Champ("nom")
	if nom.Libelle != "Prénom" || nom.Requis != RequisJamais || nom.Type != TypeTexte || nom.Section() != deux {
		t.Errorf("%+v", nom)
	}
	if un.Champ("nom").Requis != RequisFinalisation || un.Champ("age").Min == nil || un.Champ("nom").Libelle != "Nom de famille" {
		t.Errorf("%+v", un.Champ("nom"))
	}
	if !un.Champ("choix").Options[0].Retiree || deux.Champ("choix").Options[0].Retiree {
		t.Error("an adaptation of one section reaches the other")
	}
	// What is packed reads alone; the version knows the parts that are taken, and no other.
	paquet, err := Empaqueter(fsys, "essai")
	if err != nil {
		t.Fatal(err)
	}
	seul, err := Deballer(paquet, "essai")
	if err != nil || seul.Version != s.Version || cles(seul.Section("deux")) != cles(deux) {
		t.Errorf("packed: %v, version %s instead of %s", err, seul.Version, s.Version)
	}
	for partie, change := range map[string]bool{"parts/gens.toml": true, "parts/autres.toml": false} {
		autre := tablesDe(t, avecPartie(serviceComme, partieGens))
		autre["services/essai/adaptation.toml"] = fsys["services/essai/adaptation.toml"]
		autre[partie] = &fstest.MapFile{Data: append([]byte("# lu\n"), autre[partie].Data...)}
		n, err := Charger(autre, "essai")
		if err != nil || (n.Version != s.Version) != change {
			t.Errorf("%s changed: version %s after %s, %v", partie, n.Version, s.Version, err)
		}
	}
}

// A mistake is told where it is written: in the part, or in the service that lies over it.
func TestPartieFautive(t *testing.T) {
	dans := func(texte, de, vers string) string {
		t.Helper()
		if !strings.Contains(texte, de) {
			t.Fatalf("%q is not in the text", de)
		}
		return strings.Replace(texte, de, vers, 1)
	}
	for nom, x := range map[string]struct {
		service, partie string
		fichier         string
		ligne           int
		mot             string
	}{
		"unknown key of a part":          {serviceComme, partieGens + "couleur = 1\n", "parts/gens.toml", 18, "couleur"},
		"unknown type in a part":         {serviceComme, dans(partieGens, `"nombre"`, `"nombres"`), "parts/gens.toml", 11, "nombres"},
		"condition of a part":            {serviceComme, dans(partieGens, "min = 0", "si = 'un.rien == 1'"), "parts/gens.toml", 12, "rien"},
		"part of a part":                 {serviceComme, "comme = \"autres\"\n" + partieGens, "parts/gens.toml", 1, "autre"},
		"type over a part":               {dans(serviceComme, "  libelle = \"Prénom\"", "  type = \"textes\""), partieGens, "services/essai/service.toml", 18, "textes"},
		"field after a part":             {dans(serviceComme, "  type = \"texte\"\n  [[section.champ]]\n  cle = \"nom\"", "  type = \"rien\"\n  [[section.champ]]\n  cle = \"nom\""), partieGens, "services/essai/service.toml", 15, "rien"},
		"no such part":                   {dans(serviceComme, `comme = "gens"`, `comme = "jens"`), partieGens, "services/essai/service.toml", 5, "jens"},
		"nothing to leave out":           {dans(serviceComme, `sans = ["age"]`, `sans = ["ages"]`), partieGens, "services/essai/service.toml", 11, "ages"},
		"after nothing":                  {dans(serviceComme, `apres = "nom"`, `apres = "non"`), partieGens, "services/essai/service.toml", 25, "non"},
		"a field of the part moved":      {dans(serviceComme, `  requis = "jamais"`, `  apres = "choix"`), partieGens, "services/essai/service.toml", 16, "garde sa place"},
		"left out of nothing":            {dans(serviceComme, "comme = \"gens\"\ncle = \"deux\"", "cle = \"deux\""), partieGens, "services/essai/service.toml", 10, "sans"},
		"the same key as the one before": {dans(serviceComme, `cle = "deux"`, `cle = "un"`), partieGens, "services/essai/service.toml", 9, "deux sections"},
	} {
		t.Run(nom, func(t *testing.T) {
			_, err := Charger(tablesDe(t, avecPartie(x.service, x.partie)), "essai")
			var e *Erreur
			if !errors.As(err, &e) {
				t.Fatalf("no mistake: %v", err)
			}
			if e.Fichier != x.fichier || e.Ligne != x.ligne || !strings.Contains(e.Message, x.mot) {
				t.Errorf("%v — expected %s, line %d, %q", e, x.fichier, x.ligne, x.mot)
			}
		})
	}
}

// Every shipped part is taken, and by more than one section: what serves once stands in its
// service.
func TestPartiesLivrees(t *testing.T) {
	fichiers, err := fs.Glob(assets.FS, "parts/*.toml")
	if err != nil || len(fichiers) == 0 {
		t.Fatal(fichiers, err)
	}
	prises := map[string]int{}
	ids, err := Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		b, err := fs.ReadFile(assets.FS, "services/"+id+"/service.toml")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range partiesDe(b) {
			prises[fichierPartie(p)] += strings.Count(string(b), "comme = \""+p+"\"")
		}
	}
	for _, f := range fichiers {
		if prises[f] < 2 {
			t.Errorf("%s is taken %d times", f, prises[f])
		}
	}
	for f := range prises {
		if !slices.Contains(fichiers, f) {
			t.Errorf("%s does not exist", f)
		}
	}
}
