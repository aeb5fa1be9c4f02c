// Package dossier is the screen of one open dossier: its sections, the form, the control,
// the documents, the journal.
//
// Rules of the screen:
//   - there is one way to write: Redaction. Every change goes through it and is in the base
//     within a second of the last key, and before anything else happens to the dossier;
//   - what cannot be saved stays on the screen and is said;
//   - what the form shows follows the answers: it keeps no copy of them.
package dossier

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/trame"
)

// Enregistreur is where a Redaction writes.
type Enregistreur interface {
	Enregistrer(ctx context.Context, numero string, c trame.Changement) (*data.Dossier, error)
	Compte() data.Compte
}

// Delays of saving, from the last key and from the first one.
const (
	calme  = 300 * time.Millisecond
	limite = 600 * time.Millisecond

	reessai = 5 * time.Second // after a disk that failed
)

// Redaction is the dossier being written: the answers as they stand on the screen, and
// their way into the base. It lives on the goroutine of the window.
//
// What is sent is a change: the sections that differ from what one started from. What
// others wrote meanwhile comes back with the answer and is laid under what is being
// written; an answer that both changed stays on the screen as it was written here, and is
// told (data.Dossier.Desaccords).
type Redaction struct {
	base  Enregistreur
	ex    taches.Executeur
	svc   *trame.Service
	d     *data.Dossier
	socle trame.Reponses // what the next change starts from, answer by answer
	r     trame.Reponses // what the screen shows

	sale     bool   // the answers are not in the base yet
	vol      *envoi // the write under way
	rendu    *envoi // one that failed, to send again as it was: it may have been done
	fini     bool   // everything was written for the last time: nobody listens any more
	rebond   taches.Rebond
	apres    []func() // what waits for the write under way
	examen   *trame.Examen
	examenLe time.Time

	passe, futur []geste

	// OnChange is called after each change of the answers.
	OnChange func(Changement)
	// OnEtat is called when what is known of saving changes.
	OnEtat func(Etat)
	etat   Etat
}

// Changement is how much changed.
type Changement int

// From a key in a text to rows that came or went.
const (
	Frappe    Changement = iota // a key in a text
	Reponse                     // an answer
	Structure                   // rows, or several answers at once
	Ailleurs                    // what others wrote: nothing of what is being typed
)

// Etat is what is known of saving.
type Etat struct {
	Enregistre time.Time // zero: not since the dossier was opened
	EnCours    bool
	Erreur     error
}

// geste is a change that can be taken back: the sections it touched, before and after it.
type geste struct {
	quoi         string
	sections     []string
	avant, apres []*trame.Rubrique
}

// NouvelleRedaction starts to write in a dossier.
func NouvelleRedaction(base Enregistreur, ex taches.Executeur, svc *trame.Service, d *data.Dossier) *Redaction {
	r := &Redaction{base: base, ex: ex, svc: svc, d: d, socle: d.Reponses.Copie(), r: d.Reponses.Copie()}
	r.poserMiens(nil)
	r.rebond = taches.Rebond{Ex: ex, Calme: calme, Limite: limite, Faire: r.enregistrer}
	return r
}

// Dossier returns the dossier as the base has it.
func (r *Redaction) Dossier() *data.Dossier { return r.d }

// Service returns the service the dossier was written with.
func (r *Redaction) Service() *trame.Service { return r.svc }

// Valeur returns the answer at a path, nil when there is none.
func (r *Redaction) Valeur(c trame.Chemin) any { return r.r.Valeur(c) }

// Lignes returns the rows of a repeated section.
func (r *Redaction) Lignes(section string) []*trame.Ligne {
	if rub := r.r[section]; rub != nil {
		return rub.Lignes
	}
	return nil
}

// Repondue tells whether a repeated section was answered, be it « there is none ».
func (r *Redaction) Repondue(section string) bool { return r.r[section] != nil }

// Examen examines the answers as they stand. It is shared until the next change.
func (r *Redaction) Examen() *trame.Examen {
	maintenant := r.ex.Maintenant()
	if r.examen == nil || maintenant.Sub(r.examenLe) >= 10*time.Second {
		r.examen, r.examenLe = r.examenDe(r.r), maintenant
	}
	return r.examen
}

func (r *Redaction) examenDe(rep trame.Reponses) *trame.Examen {
	return r.svc.Examiner(rep, r.d.Contexte(r.ex.Maintenant(), r.base.Compte().Signataire()))
}

// ExamenACote returns an examination of a copy of the answers, for work away from the
// window.
func (r *Redaction) ExamenACote() *trame.Examen { return r.examenDe(r.r.Copie()) }

// Poser answers a question. Texts keep their own undo, in their entry; other answers can
// be taken back here.
func (r *Redaction) Poser(c trame.Chemin, v any) {
	if reflect.DeepEqual(r.r.Valeur(c), v) {
		return
	}
	champ := r.svc.Champ(c.Section, c.Champ)
	if champ.SeTape() {
		// The first letter is an answer: other questions may hang on it. So is a date or a
		// number, at each key.
		ch := Reponse
		if champ.EnMots() && (r.r.Valeur(c) == nil) == (v == nil) {
			ch = Frappe
		}
		r.r.Poser(c, v)
		r.change(ch)
		return
	}
	r.faire(champ.Libelle, Reponse, func() { r.r.Poser(c, v) }, c.Section)
}

// Ajouter appends a row to a repeated section, with values already there.
func (r *Redaction) Ajouter(section string, valeurs map[string]any) (l *trame.Ligne) {
	sec := r.svc.Section(section)
	r.faire(sec.Titre+" : "+sec.Ligne, Structure, func() {
		l = r.r.Ajouter(section)
		maps.Copy(l.Valeurs, valeurs)
	}, section)
	return l
}

// Retirer takes a row out, and out of the answers that name it.
func (r *Redaction) Retirer(section, ligne string) {
	sec := r.svc.Section(section)
	r.faire(sec.Titre+" : "+sec.Ligne, Structure, func() { r.svc.Retirer(r.r, section, ligne) }, r.svc.SectionsLiees(section)...)
}

// DireAucun answers « there is none » for a repeated section without rows, or takes that
// answer back.
func (r *Redaction) DireAucun(section string, aucun bool) {
	r.faire(r.svc.Section(section).Titre, Structure, func() {
		if aucun {
			r.r.DireAucun(section)
		} else {
			delete(r.r, section)
		}
	}, section)
}

const gestesMax = 100

// faire makes a change that can be taken back.
func (r *Redaction) faire(quoi string, c Changement, f func(), sections ...string) {
	g := geste{quoi: quoi, sections: sections, avant: r.copies(sections)}
	f()
	g.apres = r.copies(sections)
	r.passe = append(r.passe, g)
	if len(r.passe) > gestesMax {
		r.passe = slices.Delete(r.passe, 0, 1)
	}
	r.futur = nil
	r.change(c)
}

func (r *Redaction) copies(sections []string) []*trame.Rubrique {
	var out []*trame.Rubrique
	for _, s := range sections {
		out = append(out, r.r[s].Copie())
	}
	return out
}

// Annuler takes the last change back and names it. Only the answers it changed go back:
// a text written since, elsewhere, stays.
func (r *Redaction) Annuler() (quoi string, ok bool) {
	if len(r.passe) == 0 {
		return "", false
	}
	g := r.passe[len(r.passe)-1]
	r.passe = r.passe[:len(r.passe)-1]
	avant, apres := r.rejouer(g.sections, g.apres, g.avant)
	r.futur = append(r.futur, geste{g.quoi, g.sections, apres, avant})
	return g.quoi, true
}

// Retablir does again what Annuler took back.
func (r *Redaction) Retablir() (quoi string, ok bool) {
	if len(r.futur) == 0 {
		return "", false
	}
	g := r.futur[len(r.futur)-1]
	r.futur = r.futur[:len(r.futur)-1]
	avant, apres := r.rejouer(g.sections, g.avant, g.apres)
	r.passe = append(r.passe, geste{g.quoi, g.sections, avant, apres})
	return g.quoi, true
}

// rejouer leads the sections from one state to another. It returns what was there before
// and what is there now: texts written meanwhile in a row that goes come back with it.
func (r *Redaction) rejouer(sections []string, de, vers []*trame.Rubrique) (avant, apres []*trame.Rubrique) {
	avant = r.copies(sections)
	for i, s := range sections {
		r.svc.Rejouer(r.r, s, de[i], vers[i])
	}
	apres = r.copies(sections)
	r.change(Structure)
	return avant, apres
}

func (r *Redaction) change(c Changement) {
	r.sale = true
	r.examen = nil
	r.rebond.Relancer()
	if r.OnChange != nil {
		r.OnChange(c)
	}
}

// Etat returns what is known of saving.
func (r *Redaction) Etat() Etat { return r.etat }

func (r *Redaction) dire(e Etat) {
	r.etat = e
	if r.OnEtat != nil {
		r.OnEtat(e)
	}
}

// raccourci answers undo and redo typed in a control that is not a text.
func raccourci(s fyne.Shortcut, annuler, retablir func()) {
	switch s.(type) {
	case *fyne.ShortcutUndo:
		annuler()
	case *fyne.ShortcutRedo:
		retablir()
	}
}
