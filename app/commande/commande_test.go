package commande

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"justicepartage/app/demonstration"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

var moment = time.Date(2026, 11, 24, 10, 30, 0, 0, time.Local)

// executer runs a command line as a person would, at a fixed hour.
func executer(t testing.TB, entree string, args ...string) (code int, sortie, erreurs string) {
	t.Helper()
	return executerA(t, moment, entree, args...)
}

func executerA(t testing.TB, quand time.Time, entree string, args ...string) (code int, sortie, erreurs string) {
	t.Helper()
	var out, err bytes.Buffer
	p := Programme{
		Fenetre: func(dossier, base string) error {
			fmt.Fprintf(&out, "fenêtre sur %q, profil %q", filepath.Base(base), filepath.Base(dossier))
			return nil
		},
		Version: "9.9", Assets: assets.FS, Entree: strings.NewReader(entree), Sortie: &out, Erreurs: &err,
		Horloge: func() time.Time { return quand },
	}
	return p.Executer(context.Background(), args), out.String(), err.String()
}

const secret = demonstration.MotDePasse + "\n"

// The demonstration is made once; each test gets a copy.
var laDemo = sync.OnceValues(func() (string, string) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		return "", err.Error()
	}
	var out, errs bytes.Buffer
	p := Programme{Assets: assets.FS, Entree: strings.NewReader(""), Sortie: &out, Erreurs: &errs, Horloge: func() time.Time { return moment }}
	if p.Executer(context.Background(), []string{"demo", "--sortie", dir}) != Fait {
		return "", errs.String()
	}
	return dir, out.String()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, _ := laDemo(); dir != "" {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func copieDemo(t testing.TB) string {
	t.Helper()
	dir, message := laDemo()
	if dir == "" {
		t.Fatal(message)
	}
	b, err := os.ReadFile(filepath.Join(dir, demonstration.Fichier))
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(t.TempDir(), "é base.sqlite")
	if err := os.WriteFile(base, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return base
}

func ouvrir(t testing.TB, base string) *store.Session {
	t.Helper()
	s, err := store.Open(context.Background(), base, store.Options{Horloge: func() time.Time { return moment }, Assets: assets.FS}, demonstration.Identifiant, demonstration.MotDePasse)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func lesServices(t testing.TB) []string {
	t.Helper()
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// combien counts the dossiers of the demonstrations of all the services.
func combien(t testing.TB) int {
	t.Helper()
	n := 0
	for _, id := range lesServices(t) {
		demos, err := trame.LireDemo(assets.FS, id, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		n += len(demos)
	}
	return n
}

func TestDemo(t *testing.T) {
	dir, sortie := laDemo()
	if dir == "" {
		t.Fatal(sortie)
	}
	m := regexp.MustCompile(`^base : (.+)\nidentifiant : (.+)\nmot de passe : (.+)\ndossier : (\d{4}-[A-Z]+-\d{4})\n$`).FindStringSubmatch(sortie)
	if m == nil {
		t.Fatalf("printed:\n%s", sortie)
	}
	pdf := filepath.Join(dir, "rapport-"+m[4]+".pdf")
	for _, f := range []string{m[1], pdf} {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", f, err)
		}
	}
	if out, err := exec.Command("qpdf", "--check", pdf).CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
	ctx := context.Background()
	s := ouvrir(t, copieDemo(t))
	defer s.Close()
	tous, err := s.Dossiers(ctx, data.Filtre{})
	if err != nil || len(tous) != combien(t) {
		t.Fatalf("%d dossiers, %v", len(tous), err)
	}
	etapes := map[string]int{}
	for _, r := range tous {
		etapes[r.Etape]++
	}
	if len(etapes) < 5 {
		t.Errorf("the stages are not all shown: %v", etapes)
	}
	if n, _ := s.Compter(ctx, data.Filtre{Etat: data.EtatClos}); n < 5 {
		t.Errorf("%d closed", n)
	}
	if urgents, err := s.Dossiers(ctx, data.Filtre{Tri: "echeance", Datees: true, Du: "2026-11-24"}); err != nil || len(urgents) < 10 {
		t.Errorf("%d urgent today, %v", len(urgents), err)
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	tels := regexp.MustCompile(`"telephone":"(\d+)"`)
	for _, r := range tous {
		d, err := s.Dossier(ctx, r.Numero)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range tels.FindAllStringSubmatch(string(d.Reponses.JSON()), -1) {
			if !strings.HasPrefix(m[1], "063998") {
				t.Errorf("%s: the number %s is not fictitious", r.Numero, m[1])
			}
		}
	}
}

// The demonstration can be made at any hour and on any day, twice in the same place.
func TestDemoATouteHeure(t *testing.T) {
	for _, quand := range []time.Time{time.Date(2027, 1, 1, 0, 5, 0, 0, time.Local), time.Date(2028, 2, 29, 23, 50, 0, 0, time.Local)} {
		for _, id := range lesServices(t) {
			svc, err := trame.Charger(assets.FS, id)
			if err != nil {
				t.Fatal(err)
			}
			demos, err := trame.LireDemo(assets.FS, id, quand)
			if err != nil || len(demos) < 2 {
				t.Fatalf("%s: %d, %v", id, len(demos), err)
			}
			for _, d := range demos {
				if _, err := svc.Normaliser(d.Reponses, quand); err != nil {
					t.Errorf("%s: %v", d.Nom, err)
				}
			}
		}
	}
	dir := t.TempDir()
	for range 2 {
		if code, _, err := executerA(t, time.Date(2027, 3, 1, 17, 45, 0, 0, time.Local), "", "demo", "--sortie", dir); code != Fait {
			t.Fatal(err)
		}
	}
}

const reponses = `[reponses.saisine]
recue_le = "24/11/2026 10h05"
cadre = "comparution-immediate"
numero_parquet = "26328000999"
[reponses.etat_civil]
nom = "Œuvrard"
prenoms = "Gaëlle"
naissance = "3/1/90"
telephone = "06 39 98 00 12"
[[reponses.enfants]]
prenom = "Zoé"
naissance = "2020-05-01"
`

func fichier(t testing.TB, texte string) string {
	t.Helper()
	f := filepath.Join(t.TempDir(), "réponses.toml")
	if err := os.WriteFile(f, []byte(texte), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestNouveau(t *testing.T) {
	base := copieDemo(t)
	code, sortie, erreurs := executer(t, secret, "nouveau", "--base", base, "--service", "esr", "--reponses", fichier(t, reponses))
	if code != Fait || !regexp.MustCompile(`^2026-ESR-\d{4}\n$`).MatchString(sortie) {
		t.Fatalf("%d %q %q", code, sortie, erreurs)
	}
	s := ouvrir(t, base)
	d, err := s.Dossier(context.Background(), strings.TrimSpace(sortie))
	if err != nil || d.Reponses.Valeur(trame.Chemin{Section: "etat_civil", Champ: "naissance"}) != "1990-01-03" || d.Saisine != "2026-11-24T10:05" {
		t.Errorf("%+v, %v", d, err)
	}
	avant, _ := s.Compter(context.Background(), data.Filtre{})
	s.Close()

	// A worked example is an answers file too.
	exemple := "[[cas]]\nnom = \"Un cas\"\n" + strings.ReplaceAll(reponses, "[reponses.", "[cas.reponses.")
	exemple = strings.ReplaceAll(exemple, "[[reponses.", "[[cas.reponses.")
	if code, _, erreurs := executer(t, secret, "nouveau", "--base", base, "--service", "esr", "--reponses", fichier(t, exemple)); code != Fait {
		t.Error(erreurs)
	}
	avant++

	for nom, c := range map[string]struct{ texte, dit string }{
		"unknown field":   {strings.Replace(reponses, "prenoms", "prenons", 1), "etat_civil.prenons"},
		"unknown section": {strings.Replace(reponses, "reponses.etat_civil", "reponses.etatcivil", 1), "etatcivil"},
		"bad option":      {strings.Replace(reponses, "comparution-immediate", "comparution", 1), "saisine.cadre"},
		"bad date":        {strings.Replace(reponses, "3/1/90", "31/02/1990", 1), "etat_civil.naissance"},
		"bad phone":       {strings.Replace(reponses, "06 39 98 00 12", "beaucoup", 1), "etat_civil.telephone"},
		"bad row":         {strings.Replace(reponses, "2020-05-01", "hier soir", 1), "enfants.naissance"},
		"several at once": {strings.NewReplacer("3/1/90", "x", "06 39 98 00 12", "y").Replace(reponses), "etat_civil.telephone"},
		"syntax":          {reponses + "\n[[[", "ligne"},
		"unknown key":     {"reponse = 1\n" + reponses, "reponse"},
		"nothing":         {"", "il manque les réponses"},
		"not named":       {strings.Replace(reponses, `nom = "Œuvrard"`, "", 1), "etat_civil.nom"},
	} {
		code, sortie, erreurs := executer(t, secret, "nouveau", "--base", base, "--service", "esr", "--reponses", fichier(t, c.texte))
		if code != Echec || sortie != "" || !strings.Contains(erreurs, c.dit) || !strings.Contains(erreurs, "Aucun dossier n’a été créé") {
			t.Errorf("%s: %d %q %q", nom, code, sortie, erreurs)
		}
	}
	s = ouvrir(t, base)
	defer s.Close()
	if apres, _ := s.Compter(context.Background(), data.Filtre{}); apres != avant {
		t.Errorf("%d dossiers instead of %d", apres, avant)
	}
}

func TestRapport(t *testing.T) {
	base := copieDemo(t)
	sortie := filepath.Join(t.TempDir(), "r.pdf")
	_, numero, _ := executer(t, secret, "nouveau", "--base", base, "--service", "esr", "--reponses", fichier(t, reponses))
	numero = strings.TrimSpace(numero)
	rapport := func(n, doc string, plus ...string) (int, string, string) {
		return executer(t, secret, append([]string{"rapport", "--base", base, "--dossier", n, "--document", doc, "--sortie", sortie}, plus...)...)
	}
	if code, _, erreurs := rapport(numero, "rapport"); code != Fait {
		t.Fatal(erreurs)
	}
	texte, err := exec.Command("pdftotext", sortie, "-").Output()
	if err != nil || !bytes.Contains(texte, []byte("ŒUVRARD Gaëlle")) {
		t.Errorf("%v: %.300s", err, texte)
	}
	code, _, erreurs := rapport(numero, "rapport", "--finaliser")
	if code != Echec || !strings.Contains(erreurs, "Issue de l’entretien") || !strings.Contains(erreurs, "Juridiction") {
		t.Errorf("%d %s", code, erreurs)
	}
	if code, _, erreurs := rapport(numero, "complementaire"); code != Echec || !strings.Contains(erreurs, "pas encore finalisé") {
		t.Errorf("%d %s", code, erreurs)
	}
	if code, _, erreurs := rapport(numero, "bilan"); code != Echec || !strings.Contains(erreurs, "rapport, carence") {
		t.Errorf("%d %s", code, erreurs)
	}
	if code, _, erreurs := rapport("2026-ESR-9999", "rapport"); code != Echec || !strings.Contains(erreurs, "n’existe pas") {
		t.Errorf("%d %s", code, erreurs)
	}

	// One that is ready is finalised; asked again, it is the same file.
	s := ouvrir(t, base)
	prets, err := s.Dossiers(context.Background(), data.Filtre{Etape: "redaction", Etat: data.EtatOuvert})
	if err != nil || len(prets) == 0 {
		t.Fatalf("no dossier is ready, %v", err)
	}
	s.Close()
	fait := false
	for _, d := range prets {
		if code, _, _ := rapport(d.Numero, "rapport", "--finaliser", "--garder-formulations"); code != Fait {
			continue
		}
		fait = true
		un, _ := os.ReadFile(sortie)
		if code, _, erreurs := rapport(d.Numero, "rapport"); code != Fait {
			t.Fatal(erreurs)
		}
		deux, _ := os.ReadFile(sortie)
		if !bytes.Equal(un, deux) {
			t.Error("the finalised report changed")
		}
		code, _, erreurs := rapport(d.Numero, "rapport", "--finaliser")
		if code != Echec || !strings.Contains(erreurs, "déjà finalisé") {
			t.Errorf("%d %s", code, erreurs)
		}
		break
	}
	if !fait {
		t.Error("no report could be finalised")
	}
	if code, sortie, erreurs := executer(t, secret, "verifier", "--base", base); code != Fait || !strings.Contains(sortie, "saine") {
		t.Errorf("%d %s", code, erreurs)
	}
	if code, _, erreurs := executer(t, secret, "rapport", "--base", base, "--dossier", numero, "--document", "rapport", "--sortie", "/absent/r.pdf"); code != Echec || !strings.Contains(erreurs, "n’existe pas") {
		t.Errorf("%d %s", code, erreurs)
	}
}

func TestLigneDeCommande(t *testing.T) {
	base := copieDemo(t)
	for _, c := range []struct {
		entree string
		args   []string
		code   int
		dit    string
	}{
		{"", nil, Fait, `fenêtre sur ".", profil "Justice et Partage"`},
		{"", []string{"--base", base, "--profil", "ici"}, Fait, `profil "ici"`},
		{"", []string{"--base", base + ".absente"}, Echec, "n’existe pas"},
		{"", []string{"--profil", "ici", "là"}, MalEcrit, "mal écrite"},
		{"", []string{"--version"}, Fait, "Justice et Partage 9.9"},
		{"", []string{"--aide"}, Fait, "Codes de sortie"},
		{"", []string{"imprimer"}, MalEcrit, "n’existe pas"},
		{"", []string{"demo"}, MalEcrit, "Il manque --sortie"},
		{"", []string{"demo", "--dossier", "x"}, MalEcrit, "Option inconnue"},
		{"", []string{"demo", "--sortie", "x", "y"}, MalEcrit, "« y » n’est pas attendu"},
		{"", []string{"rapport", "--base", base}, MalEcrit, "Il manque --dossier"},
		{"", []string{"verifier", "--base", base}, Echec, "Aucun mot de passe"},
		{"faux mot de passe\n", []string{"verifier", "--base", base}, Echec, "mot de passe n’est pas le bon"},
		{secret, []string{"verifier", "--base", base, "--identifiant", "inconnue"}, Echec, "mot de passe n’est pas le bon"},
		{secret, []string{"verifier", "--base", base + ".absente"}, Echec, "n’existe pas"},
		{secret, []string{"nouveau", "--base", base, "--service", "esr", "--reponses", "absent.toml"}, Echec, "n’existe pas"},
		{secret, []string{"nouveau", "--base", base, "--service", "inconnu", "--reponses", fichier(t, reponses)}, Echec, "service n’existe pas"},
	} {
		code, sortie, erreurs := executer(t, c.entree, c.args...)
		if code != c.code || !strings.Contains(sortie+erreurs, c.dit) {
			t.Errorf("%v: %d %q %q", c.args, code, sortie, erreurs)
		}
		if strings.Contains(sortie+erreurs, demonstration.MotDePasse) {
			t.Errorf("%v shows a password", c.args)
		}
	}
}
