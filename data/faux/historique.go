package faux

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// trace is a line of the audit; avant is the answer it replaced.
type trace struct {
	data.Trace
	dossier int64
	avant   any
}

// ouverte is a text that is being written: one line of the history when its writer is done.
type ouverte struct {
	dossier       int64
	objet, compte string
	avant, apres  string
	le            time.Time
	valeur        any
}

// tracer writes a line of the audit.
func (t *tx) tracer(compte, action string, dossier int64, objet, avant, apres string) *trace {
	x := trace{dossier: dossier}
	x.Trace = data.Trace{ID: int64(len(t.e.audit)) + 1, Le: t.le, Compte: compte, Action: action, Objet: objet, Avant: avant, Apres: apres}
	t.e.audit = append(t.e.audit, x)
	return &t.e.audit[len(t.e.audit)-1]
}

// trace is tracer for the account: what it was writing comes before what follows it.
func (t *tx) trace(action string, d *dossier, objet, avant, apres string) {
	t.solder(func(o ouverte) bool { return o.dossier == d.ID && o.compte == t.compte.Login })
	t.tracer(t.compte.Login, action, d.ID, objet, avant, apres)
}

// tracerBase is tracer for what belongs to no dossier.
func (t *tx) tracerBase(action, objet, avant, apres string) {
	t.tracer(t.compte.Login, action, 0, objet, avant, apres)
}

// solder writes down the texts that are done with. One that came back to what it was did not
// change.
func (t *tx) solder(lesquelles func(ouverte) bool) {
	var l, restent []ouverte
	for _, o := range t.e.ouvertes {
		if lesquelles(o) {
			l = append(l, o)
		} else {
			restent = append(restent, o)
		}
	}
	t.e.ouvertes = restent
	slices.SortStableFunc(l, func(a, b ouverte) int {
		return cmp.Or(a.le.Compare(b.le), cmp.Compare(a.dossier, b.dossier), cmp.Compare(a.objet, b.objet))
	})
	maintenant := t.le
	defer func() { t.le = maintenant }()
	for _, o := range l {
		if t.le = o.le; o.avant != o.apres {
			t.tracer(o.compte, "modification", o.dossier, o.objet, o.avant, o.apres).avant = o.valeur
		}
	}
}

// tracerReponses writes one line per changed answer; a text that is being written waits.
func (t *tx) tracerReponses(avant, d *dossier) {
	moi := t.compte.Login
	for _, m := range data.Modifications(d.svc, avant.Reponses, d.Reponses) {
		t.solder(func(o ouverte) bool { return o.dossier == d.ID && o.objet != m.Objet && o.compte == moi })
		var valeur any
		if c, err := d.svc.Chemin(m.Objet); err == nil && c.Champ != "" {
			valeur = avant.Reponses.Valeur(c)
		}
		if !m.EnMots {
			t.tracer(moi, "modification", d.ID, m.Objet, m.Avant, m.Apres).avant = valeur
			continue
		}
		i := slices.IndexFunc(t.e.ouvertes, func(o ouverte) bool { return o.dossier == d.ID && o.objet == m.Objet })
		if i >= 0 && t.e.ouvertes[i].compte == moi && t.le.Sub(t.e.ouvertes[i].le) < data.PauseTexte {
			t.e.ouvertes[i].apres, t.e.ouvertes[i].le = m.Apres, t.le
			continue
		}
		t.solder(func(o ouverte) bool { return o.dossier == d.ID && o.objet == m.Objet })
		t.e.ouvertes = append(t.e.ouvertes, ouverte{dossier: d.ID, objet: m.Objet, compte: moi, avant: m.Avant, apres: m.Apres, le: t.le, valeur: valeur})
	}
}

// auteur is the login of who wrote an answer last.
func (t *tx) auteur(d *dossier, objet string) string {
	for _, o := range t.e.ouvertes {
		if o.dossier == d.ID && o.objet == objet {
			return o.compte
		}
	}
	for _, x := range slices.Backward(t.e.audit) {
		if x.dossier == d.ID && x.Action == "modification" && x.Objet == objet {
			return x.Compte
		}
	}
	return ""
}

// Historique implements data.Historique.
func (s historique) Historique(ctx context.Context, numero string) ([]data.Trace, error) {
	return faire(ctx, s.appel("Historique", numero), contenu, func(t *tx) ([]data.Trace, error) {
		d, err := t.trouver(numero)
		if err != nil {
			return nil, err
		}
		t.solder(func(o ouverte) bool { return o.dossier == d.ID && o.compte == t.compte.Login })
		var out []data.Trace
		for _, x := range t.e.audit {
			if x.dossier == d.ID {
				x.Numero = numero
				out = append(out, x.Trace)
			}
		}
		return out, nil
	})
}

// Revenir implements data.Historique.
func (s historique) Revenir(ctx context.Context, numero string, id int64) (trame.Changement, error) {
	return faire(ctx, s.appel("Revenir", numero, id), contenu, func(t *tx) (c trame.Changement, err error) {
		d, err := t.trouver(numero)
		if err != nil {
			return c, err
		}
		r, err := t.avant(d, id)
		if err != nil {
			return c, err
		}
		if _, err := data.Canoniques(d.svc, r); err != nil {
			return c, data.ErrHistoirePerdue
		}
		return d.svc.Comparer(d.Reponses, r), nil
	})
}

// avant gives the answers of a dossier with what a line of the audit replaced put back.
func (t *tx) avant(d *dossier, id int64) (trame.Reponses, error) {
	if id < 1 || id > int64(len(t.e.audit)) {
		return nil, data.ErrHistoire
	}
	x := t.e.audit[id-1]
	c, err := d.svc.Chemin(x.Objet)
	if err != nil || x.dossier != d.ID || x.Action != "modification" {
		return nil, data.ErrHistoire
	}
	r := d.Reponses.Copie()
	if c.Champ != "" {
		r.Poser(c, copieValeur(d.svc, x.Objet, x.avant))
		return r, nil
	}
	if x.Avant == "" || d.Reponses[c.Section].Ligne(c.Ligne) != nil {
		return nil, data.ErrHistoire // the row was added, or is there again
	}
	r.Poser(c, nil)
	for _, y := range t.e.audit {
		if y.dossier == d.ID && y.Le.Equal(x.Le) && y.Action == "modification" && strings.HasPrefix(y.Objet, x.Objet+".") {
			if k, err := d.svc.Chemin(y.Objet); err == nil {
				r.Poser(k, copieValeur(d.svc, y.Objet, y.avant))
			}
		}
	}
	return r, nil
}
