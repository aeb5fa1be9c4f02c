package trame

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"justicepartage/assets"
)

// A small service in which every mechanism appears once.
const petit = `id = "essai"
titre = "Essai"
prefixe = "ESS"

[[section]]
cle = "demande"
titre = "Demande"
  [[section.champ]]
  cle = "cadre"
  libelle = "Cadre"
  type = "choix"
  options = [{cle = "un", libelle = "Un"}, {cle = "deux", libelle = "Deux"}]
  requis = "finalisation"
  [[section.champ]]
  cle = "accord"
  libelle = "Accord"
  type = "oui-non"
  si = 'demande.cadre == "un"'
  [[section.champ]]
  cle = "double"
  libelle = "Double"
  type = "calcul"
  format = "montant"
  formule = 'sum(parts, .montant) * 2'

[[section]]
cle = "parts"
titre = "Parts"
repetee = true
ligne = "part"
aucun = "Aucune part."
  [[section.champ]]
  cle = "montant"
  libelle = "Montant"
  type = "montant"
  [[section.champ]]
  cle = "mineure"
  libelle = "Mineure"
  type = "oui-non"

[[etape]]
cle = "ouverte"
titre = "Ouverte"
exige = [{que = 'renseigne(demande.cadre)', sinon = "Le cadre manque."}]

[[controle]]
cle = "grand"
pour = "parts"
quand = 'ligne.montant > 100'
gravite = "alerte"
message = "montant élevé."

[[document]]
cle = "lettre"
titre = "Lettre"
modele = "lettre.md"
`

func essai(t testing.TB, texte string) (*Service, error) {
	t.Helper()
	fsys := fstest.MapFS{
		"services/essai/service.toml": {Data: []byte(texte)},
		"services/essai/lettre.md":    {Data: []byte("# Lettre")},
		"tables/articles.toml":        {Data: []byte("[[article]]\ncle = \"a\"\ntexte = \"article 1\"\n")},
	}
	return Charger(fsys, "essai")
}

func doitCharger(t testing.TB, texte string) *Service {
	t.Helper()
	s, err := essai(t, texte)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every mistake is found at loading, with its file and line.
func TestLectureStricte(t *testing.T) {
	doitCharger(t, petit)
	for nom, c := range map[string]struct {
		de, vers string
		ligne    int
		message  string
	}{
		"unknown key":            {`requis = "finalisation"`, `obligatoire = "oui"`, 13, "clé inconnue"},
		"doubled key":            {`type = "choix"`, "type = \"choix\"\n  type = \"texte\"", 12, "type"},
		"broken syntax":          {`titre = "Essai"`, `titre = "Essai`, 2, ""},
		"unknown type":           {`type = "oui-non"`, `type = "oui-nom"`, 17, "oui-non"},
		"broken expression":      {`si = 'demande.cadre == "un"'`, `si = 'demande.cadre == '`, 18, "expression mal formée"},
		"unknown section":        {`si = 'demande.cadre`, `si = 'demnde.cadre`, 18, "n’est pas une section"},
		"unknown field":          {`si = 'demande.cadre`, `si = 'demande.cadr`, 18, "vouliez-vous dire « cadre »"},
		"unknown option":         {`== "un"'`, `== "uns"'`, 18, "n’est pas une réponse"},
		"not a condition":        {`si = 'demande.cadre == "un"'`, `si = 'demande.cadre'`, 18, "il faut une condition"},
		"unknown function":       {`renseigne(demande`, `renseigner(demande`, 0, "vouliez-vous dire « renseigne »"},
		"row outside a row":      {`que = 'renseigne(demande.cadre)'`, `que = 'ligne.montant > 1'`, 0, "« ligne »"},
		"field twice":            {`cle = "accord"`, `cle = "cadre"`, 15, "deux champs"},
		"section twice":          {`cle = "parts"`, `cle = "demande"`, 27, "deux sections"},
		"choice without options": {"options = [{cle = \"un\", libelle = \"Un\"}, {cle = \"deux\", libelle = \"Deux\"}]", "", 8, "il lui faut des options"},
		"option twice":           {`{cle = "deux"`, `{cle = "un"`, 12, "deux options"},
		"missing template":       {`modele = "lettre.md"`, `modele = "letre.md"`, 0, "n’existe pas"},
		"template outside":       {`modele = "lettre.md"`, `modele = "../lettre.md"`, 0, "n’existe pas"},
		"severity":               {`gravite = "alerte"`, `gravite = "grave"`, 0, "gravité"},
		"calculation on text":    {`sum(parts, .montant) * 2`, `demande.cadre * 2`, 24, "que sur des nombres"},
		"itself":                 {`si = 'demande.cadre == "un"'`, `si = 'demande.accord == "oui"'`, 14, "dépend de lui-même"},
		"through another":        {`requis = "finalisation"`, `si = 'demande.accord == "oui"'`, 14, "dépend de lui-même"},
		"required":               {`requis = "finalisation"`, `requis = "oui"`, 13, "jamais, toujours ou finalisation"},
		"none without sentence":  {`aucun = "Aucune part."`, ``, 26, "phrase de l’absence"},
		"reserved word":          {`cle = "parts"`, `cle = "ligne"`, 27, "réservée"},
	} {
		t.Run(nom, func(t *testing.T) {
			if !strings.Contains(petit, c.de) {
				t.Fatalf("%q is not in the sample", c.de)
			}
			_, err := essai(t, strings.Replace(petit, c.de, c.vers, 1))
			var e *Erreur
			if !errors.As(err, &e) {
				t.Fatalf("no mistake found: %v", err)
			}
			if c.ligne == 0 { // the line that was changed
				c.ligne = 1 + strings.Count(petit[:strings.Index(petit, c.de)], "\n")
			}
			if e.Fichier != "services/essai/service.toml" || e.Ligne != c.ligne || !strings.Contains(e.Message, c.message) {
				t.Errorf("got %s, line %d: %s — expected line %d: %s", e.Fichier, e.Ligne, e.Message, c.ligne, c.message)
			}
		})
	}
}

// The periods of an article follow each other without a hole.
func TestArticlesSansTrou(t *testing.T) {
	for nom, toml := range map[string]string{
		"hole":      "[[article]]\ncle='a'\ntexte='x'\nau='2028-12-31'\n[[article]]\ncle='a'\ntexte='y'\ndu='2029-01-02'\n",
		"overlap":   "[[article]]\ncle='a'\ntexte='x'\nau='2028-12-31'\n[[article]]\ncle='a'\ntexte='y'\ndu='2028-12-31'\n",
		"no start":  "[[article]]\ncle='a'\ntexte='x'\ndu='2020-01-01'\n",
		"no end":    "[[article]]\ncle='a'\ntexte='x'\nau='2028-12-31'\n",
		"bad date":  "[[article]]\ncle='a'\ntexte='x'\nau='2028-02-30'\n",
		"no text":   "[[article]]\ncle='a'\n",
		"bad words": "[[article]]\ncle='a'\ntext='x'\n",
	} {
		if _, err := ChargerTables(fstest.MapFS{"tables/articles.toml": {Data: []byte(toml)}}, "tables"); err == nil {
			t.Errorf("%s: accepted", nom)
		}
	}
}

// A version holds what a document depends on, and nothing else; packed, it reads the same.
func TestVersionEmpaquetee(t *testing.T) {
	s, err := Charger(assets.FS, "esr")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Empaqueter(assets.FS, "esr")
	if err != nil {
		t.Fatal(err)
	}
	u, err := Deballer(p, "esr")
	if err != nil {
		t.Fatal(err)
	}
	if s.Version != u.Version || len(s.Version) != 12 {
		t.Errorf("versions %q and %q", s.Version, u.Version)
	}
	if p2, _ := Empaqueter(assets.FS, "esr"); string(p) != string(p2) {
		t.Error("packing twice gives other bytes")
	}
	if len(u.Sections) != len(s.Sections) || u.Tables.Article("esr", "2026-01-01") == nil {
		t.Error("the unpacked service is not whole")
	}
	a, _ := essai(t, petit)
	b, _ := essai(t, strings.Replace(petit, "Aucune part.", "Aucune part déclarée.", 1))
	if a.Version == b.Version {
		t.Error("another text has the same version")
	}
}

func TestCommunes(t *testing.T) {
	tables, err := ChargerTables(assets.FS, "tables")
	if err != nil {
		t.Fatal(err)
	}
	for saisie, attendu := range map[string]string{
		"43170": "Thoras", "Chambon": "Le Chambon-sur-Lignon", "puy en velay": "Le Puy-en-Velay",
		"le puy": "Le Puy-en-Velay", "ST": "", "saint etienne l": "Saint-Étienne-Lardeyrol", "vezezoux": "Vézézoux",
	} {
		trouve := attendu == ""
		for _, c := range tables.Communes(saisie, 20) {
			trouve = trouve || c.Nom == attendu
		}
		if !trouve {
			t.Errorf("%q does not find %s", saisie, attendu)
		}
	}
	codes := map[string]int{}
	for _, c := range tables.Communes("thoras", 5) {
		codes[c.CodePostal]++
	}
	if len(codes) != 2 {
		t.Errorf("Thoras has the post codes %v", codes)
	}
}

func FuzzService(f *testing.F) {
	f.Add(petit)
	f.Add(petit + "\n[[section]]\ncomme = \"personne\"\ncle = \"gens\"\ntitre = \"Gens\"\nsans = [\"nom_usage\"]\n[[section.champ]]\ncle = \"nom\"\nrequis = \"jamais\"\n[[section.champ]]\ncle = \"x\"\napres = \"nom\"\nlibelle = \"X\"\ntype = \"texte\"\n")
	f.Add(strings.Replace(petit, `'demande.cadre == "un"'`, `'any(parts, {.montant > 3 and not (.mineure == "oui")}) or age("2020-01-01", aujourdhui) in [1, 2]'`, 1))
	tables := &Tables{articles: map[string][]*Article{}, listes: map[string][]*Rang{}, formulations: map[string][]*Formulation{}}
	f.Fuzz(func(t *testing.T, texte string) {
		s, err := lireService("service.toml", []byte(texte), assets.FS, tables, func(m string) bool { return m == "lettre.md" }, func(*Service) error { return nil })
		if err != nil {
			var e *Erreur
			if !errors.As(err, &e) || e.Ligne < 1 {
				t.Errorf("a mistake without a place: %v", err)
			}
			return
		}
		// A service that is accepted can be examined.
		ex := s.Examiner(Reponses{}, Contexte{})
		ex.Completude()
		ex.Controles("")
		ex.Etapes()
		ex.Echeances()
		ex.Comptes()
		ex.Qualification()
	})
}

func FuzzReponses(f *testing.F) {
	s, err := Charger(assets.FS, "esr")
	if err != nil {
		f.Fatal(err)
	}
	f.Add("[reponses.saisine]\nrecue_le = 2026-01-03T14:30:00\ncadre = 'crpc'\n[[reponses.enfants]]\nprenom='Zoé'\nnaissance='3/1/20'\n")
	f.Add("[reponses]\nenfants = []\n[reponses.logement]\nadresse='3 rue Basse, 43000 Le Puy-en-Velay'\nloyer='1 250,50 €'\n")
	f.Add("[[reponses.verifications]]\nid='v1'\ndeclarations=['logement.type']\ntelephone='+33 6 39 98 00 01'\n")
	f.Fuzz(func(t *testing.T, texte string) {
		r, err := s.LireReponses("f.toml", []byte(texte), moment)
		if err != nil {
			return
		}
		doc := r.JSON()
		u, err := s.LireJSON(doc)
		if err != nil {
			t.Fatalf("what was accepted is not read back: %v\n%s", err, doc)
		}
		if string(u.JSON()) != string(doc) {
			t.Errorf("read back:\n%s\ninstead of\n%s", u.JSON(), doc)
		}
		ex := s.Examiner(r, Contexte{Maintenant: moment})
		ex.Completude()
		ex.Controles("")
		ex.Relecture()
		ex.Comptes()
	})
}
