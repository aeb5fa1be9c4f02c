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
