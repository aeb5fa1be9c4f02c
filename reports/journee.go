package reports

import (
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
)

// Journee makes the list of appointments that one prints for the wall or the desk: when,
// what, who, where, with whom, and room to note. presence says in words what was answered.
func (a *Atelier) Journee(assoc data.Association, titre string, l []data.Seance, presence func(data.Seance) string, le time.Time) ([]byte, error) {
	texte := func(s string) []Fragment { return []Fragment{{Texte: imprimable(s)}} }
	blocs := append(lettre{&vue{d: Demande{Association: assoc}}}.entete(),
		Titre{Niveau: 1, Texte: texte("Agenda")},
		Paragraphe{Style: "sous-titre", Texte: texte(titre)})
	jour := ""
	var t *Tableau
	poser := func() {
		if t != nil {
			blocs = append(blocs, *t)
		}
	}
	for _, s := range l {
		if s.Date != jour {
			poser()
			jour = s.Date
			t = &Tableau{Colonnes: []Colonne{
				{Titre: "Heure", Poids: .13},
				{Titre: "Rendez-vous", Poids: .2},
				{Titre: "Personne", Poids: .25},
				{Titre: "Lieu", Poids: .16},
				{Titre: "Avec", Poids: .14},
				{Titre: "Présence", Poids: .12},
			}}
			blocs = append(blocs, Titre{Niveau: 2, Texte: texte(francais.Majuscule(francais.JourSemaine(jour)) + " " + francais.Date(jour))})
		}
		t.Lignes = append(t.Lignes, []Cellule{
			texte(francais.HeureCourte(s.Debut) + " – " + francais.HeureCourte(s.Fin)),
			texte(s.Titre), texte(s.Dossier), texte(s.Lieu), texte(s.Avec), texte(presence(s)),
		})
	}
	poser()
	if len(l) == 0 {
		blocs = append(blocs, Paragraphe{Texte: texte("Aucun rendez-vous.")})
	}
	blocs = append(blocs, Paragraphe{Style: "note", Texte: texte("Document confidentiel : il porte des noms. " +
		"Ne pas afficher dans un lieu ouvert au public ; détruire après usage.")})
	m := &metteur{p: a.p, images: map[string][]byte{}}
	pages, _ := paginer(m.blocs(blocs, largeurUt))
	return a.p.ecrire(pages, m.images, metadonnees{titre: "Agenda", auteur: assoc.Nom, sujet: "Rendez-vous", date: le})
}
