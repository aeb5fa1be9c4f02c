package trame

import "fmt"

// A condition is written « si » everywhere. Older services also say « quand » and « que »;
// they are read as « si », and told as they were written.

// moderniser gives the older spellings of keys the place of the present ones.
func moderniser(s *Service, pos *positions) error {
	var faute error
	ancien := func(chemin, cle string, si, vieux *string) {
		if faute != nil || *vieux == "" {
			return
		}
		if *si != "" {
			faute = pos.erreur(chemin+"."+cle, "« %s » est l’ancien nom de « si » : gardez « si » seul", cle)
			return
		}
		*si, *vieux = *vieux, ""
		pos.ajouter(chemin+".si", pos, chemin+"."+cle)
	}
	if s.Mots.Numero == "" && s.Reperes.NumeroParquet != "" { // older services say it by the landmark alone
		s.Mots.Numero = "Parquet"
	}
	if q := s.Qualification; q != nil {
		for i, m := range q.Motifs {
			ancien(fmt.Sprintf("qualification.motif[%d]", i), "quand", &m.Si, &m.Quand)
		}
	}
	for i, e := range s.Etapes {
		for j := range e.Exige {
			ancien(fmt.Sprintf("etape[%d].exige[%d]", i, j), "que", &e.Exige[j].Si, &e.Exige[j].Que)
		}
	}
	for i, k := range s.Controles {
		ancien(fmt.Sprintf("controle[%d]", i), "quand", &k.Si, &k.Quand)
	}
	for i, d := range s.Documents {
		ancien(fmt.Sprintf("document[%d]", i), "quand", &d.Si, &d.Quand)
	}
	for i, o := range s.Orientations {
		ancien(fmt.Sprintf("orientation[%d]", i), "quand", &o.Si, &o.Quand)
	}
	return faute
}
