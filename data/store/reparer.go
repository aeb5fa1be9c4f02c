package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Reparation tells what a repair saved, and what it could not.
type Reparation struct {
	Diagnostic
	Dossiers int // saved whole or in part
}

// Reparer brings all that can be read of a damaged base into a new one, at dest. The
// damaged one is not changed. Only a responsable or a technician may.
func Reparer(ctx context.Context, chemin, dest string, opt Options, login, motDePasse string, progres data.Progres) (out *Reparation, err error) {
	if _, err := os.Stat(dest); err == nil {
		return nil, panne("Un fichier existe déjà à cet endroit : il n’a pas été touché. Choisissez un autre nom pour la base réparée.", nil)
	}
	l, err := ouvrirLese(ctx, chemin, dest+".examen", opt, login, motDePasse)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.fermer()) }()
	if err := l.examiner(ctx, progres); err != nil {
		return nil, err
	}
	l.login = identifiant(login)
	out, err = l.reparer(ctx, dest)
	if err != nil {
		return nil, errors.Join(err, retirer(dest))
	}
	return out, nil
}

func (l *lese) reparer(ctx context.Context, dest string) (out *Reparation, err error) {
	c, err := l.c.Copier(dest)
	if err != nil {
		return nil, erreurCoffre(err, l.opt.Lieu)
	}
	b, err := preparer(ctx, dest, l.opt, c)
	if err != nil {
		return nil, fermerApres(c, err)
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if _, err := b.db.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return nil, b.traduire(err)
	}
	for _, t := range tablesLues {
		if t.nom == "audit" {
			continue
		}
		if err := l.recopier(ctx, b, t.nom); err != nil {
			return nil, err
		}
	}
	if err := l.recopierAudit(ctx, b); err != nil {
		return nil, err
	}
	if err := l.recopierLiens(ctx, b); err != nil {
		return nil, err
	}
	if err := l.nommer(ctx); err != nil {
		return nil, err
	}
	n, err := l.refaire(ctx, b)
	if err != nil {
		return nil, err
	}
	return &Reparation{Diagnostic: *l.diag, Dossiers: n}, nil
}

// communes are the columns of a table that both bases have.
func communes(ctx context.Context, de, vers *sql.DB, table string) ([]string, error) {
	lire := func(db *sql.DB) (map[string]bool, []string, error) {
		rows, err := db.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", table)
		if err != nil {
			return nil, nil, err
		}
		defer rows.Close()
		m, l := map[string]bool{}, []string(nil)
		for rows.Next() {
			var n string
			if err := rows.Scan(&n); err != nil {
				return nil, nil, err
			}
			m[n], l = true, append(l, n)
		}
		return m, l, rows.Err()
	}
	ont, _, err := lire(de)
	if err != nil {
		return nil, err
	}
	_, l, err := lire(vers)
	var out []string
	for _, n := range l {
		if ont[n] {
			out = append(out, n)
		}
	}
	return out, err
}

// recopier brings the readable rows of a table over, in one transaction.
func (l *lese) recopier(ctx context.Context, b *Base, table string) error {
	colonnes, err := communes(ctx, l.db, b.db, table)
	if err != nil || len(colonnes) == 0 {
		return b.traduire(err)
	}
	liste := strings.Join(colonnes, ", ")
	return b.ecrire(ctx, func(t *tx) error {
		return l.lignes(ctx, l.db, table, liste, func(v []any) error {
			for i := range v {
				if b, ok := v[i].([]byte); ok {
					v[i] = octets(b)
				}
			}
			return t.faire("INSERT OR REPLACE INTO "+table+" (rowid, "+liste+") VALUES (?"+strings.Repeat(", ?", len(colonnes))+")", v...)
		})
	})
}

// recopierAudit chains the readable rows of the audit again, under new numbers if some
// are lost, and says so.
func (l *lese) recopierAudit(ctx context.Context, b *Base) error {
	return b.ecrire(ctx, func(t *tx) error {
		n := 0
		err := l.lignes(ctx, l.db, "audit", "le, compte, action, dossier, objet, avant, apres", func(v []any) error {
			n++
			texte := func(i int) string { x, _ := v[i].(string); return x }
			dossier, _ := v[4].(int64)
			t.le = lireInstant(texte(1))
			return t.tracer(texte(2), texte(3), dossier, texte(5), texte(6), texte(7))
		})
		if err != nil {
			return err
		}
		t.le = b.opt.Horloge()
		return t.tracer("", "reparation", 0, "", fmt.Sprintf("%d lignes d’audit illisibles", len(l.perdus["audit"])), fmt.Sprint(n))
	})
}

// recopierLiens brings over who is in which dossier: a table without row numbers, read
// dossier by dossier.
func (l *lese) recopierLiens(ctx context.Context, b *Base) error {
	return b.ecrire(ctx, func(t *tx) error {
		var ids []int64
		if err := t.lignes("SELECT id FROM dossier ORDER BY id", nil, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			ids = append(ids, id)
			return err
		}); err != nil {
			return err
		}
		for _, id := range ids {
			rows, err := l.db.QueryContext(ctx, "SELECT role, ligne, personne FROM dossier_personne WHERE dossier = ?", id)
			if err != nil {
				continue // made again from the answers
			}
			for rows.Next() {
				var role, ligne string
				var p int64
				if rows.Scan(&role, &ligne, &p) != nil {
					break
				}
				if err := t.faire(`INSERT INTO dossier_personne (dossier, role, ligne, personne)
					SELECT ?, ?, ?, id FROM personne WHERE id = ?`, id, role, ligne, p); err != nil {
					rows.Close()
					return err
				}
			}
			rows.Close()
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
}

// refaire computes again what follows from the answers, and gives what lost its dossier
// or its referent something to hang on.
func (l *lese) refaire(ctx context.Context, b *Base) (n int, err error) {
	err = b.ecrire(ctx, func(t *tx) error {
		// A dossier whose answers are lost keeps its place, empty.
		for _, q := range []string{
			"INSERT INTO reponses (dossier, doc) SELECT id, '{}' FROM dossier WHERE id NOT IN (SELECT dossier FROM reponses)",
			"DELETE FROM reponses WHERE dossier NOT IN (SELECT id FROM dossier)",
			"DELETE FROM evenement WHERE dossier NOT IN (SELECT id FROM dossier)",
			"DELETE FROM piece WHERE dossier NOT IN (SELECT id FROM dossier)",
			"DELETE FROM renonce WHERE dossier NOT IN (SELECT id FROM dossier)",
			"DELETE FROM desaccord WHERE dossier NOT IN (SELECT id FROM dossier)",
			"DELETE FROM orientation WHERE dossier NOT IN (SELECT id FROM dossier) OR origine_id NOT IN (SELECT id FROM dossier)",
			"DROP TRIGGER document_ineffacable",
			"DELETE FROM document WHERE dossier NOT IN (SELECT id FROM dossier)",
			declencheurDocument,
		} {
			if err := t.faire(q); err != nil {
				return err
			}
		}
		if err := l.compteReparateur(t); err != nil {
			return err
		}
		if err := comptesManquants(t); err != nil {
			return err
		}
		if err := compteursManquants(t); err != nil {
			return err
		}
		return clesPersonnes(t)
	})
	if err != nil {
		return 0, err
	}
	var numeros []string
	if err := b.ecrire(ctx, func(t *tx) error {
		return t.lignes("SELECT numero FROM dossier ORDER BY id", nil, func(scan func(...any) error) error {
			var n string
			err := scan(&n)
			numeros = append(numeros, n)
			return err
		})
	}); err != nil {
		return 0, err
	}
	const lot = 200
	for i := 0; i < len(numeros); i += lot {
		if err := b.ecrire(ctx, func(t *tx) error {
			t.compte.Role = data.RoleResponsable // the repair sees everything
			for _, numero := range numeros[i:min(i+lot, len(numeros))] {
				if err := refaireDossier(t, numero, l.diag); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return 0, err
		}
	}
	return len(numeros), nil
}

const declencheurDocument = `CREATE TRIGGER document_ineffacable
BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a finalised document is not deleted'); END`

// refaireDossier indexes a dossier again. One whose service or answers no longer read is
// kept as it is, and told.
func refaireDossier(t *tx, numero string, d *Diagnostic) error {
	portee, args := t.porteeContenu()
	dossier, svc, err := t.lireDossierDans(numero, portee, args)
	if err != nil {
		dit := "les réponses ne se relisent pas"
		if e := epinglerPerdu(t, numero); e == nil {
			dossier, svc, err = t.lireDossierDans(numero, portee, args)
			dit = "le texte du service"
		}
		d.Dossiers = append(d.Dossiers, Atteinte{numero, []string{dit}})
		if err != nil {
			return t.ctx.Err()
		}
	}
	e := t.deriver(dossier, svc)
	if err := indexer(t, dossier, nil, e); err != nil {
		return err
	}
	if err := projeter(t, dossier, nil, e); err != nil {
		return err
	}
	return lierPersonnes(t, dossier, e.Gens, nil)
}

// epinglerPerdu puts the shipped text of a service in the place of one that is lost, if
// it is the same version.
func epinglerPerdu(t *tx, numero string) error {
	var service, version string
	if err := t.un([]any{&service, &version}, "SELECT service, version FROM dossier WHERE numero = ?", numero); err != nil {
		return err
	}
	svc, err := trame.Charger(t.b.assets(service), service)
	if err != nil {
		return err
	}
	if svc.Version != version {
		return errors.New("the shipped service is of another version")
	}
	return t.epingler(svc)
}

// comptesManquants puts an account that opens nothing where a dossier or a document names
// one that is lost.
func comptesManquants(t *tx) error {
	return t.faire(`
		INSERT INTO compte (id, login, nom, fonction, role, services, habilite_du, habilite_au, sel, empreinte, derivation, retire_le)
		SELECT id, 'perdu-' || id, 'Compte perdu n° ' || id, '', ?, '[]', '', '', x'', x'', '', ?
		FROM (
			SELECT referent AS id FROM dossier
			UNION SELECT auteur FROM evenement
			UNION SELECT finalise_par FROM document UNION SELECT compte FROM renonce)
		WHERE id NOT IN (SELECT id FROM compte)`, string(data.RoleAccueil), instant(t.le))
}

// compteReparateur lets whoever repairs open what they repaired, if their account is
// lost. Their role is lost too: they get the one that sees nothing. The recovery sheet
// makes a responsable again.
func (l *lese) compteReparateur(t *tx) error {
	var n int
	if err := t.un([]any{&n}, "SELECT count(*) FROM compte WHERE id = ?", l.compte); err != nil || n > 0 {
		return err
	}
	l.diag.Autres = append(l.diag.Autres, "votre compte : il rouvre la base, sans accès aux dossiers. La feuille de secours refait un compte de responsable")
	return t.faire(`
		INSERT INTO compte (id, login, nom, fonction, role, services, habilite_du, habilite_au, sel, empreinte, derivation)
		VALUES (?, ?, ?, '', ?, '[]', '', '', x'', x'', '')`, l.compte, l.login, l.login, string(data.RoleTechnicien))
}

// compteursManquants never gives a number twice, even if the counters are lost.
func compteursManquants(t *tx) error {
	vus := map[[2]string]int{}
	noter := func(numero string) {
		p := strings.Split(numero, "-")
		var n int
		if len(p) < 3 {
			return
		}
		if _, err := fmt.Sscanf(p[len(p)-1], "%d", &n); err != nil {
			return
		}
		k := [2]string{strings.Join(p[1:len(p)-1], "-"), p[0]}
		vus[k] = max(vus[k], n)
	}
	for _, q := range []string{"SELECT numero FROM dossier", "SELECT apres FROM audit WHERE action = 'creation'"} {
		if err := t.lignes(q, nil, func(scan func(...any) error) error {
			var n string
			err := scan(&n)
			noter(n)
			return err
		}); err != nil {
			return err
		}
	}
	for k, n := range vus {
		if err := t.faire(`
			INSERT INTO compteur (prefixe, annee, dernier) VALUES (?, CAST(? AS INTEGER), ?)
			ON CONFLICT (prefixe, annee) DO UPDATE SET dernier = max(dernier, excluded.dernier)`, k[0], k[1], n); err != nil {
			return err
		}
	}
	return nil
}

func clesPersonnes(t *tx) error {
	var ids []int64
	if err := t.lignes("SELECT id FROM personne ORDER BY id", nil, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	}); err != nil {
		return err
	}
	for _, id := range ids {
		p, err := t.personne(id)
		if err != nil {
			return err
		}
		for _, cle := range identite.ClesDeRapprochement(p.Identite()) {
			if err := t.faire("INSERT OR IGNORE INTO personne_cle (cle, personne) VALUES (?, ?)", cle, id); err != nil {
				return err
			}
		}
	}
	return nil
}
