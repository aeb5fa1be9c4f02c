package store

import (
	"context"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Orientations lists the proposals of a dossier that were followed, by their ID; the value
// is the number of the dossier that was opened, "" when the account may not see it.
func (s dossiers) Orientations(ctx context.Context, numero string) (map[string]string, error) {
	out := map[string]string{}
	err := s.lireContenu(ctx, func(t *tx) error {
		d, err := t.reconnaitre(numero)
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT o.cle, d.numero, d.service FROM orientation o JOIN dossier d ON d.id = o.dossier
			WHERE o.origine_id = ?`, []any{d.ID}, func(scan func(...any) error) error {
			var cle, vers, service string
			err := scan(&cle, &vers, &service)
			if !t.voit(service) {
				vers = ""
			}
			out[cle] = vers
			return err
		})
	})
	return out, err
}

// Orienter opens the separate dossier that an orientation proposes, once. The two stay
// apart: neither names the other in its answers, and an account sees of them what it saw
// before. It returns the number of the new one, "" when the account may not see it.
func (s dossiers) Orienter(ctx context.Context, numero, id string) (string, error) {
	vers := ""
	err := s.lireContenu(ctx, func(t *tx) error {
		return uneFois(t, "Orienter", &vers, func() (err error) {
			vers, err = orienter(t, numero, id)
			return err
		})
	})
	return vers, err
}

func orienter(t *tx, numero, id string) (vers string, err error) {
	d, svc, err := t.lireDossier(numero)
	if err != nil {
		return "", err
	}
	if err := d.Ouvert(); err != nil {
		return "", err
	}
	ex := t.examiner(d, svc)
	o, err := data.OrientationProposee(ex, id)
	if err != nil {
		return "", err
	}
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM orientation WHERE origine_id = ? AND cle = ?", d.ID, id); err != nil {
		return "", err
	}
	if n > 0 {
		return "", data.ErrOrientee
	}
	referent, err := t.referent(o.Vers)
	if err != nil {
		return "", err
	}
	autre, err := t.service(o.Vers, "")
	if err != nil {
		return "", err
	}
	r, err := ex.Transmises(o, autre)
	if err != nil {
		return "", err
	}
	gens, err := memePersonne(t, d, svc, autre, o)
	if err != nil {
		return "", err
	}
	nouveau, err := t.ouvrir(autre, r, gens, referent)
	if err != nil {
		return "", err
	}
	if err := t.faire("INSERT INTO orientation (origine_id, cle, dossier) VALUES (?, ?, ?)", d.ID, id, nouveau.ID); err != nil {
		return "", err
	}
	if t.voit(o.Vers) {
		vers = nouveau.Numero
	}
	if err := t.trace("orientation", d.ID, o.Titre, "", autre.Titre); err != nil {
		return "", err
	}
	return vers, t.trace("orientation-recue", nouveau.ID, o.Titre, "", svc.Titre)
}

// referent is who takes a dossier of a service: oneself, or the first account that sees it.
func (t *tx) referent(service string) (int64, error) {
	if t.voit(service) {
		return t.compte.ID, nil
	}
	var qui int64
	err := t.lignes("SELECT id, role, services FROM compte WHERE retire_le = '' ORDER BY id", nil, func(scan func(...any) error) error {
		var id int64
		var c data.Compte
		var services string
		err := scan(&id, &c.Role, &services)
		c.Services = lireListe(services)
		if qui == 0 && (c.Role == data.RoleIntervenant || c.Role == data.RoleResponsable) && t.b.voit(c, service) {
			qui = id
		}
		return err
	})
	if err == nil && qui == 0 {
		err = data.ErrSansCompte
	}
	return qui, err
}

// memePersonne takes up the record of the person who is oriented, as the first principal
// person of the new dossier.
func memePersonne(t *tx, d *data.Dossier, svc, autre *trame.Service, o trame.OrientationVue) (map[string]int64, error) {
	de, vers := data.RolesOrientes(svc, autre, o)
	var id int64
	err := t.un([]any{&id}, "SELECT personne FROM dossier_personne WHERE dossier = ? AND role = ? AND ligne = ?", d.ID, de, o.Ligne)
	if estIntrouvable(err) {
		return nil, nil
	}
	if err != nil || vers == "" {
		return nil, err
	}
	return map[string]int64{vers: id}, nil
}
