package dossiers

import (
	"context"
	"strings"

	"justicepartage/data"
	"justicepartage/data/francais"
)

// page is how many rows are read at a time: the list asks for what it shows.
const page = 200

// rechercheMax bounds the rows that a search shows.
const rechercheMax = 300

// rangee is a row, its words ready to be shown.
type rangee struct {
	data.Resume
	mots [7]string
	clos bool
}

func (e *Ecran) longueur() int {
	if e.trouves != nil {
		return len(e.trouves)
	}
	return e.total
}

// relire asks for the list again from its top. What comes late is thrown away.
func (e *Ecran) relire() {
	e.rebond.Annuler()
	e.demande++
	n, f, texte := e.demande, e.filtre, strings.TrimSpace(e.saisie.Text)
	for _, t := range e.tetes {
		t.Refresh()
	}
	if texte != "" {
		e.chercher(n, f, texte)
		return
	}
	var total int
	var premiere []data.Resume
	var err error
	e.p.Ex.Lancer(func() {
		if total, err = e.p.Base.Compter(context.Background(), f); err == nil {
			f.Limite = page
			premiere, err = e.p.Base.Dossiers(context.Background(), f)
		}
	}, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.total, e.trouves = total, nil
		e.pages, e.voulues = map[int][]rangee{0: e.rangees(premiere)}, map[int]bool{}
		e.montrer("Aucun dossier ici. Changez les filtres, ou ouvrez un dossier par Ctrl+N.")
	})
}

func (e *Ecran) chercher(n int, f data.Filtre, texte string) {
	var l []data.Resume
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.ChercherIdentite(context.Background(), texte, rechercheMax) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		gardes := []data.Resume{}
		for _, r := range l {
			if convient(r, f) {
				gardes = append(gardes, r)
			}
		}
		e.trouves = e.rangees(gardes)
		e.montrer("Personne ne répond à cette recherche avec ces filtres.")
		e.liste.Montrer(0)
	})
}

// convient applies the filters of the list to what a search found.
func convient(r data.Resume, f data.Filtre) bool {
	return (f.Etat == "" || r.Etat == f.Etat) && (f.Etape == "" || r.Etape == f.Etape && r.Service == f.Service) &&
		(f.Referent == 0 || r.Referent == f.Referent) && (f.Du == "" || r.Saisine >= f.Du) && (f.Au == "" || r.Saisine < f.Au+"U")
}

// rangee gives a row, nil while its page is on its way.
func (e *Ecran) rangee(i int) *rangee {
	if e.trouves != nil {
		if i < len(e.trouves) {
			return &e.trouves[i]
		}
		return nil
	}
	p, ok := e.pages[i/page]
	if !ok {
		e.vouloir(i / page)
		p = e.pages[i/page] // at once in a test
	}
	if k := i % page; k < len(p) {
		return &p[k]
	}
	return nil
}

// pagesGardees bounds what is kept of a long list.
const pagesGardees = 40

func (e *Ecran) vouloir(p int) {
	if e.voulues[p] {
		return
	}
	e.voulues[p] = true
	n, f := e.demande, e.filtre
	f.Limite, f.Decalage = page, p*page
	var l []data.Resume
	var err error
	e.p.Ex.Lancer(func() { l, err = e.p.Base.Dossiers(context.Background(), f) }, func() {
		if n != e.demande || e.ferme {
			return
		}
		delete(e.voulues, p)
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		if len(e.pages) >= pagesGardees {
			e.pages = map[int][]rangee{}
		}
		e.pages[p] = e.rangees(l)
		e.liste.Refresh()
	})
}

// rangees writes rows out.
func (e *Ecran) rangees(l []data.Resume) []rangee {
	out := make([]rangee, 0, len(l))
	for _, r := range l {
		out = append(out, e.ecrire(r))
	}
	return out
}

// ecrire writes a row out.
func (e *Ecran) ecrire(r data.Resume) rangee {
	lieu := e.p.Ex.Maintenant().Location()
	etape := ""
	for _, s := range e.p.Services {
		for _, et := range s.Etapes {
			if s.ID == r.Service && et.Cle == r.Etape {
				etape = et.Titre
			}
		}
	}
	if r.Etat == data.EtatClos {
		etape = "Clos"
	}
	return rangee{Resume: r, clos: r.Etat == data.EtatClos, mots: [7]string{
		r.Numero, e.p.Regard.Nommer(r.Titre), r.NumeroParquet, courte(r.Saisine), courte(r.Audience), francais.Typographie(etape),
		r.ModifieLe.In(lieu).Format("02/01/06"),
	}}
}

func (e *Ecran) recrire(l []rangee) {
	for i := range l {
		l[i] = e.ecrire(l[i].Resume)
	}
}

func courte(s string) string {
	if len(s) > 10 {
		return francais.DateHeureCourte(s)
	}
	return francais.DateCourte(s)
}
