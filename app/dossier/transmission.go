package dossier

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/saisie"
)

// transmettre records to whom a document was handed, how and when.
func (s remise) transmettre(x data.Document) {
	e := s.e
	a, moyen, le := composants.NouvelleSaisie(), composants.NouvelleSaisie(), composants.NouvelleSaisie()
	a.Poser(e.p.Parquet.Destinataire)
	le.Poser(francais.DateHeureCourte(e.p.Ex.Maintenant().Format("2006-01-02T15:04")))
	var moyens []composants.Option
	for _, m := range []string{"Remise en main propre", "Courriel sécurisé", "Télécopie", "Autre"} {
		moyens = append(moyens, composants.Option{Cle: m, Libelle: m})
	}
	choix := composants.NouveauChoix(moyens)
	choix.Poser(moyens[0].Cle)
	moyen.SetPlaceHolder("précision, facultative")
	if x.Transmis != nil {
		a.Poser(x.Transmis.A)
		nom, precision, _ := strings.Cut(x.Transmis.Moyen, " – ")
		choix.Poser(nom)
		moyen.Poser(precision)
		le.Poser(francais.DateHeureCourte(x.Transmis.Le))
	}
	faute := composants.NouveauTexte("", theme.ColorNameError, .95)
	contenu := composants.Empiler(4,
		composants.Prose("À qui"), a, composants.Prose("Par quel moyen"), choix, moyen, composants.Prose("Le, à quelle heure"), le, faute)
	e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Remise de « " + francais.Typographie(x.Titre) + " »", Contenu: contenu, Focus: a,
		Actions: []dialogues.Action{{Texte: "Consigner la remise", Faire: func() bool {
			heure, err := saisie.DateHeure(le.Text, e.p.Ex.Maintenant())
			switch {
			case err != nil:
				faute.Dire(err.Error())
				return false
			case strings.TrimSpace(a.Text) == "":
				faute.Dire("Dites à qui le document a été remis.")
				return false
			}
			tr := data.Transmission{A: saisie.Ligne(a.Text), Moyen: choix.Choisi(), Le: heure}
			if p := saisie.Ligne(moyen.Text); p != "" {
				tr.Moyen += " – " + p
			}
			e.ecrire(func() {
				puisRelire(e, func() error { return e.p.Session.Transmettre(context.Background(), x.ID, tr) })
			})
			return true
		}}},
	})
}
