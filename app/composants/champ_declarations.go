package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// champDeclarations gathers the statements that a verification is about.
type champDeclarations struct {
	widget.BaseWidget
	env     Env
	e       Ecoute
	choisis []string
	liste   *fyne.Container
	boutons []*Bouton // that take each away
	ajout   *Choix
}

func nouveauChampDeclarations(env Env, e Ecoute) *champDeclarations {
	f := &champDeclarations{env: env, e: e, liste: Empiler(2), ajout: NouveauChoix(nil).DireVide("Rattacher une déclaration…")}
	f.ajout.OnPrendre, f.ajout.OnQuitter, f.ajout.OnRaccourci = func() {
		f.proposer()
		if e.Prendre != nil {
			e.Prendre()
		}
	}, e.Quitter, env.OnRaccourci
	f.ajout.OnChoix = func(cle string) {
		if cle != "" {
			f.dire(append(f.choisis[:len(f.choisis):len(f.choisis)], cle))
		}
	}
	f.ajout.ajoute = true
	f.ExtendBaseWidget(f)
	return f
}

func (f *champDeclarations) dire(l []string) {
	f.Poser(l)
	if len(l) == 0 {
		f.e.valeur(nil)
		return
	}
	f.e.valeur(l)
}

// proposer lists the statements that are not attached yet.
func (f *champDeclarations) proposer() map[string]Option {
	pris := map[string]bool{}
	for _, c := range f.choisis {
		pris[c] = true
	}
	noms := map[string]Option{}
	var l []Option
	for _, o := range f.env.Declarations() {
		noms[o.Cle] = o
		if !pris[o.Cle] {
			l = append(l, o)
		}
	}
	f.ajout.Proposer(l)
	return noms
}

func (f *champDeclarations) Poser(v any) {
	l, _ := v.([]string)
	f.choisis = l
	f.ajout.Poser("")
	noms := f.proposer()
	f.liste.RemoveAll()
	f.boutons = nil
	for i, cle := range l {
		nom := noms[cle].Libelle
		if g := noms[cle].Groupe; g != "" {
			nom = g + " : " + nom
		}
		if nom == "" && f.env.Nommer != nil {
			nom = f.env.Nommer(cle)
		}
		if nom == "" {
			nom = "déclaration retirée"
		}
		b := BoutonDiscret(nom, nil)
		b.Icon = theme.CancelIcon()
		b.Alignment = widget.ButtonAlignLeading
		b.OnTapped = func() {
			Prendre(f.ajout) // the button goes away: the focus must not go with it
			f.dire(append(append([]string{}, l[:i]...), l[i+1:]...))
		}
		f.boutons = append(f.boutons, b)
		f.liste.Add(b)
	}
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *champDeclarations) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Empiler(2, f.liste, f.ajout))
}

func (f *champDeclarations) Focus() fyne.Focusable { return f.ajout }

func (f *champDeclarations) Large() bool { return true }
