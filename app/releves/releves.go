// Package releves makes the statements of the services over a month or a year: printed, or
// written for a spreadsheet.
package releves

import (
	"context"
	"fmt"
	"strings"
	"time"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// Base is what is needed from the base.
type Base interface {
	Relever(ctx context.Context, service, cle, du, au string, progres func(fait, total int)) (*data.Releve, error)
}

// Sortie is how a statement leaves the program.
type Sortie interface {
	Imprimer(pdf []byte) error
	Exporter(dossier, nom string, octets []byte) (string, error)
	DossierExport() string
}

// Params is what the dialog is handed.
type Params struct {
	Base      Base
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Services  []*trame.Service
	Sortie    Sortie
	PDF       func(*data.Releve) ([]byte, error)
}

// moisProposes is how many past months can be chosen.
const moisProposes = 14

// Ouvrir shows the dialog.
func Ouvrir(p Params) {
	var o []composants.Option
	for _, s := range p.Services {
		for _, r := range s.Releves {
			o = append(o, composants.Option{Cle: s.ID + "/" + r.Cle, Libelle: francais.Typographie(r.Titre), Groupe: francais.Typographie(s.Titre)})
		}
	}
	if o == nil {
		p.Dialogues.Informer("Pas de relevé", "Aucun des services que vous voyez n’a de relevé à faire.")
		return
	}
	quoi := composants.NouveauChoix(o)
	quoi.Poser(o[0].Cle)
	periodes := lesPeriodes(p.Ex.Maintenant())
	quand := composants.NouveauChoix(periodes)
	quand.Poser(periodes[1].Cle) // statements are made when the month is over
	ou := composants.NouvelleSaisie()
	ou.Poser(p.Sortie.DossierExport())
	faire := func(f func(*data.Releve) (string, error)) bool {
		service, cle, _ := strings.Cut(quoi.Choisi(), "/")
		du, au, _ := strings.Cut(quand.Choisi(), "/")
		if cle == "" || au == "" {
			return false
		}
		ctx, arret := context.WithCancel(context.Background())
		attente, fermer := p.Dialogues.Patienter("Relevé en cours", arret)
		dit := ""
		var err error
		p.Ex.Lancer(func() {
			var r *data.Releve
			r, err = p.Base.Relever(ctx, service, cle, du, au, func(fait, total int) {
				p.Ex.Lancer(func() {}, func() {
					attente.Avancer(float64(fait)/float64(max(total, 1)), fmt.Sprintf("%d dossiers sur %d", fait, total))
				})
			})
			if err == nil {
				dit, err = f(r)
			}
		}, func() {
			arret()
			fermer()
			if err != nil {
				p.Dialogues.Erreur(err)
				return
			}
			p.Dialogues.Mot(francais.Typographie(dit))
		})
		return true
	}
	nom := func(r *data.Releve, ext string) string { return r.Titre + " " + r.Du + " " + r.Au + ext }
	dossier := func() string { return strings.TrimSpace(ou.Text) }
	p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Relevés", Largeur: 640, Focus: quoi,
		Contenu: composants.Empiler(6, composants.Prose("Quel relevé"), quoi, composants.Prose("Sur quelle période"), quand,
			composants.Prose("Dossier des fichiers exportés"), ou,
			composants.ProseDiscrete("Un fichier exporté n’est plus protégé par le programme : rangez-le à l’abri, effacez-le quand il ne sert plus.")),
		Actions: []dialogues.Action{
			{Texte: "Imprimer", Faire: func() bool {
				return faire(func(r *data.Releve) (string, error) {
					pdf, err := p.PDF(r)
					if err == nil {
						err = p.Sortie.Imprimer(pdf)
					}
					return "Le relevé part à l’imprimante : " + francais.Pluriel(len(r.Lignes), "ligne", "lignes") + ".", err
				})
			}},
			{Texte: "PDF", Faire: func() bool {
				ici := dossier()
				return faire(func(r *data.Releve) (string, error) {
					pdf, err := p.PDF(r)
					if err != nil {
						return "", err
					}
					la, err := p.Sortie.Exporter(ici, nom(r, ".pdf"), pdf)
					return "Enregistré : " + la, err
				})
			}},
			{Texte: "Tableur (CSV)", Faire: func() bool {
				ici := dossier()
				return faire(func(r *data.Releve) (string, error) {
					b, err := reports.CSV(r)
					if err != nil {
						return "", err
					}
					la, err := p.Sortie.Exporter(ici, nom(r, ".csv"), b)
					return "Enregistré : " + la, err
				})
			}},
		},
	})
}

// lesPeriodes are the months up to this one, the newest first, then the two last years.
func lesPeriodes(maintenant time.Time) []composants.Option {
	jour := func(t time.Time) string { return t.Format(time.DateOnly) }
	premier := time.Date(maintenant.Year(), maintenant.Month(), 1, 0, 0, 0, 0, time.UTC)
	var out []composants.Option
	for i := range moisProposes {
		du := premier.AddDate(0, -i, 0)
		out = append(out, composants.Option{Cle: jour(du) + "/" + jour(du.AddDate(0, 1, -1)), Libelle: francais.Majuscule(francais.Mois(int(du.Month()))) +
			fmt.Sprintf(" %d", du.Year()), Groupe: "Mois"})
	}
	for i := range 2 {
		du := time.Date(maintenant.Year()-i, 1, 1, 0, 0, 0, 0, time.UTC)
		out = append(out, composants.Option{Cle: jour(du) + "/" + jour(du.AddDate(1, 0, -1)), Libelle: fmt.Sprintf("Année %d", du.Year()), Groupe: "Années"})
	}
	return out
}
