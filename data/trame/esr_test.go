package trame_test

import (
	"testing"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

// TestCas runs every worked example of every service.
func TestCas(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s, err := trame.Charger(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		cas, err := trame.LireCas(assets.FS, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cas {
			t.Run(id+"/"+c.Nom, func(t *testing.T) {
				for _, e := range c.Verifier(s) {
					t.Error(e)
				}
			})
		}
	}
}
