package francais

import "testing"

func TestListe(t *testing.T) {
	for _, c := range []struct {
		items    []string
		and, or_ string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a et b", "a ou b"},
		{[]string{"a", " ", "b", "c"}, "a, b et c", "a, b ou c"},
	} {
		check(t, "Liste", Liste(c.items), c.and)
		check(t, "ListeOu", ListeOu(c.items), c.or_)
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string][3]string{
		"Le Puy-en-Velay": {"du Puy-en-Velay", "au Puy-en-Velay", "que Le Puy-en-Velay"},
		"Les Villettes":   {"des Villettes", "aux Villettes", "que Les Villettes"},
		"La Chaise-Dieu":  {"de La Chaise-Dieu", "à La Chaise-Dieu", "que La Chaise-Dieu"},
		"L'Isle-d'Abeau":  {"de l’Isle-d'Abeau", "à l’Isle-d'Abeau", "que L'Isle-d'Abeau"},
		"L’Isle":          {"de l’Isle", "à l’Isle", "que L’Isle"},
		"Le Havre":        {"du Havre", "au Havre", "que Le Havre"},
		"LE GUEN":         {"de LE GUEN", "à LE GUEN", "que LE GUEN"},
		"le tribunal":     {"du tribunal", "au tribunal", "que le tribunal"},
		"les parents":     {"des parents", "aux parents", "que les parents"},
		"Lempdes":         {"de Lempdes", "à Lempdes", "que Lempdes"},
		"Yssingeaux":      {"d’Yssingeaux", "à Yssingeaux", "qu’Yssingeaux"},
		"Aurec":           {"d’Aurec", "à Aurec", "qu’Aurec"},
		"Brioude":         {"de Brioude", "à Brioude", "que Brioude"},
		"Hyères":          {"d’Hyères", "à Hyères", "qu’Hyères"},
		"Honoré":          {"d’Honoré", "à Honoré", "qu’Honoré"},
		"Haïti":           {"de Haïti", "à Haïti", "que Haïti"},
		"Alice":           {"d’Alice", "à Alice", "qu’Alice"},
		"Paul":            {"de Paul", "à Paul", "que Paul"},
		"Élise":           {"d’Élise", "à Élise", "qu’Élise"},
		"E\u0301lise":     {"d’E\u0301lise", "à E\u0301lise", "qu’E\u0301lise"},
		"ŒUVRARD":         {"d’ŒUVRARD", "à ŒUVRARD", "qu’ŒUVRARD"},
		"O’NEILL":         {"d’O’NEILL", "à O’NEILL", "qu’O’NEILL"},
		"« Alice »":       {"d’« Alice »", "à « Alice »", "qu’« Alice »"},
		"12 enfants":      {"de 12 enfants", "à 12 enfants", "que 12 enfants"},
		" ":               {"", "", ""},
	} {
		check(t, "De "+in, De(in), want[0])
		check(t, "A "+in, A(in), want[1])
		if want[2] != "" {
			check(t, "Elider "+in, Elider("que", in), want[2])
		}
	}
	for _, in := range []string{
		"Hollande", "Hongrie", "Haute-Loire", "Hautes-Alpes", "Haut-Rhin", "HAUTE-LOIRE", "Hauteville", "handicap", "Hambourg", "honte",
		"Yémen", "Yoann", "Yann", "onze", "onzième", "oui", "huit", "harcèlement", "héros", "haricots", "Honfleur", "hors", "hameau",
	} {
		check(t, in, De(in), "de "+in)
	}
	for _, in := range []string{
		"Yves", "Yvelines", "Yeu", "Yonne", "huîtres", "héroïne", "héritier", "homme", "histoire", "hôpital", "hôtel", "habitude",
		"Henri", "Hélène", "Hugo", "Hérault", "horaires", "honneur", "humiliation", "Œuvrard", "Ædes", "Ouessant", "un", "y",
		"harmonie", "hallucination", "haltères", "Hénin-Beaumont", "heure", "usage",
	} {
		check(t, in, De(in), "d’"+in)
	}
}

func TestElider(t *testing.T) {
	for _, c := range [][3]string{
		{"le", "enfant", "l’enfant"},
		{"La", "audience", "L’audience"},
		{"le", "huit", "le huit"},
		{"je", "habite", "j’habite"},
		{"ne", "y", "n’y"},
		{"se", "est", "s’est"},
		{"si", "il", "s’il"},
		{"Si", "ils", "S’ils"},
		{"si", "elle", "si elle"},
		{"si", "illico", "si illico"},
		{"jusque", "à", "jusqu’à"},
		{"lorsque", "on", "lorsqu’on"},
		{"puisque", "elle", "puisqu’elle"},
		{"quoique", "il", "quoiqu’il"},
		{"afin que", "Alice", "afin qu’Alice"},
		{"avec", "Alice", "avec Alice"},
		{"chaque", "enfant", "chaque enfant"},
		{"", "Alice", "Alice"},
		{"de", "", "de"},
	} {
		check(t, c[0]+"+"+c[1], Elider(c[0], c[1]), c[2])
	}
}
