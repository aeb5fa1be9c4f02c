package composants

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/habillage"
	"justicepartage/data/francais"
)

func (p *Plan) dessinerMois(d *dessin) {
	s := p.Size()
	du, au := p.Periode()
	semaines := int(au.Sub(du).Hours()/24+1) / 7
	const tete = 22
	w, h := s.Width/7, (s.Height-tete)/float32(semaines)
	d.rect(0, 0, s.Width, s.Height, habillage.Papier, habillage.Filet, 1, 4)
	for i := range 7 {
		d.texte(francais.Majuscule(francais.JourSemaine(du.AddDate(0, 0, i).Format(time.DateOnly))), float32(i)*w+6, 3, w-8, habillage.Discret, .85, true,
			false)
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
			d.texte(francais.HeureCourte(q.Debut)+" "+strings.Join(q.Lignes[min(1, len(q.Lignes)):min(2, len(q.Lignes))], ""), x+11, ly, w-15,
				theme.ColorNameForeground, .8, false, false)
		}
	}
}
