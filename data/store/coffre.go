package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// Derivation are the parameters that slow down who tries passwords: passes, KiB, threads
// of Argon2id.
type Derivation = vault.Derivation

func (o Options) coffre() vault.Options {
	return vault.Options{Derivation: o.Derivation, Horloge: o.Horloge}
}

func parQui(o *vault.Occupe, lieu *time.Location) string {
	s := "Cette base est déjà ouverte par un autre programme"
	switch {
	case o.Par != "" && !o.Depuis.IsZero():
		s += fmt.Sprintf(" (%s, depuis le %s)", o.Par, o.Depuis.In(lieu).Format("02/01/2006 à 15 h 04"))
	default:
		s += ", peut-être sur un autre poste"
	}
	return s + ". Fermez-le, puis recommencez."
}

// EstAbime tells whether an error says that the file is damaged, for a window to offer
// the backups.
func EstAbime(err error) bool {
	var d *vault.Dommage
	return errors.As(err, &d)
}

// erreurCoffre puts an error of the vault into words.
func erreurCoffre(err error, lieu *time.Location) error {
	if lieu == nil {
		lieu = time.Local
	}
	var nous *data.Erreur
	var d *vault.Dommage
	var o *vault.Occupe
	var t *vault.TropDEssais
	switch {
	case err == nil || errors.As(err, &nous):
		return err
	case errors.Is(err, vault.ErrSecret):
		return &data.Erreur{Code: data.Refuse, Message: "L’identifiant ou le mot de passe n’est pas le bon.", Err: err}
	case errors.As(err, &t):
		return data.TropDEssais(t.Jusque, lieu, err)
	case errors.As(err, &o):
		return panne(parQui(o, lieu), err)
	case errors.As(err, &d):
		return panne(dommage(d)+" Rien n’a été changé. N’y écrivez plus : restaurez la dernière sauvegarde, ou essayez la réparation.", err)
	case errors.Is(err, vault.ErrVersion):
		return panne("Cette base a été écrite par une version plus récente du programme. Elle n’a pas été touchée : installez la dernière version.", err)
	case errors.Is(err, vault.ErrPasCoffre):
		return panne("Ce fichier n’est pas une base de Justice et Partage, ou il est abîmé. Vérifiez le chemin, ou restaurez une sauvegarde.", err)
	case errors.Is(err, vault.ErrPlein):
		return panne("Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.", err)
	case errors.Is(err, vault.ErrInacheve):
		return inachevee(err)
	case errors.Is(err, vault.ErrProtege):
		return panne("Cette base ne peut pas être modifiée : le fichier ou le dossier est protégé en écriture.", err)
	case errors.Is(err, vault.ErrComplet):
		return panne("Cette base a atteint le nombre de comptes qu’elle peut tenir : retirez un compte qui ne sert plus.", err)
	case errors.Is(err, vault.ErrExiste):
		return panne("Un fichier existe déjà à cet endroit : il n’a pas été touché. Choisissez un autre nom.", err)
	case errors.Is(err, vault.ErrFerme):
		return panne("La base est fermée : ouvrez-la de nouveau.", err)
	}
	return panne("Le disque n’a pas pu être lu ou écrit : rien n’a été enregistré. Vérifiez le disque ou la clé, puis recommencez.", err)
}

// inachevee is a base whose making was stopped: there is nothing in it yet.
func inachevee(err error) error {
	return panne("La création de cette base avait été interrompue avant son premier compte : elle est vide. Effacez ce fichier et recommencez.", err)
}

// dommage says which part of the file cannot be believed.
func dommage(d *vault.Dommage) string {
	switch d.Partie {
	case vault.PartieEntete:
		return "La base est abîmée : son en-tête ne se lit plus."
	case vault.PartieRacine:
		return "La base est abîmée : sa table principale ne se lit plus."
	case vault.PartieTable:
		return fmt.Sprintf("La base est abîmée : la table n° %d ne se lit plus.", d.Bloc)
	case vault.PartieJournal:
		return fmt.Sprintf("La base est abîmée : le bloc n° %d de son journal ne se lit plus.", d.Bloc)
	}
	return fmt.Sprintf("La base est abîmée : le bloc n° %d ne se lit plus.", d.Bloc)
}

// ouvrirCoffre opens the vault of a base, a plain base of ours being encrypted first.
func ouvrirCoffre(ctx context.Context, chemin string, opt Options, login, motDePasse string) (c *vault.Coffre, compte int64, avis []string, err error) {
	if err := reprendreConversion(chemin); err != nil {
		return nil, 0, nil, err
	}
	switch i, err := os.Stat(chemin); {
	case err != nil || i.IsDir():
		return nil, 0, nil, panne("La base n’existe pas à cet endroit : vérifiez le chemin.", sansChemin(err))
	case i.Size() == 0:
		return nil, 0, nil, panne("Ce fichier est vide : ce n’est pas une base. Vérifiez le chemin, ou restaurez une sauvegarde.", nil)
	}
	if errors.Is(vault.EstCoffre(chemin), vault.ErrEnClair) {
		if avis, err = convertir(ctx, chemin, opt, login, motDePasse); err != nil {
			return nil, 0, nil, err
		}
	}
	c, compte, err = vault.Ouvrir(chemin, opt.coffre(), vault.MotDePasse(identifiant(login), motDePasse))
	if err != nil {
		return nil, 0, nil, erreurCoffre(err, opt.Lieu)
	}
	return c, compte, avis, nil
}

// sansChemin keeps of a system error what names no path.
func sansChemin(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
