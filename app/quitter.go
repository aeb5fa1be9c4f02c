package app

import (
	"context"
	"log/slog"

	"justicepartage/app/dialogues"
	"justicepartage/data"
)

// vider writes what is not in the base yet.
func (f *fenetre) vider(ctx context.Context) error {
	if f.porte.assist != nil {
		f.porte.assist.Quitter()
	}
	if f.courant != nil {
		return f.courant.Vider(ctx)
	}
	return nil
}

// verrouiller writes what is pending, clears the screen and closes the base.
func (f *fenetre) verrouiller() {
	if f.session == nil || len(f.ent.enPartant) > 0 {
		return
	}
	f.dial.Fermer()
	r := f.courant.Reprise()
	if err := f.courant.Quitter(context.Background()); err != nil {
		dialogues.Consigner(err) // nothing keeps a window from being locked
	}
	f.porte.ecrit = "Tout ce que vous aviez écrit est enregistré."
	if f.session.misDeCote {
		f.porte.ecrit = "Le dernier texte n’a pas pu être enregistré : il est gardé, scellé, sur ce poste, et vous sera proposé."
	}
	f.reprise = r
	f.sauvegarderEnPartant(func() {
		f.lacher()
		f.porte.deverrouiller(true)
	})
}

// lacher closes the base and erases what was left for other programs.
func (f *fenetre) lacher() {
	f.cesserVeille()
	f.cesserEntretien()
	f.cesserSuivi()
	s := f.session
	f.session, f.courant = nil, nil
	if f.moteur != nil {
		f.moteur.Oublier()
	}
	if s != nil {
		if err := s.Close(); err != nil {
			dialogues.Consigner(err)
		}
	}
	if err := f.sortie.Balayer(); err != nil {
		slog.Warn("temporary files not erased")
	}
}

// fermer ends the program once everything is written. de force does not ask.
func (f *fenetre) fermer(deForce bool) {
	err := f.vider(context.Background())
	if !deForce && (err != nil || f.attente.EnMemoire()) {
		pourquoi := "Le disque de ce poste ne prend plus rien."
		if err != nil {
			pourquoi = data.Phrase(err)
		}
		f.dial.Confirmer("Le dernier texte n’est pas enregistré", pourquoi+"\n\nQuitter maintenant le perdrait. "+
			"Verrouiller le garde tant que le programme reste ouvert.",
			"Quitter sans l’enregistrer", true, func() { f.app.Quit() })
		return
	}
	partir := func() { f.lacher(); f.app.Quit() }
	if deForce {
		partir()
		return
	}
	f.sauvegarderEnPartant(partir)
}
