package composants

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"justicepartage/data/francais"
)

// Plage is one appointment as a Plan draws it.
type Plage struct {
	Date, Debut, Fin string // AAAA-MM-JJ, HH:MM
	Lignes           []string
	Ton              Ton
	Efface           bool // over, cancelled: drawn lighter
}

// Echelles of a Plan.
const (
	EchelleJour    = "jour"
	EchelleSemaine = "semaine"
	EchelleMois    = "mois"
)

// Plan draws appointments by day, week or month. The arrows go through days and
// appointments, PageUp and PageDown through periods, Home comes back to today; Enter opens
// the appointment, or the day in a month.
type Plan struct {
	prise
	echelle    string
	jour       time.Time
	aujourdhui time.Time
	plages     []Plage
	choisie    int // index in plages, -1
	chomes     func(date string) string
	vu         *fyne.Container

	OnJour   func()       // the day or the scale changed: what is shown may have to be read
	OnOuvrir func(i int)  // Enter on an appointment
	OnLettre func(r rune) // a letter typed on an appointment
	OnTouche func(ev *fyne.KeyEvent) bool
	OnChoix  func(i int) // the appointment under the cursor, -1 for none
}

// NouveauPlan makes a plan that stands at today. chomes names the public holiday of a day,
// "" for none.
func NouveauPlan(aujourdhui time.Time, chomes func(date string) string) *Plan {
	p := &Plan{echelle: EchelleSemaine, jour: minuit(aujourdhui), aujourdhui: minuit(aujourdhui), choisie: -1, chomes: chomes, vu: container.NewWithoutLayout()}
	p.etendre(p)
	return p
}

// Echelle is what is drawn: a day, a week, a month.
func (p *Plan) Echelle() string { return p.echelle }

// Jour is the day under the cursor.
func (p *Plan) Jour() time.Time { return p.jour }

// Choisie is the index of the appointment under the cursor, -1 for none.
func (p *Plan) Choisie() int { return p.choisie }

// Periode is the first and the last day that are drawn.
func (p *Plan) Periode() (du, au time.Time) {
	switch p.echelle {
	case EchelleJour:
		return p.jour, p.jour
	case EchelleSemaine:
		l := lundi(p.jour)
		return l, l.AddDate(0, 0, 6)
	}
	premier := p.jour.AddDate(0, 0, 1-p.jour.Day())
	debut := lundi(premier)
	fin := lundi(premier.AddDate(0, 1, -1)).AddDate(0, 0, 6)
	return debut, fin
}

// Intitule names the period.
func (p *Plan) Intitule() string {
	iso := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch p.echelle {
	case EchelleJour:
		s := francais.Majuscule(francais.JourSemaine(iso(p.jour))) + " " + francais.Date(iso(p.jour))
		if c := p.chomes(iso(p.jour)); c != "" {
			s += " – " + c
		}
		return s
	case EchelleSemaine:
		du, au := p.Periode()
		if du.Month() == au.Month() {
			return fmt.Sprintf("Semaine du %s au %s", strings.Fields(francais.Date(iso(du)))[0], francais.Date(iso(au)))
		}
		return fmt.Sprintf("Semaine du %s au %s", sansAnnee(du, du.Year() == au.Year()), francais.Date(iso(au)))
	}
	return francais.Majuscule(francais.Mois(int(p.jour.Month()))) + fmt.Sprintf(" %d", p.jour.Year())
}

func sansAnnee(t time.Time, oui bool) string {
	s := francais.Date(t.Format(time.DateOnly))
	if oui {
		s = strings.TrimSuffix(strings.TrimSuffix(s, fmt.Sprint(t.Year())), " ")
		s = strings.TrimRight(s, "\u00a0\u202f ")
	}
	return s
}

func lundi(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

// Montrer gives the appointments of the period, in order. The cursor stays on the same day.
func (p *Plan) Montrer(l []Plage) {
	garde := p.choisie
	p.plages = l
	p.choisie = -1
	if garde >= 0 && garde < len(l) && l[garde].Date == p.iso() {
		p.choisie = garde
	} else if d := p.duJour(); len(d) > 0 {
		p.choisie = d[0]
	}
	p.dessiner()
	p.dire()
}

// Choisir stands on an appointment.
func (p *Plan) Choisir(i int) {
	if i < 0 || i >= len(p.plages) {
		return
	}
	p.choisie = i
	if t, err := time.Parse(time.DateOnly, p.plages[i].Date); err == nil {
		p.jour = t
	}
	p.dessiner()
	p.dire()
}

// PoserEchelle changes what is drawn.
func (p *Plan) PoserEchelle(e string) {
	if p.echelle == e {
		return
	}
	p.echelle = e
	p.changer()
}

// Aller stands on a day.
func (p *Plan) Aller(j time.Time) {
	du, au := p.Periode()
	p.jour = minuit(j)
	if p.jour.Before(du) || p.jour.After(au) {
		p.changer()
		return
	}
	p.choisie = -1
	if d := p.duJour(); len(d) > 0 {
		p.choisie = d[0]
	}
	p.dessiner()
	p.dire()
	if p.echelle == EchelleJour {
		p.changer()
	}
}

func (p *Plan) changer() {
	p.choisie = -1
	p.plages = nil
	p.dessiner()
	if p.OnJour != nil {
		p.OnJour()
	}
}

func (p *Plan) dire() {
	if p.OnChoix != nil {
		p.OnChoix(p.choisie)
	}
}

func (p *Plan) iso() string { return p.jour.Format(time.DateOnly) }

// duJour are the appointments of the day under the cursor.
func (p *Plan) duJour() []int {
	var out []int
	for i, x := range p.plages {
		if x.Date == p.iso() {
			out = append(out, i)
		}
	}
	return out
}
