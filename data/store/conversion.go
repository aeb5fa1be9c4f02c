package store

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"justicepartage/data"
	"justicepartage/data/disque"
	"justicepartage/data/vault"
)

// A plain base of ours, of before the vault, is encrypted the first time a responsable
// opens it: copied, checked, put in its place; then the plain file is overwritten and
// removed. At no moment is there less than one whole base.

const (
	suffixeClair  = ".en-clair"
	suffixeScelle = ".chiffrement"
)

// reprendreConversion puts a plain file back whose encryption was stopped between two
// names.
func reprendreConversion(chemin string) error {
	if _, err := os.Stat(chemin); err == nil {
		return nil
	}
	if _, err := os.Stat(chemin + suffixeClair); err != nil {
		return nil
	}
	if err := disque.Renommer(chemin+suffixeClair, chemin); err != nil {
		return panne("Le chiffrement de la base avait été interrompu, et la base n’a pas pu être remise à sa place. "+
			"Vérifiez que le dossier n’est pas protégé en écriture.", sansChemin(err))
	}
	return nil
}

func convertir(ctx context.Context, chemin string, opt Options, login, motDePasse string) (avis []string, err error) {
	scripts, err := migrations(migrationsFS)
	if err != nil {
		return nil, err
	}
	scelle := chemin + suffixeScelle
	if err := retirer(scelle); err != nil {
		return nil, panne("Le chiffrement de la base n’a pas pu commencer : la base n’a pas été touchée. Vérifiez que le dossier n’est pas protégé en écriture.",
			sansChemin(err))
	}
	autres, err := sceller(ctx, chemin, scelle, opt, len(scripts), login, motDePasse)
	if err != nil {
		return nil, errors.Join(traduire(err), retirer(scelle))
	}
	if err := disque.Renommer(chemin, chemin+suffixeClair); err != nil {
		return nil, panne("La base n’a pas pu être chiffrée : elle n’a pas été touchée. Vérifiez que le dossier n’est pas protégé en écriture.",
			errors.Join(sansChemin(err), retirer(scelle)))
	}
	if err := disque.Renommer(scelle, chemin); err != nil {
		err = errors.Join(sansChemin(err), disque.Renommer(chemin+suffixeClair, chemin))
		return nil, panne("La base n’a pas pu être chiffrée : elle est restée comme elle était. Vérifiez que le dossier n’est pas protégé en écriture.", err)
	}
	if err := vault.SyncDossier(filepath.Dir(chemin)); err != nil {
		return nil, panne("Le disque n’a pas confirmé le chiffrement de la base. L’ancien fichier est gardé à côté, en clair : recommencez.", sansChemin(err))
	}
	phrase := "La base vient d’être chiffrée, contrôlée, et l’ancien fichier lisible a été effacé. " +
		"Faites une feuille de secours, et détruisez les copies lisibles qui resteraient ailleurs."
	if err := effacerFichier(chemin + suffixeClair); err != nil {
		phrase = "La base vient d’être chiffrée et contrôlée, mais l’ancien fichier lisible n’a pas pu être effacé : " +
			"il est resté à côté, avec la fin « " + suffixeClair + " ». Effacez-le vous-même, et faites une feuille de secours."
	}
	avis = append(avis, phrase)
	if autres > 0 {
		avis = append(avis, fmt.Sprintf("Les autres comptes (%d) ne peuvent plus ouvrir la base avec leur ancien mot de passe : "+
			"donnez-leur-en un nouveau dans les comptes.", autres))
	}
	return avis, nil
}

// sceller copies a plain base into a vault, for the responsable whose password this is.
func sceller(ctx context.Context, chemin, scelle string, opt Options, versions int, login, motDePasse string) (autres int, err error) {
	db, err := ouvrirFichier(ctx, chemin, nil)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, traduire(db.Close())) }()
	if err := notre(ctx, db, versions); err != nil {
		return 0, err
	}
	if err := prendre(ctx, db); err != nil {
		return 0, err
	}
	id, autres, err := reconnaitreResponsable(ctx, db, login, motDePasse)
	if err != nil {
		return 0, err
	}
	comptes, err := compterTables(ctx, db)
	if err != nil {
		return 0, err
	}
	c, err := vault.Creer(scelle, opt.coffre())
	if err != nil {
		return 0, erreurCoffre(err, opt.Lieu)
	}
	defer func() { err = errors.Join(err, erreurCoffre(c.Fermer(), opt.Lieu)) }()
	if err := verser(ctx, db, scelle, c, nil); err != nil {
		return 0, err
	}
	if err := c.PoserCompte(id, identifiant(login), motDePasse); err != nil {
		return 0, erreurCoffre(err, opt.Lieu)
	}
	return autres, nettoyer(ctx, scelle, c, comptes)
}

// nettoyer checks the sealed copy and takes the hashes of passwords out of it.
func nettoyer(ctx context.Context, scelle string, c *vault.Coffre, comptes map[string]int64) (err error) {
	db, err := ouvrirFichier(ctx, scelle, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := prendre(ctx, db); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "UPDATE compte SET sel = x'', empreinte = x'', derivation = ''"); err != nil {
		return err
	}
	var etat string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&etat); err != nil || etat != "ok" {
		return errors.Join(err, panne("La base n’a pas pu être chiffrée : la copie ne se relit pas. La base n’a pas été touchée.", nil))
	}
	relus, err := compterTables(ctx, db)
	if err != nil {
		return err
	}
	for nom, n := range comptes {
		if relus[nom] != n {
			return panne("La base n’a pas pu être chiffrée : la copie n’est pas complète. La base n’a pas été touchée.", nil)
		}
	}
	return nil
}

func reconnaitreResponsable(ctx context.Context, db *sql.DB, login, motDePasse string) (id int64, autres int, err error) {
	var sel, empreinte []byte
	var deriv, role string
	err = db.QueryRowContext(ctx, `
		SELECT id, sel, empreinte, derivation, role FROM compte WHERE login = ?`, identifiant(login)).Scan(&id, &sel, &empreinte, &deriv, &role)
	if estIntrouvable(err) {
		deriver(derivationNeuve, motDePasse, make([]byte, 16))
		return 0, 0, refus()
	}
	if err != nil {
		return 0, 0, err
	}
	d, err := lireDerivation(deriv)
	if err != nil {
		return 0, 0, err
	}
	if subtle.ConstantTimeCompare(deriver(d, motDePasse, sel), empreinte) != 1 {
		return 0, 0, refus()
	}
	if role != string(data.RoleResponsable) {
		return 0, 0, &data.Erreur{
			Code:    data.Refuse,
			Message: "Cette base n’est pas encore chiffrée : un compte de responsable doit l’ouvrir une première fois. Rien n’a été changé.",
		}
	}
	err = db.QueryRowContext(ctx, "SELECT count(*) - 1 FROM compte").Scan(&autres)
	return id, autres, err
}

// effacerFichier overwrites a file, then removes it. On a disk that moves what it
// overwrites (SSD) something may remain: docs/vault.md says so.
func effacerFichier(chemin string) error {
	f, err := os.OpenFile(chemin, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	i, err := f.Stat()
	if err == nil {
		zeros := make([]byte, 1<<20)
		for reste := i.Size(); reste > 0 && err == nil; {
			n := min(reste, int64(len(zeros)))
			_, err = f.Write(zeros[:n])
			reste -= n
		}
	}
	err = errors.Join(err, f.Sync(), f.Close())
	return errors.Join(err, retirer(chemin))
}
