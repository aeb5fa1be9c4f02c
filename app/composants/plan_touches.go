package composants

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

func (p *Plan) bouger(n int) {
	d := p.duJour()
	k := slices.Index(d, p.choisie)
	if len(d) == 0 {
		return
	}
	k = min(max(k+n, 0), len(d)-1)
	p.choisie = d[k]
	p.dessiner()
	p.dire()
}

func (p *Plan) periode(n int) {
	switch p.echelle {
	case EchelleJour:
		p.Aller(p.jour.AddDate(0, 0, n))
	case EchelleSemaine:
		p.Aller(p.jour.AddDate(0, 0, 7*n))
	default:
		premier := time.Date(p.jour.Year(), p.jour.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		dernier := premier.AddDate(0, 1, -1).Day()
		p.Aller(premier.AddDate(0, 0, min(p.jour.Day(), dernier)-1))
	}
}

// TypedRune implements fyne.Focusable. Digits change the scale, typed with or without Shift
// on a French keyboard.
func (p *Plan) TypedRune(r rune) {
	enVie()
	switch r {
	case '1', '&':
		p.PoserEchelle(EchelleJour)
	case '2', 'é':
		p.PoserEchelle(EchelleSemaine)
	case '3', '"':
		p.PoserEchelle(EchelleMois)
	default:
		if p.OnLettre != nil && p.choisie >= 0 {
			p.OnLettre(r)
		}
	}
}

// TypedKey implements fyne.Focusable.
func (p *Plan) TypedKey(ev *fyne.KeyEvent) {
	if p.OnTouche != nil && p.OnTouche(ev) {
		return
	}
	mois := p.echelle == EchelleMois
	switch ev.Name {
	case fyne.KeyLeft:
		p.Aller(p.jour.AddDate(0, 0, -1))
	case fyne.KeyRight:
		p.Aller(p.jour.AddDate(0, 0, 1))
	case fyne.KeyUp:
		if mois {
			p.Aller(p.jour.AddDate(0, 0, -7))
		} else {
			p.bouger(-1)
		}
	case fyne.KeyDown:
		if mois {
			p.Aller(p.jour.AddDate(0, 0, 7))
		} else {
			p.bouger(1)
		}
	case fyne.KeyPageUp:
		p.periode(-1)
	case fyne.KeyPageDown:
		p.periode(1)
	case fyne.KeyHome:
		p.Aller(p.aujourdhui)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		switch {
		case mois:
			p.PoserEchelle(EchelleJour)
		case p.choisie >= 0 && p.OnOuvrir != nil:
			p.OnOuvrir(p.choisie)
		}
	default:
		p.touche(ev)
	}
}

// Tapped implements fyne.Tappable.
func (p *Plan) Tapped(ev *fyne.PointEvent) {
	p.prendre()
	for i := len(p.vu.Objects) - 1; i >= 0; i-- {
		z, ok := p.vu.Objects[i].(*zonePlan)
		if !ok {
			continue
		}
		if d := ev.Position.Subtract(z.Position()); d.X < 0 || d.Y < 0 || d.X > z.Size().Width || d.Y > z.Size().Height {
			continue
		}
		if z.plage >= 0 {
			deja := z.plage == p.choisie
			p.Choisir(z.plage)
			if deja && p.OnOuvrir != nil && p.echelle != EchelleMois {
				p.OnOuvrir(z.plage)
			}
			return
		}
		p.Aller(z.jour)
		return
	}
}

// FocusGained implements fyne.Focusable.
func (p *Plan) FocusGained() {
	p.prise.FocusGained()
	p.dessiner()
}

// FocusLost implements fyne.Focusable.
func (p *Plan) FocusLost() {
	p.prise.FocusLost()
	p.dessiner()
}
