package app

import (
	"log/slog"
	"runtime/debug"

	"justicepartage/app/contrat"
	"justicepartage/data"
)

// entrer shows the first screen of a session, or the place where it was locked.
func (f *fenetre) entrer() {
	f.porte.assist = nil
	if f.moteur == nil {
		f.moteur = f.o.Moteur(f.o.Profil.Cache())
	}
	f.cesserVeille()
	f.veille = veiller(f)
	f.ex.Lancer(debug.FreeOSMemory, func() {}) // deriving the key took 64 MiB, that nothing needs now
	r := f.reprise
	f.reprise = contrat.Lieu{}
	f.entretenir()
	f.suivre()
	f.allerAccueil()
	if r.Numero != "" {
		f.ouvrirDossier(r.Numero, r.Chemin)
	}
	if f.crash {
		f.crash = false
		f.dial.Informer("Reprise après un arrêt brusque",
			"La dernière fois, le programme s’est arrêté brusquement. Tout ce qui avait été enregistré est là. Si cela se répète, le fichier « "+
				"panne.txt.avant » du dossier du programme aidera le support ; il ne contient aucun nom.")
	}
}

func (f *fenetre) garderReglages() {
	if err := f.o.Profil.Ecrire(f.regl); err != nil {
		slog.Warn("settings not kept")
	}
}

// jugerMotDePasse says how strong a password is, for a screen.
func jugerMotDePasse(mdp string, c data.Compte) (string, bool) {
	f := data.ForceMotDePasse(mdp, c.Login, c.Nom)
	return f.Phrase, f.OK
}
