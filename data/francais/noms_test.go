package francais

import "testing"

func TestPeople(t *testing.T) {
	for _, c := range []struct{ last, first, register, sentence string }{
		{"Martin", "paul", "MARTIN Paul", "Paul MARTIN"},
		{"d'Orgeval", "Éloi", "d’ORGEVAL Éloi", "Éloi d’ORGEVAL"},
		{"D’Orgeval", "", "D’ORGEVAL", "D’ORGEVAL"},
		{"de La Tour", "jean-pierre MARIE", "de LA TOUR Jean-Pierre Marie", "Jean-Pierre de LA TOUR"},
		{"du bois", "Anne", "du BOIS Anne", "Anne du BOIS"},
		{"le", "Anne", "LE Anne", "Anne LE"},
		{"o'neill", "sean", "O’NEILL Sean", "Sean O’NEILL"},
		{"O'Neill", "SEAN", "O’NEILL Sean", "Sean O’NEILL"},
		{"œuvrard", "ÉLOÏSE", "ŒUVRARD Éloïse", "Éloïse ŒUVRARD"},
		{"le\u0301vy", "rene\u0301, Paul", "LÉVY René, Paul", "René LÉVY"},
		{"groß", "n'golo", "GROSS N’Golo", "N’Golo GROSS"},
		{" Martin  Dupont ", "LouAnn", "MARTIN DUPONT LouAnn", "LouAnn MARTIN DUPONT"},
		{"martin-dupont", "marie-Lou", "MARTIN-DUPONT Marie-Lou", "Marie-Lou MARTIN-DUPONT"},
		{"", "paul", "Paul", "Paul"},
		{"", "", "", ""},
	} {
		label := c.last + "/" + c.first
		check(t, label, Nom(c.last, c.first), c.register)
		check(t, label, PrenomNom(c.last, c.first), c.sentence)
	}
}

func TestSentences(t *testing.T) {
	for in, want := range map[string][3]string{
		"élève":              {"Élève", "élève", "Élève."},
		"œuvre":              {"Œuvre", "œuvre", "Œuvre."},
		"Œuvre !":            {"Œuvre !", "œuvre !", "Œuvre !"},
		"«\u202foui.\u202f»": {"«^Oui.^»", "«^oui.^»", "«^Oui.^»"},
		"il dit « oui »":     {"Il dit « oui »", "il dit « oui »", "Il dit « oui »."},
		"SNCF":               {"SNCF", "SNCF", "SNCF."},
		"M. Martin":          {"M. Martin", "M. Martin", "M. Martin."},
		"Mme Roy":            {"Mme Roy", "Mme Roy", "Mme Roy."},
		"O’Neill":            {"O’Neill", "O’Neill", "O’Neill."},
		"L’enfant":           {"L’enfant", "l’enfant", "L’enfant."},
		"Jean-Pierre":        {"Jean-Pierre", "Jean-Pierre", "Jean-Pierre."},
		"À Brioude":          {"À Brioude", "à Brioude", "À Brioude."},
		"A7":                 {"A7", "A7", "A7."},
		"12 enfants":         {"12 enfants", "12 enfants", "12 enfants."},
		"et puis…":           {"Et puis…", "et puis…", "Et puis…"},
		"les faits :":        {"Les faits :", "les faits :", "Les faits :"},
		"oui,":               {"Oui,", "oui,", "Oui."},
		"":                   {"", "", ""},
	} {
		check(t, in, Majuscule(in), want[0])
		check(t, in, Minuscule(in), want[1])
		check(t, in, Phrase(in), want[2])
	}
	check(t, "Phrase", Phrase("  \u00a0 "), "")
	check(t, "Phrase", Phrase(" fin\u202f;\n"), "Fin.")
}
