package regard

import "testing"

func TestNommer(t *testing.T) {
	var personne *Regard
	for _, r := range []*Regard{personne, {}} {
		if got := r.Nommer("TEYSSIER Élodie"); got != "TEYSSIER Élodie" {
			t.Errorf("nobody beside: %q", got)
		}
	}
	r := &Regard{Autrui: true}
	for nom, veut := range map[string]string{
		"TEYSSIER Élodie":                "T. É.",
		"DE LA TOUR Jean-Pierre":         "D. L. T. J. P.",
		"élodie":                         "É.",
		"TEYSSIER Élodie, D’ARC Jeanne":  "T. É. D. A. J.",
		"E\u0301lodie":                   "E.",
		"Stage de citoyenneté, 12/03/26": "S. D. C.",
		"":                               "",
	} {
		if got := r.Nommer(nom); got != veut {
			t.Errorf("%q: %q, want %q", nom, got, veut)
		}
	}
}

func TestMasquer(t *testing.T) {
	gens := []string{"TEYSSIER Élodie", "de la Tour Jean-Pierre"}
	if got := (&Regard{}).Masquer("Élodie Teyssier", gens); got != "Élodie Teyssier" {
		t.Errorf("nobody beside: %q", got)
	}
	r := &Regard{Autrui: true}
	for texte, veut := range map[string]string{
		"La déclaration d’Élodie TEYSSIER (elodie) n’est pas vérifiée.": "La déclaration d’É. T. (E.) n’est pas vérifiée.",
		"Convoquer Jean-Pierre DE LA TOUR de jour":                      "Convoquer J.-P. DE LA T. de jour",
		"Teyssiere n’est pas elle":                                      "Teyssiere n’est pas elle",
		"":                                                              "",
	} {
		if got := r.Masquer(texte, gens); got != veut {
			t.Errorf("%q: %q, want %q", texte, got, veut)
		}
	}
}
