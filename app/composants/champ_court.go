package composants

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/habillage"
	"justicepartage/data/francais"
	"justicepartage/data/saisie"
	"justicepartage/data/trame"
)

// champCourt is an entry of one line: text, date, hour, phone, number, amount, person.
type champCourt struct {
	widget.BaseWidget
	c       *trame.Champ
	env     Env
	e       Ecoute
	saisie  *Saisie
	contenu fyne.CanvasObject
	dite    any // the value that was told last
}

func nouveauChampCourt(c *trame.Champ, env Env, e Ecoute) *champCourt {
	f := &champCourt{c: c, env: env, e: e, saisie: NouvelleSaisie()}
	f.saisie.OnPrendre = e.Prendre
	f.saisie.OnChanged = func(s string) { f.dire(f.comprendre(s)) }
	f.saisie.OnQuitter = f.quitter
	f.contenu = f.saisie
	switch c.Type {
	case trame.TypeDate, trame.TypeDateHeure:
		f.saisie.SetPlaceHolder(map[string]string{trame.TypeDate: "jj/mm/aaaa", trame.TypeDateHeure: "jj/mm/aaaa 14h30"}[c.Type])
		f.saisie.OnTouche = func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyDown {
				f.calendrier()
				return true
			}
			return false
		}
		largeur := float32(150)
		if c.Type == trame.TypeDateHeure {
			largeur = 190
		}
		f.contenu = EnLigne(2, -1, DeLargeur(largeur, f.saisie), NouvellePoignee(theme.CalendarIcon(), f.calendrier))
	case trame.TypeHeure:
		f.saisie.SetPlaceHolder("14h30")
		f.contenu = EnLigne(0, -1, DeLargeur(90, f.saisie))
	case trame.TypeTelephone:
		f.saisie.SetPlaceHolder("06 …")
		f.contenu = EnLigne(0, -1, DeLargeur(190, f.saisie))
	case trame.TypeMontant, trame.TypeNombre:
		unite := c.Unite
		if c.Type == trame.TypeMontant {
			unite = "€"
		}
		f.contenu = EnLigne(6, -1, DeLargeur(130, f.saisie), NouveauTexte(unite, habillage.Discret, 1))
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champCourt) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.contenu) }

func (f *champCourt) dire(v any) {
	f.dite = v
	f.e.valeur(v)
}

func (f *champCourt) comprendre(s string) any {
	if f.c.Type == trame.TypeTexte {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return s
	}
	return Comprendre(f.c, f.maintenant(s), f.env.Maintenant())
}

// maintenant writes out « m » and « maintenant » in a field that has an hour.
func (f *champCourt) maintenant(s string) string {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "m", "maintenant", "mnt":
		switch f.c.Type {
		case trame.TypeHeure:
			return f.env.Maintenant().Format("15:04")
		case trame.TypeDateHeure:
			return f.env.Maintenant().Format("2006-01-02T15:04")
		}
	}
	return s
}

// quitter writes the value out in full once the field is left: the one that was told,
// since « m » and « auj » mean something else a minute or a day later.
func (f *champCourt) quitter() {
	if _, faux := f.dite.(trame.Invalide); !faux && f.c.Type != trame.TypeTexte {
		f.saisie.Poser(EnSaisie(f.c, f.dite))
	}
	if f.e.Quitter != nil {
		f.e.Quitter()
	}
}

func (f *champCourt) calendrier() {
	jour := f.env.Maintenant()
	ancien, _ := f.dite.(string)
	if t, err := time.Parse(time.DateOnly, ancien[:min(10, len(ancien))]); err == nil {
		jour = t
	} else if t, err := saisie.Date(f.saisie.Text, jour); err == nil { // its hour is still to be typed
		jour, _ = time.Parse(time.DateOnly, t)
	} else if f.c.Naissance {
		jour = jour.AddDate(-30, 0, 0)
	}
	OuvrirCalendrier(f.saisie, jour, f.env.Maintenant(), func(j string) {
		if f.c.Type == trame.TypeDateHeure {
			_, heure, ok := strings.Cut(ancien, "T")
			if !ok {
				// The hour is still to be typed: it follows the day.
				f.saisie.Poser(francais.DateCourte(j) + " ")
				f.dire(f.comprendre(f.saisie.Text))
				return
			}
			j += "T" + heure
		}
		f.saisie.Poser(EnSaisie(f.c, j))
		f.dire(j)
	})
}

func (f *champCourt) Poser(v any) {
	f.dite = v
	f.saisie.Poser(EnSaisie(f.c, v))
}

func (f *champCourt) Focus() fyne.Focusable { return f.saisie }

func (f *champCourt) Large() bool { return false }
