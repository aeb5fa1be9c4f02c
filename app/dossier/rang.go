package dossier

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// rang is one question of the form: its label, its control, and under it what there is to
// say: a mistake, a rule that speaks, the status of its verifications, the help.
type rang struct {
	f      *formulaire
	c      *trame.Champ
	ligne  *trame.Ligne
	chemin trame.Chemin

	libelle *composants.Lecture
	champ   composants.Champ
	bas     *fyne.Container
	vue     *fyne.Container

	faute   *composants.Lecture
	aide    *composants.Lecture
	statut  *fyne.Container
	marque  *composants.Pastille
	enFocus bool
}

func nouveauRang(f *formulaire, c *trame.Champ, l *trame.Ligne) *rang {
	r := &rang{f: f, c: c, ligne: l, chemin: trame.Chemin{Section: c.Section().Cle, Champ: c.Cle}}
	if l != nil {
		r.chemin.Ligne = l.ID
	}
	r.libelle = composants.Prose(f.e.texte(c.Libelle))
	r.champ = composants.NouveauChamp(c, f.e.env, composants.Ecoute{
		Valeur:  func(v any) { f.e.r.Poser(r.chemin, v) },
		Prendre: r.prendre,
		Quitter: r.quitter,
	})
	if !c.Calcule() {
		r.champ.Poser(f.e.r.Valeur(r.chemin))
	}
	r.faute = composants.Prose("")
	r.faute.Hide()
	r.bas = composants.Empiler(0, r.faute)
	if c.Verifiable {
		r.marque = composants.NouvellePastille("", composants.Neutre)
		r.statut = composants.EnLigne(8, -1, r.marque, nouveauLien("Vérifier…", func() { f.e.verifier(r.chemin.String()) }))
		r.statut.Hide()
		r.bas.Add(r.statut)
	}
	gauche := []fyne.CanvasObject{r.libelle}
	if c.Aide != "" {
		r.aide = composants.ProseDiscrete(f.e.texte(c.Aide))
		r.aide.Hide()
		r.bas.Add(r.aide)
		gauche = append(gauche, nouveauLien("?", r.basculerAide))
	}
	r.vue = composes(r.champ.Large(), gauche, r.champ, r.bas)
	r.vue.Layout.(*disposition).petit = c.Type == trame.TypeOuiNon
	return r
}

// composes lays out a label, its control and what stands under it.
func composes(large bool, gauche []fyne.CanvasObject, champ, bas fyne.CanvasObject) *fyne.Container {
	l := &disposition{large: large, n: len(gauche)}
	if t, ok := gauche[0].(*composants.Lecture); ok {
		l.texte = t.Contenu()
	}
	return &fyne.Container{Layout: l, Objects: append(append([]fyne.CanvasObject{}, gauche...), champ, bas)}
}

// disposition sets the label at the left of its control, above it when the control is
// wide or the room is narrow.
type disposition struct {
	large   bool
	n       int // objects at the left: the label, and perhaps the question mark
	texte   string
	petit   bool // the control is small: a long label takes its room
	largeur float32
}

const ecartRang = 6

func (d *disposition) mesures() (colonne float32, dessus bool) {
	l := d.largeur
	if l == 0 {
		l = 560
	}
	e := theme.TextSize() / 14
	colonne = min(max(l*.36, 150*e), 240*e)
	return colonne, d.large || l < 400*e
}

func (d *disposition) poser(o []fyne.CanvasObject, faire bool) fyne.Size {
	colonne, dessus := d.mesures()
	libelle, champ, bas := o[0], o[len(o)-2], o[len(o)-1]
	largeur := d.largeur
	if largeur == 0 {
		largeur = 560
	}
	lab := colonne - 20
	if dessus {
		lab = largeur - 24
	}
	libelle.Resize(fyne.NewSize(lab, libelle.Size().Height))
	hl := libelle.MinSize().Height
	x, y, l, haut := colonne, float32(0), largeur-colonne, theme.InnerPadding()
	switch {
	case dessus:
		x, y, l, haut = 0, hl+5, largeur, 2
	case d.petit && fyne.MeasureText(d.texte, theme.TextSize(), fyne.TextStyle{}).Width > lab:
		// A long question with a short answer: the question takes the room.
		petit := champ.MinSize().Width
		lab = largeur - petit - 34
		libelle.Resize(fyne.NewSize(lab, libelle.Size().Height))
		hl = libelle.MinSize().Height
		x, l = largeur-petit, petit
	}
	champ.Resize(fyne.NewSize(l, champ.Size().Height))
	hc := champ.MinSize().Height
	xb, lb := min(x, colonne), largeur-min(x, colonne) // what is said stands under the controls
	bas.Resize(fyne.NewSize(lb, bas.Size().Height))
	hb := bas.MinSize().Height
	if faire {
		libelle.Resize(fyne.NewSize(lab, hl))
		libelle.Move(fyne.NewPos(0, haut))
		if d.n > 1 {
			m := o[1].MinSize()
			o[1].Resize(m)
			bout := fyne.MeasureText(d.texte, theme.TextSize(), fyne.TextStyle{}).Width
			o[1].Move(fyne.NewPos(min(bout, lab-2), haut-3))
		}
		champ.Resize(fyne.NewSize(l, hc))
		champ.Move(fyne.NewPos(x, y))
		bas.Resize(fyne.NewSize(lb, hb))
		bas.Move(fyne.NewPos(xb, y+hc))
	}
	return fyne.NewSize(260, max(haut+hl, y+hc+hb)+ecartRang)
}

func (d *disposition) MinSize(o []fyne.CanvasObject) fyne.Size { return d.poser(o, false) }

func (d *disposition) Layout(o []fyne.CanvasObject, s fyne.Size) {
	d.largeur = s.Width
	d.poser(o, true)
}

func (r *rang) basculerAide() {
	if r.aide == nil {
		return
	}
	if r.aide.Visible() {
		r.aide.Hide()
	} else {
		r.aide.Show()
	}
	r.f.remesurer()
}

func (r *rang) prendre() {
	r.enFocus = true
	r.f.courant = r
	r.f.montrer(r.vue)
}

func (r *rang) quitter() {
	r.enFocus = false
	r.f.e.quitter(r)
}

// montrer brings the question up to date: whether it is put, its computed value, its
// status, what is to be said about it. It tells whether its height may have changed.
func (r *rang) rafraichir(ex *trame.Examen, alertes map[string]trame.Alerte) bool {
	change := false
	if visible := ex.Montre(r.c, r.ligne); visible != r.vue.Visible() {
		if visible {
			r.vue.Show()
		} else {
			r.vue.Hide()
		}
		change = true
	}
	if r.c.Calcule() {
		r.champ.Poser(ex.Valeur(r.c, r.ligne))
	}
	if r.statut != nil {
		st := ""
		if v := ex.Valeur(r.c, r.ligne); v != nil {
			st = ex.Statut(r.chemin.String())
		}
		change = montrerStatut(r.f.e, r.statut, r.marque, st) || change
	}
	return r.dire(alertes) || change
}

// dire shows the mistake in the answer, or the rule that speaks of it. What is being
// typed is not judged yet.
func (r *rang) dire(alertes map[string]trame.Alerte) bool {
	texte, ton := "", widget.DangerImportance
	if faux, ok := r.f.e.r.Valeur(r.chemin).(trame.Invalide); ok {
		if !r.enFocus {
			texte = faux.Raison
			if texte == "" { // read from the base: the reason is not kept there
				if v, ok := composants.Comprendre(r.c, faux.Texte, r.f.e.p.Ex.Maintenant()).(trame.Invalide); ok {
					texte = v.Raison
				}
			}
		}
	} else if a, ok := alertes[r.chemin.String()]; ok {
		texte = r.f.e.texte(a.Message)
		switch a.Gravite {
		case trame.GraviteAlerte:
			ton = widget.WarningImportance
		case trame.GraviteInformation:
			ton = widget.LowImportance
		}
	}
	return poserFaute(r.faute, francais.Typographie(texte), ton)
}

func poserFaute(l *composants.Lecture, texte string, ton widget.Importance) bool {
	if l.Contenu() == texte && l.Ton() == ton {
		return false
	}
	l.DireEn(texte, ton)
	if texte == "" {
		l.Hide()
	} else {
		l.Show()
	}
	return true
}

// tonStatut is the tone of a status of verification.
var tonStatut = map[string]composants.Ton{
	trame.StatutDeclare:        composants.Neutre,
	trame.StatutNonVerifie:     composants.Neutre,
	trame.StatutVerifie:        composants.Bon,
	trame.StatutPartiel:        composants.Moyen,
	trame.StatutInfirme:        composants.Mauvais,
	trame.StatutContradictoire: composants.Mauvais,
}

// montrerStatut shows a status, "" hides it; it tells whether something came or went.
func montrerStatut(e *Ecran, boite *fyne.Container, p *composants.Pastille, st string) bool {
	avant := boite.Visible()
	if st == "" {
		boite.Hide()
	} else {
		libelle := e.texte(e.libelleStatut(st))
		if p.Contenu() != libelle {
			p.Dire(libelle, tonStatut[st])
			boite.Refresh()
		}
		boite.Show()
	}
	return avant != boite.Visible()
}

// lien is a word that the mouse presses; the keyboard has a shortcut for the same.
type lien struct {
	widget.BaseWidget
	t *composants.Texte
	f func()
}

func nouveauLien(texte string, f func()) *lien {
	l := &lien{t: composants.NouveauTexte(texte, theme.ColorNamePrimary, .95), f: f}
	if texte == "?" {
		l.t = composants.NouveauTexte(texte, habillage.Discret, 1).Gras()
	}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *lien) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(composants.Marge(3, 3, 5, 5, l.t))
}

// Tapped implements fyne.Tappable.
func (l *lien) Tapped(*fyne.PointEvent) { l.f() }

// Cursor implements desktop.Cursorable.
func (l *lien) Cursor() desktop.Cursor { return desktop.PointerCursor }
