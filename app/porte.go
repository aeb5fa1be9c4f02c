package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"justicepartage/app/demarrage"
	"justicepartage/app/demonstration"
	"justicepartage/data/store"
)

// porte is what stands before a session: the first start, unlocking, what helps when a
// password or the base is lost.
type porte struct {
	ecrit  string // what became of what was being written when it was locked
	f      *fenetre
	assist *demarrage.Assistant // the first start, nil elsewhere
}

// commencer shows the first screen: unlocking, or the first start.
func (q *porte) commencer() {
	f := q.f
	f.fichier = f.o.Base
	if f.fichier == "" {
		f.fichier = f.regl.Base
	}
	if f.fichier == "" {
		q.installer()
		return
	}
	f.demo = filepath.Base(f.fichier) == demonstration.Fichier
	q.deverrouiller(false)
}

// montrer shows a screen of before a session.
func (q *porte) montrer(titre string, contenu fyne.CanvasObject, e interface{ Commencer() }) {
	f := q.f
	f.courant = nil
	if a, ok := e.(*demarrage.Assistant); !ok || a != q.assist {
		q.assist = nil
	}
	f.corps.Objects = []fyne.CanvasObject{contenu}
	f.corps.Refresh()
	f.fen.SetTitle(titre + " – Justice et Partage")
	f.menu.accorder()
	e.Commencer()
}

// deverrouiller asks for the password of the base; encore tells that a session was
// locked.
func (q *porte) deverrouiller(encore bool) {
	f := q.f
	p := demarrage.Acces{
		Ex: f.ex, Base: f.fichier, Login: f.regl.Login, Verrouille: encore, Ecrit: q.ecrit,
		Autre: q.installer,
	}
	if f.demo {
		p.Login = demonstration.Identifiant
		p.Indice = "Base de démonstration : tout y est fictif. Mot de passe : " + demonstration.MotDePasse
	}
	var s *session
	p.Ouvrir = func(login, mdp string) (err error) {
		s, err = f.ouvreur.ouvrir(f.fichier, login, mdp)
		return err
	}
	p.Entre = func() { f.entrerDans(s) }
	if !f.demo {
		p.Oublie, p.Restaurer, p.Abime = func() { q.oublier(encore) }, q.restaurer, store.EstAbime
	}
	d := demarrage.NouveauDeverrouillage(p)
	q.montrer(d.Titre(), d.Contenu(), d)
}
