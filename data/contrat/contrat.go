package contrat

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Maison is an implementation at work: a base with one account, who is responsable and sees
// every service that is not reserved.
type Maison interface {
	// Premiere is the session of that account.
	Premiere() data.Session
	// Entrer opens one more session on the same base.
	Entrer(login, motDePasse string) (data.Session, error)
	// Avancer moves the clock of the base on.
	Avancer(d time.Duration)
}

// MotDePasse is strong enough for every account of the suite.
const MotDePasse = "quatre mots bien cachés"

// PDF is what the base prints: the suite hands this as what renders.
func PDF(i data.Impression) ([]byte, error) {
	return []byte("%PDF " + i.Numero + " " + i.Papier.ID() + " " + i.Association.Nom), nil
}

var ctx = context.Background()

// Verifier runs the suite; ouvrir makes a new house for each of its tests, with Assets and
// PDF, on a clock that goes on.
func Verifier(t *testing.T, ouvrir func(t *testing.T) Maison) {
	for nom, f := range map[string]func(t *testing.T, m *maison){
		"dossiers": dossiers, "fusion des réponses": fusionReponses, "une fois": uneFois, "documents": documents, "journal": journal,
		"retour": retour, "recherche": recherche, "agenda": agenda, "échéances": echeances, "droits": droits, "réservé": reserves,
		"nouvelles": nouvelles, "sceller": sceller, "réglages": reglages, "fin de session": finDeSession, "rien de partagé": rienDePartage,
		"personnes": personnes, "fiches réunies": fiches, "personnes d’ailleurs": personnesDAilleurs, "consignes": consignes,
		"heurts": heurts, "présence": presence, "conservation": conservation, "comptages": comptages, "relevés": releves,
		"orientation": orientation, "textes": textes, "mots de passe": motsDePasse, "essais": essais, "sauvegardes": sauvegardes,
	} {
		t.Run(nom, func(t *testing.T) {
			h := ouvrir(t)
			f(t, &maison{t: t, Maison: h, s: h.Premiere()})
		})
	}
}

// maison is a house and its first session.
type maison struct {
	Maison
	t *testing.T
	s data.Session
}

func (m *maison) non(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// refuse expects an error of a kind, with a French sentence of our own.
func (m *maison) refuse(err error, code data.Code) {
	m.t.Helper()
	var e *data.Erreur
	if !errors.As(err, &e) || e.Code != code {
		m.t.Fatalf("got %v, expected %q", err, code)
	}
	if e.Message == "" || !strings.HasSuffix(strings.TrimRight(e.Message, "\n"), ".") && !strings.Contains(e.Message, "\n") {
		m.t.Errorf("it is no sentence: %q", e.Message)
	}
}

// code expects an error of a kind, whose words are those of the service that was read.
func (m *maison) code(err error, code data.Code) {
	m.t.Helper()
	if data.CodeDe(err) != code {
		m.t.Fatalf("got %v, expected %q", err, code)
	}
}

// autre opens the session of a new account.
func (m *maison) autre(login string, role data.Role, services ...string) data.Session {
	m.t.Helper()
	_, err := m.s.AjouterCompte(ctx, data.Compte{Login: login, Nom: "Nom de " + login, Role: role, Services: services}, MotDePasse)
	m.non(err)
	s, err := m.Entrer(login, MotDePasse)
	m.non(err)
	m.t.Cleanup(func() { s.Close() })
	return s
}

// reponses are those of somebody, by « section.champ ».
func reponses(paires ...string) trame.Reponses {
	r := trame.Reponses{}
	for i := 0; i < len(paires); i += 2 {
		section, champ, _ := strings.Cut(paires[i], ".")
		r.Poser(trame.Chemin{Section: section, Champ: champ}, paires[i+1])
	}
	return r
}

func (m *maison) creer(paires ...string) *data.Dossier {
	m.t.Helper()
	d, err := m.s.Creer(ctx, "essai", reponses(paires...), nil)
	m.non(err)
	return d
}

// changer saves what f does to the answers of a dossier as it was read.
func (m *maison) changer(s data.Session, d *data.Dossier, f func(trame.Reponses)) *data.Dossier {
	m.t.Helper()
	out, err := m.essayer(ctx, s, d, f)
	m.non(err)
	return out
}

func (m *maison) essayer(ctx context.Context, s data.Session, d *data.Dossier, f func(trame.Reponses)) (*data.Dossier, error) {
	m.t.Helper()
	svc, err := s.Service(ctx, d.Service, d.Version)
	m.non(err)
	r := d.Reponses.Copie()
	f(r)
	return s.Enregistrer(ctx, d.Numero, svc.Comparer(d.Reponses, r))
}

var (
	nom   = trame.Chemin{Section: "qui", Champ: "nom"}
	recit = trame.Chemin{Section: "qui", Champ: "recit"}
	suite = trame.Chemin{Section: "qui", Champ: "telephone"}
)

func poser(c trame.Chemin, v any) func(trame.Reponses) {
	return func(r trame.Reponses) { r.Poser(c, v) }
}

func (m *maison) vaut(d *data.Dossier, c trame.Chemin, v any) {
	m.t.Helper()
	if got := d.Reponses.Valeur(c); got != v {
		m.t.Errorf("%s is %v, not %v", c, got, v)
	}
}
