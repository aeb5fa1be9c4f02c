package composants

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
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

// MinSize leaves room for a week at 1366 pixels.
func (p *Plan) MinSize() fyne.Size { return fyne.NewSize(560, 320) }

// Resize implements fyne.CanvasObject.
func (p *Plan) Resize(s fyne.Size) {
	if s != p.Size() {
		p.prise.Resize(s)
		p.dessiner()
	}
}

// Refresh follows the theme.
func (p *Plan) Refresh() {
	p.dessiner()
	p.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Plan) CreateRenderer() fyne.WidgetRenderer {
	p.dessiner()
	return widget.NewSimpleRenderer(p.vu)
}

// zonePlan is a part of the plan that answers to the mouse: a day, or an appointment.
type zonePlan struct {
	canvas.Rectangle
	jour  time.Time
	plage int // -1 for a day
}

// dessin gathers what is drawn.
type dessin struct {
	o []fyne.CanvasObject
}

func (d *dessin) rect(x, y, w, h float32, fond, bord fyne.ThemeColorName, trait, rayon float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	if fond != "" {
		r.FillColor = habillage.Couleur(fond)
	}
	if bord != "" {
		r.StrokeColor, r.StrokeWidth = habillage.Couleur(bord), trait
	}
	r.CornerRadius = rayon
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	d.o = append(d.o, r)
	return r
}

func (d *dessin) zone(x, y, w, h float32, jour time.Time, plage int) {
	z := &zonePlan{jour: jour, plage: plage}
	z.Move(fyne.NewPos(x, y))
	z.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	d.o = append(d.o, z)
}

func (d *dessin) texte(s string, x, y, w float32, couleur fyne.ThemeColorName, echelle float32, gras, centre bool) {
	if w < 8 || s == "" {
		return
	}
	t := canvas.NewText("", habillage.Couleur(couleur))
	t.TextSize = theme.TextSize() * echelle
	t.TextStyle.Bold = gras
	t.Text = tronquer(t, s, w)
	if centre {
		t.Alignment = fyne.TextAlignCenter
	}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(w, t.MinSize().Height))
	d.o = append(d.o, t)
}

func (p *Plan) dessiner() {
	if p.vu == nil || p.Size().Width <= 0 {
		return
	}
	d := &dessin{}
	if p.echelle == EchelleMois {
		p.dessinerMois(d)
	} else {
		p.dessinerHeures(d)
	}
	if p.enFocus {
		d.rect(0, 0, p.Size().Width, p.Size().Height, "", theme.ColorNamePrimary, 2, 4)
	}
	p.vu.Objects = d.o
	p.vu.Resize(p.Size())
	p.vu.Refresh()
}

const (
	margeHeures = 46
	teteJours   = 40
)

// joursVus are the days drawn side by side: Sunday only when something happens.
func (p *Plan) joursVus() []time.Time {
	du, au := p.Periode()
	var out []time.Time
	for t := du; !t.After(au); t = t.AddDate(0, 0, 1) {
		iso := t.Format(time.DateOnly)
		if p.echelle == EchelleSemaine && t.Weekday() == time.Sunday && !t.Equal(p.jour) &&
			!slices.ContainsFunc(p.plages, func(x Plage) bool { return x.Date == iso }) {
			continue
		}
		out = append(out, t)
	}
	return out
}

func minutes(hhmm string) float32 {
	var h, m int
	_, _ = fmt.Sscanf(hhmm, "%d:%d", &h, &m)
	return float32(h*60 + m)
}

// bornes are the hours drawn: those of the office, and more when something lies outside.
func (p *Plan) bornes() (de, a float32) {
	de, a = 8*60, 19*60
	for _, x := range p.plages {
		de = min(de, float32(int(minutes(x.Debut))/60*60))
		a = max(a, float32((int(minutes(x.Fin))+59)/60*60))
	}
	return de, a
}

func (p *Plan) dessinerHeures(d *dessin) {
	s := p.Size()
	jours := p.joursVus()
	de, a := p.bornes()
	w := (s.Width - margeHeures) / float32(len(jours))
	h := s.Height - teteJours - 4
	y := func(m float32) float32 { return teteJours + (m-de)/(a-de)*h }
	d.rect(0, 0, s.Width, s.Height, habillage.Papier, habillage.Filet, 1, 4)
	for m := de; m <= a; m += 60 {
		d.rect(margeHeures, y(m), s.Width-margeHeures, 1, habillage.Filet, "", 0, 0)
		if m < a {
			d.texte(fmt.Sprintf("%d h", int(m)/60), 6, y(m)-1, margeHeures-10, habillage.Discret, .85, false, false)
		}
	}
	for i, j := range jours {
		x := margeHeures + float32(i)*w
		iso := j.Format(time.DateOnly)
		d.rect(x, 0, 1, s.Height, habillage.Filet, "", 0, 0)
		chome := p.chomes(iso)
		if chome != "" {
			d.rect(x+1, teteJours, w-1, h+4, habillage.FondNeutre, "", 0, 0)
		}
		if j.Equal(p.jour) {
			d.rect(x+1, 0, w-1, teteJours, habillage.Voile, "", 0, 0)
		}
		couleur := theme.ColorNameForeground
		if j.Equal(p.aujourdhui) {
			couleur = theme.ColorNamePrimary
		}
		d.texte(francais.Majuscule(francais.JourSemaine(iso))+" "+sansAnnee(j, true), x+6, 3, w-10, couleur, .95, j.Equal(p.aujourdhui) || j.Equal(p.jour), false)
		sous := chome
		if sous == "" && j.Equal(p.aujourdhui) {
			sous = "aujourd’hui"
		}
		d.texte(sous, x+6, 20, w-10, habillage.Discret, .82, false, false)
		d.zone(x, 0, w, s.Height, j, -1)
		p.dessinerJour(d, iso, x+2, w-5, y)
	}
	if len(p.plages) == 0 {
		d.texte("Aucun rendez-vous sur cette période. Inser en ajoute un.", margeHeures+20, s.Height/2, s.Width-margeHeures-40, habillage.Discret, 1, false, true)
	}
}

// dessinerJour draws the appointments of a day; those that overlap stand side by side.
func (p *Plan) dessinerJour(d *dessin, iso string, x, w float32, y func(float32) float32) {
	type place struct {
		i, colonne, colonnes int
	}
	var l []place
	var fins []string // end of the last appointment of each column of the group
	debutGroupe := 0
	clore := func() {
		for k := debutGroupe; k < len(l); k++ {
			l[k].colonnes = len(fins)
		}
		debutGroupe, fins = len(l), nil
	}
	tard := ""
	for i, q := range p.plages {
		if q.Date != iso {
			continue
		}
		if q.Debut >= tard {
			clore()
			tard = ""
		}
		k := slices.IndexFunc(fins, func(f string) bool { return f <= q.Debut })
		if k < 0 {
			k = len(fins)
			fins = append(fins, "")
		}
		fins[k] = q.Fin
		tard = max(tard, q.Fin)
		l = append(l, place{i: i, colonne: k})
	}
	clore()
	for _, k := range l {
		q := p.plages[k.i]
		lw := w / float32(k.colonnes)
		bx, by := x+float32(k.colonne)*lw, y(minutes(q.Debut))+1
		bh := max(y(minutes(q.Fin))-by-1, 17)
		p.bloc(d, k.i, q, bx, by, lw-2, bh)
	}
}

func (p *Plan) bloc(d *dessin, i int, q Plage, x, y, w, h float32) {
	encre, fond := q.Ton.couleurs()
	if q.Efface {
		encre = habillage.Discret
	}
	bord, trait := habillage.Filet, float32(1)
	if i == p.choisie {
		bord, trait = theme.ColorNamePrimary, 2
	}
	d.rect(x, y, w, h, fond, bord, trait, 4)
	d.rect(x, y+2, 3, h-4, encre, "", 0, 1)
	ligne := theme.TextSize() * .85 * 1.28
	if h < 2*ligne+4 && len(q.Lignes) > 0 { // one line: all that fits
		d.texte(strings.Join(q.Lignes, "  ·  "), x+7, y+(h-ligne)/2, w-10, encre, .85, true, false)
		d.zone(x, y, w, h, p.jour, i)
		return
	}
	for k, s := range q.Lignes {
		if float32(k+1)*ligne+3 > h {
			break
		}
		d.texte(s, x+7, y+2+float32(k)*ligne, w-10, encre, .85, k == 0, false)
	}
	d.zone(x, y, w, h, p.jour, i)
}

func (p *Plan) dessinerMois(d *dessin) {
	s := p.Size()
	du, au := p.Periode()
	semaines := int(au.Sub(du).Hours()/24+1) / 7
	const tete = 22
	w, h := s.Width/7, (s.Height-tete)/float32(semaines)
	d.rect(0, 0, s.Width, s.Height, habillage.Papier, habillage.Filet, 1, 4)
	for i := range 7 {
		d.texte(francais.Majuscule(francais.JourSemaine(du.AddDate(0, 0, i).Format(time.DateOnly))), float32(i)*w+6, 3, w-8, habillage.Discret, .85, true, false)
	}
	ligne := theme.TextSize() * .8 * 1.25
	for k := range semaines * 7 {
		j := du.AddDate(0, 0, k)
		iso := j.Format(time.DateOnly)
		x, y := float32(k%7)*w, tete+float32(k/7)*h
		fond := fyne.ThemeColorName("")
		chome := p.chomes(iso)
		switch {
		case j.Equal(p.jour):
			fond = habillage.Voile
		case chome != "" || j.Month() != p.jour.Month():
			fond = habillage.FondNeutre
		}
		bord, trait := habillage.Filet, float32(1)
		if j.Equal(p.jour) {
			bord, trait = theme.ColorNamePrimary, 2
		}
		d.rect(x, y, w, h, fond, bord, trait, 0)
		couleur := theme.ColorNameForeground
		switch {
		case j.Equal(p.aujourdhui):
			couleur = theme.ColorNamePrimary
		case j.Month() != p.jour.Month():
			couleur = habillage.Discret
		}
		d.texte(fmt.Sprint(j.Day()), x+5, y+2, 26, couleur, .92, j.Equal(p.aujourdhui), false)
		d.texte(chome, x+30, y+4, w-34, habillage.Discret, .78, false, false)
		d.zone(x, y, w, h, j, -1)
		var ici []int
		for i, q := range p.plages {
			if q.Date == iso {
				ici = append(ici, i)
			}
		}
		place := int((h - 20) / ligne)
		for n, i := range ici {
			if n >= place {
				break
			}
			ly := y + 19 + float32(n)*ligne
			if n == place-1 && len(ici) > place {
				d.texte(fmt.Sprintf("et %d autres", len(ici)-n), x+6, ly, w-10, habillage.Discret, .8, false, false)
				break
			}
			q := p.plages[i]
			encre, _ := q.Ton.couleurs()
			if q.Efface {
				encre = habillage.Discret
			}
			d.rect(x+5, ly+3, 3, ligne-6, encre, "", 0, 1)
			d.texte(francais.HeureCourte(q.Debut)+" "+strings.Join(q.Lignes[min(1, len(q.Lignes)):min(2, len(q.Lignes))], ""), x+11, ly, w-15, theme.ColorNameForeground, .8, false, false)
		}
	}
}
