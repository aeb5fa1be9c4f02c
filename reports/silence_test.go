package reports

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// A service whose answers all bear a word that no paper of it may print.
const serviceMuet = `
id = "muet"
titre = "Muet"
prefixe = "MUE"
reperes = { numero_parquet = "prive.parquet", redaction = "prive.date" }

[[personne]]
role = "gens"
titre = "Personne"
section = "gens"
nom = "nom"
prenoms = "prenom"
genre = "sexe"
feminin = "mme"
masculin = "m"
principal = true

[[section]]
cle = "prive"
titre = "Privé"
  [[section.champ]]
  cle = "parquet"
  libelle = "N° parquet"
  type = "texte"
  [[section.champ]]
  cle = "date"
  libelle = "Date"
  type = "date"
  [[section.champ]]
  cle = "dit"
  libelle = "Dit"
  type = "texte"
  verifiable = true

[[section]]
cle = "gens"
titre = "Gens"
repetee = true
verifiable = true
ligne = "personne"
aucun = "Personne."
resume = ["nom", "prenom"]
  [[section.champ]]
  cle = "nom"
  libelle = "Nom"
  type = "texte"
  [[section.champ]]
  cle = "prenom"
  libelle = "Prénom"
  type = "texte"
  [[section.champ]]
  cle = "sexe"
  libelle = "Civilité"
  type = "choix"
  options = [{cle = "mme", libelle = "Zorglubesse"}, {cle = "m", libelle = "Zorglubon"}]
  [[section.champ]]
  cle = "naissance"
  libelle = "Naissance"
  type = "date"
  [[section.champ]]
  cle = "adresse"
  libelle = "Adresse"
  type = "adresse"
  [[section.champ]]
  cle = "somme"
  libelle = "Somme"
  type = "montant"
  [[section.champ]]
  cle = "preuves"
  libelle = "Preuves"
  type = "declarations"
  [[section.champ]]
  cle = "joindre"
  libelle = "Comment joindre"
  type = "texte"
  secret = true

[[section]]
cle = "dehors"
titre = "Dehors"
  [[section.champ]]
  cle = "temoin"
  libelle = "Témoin"
  type = "ligne"
  parmi = "gens"
  [[section.champ]]
  cle = "temoins"
  libelle = "Témoins"
  type = "lignes"
  parmi = "gens"
  [[section.champ]]
  cle = "cache"
  libelle = "Caché"
  type = "texte"
  verifiable = true
  [[section.champ]]
  cle = "total"
  libelle = "Total"
  type = "calcul"
  formule = "sum(gens, .somme)"
  format = "montant"

[[section]]
cle = "essais"
titre = "Essais"
repetee = true
ligne = "essai"
aucun = "Aucun."
  [[section.champ]]
  cle = "sujets"
  libelle = "Sujets"
  type = "declarations"
  [[section.champ]]
  cle = "resultat"
  libelle = "Résultat"
  type = "choix"
  options = [{cle = "oui", libelle = "Confirmé"}]

[verification]
section = "essais"
declarations = "sujets"
resultat = "resultat"
effets = { oui = "verifie" }
statut = [
  {cle = "declare", libelle = "déclaré"}, {cle = "verifie", libelle = "établi"}, {cle = "partiel", libelle = "en partie"},
  {cle = "infirme", libelle = "infirmé"}, {cle = "contradictoire", libelle = "contradictoire"}, {cle = "non-verifie", libelle = "non vérifié"},
]

[[document]]
cle = "rubrique"
titre = "Sans les rubriques"
modele = "a.md"
tait = ["prive", "gens", "dehors.cache", "dehors.total"]

[[document]]
cle = "champ"
titre = "Sans les champs"
modele = "a.md"
tait = [
  "prive.parquet", "prive.date", "prive.dit", "gens.nom", "gens.prenom", "gens.sexe", "gens.naissance", "gens.adresse", "gens.somme",
  "gens.preuves", "dehors.cache", "dehors.total",
]

[[document]]
cle = "ouvert"
titre = "Qui ne tait rien"
modele = "a.md"

[[document]]
cle = "joindre"
titre = "Qui dit comment joindre"
modele = "a.md"
dit = ["gens.joindre"]

[[document]]
cle = "chacun"
titre = "Pour chacun"
modele = "a.md"
pour = "gens"
tait = ["prive", "gens", "dehors.cache", "dehors.total"]
`

func muet(t *testing.T) *trame.Examen {
	t.Helper()
	fsys := fstest.MapFS{
		"services/muet/service.toml": {Data: []byte(serviceMuet)},
		"services/muet/a.md":         {Data: []byte("# A\n")},
	}
	tables, err := fs.Glob(assets.FS, "tables/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range tables {
		b, err := fs.ReadFile(assets.FS, n)
		if err != nil {
			t.Fatal(err)
		}
		fsys[n] = &fstest.MapFile{Data: b}
	}
	s, err := trame.Charger(fsys, "muet")
	if err != nil {
		t.Fatal(err)
	}
	personne := map[string]any{
		"id": "p1", "nom": "Zorglub", "prenom": "Zorgluba", "sexe": "m", "naissance": "1949-03-17", "adresse": "4 rue Zorglub, 43000 Zorglub",
		"somme": 4242.0, "joindre": "Après dix heures", "preuves": []any{"prive.dit", "gens.p1", "dehors.cache"},
	}
	r, err := s.Normaliser(map[string]any{
		"prive":  map[string]any{"parquet": "ZORGLUB-1", "date": "1949-03-17", "dit": "zorglub"},
		"gens":   []any{personne},
		"dehors": map[string]any{"temoin": "p1", "temoins": []any{"p1"}, "cache": "zorglub"},
		"essais": []any{map[string]any{"sujets": []any{"prive.dit", "gens.p1", "dehors.cache"}, "resultat": "oui"}},
	}, time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return s.Examiner(r, trame.Contexte{Maintenant: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)})
}

// dits are the ways in which an answer could come out: as it was typed, as an amount, as a
// date, as an age, as the agreement with a man.
var dits = regexp.MustCompile(`(?i)zorglub|4 242|1949|17 mars|17/03|77 ans|soixante| né( |$)|prouvé|établi`)

// roads: names that are only known when the template runs, so that no check at reading can
// see them, and everything that names answers by another way.
var chemins = map[string]string{
	"column":             `{{ tableau (printf "ge%s" "ns") (printf "%s|Nom|1" "nom") (printf "%s|P|1" "prenom") (printf "%s|A|1" "adresse") (printf "%s|S|1|droite" "somme") }}`,
	"joined columns":     `{{ tableau (printf "ge%s" "ns") (printf "%s|Nom|1" "nom+prenom+adresse") }}`,
	"age, status":        `{{ tableau (printf "ge%s" "ns") (printf "%s|N|1" "age:naissance") (printf "%s|P|1" "statut:preuves") "statut|S|1" }}`,
	"who":                `{{ tableau (printf "ge%s" "ns") "qui|Qui|1" }}`,
	"filter":             `{{ tableau (printf "ge%s" "ns") (printf "si:%s=m" "sexe") "qui|Q|1" }}`,
	"total":              `{{ tableau (printf "ge%s" "ns") "n|N°|1|droite" (index .dehors "total") }}`,
	"statements":         `{{ range declarations }}{{ fiche .Libelle .Valeur }}{{ .Statut }}{{ end }}`,
	"counted statements": `{{ if gt (compte "verifie") 0 }}prouvé{{ end }}{{ if gt (len (declarations)) 0 }}prouvé{{ end }}`,
	"balance":            `{{ if ne (bilan) "Aucune déclaration vérifiable n’a été recueillie." }}prouvé{{ end }}`,
	"row by another":     `{{ .dehors.temoin }} {{ .dehors.temoins }} {{ court .dehors.temoin }} {{ fiche .dehors.temoin .dehors.temoins }}`,
	"section by index":   `{{ range $k, $v := . }}{{ if eq $k "prive" "dehors" }}{{ range $c, $x := $v }}{{ $x }}{{ end }}{{ end }}{{ end }}`,
	"field by index":     `{{ index .dehors (printf "ca%s" "che") }}{{ if renseigne (index .dehors (printf "ca%s" "che")) }}prouvé{{ end }}`,
	"status":             `{{ statut (index .dehors (printf "ca%s" "che")) }}`,
	"rows":               `{{ range index . (printf "ge%s" "ns") }}{{ range $c, $x := . }}{{ if ne $c "id" }}{{ $x }}{{ end }}{{ end }}{{ end }}`,
	"landmarks":          `{{ jour }} {{ personne }} né(e)`,
	"printed raw":        `{{ printf "%v %+v" .dehors.temoin (index .dehors (printf "ca%s" "che")) }}{{ print . | len | printf "%T" }}`,
}

// What a document does not say comes out by no road: not by a name that only the execution
// knows, not by another answer that names it, not by the foot of the page.
func TestTaitALExecution(t *testing.T) {
	ex := muet(t)
	a := atelier(t)
	for _, doc := range []string{"rubrique", "champ", "chacun"} {
		d := demande(ex, doc)
		for nom, modele := range chemins {
			t.Run(doc+"/"+nom, func(t *testing.T) {
				m, err := lireTexteModele(ex.Service(), d.Document, modele)
				if err != nil {
					t.Fatalf("the check at reading stops this road before the execution: %v", err)
				}
				bs, err := developper(m, d)
				if err != nil {
					t.Fatal(err)
				}
				texte := texteBlocs(bs)
				if doc == "champ" { // its rows may be spoken of, by their place
					texte = strings.NewReplacer("établi", "", "prouvé", "").Replace(texte)
				}
				if dits.MatchString(texte) {
					t.Errorf("it prints: %s", texte)
				}
			})
		}
		if pied := a.gauchePied(d, 8.2, largeurUt); dits.MatchString(pied) {
			t.Errorf("%s, the foot reads: %s", doc, pied)
		}
		// What counts rows or speaks of a whole rubric.
		for _, modele := range []string{
			`{{ compter "" (index . (printf "ge%s" "ns")) "personne" "personnes" }}`,
			`{{ if rempli (printf "ge%s" "ns") }}prouvé{{ end }}{{ if not (vide (printf "pri%s" "ve")) }}prouvé{{ end }}`,
			`{{ if applicable (printf "ge%s" "ns") }}prouvé{{ end }}{{ non_renseignes (printf "ge%s" "ns") }}{{ chapitre (printf "ge%s" "ns") }}`,
			`{{ if parmi .dehors.temoin .ligne }}prouvé{{ end }}`,
		} {
			if doc == "champ" || strings.Contains(modele, ".ligne") && doc != "chacun" { // the rows themselves may be spoken of
				continue
			}
			m, err := lireTexteModele(ex.Service(), d.Document, modele)
			if err != nil {
				t.Fatal(err)
			}
			bs, err := developper(m, d)
			if err != nil {
				t.Fatal(err)
			}
			if texte := texteBlocs(bs); texte != "" {
				t.Errorf("%s: %s prints: %s", doc, modele, texte)
			}
		}
	}
	// A document without silence says it all: the roads above do lead somewhere.
	d := demande(ex, "rubrique")
	d.Document = &trame.Document{Cle: "tout", Titre: "Tout", Modele: "a.md"}
	for nom, modele := range chemins {
		if nom == "printed raw" {
			continue
		}
		m, err := lireTexteModele(ex.Service(), d.Document, modele)
		if err != nil {
			t.Fatal(err)
		}
		bs, err := developper(m, d)
		if err != nil {
			t.Fatal(err)
		}
		if texte := texteBlocs(bs); !dits.MatchString(texte) {
			t.Errorf("%s: this road leads nowhere: %s", nom, texte)
		}
	}
}

// What is secret comes out of no document that does not say that it needs it: its template is
// refused, and a name that only the execution knows gives nothing.
func TestSecret(t *testing.T) {
	ex := muet(t)
	s := ex.Service()
	for modele, ligne := range map[string]int{
		"\n{{ range .gens }}\n{{ .joindre }}{{ end }}":                    3,
		"\n\n{{ tableau \"gens\" \"joindre|J|1\" }}":                      3,
		"{{ range .gens }}{{ if renseigne .joindre }}x{{ end }}{{ end }}": 1,
	} {
		_, err := lireTexteModele(s, s.Document("ouvert"), modele)
		var e *trame.Erreur
		if !errors.As(err, &e) || e.Ligne != ligne || !strings.Contains(e.Message, "gens.joindre") || !strings.Contains(e.Message, "secret") {
			t.Errorf("%q is not refused at line %d: %v", modele, ligne, err)
		}
		if _, err := lireTexteModele(s, s.Document("joindre"), modele); err != nil {
			t.Errorf("%q is refused where it is needed: %v", modele, err)
		}
	}
	for _, modele := range []string{
		`{{ range .gens }}{{ index . (printf "join%s" "dre") }}{{ end }}`,
		`{{ tableau "gens" (printf "%s|J|1" "joindre") }}`,
		`{{ range .gens }}{{ range $c, $v := . }}{{ if ne $c "id" }}{{ $v }}{{ end }}{{ end }}{{ end }}`,
	} {
		for _, doc := range []string{"ouvert", "joindre", "rubrique", "champ"} {
			m, err := lireTexteModele(s, s.Document(doc), modele)
			if err != nil {
				continue // it does not say the section either
			}
			bs, err := developper(m, demande(ex, doc))
			if err != nil {
				t.Fatal(err)
			}
			if dit := strings.Contains(texteBlocs(bs), "Après dix heures"); dit != (doc == "joindre") {
				t.Errorf("%s, %s: said %v", doc, modele, dit)
			}
		}
	}
}

// How a person is reached without danger is secret in every service, and these are all the
// documents that say it.
func TestSecretsLivres(t *testing.T) {
	veut := map[string][]string{"aide-victimes/victime.contact_sur": {"accueil"}}
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s := service(t, id)
		for _, p := range s.Personnes {
			if p.Sur != "" && !s.Champ(p.Section, p.Sur).Secret {
				t.Errorf("%s: %s.%s is not secret", id, p.Section, p.Sur)
			}
		}
		for _, sec := range s.Sections {
			for _, c := range sec.Champs {
				if !c.Secret {
					continue
				}
				var disent []string
				for _, d := range s.Documents {
					if !d.Cache(c) {
						disent = append(disent, d.Cle)
					}
				}
				if !slices.Equal(disent, veut[id+"/"+c.Chemin()]) {
					t.Errorf("%s, %s: said by %v", id, c.Chemin(), disent)
				}
			}
		}
	}
}

// Nothing in this room but the door reads answers: no file holds an examination, a set of
// answers or a row.
func TestUneSeulePorte(t *testing.T) {
	fichiers, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	vus := 0
	for _, nom := range fichiers {
		if strings.HasSuffix(nom, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, nom, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		vus++
		ast.Inspect(f, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, _ := sel.X.(*ast.Ident)
			interdit := x != nil && x.Name == "trame" && (sel.Sel.Name == "Reponses" || sel.Sel.Name == "Rubrique" || sel.Sel.Name == "Ligne") ||
				sel.Sel.Name == "Valeurs" || sel.Sel.Name == "Reponses"
			// Of the examination of a demand, only its service is asked.
			if in, ok := sel.X.(*ast.SelectorExpr); ok && in.Sel.Name == "Examen" && sel.Sel.Name != "Service" {
				interdit = true
			}
			if interdit {
				t.Errorf("%s reads answers beside the door: %s", set.Position(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
	if vus < 10 {
		t.Errorf("%d files read", vus)
	}
}
