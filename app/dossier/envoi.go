package dossier

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// The way of the answers into the base, and of what others wrote onto the screen.

// envoi is a change on its way. Sent again under its identity, it is done once.
type envoi struct {
	numero  string
	c       trame.Changement
	r       trame.Reponses // the answers on the screen when it left
	requete string
	recu    bool // what came of it is known
}

// envoyer hands a change to the base. It may run away from the window. prises are the
// answers of the screen as the base reads them.
func (r *Redaction) envoyer(ctx context.Context, v *envoi) (d *data.Dossier, prises trame.Reponses, err error) {
	if d, err = r.base.Enregistrer(data.AvecRequete(ctx, v.requete), v.numero, v.c); err == nil {
		prises = r.canoniques(v.r)
	}
	return d, prises, err
}

// prochain is what is to be sent now: what may not have arrived, then what was written
// since. nil when there is nothing.
func (r *Redaction) prochain() *envoi {
	if r.rendu != nil {
		v := r.rendu
		r.rendu, v.recu = nil, false
		return v
	}
	if !r.sale {
		return nil
	}
	r.sale = false
	c := r.svc.Comparer(r.socle, r.r)
	if c.Vide() {
		return nil
	}
	return &envoi{numero: r.d.Numero, c: c, r: r.r.Copie(), requete: data.NouvelleRequete()}
}

// enregistrer writes the answers away from the window. While a write is under way, the
// changes that come wait for it: two writes never cross.
func (r *Redaction) enregistrer() {
	if r.vol != nil || r.fini {
		return
	}
	r.rebond.Annuler()
	v := r.prochain()
	if v == nil {
		if r.etat.Erreur != nil { // what was refused was taken back: there is nothing to save any more
			r.dire(Etat{Enregistre: r.etat.Enregistre})
		}
		return
	}
	r.vol = v
	var d *data.Dossier
	var prises trame.Reponses
	var err error
	r.dire(Etat{Enregistre: r.etat.Enregistre, EnCours: true})
	r.ex.Lancer(func() { d, prises, err = r.envoyer(context.Background(), v) }, func() {
		r.arriver(v, d, prises, err)
		if (r.sale || r.rendu != nil) && err == nil && !r.fini {
			r.rebond.Relancer()
		}
		l := r.apres
		r.apres = nil
		for _, f := range l {
			f()
		}
	})
}

// arriver takes what came of a write, once.
func (r *Redaction) arriver(v *envoi, d *data.Dossier, prises trame.Reponses, err error) {
	if v.recu {
		return
	}
	v.recu = true
	if r.vol == v {
		r.vol = nil
	}
	if err != nil {
		r.sale = true
		if passager(err) {
			r.rendu = v
			r.ex.Dans(reessai, r.enregistrer) // the disk may come back
		}
		r.dire(Etat{Enregistre: r.etat.Enregistre, Erreur: err})
		return
	}
	r.accueillir(d, v.r, prises)
	r.dire(Etat{Enregistre: r.ex.Maintenant()})
}

// passager tells of an error that may go by itself, and of which nobody knows whether the
// write was done.
func passager(err error) bool {
	c := data.CodeDe(err)
	return c == data.Base || c == data.Interne
}

// accueillir takes the dossier as the base has it by now. envoyees are the answers that the
// base took from here, prises the same as it reads them: what differs from those was written
// by others, and is laid under what was written on the screen since.
func (r *Redaction) accueillir(d *data.Dossier, envoyees, prises trame.Reponses) {
	ecran := r.r
	neuf, divergences := r.svc.Fondre(ecran, r.svc.Comparer(prises, d.Reponses))
	socle := d.Reponses.Copie()
	for _, x := range divergences {
		if reflect.DeepEqual(ecran.Valeur(x.Chemin), envoyees.Valeur(x.Chemin)) {
			neuf.Poser(x.Chemin, x.Mien) // nothing was typed since: the screen only wrote it its own way
			continue
		}
		socle.Poser(x.Chemin, x.Avant) // the next change tells the base that both changed it
	}
	desaccords := !reflect.DeepEqual(r.d.Desaccords, d.Desaccords)
	r.d, r.socle, r.r = d, socle, neuf
	r.poserMiens(ecran)
	if !desaccords && r.svc.Comparer(ecran, r.r).Vide() {
		r.r = ecran // nothing new: what is shown goes on looking at its own rows
		return
	}
	r.examen = nil
	if r.OnChange != nil {
		r.OnChange(Ailleurs)
	}
}

// canoniques gives answers as the base reads them back. What it would refuse was refused
// before, when they were sent.
func (r *Redaction) canoniques(rep trame.Reponses) trame.Reponses {
	if lues, err := r.svc.LireSeule(rep.JSON()); err == nil {
		return lues
	}
	return rep
}

// poserMiens keeps on the screen what was written here of the answers that others changed
// too: as it stands on the screen, or as the base kept it when the dossier was opened.
func (r *Redaction) poserMiens(ecran trame.Reponses) {
	for _, x := range r.d.Desaccords {
		c, err := r.svc.Chemin(x.Chemin)
		if err != nil || c.Ligne != "" && r.r[c.Section].Ligne(c.Ligne) == nil {
			continue
		}
		v := x.Mien
		if ecran != nil && (c.Ligne == "" || ecran[c.Section].Ligne(c.Ligne) != nil) {
			v = ecran.Valeur(c)
		}
		r.r.Poser(c, v)
	}
}

// Enregistrer writes now what is not in the base yet, then calls suite with the outcome,
// on the window.
func (r *Redaction) Enregistrer(suite func(error)) {
	if r.vol == nil && (r.sale || r.rendu != nil) {
		r.enregistrer()
		if r.vol == nil { // it was done at once, or there was nothing to do
			suite(r.etat.Erreur)
			return
		}
		r.apres = append(r.apres, func() { suite(r.etat.Erreur) })
		return
	}
	if r.vol != nil {
		r.apres = append(r.apres, func() { r.Enregistrer(suite) })
		return
	}
	suite(nil)
}

// Vider writes what is not in the base yet and waits for it: the window is about to go.
// A write that is under way is sent again under its own identity: whichever comes first,
// it is done once, and what others wrote stays.
func (r *Redaction) Vider(ctx context.Context) error {
	r.rebond.Annuler()
	if v := r.vol; v != nil {
		d, prises, err := r.envoyer(ctx, v)
		r.arriver(v, d, prises, err)
	}
	for range 2 { // what may not have arrived, then what was written since
		v := r.prochain()
		if v == nil {
			break
		}
		d, prises, err := r.envoyer(ctx, v)
		r.arriver(v, d, prises, err)
		if err != nil {
			return err
		}
	}
	if r.sale || r.rendu != nil {
		return r.etat.Erreur
	}
	r.fini = true
	return nil
}

// Reste is what is not in the base: what leaving would lose.
func (r *Redaction) Reste() trame.Changement {
	if !r.sale && r.rendu == nil && r.vol == nil {
		return trame.Changement{}
	}
	return r.svc.Comparer(r.socle, r.r)
}

// Abandonner forgets what could not be written: it is kept elsewhere. Nothing is sent any
// more.
func (r *Redaction) Abandonner() {
	r.rebond.Annuler()
	r.sale, r.rendu, r.fini = false, nil, true
}

// Recharger takes the dossier as the base has it now: a document was finalised, the
// dossier was closed, somebody else wrote in it. What is not in the base yet stays.
func (r *Redaction) Recharger(d *data.Dossier) {
	avant := r.d
	if r.vol == nil && r.rendu == nil { // otherwise the answer to the write brings what was written
		r.accueillir(d, r.socle, r.socle)
	} else {
		r.d = d
	}
	r.examen = nil
	fige := avant.Etat != d.Etat || avant.TransmisLe != d.TransmisLe || !maps.Equal(avant.Finalises, d.Finalises) || !maps.Equal(avant.Renonces, d.Renonces)
	if fige && r.OnChange != nil {
		r.OnChange(Structure)
	}
}

// Reprendre makes a change that waited, or that brings former answers back, as one gesture
// that can be taken back. Answers that differ by now from what it started from are changed
// all the same: it was asked for.
func (r *Redaction) Reprendre(quoi string, c trame.Changement) {
	var sections []string
	for _, sec := range r.svc.Sections {
		if c.Avant[sec.Cle] != nil || c.Apres[sec.Cle] != nil {
			sections = append(sections, sec.Cle)
		}
	}
	for _, cle := range slices.Clone(sections) {
		sections = append(sections, r.svc.SectionsLiees(cle)...)
	}
	slices.Sort(sections)
	r.faire(quoi, Structure, func() {
		neuf, divergences := r.svc.Fondre(r.r, c)
		for _, x := range divergences {
			neuf.Poser(x.Chemin, x.Mien)
		}
		r.r = neuf
	}, slices.Compact(sections)...)
}

// Tranche takes what came of a disagreement that was settled: what was written here, or what
// stands in the dossier.
func (r *Redaction) Tranche(d *data.Dossier, chemin string, mien bool) {
	if c, err := r.svc.Chemin(chemin); err == nil && !mien {
		r.r.Poser(c, r.d.Reponses.Valeur(c))
	}
	r.Recharger(d)
}
