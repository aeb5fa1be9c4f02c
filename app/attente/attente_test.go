package attente

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"justicepartage/data/trame"
)

// cle seals for one account of one base; another does not open it.
type cle struct{ nom string }

func (c cle) Sceller(clair []byte) ([]byte, error) {
	out := bytes.Clone(clair)
	for i := range out {
		out[i] ^= 0x5a
	}
	return append([]byte(c.nom+":"), out...), nil
}

func (c cle) Desceller(scelle []byte) ([]byte, error) {
	b, ok := bytes.CutPrefix(scelle, []byte(c.nom+":"))
	if !ok {
		return nil, errors.New("another key")
	}
	out := bytes.Clone(b)
	for i := range out {
		out[i] ^= 0x5a
	}
	return out, nil
}

var change = trame.Changement{Apres: trame.Reponses{"x": {Valeurs: map[string]any{"y": "z"}}}}

func TestGarderListerRetirer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "attente")
	a := &Attente{Dossier: dir}
	claire, anne := cle{"claire"}, cle{"anne"}
	le := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	for i, x := range []struct {
		c      cle
		numero string
	}{{claire, "1"}, {anne, "1"}, {claire, "2"}, {claire, "1"}} {
		if err := a.Garder(x.c, x.numero, change, "Le disque est plein.", le.Add(-time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "abime"+extension), []byte("claire:??"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &Attente{Dossier: dir} // the next start
	l := b.Lister(claire, "1")
	if len(l) != 2 || !l[0].Le.Before(l[1].Le) || l[0].Pourquoi != "Le disque est plein." || !bytes.Equal(l[0].Changement, change.JSON()) {
		t.Fatalf("%+v", l)
	}
	if len(b.Lister(claire, "")) != 3 || len(b.Lister(anne, "")) != 1 {
		t.Error("not those of the account")
	}
	if err := b.Retirer(l[0]); err != nil {
		t.Fatal(err)
	}
	if l := b.Lister(claire, "1"); len(l) != 1 {
		t.Errorf("%+v", l)
	}
	if len(b.Lister(anne, "1")) != 1 {
		t.Error("what belongs to another account went too")
	}
}

// A folder that takes nothing: it waits in memory, is listed, and is written once it can be.
func TestDossierQuiRefuse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "attente")
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // a file stands where the folder should
		t.Fatal(err)
	}
	a := &Attente{Dossier: dir}
	if err := a.Garder(cle{"claire"}, "1", change, "x", time.Now()); err != nil {
		t.Fatal(err)
	}
	if !a.EnMemoire() || len(a.Lister(cle{"claire"}, "1")) != 1 {
		t.Error("it is lost")
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if a.EnMemoire() {
		t.Error("it is not written though it could be")
	}
	if l := (&Attente{Dossier: dir}).Lister(cle{"claire"}, "1"); len(l) != 1 {
		t.Errorf("%+v", l)
	}
}
