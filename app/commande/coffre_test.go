package commande

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestSauvegarderRestaurer(t *testing.T) {
	base := copieDemo(t)
	code, sortie, erreurs := executer(t, secret, "sauvegarder", "--base", base)
	m := regexp.MustCompile(`\((\d+) dossiers\) : (.+)\n`).FindStringSubmatch(sortie)
	if code != Fait || m == nil || m[1] != strconv.Itoa(combien(t)) {
		t.Fatalf("%d %q %q", code, sortie, erreurs)
	}
	copie := m[2]
	if code, _, erreurs := executer(t, secret, "nouveau", "--base", base, "--service", "esr", "--reponses", fichier(t, reponses)); code != Fait {
		t.Fatal(erreurs)
	}
	code, sortie, erreurs = executer(t, secret, "restaurer", "--base", base, "--sauvegarde", copie)
	if code != Fait || !strings.Contains(sortie, fmt.Sprintf("%d dossiers", combien(t))) || !strings.Contains(sortie, "--oui") {
		t.Fatalf("%d %q %q", code, sortie, erreurs)
	}
	code, sortie, erreurs = executer(t, secret, "restaurer", "--base", base, "--sauvegarde", copie, "--oui")
	if code != Fait || !strings.Contains(sortie, "gardée") {
		t.Fatalf("%d %q %q", code, sortie, erreurs)
	}
	code, sortie, _ = executer(t, secret, "sauvegarder", "--base", base)
	if code != Fait || !strings.Contains(sortie, fmt.Sprintf("(%d dossiers)", combien(t))) {
		t.Errorf("%d %q", code, sortie)
	}
}

func TestVerifierEtReparer(t *testing.T) {
	base := copieDemo(t)
	f, err := os.OpenFile(base, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	// A block in the middle of the base.
	if _, err := f.WriteAt([]byte("abîmé"), 172032+(2+130)*4144+2000); err != nil {
		t.Fatal(err)
	}
	f.Close()
	code, sortie, erreurs := executer(t, secret, "verifier", "--base", base)
	if code != Echec || !strings.Contains(sortie, "bloc n° 130") || !strings.Contains(erreurs, "abîmée") {
		t.Errorf("%d %q %q", code, sortie, erreurs)
	}
	reparee := filepath.Join(t.TempDir(), "reparee.coffre")
	code, sortie, erreurs = executer(t, secret, "reparer", "--base", base, "--sortie", reparee)
	if code != Fait || !strings.Contains(sortie, fmt.Sprintf("%d dossiers reportés", combien(t))) {
		t.Fatalf("%d %q %q", code, sortie, erreurs)
	}
	if code, _, erreurs = executer(t, secret, "verifier", "--base", reparee); code != Fait {
		t.Errorf("%d %q", code, erreurs)
	}
	if code, _, erreurs = executer(t, secret, "reparer", "--base", base, "--sortie", reparee); code != Echec || !strings.Contains(erreurs, "existe déjà") {
		t.Errorf("%d %q", code, erreurs)
	}
}
