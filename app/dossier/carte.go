package dossier

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// carte is a row of a repeated section, folded or not.
type carte struct {
	f      *formulaire
	l      *trame.Ligne
	n      int
	figee  bool
	tete   *composants.Bouton
	marque *composants.Pastille
	statut *fyne.Container
	faute  *composants.Lecture
	vue    *fyne.Container
}

func nouvelleCarte(f *formulaire, l *trame.Ligne, n int, figee bool) *carte {
	c := &carte{f: f, l: l, n: n, figee: figee}
	ouverte := f.e.c.depliee == l.ID && !figee
	c.tete = composants.BoutonDiscret("", func() {
		if c.figee {
			return
		}
		f.e.c.basculer(l.ID)
		for _, x := range f.cartes {
			if x.l.ID == l.ID {
				composants.Prendre(x.tete)
			}
		}
	})
	c.tete.Alignment = widget.ButtonAlignLeading
	c.tete.Icon = theme.MenuExpandIcon()
	if ouverte {
		c.tete.Icon = theme.MenuDropDownIcon()
	}
	c.tete.OnPrendre = func() { f.montrer(c.vue) }
	c.marque = composants.NouvellePastille("", composants.Neutre)
	c.statut = composants.EnLigne(4, -1, c.marque)
	if f.e.c.sec.Verifiable && !figee {
		c.statut.Add(nouveauLien("Vérifier…", func() { f.e.c.verifier(f.e.c.sec.Cle + "." + l.ID) }))
	}
	c.statut.Hide()
	haut := composants.EnLigne(6, 0, c.tete, c.statut)
	if !figee {
		haut.Add(composants.NouvellePoignee(theme.DeleteIcon(), func() { f.e.c.retirer(l.ID) }))
	}
	c.faute = composants.Prose("")
	c.faute.Hide()
	corps := composants.Empiler(2, haut, c.faute)
	if ouverte {
		for _, ch := range f.e.c.sec.Champs {
			q := nouvelleQuestion(f, ch, l)
			f.champs = append(f.champs, q)
			corps.Add(composants.Marge(0, 0, 8, 4, q.vue))
		}
	}
	fond := habillage.Voile
	if ouverte {
		fond = habillage.Papier
	}
	c.vue = composants.Marge(0, 5, 0, 0, container.NewStack(composants.NouveauFond(fond, habillage.Filet, 5), composants.Marge(3, 3, 4, 4, corps)))
	return c
}

func (c *carte) rafraichir(ex *trame.Examen, alertes map[string]trame.Alerte) bool {
	nom := ex.NomLigne(c.f.e.c.sec, c.l)
	if len(c.l.Valeurs) == 0 {
		nom = fmt.Sprintf("%s n° %d", francais.Majuscule(c.f.e.c.sec.Ligne), c.n+1)
	}
	if c.figee {
		nom += "  (finalisé)"
	}
	if nom = c.f.e.lu.masquer(francais.Typographie(francais.Majuscule(nom))); c.tete.Text != nom {
		c.tete.SetText(nom)
	}
	st := ""
	if c.f.e.c.sec.Verifiable && len(c.l.Valeurs) > 0 {
		st = ex.Statut(c.f.e.c.sec.Cle + "." + c.l.ID)
	}
	change := montrerStatut(c.f.e, c.statut, c.marque, st)
	if v := ex.Service().Verification; v != nil && v.Section == c.f.e.c.sec.Cle {
		change = c.montrerResultat(v) || change
	}
	texte, ton := "", widget.DangerImportance
	if a, ok := alertes[c.f.e.c.sec.Cle+"."+c.l.ID]; ok {
		texte = c.f.e.lu.texte(a.Message)
		if a.Gravite == trame.GraviteAlerte {
			ton = widget.WarningImportance
		}
	}
	return poserFaute(c.faute, texte, ton) || change
}

// montrerResultat shows what came of a verification, on its folded row.
func (c *carte) montrerResultat(v *trame.Verification) bool {
	avant := c.statut.Visible()
	res, _ := c.l.Valeurs[v.Resultat].(string)
	o := c.f.e.c.sec.Champ(v.Resultat).Option(res)
	if o == nil {
		c.statut.Hide()
		return avant
	}
	c.marque.Dire(c.f.e.lu.texte(o.Libelle), tonStatut[v.Effets[res]])
	c.statut.Show()
	c.statut.Refresh()
	return !avant
}
