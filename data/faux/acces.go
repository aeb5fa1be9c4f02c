package faux

import (
	"context"
	"maps"
	"slices"
	"sync"

	"justicepartage/data"
)

// acces is an account on a base, and what it may do there.
type acces struct {
	b  *Base
	id string

	mu      sync.Mutex
	compte  data.Compte // as the last call read it
	ferme   bool
	ouverts map[string]bool // dossiers that were opened, and told to the audit
	appels  []Appel
	pannes  map[string]error // by method
}

func (b *Base) session(c data.Compte) *Session {
	a := &acces{b: b, id: data.NouvelleRequete(), compte: c, ouverts: map[string]bool{}, pannes: map[string]error{}}
	return &Session{
		acces: a, agenda: agenda{a}, comptes: comptes{a}, documents: documents{a}, dossiers: dossiers{a}, echeances: echeances{a},
		historique: historique{a}, journal: journal{a}, personnes: personnes{a}, pieces: pieces{a}, recherche: recherche{a},
		reglages: reglages{a}, releves: releves{a}, sauvegardes: sauvegardes{a}, services: services{a},
	}
}

// ID implements data.Session.
func (a *acces) ID() string { return a.id }

// Compte implements data.Comptes.
func (a *acces) Compte() data.Compte {
	a.mu.Lock()
	defer a.mu.Unlock()
	return copieCompte(a.compte)
}

// Close implements data.Session. The base stays: it is memory.
func (a *acces) Close() error {
	a.mu.Lock()
	ferme, login := a.ferme, a.compte.Login
	a.ferme = true
	a.mu.Unlock()
	if ferme {
		return nil
	}
	a.b.mu.Lock()
	defer a.b.mu.Unlock()
	a.b.tx(context.Background(), data.Compte{}).solder(func(o ouverte) bool { return o.compte == login })
	return nil
}

// Nouvelles implements data.Session.
func (a *acces) Nouvelles(ctx context.Context, depuis uint64) ([]data.Nouvelle, uint64, error) {
	if err := a.appel("Nouvelles", depuis).err; err != nil {
		return nil, depuis, err
	}
	l, rang := a.b.flux.Attendre(ctx, depuis, func(n data.Nouvelle) bool { return a.Compte().Apprend(n, a.b.reservees()) })
	return l, rang, nil
}

// Avis implements data.Session.
func (a *acces) Avis() []string {
	a.b.mu.Lock()
	defer a.b.mu.Unlock()
	return slices.Clone(a.b.etat.catalogue.Avis)
}

func (b *Base) reservees() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.etat.catalogue.Reserves
}

// permis is what an account must be allowed for a call.
type permis func(data.Compte) error

var (
	contenu      permis = data.Compte.ContenuPermis
	noms         permis = data.Compte.NomsPermis
	administrer  permis = data.Compte.AdministrerPermis
	sansExigence permis = func(data.Compte) error { return nil }
)

// faire runs a call: whole, or not at all. The account is read again as it is now.
func faire[T any](ctx context.Context, d demande, p permis, f func(*tx) (T, error)) (out T, err error) {
	if d.err != nil {
		return out, d.err
	}
	a, b := d.acces, d.acces.b
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := a.ouverte(); err != nil {
		return out, err
	}
	if err := ctx.Err(); err != nil {
		return out, err
	}
	c, err := b.etat.compte(a.Compte().ID)
	if err != nil {
		return out, data.ErrRetire
	}
	a.relu(c.Compte)
	if err := p(c.Compte); err != nil {
		return out, err
	}
	avant := b.etat
	b.etat = avant.copie()
	t := b.tx(ctx, c.Compte)
	fait := false
	defer func() {
		if !fait { // an error or a panic
			b.etat = avant
		}
	}()
	res, err := f(t)
	if err != nil {
		return out, err
	}
	fait = true
	if c, err := b.etat.compte(c.ID); err == nil {
		a.relu(c.Compte)
	}
	b.flux.Publier(a.id, t.nouvelles)
	return res, nil
}

// ecrire is faire for a write that answers nothing: it is done once under its identity.
func ecrire(ctx context.Context, d demande, p permis, f func(*tx) error) error {
	_, err := faire(ctx, d, p, func(t *tx) (struct{}, error) {
		return uneFois(t, d.methode, func() (struct{}, error) { return struct{}{}, f(t) })
	})
	return err
}

func (a *acces) ouverte() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ferme {
		return data.ErrFermee
	}
	return nil
}

func (a *acces) relu(c data.Compte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.compte = c
}

func copieCompte(c data.Compte) data.Compte {
	c.Services = slices.Clone(c.Services)
	return c
}

// copie of the state shares what is never changed in place: a dossier that changes is put
// there anew, what is appended lies beyond what the other one sees.
func (e etat) copie() etat {
	e.dossiers, e.comptes = slices.Clone(e.dossiers), slices.Clone(e.comptes)
	e.fusions, e.ouvertes = slices.Clone(e.fusions), slices.Clone(e.ouvertes)
	e.personnes, e.parametres, e.compteurs = maps.Clone(e.personnes), maps.Clone(e.parametres), maps.Clone(e.compteurs)
	e.requetes, e.adaptes = maps.Clone(e.requetes), maps.Clone(e.adaptes)
	return e
}
