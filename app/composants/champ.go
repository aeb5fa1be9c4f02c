package composants

import (
	"errors"
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

// Env is what the controls of fields need from outside.
type Env struct {
	Maintenant func() time.Time
	// Communes completes the name or the post code of a commune.
	Communes func(saisie string, max int) []trame.Commune
	// Declarations are the statements that a verification can be about.
	Declarations func() []Option
	// Lignes are the rows of a repeated section, for the fields that name some of them.
	Lignes func(section string) []Option
	// Nommer names a statement that is not among them any more, or not yet.
	Nommer func(cle string) string
	// OnRaccourci receives undo and redo from controls that are not texts.
	OnRaccourci func(fyne.Shortcut)
}

// Champ is the control of one question.
type Champ interface {
	fyne.CanvasObject
	// Poser shows a value: canonical, trame.Invalide, or nil.
	Poser(v any)
	// Focus is what takes the focus; nil for a value that is only shown.
	Focus() fyne.Focusable
	// Large tells that the control wants the whole width, under its label.
	Large() bool
}

// Ecoute is what a control tells: each change of its value, and the coming and going of
// the focus.
type Ecoute struct {
	// Valeur receives a canonical value, trame.Invalide, or nil.
	Valeur  func(v any)
	Prendre func()
	Quitter func()
}

func (e Ecoute) valeur(v any) {
	if e.Valeur != nil {
		e.Valeur(v)
	}
}

// NouveauChamp makes the control that fits a question.
func NouveauChamp(c *trame.Champ, env Env, e Ecoute) Champ {
	switch c.Type {
	case trame.TypeParagraphe:
		return nouveauChampTexteLong(c, e)
	case trame.TypeOuiNon, trame.TypeChoix, trame.TypeLigne:
		return nouveauChampChoix(c, env, e)
	case trame.TypeChoixMult, trame.TypeLignes:
		return nouveauChampMultiple(c, env, e)
	case trame.TypeDeclarations:
		return nouveauChampDeclarations(env, e)
	case trame.TypeAdresse:
		return nouveauChampAdresse(env, e)
	case trame.TypeCalcul:
		return nouveauChampCalcul(c)
	}
	return nouveauChampCourt(c, env, e)
}

// Comprendre gives the canonical value of a text typed for a question: what cannot be
// understood is kept as typed, with the reason.
func Comprendre(c *trame.Champ, texte string, maintenant time.Time) any {
	v, err := c.Normaliser(texte, maintenant)
	if err == nil {
		return v
	}
	raison := err.Error()
	var ev *trame.ErreurValeur
	if errors.As(err, &ev) {
		raison = francais.Majuscule(ev.Message)
	}
	if !strings.HasSuffix(raison, ".") {
		raison += "."
	}
	return trame.Invalide{Texte: texte, Raison: raison}
}

// EnSaisie writes a value the way one types it.
func EnSaisie(c *trame.Champ, v any) string { return trame.Ecrire(c, v, trame.Saisi) }

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
func (f *champCourt) Large() bool           { return false }

// champTexteLong is running text.
type champTexteLong struct {
	widget.BaseWidget
	p *Paragraphe
}

func nouveauChampTexteLong(c *trame.Champ, e Ecoute) *champTexteLong {
	f := &champTexteLong{p: NouveauParagraphe(c.Lignes)}
	f.p.OnPrendre, f.p.OnQuitter = e.Prendre, e.Quitter
	f.p.OnChange = func(s string) {
		if strings.TrimSpace(s) == "" {
			e.valeur(nil)
			return
		}
		e.valeur(s)
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champTexteLong) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.p) }

func (f *champTexteLong) Poser(v any) {
	switch v := v.(type) {
	case string:
		f.p.Poser(v)
	case trame.Invalide:
		f.p.Poser(v.Texte)
	default:
		f.p.Poser("")
	}
}
func (f *champTexteLong) Focus() fyne.Focusable { return f.p.Focus() }
func (f *champTexteLong) Large() bool           { return true }

// champChoix is one answer out of several: side by side when they are few and short.
type champChoix struct {
	widget.BaseWidget
	segments *Segments
	choix    *Choix
	contenu  fyne.CanvasObject
}

// largeurSegments is the room that options side by side may take.
const largeurSegments = 300

func optionsDe(c *trame.Champ, env Env) []Option {
	if c.Designe() {
		if env.Lignes == nil {
			return nil
		}
		return env.Lignes(c.Parmi)
	}
	var out []Option
	for _, o := range c.Choix() {
		if o.Retiree {
			continue
		}
		out = append(out, Option{o.Cle, francais.Typographie(o.Libelle), o.Groupe})
	}
	return out
}

func nouveauChampChoix(c *trame.Champ, env Env, e Ecoute) *champChoix {
	f := &champChoix{}
	options := optionsDe(c, env)
	dire := func(cle string) {
		if cle == "" {
			e.valeur(nil)
		} else {
			e.valeur(cle)
		}
	}
	large := float32(0)
	for _, o := range options {
		large += fyne.MeasureText(o.Libelle, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 26
	}
	if len(options) > 0 && len(options) <= 4 && large <= largeurSegments*theme.TextSize()/14 {
		f.segments = NouveauxSegments(options)
		f.segments.OnChoix, f.segments.OnPrendre, f.segments.OnQuitter, f.segments.OnRaccourci = dire, e.Prendre, e.Quitter, env.OnRaccourci
		f.contenu = EnLigne(0, -1, f.segments)
	} else {
		f.choix = NouveauChoix(options)
		f.choix.OnChoix, f.choix.OnPrendre, f.choix.OnQuitter, f.choix.OnRaccourci = dire, e.Prendre, e.Quitter, env.OnRaccourci
		f.contenu = f.choix
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champChoix) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.contenu) }

func (f *champChoix) Poser(v any) {
	cle, _ := v.(string)
	if f.segments != nil {
		f.segments.Poser(cle)
	} else {
		f.choix.Poser(cle)
	}
}

func (f *champChoix) Focus() fyne.Focusable {
	if f.segments != nil {
		return f.segments
	}
	return f.choix
}
func (f *champChoix) Large() bool { return false }

// champMultiple is several answers out of a few.
type champMultiple struct {
	widget.BaseWidget
	m *ChoixMultiple
}

func nouveauChampMultiple(c *trame.Champ, env Env, e Ecoute) *champMultiple {
	f := &champMultiple{m: NouveauChoixMultiple(optionsDe(c, env))}
	f.m.OnPrendre, f.m.OnQuitter, f.m.OnRaccourci = e.Prendre, e.Quitter, env.OnRaccourci
	f.m.OnChoix = func(cles []string, repond bool) {
		if !repond {
			e.valeur(nil)
			return
		}
		e.valeur(cles)
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champMultiple) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.m) }

func (f *champMultiple) Poser(v any) {
	cles, ok := v.([]string)
	f.m.Poser(cles, ok)
}
func (f *champMultiple) Focus() fyne.Focusable { return f.m }
func (f *champMultiple) Large() bool           { return false }

// champDeclarations gathers the statements that a verification is about.
type champDeclarations struct {
	widget.BaseWidget
	env     Env
	e       Ecoute
	choisis []string
	liste   *fyne.Container
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
		f.liste.Add(b)
	}
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *champDeclarations) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Empiler(2, f.liste, f.ajout))
}
func (f *champDeclarations) Focus() fyne.Focusable { return f.ajout }
func (f *champDeclarations) Large() bool           { return true }

// champCalcul shows a computed value.
type champCalcul struct {
	widget.BaseWidget
	c *trame.Champ
	t *Texte
}

func nouveauChampCalcul(c *trame.Champ) *champCalcul {
	f := &champCalcul{c: c, t: NouveauTexte("", theme.ColorNameForeground, 1).Gras()}
	f.ExtendBaseWidget(f)
	f.Poser(nil)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *champCalcul) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Marge(6, 6, 2, 2, f.t))
}

func (f *champCalcul) Poser(v any) {
	couleur := theme.ColorNameForeground
	s := EnLecture(nil, f.c, v)
	if s == "" {
		s, couleur = "à préciser", habillage.Discret
	}
	f.t.DireEn(s, couleur)
}
func (f *champCalcul) Focus() fyne.Focusable { return nil }
func (f *champCalcul) Large() bool           { return false }

// EnLecture writes a value the way one reads it; ex names the rows that it designates, and
// may be nil where there are none.
func EnLecture(ex *trame.Examen, c *trame.Champ, v any) string {
	if ex == nil {
		return trame.Ecrire(c, v, trame.Lu)
	}
	return ex.Noms(nil).Ecrire(c, v, trame.Lu)
}
