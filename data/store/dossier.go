package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

const colonnesDossier = `d.id, d.numero, d.service, d.version, d.etat, d.etape, d.referent, d.numero_parquet, d.juridiction,
	d.saisine, d.audience, r.doc, d.revision, d.cree_le, d.modifie_le, d.clos_le`

// reconnaitre reads the identity and state of a dossier, without its answers.
func (t *tx) reconnaitre(numero string) (*data.Dossier, error) {
	if err := t.compte.ContenuPermis(); err != nil {
		return nil, err
	}
	portee, args := t.porteeContenu()
	d := &data.Dossier{}
	err := t.un([]any{&d.ID, &d.Numero, &d.Service, &d.Version, &d.Etat, &d.Revision},
		"SELECT d.id, d.numero, d.service, d.version, d.etat, d.revision FROM dossier d WHERE d.numero = ?"+portee, append([]any{numero}, args...)...)
	if estIntrouvable(err) {
		return nil, introuvable()
	}
	return d, err
}

// lireDossier reads a whole dossier and the service it was written with.
func (t *tx) lireDossier(numero string) (*data.Dossier, *trame.Service, error) {
	portee, args := t.porteeContenu()
	return t.lireDossierDans(numero, portee, args)
}

func (t *tx) lireDossierDans(numero, portee string, args []any) (*data.Dossier, *trame.Service, error) {
	d := &data.Dossier{}
	var reponses, cree, modifie, clos string
	err := t.un([]any{
		&d.ID, &d.Numero, &d.Service, &d.Version, &d.Etat, &d.Etape, &d.Referent, &d.NumeroParquet, &d.Juridiction,
		&d.Saisine, &d.Audience, &reponses, &d.Revision, &cree, &modifie, &clos,
	}, "SELECT "+colonnesDossier+" FROM dossier d JOIN reponses r ON r.dossier = d.id WHERE d.numero = ?"+portee, append([]any{numero}, args...)...)
	if estIntrouvable(err) {
		return nil, nil, introuvable()
	}
	if err != nil {
		return nil, nil, err
	}
	d.CreeLe, d.ModifieLe = lireInstant(cree), lireInstant(modifie)
	if clos != "" {
		le := lireInstant(clos)
		d.ClosLe = &le
	}
	svc, err := t.service(d.Service, d.Version)
	if err != nil {
		return nil, nil, err
	}
	if d.Reponses, err = svc.LireJSON([]byte(reponses)); err != nil {
		return nil, nil, &data.Erreur{Code: data.Base, Message: "Les réponses de ce dossier sont illisibles. N’y écrivez plus et restaurez la " +
			"dernière sauvegarde.", Err: fmt.Errorf("answers of dossier %d do not read", d.ID)}
	}
	return d, svc, t.lireFinalises(d)
}

// lirePourEcrire is lireDossier with what the account left undecided there.
func lirePourEcrire(t *tx, numero string) (*data.Dossier, *trame.Service, error) {
	d, svc, err := t.lireDossier(numero)
	if err != nil {
		return nil, nil, err
	}
	return d, svc, lireDesaccords(t, d, svc)
}

func (t *tx) lireFinalises(d *data.Dossier) error {
	d.Finalises = map[string]int{}
	if err := t.lireRenonces(d); err != nil {
		return err
	}
	return t.lignes("SELECT cle, ligne, transmis_le FROM document WHERE dossier = ? ORDER BY id", []any{d.ID}, func(scan func(...any) error) error {
		var cle, ligne, transmis string
		err := scan(&cle, &ligne, &transmis)
		d.Finalises[cle]++
		if ligne != "" {
			d.Finalises[trame.IDExemplaire(cle, ligne)]++
		}
		if d.TransmisLe == "" {
			d.TransmisLe = transmis
		}
		return err
	})
}

// Dossier opens a dossier; the opening is written to the audit.
func (s dossiers) Dossier(ctx context.Context, numero string) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) (err error) {
		if d, _, err = lirePourEcrire(t, numero); err != nil {
			return err
		}
		return t.trace("ouverture", d.ID, "", "", "")
	})
	if err == nil {
		s.muCompte.Lock()
		s.ouverts[numero] = true
		s.muCompte.Unlock()
	}
	return d, err
}

// Relire implements data.Dossiers.
func (s dossiers) Relire(ctx context.Context, numero string, depuis int64) (*data.Dossier, error) {
	s.muCompte.Lock()
	ouvert := s.ouverts[numero]
	s.muCompte.Unlock()
	if !ouvert {
		return s.Dossier(ctx, numero)
	}
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		e, err := t.reconnaitre(numero)
		if err != nil || e.Revision == depuis {
			return err
		}
		d, _, err = lirePourEcrire(t, numero)
		return err
	})
	return d, err
}

// Creer makes a dossier in the shipped version of a service. personnes names records to
// take up again instead of making new ones, by « role » or « role/row ».
func (s dossiers) Creer(ctx context.Context, service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		var numero string
		err := uneFois(t, "Creer", &numero, func() (err error) {
			if d, err = t.creer(service, r, personnes); err == nil {
				numero = d.Numero
			}
			return err
		})
		if err == nil && t.rejouee {
			d, _, err = t.lireDossier(numero)
		}
		return err
	})
	return d, err
}

func (t *tx) creer(service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error) {
	if !slices.Contains(t.b.servicesDe(t.compte), service) {
		return nil, data.ErrService
	}
	svc, err := t.service(service, "")
	if err != nil {
		return nil, err
	}
	return t.ouvrir(svc, r, personnes, t.compte.ID)
}

// ouvrir makes a dossier for a referent. The rights were looked at.
func (t *tx) ouvrir(svc *trame.Service, r trame.Reponses, personnes map[string]int64, referent int64) (*data.Dossier, error) {
	r, err := data.Canoniques(svc, r)
	if err != nil {
		return nil, err
	}
	if err := t.epingler(svc); err != nil {
		return nil, err
	}
	t.b.retenir(svc, svc.Version)
	numero, err := t.numero(svc.Prefixe)
	if err != nil {
		return nil, err
	}
	d := &data.Dossier{
		Numero: numero, Service: svc.ID, Version: svc.Version, Etat: data.EtatOuvert, Referent: referent,
		Reponses: r, Revision: 1, CreeLe: t.le, ModifieLe: t.le, Finalises: map[string]int{},
	}
	e := t.deriver(d, svc)
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO dossier (numero, service, version, etat, etape, referent, numero_parquet, juridiction, saisine, audience,
			echeance, titre, titre_tri, revision, cree_le, modifie_le, clos_le)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')`,
		d.Numero, d.Service, d.Version, d.Etat, d.Etape, d.Referent, d.NumeroParquet, d.Juridiction, d.Saisine, d.Audience,
		e.Echeance, e.Titre, identite.Plier(e.Titre), d.Revision, instant(t.le), instant(t.le))
	if err != nil {
		return nil, err
	}
	if d.ID, err = res.LastInsertId(); err != nil {
		return nil, err
	}
	if err := t.faire("INSERT INTO reponses (dossier, doc) VALUES (?, ?)", d.ID, string(r.JSON())); err != nil {
		return nil, err
	}
	if err := indexer(t, d, nil, e); err != nil {
		return nil, err
	}
	if err := projeter(t, d, nil, e); err != nil {
		return nil, err
	}
	if err := lierPersonnes(t, d, e.Gens, personnes); err != nil {
		return nil, err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	return d, t.trace("creation", d.ID, "", "", d.Numero)
}

// numero gives the next number AAAA-PREFIXE-0001; one that was given is never given again.
func (t *tx) numero(prefixe string) (string, error) {
	annee := t.civil().Year()
	var n int
	err := t.un([]any{&n}, `
		INSERT INTO compteur (prefixe, annee, dernier)
		VALUES (?, ?, 1)
		ON CONFLICT (prefixe, annee) DO UPDATE SET dernier = dernier + 1
		RETURNING dernier`, prefixe, annee)
	return fmt.Sprintf("%d-%s-%04d", annee, prefixe, n), err
}

// remplacer writes a changed dossier over its former state, with all that follows from it.
func (t *tx) remplacer(avant, d *data.Dossier, svc *trame.Service) error {
	ancien := t.deriver(copieDossier(avant), svc)
	e := t.deriver(d, svc)
	d.Revision, d.ModifieLe = avant.Revision+1, t.le
	err := t.faire(`
		UPDATE dossier SET etape = ?, numero_parquet = ?, juridiction = ?, saisine = ?, audience = ?, echeance = ?,
			titre = ?, titre_tri = ?, revision = ?, modifie_le = ?
		WHERE id = ?`,
		d.Etape, d.NumeroParquet, d.Juridiction, d.Saisine, d.Audience, e.Echeance,
		e.Titre, identite.Plier(e.Titre), d.Revision, instant(t.le), d.ID)
	if err != nil {
		return err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	if err := t.faire("UPDATE reponses SET doc = ? WHERE dossier = ?", string(d.Reponses.JSON()), d.ID); err != nil {
		return err
	}
	if err := indexer(t, d, ancien, e); err != nil {
		return err
	}
	if err := projeter(t, d, ancien, e); err != nil {
		return err
	}
	if !reflect.DeepEqual(ancien.Gens, e.Gens) {
		if err := lierPersonnes(t, d, e.Gens, nil); err != nil {
			return err
		}
	}
	if err := tracerReponses(t, d.ID, svc, avant.Reponses, d.Reponses); err != nil {
		return err
	}
	for _, a := range e.Arrets {
		if !slices.Contains(ancien.Arrets, a) {
			if err := t.trace("arret", d.ID, a.Cle, "", a.Message); err != nil {
				return err
			}
		}
	}
	return nil
}

func copieDossier(d *data.Dossier) *data.Dossier { c := *d; return &c }
