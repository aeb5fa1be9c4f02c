package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// tx is a transaction, with one instant and the account it is made for.
type tx struct {
	*sql.Tx
	ctx    context.Context
	b      *Base
	compte data.Compte // none for what the base does by itself
	le     time.Time

	derniere  int64 // last row of the audit that it wrote
	nouvelles []data.Nouvelle
	rejouee   bool // the write was done before, under the same identity
}

// transaction runs one transaction. An error or a panic undoes it. What it announced is told
// once it is on the disk; par is the session that made it.
func (b *Base) transaction(ctx context.Context, par string, f func(*tx) error) error {
	brut, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return b.traduire(err)
	}
	defer brut.Rollback()
	t := &tx{Tx: brut, ctx: ctx, b: b, le: b.opt.Horloge()}
	if err := f(t); err != nil {
		return b.traduire(err)
	}
	if err := brut.Commit(); err != nil {
		return b.traduire(err)
	}
	b.flux.Publier(par, t.nouvelles)
	return nil
}

// ecrire runs a transaction that the base makes by itself, for no account.
func (b *Base) ecrire(ctx context.Context, f func(*tx) error) error {
	return b.transaction(ctx, "", f)
}

// annoncer tells the other sessions of a change, once it is on the disk.
func (t *tx) annoncer(quoi, service, numero string) {
	t.nouvelles = append(t.nouvelles, data.Nouvelle{Quoi: quoi, Service: service, Numero: numero})
}

// voit tells whether the account sees a service.
func (t *tx) voit(service string) bool { return t.b.voit(t.compte, service) }

// portee limits a query on dossier d to those whose names the account may see.
func (t *tx) portee() (string, []any) {
	services, parmi := t.compte.Services, "d.service IN"
	if len(services) == 0 {
		// « + »: nearly every dossier passes, and the index on services must not be taken for it.
		services, parmi = t.b.reservees(), "+d.service NOT IN"
	}
	sql := t.roles()
	if len(services) == 0 {
		return sql, nil
	}
	liste, args := parmiCeux(services)
	return sql + " AND " + parmi + liste, args
}

// porteeListe is portee for a query that goes through many dossiers in the order of an index:
// what is hidden is told by its number, which every index holds, and nothing is looked at when
// nothing is hidden. Reading the service of each row passed over made a page of the list ten
// times slower.
func (t *tx) porteeListe() (string, []any, error) {
	caches := t.b.reservees()
	if len(t.compte.Services) > 0 || len(caches) == 0 {
		sql, args := t.portee()
		return sql, args, nil
	}
	liste, args := parmiCeux(caches)
	var existe bool
	if err := t.un([]any{&existe}, "SELECT EXISTS (SELECT 1 FROM dossier WHERE service IN"+liste+")", args...); err != nil {
		return "", nil, err
	}
	if !existe {
		return t.roles(), nil, nil
	}
	return t.roles() + " AND d.id NOT IN (SELECT id FROM dossier WHERE service IN" + liste + ")", args, nil
}

// roles is the part of portee that the role decides.
func (t *tx) roles() string {
	switch t.compte.Role {
	case data.RoleAccueil, data.RoleIntervenant, data.RoleResponsable:
		return ""
	}
	return " AND 0" // the technician, or a role that is not known here
}

func parmiCeux(l []string) (string, []any) {
	args := make([]any, len(l))
	for i, x := range l {
		args[i] = x
	}
	return " (?" + strings.Repeat(", ?", len(args)-1) + ")", args
}

// porteeContenu limits a query on dossier d to those whose content the account may see.
func (t *tx) porteeContenu() (string, []any) {
	sql, args := t.portee()
	switch t.compte.Role {
	case data.RoleIntervenant, data.RoleResponsable:
	default:
		sql = " AND 0" + sql
	}
	return sql, args
}

// examiner examines a dossier for the account.
func (t *tx) examiner(d *data.Dossier, svc *trame.Service) *trame.Examen {
	return svc.Examiner(d.Reponses, d.Contexte(t.civil(), t.compte.Signataire()))
}

func (t *tx) un(dest []any, query string, args ...any) error {
	return t.QueryRowContext(t.ctx, query, args...).Scan(dest...)
}

func (t *tx) faire(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// lignes runs a query and calls f with a scanner for each row.
func (t *tx) lignes(query string, args []any, f func(scan func(...any) error) error) error {
	rows, err := t.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

const largeurInstant = "2006-01-02T15:04:05.000Z"

func instant(t time.Time) string { return t.UTC().Format(largeurInstant) }

func lireInstant(s string) time.Time {
	t, _ := time.Parse(largeurInstant, s)
	return t
}

// civil is the civil time of the office.
func (t *tx) civil() time.Time { return t.le.In(t.b.opt.Lieu) }

func listeJSON(l []string) string {
	if l == nil {
		l = []string{}
	}
	b, _ := json.Marshal(l)
	return string(b)
}

func lireListe(s string) []string {
	var l []string
	if json.Unmarshal([]byte(s), &l) != nil || len(l) == 0 {
		return nil
	}
	return l
}

func introuvable() error {
	return data.ErrDossier
}

func estIntrouvable(err error) bool { return errors.Is(err, sql.ErrNoRows) }
