package dossier

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// entete says whose dossier it is, what the law makes of it, and what time it is.
type entete struct {
	e        *Ecran
	vue      fyne.CanvasObject
	nom      *composants.Texte
	numero   *composants.Texte
	etatClos *composants.Pastille
	qualif   *composants.Pastille
	articles *composants.Texte
	horloges *fyne.Container
	sauve    *composants.Texte
}

func nouvelEntete(e *Ecran) *entete {
	h := &entete{e: e}
	h.nom = composants.NouveauTitre("", 1.5)
	h.numero = composants.NouveauTexte("", habillage.Discret, 1)
	h.etatClos = composants.NouvellePastille("", composants.Neutre)
	h.qualif = composants.NouvellePastille("", composants.Neutre)
	h.articles = composants.NouveauTexte("", habillage.Discret, .95).Borne(620)
	h.horloges = composants.EnLigne(14, -1)
	h.sauve = composants.NouveauTexte("", habillage.Discret, .95).Aligne(fyne.TextAlignTrailing)
	retour := composants.BoutonDiscret("", func() { e.p.Revenir() })
	retour.Icon = theme.NavigateBackIcon()
	haut := composants.EnLigne(10, 3, h.nom, h.etatClos, h.numero, composants.NouveauTexte("", habillage.Discret, 1), h.horloges)
	bas := composants.EnLigne(8, 2, h.qualif, h.articles, composants.NouveauTexte("", habillage.Discret, 1), h.sauve)
	h.vue = container.NewStack(composants.NouveauFond(theme.ColorNameHeaderBackground, "", 0),
		composants.Empiler(0, composants.Marge(6, 7, 8, 16, composants.EnLigne(8, 1, retour, composants.Empiler(3, haut, bas))), composants.Filet()))
	return h
}

func (h *entete) rafraichir() {
	e := h.e
	ex := e.c.r.Examen()
	h.nom.Dire(e.p.Regard.Nommer(nomPrincipal(ex)))
	numero := e.p.Dossier.Numero
	if p, _ := ex.Repere(e.p.Service.Reperes.NumeroParquet).(string); p != "" {
		numero += "  ·  " + francais.Minuscule(trame.MotsCommuns(e.p.Service).Numero) + " " + p
	}
	h.numero.Dire(numero)
	if e.c.r.Dossier().Etat == data.EtatClos {
		h.etatClos.Dire("clos", composants.Neutre)
	} else {
		h.etatClos.Dire("", composants.Neutre)
	}
	if q := ex.Qualification(); q != nil {
		h.qualif.Dire(e.lu.texte(q.Libelle()), tonQualification(q))
		h.articles.Dire(e.lu.texte(expliquer(ex, q)))
	} else {
		h.qualif.Dire("", composants.Neutre)
	}
	h.horloges.RemoveAll()
	for _, c := range Horloges(ex, e.p.Ex.Maintenant()) {
		t := composants.NouveauTexte(c.Texte, c.Couleur, 1.05)
		if c.Couleur != habillage.Discret {
			t = t.Gras()
		}
		h.horloges.Add(t)
	}
	h.vue.Refresh()
}

func (h *entete) etat(et Etat) {
	switch {
	case et.Erreur != nil:
		h.sauve.DireEn("Non enregistré : "+data.Phrase(et.Erreur), theme.ColorNameError)
		dialogues.Consigner(et.Erreur)
	case et.EnCours && et.Enregistre.IsZero():
		h.sauve.DireEn("Enregistrement…", habillage.Discret)
	case !et.Enregistre.IsZero():
		h.sauve.DireEn("Enregistré à "+francais.Heure(et.Enregistre.Format("15:04")), habillage.Discret)
	}
	h.vue.Refresh()
}

// nomPrincipal is the name of the person the dossier is about, or of those it is about.
func nomPrincipal(ex *trame.Examen) string {
	var noms []string
	for _, p := range ex.Service().Personnes {
		if !p.Principal {
			continue
		}
		sec := ex.Service().Section(p.Section)
		for _, l := range ex.Fiches(sec) {
			if s := strings.TrimSpace(francais.Nom(ex.DeRole(p, l, p.Nom), ex.DeRole(p, l, p.Prenoms))); s != "" {
				noms = append(noms, s)
			}
		}
	}
	switch {
	case len(noms) > nomsMax:
		return strings.Join(noms[:nomsMax], ", ") + fmt.Sprintf(" et %d autres", len(noms)-nomsMax)
	case len(noms) > 0:
		return strings.Join(noms, ", ")
	}
	if s := ex.Intitule(); s != "" {
		return s
	}
	return "Personne à identifier"
}

// nomsMax is how many people the header names.
const nomsMax = 3

func tonQualification(q *trame.Qualifiee) composants.Ton {
	switch {
	case q.APreciser:
		return composants.Moyen
	case len(q.Motifs) > 0 && q.Motifs[0].Niveau == q.Niveau && q.Niveau != nil:
		return composants.Encre
	}
	return composants.Neutre
}

// expliquer gives the reasons of a qualification with their articles, or what it waits
// for.
func expliquer(ex *trame.Examen, q *trame.Qualifiee) string {
	if q.APreciser {
		var l []string
		for _, m := range q.Manques {
			l = append(l, "« "+ex.Libelle(m)+" »")
		}
		if len(l) > 3 {
			l = append(l[:3], "…")
		}
		return "il reste à renseigner " + strings.Join(l, ", ")
	}
	var l []string
	vus := map[string]bool{}
	for _, m := range q.Motifs {
		for _, a := range m.Articles {
			if a != nil && !vus[a.Texte] {
				vus[a.Texte] = true
				l = append(l, a.Texte)
			}
		}
	}
	return strings.Join(l, " ; ")
}
