package systeme

import (
	"strings"
	"testing"
)

func TestSuffit(t *testing.T) {
	for version, veut := range map[string]bool{
		"4.6.0 NVIDIA 551.23": true, "2.1 Mesa 22.3.6": true, "2.1.0 - Build 8.15.10.2702": true, "3.0": true, "10.0": true,
		"1.1.0": false, "1.4.0 - Build 7.14": false, "2.0.6645": false, "": false, "OpenGL ES 3.2": false, "2": false, "2.": false,
	} {
		if suffit(version) != veut {
			t.Errorf("%q: %v", version, !veut)
		}
	}
}

// What is told says what is missing and the remedy, and never the remedy that is there.
func TestPhraseSansDessin(t *testing.T) {
	sans := &SansDessin{Offert: "1.1.0", Dossier: `C:\Users\Éloïse\Justice et Partage`}
	for _, veut := range []string{"OpenGL 2.1", "« 1.1.0 »", "Mesa", DLL, "Installer", sans.Dossier, "pas touchés"} {
		if !strings.Contains(sans.Phrase(), veut) {
			t.Errorf("%q is not in %q", veut, sans.Phrase())
		}
	}
	sans.Remede = true
	if p := sans.Phrase(); strings.Contains(p, "mettez le fichier") || !strings.Contains(p, "ne suffit pas") {
		t.Errorf("told to do what was done: %q", p)
	}
}
