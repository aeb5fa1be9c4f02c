package trame

// Mots are the words by which a service calls what others have too, for lists and headers. An
// empty one is the general word.
type Mots struct {
	Saisine  string `toml:"saisine"`  // what opens a dossier: « Réquisition »
	Numero   string `toml:"numero"`   // the number of whoever asks: « Parquet »
	Audience string `toml:"audience"` // when it is needed: « Audience »
}

// motsGeneraux are those of a service that says none, and of lists of services that do not
// say the same.
var motsGeneraux = Mots{Saisine: "Saisine", Numero: "Référence", Audience: "Terme"}

// MotsCommuns are the words for dossiers of these services: where those that have one agree,
// theirs.
func MotsCommuns(l ...*Service) Mots {
	commun := func(de func(*Mots) *string) string {
		mot := ""
		for _, s := range l {
			dit := *de(&s.Mots)
			switch {
			case dit == "" || dit == mot:
			case mot != "":
				return *de(&motsGeneraux)
			default:
				mot = dit
			}
		}
		if mot == "" {
			return *de(&motsGeneraux)
		}
		return mot
	}
	return Mots{
		Saisine:  commun(func(m *Mots) *string { return &m.Saisine }),
		Numero:   commun(func(m *Mots) *string { return &m.Numero }),
		Audience: commun(func(m *Mots) *string { return &m.Audience }),
	}
}
