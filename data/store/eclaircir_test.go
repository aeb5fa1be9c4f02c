package store

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A backup that holds less than half the dossiers of the one before thins nothing out: the
// older copies may be all that is left. The next one, as big as it, thins again.
func TestSauvegardeDeMoitie(t *testing.T) {
	s, chemin := nouvelle(t)
	for i := range 3 {
		creer(t, s, personne(fmt.Sprintf("Nom %d", i), "", "", ""))
	}
	r, err := s.Sauvegarder(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	copie, err := os.ReadFile(r.Sauvegarde.Chemin)
	if err != nil {
		t.Fatal(err)
	}
	dossier := DossierSauvegardes(chemin)
	for h := range 20 { // twenty of one day last year: one of them is enough
		nom := souche(chemin) + time.Date(2025, 3, 4, h, 0, 0, 0, time.UTC).Format(formatSauvegarde) + extensionSauvegarde
		if err := os.WriteFile(filepath.Join(dossier, nom), copie, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pretendre := func(dossiers int) {
		b, err := json.Marshal(derniere{Le: moment, Dossiers: dossiers})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.db.Exec("UPDATE parametre SET valeur = ? WHERE cle = ?", string(b), cleDerniere); err != nil {
			t.Fatal(err)
		}
	}
	pretendre(7)
	r, err = s.Sauvegarder(ctx, nil)
	if err != nil || r.Retirees != 0 || len(r.Phrases) != 1 || !strings.Contains(r.Phrases[0], "aucune ancienne copie n’a été retirée") {
		t.Fatalf("%+v %v", r, err)
	}
	if l, err := os.ReadDir(dossier); err != nil || len(l) != 22 {
		t.Errorf("%d copies, %v", len(l), err)
	}
	pretendre(6) // just half: nothing alarming
	r, err = s.Sauvegarder(ctx, nil)
	if err != nil || r.Retirees < 15 || len(r.Phrases) != 0 {
		t.Errorf("%+v %v", r, err)
	}
}
