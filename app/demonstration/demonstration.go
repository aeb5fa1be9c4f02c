// Package demonstration makes a base of fictitious dossiers, to discover the program and
// to show it: everybody in it is invented, its password is printed.
package demonstration

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"justicepartage/app/edition"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// How one opens the demonstration.
const (
	Identifiant = "demo"
	MotDePasse  = "demonstration-43"
	Fichier     = "demonstration.sqlite"
)

// Association is the letterhead of the demonstration.
var Association = data.Association{
	Nom: "Justice et Partage", SousTitre: "France Victimes 43",
	Appartenances: []string{"Membre de France Victimes et de Citoyens & Justice"},
	Adresse:       []string{"Le Puy-en-Velay (Haute-Loire)"}, Telephone: "0471025148",
}

// Retirer removes a former demonstration, and nothing else.
func Retirer(base string) error {
	for _, suffixe := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(base + suffixe); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Creer fills a new base and returns the number and the bytes of the report to show.
// avance, if not nil, is told after each dossier how many are done, and of how many.
func Creer(ctx context.Context, assets fs.FS, horloge func() time.Time, base string, avance func(fait, total int)) (numero string, pdf []byte, err error) {
	maintenant := horloge()
	instant := maintenant // the demonstration lives through two years
	premier := data.Compte{
		Login: Identifiant, Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire",
		Role: data.RoleResponsable, HabiliteDu: "2020-01-01",
	}
	a, err := reports.NouvelAtelier(assets)
	if err != nil {
		return "", nil, err
	}
	opt := store.Options{
		Horloge: func() time.Time { return instant }, Assets: assets,
		Rendre: edition.Rendre(func() (*reports.Atelier, error) { return a, nil }),
	}
	s, err := store.Create(ctx, base, opt, premier, MotDePasse)
	if err != nil {
		return "", nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.PoserParquet(ctx, data.Parquet{Juridiction: "tj-le-puy-en-velay", Destinataire: "Parquet de permanence"}); err != nil {
		return "", nil, err
	}
	if err := s.PoserAssociation(ctx, Association); err != nil {
		return "", nil, err
	}
	if err := toutVoir(ctx, s, assets); err != nil {
		return "", nil, err
	}
	recits, err := lire(ctx, s, a, assets, maintenant)
	if err != nil {
		return "", nil, err
	}
	var montre int64 // the latest finalised report of the first service
	for i, r := range recits {
		if avance != nil {
			avance(i, len(recits))
		}
		c := &conteur{s: s, svc: r.svc, instant: &instant}
		c.e = edition.Editeur{Session: s, Atelier: a, Horloge: func() time.Time { return instant }}
		if err := c.raconter(ctx, r.demo); err != nil {
			return "", nil, fmt.Errorf("démonstration, « %s » : %w", r.demo.Nom, err)
		}
		if c.montrer > 0 && r.svc.ID == s.Services()[0] {
			numero, montre = c.numero, c.montrer
		}
	}
	if montre == 0 {
		return "", nil, errors.New("la démonstration ne contient aucun document finalisé")
	}
	pdf, err = s.Octets(ctx, montre, "export")
	return numero, pdf, err
}

// toutVoir shows the reserved services too: the demonstration hides nothing.
func toutVoir(ctx context.Context, s data.Session, assets fs.FS) error {
	c := s.Compte()
	var err error
	if c.Services, err = trame.Lister(assets); err != nil {
		return err
	}
	return s.ModifierCompte(ctx, c)
}

// recit is a dossier of the demonstration, and its service.
type recit struct {
	svc  *trame.Service
	demo *trame.Demo
}

// lire reads the dossiers of every service, in the order in which they were opened: numbers
// follow the dates.
func lire(ctx context.Context, s data.Session, a *reports.Atelier, assets fs.FS, maintenant time.Time) ([]recit, error) {
	var out []recit
	for _, id := range s.Services() {
		svc, err := s.Service(ctx, id, "")
		if err != nil {
			return nil, err
		}
		if err := a.Verifier(svc); err != nil {
			return nil, err
		}
		demos, err := trame.LireDemo(assets, id, maintenant)
		if err != nil {
			return nil, err
		}
		for _, d := range demos {
			out = append(out, recit{svc, d})
		}
	}
	slices.SortStableFunc(out, func(a, b recit) int { return strings.Compare(a.demo.Cree, b.demo.Cree) })
	return out, nil
}

// conteur brings one dossier of the demonstration to its stage, at its own time.
type conteur struct {
	s       data.Session
	e       edition.Editeur
	svc     *trame.Service
	instant *time.Time
	numero  string
	montrer int64 // the finalised document to show
}

func (c *conteur) regler(moment string) {
	for _, f := range []string{"2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(f, moment, time.Local); err == nil {
			*c.instant = t
			return
		}
	}
}

func (c *conteur) raconter(ctx context.Context, d *trame.Demo) error {
	c.regler(d.Cree)
	r, err := c.svc.Normaliser(d.Reponses, *c.instant)
	if err != nil {
		return err
	}
	dossier, err := c.s.Creer(ctx, c.svc.ID, r, nil)
	if err != nil {
		return err
	}
	c.numero = dossier.Numero
	for _, e := range d.Journal {
		c.regler(e.Le)
		if err := c.s.Noter(ctx, c.numero, data.Evenement{Le: *c.instant, Nature: e.Nature, Texte: e.Texte}); err != nil {
			return err
		}
	}
	if d.Finaliser != "" {
		if err := c.finaliser(ctx, d); err != nil {
			return err
		}
	}
	if d.Clos != "" {
		return c.s.Clore(ctx, c.numero, d.Clos)
	}
	return nil
}

func (c *conteur) finaliser(ctx context.Context, d *trame.Demo) error {
	c.regler(d.Le)
	doc, err := c.figer(ctx, d.Finaliser, d.Gardees)
	if err != nil {
		return err
	}
	if c.svc.Document(d.Finaliser) == premierFinalisable(c.svc) {
		c.montrer = doc.ID
	}
	if t := d.Transmis; t != nil {
		c.regler(t.Le)
		if err := c.s.Transmettre(ctx, doc.ID, data.Transmission{A: t.A, Moyen: t.Moyen, Le: t.Le}); err != nil {
			return err
		}
	}
	if d.Complement == nil {
		return nil
	}
	plus, err := c.svc.Normaliser(d.Complement, *c.instant)
	if err != nil {
		return err
	}
	*c.instant = c.instant.Add(24 * time.Hour)
	if _, err := c.s.Enregistrer(ctx, c.numero, c.svc.Comparer(trame.Reponses{}, plus)); err != nil {
		return err
	}
	_, err = c.figer(ctx, d.Completer, nil)
	return err
}

func (c *conteur) figer(ctx context.Context, cle string, gardees []string) (*data.Document, error) {
	d, err := c.s.Dossier(ctx, c.numero)
	if err != nil {
		return nil, err
	}
	doc := c.e.Examiner(c.svc, d).Exemplaire(cle)
	if doc == nil {
		return nil, fmt.Errorf("le document « %s » n’existe pas", cle)
	}
	return c.e.Figer(ctx, d, doc, gardees)
}

// premierFinalisable is the main document of a service.
func premierFinalisable(svc *trame.Service) *trame.Document {
	for _, d := range svc.Documents {
		if d.Finalisable {
			return d
		}
	}
	return nil
}
