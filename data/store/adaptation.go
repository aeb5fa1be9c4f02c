package store

import (
	"context"
	"io/fs"
	"maps"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// assets are the texts of a service as the association adapted them, or as they were shipped
// when its adaptation does not read.
func (b *Base) assets(service string) fs.FS {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.adaptes) == 0 || b.sans[service] {
		return b.opt.Assets
	}
	return trame.Calque{Dessous: b.opt.Assets, Textes: b.adaptes}
}

// Livre gives a shipped text, without what the association made of it.
func (b *Base) Livre(chemin string) ([]byte, error) {
	return data.TexteLivre(b.opt.Assets, chemin)
}

// chargerServices reads the services, with the texts of the association over the shipped
// ones. An adaptation that does not read (a text of an older version of the program) never
// keeps the base from being opened: the shipped text stands, and it is said.
func (b *Base) chargerServices(ctx context.Context) error {
	adaptes := map[string][]byte{}
	err := b.ecrire(ctx, func(t *tx) error {
		return t.lignes("SELECT chemin, texte FROM adaptation", nil, func(scan func(...any) error) error {
			var chemin, texte string
			err := scan(&chemin, &texte)
			adaptes[chemin] = []byte(texte)
			return err
		})
	})
	if err != nil {
		return err
	}
	// What is known of the services changes at once, at the end: meanwhile others read, and a
	// reserved service must not show for an instant.
	c, err := data.LireCatalogue(b.opt.Assets, adaptes, b.opt.Verifier)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.adaptes, b.sans, b.reserves, b.livrees = adaptes, c.Sans, c.Reserves, c.Livrees
	b.avis = append(slices.Clone(b.avis), c.Avis...)
	for id, svc := range c.Services {
		b.connus[id+"/"] = svc
	}
	return nil
}

// Adaptations lists the texts of the association.
func (s services) Adaptations(ctx context.Context) ([]data.Adaptation, error) {
	var out []data.Adaptation
	err := s.lireIdentite(ctx, func(t *tx) error {
		return t.lignes(`
			SELECT a.chemin, a.Texte, c.nom, a.le FROM adaptation a JOIN compte c ON c.id = a.compte ORDER BY a.chemin`, nil, func(scan func(...any) error) error {
			var x data.Adaptation
			var le string
			err := scan(&x.Chemin, &x.Texte, &x.Par, &le)
			x.Le = lireInstant(le)
			out = append(out, x)
			return err
		})
	})
	return out, err
}

// Essayer reads a service as it would be with a text of the association, without keeping
// anything: the mistake is said with its file and line.
func (s services) Essayer(ctx context.Context, service, chemin, texte string) (*trame.Service, error) {
	if err := s.administrer(ctx, func(*tx) error { return nil }); err != nil {
		return nil, err
	}
	s.mu.Lock()
	textes := maps.Clone(s.adaptes)
	s.mu.Unlock()
	textes[chemin] = []byte(texte)
	return data.EssayerService(trame.Calque{Dessous: s.opt.Assets, Textes: textes}, service, s.opt.Verifier)
}

// Adapter lays a text of the association over a shipped one, for the dossiers opened from
// now on; texte "" comes back to the shipped text. A mistake refuses it, with its file and
// line, and changes nothing. Only a responsable may.
func (s services) Adapter(ctx context.Context, chemin, texte string) error {
	if err := s.administrer(ctx, func(*tx) error { return nil }); err != nil {
		return err
	}
	touches, err := data.Adaptable(s.opt.Assets, s.Livrees(), chemin)
	if err != nil {
		return err
	}
	for _, id := range touches {
		if texte == "" {
			break
		}
		if _, err := s.Essayer(ctx, id, chemin, texte); err != nil {
			return err
		}
	}
	err = s.administrer(ctx, func(t *tx) error {
		t.annoncer(data.NouvelleServices, "", "")
		q, args := "DELETE FROM adaptation WHERE chemin = ?", []any{chemin}
		action := "texte-livre"
		if texte != "" {
			action = "adaptation"
			q = `
				INSERT INTO adaptation (chemin, texte, compte, le) VALUES (?, ?, ?, ?) ON CONFLICT (chemin) DO UPDATE
				SET texte = excluded.texte, compte = excluded.compte, le = excluded.le`
			args = []any{chemin, texte, t.compte.ID, instant(t.le)}
		}
		if err := t.faire(q, args...); err != nil {
			return err
		}
		return t.trace(action, 0, chemin, "", data.Empreinte([]byte(texte)))
	})
	if err != nil {
		return err
	}
	return s.chargerServices(ctx)
}
