package systeme

import (
	"strings"
	"testing"

	"justicepartage/data"
)

// Where no program prints a PDF, the viewer is tried; where there is none, that is told.
// The printers of the system can be asked for.
func TestImprimerWindows(t *testing.T) {
	s := Nouvelle(t.TempDir())
	var verbes []string
	s.Lancer = func(verbe, fichier string) error {
		verbes = append(verbes, verbe)
		if verbe == Ouvrir {
			return nil
		}
		return lancer(verbe, fichier+".sans-programme", "")
	}
	err := s.Imprimer([]byte("document"))
	if data.CodeDe(err) != data.Refuse || !strings.Contains(data.Phrase(err), "visionneuse, imprimez-le de là") || len(verbes) != 2 {
		t.Errorf("%v, %v", err, verbes)
	}
	s.Imprimante = func() string { return "absente" }
	if err := s.Imprimer([]byte("document")); !strings.Contains(data.Phrase(err), "« absente »") {
		t.Errorf("%v", err)
	}
	for _, nom := range Imprimantes() {
		if nom == "" {
			t.Error("a printer without a name")
		}
	}
}
