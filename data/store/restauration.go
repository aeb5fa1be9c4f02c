package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"justicepartage/data"
	"justicepartage/data/disque"
	"justicepartage/data/vault"
)

// ContenuSauvegarde opens a backup with a password of its time, reads what it holds, and
// changes nothing in it.
func ContenuSauvegarde(ctx context.Context, copie string, opt Options, login, motDePasse string) (data.Contenu, error) {
	opt = opt.completer()
	vo := opt.coffre()
	vo.LectureSeule = true
	c, _, err := vault.Ouvrir(copie, vo, vault.MotDePasse(identifiant(login), motDePasse))
	if err != nil {
		return data.Contenu{}, erreurCoffre(err, opt.Lieu)
	}
	return contenuDe(ctx, copie, c, opt)
}

// Contenu reads what a backup of this base holds, without asking for a password again.
func (s sauvegardes) Contenu(ctx context.Context, copie string) (data.Contenu, error) {
	if s.coffre == nil {
		return data.Contenu{}, panne("Cette base n’est pas chiffrée.", nil)
	}
	c, err := s.coffre.OuvrirCopie(copie, true)
	if err != nil {
		if errors.Is(err, vault.ErrSecret) {
			return data.Contenu{}, panne("Cette sauvegarde est celle d’une autre base. Rien n’a été changé.", err)
		}
		return data.Contenu{}, erreurCoffre(err, s.opt.Lieu)
	}
	return contenuDe(ctx, copie, c, s.opt)
}

func contenuDe(ctx context.Context, copie string, c *vault.Coffre, opt Options) (out data.Contenu, err error) {
	defer func() { err = errors.Join(err, erreurCoffre(c.Fermer(), opt.Lieu)) }()
	s := &Base{coffre: c, opt: opt}
	db, err := ouvrirFichier(ctx, copie, c)
	if err != nil {
		return out, s.traduire(err)
	}
	defer db.Close()
	scripts, err := migrations(migrationsFS)
	if err != nil {
		return out, err
	}
	if err := notre(ctx, db, len(scripts)); err != nil {
		return out, s.traduire(err)
	}
	return lireContenuDe(ctx, s, db, copie)
}

func lireContenuDe(ctx context.Context, b *Base, db *sql.DB, copie string) (out data.Contenu, err error) {
	var le, numero sql.NullString
	if err := db.QueryRowContext(ctx, `
		SELECT count(*), (SELECT modifie_le FROM dossier ORDER BY modifie_le DESC LIMIT 1),
			(SELECT numero FROM dossier ORDER BY modifie_le DESC LIMIT 1)
		FROM dossier`).Scan(&out.Dossiers, &le, &numero); err != nil {
		return out, b.traduire(err)
	}
	out.Le, out.Numero = lireInstant(le.String), numero.String
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM compte").Scan(&out.Comptes); err != nil {
		return out, b.traduire(err)
	}
	if i, err := os.Stat(copie); err == nil {
		out.Octets = i.Size()
	}
	return out, nil
}

// Repeter restores a backup of this base into memory, checks it, and writes the receipt
// to the audit.
func (s sauvegardes) Repeter(ctx context.Context, copie string, progres data.Progres) (data.Repetition, error) {
	debut := time.Now()
	r := data.Repetition{Fait: s.opt.Horloge()}
	if s.coffre == nil {
		return r, panne("Cette base n’est pas chiffrée.", nil)
	}
	c, err := s.coffre.OuvrirCopie(copie, true)
	if err != nil {
		return r, erreurCoffre(err, s.opt.Lieu)
	}
	lue := &Base{coffre: c, opt: s.opt}
	r.Contenu, err = repeter(ctx, lue, copie, progres)
	if err = errors.Join(lue.traduire(err), erreurCoffre(c.Fermer(), s.opt.Lieu)); err != nil {
		return r, err
	}
	r.Duree = time.Since(debut)
	return r, s.ecrire(ctx, func(t *tx) error {
		return t.trace("repetition", 0, filepath.Base(copie), "", fmt.Sprint(r.Dossiers))
	})
}

func repeter(ctx context.Context, b *Base, copie string, progres data.Progres) (out data.Contenu, err error) {
	db, err := ouvrirFichier(ctx, copie, b.coffre)
	if err != nil {
		return out, err
	}
	defer db.Close()
	memoire, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return out, err
	}
	defer memoire.Close()
	memoire.SetMaxOpenConns(1)
	if err := verserDans(ctx, db, memoire, progres); err != nil {
		return out, err
	}
	var etat string
	if err := memoire.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&etat); err != nil {
		return out, err
	}
	if etat != "ok" {
		return out, panne("Cette sauvegarde est abîmée : n’y comptez pas. Faites-en une nouvelle, et gardez les plus anciennes.", nil)
	}
	return lireContenuDe(ctx, b, memoire, copie)
}

// Restaurer puts a backup in the place of a base that nobody holds. login and motDePasse
// are those of a responsable or of a technician at the time of the backup. The base that
// is replaced, damaged or not, is kept beside; the passwords of today stay if it can
// still be read.
func Restaurer(ctx context.Context, chemin, copie string, opt Options, login, motDePasse string, progres data.Progres) (r *data.Restauration, err error) {
	opt = opt.completer()
	vo := opt.coffre()
	vo.LectureSeule = true
	source, compte, err := vault.Ouvrir(copie, vo, vault.MotDePasse(identifiant(login), motDePasse))
	if err != nil {
		return nil, erreurCoffre(err, opt.Lieu)
	}
	defer func() { err = errors.Join(err, erreurCoffre(source.Fermer(), opt.Lieu)) }()
	rendre, err := vault.Tenir(chemin)
	if err != nil {
		return nil, erreurCoffre(err, opt.Lieu)
	}
	defer rendre()
	r = &data.Restauration{}
	neuve := chemin + ".restauration"
	if err := retirer(neuve); err != nil {
		return nil, panne("La restauration n’a pas pu commencer : la base n’a pas été touchée. Vérifiez que le dossier n’est pas protégé en écriture.",
			sansChemin(err))
	}
	if r.Contenu, err = preparerRestauration(ctx, source, copie, neuve, chemin, opt, compte, progres); err != nil {
		if ctx.Err() == nil {
			err = erreurCoffre(err, opt.Lieu)
		}
		return nil, errors.Join(err, retirer(neuve))
	}
	if r.Ancienne, err = mettreDeCote(chemin, opt.Horloge().In(opt.Lieu)); err != nil {
		return nil, panne("La base actuelle n’a pas pu être mise de côté : elle n’a pas été touchée.", errors.Join(sansChemin(err), retirer(neuve)))
	}
	if err := disque.Renommer(neuve, chemin); err != nil {
		err = sansChemin(err)
		if r.Ancienne != "" {
			err = errors.Join(err, deplacer(r.Ancienne, chemin))
		}
		return nil, panne("La sauvegarde n’a pas pu prendre la place de la base, qui est restée comme elle était.", err)
	}
	if err := vault.SyncDossier(filepath.Dir(chemin)); err != nil {
		return nil, panne("La sauvegarde est en place, mais le disque ne l’a pas confirmé : vérifiez-le avant de continuer.", sansChemin(err))
	}
	return r, nil
}

// preparerRestauration makes the new base beside the old one, up to date and checked.
func preparerRestauration(
	ctx context.Context, source *vault.Coffre, copie, neuve, chemin string, opt Options, compte int64, progres data.Progres,
) (out data.Contenu, err error) {
	db, err := ouvrirFichier(ctx, copie, source)
	if err != nil {
		return out, err
	}
	defer db.Close()
	s := &Base{coffre: source, opt: opt, db: db}
	scripts, err := migrations(migrationsFS)
	if err != nil {
		return out, err
	}
	if err := notre(ctx, db, len(scripts)); err != nil {
		return out, s.traduire(err)
	}
	var role, login string
	if err := db.QueryRowContext(ctx, "SELECT role, login FROM compte WHERE id = ?", compte).Scan(&role, &login); err != nil && !estIntrouvable(err) {
		return out, s.traduire(err)
	}
	if role != string(data.RoleResponsable) && role != string(data.RoleTechnicien) {
		return out, &data.Erreur{Code: data.Refuse, Message: "Seul un compte de responsable ou de technicien peut restaurer une sauvegarde. Rien n’a été changé."}
	}
	if out, err = lireContenuDe(ctx, s, db, copie); err != nil {
		return out, err
	}
	if err := copier(ctx, db, source, neuve, progres); err != nil {
		return out, s.traduire(err)
	}
	c, err := source.OuvrirCopie(neuve, false)
	if err != nil {
		return out, err
	}
	n := &Base{coffre: c, opt: opt, chemin: neuve}
	if n.db, err = ouvrirFichier(ctx, neuve, c); err != nil {
		return out, fermerApres(c, n.traduire(err))
	}
	err = migrer(ctx, n.db, neuve, scripts, c)
	if err == nil {
		err = n.ecrire(ctx, func(t *tx) error {
			return t.tracer(login, "restauration", 0, filepath.Base(copie), "", fmt.Sprint(out.Dossiers))
		})
	}
	if err == nil {
		if actuelle, e := c.OuvrirCopie(chemin, true); e == nil { // readable, and of the same base
			err = errors.Join(c.ReprendreFentes(actuelle), actuelle.Fermer())
		}
	}
	return out, errors.Join(n.traduire(err), n.Close())
}

// mettreDeCote gives the base that is replaced, and its journal, another name.
func mettreDeCote(chemin string, le time.Time) (string, error) {
	if _, err := os.Stat(chemin); errors.Is(err, os.ErrNotExist) {
		return "", retirer(chemin) // a journal without its base says nothing
	}
	ancienne := chemin + ".remplacee-" + le.Format(formatSauvegarde)
	for i := 2; ; i++ {
		if _, err := os.Stat(ancienne); errors.Is(err, os.ErrNotExist) {
			break
		}
		ancienne = fmt.Sprintf("%s.remplacee-%s-%d", chemin, le.Format(formatSauvegarde), i)
	}
	return ancienne, deplacer(chemin, ancienne)
}

func deplacer(de, vers string) error {
	for _, suffixe := range []string{"-wal", "-journal", ""} {
		if err := disque.Renommer(de+suffixe, vers+suffixe); err != nil && (suffixe == "" || !errors.Is(err, os.ErrNotExist)) {
			return err
		}
	}
	return nil
}
