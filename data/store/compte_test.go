package store

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/vault"
)

const autrePhrase = "quatre chevaux rouges dans la neige"

func ajouter(tb testing.TB, s *Session, login string, role data.Role, services ...string) int64 {
	tb.Helper()
	id, err := s.AjouterCompte(ctx, data.Compte{Login: login, Nom: "Anne Roux", Role: role, Services: services}, autrePhrase)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func comme(tb testing.TB, chemin, login, mdp string) *Session {
	tb.Helper()
	s, err := Open(ctx, chemin, options(tb), login, mdp)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

func TestMotsDePasse(t *testing.T) {
	s, chemin := nouvelle(t)
	id := ajouter(t, s, "anne", data.RoleIntervenant)
	code(t, s.ChangerMotDePasse(ctx, "pas le bon du tout", autrePhrase), data.Refuse)
	code(t, s.ChangerMotDePasse(ctx, phrase, "court"), data.Saisie)
	neuve := "un autre secret bien long"
	if err := s.ChangerMotDePasse(ctx, phrase, neuve); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Refuse)
	a := comme(t, chemin, "anne", autrePhrase)
	code(t, a.ReinitialiserMotDePasse(ctx, 1, phrase), data.Refuse)
	code(t, a.RetirerCompte(ctx, 1), data.Refuse)
	a.Close()
	s = comme(t, chemin, " claire ", neuve)
	if err := s.ReinitialiserMotDePasse(ctx, id, "encore une autre phrase longue"); err != nil {
		t.Fatal(err)
	}
	code(t, s.RetirerCompte(ctx, 1), data.Saisie)
	s.Close()
	_, err = Open(ctx, chemin, options(t), "anne", autrePhrase)
	code(t, err, data.Refuse)
	comme(t, chemin, "anne", "encore une autre phrase longue").Close()
	s = comme(t, chemin, "claire", neuve)
	if err := s.RetirerCompte(ctx, id); err != nil {
		t.Fatal(err)
	}
	code(t, s.ReinitialiserMotDePasse(ctx, id, autrePhrase), data.Introuvable)
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	s.Close()
	_, err = Open(ctx, chemin, options(t), "anne", "encore une autre phrase longue")
	code(t, err, data.Refuse)
}

func TestSecours(t *testing.T) {
	s, chemin := nouvelle(t)
	feuille := s.CodeDeSecours()
	if !SecoursBienEcrit(feuille) || len(feuille) != 34 || s.CodeDeSecours() != "" {
		t.Fatalf("%q", feuille)
	}
	ajouter(t, s, "anne", data.RoleIntervenant)
	s.Close()
	_, err := OuvrirAvecSecours(ctx, chemin, options(t), feuille[:33]+"?", "claire", autrePhrase)
	code(t, err, data.Saisie, "mal recopié")
	_, err = OuvrirAvecSecours(ctx, chemin, options(t), feuille, "anne", autrePhrase)
	code(t, err, data.Refuse, "responsable")
	_, err = OuvrirAvecSecours(ctx, chemin, options(t), feuille, "claire", "court")
	code(t, err, data.Saisie)
	s, err = OuvrirAvecSecours(ctx, chemin, options(t), " "+strings.ToLower(strings.ReplaceAll(feuille, "-", " ")), "claire", autrePhrase)
	if err != nil {
		t.Fatal(err)
	}
	neuf, err := s.NouveauCodeDeSecours(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err = OuvrirAvecSecours(ctx, chemin, options(t), feuille, "claire", autrePhrase)
	code(t, err, data.Refuse, "n’ouvre pas")
	comme(t, chemin, "claire", autrePhrase).Close()
	s, err = OuvrirAvecSecours(ctx, chemin, options(t), neuf, "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// Five attempts are free, then each waits, never for ever; all are in the audit.
func TestDelai(t *testing.T) {
	s, chemin := nouvelle(t)
	s.Close()
	opt := options(t)
	h := &horloge{t: moment.Add(time.Hour)}
	opt.Horloge = h.maintenant
	for range 5 {
		_, err := Open(ctx, chemin, opt, "claire", "pas le bon du tout")
		code(t, err, data.Refuse, "n’est pas le bon")
	}
	_, err := Open(ctx, chemin, opt, "claire", phrase)
	code(t, err, data.Refuse, "Trop d’essais", "13 h 30")
	h.t = h.t.Add(time.Minute)
	s, err = Open(ctx, chemin, opt, "claire", phrase)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var n int
	if err := s.db.QueryRow("SELECT count(*) FROM audit WHERE action = 'echec-connexion'").Scan(&n); err != nil || n != 5 {
		t.Errorf("%d failures in the audit, %v", n, err)
	}
}

func TestForceMotDePasse(t *testing.T) {
	for mdp, veut := range map[string]bool{
		phrase: true, autrePhrase: true, "": false, "court": false,
		"azertyuiopqsdfghjklm": false, "motdepasse123456789": false, "M0tDeP@sse2026!": false,
		"aaaaaaaaaaaaaaaaaaaaaaaa": false, "claire-vidal-claire-vidal": false, "Cl@ire.Vidal.1980": false,
		"correct cheval pile agrafe": true, "x7#Kp!9vQz2@mL": true, "demonstration-43": true,
		"soleil marseille doudou": false, "012345678901234567890123456789": false,
	} {
		f := data.ForceMotDePasse(mdp, "claire", "Claire Vidal")
		if f.OK != veut || f.Phrase == "" {
			t.Errorf("%q: %+v", mdp, f)
		}
	}
}

// A plain base of ours is encrypted by a responsable, and nothing plain is left.
func TestConversion(t *testing.T) {
	chemin := filepath.Join(t.TempDir(), "base.sqlite")
	opt := options(t)
	opt.enClair = true
	s, err := Create(ctx, chemin, opt, claire(), phrase)
	if err != nil {
		t.Fatal(err)
	}
	d := creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", ""))
	ajouter(t, s, "anne", data.RoleIntervenant)
	s.Close()
	_, err = Open(ctx, chemin, options(t), "claire", "pas le bon du tout")
	code(t, err, data.Refuse)
	_, err = Open(ctx, chemin, options(t), "anne", autrePhrase)
	code(t, err, data.Refuse, "responsable")
	// Stopped between the two names: it starts again.
	if err := os.Rename(chemin, chemin+suffixeClair); err != nil {
		t.Fatal(err)
	}
	s = comme(t, chemin, "claire", phrase)
	if len(s.Avis()) != 2 || !strings.Contains(s.Avis()[0], "chiffrée") || !strings.Contains(s.Avis()[1], "(1)") {
		t.Errorf("%q", s.Avis())
	}
	if _, err := s.Dossier(ctx, d.Numero); err != nil {
		t.Error(err)
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	s.Close()
	l, _ := os.ReadDir(filepath.Dir(chemin))
	for _, e := range l {
		b, _ := os.ReadFile(filepath.Join(filepath.Dir(chemin), e.Name()))
		if strings.Contains(string(b), "SQLite format") || strings.Contains(strings.ToLower(string(b)), "chazal") {
			t.Errorf("%s is readable", e.Name())
		}
	}
}

// A base on a protected support is told so, without its path.
func TestBaseProtegee(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("root, or Windows, writes everywhere")
	}
	s, chemin := nouvelle(t)
	s.Close()
	dir := filepath.Dir(chemin)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	_, err := Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base, "protégé en écriture")
}

// A base whose making was stopped says so: it is no wrong password.
func TestCreationInterrompue(t *testing.T) {
	chemin := filepath.Join(t.TempDir(), "base.coffre")
	c, err := vault.Creer(chemin, vault.Options{Derivation: legere})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Fermer(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base, "interrompue")
	os.Remove(chemin)
	if c, err = vault.Creer(chemin, vault.Options{Derivation: legere}); err != nil {
		t.Fatal(err)
	}
	if err := c.PoserCompte(1, "claire", phrase); err != nil {
		t.Fatal(err)
	}
	if err := c.Fermer(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base, "interrompue")
}
