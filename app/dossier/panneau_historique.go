package dossier

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// panneauHistorique shows who changed what and when, and brings a former value of a
// question back.
type panneauHistorique struct {
	e      *Ecran
	vue    fyne.CanvasObject
	tete   *composants.Texte
	tous   *composants.Bouton
	lignes *fyne.Container
	chemin string            // only what concerns this question; "" for everything
	noms   map[string]string // of the accounts, by login
	un     *composants.Bouton
}

func nouveauPanneauHistorique(e *Ecran) *panneauHistorique {
	p := &panneauHistorique{e: e, tete: composants.NouveauTexte("", theme.ColorNameForeground, 1.05).Gras(), lignes: composants.Empiler(6)}
	p.tous = composants.NouveauBouton("Tout l’historique", func() { p.chemin = ""; p.relire() })
	haut := composants.Marge(10, 6, 12, 12, composants.EnLigne(8, 0, p.tete, p.tous))
	p.vue = container.NewBorder(haut, nil, nil, nil, container.NewVScroll(composants.Marge(2, 16, 12, 14, p.lignes)))
	return p
}

func (p *panneauHistorique) objet() fyne.CanvasObject { return p.vue }

func (p *panneauHistorique) premier() fyne.Focusable {
	if p.un != nil {
		return p.un
	}
	return p.tous
}

func (p *panneauHistorique) rafraichir(string) { p.relire() }

func (p *panneauHistorique) relire() {
	e := p.e
	chemin := p.chemin
	var l []data.Trace
	var comptes []data.Compte
	var err error
	e.p.Ex.Lancer(func() {
		ctx := context.Background()
		if l, err = e.p.Session.Historique(ctx, e.p.Dossier.Numero); err == nil {
			comptes, err = e.p.Session.Comptes(ctx)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		p.noms = map[string]string{}
		for _, c := range comptes {
			p.noms[c.Login] = c.Nom
		}
		p.montrer(Resumer(l, chemin))
	})
}

const historiqueMax = 200 // lines shown; more are counted

func (p *panneauHistorique) montrer(l []Passage) {
	e := p.e
	ex := e.c.r.Examen()
	p.lignes.RemoveAll()
	p.un = nil
	p.tete.Dire("Qui, quand, quoi")
	if p.chemin != "" {
		p.tete.Dire("Valeurs précédentes : " + e.lu.texte(ex.Libelle(p.chemin)))
	}
	p.tous.Hidden = p.chemin == ""
	if len(l) == 0 {
		p.lignes.Add(composants.ProseDiscrete("Rien n’a encore changé ici."))
	}
	for i, t := range l {
		if i == historiqueMax {
			p.lignes.Add(composants.ProseDiscrete(fmt.Sprintf("… et %s plus anciens.", francais.Pluriel(len(l)-i, "changement", "changements"))))
			break
		}
		p.lignes.Add(p.ligne(ex.Libelle, t))
	}
	p.lignes.Refresh()
}

func (p *panneauHistorique) ligne(libelle func(string) string, t Passage) fyne.CanvasObject {
	e := p.e
	le := t.Le.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04")
	quoi := actions[t.Action]
	if quoi == "" {
		quoi = t.Action
	}
	qui := p.noms[t.Compte]
	if qui == "" {
		qui = t.Compte
	}
	tete := fmt.Sprintf("%s  ·  %s  ·  %s", francais.DateHeureCourte(le), qui, quoi)
	boite := composants.Empiler(3, composants.NouveauTexte(tete, habillage.Discret, .92))
	if t.Action != actionModification {
		if s := strings.TrimSpace(t.Objet + " " + t.Apres); s != "" && t.Action != "ouverture" {
			boite.Add(composants.Prose(abreger(e.lu.masquer(francais.Typographie(s)), 200)))
		}
		boite.Add(composants.Filet())
		return boite
	}
	if p.chemin == "" {
		boite.Add(composants.NouveauTexte(e.lu.texte(libelle(t.Objet)), theme.ColorNameForeground, 1).Gras())
	}
	apres, avant := e.lu.masquerValeur(t.Objet, t.Apres), e.lu.masquerValeur(t.Objet, t.Avant)
	switch { // the row itself
	case avant == "" && apres == ligneLa:
		apres = "ligne ajoutée"
	case avant == ligneLa && apres == "":
		apres, avant = "ligne retirée", ""
	}
	if apres == "" {
		apres = "(vide)"
	}
	boite.Add(composants.Prose(abreger(francais.Typographie(apres), 280)))
	if avant != "" {
		boite.Add(composants.ProseDiscrete("Avant : " + abreger(francais.Typographie(avant), 280)))
	}
	if b := p.remettre(t); b != nil {
		boite.Add(composants.Marge(3, 4, 0, 0, container.NewHBox(b)))
	}
	boite.Add(composants.Filet())
	return boite
}

// remettre is the button that brings back what was there before a change: an answer exactly
// as it was, a row that was taken out with all it held.
func (p *panneauHistorique) remettre(t Passage) *composants.Bouton {
	e := p.e
	c, err := e.p.Service.Chemin(t.Objet)
	if err != nil || t.Avant == "" || e.c.verrou(e.p.Service.Section(c.Section)) != data.Libre {
		return nil
	}
	if la := e.lu.ligne(c) != nil; c.Ligne != "" && la != (c.Champ != "") {
		return nil // a row that is there again, an answer of a row that is not
	}
	quoi := "Remettre « " + abreger(e.lu.masquerValeur(t.Objet, t.Avant), 30) + " »"
	if c.Champ == "" {
		quoi = "Remettre la ligne"
	}
	b := composants.NouveauBouton(quoi, func() { p.revenir(t, c) })
	b.Importance = widget.MediumImportance
	if p.un == nil {
		p.un = b
	}
	return b
}

// revenir asks the base for what was there before a change, and writes it.
func (p *panneauHistorique) revenir(t Passage, c trame.Chemin) {
	e := p.e
	e.ecrire(func() {
		var retour trame.Changement
		var err error
		e.p.Ex.Lancer(func() { retour, err = e.p.Session.Revenir(context.Background(), e.Numero(), t.ID) }, func() {
			if err != nil {
				e.p.Dialogues.Erreur(err)
				return
			}
			e.c.r.Reprendre(e.c.r.Examen().Libelle(t.Objet), retour)
			e.AllerA(c.String())
			e.p.Dialogues.Mot("La valeur précédente est revenue. Ctrl+Z l’annule.")
		})
	})
}

func abreger(s string, n int) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n])) + "…"
	}
	return s
}
