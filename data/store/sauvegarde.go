package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"justicepartage/data"
	"justicepartage/data/vault"
)

// Backups: sealed copies in a folder beside the base, and in a second place if one is
// set. Each was opened again, checked and counted before it got its name.

const (
	extensionSauvegarde = ".sauvegarde"
	formatSauvegarde    = "2006-01-02_15h04m05"
	cleAilleurs         = "sauvegardes_ailleurs"
	cleDerniere         = "sauvegarde_derniere"
)

// DossierSauvegardes is where the backups of a base are kept first.
func DossierSauvegardes(chemin string) string {
	return filepath.Join(filepath.Dir(chemin), "sauvegardes")
}

func souche(chemin string) string {
	nom := filepath.Base(chemin)
	return strings.TrimSuffix(nom, filepath.Ext(nom)) + "_"
}

// Sauvegardes lists the backups of a base in a folder, newest first. A file that is not
// a vault is left out.
func Sauvegardes(chemin, dossier string, opt Options) ([]data.Sauvegarde, error) {
	opt = opt.completer()
	l, err := os.ReadDir(dossier)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, panne("Le dossier des sauvegardes ne s’ouvre pas : vérifiez qu’il existe et que la clé ou le réseau est branché.", sansChemin(err))
	}
	var out []data.Sauvegarde
	for _, e := range l {
		milieu, ok := strings.CutPrefix(e.Name(), souche(chemin))
		date, ok2 := strings.CutSuffix(milieu, extensionSauvegarde)
		le, err := time.ParseInLocation(formatSauvegarde, date, opt.Lieu)
		if !ok || !ok2 || err != nil {
			continue
		}
		s := data.Sauvegarde{Chemin: filepath.Join(dossier, e.Name()), Le: le}
		i, err := e.Info()
		if err != nil || vault.EstCoffre(s.Chemin) != nil {
			continue
		}
		s.Octets = i.Size()
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b data.Sauvegarde) int { return b.Le.Compare(a.Le) })
	return out, nil
}

// How many backups are kept: the last of each of so many days, weeks and months that
// have one, and the latest few whatever their day.
const (
	garderJours     = 12
	garderSemaines  = 10
	garderMois      = 9
	garderDernieres = 3
)

// Eclaircir says which backups are to be removed. The last of a day, week or month is
// kept for it; a copy less than half as big as an older one never takes the place of a
// bigger one, and the last big one is always kept. Copies of the future (a clock that
// was wrong) are left alone.
func Eclaircir(l []data.Sauvegarde, maintenant time.Time) (retirer []data.Sauvegarde) {
	tri := slices.Clone(l)
	slices.SortFunc(tri, func(a, b data.Sauvegarde) int { return b.Le.Compare(a.Le) })
	// petite[i]: an older copy is more than twice as big.
	petite := make([]bool, len(tri))
	plusGrande := int64(0)
	for i := len(tri) - 1; i >= 0; i-- {
		petite[i] = tri[i].Octets*2 < plusGrande
		plusGrande = max(plusGrande, tri[i].Octets)
	}
	garde := make([]bool, len(tri))
	for i := range tri {
		garde[i] = i < garderDernieres || tri[i].Le.After(maintenant)
	}
	if i := slices.Index(petite, false); i >= 0 {
		garde[i] = true
	}
	for _, p := range []struct {
		n   int
		cle func(time.Time) string
	}{
		{garderJours, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{garderSemaines, func(t time.Time) string { a, s := t.ISOWeek(); return fmt.Sprint(a, "-", s) }},
		{garderMois, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		tenant := map[string]int{} // of each period, the index of the copy kept for it
		var periodes []string
		for i, s := range tri {
			if s.Le.After(maintenant) {
				continue
			}
			k := p.cle(s.Le)
			j, vu := tenant[k]
			if !vu {
				periodes = append(periodes, k)
			}
			if !vu || petite[j] && !petite[i] {
				tenant[k] = i
			}
		}
		for _, k := range periodes[:min(p.n, len(periodes))] {
			garde[tenant[k]] = true
		}
	}
	for i, s := range tri {
		if !garde[i] {
			retirer = append(retirer, s)
		}
	}
	return retirer
}

// derniere is what the base remembers of its last backup.
type derniere struct {
	Le       time.Time `json:"le"`
	Ailleurs time.Time `json:"ailleurs,omitzero"`
	Audit    int64     `json:"audit"`
	Dossiers int       `json:"dossiers"`
}

// sansEffet are the actions of the audit that change nothing worth a backup.
const sansEffet = "('connexion', 'echec-connexion', 'ouverture', 'lecture', 'impression', 'export', 'sauvegarde', 'repetition')"

func derniereSauvegarde(t *tx) (d derniere, err error) {
	var v string
	if err := t.un([]any{&v}, "SELECT valeur FROM parametre WHERE cle = ?", cleDerniere); err != nil {
		if estIntrouvable(err) {
			err = nil
		}
		return d, err
	}
	return d, json.Unmarshal([]byte(v), &d)
}

// ASauvegarder tells whether something changed since the last backup.
func (s sauvegardes) ASauvegarder(ctx context.Context) (bool, error) {
	change := false
	err := s.ecrire(ctx, func(t *tx) error {
		d, err := derniereSauvegarde(t)
		if err != nil {
			return err
		}
		return t.un([]any{&change}, "SELECT EXISTS (SELECT 1 FROM audit WHERE id > ? AND action NOT IN "+sansEffet+")", d.Audit)
	})
	return change, err
}

const (
	sauvegardeApres = 30 * time.Minute
	repetitionApres = 30 * 24 * time.Hour
)

// SauvegardeDue tells whether it is time for a backup: something changed, and the last
// one is half an hour old. At closing ask ASauvegarder.
func (s sauvegardes) SauvegardeDue(ctx context.Context) (bool, error) {
	change, err := s.ASauvegarder(ctx)
	if err != nil || !change {
		return false, err
	}
	due := false
	err = s.ecrire(ctx, func(t *tx) error {
		d, err := derniereSauvegarde(t)
		due = t.le.Sub(d.Le) >= sauvegardeApres
		return err
	})
	return due, err
}

// RepetitionDue tells whether it is time to rehearse a restoring: once a month.
func (s sauvegardes) RepetitionDue(ctx context.Context) (bool, error) {
	due := false
	err := s.ecrire(ctx, func(t *tx) error {
		var le string
		err := t.un([]any{&le}, "SELECT le FROM audit WHERE action = 'repetition' ORDER BY id DESC LIMIT 1")
		if estIntrouvable(err) {
			due = true
			return nil
		}
		due = t.le.Sub(lireInstant(le)) >= repetitionApres
		return err
	})
	return due, err
}

const ancienneApres = 7 * 24 * time.Hour

// EtatSauvegarde tells how the backups stand.
func (s sauvegardes) EtatSauvegarde(ctx context.Context) (e data.EtatSauvegarde, err error) {
	change, err := s.ASauvegarder(ctx)
	if err != nil {
		return e, err
	}
	ailleurs, err := s.SecondEmplacement(ctx)
	if err != nil {
		return e, err
	}
	err = s.ecrire(ctx, func(t *tx) error {
		d, err := derniereSauvegarde(t)
		e.Le, e.Ailleurs, e.Dossiers, e.SecondeChoisi = d.Le, d.Ailleurs, d.Dossiers, ailleurs != ""
		e.Ancienne = change && t.le.Sub(d.Le) > ancienneApres || e.SecondeChoisi && t.le.Sub(d.Ailleurs) > ancienneApres
		return err
	})
	if err != nil {
		return e, err
	}
	e.Dire(s.opt.Lieu)
	return e, nil
}

// SecondEmplacement returns the folder of the second place, "" when none is set.
func (s sauvegardes) SecondEmplacement(ctx context.Context) (string, error) {
	v := ""
	err := s.ecrire(ctx, func(t *tx) (err error) {
		v, err = parametre(t, cleAilleurs)
		return err
	})
	return v, err
}

// PoserSecondEmplacement sets the folder of the second place: a USB key, a folder of the
// network. "" takes it back. Only a responsable may.
func (s sauvegardes) PoserSecondEmplacement(ctx context.Context, dossier string) error {
	if dossier != "" {
		if i, err := os.Stat(dossier); err != nil || !i.IsDir() {
			return data.ErrSecondEmplacement
		}
	}
	return s.administrer(ctx, func(t *tx) error { return poserParametre(t, cleAilleurs, dossier) })
}

// Sauvegarder makes a verified backup beside the base and in the second place, and thins
// out the older ones. The base can be used meanwhile. Every role may, it shows nothing.
func (s sauvegardes) Sauvegarder(ctx context.Context, progres data.Progres) (*data.Recu, error) {
	if s.coffre == nil {
		return nil, panne("Une base qui n’est pas chiffrée n’est pas sauvegardée : fermez-la et rouvrez-la pour la chiffrer.", nil)
	}
	ailleurs, err := s.SecondEmplacement(ctx)
	if err != nil {
		return nil, err
	}
	r := &data.Recu{}
	le := s.opt.Horloge()
	d := derniere{Le: le.UTC()}
	var avant derniere
	if err := s.ecrire(ctx, func(t *tx) (err error) {
		if avant, err = derniereSauvegarde(t); err != nil {
			return err
		}
		d.Ailleurs = avant.Ailleurs
		if err := t.un([]any{&d.Audit}, "SELECT coalesce(max(id), 0) FROM audit"); err != nil {
			return err
		}
		return t.un([]any{&d.Dossiers}, "SELECT count(*) FROM dossier")
	}); err != nil {
		return nil, err
	}
	r.Dossiers = d.Dossiers
	nom := souche(s.chemin) + le.In(s.opt.Lieu).Format(formatSauvegarde) + extensionSauvegarde
	un, err := s.sauvegarderDans(ctx, DossierSauvegardes(s.chemin), nom, le, func(f float64) {
		if progres != nil {
			progres(f)
		}
	})
	if err != nil {
		return nil, err
	}
	r.Sauvegarde = un
	if ailleurs != "" {
		deux, err := s.sauvegarderDans(ctx, ailleurs, nom, le, nil)
		switch {
		case err == nil:
			r.Ailleurs, d.Ailleurs = &deux, le.UTC()
		case ctx.Err() != nil:
			return nil, err
		default:
			r.Phrases = append(r.Phrases, "La sauvegarde est faite sur ce poste, mais pas dans le second emplacement : la clé ou le dossier n’est pas accessible.")
		}
	}
	if d.Dossiers*2 < avant.Dossiers {
		r.Phrases = append(r.Phrases, fmt.Sprintf("Cette sauvegarde contient %d dossiers, la précédente %d : aucune ancienne copie n’a été retirée. "+
			"Vérifiez que c’est voulu.", d.Dossiers, avant.Dossiers))
	} else {
		r.Retirees = s.eclaircir(DossierSauvegardes(s.chemin), le)
		if r.Ailleurs != nil {
			r.Retirees += s.eclaircir(ailleurs, le)
		}
	}
	b, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	err = s.ecrire(ctx, func(t *tx) error {
		if err := t.faire(`
			INSERT INTO parametre (cle, valeur) VALUES (?, ?) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur`, cleDerniere, string(b)); err != nil {
			return err
		}
		return t.trace("sauvegarde", 0, "", "", fmt.Sprint(d.Dossiers))
	})
	return r, err
}

func (b *Base) sauvegarderDans(ctx context.Context, dossier, nom string, le time.Time, progres data.Progres) (data.Sauvegarde, error) {
	out := data.Sauvegarde{Chemin: filepath.Join(dossier, nom), Le: le}
	if err := os.MkdirAll(dossier, 0o700); err != nil {
		return out, panne("La sauvegarde n’a pas pu être faite : les précédentes sont gardées. Vérifiez le dossier et la place sur le disque.", sansChemin(err))
	}
	if err := copier(ctx, b.db, b.coffre, out.Chemin, progres); err != nil {
		if ctx.Err() != nil {
			return out, err
		}
		err = erreurCoffre(err, b.opt.Lieu)
		if data.CodeDe(err) == data.Interne || errors.Is(err, os.ErrPermission) {
			err = panne("La sauvegarde n’a pas pu être faite ou relue : les précédentes sont gardées. Vérifiez le dossier et la place sur le disque.", err)
		}
		return out, err
	}
	i, err := os.Stat(out.Chemin)
	if err != nil {
		return out, panne("La sauvegarde n’a pas pu être relue : les précédentes sont gardées.", sansChemin(err))
	}
	out.Octets = i.Size()
	if progres != nil {
		progres(1)
	}
	return out, nil
}

// eclaircir removes what Eclaircir says; one that cannot be removed stays for the next
// time.
func (b *Base) eclaircir(dossier string, maintenant time.Time) (retirees int) {
	l, err := Sauvegardes(b.chemin, dossier, b.opt)
	if err != nil {
		return 0
	}
	for _, x := range Eclaircir(l, maintenant) {
		if retirer(x.Chemin) == nil {
			retirees++
		}
	}
	return retirees
}
