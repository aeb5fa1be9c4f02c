package trame

import "testing"

func TestMotsCommuns(t *testing.T) {
	un := &Service{Mots: Mots{Saisine: "Mandat", Numero: "Parquet"}}
	autre := &Service{Mots: Mots{Saisine: "Demande", Numero: "Parquet"}}
	muet := &Service{} // an old version says none
	for _, c := range []struct {
		l    []*Service
		veut Mots
	}{
		{nil, Mots{"Saisine", "Référence", "Terme"}},
		{[]*Service{muet}, Mots{"Saisine", "Référence", "Terme"}},
		{[]*Service{un}, Mots{"Mandat", "Parquet", "Terme"}},
		{[]*Service{muet, un, un}, Mots{"Mandat", "Parquet", "Terme"}},
		{[]*Service{un, autre}, Mots{"Saisine", "Parquet", "Terme"}},
	} {
		if got := MotsCommuns(c.l...); got != c.veut {
			t.Errorf("%+v: %+v, want %+v", c.l, got, c.veut)
		}
	}
}

// A service that was packed before there were words prints what it always printed.
func TestMotDuNumeroDAvant(t *testing.T) {
	s := doitCharger(t, petit+"\n[reperes]\nnumero_parquet = \"parts.montant\"\n")
	if got := MotsCommuns(s).Numero; got != "Parquet" {
		t.Errorf("%q", got)
	}
	s = doitCharger(t, petit+"\n[reperes]\nnumero_parquet = \"parts.montant\"\n[mots]\nnumero = \"Rôle\"\n")
	if got := MotsCommuns(s).Numero; got != "Rôle" {
		t.Errorf("%q", got)
	}
}

// What completes a document is known by what it says it completes, and nothing completes
// what has no name.
func TestComplement(t *testing.T) {
	s := &Service{Documents: []*Document{{Cle: "rapport"}, {Cle: "suite", Complete: "rapport"}}}
	if x := s.Complement("rapport"); x == nil || x.Cle != "suite" {
		t.Errorf("%v", x)
	}
	for _, cle := range []string{"", "suite"} {
		if x := s.Complement(cle); x != nil {
			t.Errorf("%q is completed by %s", cle, x.Cle)
		}
	}
}
