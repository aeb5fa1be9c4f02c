package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/trame"
	"justicepartage/data/vault"
)

// The factory: a real file, the real service, fictitious people. A test names only what
// matters to it.

func TestMain(m *testing.M) {
	derivationNeuve = legere
	if chemin := os.Getenv("JP_ESSAI_OUVRIR"); chemin != "" {
		_, err := Open(context.Background(), chemin, Options{Assets: assets.FS, Derivation: legere}, "claire", phrase)
		fmt.Print(err)
		os.Exit(0)
	}
	if chemin := os.Getenv("JP_ESSAI_ENREGISTRER"); chemin != "" {
		fmt.Println(enregistrerSansFin(chemin))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const phrase = "une phrase de passe"

var legere = Derivation{Passes: 1, Memoire: 64, Fils: 1} // the strength of passwords is not what is tested

var (
	ctx    = context.Background()
	moment = time.Date(2026, 11, 24, 12, 30, 0, 0, time.UTC)
)

// livres are the shipped services and a second one, to see the partition.
func livres(tb testing.TB) fs.FS {
	tb.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(assets.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "fonts") {
			return err
		}
		b, err := fs.ReadFile(assets.FS, p)
		out[p] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	out["services/autre/service.toml"] = &fstest.MapFile{Data: []byte(`id = "autre"
titre = "Autre service"
prefixe = "AUT"
[[personne]]
role = "personne"
titre = "Personne"
section = "qui"
nom = "nom"
prenoms = "prenoms"
naissance = "naissance"
telephones = ["telephone"]
sur = "sur"
principal = true
[[echeance]]
cle = "suite"
titre = "Suite"
le = 'qui.suite'
alertes = ["10 jours"]
[[echeance]]
cle = "limite"
titre = "Limite fixée par le juge"
le = 'qui.limite'
legale = true
depasse = "Le délai est passé."
[[seance]]
section = "rencontres"
titre = "Rencontre"
date = "date"
debut = "debut"
lieu = "lieu"
avec = "avec"
presence = "venue"
[[orientation]]
cle = "esr"
titre = "Vers le tiers"
vers = "tiers"
quand = 'renseigne(qui.nom)'
message = "Proposez-le."
accord = "qui.accord"
transmet = { "lui.nom" = "qui.nom" }
[[releve]]
cle = "rencontres"
titre = "Relevé"
section = "rencontres"
date = "date"
colonnes = ["numero|Dossier", "date|Date", "lieu|Lieu"]
[[section]]
cle = "rencontres"
titre = "Rencontres"
repetee = true
ligne = "rencontre"
aucun = "Aucune."
[[section.champ]]
cle = "date"
libelle = "Date"
type = "date"
[[section.champ]]
cle = "debut"
libelle = "Début"
type = "heure"
[[section.champ]]
cle = "lieu"
libelle = "Lieu"
type = "texte"
[[section.champ]]
cle = "avec"
libelle = "Avec"
type = "texte"
[[section.champ]]
cle = "venue"
libelle = "Venue"
type = "choix"
options = [{cle = "present", libelle = "Présent"}, {cle = "absent", libelle = "Absent"}]
[[section]]
cle = "qui"
titre = "Qui"
[[section.champ]]
cle = "suite"
libelle = "Suite"
type = "date"
[[section.champ]]
cle = "limite"
libelle = "Limite"
type = "date"
[[section.champ]]
cle = "accord"
libelle = "Accord"
type = "oui-non"
[[section.champ]]
cle = "sur"
libelle = "Contact sûr"
type = "texte"
[[section.champ]]
cle = "nom"
libelle = "Nom"
type = "texte"
[[section.champ]]
cle = "prenoms"
libelle = "Prénoms"
type = "texte"
[[section.champ]]
cle = "naissance"
libelle = "Naissance"
type = "date"
[[section.champ]]
cle = "telephone"
libelle = "Téléphone"
type = "telephone"
[[section.champ]]
cle = "recit"
libelle = "Récit"
type = "paragraphe"
`)}
	out["services/tiers/service.toml"] = &fstest.MapFile{Data: []byte(`id = "tiers"
titre = "Service tiers"
prefixe = "TIE"
reserve = true
[[personne]]
role = "lui"
titre = "Lui"
section = "lui"
nom = "nom"
principal = true
[[section]]
cle = "lui"
titre = "Lui"
[[section.champ]]
cle = "nom"
libelle = "Nom"
type = "texte"
`)}
	return out
}

type horloge struct {
	mu sync.Mutex
	t  time.Time
}

func (h *horloge) maintenant() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.t = h.t.Add(time.Second)
	return h.t
}

func (h *horloge) avancer(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.t = h.t.Add(d)
}

func options(tb testing.TB) Options {
	h := &horloge{t: moment}
	return Options{Horloge: h.maintenant, Assets: livres(tb), Lieu: time.UTC, Derivation: legere, Rendre: imprime}
}

func claire() data.Compte {
	return data.Compte{Login: "claire", Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire", HabiliteDu: "2020-01-01"}
}

func nouvelle(tb testing.TB) (*Session, string) {
	tb.Helper()
	chemin := filepath.Join(tb.TempDir(), "base.sqlite")
	s, err := Create(ctx, chemin, options(tb), claire(), phrase)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s, chemin
}

// complet are the answers of the worked example that can be finalised.
func complet(tb testing.TB, s *Session, change func(trame.Reponses)) trame.Reponses {
	tb.Helper()
	svc, err := s.Service(ctx, "esr", "")
	if err != nil {
		tb.Fatal(err)
	}
	cas, err := trame.LireCas(assets.FS, "esr")
	if err != nil {
		tb.Fatal(err)
	}
	r, err := svc.Normaliser(cas[0].Reponses, moment)
	if err != nil {
		tb.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	return r
}

func poser(r trame.Reponses, chemin string, v any) {
	sec, champ, _ := strings.Cut(chemin, ".")
	r.Poser(trame.Chemin{Section: sec, Champ: champ}, v)
}

// personne are the answers of a dossier that only names somebody.
func personne(nom, prenoms, naissance, telephone string) trame.Reponses {
	r := trame.Reponses{}
	for chemin, v := range map[string]string{
		"etat_civil.nom": nom, "etat_civil.prenoms": prenoms, "etat_civil.naissance": naissance, "etat_civil.telephone": telephone,
	} {
		if v != "" {
			poser(r, chemin, v)
		}
	}
	poser(r, "saisine.recue_le", "2026-11-24T10:05")
	return r
}

func creer(tb testing.TB, s *Session, r trame.Reponses) *data.Dossier {
	tb.Helper()
	d, err := s.Creer(ctx, "esr", r, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func imprime(data.Impression) ([]byte, error) { return []byte("%PDF-1.4 essai"), nil }

// enregistre saves answers that started from a dossier as it was read.
func enregistre(tb testing.TB, s *Session, d *data.Dossier, r trame.Reponses) (*data.Dossier, error) {
	tb.Helper()
	svc, err := s.Service(ctx, d.Service, d.Version)
	if err != nil {
		tb.Fatal(err)
	}
	return s.Enregistrer(ctx, d.Numero, svc.Comparer(d.Reponses, r))
}

// vu asks to finalise a document of a dossier that was looked at.
func vu(d *data.Dossier, papier string) data.Finalisation {
	return data.Finalisation{Numero: d.Numero, Papier: papier, Revision: d.Revision}
}

func finaliser(tb testing.TB, s *Session, numero, cle string) *data.Document {
	tb.Helper()
	d, err := s.Dossier(ctx, numero)
	if err != nil {
		tb.Fatal(err)
	}
	x, err := s.Finaliser(ctx, vu(d, cle))
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

func code(tb testing.TB, err error, veut data.Code, mots ...string) {
	tb.Helper()
	if data.CodeDe(err) != veut {
		tb.Fatalf("got %q (%v), expected %q", data.CodeDe(err), err, veut)
	}
	var e *data.Erreur
	for _, m := range mots {
		if !errors.As(err, &e) || !strings.Contains(e.Message, m) {
			tb.Errorf("%q is not said in: %v", m, err)
		}
	}
}

// livresNeufs changes a shipped text.
func livresNeufs(fsys fs.FS, nom, texte string) {
	fsys.(fstest.MapFS)[nom] = &fstest.MapFile{Data: []byte(texte)}
}

// coffreSQL opens the SQL of a closed base, behind the back of the store.
func coffreSQL(tb testing.TB, chemin string) (*sql.DB, *vault.Coffre) {
	tb.Helper()
	c, _, err := vault.Ouvrir(chemin, vault.Options{Derivation: legere}, vault.MotDePasse("claire", phrase))
	if err != nil {
		tb.Fatal(err)
	}
	db, err := ouvrirFichier(ctx, chemin, c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close(); c.Fermer() })
	return db, c
}
