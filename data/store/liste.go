package store

import (
	"context"

	"justicepartage/data"
)

const colonnesResume = "d.id, d.numero, d.service, d.titre, d.etat, d.etape, d.numero_parquet, d.saisine, d.audience, d.echeance, d.referent, d.modifie_le"

func lireResume(scan func(...any) error) (r data.Resume, err error) {
	var modifie string
	err = scan(&r.ID, &r.Numero, &r.Service, &r.Titre, &r.Etat, &r.Etape, &r.NumeroParquet, &r.Saisine, &r.Audience, &r.Echeance, &r.Referent, &modifie)
	r.ModifieLe = lireInstant(modifie)
	return r, err
}

// tris are the orders of a list, each on an index.
var tris = map[string]string{
	"":         "d.id",
	"numero":   "d.numero",
	"titre":    "d.titre_tri",
	"saisine":  "d.saisine",
	"audience": "d.audience",
	"echeance": "d.echeance",
	"etape":    "d.etape",
	"modifie":  "d.modifie_le",
}

func ouFiltre(t *tx, f data.Filtre) (string, []any, error) {
	portee, args, err := t.porteeListe()
	ou := "WHERE 1 = 1" + portee
	ajouter := func(cond string, v any, utile bool) {
		if utile {
			ou += " AND " + cond
			args = append(args, v)
		}
	}
	ajouter("d.service = ?", f.Service, f.Service != "")
	ajouter("d.etat = ?", f.Etat, f.Etat != "")
	ajouter("d.etape = ?", f.Etape, f.Etape != "")
	ajouter("d.referent = ?", f.Referent, f.Referent != 0)
	ajouter("d.saisine >= ?", f.Du, f.Du != "")
	ajouter("d.saisine < ? || 'U'", f.Au, f.Au != "") // « U » follows the « T » of the hour
	if f.Datees && (f.Tri == "echeance" || f.Tri == "audience") {
		ou += " AND " + tris[f.Tri] + " > ''"
	}
	return ou, args, err
}

// Dossiers returns a page of the list.
func (s recherche) Dossiers(ctx context.Context, f data.Filtre) ([]data.Resume, error) {
	tri, ok := tris[f.Tri]
	if !ok {
		return nil, data.ErrTri
	}
	sens := ""
	if f.Inverse {
		sens = " DESC"
	}
	limite := f.Limite
	if limite <= 0 {
		limite = -1
	}
	var out []data.Resume
	err := s.lireIdentite(ctx, func(t *tx) error {
		ou, args, err := ouFiltre(t, f)
		if err != nil {
			return err
		}
		return t.lignes("SELECT "+colonnesResume+" FROM dossier d "+ou+" ORDER BY "+tri+sens+", d.id"+sens+" LIMIT ? OFFSET ?",
			append(args, limite, f.Decalage), func(scan func(...any) error) error {
				r, err := lireResume(scan)
				out = append(out, r)
				return err
			})
	})
	return out, err
}

// Compter counts the dossiers of a list.
func (s recherche) Compter(ctx context.Context, f data.Filtre) (int, error) {
	n := 0
	err := s.lireIdentite(ctx, func(t *tx) error {
		ou, args, err := ouFiltre(t, f)
		if err != nil {
			return err
		}
		return t.un([]any{&n}, "SELECT count(*) FROM dossier d "+ou, args...)
	})
	return n, err
}

// Comptages returns the number of dossiers per value of an indicator, for the requests
// that came in between two days, both included; "" leaves a side open.
func (s recherche) Comptages(ctx context.Context, service, cle, du, au string) (map[string]int, error) {
	out := map[string]int{}
	err := s.lireContenu(ctx, func(t *tx) error {
		ou, args, err := ouFiltre(t, data.Filtre{Service: service, Du: du, Au: au})
		if err != nil {
			return err
		}
		return t.lignes(`
			SELECT i.valeur, count(DISTINCT d.id)
			FROM indicateur i JOIN dossier d ON d.id = i.dossier `+ou+` AND i.cle = ?
			GROUP BY i.valeur
			ORDER BY i.valeur`, append(args, cle), func(scan func(...any) error) error {
			var valeur string
			var n int
			err := scan(&valeur, &n)
			out[valeur] = n
			return err
		})
	})
	return out, err
}
