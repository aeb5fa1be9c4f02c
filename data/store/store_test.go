package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

func TestOuverture(t *testing.T) {
	s, chemin := nouvelle(t)
	if info, err := os.Stat(chemin); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	_, err := Create(ctx, chemin, options(t), claire(), phrase)
	code(t, err, data.Base, "existe déjà")

	// A second process finds the base held.
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "JP_ESSAI_OUVRIR="+chemin)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "déjà ouverte par un autre programme") {
		t.Errorf("second process: %s, %v", out, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, chemin, options(t), "claire", "une autre phrase")
	code(t, err, data.Refuse)
	faux := err.Error()
	_, err = Open(ctx, chemin, options(t), "inconnue", phrase)
	code(t, err, data.Refuse)
	if err.Error() != faux {
		t.Error("an unknown login and a wrong password are told apart")
	}
	s, err = Open(ctx, chemin, options(t), "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if c := s.Compte(); c.Nom != "Claire Vidal" || c.Role != data.RoleResponsable {
		t.Errorf("account %+v", c)
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
}

func TestFichiersRefuses(t *testing.T) {
	dir := t.TempDir()
	ecrire := func(nom string, b []byte) string {
		p := filepath.Join(dir, nom)
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	texte := ecrire("texte", bytes.Repeat([]byte("ceci n’est pas une base "), 400))
	_, err := Open(ctx, texte, options(t), "claire", phrase)
	code(t, err, data.Base, "n’est pas une base")

	_, err = Open(ctx, filepath.Join(dir, "absente"), options(t), "claire", phrase)
	code(t, err, data.Base, "n’existe pas")

	_, err = Create(ctx, filepath.Join(dir, "pas", "de", "dossier"), options(t), claire(), phrase)
	code(t, err, data.Base)

	_, err = Create(ctx, filepath.Join(dir, "courte"), options(t), claire(), "trop court")
	code(t, err, data.Saisie, "12 caractères")
	if _, err := os.Stat(filepath.Join(dir, "courte")); err == nil {
		t.Error("a base was left behind")
	}

	for nom, sqls := range map[string][]string{
		"autre programme": {"CREATE TABLE notes (x)", "PRAGMA application_id = 42"},
		"sans nom":        {"CREATE TABLE notes (x)"},
		"plus récente":    {"PRAGMA application_id = 1248153697", "PRAGMA user_version = 999"},
	} {
		p := filepath.Join(dir, nom)
		db, err := sql.Open("sqlite3", p)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range sqls {
			if _, err := db.Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		db.Close()
		avant, _ := os.ReadFile(p)
		_, err = Open(ctx, p, options(t), "claire", phrase)
		code(t, err, data.Base, map[string]string{"autre programme": "autre programme", "sans nom": "autre programme", "plus récente": "plus récente"}[nom])
		if apres, _ := os.ReadFile(p); !bytes.Equal(avant[100:], apres[100:]) {
			t.Errorf("%s: the file was touched", nom)
		}
	}
}

// A file of an earlier version is copied, checked, then brought forward; a step that
// fails leaves it as it was.
func TestMigration(t *testing.T) {
	s, chemin := nouvelle(t)
	creer(t, s, personne("Vial", "Paul", "", ""))
	s.Close()
	db, c := coffreSQL(t, chemin)
	scripts, err := migrations(migrationsFS)
	if err != nil {
		t.Fatal(err)
	}
	casse := append(scripts, "CREATE TABLE neuf (x TEXT) STRICT; INSERT INTO absente VALUES (1)")
	if err := migrer(ctx, db, chemin, casse, c); err == nil {
		t.Fatal("a broken step was accepted")
	}
	var version, n int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version != len(scripts) {
		t.Errorf("version %d, %v", version, err)
	}
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'neuf'").Scan(&n); err != nil || n != 0 {
		t.Error("a broken step left something behind")
	}
	if err := migrer(ctx, db, chemin, append(scripts, "CREATE TABLE neuf (x TEXT) STRICT"), c); err != nil {
		t.Fatal(err)
	}
	avant := fmt.Sprintf("%s.avant-v%d", chemin, len(scripts)+1)
	cc, err := c.OuvrirCopie(avant, false)
	if err != nil {
		t.Fatal(err)
	}
	defer cc.Fermer()
	copie, err := ouvrirFichier(ctx, avant, cc)
	if err != nil {
		t.Fatal(err)
	}
	defer copie.Close()
	if err := copie.QueryRow("SELECT count(*) FROM dossier").Scan(&n); err != nil || n != 1 {
		t.Errorf("the copy holds %d dossiers, %v", n, err)
	}
}

// Every base that was ever released opens with today's program.
func TestAnciennesBases(t *testing.T) {
	if os.Getenv("JP_ESSAI_REFAIRE") != "" {
		s, chemin := nouvelle(t)
		d := creer(t, s, complet(t, s, nil))
		finaliser(t, s, d.Numero, "rapport")
		if err := s.Verifier(ctx); err != nil {
			t.Fatal(err)
		}
		s.Close()
		b, err := os.ReadFile(chemin)
		if err != nil {
			t.Fatal(err)
		}
		scripts, _ := migrations(migrationsFS)
		if err := os.WriteFile(fmt.Sprintf("testdata/v%d.coffre", len(scripts)), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bases, _ := filepath.Glob("testdata/v*")
	if len(bases) == 0 {
		t.Fatal("no released base")
	}
	for _, ancienne := range bases {
		b, err := os.ReadFile(ancienne)
		if err != nil {
			t.Fatal(err)
		}
		chemin := filepath.Join(t.TempDir(), "base.sqlite")
		if err := os.WriteFile(chemin, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(ctx, chemin, options(t), "claire", phrase)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Verifier(ctx); err != nil {
			t.Error(err)
		}
		d, err := s.Dossier(ctx, "2026-ESR-0001")
		if err != nil || d.Finalises["rapport"] != 1 {
			t.Errorf("%s: %+v, %v", ancienne, d, err)
		}
		if l, err := s.ChercherIdentite(ctx, "chazal", 5); err != nil || len(l) != 1 {
			t.Errorf("%s: search finds %d, %v", ancienne, len(l), err)
		}
		s.Close()
	}
}

func TestDossier(t *testing.T) {
	s, _ := nouvelle(t)
	r := complet(t, s, nil)
	d := creer(t, s, r)
	if d.Numero != "2026-ESR-0001" || d.Revision != 1 || d.NumeroParquet != "26328000123" || d.Etape != "redaction" || d.Saisine != "2026-11-24T10:05" {
		t.Errorf("created %+v", d)
	}
	lu, err := s.Dossier(ctx, d.Numero)
	if err != nil || !bytes.Equal(lu.Reponses.JSON(), r.JSON()) {
		t.Fatalf("read back differently: %v", err)
	}

	// What was saved meanwhile elsewhere stays.
	r2 := lu.Reponses.Copie()
	poser(r2, "logement.occupants", "Sa compagne")
	d2, err := enregistre(t, s, lu, r2)
	if err != nil || d2.Revision != 2 {
		t.Fatalf("%+v, %v", d2, err)
	}
	r3 := lu.Reponses.Copie()
	poser(r3, "logement.depuis", "2020")
	d3, err := enregistre(t, s, lu, r3)
	if err != nil || d3.Revision != 3 || d3.Reponses["logement"].Valeurs["occupants"] != "Sa compagne" || len(d3.Desaccords) > 0 {
		t.Errorf("%+v, %v", d3, err)
	}

	// Saving the same answers changes nothing.
	if d3, err = enregistre(t, s, lu, r2); err != nil || d3.Revision != 3 {
		t.Errorf("%+v, %v", d3, err)
	}

	// The audit says who changed what, before and after.
	h, err := s.Historique(ctx, d.Numero)
	if err != nil {
		t.Fatal(err)
	}
	trouve := false
	for _, tr := range h {
		if tr.Action == "modification" && tr.Objet == "logement.occupants" {
			trouve = tr.Compte == "claire" && tr.Apres == "Sa compagne" && strings.Contains(tr.Avant, "deux enfants")
		}
	}
	if !trouve {
		t.Errorf("history %+v", h)
	}
	_, err = s.Dossier(ctx, "2026-ESR-9999")
	code(t, err, data.Introuvable)
}

// Numbers follow each other by service and year, and one that was given never comes back.
func TestNumeros(t *testing.T) {
	s, _ := nouvelle(t)
	for i, veut := range []string{"2026-ESR-0001", "2026-ESR-0002", "2026-ESR-0003"} {
		if d := creer(t, s, personne("Vial", "Paul", "", "")); d.Numero != veut {
			t.Errorf("%d: %s", i, d.Numero)
		}
	}
	d, err := s.Creer(ctx, "autre", trame.Reponses{}, nil)
	if err != nil || d.Numero != "2026-AUT-0001" {
		t.Errorf("%+v, %v", d, err)
	}
	if _, err := s.db.Exec("DELETE FROM indicateur; DELETE FROM dossier_personne; DELETE FROM reponses; DELETE FROM dossier WHERE numero = '2026-ESR-0003'"); err != nil {
		t.Fatal(err)
	}
	if d := creer(t, s, personne("Vial", "Paul", "", "")); d.Numero != "2026-ESR-0004" {
		t.Errorf("a number came back: %s", d.Numero)
	}
}

// A creation that fails in the middle leaves nothing, not even a number.
func TestRienAMoitie(t *testing.T) {
	s, _ := nouvelle(t)
	if _, err := s.db.Exec("CREATE TRIGGER panne BEFORE INSERT ON dossier_personne BEGIN SELECT RAISE(ABORT, 'panne'); END"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Creer(ctx, "esr", personne("Vial", "Paul", "1990-01-03", "0639980012"), nil)
	code(t, err, data.Interne)
	if strings.Contains(err.Error(), "Vial") {
		t.Error("the error holds a name")
	}
	for _, table := range []string{"dossier", "personne", "personne_cle", "compteur", "indicateur", "trame"} {
		var n int
		if err := s.db.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s keeps %d rows, %v", table, n, err)
		}
	}
	if l, err := s.ChercherIdentite(ctx, "vial", 5); err != nil || len(l) != 0 {
		t.Errorf("the search finds %v, %v", l, err)
	}
}

// A finalised report does not change; what comes after is a numbered complement.
func TestFinalisation(t *testing.T) {
	s, _ := nouvelle(t)
	r := complet(t, s, nil)
	manque := r.Copie()
	poser(manque, "saisine.numero_parquet", nil)
	incomplet := creer(t, s, manque)
	_, err := s.Finaliser(ctx, vu(incomplet, "rapport"))
	code(t, err, data.Saisie, "N° parquet")

	d := creer(t, s, r)
	x := finaliser(t, s, d.Numero, "rapport")
	if x.Numero != 1 || x.SHA256 != data.Empreinte([]byte("%PDF-1.4 essai")) || x.FinalisePar != "Claire Vidal" {
		t.Errorf("%+v", x)
	}
	_, err = s.Finaliser(ctx, vu(d, "rapport"))
	code(t, err, data.Fige, "complémentaire")

	d, _ = s.Dossier(ctx, d.Numero)
	if d.Etape != "finalise" {
		t.Errorf("step %s", d.Etape)
	}
	change := d.Reponses.Copie()
	poser(change, "logement.occupants", "autre")
	_, err = enregistre(t, s, d, change)
	code(t, err, data.Fige, "Logement")

	for n := 1; n <= 2; n++ {
		d, _ = s.Dossier(ctx, d.Numero)
		_, err = s.Finaliser(ctx, vu(d, "complementaire"))
		code(t, err, data.Saisie)
		r := d.Reponses.Copie()
		l := r.Ajouter("complements")
		l.Valeurs["objet"], l.Valeurs["contenu"], l.Valeurs["date"] = "Suite", "Élément nouveau.", "2026-11-25"
		if d, err = enregistre(t, s, d, r); err != nil {
			t.Fatal(err)
		}
		s.opt.Rendre = func(i data.Impression) ([]byte, error) {
			if i.Rang != n || i.Numero != d.Numero || i.Examen == nil || i.Papier.ID() != "complementaire" {
				t.Errorf("rank %d instead of %d: %+v", i.Rang, n, i)
			}
			return []byte{byte(n)}, nil
		}
		x, err := s.Finaliser(ctx, vu(d, "complementaire"))
		if err != nil || x.Numero != n {
			t.Fatalf("%+v, %v", x, err)
		}
	}
	// The rows of finalised complements are frozen too.
	d, _ = s.Dossier(ctx, d.Numero)
	r = d.Reponses.Copie()
	r["complements"].Lignes[0].Valeurs["contenu"] = "Autre chose."
	_, err = enregistre(t, s, d, r)
	code(t, err, data.Fige)

	docs, err := s.Documents(ctx, d.Numero)
	if err != nil || len(docs) != 3 || docs[2].Titre != "Rapport complémentaire n° 2" {
		t.Fatalf("%+v, %v", docs, err)
	}
	b, err := s.Octets(ctx, docs[0].ID, "impression")
	if err != nil || string(b) != "%PDF-1.4 essai" {
		t.Errorf("%q, %v", b, err)
	}
	reconnu, err := s.Reconnaitre(ctx, b)
	if err != nil || reconnu.ID != docs[0].ID {
		t.Errorf("%+v, %v", reconnu, err)
	}
	_, err = s.Reconnaitre(ctx, append(b, '!'))
	code(t, err, data.Introuvable)

	for _, q := range []string{"UPDATE document SET octets = x'00'", "DELETE FROM document"} {
		if _, err := s.db.Exec(q); err == nil {
			t.Errorf("accepted: %s", q)
		}
	}
	if _, err := s.db.Exec("DROP TRIGGER document_immuable; UPDATE document SET octets = x'00' WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Octets(ctx, docs[0].ID, "lecture")
	code(t, err, data.Base, "altéré")
	code(t, s.Verifier(ctx), data.Base, "altéré")
}

// Wordings that call for a second look refuse the finalising, unless they are kept on
// purpose; keeping them is written down.
func TestFormulationsGardees(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, func(r trame.Reponses) { poser(r, "observations.attitude", "Personne dangereuse.") }))
	_, err := s.Finaliser(ctx, vu(d, "rapport"))
	code(t, err, data.Saisie, "« dangereuse »", "dangerosité")
	if _, err := s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "rapport", Revision: d.Revision, Gardees: []string{"dangereuse"}}); err != nil {
		t.Fatal(err)
	}
	h, _ := s.Historique(ctx, d.Numero)
	trouve := false
	for _, tr := range h {
		trouve = trouve || tr.Action == "formulation-gardee" && tr.Apres == "dangereuse"
	}
	if !trouve {
		t.Error("keeping the wording is not written down")
	}
}

// The signatory is the account; it must be on the list of the court on that day.
func TestHabilitation(t *testing.T) {
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	c := s.Compte()
	c.HabiliteAu = "2026-11-23"
	if err := s.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	_, err := s.Finaliser(ctx, vu(d, "rapport"))
	code(t, err, data.Saisie, "habilitées")
	c.HabiliteAu = ""
	if err := s.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	finaliser(t, s, d.Numero, "rapport")
}
