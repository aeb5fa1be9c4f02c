package store

import (
	"os"
	"testing"

	"justicepartage/data"
)

// A newer program brings the base to a form of its own; the former program refuses it,
// says how to go back, and finds everything in the copy that was made before.
func TestRetourApresMiseAJour(t *testing.T) {
	s, chemin := nouvelle(t)
	d := creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", "0639980001"))
	if l := CopiesAvant(chemin); len(l) != 0 {
		t.Fatalf("copies before anything: %v", l)
	}
	scripts, err := migrations(migrationsFS)
	if err != nil {
		t.Fatal(err)
	}
	if err := migrer(ctx, s.db, chemin, append(scripts, "CREATE TABLE futur (x)"), s.coffre); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Base, "version plus récente")
	code(t, err, data.Base, "Restaurer une sauvegarde")

	// A file that only bears such a name is left out.
	if err := os.WriteFile(nomAvant(chemin, 99), []byte("rien"), 0o600); err != nil {
		t.Fatal(err)
	}
	l := CopiesAvant(chemin)
	if len(l) != 1 || !l[0].Avant || l[0].Octets == 0 || l[0].Le.IsZero() {
		t.Fatalf("%+v", l)
	}
	r, err := Restaurer(ctx, chemin, l[0].Chemin, options(t), "claire", phrase, nil)
	if err != nil || r.Contenu.Dossiers != 1 || r.Ancienne == "" {
		t.Fatalf("%+v %v", r, err)
	}
	if s, err = Open(ctx, chemin, options(t), "claire", phrase); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Dossier(ctx, d.Numero); err != nil {
		t.Error(err)
	}
}
