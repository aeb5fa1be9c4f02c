package composants

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
	"justicepartage/data/francais"
)

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
		d.texte(francais.Majuscule(francais.JourSemaine(iso))+" "+sansAnnee(j, true), x+6, 3, w-10, couleur, .95, j.Equal(p.aujourdhui) || j.Equal(p.jour),
			false)
		sous := chome
		if sous == "" && j.Equal(p.aujourdhui) {
			sous = "aujourd’hui"
		}
		d.texte(sous, x+6, 20, w-10, habillage.Discret, .82, false, false)
		d.zone(x, 0, w, s.Height, j, -1)
		p.dessinerJour(d, iso, x+2, w-5, y)
	}
	if len(p.plages) == 0 {
		d.texte("Aucun rendez-vous sur cette période. Inser en ajoute un.", margeHeures+20, s.Height/2, s.Width-margeHeures-40, habillage.Discret, 1, false,
			true)
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
