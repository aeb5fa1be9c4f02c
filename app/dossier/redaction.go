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
	Enregistrer(ctx context.Context, numero string, revision int64, r trame.Reponses) (*data.Dossier, error)
	Dossier(ctx context.Context, numero string) (*data.Dossier, error)
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
type Redaction struct {
	base Enregistreur
	ex   taches.Executeur
	svc  *trame.Service
	d    *data.Dossier
	r    trame.Reponses

	sale     bool // the answers are not in the base yet
	ecrit    bool // a write is under way
	fini     bool // everything was written for the last time: nobody listens any more
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
	r := &Redaction{base: base, ex: ex, svc: svc, d: d, r: d.Reponses.Copie()}
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
	if enTexte(champ) {
		// The first letter is an answer: other questions may hang on it. So is a date or a
		// number, at each key.
		ch := Reponse
		if (champ.Type == trame.TypeTexte || champ.Type == trame.TypeParagraphe) && (r.r.Valeur(c) == nil) == (v == nil) {
			ch = Frappe
		}
		r.r.Poser(c, v)
		r.change(ch)
		return
	}
	r.faire(champ.Libelle, Reponse, func() { r.r.Poser(c, v) }, c.Section)
}

// enTexte tells whether a question is answered by typing, with the undo of its entry.
func enTexte(c *trame.Champ) bool {
	switch c.Type {
	case trame.TypeOuiNon, trame.TypeChoix, trame.TypeChoixMult, trame.TypeDeclarations, trame.TypeLigne, trame.TypeLignes:
		return false
	}
	return true
}

// Remettre puts a former value of a question back, as one change that can be taken back.
func (r *Redaction) Remettre(c trame.Chemin, v any) {
	r.faire(r.svc.Champ(c.Section, c.Champ).Libelle, Structure, func() { r.r.Poser(c, v) }, c.Section)
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

// EnAttente tells whether answers are not in the base yet.
func (r *Redaction) EnAttente() bool { return r.sale || r.ecrit }

func (r *Redaction) dire(e Etat) {
	r.etat = e
	if r.OnEtat != nil {
		r.OnEtat(e)
	}
}

// enregistrer writes the answers away from the window. While a write is under way, the
// changes that come wait for it: two writes never cross.
func (r *Redaction) enregistrer() {
	if r.ecrit || !r.sale {
		return
	}
	r.rebond.Annuler()
	r.sale, r.ecrit = false, true
	copie, revision := r.r.Copie(), r.d.Revision
	numero := r.d.Numero
	var d *data.Dossier
	var err error
	r.dire(Etat{Enregistre: r.etat.Enregistre, EnCours: true})
	r.ex.Lancer(func() {
		d, err = r.base.Enregistrer(context.Background(), numero, revision, copie)
	}, func() {
		r.ecrit = false
		if r.fini {
			return
		}
		r.recu(d, err)
		if r.sale && err == nil {
			r.rebond.Relancer()
		}
		l := r.apres
		r.apres = nil
		for _, f := range l {
			f()
		}
	})
}

func (r *Redaction) recu(d *data.Dossier, err error) {
	if err != nil {
		r.sale = true
		r.dire(Etat{Enregistre: r.etat.Enregistre, Erreur: err})
		if c := data.CodeDe(err); c == data.Base || c == data.Interne {
			r.ex.Dans(reessai, r.enregistrer) // the disk may come back
		}
		return
	}
	r.d = d
	r.dire(Etat{Enregistre: r.ex.Maintenant()})
}

// Enregistrer writes now what is not in the base yet, then calls suite with the outcome,
// on the window.
func (r *Redaction) Enregistrer(suite func(error)) {
	switch {
	case r.ecrit:
		r.apres = append(r.apres, func() { r.Enregistrer(suite) })
	case r.sale:
		r.enregistrer()
		if r.ecrit {
			r.apres = append(r.apres, func() { suite(r.etat.Erreur) })
			return
		}
		suite(r.etat.Erreur)
	default:
		suite(nil)
	}
}

// Vider writes what is not in the base yet and waits for it: the window is about to go.
// It is also called while a write is under way on another goroutine: the base keeps their
// order, and the revision that the other one leaves is read again.
func (r *Redaction) Vider(ctx context.Context) error {
	r.rebond.Annuler()
	if !r.sale && !r.ecrit {
		return nil
	}
	d, err := r.base.Enregistrer(ctx, r.d.Numero, r.d.Revision, r.r)
	if data.CodeDe(err) == data.Conflit && r.ecrit {
		// Our own write went first.
		if d, err = r.base.Dossier(ctx, r.d.Numero); err == nil {
			d, err = r.base.Enregistrer(ctx, r.d.Numero, d.Revision, r.r)
		}
	}
	r.fini = err == nil
	r.sale = err != nil
	r.recu(d, err)
	return err
}

// Recharger takes the dossier as the base has it now: a document was finalised, the
// dossier was closed.
func (r *Redaction) Recharger(d *data.Dossier) {
	r.d = d
	if !r.sale {
		r.r = d.Reponses.Copie()
	}
	r.examen = nil
	if r.OnChange != nil {
		r.OnChange(Structure)
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
