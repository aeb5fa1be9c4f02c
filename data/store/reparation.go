package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// Repairing works on a copy: the damaged base is never written to. Each row is read on
// its own where a page does not let itself be read; what follows from the answers (the
// indexes, the counts, the keys of persons) is computed again; the audit is chained
// again, and says that it was.

// Atteinte is what damage takes from a dossier.
type Atteinte struct {
	Numero string // or « dossier 12 » when even the number is lost
	Quoi   []string
}

// Diagnostic tells what is damaged in a base.
type Diagnostic struct {
	Blocs    []string // in French, one by damaged block
	Dossiers []Atteinte
	Autres   []string // what is lost outside of dossiers
}

// Sain tells whether nothing was found.
func (d *Diagnostic) Sain() bool { return len(d.Blocs)+len(d.Dossiers)+len(d.Autres) == 0 }

// Diagnostiquer reads every block and every row of a base without changing it. Only a
// responsable or a technician may.
func Diagnostiquer(ctx context.Context, chemin string, opt Options, login, motDePasse string, progres data.Progres) (out *Diagnostic, err error) {
	l, err := ouvrirLese(ctx, chemin, chemin+".examen", opt, login, motDePasse)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.fermer()) }()
	if err := l.examiner(ctx, progres); err != nil {
		return nil, err
	}
	if err := l.parcourir(ctx); err != nil {
		return nil, err
	}
	return l.diag, nil
}

// lese is a working copy of a damaged base.
type lese struct {
	chemin string
	c      *vault.Coffre
	db     *sql.DB
	opt    Options
	diag   *Diagnostic
	perdus map[string]map[int64]bool // rows that cannot be read, by table
	compte int64
	login  string
}

func ouvrirLese(ctx context.Context, chemin, travail string, opt Options, login, motDePasse string) (l *lese, err error) {
	opt = opt.completer()
	if _, err := os.Stat(chemin); err != nil {
		return nil, panne("La base n’existe pas à cet endroit : vérifiez le chemin.", sansChemin(err))
	}
	rendre, err := vault.Tenir(chemin)
	if err != nil {
		return nil, erreurCoffre(err, opt.Lieu)
	}
	defer rendre()
	neuf := &lese{chemin: travail, opt: opt, diag: &Diagnostic{}, perdus: map[string]map[int64]bool{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, neuf.fermer())
		}
	}()
	if err := retirer(travail); err != nil {
		return nil, panne("Le contrôle n’a pas pu commencer : vérifiez que le dossier n’est pas protégé en écriture.", sansChemin(err))
	}
	for _, suffixe := range []string{"", "-wal", "-journal"} {
		if err := copierFichier(chemin+suffixe, travail+suffixe); err != nil {
			return nil, panne("La copie de travail n’a pas pu être faite : la base n’a pas été touchée. Vérifiez la place sur le disque.", sansChemin(err))
		}
	}
	if err := neuf.ouvrir(ctx, login, motDePasse); err != nil {
		return nil, err
	}
	return neuf, neuf.autoriser(ctx)
}

func (l *lese) ouvrir(ctx context.Context, login, motDePasse string) (err error) {
	vo := l.opt.coffre()
	if l.c, l.compte, err = vault.Ouvrir(l.chemin, vo, vault.MotDePasse(identifiant(login), motDePasse)); err != nil {
		var d *vault.Dommage
		if !errors.As(err, &d) || d.Partie == vault.PartieEntete {
			return erreurCoffre(err, l.opt.Lieu)
		}
		l.diag.Blocs = append(l.diag.Blocs, dommage(d))
	}
	if l.c == nil { // the root is lost, or the file was cut
		vo.Tolerant = true
		if l.c, l.compte, err = vault.Ouvrir(l.chemin, vo, vault.MotDePasse(identifiant(login), motDePasse)); err != nil {
			return erreurCoffre(err, l.opt.Lieu)
		}
	}
	if l.db, err = ouvrirFichier(ctx, l.chemin, l.c); err != nil {
		return erreurCoffre(errors.Join(l.c.Derniere(), err), l.opt.Lieu)
	}
	var n int
	if err = l.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n); err == nil {
		return nil
	}
	derniere := l.c.Derniere()
	d, _ := derniere.(*vault.Dommage)
	if d == nil || d.Partie == vault.PartieBase {
		return erreurCoffre(errors.Join(derniere, err), l.opt.Lieu)
	}
	// The journal or a table is damaged: without the one, without the other.
	l.diag.Blocs = append(l.diag.Blocs, dommage(d))
	if d.Partie == vault.PartieJournal {
		l.diag.Autres = append(l.diag.Autres, "les derniers enregistrements avant l’arrêt du programme, que seul le journal contenait")
	}
	l.db.Close()
	if err := l.c.Fermer(); err != nil {
		return erreurCoffre(err, l.opt.Lieu)
	}
	if d.Partie == vault.PartieJournal {
		if err := os.Remove(l.chemin + "-wal"); err != nil {
			return panne("La copie de travail n’a pas pu être préparée.", sansChemin(err))
		}
	}
	vo.Tolerant = true
	if l.c, l.compte, err = vault.Ouvrir(l.chemin, vo, vault.MotDePasse(identifiant(login), motDePasse)); err != nil {
		return erreurCoffre(err, l.opt.Lieu)
	}
	l.db, err = ouvrirFichier(ctx, l.chemin, l.c)
	return erreurCoffre(err, l.opt.Lieu)
}

// autoriser refuses the roles that may not repair. If the table of accounts is lost, the
// key slot alone answers for who asks.
func (l *lese) autoriser(ctx context.Context) error {
	var role string
	if err := l.db.QueryRowContext(ctx, "SELECT role FROM compte WHERE id = ?", l.compte).Scan(&role); err != nil {
		return nil
	}
	if role != string(data.RoleResponsable) && role != string(data.RoleTechnicien) {
		return &data.Erreur{Code: data.Refuse, Message: "Seul un compte de responsable ou de technicien peut contrôler et réparer une base."}
	}
	return nil
}

func (l *lese) fermer() error {
	var err error
	if l.db != nil {
		_ = l.db.Close() // a damaged base may not checkpoint: the copy is thrown away
	}
	if l.c != nil {
		_ = l.c.Fermer()
	}
	if e := retirer(l.chemin); e != nil {
		err = panne("La copie de travail n’a pas pu être effacée ; elle est chiffrée. "+
			"Effacez-la vous-même : son nom finit par « "+filepath.Ext(l.chemin)+" ».", sansChemin(e))
	}
	return err
}

func (l *lese) examiner(ctx context.Context, progres data.Progres) error {
	dommages, err := l.c.Examiner(func() bool { return ctx.Err() != nil }, progres)
	if err := errors.Join(erreurCoffre(err, l.opt.Lieu), ctx.Err()); err != nil {
		return err
	}
	for _, d := range dommages {
		if phrase := dommage(&d); !slices.Contains(l.diag.Blocs, phrase) {
			l.diag.Blocs = append(l.diag.Blocs, phrase)
		}
	}
	return nil
}

// tablesLues are the tables with a row number, how a row of one belongs to a dossier, and
// an index that also knows which rows there are.
var tablesLues = []struct{ nom, dossier, dit, index string }{
	{"compte", "", "un compte", "sqlite_autoindex_compte_1 WHERE login > ''"},
	{"trame", "", "le texte d’un service", "sqlite_autoindex_trame_1 WHERE service > ''"},
	{"personne", "", "une fiche de personne", ""},
	{"compteur", "", "un compteur de numéros", "sqlite_autoindex_compteur_1 WHERE prefixe > ''"},
	{"dossier", "id", "l’en-tête", ""},
	{"reponses", "dossier", "les réponses", ""},
	{"evenement", "dossier", "une ligne du journal", "evenement_dossier WHERE dossier > 0"},
	{"piece", "dossier", "une pièce", "piece_dossier WHERE dossier > 0"},
	{"document", "dossier", "un document finalisé", "sqlite_autoindex_document_1 WHERE dossier > 0"},
	{"renonce", "dossier", "une échéance à laquelle on a renoncé", "sqlite_autoindex_renonce_1 WHERE dossier > 0"},
	{"desaccord", "dossier", "une réponse restée à choisir", "sqlite_autoindex_desaccord_1 WHERE dossier > 0"},
	{"adaptation", "", "un texte adapté par l’association", "sqlite_autoindex_adaptation_1 WHERE chemin > ''"},
	{"fusion", "", "une réunion de fiches", ""},
	{"orientation", "origine_id", "une orientation vers un autre service", "sqlite_autoindex_orientation_1 WHERE origine_id > 0"},
	{"audit", "", "une ligne du journal d’audit", "audit_dossier WHERE dossier >= 0"},
	{"parametre", "", "un réglage", "sqlite_autoindex_parametre_1 WHERE cle > ''"},
}

// parcourir reads every row, and notes those that cannot be.
func (l *lese) parcourir(ctx context.Context) error {
	for _, t := range tablesLues {
		err := l.lignes(ctx, l.db, t.nom, "*", func([]any) error { return nil })
		if err != nil {
			return err
		}
	}
	return l.nommer(ctx)
}

// lignes calls f with each row that can be read: all at once, by halves where that
// fails. The first value is the row number.
func (l *lese) lignes(ctx context.Context, db *sql.DB, table, colonnes string, f func([]any) error) error {
	var max sql.NullInt64
	if err := db.QueryRowContext(ctx, "SELECT max(rowid) FROM "+table).Scan(&max); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		max.Int64 = l.borne(ctx, db, table)
	}
	return l.tranche(ctx, db, table, colonnes, 1, max.Int64, f)
}

// borne finds how far a table goes whose end cannot be read.
func (l *lese) borne(ctx context.Context, db *sql.DB, table string) int64 {
	n := int64(0)
	for _, q := range []string{
		"SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'",
		"SELECT max(dossier) FROM audit",
		"SELECT dernier FROM audit_ancre",
	} {
		var v sql.NullInt64
		if db.QueryRowContext(ctx, q).Scan(&v) == nil {
			n = max(n, v.Int64)
		}
	}
	return n + 1000
}

func (l *lese) tranche(ctx context.Context, db *sql.DB, table, colonnes string, de, a int64, f func([]any) error) error {
	if de > a {
		return nil
	}
	lues, suivante, err := lireTranche(ctx, db, table, colonnes, de, a, f)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errFonction):
		return errors.Unwrap(err)
	case err == nil:
		return nil
	}
	_ = lues
	if suivante > de { // what came before the damage was read
		de = suivante
	}
	if de >= a {
		if l.perdus[table] == nil {
			l.perdus[table] = map[int64]bool{}
		}
		l.perdus[table][de] = true
		return nil
	}
	milieu := de + (a-de)/2
	if err := l.tranche(ctx, db, table, colonnes, de, milieu, f); err != nil {
		return err
	}
	return l.tranche(ctx, db, table, colonnes, milieu+1, a, f)
}

var errFonction = errors.New("the caller's function failed")

type erreurFonction struct{ err error }

func (e erreurFonction) Error() string       { return e.err.Error() }
func (e erreurFonction) Unwrap() error       { return e.err }
func (e erreurFonction) Is(cible error) bool { return cible == errFonction }

// lireTranche reads the rows of a range in order until one fails.
func lireTranche(ctx context.Context, db *sql.DB, table, colonnes string, de, a int64, f func([]any) error) (lues int, suivante int64, err error) {
	rows, err := db.QueryContext(ctx, "SELECT rowid, "+colonnes+" FROM "+table+" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid", de, a)
	if err != nil {
		return 0, de, err
	}
	defer rows.Close()
	noms, err := rows.Columns()
	if err != nil {
		return 0, de, err
	}
	suivante = de
	for rows.Next() {
		v := make([]any, len(noms))
		p := make([]any, len(noms))
		for i := range v {
			p[i] = &v[i]
		}
		if err := rows.Scan(p...); err != nil {
			return lues, suivante, err
		}
		if err := f(v); err != nil {
			return lues, suivante, erreurFonction{err}
		}
		lues++
		suivante = v[0].(int64) + 1
	}
	return lues, suivante, rows.Err()
}

// nommer turns the rows that are lost into what people know: numbers of dossiers.
func (l *lese) nommer(ctx context.Context) error {
	par := map[string][]string{}
	noter := func(id int64, quoi string) {
		n := l.numero(ctx, id)
		if n == "" {
			return // a number of row that was never used
		}
		if !slices.Contains(par[n], quoi) {
			par[n] = append(par[n], quoi)
		}
	}
	for _, t := range tablesLues {
		autres := 0
		for id := range l.perdus[t.nom] {
			if t.nom == "dossier" || t.nom == "reponses" { // numbered as their dossier
				noter(id, t.dit)
				continue
			}
			d, existe := l.dossierDe(ctx, t.nom, t.dossier, t.index, id)
			switch {
			case !existe:
			case d > 0:
				noter(d, t.dit)
			default:
				autres++
			}
		}
		if autres > 0 {
			l.diag.Autres = append(l.diag.Autres, fmt.Sprintf("%s (jusqu’à %d)", t.dit, autres))
		}
	}
	for _, n := range slices.Sorted(func(yield func(string) bool) {
		for k := range par {
			if !yield(k) {
				return
			}
		}
	}) {
		l.diag.Dossiers = append(l.diag.Dossiers, Atteinte{n, par[n]})
	}
	return ctx.Err()
}

// numero finds the number of a dossier, in its row, an index, or the audit.
func (l *lese) numero(ctx context.Context, id int64) string {
	var n string
	for _, q := range []string{
		"SELECT numero FROM dossier WHERE id = ?",
		"SELECT numero FROM dossier INDEXED BY dossier_etat_numero WHERE etat IN ('ouvert', 'clos') AND numero > '' AND id = ?",
		"SELECT apres FROM audit WHERE dossier = ? AND action = 'creation'",
	} {
		if l.db.QueryRowContext(ctx, q, id).Scan(&n) == nil {
			return n
		}
	}
	var sait int
	if l.db.QueryRowContext(ctx, "SELECT count(*) FROM audit WHERE dossier = ?", id).Scan(&sait) == nil && sait == 0 {
		return ""
	}
	return fmt.Sprintf("dossier %d", id)
}

// dossierDe finds in an index whether a row that cannot be read was ever there, and its
// dossier.
func (l *lese) dossierDe(ctx context.Context, table, dossier, index string, id int64) (d int64, existe bool) {
	if index == "" {
		return 0, true
	}
	if dossier == "" {
		dossier = "0"
	}
	err := l.db.QueryRowContext(ctx, "SELECT "+dossier+" FROM "+table+" INDEXED BY "+index+" AND rowid = ?", id).Scan(&d)
	return d, !estIntrouvable(err)
}

func copierFichier(de, vers string) (err error) {
	f, err := os.Open(de)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	g, err := os.OpenFile(vers, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(g, f)
	return errors.Join(err, g.Close())
}

// Phrases tells a diagnostic in French, a line at a time.
func (d *Diagnostic) Phrases() []string {
	out := slices.Clone(d.Blocs)
	for _, a := range d.Dossiers {
		out = append(out, fmt.Sprintf("Dossier %s : atteint (%s).", strings.TrimPrefix(a.Numero, "dossier "), strings.Join(a.Quoi, ", ")))
	}
	if len(d.Autres) > 0 {
		out = append(out, "Également atteint : "+strings.Join(d.Autres, " ; ")+".")
	}
	return out
}
