package faux

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"justicepartage/data"
	"justicepartage/data/identite"
)

func (d *dossier) resume() data.Resume {
	return data.Resume{
		ID: d.ID, Numero: d.Numero, Service: d.Service, Titre: d.derives.Titre, Etat: d.Etat, Etape: d.Etape, NumeroParquet: d.NumeroParquet,
		Saisine: d.Saisine, Audience: d.Audience, Echeance: d.derives.Echeance, Referent: d.Referent, ModifieLe: d.ModifieLe,
	}
}

// tris are the orders of a list.
var tris = map[string]func(data.Resume) string{
	"":         func(data.Resume) string { return "" },
	"numero":   func(r data.Resume) string { return r.Numero },
	"titre":    func(r data.Resume) string { return identite.Plier(r.Titre) },
	"saisine":  func(r data.Resume) string { return r.Saisine },
	"audience": func(r data.Resume) string { return r.Audience },
	"echeance": func(r data.Resume) string { return r.Echeance },
	"etape":    func(r data.Resume) string { return r.Etape },
	"modifie":  func(r data.Resume) string { return r.ModifieLe.Format("2006-01-02T15:04:05.000") },
}

// filtrer gives the dossiers that a filter chooses, of those whose names the account sees.
func (t *tx) filtrer(f data.Filtre) []*dossier {
	date := tris[f.Tri]
	return slices.DeleteFunc(t.visibles(), func(d *dossier) bool {
		r := d.resume()
		return f.Service != "" && r.Service != f.Service || f.Etat != "" && r.Etat != f.Etat || f.Etape != "" && r.Etape != f.Etape ||
			f.Referent != 0 && r.Referent != f.Referent || f.Du != "" && r.Saisine < f.Du || f.Au != "" && r.Saisine >= f.Au+"U" ||
			f.Datees && (f.Tri == "echeance" || f.Tri == "audience") && date(r) == ""
	})
}

// Dossiers implements data.Recherche.
func (s recherche) Dossiers(ctx context.Context, f data.Filtre) ([]data.Resume, error) {
	tri := tris[f.Tri]
	return faire(ctx, s.appel("Dossiers", f).si(tri != nil, data.ErrTri), noms, func(t *tx) ([]data.Resume, error) {
		var out []data.Resume
		for _, d := range t.filtrer(f) {
			out = append(out, d.resume())
		}
		slices.SortFunc(out, func(a, b data.Resume) int {
			sens := cmp.Or(cmp.Compare(tri(a), tri(b)), cmp.Compare(a.ID, b.ID))
			if f.Inverse {
				return -sens
			}
			return sens
		})
		return bornee(out[min(f.Decalage, len(out)):], f.Limite), nil
	})
}

// Compter implements data.Recherche.
func (s recherche) Compter(ctx context.Context, f data.Filtre) (int, error) {
	return faire(ctx, s.appel("Compter", f), noms, func(t *tx) (int, error) { return len(t.filtrer(f)), nil })
}

// Comptages implements data.Recherche.
func (s recherche) Comptages(ctx context.Context, service, cle, du, au string) (map[string]int, error) {
	return faire(ctx, s.appel("Comptages", service, cle, du, au), contenu, func(t *tx) (map[string]int, error) {
		out := map[string]int{}
		for _, d := range t.filtrer(data.Filtre{Service: service, Du: du, Au: au}) {
			vues := map[string]bool{}
			for _, c := range d.derives.Comptes {
				if c.Cle == cle && !vues[c.Valeur] {
					vues[c.Valeur] = true
					out[c.Valeur]++
				}
			}
		}
		return out, nil
	})
}

// ChercherIdentite implements data.Recherche.
func (s recherche) ChercherIdentite(ctx context.Context, texte string, limite int) ([]data.Resume, error) {
	return faire(ctx, s.appel("ChercherIdentite", texte, limite), noms, func(t *tx) ([]data.Resume, error) {
		var out []data.Resume
		for _, exacte := range []bool{true, false} {
			q := data.RequeteIdentite(texte, t.civil(), exacte)
			for _, d := range slices.Backward(t.visibles()) {
				deja := slices.ContainsFunc(out, func(r data.Resume) bool { return r.ID == d.ID })
				if q != "" && !deja && len(out) < limite && repond(q, strings.Fields(d.derives.Identite)) {
					out = append(out, d.resume())
				}
			}
		}
		return out, nil
	})
}

// ChercherTexte implements data.Recherche.
func (s recherche) ChercherTexte(ctx context.Context, texte string, limite int) ([]data.Trouvaille, error) {
	return faire(ctx, s.appel("ChercherTexte", texte, limite), contenu, func(t *tx) ([]data.Trouvaille, error) {
		cherches := data.MotsRequete(texte)
		if len(strings.Join(cherches, "")) < 3 {
			return nil, nil
		}
		var out []data.Trouvaille
		for _, d := range slices.Backward(t.visibles()) {
			presents := data.MotsRequete(d.derives.Texte)
			for _, e := range d.journal {
				presents = append(presents, data.MotsRequete(e.Texte)...)
			}
			if len(out) >= limite || !tousLa(cherches, presents) {
				continue
			}
			tr := data.Trouvaille{Resume: d.resume()}
			x := data.Extracteur{Mots: cherches, Trouvaille: &tr}
			x.Reponses(d.svc, d.Reponses)
			for _, e := range d.recents() {
				x.Essayer(e.Texte)
			}
			out = append(out, tr)
		}
		return out, nil
	})
}

// tousLa tells whether all words are there; of the last one the beginning is enough.
func tousLa(cherches, presents []string) bool {
	for i, m := range cherches {
		debut := i == len(cherches)-1 && utf8.RuneCountInString(m) >= 3
		if !slices.ContainsFunc(presents, func(p string) bool { return p == m || debut && strings.HasPrefix(p, m) }) {
			return false
		}
	}
	return true
}
