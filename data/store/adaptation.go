package store

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
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
	texte, err := fs.ReadFile(b.opt.Assets, chemin)
	if err != nil {
		return nil, &data.Erreur{Code: data.Introuvable, Message: "Ce texte n’est pas de ceux qui sont livrés.", Err: err}
	}
	return texte, nil
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
	connus, sans := map[string]*trame.Service{}, map[string]bool{}
	var reserves, avis []string
	livrees := b.Livrees()
	for _, id := range livrees {
		svc, err := b.lireAdapte(trame.Calque{Dessous: b.opt.Assets, Textes: adaptes}, id)
		if err != nil && len(adaptes) > 0 {
			sans[id] = true
			avis = append(avis, fmt.Sprintf("Un texte adapté par l’association ne se lit plus (%v) : le texte livré est utilisé à sa place. "+
				"Corrigez-le dans les réglages, « Modèles et tables » ou « Questions ».", err))
			svc, err = b.lireAdapte(b.opt.Assets, id)
		}
		if err != nil {
			return err
		}
		connus[id] = svc
		if svc.Reserve {
			reserves = append(reserves, id)
		}
	}
	slices.SortStableFunc(livrees, func(a, b string) int {
		x, y := connus[a], connus[b]
		return cmp.Or(cmp.Compare(rangListe(x), rangListe(y)), cmp.Compare(identite.Plier(x.Titre), identite.Plier(y.Titre)))
	})
	b.mu.Lock()
	defer b.mu.Unlock()
	b.adaptes, b.sans, b.reserves, b.livrees = adaptes, sans, reserves, livrees
	b.avis = append(slices.Clone(b.avis), avis...)
	for id, svc := range connus {
		b.connus[id+"/"] = svc
	}
	return nil
}

func (b *Base) lireAdapte(fsys fs.FS, id string) (*trame.Service, error) {
	svc, err := trame.Charger(fsys, id)
	if err == nil {
		err = b.opt.Verifier(svc)
	}
	return svc, err
}

// Adaptations lists the texts of the association.
func (s services) Adaptations(ctx context.Context) ([]data.Adaptation, error) {
	var out []data.Adaptation
	err := s.lireIdentite(ctx, func(t *tx) error {
		return t.lignes(`
			SELECT a.chemin, a.texte, c.nom, a.le FROM adaptation a JOIN compte c ON c.id = a.compte ORDER BY a.chemin`, nil, func(scan func(...any) error) error {
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
	svc, err := s.lireAdapte(trame.Calque{Dessous: s.opt.Assets, Textes: textes}, service)
	if err != nil {
		return nil, &data.Erreur{Code: data.Saisie, Message: "Ce texte ne peut pas servir : " + err.Error(), Err: err}
	}
	return svc, nil
}

// Adapter lays a text of the association over a shipped one, for the dossiers opened from
// now on; texte "" comes back to the shipped text. A mistake refuses it, with its file and
// line, and changes nothing. Only a responsable may.
func (s services) Adapter(ctx context.Context, chemin, texte string) error {
	if err := s.administrer(ctx, func(*tx) error { return nil }); err != nil {
		return err
	}
	dir, nom := path.Split(chemin)
	parts := strings.Split(strings.Trim(dir, "/"), "/")
	service := len(parts) == 2 && parts[0] == "services" && slices.Contains(s.Livrees(), parts[1]) &&
		(path.Ext(nom) == ".md" || chemin == trame.FichierRetouche(parts[1]))
	if !service && !(len(parts) == 1 && parts[0] == "tables") {
		return &data.Erreur{Code: data.Introuvable, Message: "Ce texte n’est pas de ceux que l’association adapte."}
	}
	if _, err := fs.Stat(s.opt.Assets, chemin); err != nil && !(service && chemin == trame.FichierRetouche(parts[1])) {
		return &data.Erreur{Code: data.Introuvable, Message: "Ce texte n’est pas de ceux que l’association adapte."}
	}
	if texte != "" {
		for _, id := range s.Livrees() {
			if service && id != parts[1] {
				continue
			}
			if _, err := s.Essayer(ctx, id, chemin, texte); err != nil {
				return err
			}
		}
	}
	err := s.administrer(ctx, func(t *tx) error {
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
		return t.trace(action, 0, chemin, "", empreinte([]byte(texte)))
	})
	if err != nil {
		return err
	}
	return s.chargerServices(ctx)
}
