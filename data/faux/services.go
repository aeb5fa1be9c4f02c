package faux

import (
	"cmp"
	"context"
	"slices"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// charger reads the services, with the texts of the association over the shipped ones.
func (e *etat) charger(o Options) error {
	c, err := data.LireCatalogue(o.Assets, e.textes(), o.Verifier)
	if err == nil {
		e.catalogue = c
	}
	return err
}

func (e *etat) textes() map[string][]byte {
	out := map[string][]byte{}
	for chemin, a := range e.adaptes {
		out[chemin] = []byte(a.Texte)
	}
	return out
}

// servicesDe lists the shipped services that an account sees.
func (e *etat) servicesDe(c data.Compte) []string {
	if c.NomsPermis() != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.catalogue.Livrees), func(id string) bool { return !c.Voit(id, e.catalogue.Reserves) })
}

// Services implements data.Services.
func (s services) Services() []string {
	c := s.Compte()
	s.b.mu.Lock()
	defer s.b.mu.Unlock()
	return s.b.etat.servicesDe(c)
}

// Livrees implements data.Services.
func (s services) Livrees() []string {
	s.b.mu.Lock()
	defer s.b.mu.Unlock()
	return slices.Clone(s.b.etat.catalogue.Livrees)
}

// Service implements data.Services.
func (s services) Service(ctx context.Context, id, version string) (*trame.Service, error) {
	return faire(ctx, s.appel("Service", id, version), noms, func(t *tx) (*trame.Service, error) {
		svc := t.e.catalogue.Services[id]
		if version != "" {
			svc = t.e.versions[id+"/"+version]
		}
		if svc == nil || !t.voit(id) {
			return nil, data.ErrService
		}
		return svc, nil
	})
}

// Livre implements data.Services.
func (s services) Livre(chemin string) ([]byte, error) {
	if err := s.appel("Livre", chemin).err; err != nil {
		return nil, err
	}
	return data.TexteLivre(s.b.opt.Assets, chemin)
}

// Adaptations implements data.Services.
func (s services) Adaptations(ctx context.Context) ([]data.Adaptation, error) {
	return faire(ctx, s.appel("Adaptations"), noms, func(t *tx) ([]data.Adaptation, error) {
		var out []data.Adaptation
		for _, a := range t.e.adaptes {
			out = append(out, a)
		}
		slices.SortFunc(out, func(a, b data.Adaptation) int { return cmp.Compare(a.Chemin, b.Chemin) })
		return out, nil
	})
}

// essayer reads a service as it would be with a text.
func (t *tx) essayer(service, chemin, texte string) (*trame.Service, error) {
	textes := t.e.textes()
	textes[chemin] = []byte(texte)
	return data.EssayerService(trame.Calque{Dessous: t.b.opt.Assets, Textes: textes}, service, t.b.opt.Verifier)
}

// Essayer implements data.Services.
func (s services) Essayer(ctx context.Context, service, chemin, texte string) (*trame.Service, error) {
	return faire(ctx, s.appel("Essayer", service, chemin, texte), administrer, func(t *tx) (*trame.Service, error) {
		return t.essayer(service, chemin, texte)
	})
}

// Adapter implements data.Services.
func (s services) Adapter(ctx context.Context, chemin, texte string) error {
	return ecrire(ctx, s.appel("Adapter", chemin, texte), administrer, func(t *tx) error {
		touches, err := data.Adaptable(t.b.opt.Assets, t.e.catalogue.Livrees, chemin)
		if err != nil {
			return err
		}
		action := "texte-livre"
		delete(t.e.adaptes, chemin)
		if texte != "" {
			for _, id := range touches {
				if _, err := t.essayer(id, chemin, texte); err != nil {
					return err
				}
			}
			action = "adaptation"
			t.e.adaptes[chemin] = data.Adaptation{Chemin: chemin, Texte: texte, Par: t.compte.Nom, Le: t.le}
		}
		t.annoncer(data.NouvelleServices, "", "")
		t.tracerBase(action, chemin, "", data.Empreinte([]byte(texte)))
		return t.e.charger(t.b.opt)
	})
}
