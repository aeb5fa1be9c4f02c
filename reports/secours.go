package reports

import (
	"errors"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
)

// FeuilleDeSecours makes the page that opens a base when its passwords are forgotten: the
// recovery code in large groups, what it is for, where the page belongs. It names no
// dossier. le is in the civil zone of the office.
func (a *Atelier) FeuilleDeSecours(assoc data.Association, code string, le time.Time) ([]byte, error) {
	jour := le.Format(time.DateOnly)
	texte := func(s string) []Fragment { return []Fragment{{Texte: francais.Typographie(s)}} }
	para := func(s string) Bloc { return Paragraphe{Texte: texte(s)} }
	nom := imprimable(assoc.Nom)
	if nom == "" {
		nom = "l’association"
	}
	blocs := append(lettre{&vue{d: Demande{Association: assoc}}}.entete(),
		Titre{Niveau: 1, Texte: texte("Feuille de secours")},
		Paragraphe{Style: "sous-titre", Texte: texte("Code établi le " + francais.Date(jour) + ". Il remplace tout code plus ancien.")},
		Encadre{Blocs: []Bloc{
			Titre{Niveau: 3, Texte: texte("Code de secours")},
			Paragraphe{Style: "code", Texte: []Fragment{{Texte: strings.Join(lignesDuCode(code), "\n")}}},
			Paragraphe{Style: "note", Texte: texte("28 signes, en groupes de quatre. Il n’y a jamais de zéro, de un, de O ni de I ; minuscules et tirets sont libres.")},
		}},
		Titre{Niveau: 2, Texte: texte("À quoi il sert")},
		para("Les dossiers de "+nom+" sont chiffrés. Sans mot de passe, personne ne peut les lire, pas même qui a écrit le programme. "+
			"Ce code est le seul moyen d’y entrer si plus aucun compte de responsable ne connaît son mot de passe."),
		Titre{Niveau: 2, Texte: texte("Où garder cette feuille")},
		Liste{Points: [][]Bloc{
			{para("Sur papier, sous enveloppe fermée, dans un coffre ou une armoire qui ferme à clé, loin de l’ordinateur.")},
			{para("Nulle part ailleurs : ni photo, ni courriel, ni fichier. Qui a cette feuille et le fichier des dossiers peut tout lire.")},
			{para("Si elle est perdue ou si quelqu’un a pu la lire : Réglages, « Feuille de secours », « Nouvelle feuille ». Celle-ci n’ouvre alors plus rien.")},
		}},
		Titre{Niveau: 2, Texte: texte("Comment s’en servir")},
		Liste{Numerotee: true, Points: [][]Bloc{
			{para("Ouvrir le programme, puis choisir « Mot de passe oublié… ».")},
			{para("Recopier le code, écrire l’identifiant d’un compte de responsable et un nouveau mot de passe.")},
			{para("Depuis ce compte, redonner un mot de passe aux autres : Réglages, « Comptes ».")},
		}},
		Signature{Lieu: texte("Rangée le " + strings.Repeat(".", 22) + ", à " + strings.Repeat(".", 30)), Nom: "Par (nom et fonction)"},
	)
	m := &metteur{p: a.p, images: map[string][]byte{}}
	pages, _ := paginer(m.blocs(blocs, largeurUt))
	if len(pages) != 1 {
		return nil, errors.New("reports: the recovery sheet does not fit one page")
	}
	return a.p.ecrire(pages, m.images, metadonnees{titre: "Feuille de secours", auteur: assoc.Nom, sujet: "Code de secours", date: le})
}

// lignesDuCode sets a recovery code on two lines of groups, as it is read and typed.
func lignesDuCode(code string) []string {
	groupes := strings.Split(code, "-")
	n := (len(groupes) + 1) / 2
	ecart := strings.Repeat(francais.Insecable, 3)
	return []string{strings.Join(groupes[:n], ecart), strings.Join(groupes[n:], ecart)}
}
