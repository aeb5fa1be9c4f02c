package app

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
)

// fyneSource is where the library lies on this computer.
func fyneSource(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Every language that Fyne speaks, and every word it has, is ours: a newer Fyne that
// learns more fails here.
func TestToutesLesLangues(t *testing.T) {
	l, err := filepath.Glob(filepath.Join(fyneSource(t), "lang", "translations", "base.*.json"))
	if err != nil || len(l) < 10 {
		t.Fatalf("%v %v", l, err)
	}
	for _, f := range l {
		nom := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "base."), ".json")
		if !slices.Contains(langues, nom) {
			t.Errorf("Fyne speaks %s too", nom)
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var leurs map[string]any
		if err := json.Unmarshal(b, &leurs); err != nil {
			t.Fatal(err)
		}
		for mot := range leurs {
			if mots[mot] == nil {
				t.Errorf("%s: %q has no French of ours", nom, mot)
			}
		}
	}
}

// The words of Fyne are French on a system that speaks anything else.
func TestParlerFrancais(t *testing.T) {
	for _, systeme := range []string{
		"fr_FR.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "pt_BR.UTF-8", "pt_PT.UTF-8", "zh_CN.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8",
		"C",
	} {
		t.Setenv("LC_ALL", systeme)
		t.Setenv("LANG", systeme)
		t.Setenv("LANGUAGE", "")
		parlerFrancais()
		for anglais, francais := range map[string]string{"Copy": "Copier", "Select all": "Tout sélectionner", "Quit": "Quitter", "Cancel": "Annuler"} {
			if got := lang.L(anglais); got != francais {
				t.Errorf("%s: %q is said %q", systeme, anglais, got)
			}
		}
		if got := lang.X("file.name", "Name"); got != "Nom" {
			t.Errorf("%s: %q", systeme, got)
		}
	}
}
