package faux

import (
	"context"
	"fmt"
	"slices"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// etat is all that a base holds. What a dossier, an account or a person is never changes in
// place: another value takes its place, so that a call that fails leaves nothing.
type etat struct {
	dossiers   []*dossier // by ID - 1
	comptes    []compte   // by ID - 1
	personnes  map[int64]data.Personne
	fusions    []fusion // by ID - 1
	audit      []trace
	ouvertes   []ouverte
	parametres map[string]string
	compteurs  map[string]int
	requetes   map[cleRequete]requete
	adaptes    map[string]data.Adaptation
	catalogue  *data.Catalogue
	versions   map[string]*trame.Service // every one that was, by service and version
	dernier    map[string]int64          // last ID of documents, pieces, lines of the journal, people
	sauvee     sauvee
}

func etatNeuf() etat {
	return etat{
		personnes: map[int64]data.Personne{}, parametres: map[string]string{}, compteurs: map[string]int{},
		requetes: map[cleRequete]requete{}, adaptes: map[string]data.Adaptation{}, versions: map[string]*trame.Service{}, dernier: map[string]int64{},
	}
}

// tx is a call under way, with one instant and the account it is made for.
type tx struct {
	e         *etat
	b         *Base
	ctx       context.Context
	compte    data.Compte
	le        time.Time
	nouvelles []data.Nouvelle
	rejouee   bool // it was done before, under the same identity
}

func (b *Base) tx(ctx context.Context, c data.Compte) *tx {
	return &tx{e: &b.etat, b: b, ctx: ctx, compte: c, le: b.opt.Horloge().UTC().Truncate(time.Millisecond)}
}

func (t *tx) civil() time.Time { return t.le.In(t.b.opt.Lieu) }

func (t *tx) voit(service string) bool { return t.compte.Voit(service, t.e.catalogue.Reserves) }

func (t *tx) annoncer(quoi, service, numero string) {
	t.nouvelles = append(t.nouvelles, data.Nouvelle{Quoi: quoi, Service: service, Numero: numero})
}

// id gives the next ID of a kind; one that was given is never given again.
func (t *tx) id(quoi string) int64 {
	t.e.dernier[quoi]++
	return t.e.dernier[quoi]
}

func (t *tx) examiner(d *dossier) *trame.Examen {
	return d.svc.Examiner(d.Reponses, d.Contexte(t.civil(), t.compte.Signataire()))
}

// numero gives the next number AAAA-PREFIXE-0001.
func (t *tx) numero(prefixe string) string {
	cle := fmt.Sprintf("%d-%s", t.civil().Year(), prefixe)
	t.e.compteurs[cle]++
	return fmt.Sprintf("%s-%04d", cle, t.e.compteurs[cle])
}

// Requests that were done under an identity, with what was answered.
type (
	cleRequete struct {
		compte int64
		id     string
	}
	requete struct {
		quoi    string
		reponse any
		le      time.Time
	}
)

// uneFois does a call once for the identity it carries; sent again, it is answered the same.
func uneFois[T any](t *tx, quoi string, f func() (T, error)) (out T, err error) {
	cle := cleRequete{t.compte.ID, data.RequeteDe(t.ctx)}
	if cle.id == "" {
		return f()
	}
	if deja, ok := t.e.requetes[cle]; ok {
		if deja.quoi != quoi {
			return out, data.ErrRequete
		}
		t.rejouee = true
		return deja.reponse.(T), nil
	}
	if out, err = f(); err != nil {
		return out, err
	}
	for k, r := range t.e.requetes {
		if t.le.Sub(r.le) > data.RequetesGardees {
			delete(t.e.requetes, k)
		}
	}
	t.e.requetes[cle] = requete{quoi, out, t.le}
	return out, nil
}

// visibles are the dossiers of which the account may see the names, in the order of their IDs.
func (t *tx) visibles() []*dossier {
	return slices.DeleteFunc(slices.Clone(t.e.dossiers), func(d *dossier) bool { return !t.voit(d.Service) })
}
